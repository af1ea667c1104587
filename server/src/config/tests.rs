mod samples;

use super::*;

fn check(raw: Raw) -> Result<Settings, String> {
    Settings::check(
        raw,
        RawHttp::default(),
        RawStock::default(),
        RawTwitch::default(),
        RawDiscord::default(),
    )
    .map_err(|error| error.to_string())
}

#[test]
fn paths_and_urls_follow_from_the_basics() {
    let settings = check(Raw {
        data_dir: "/srv/speedfog".into(),
        ..Raw::default()
    })
    .unwrap();
    assert_eq!(
        settings.seeds_pool_dir,
        PathBuf::from("/srv/speedfog/pools")
    );
    assert_eq!(settings.websocket_url, "ws://127.0.0.1:8000");
}

#[test]
fn development_sign_in_stays_on_this_machine() {
    let raw = |listen: &str| Raw {
        dev_sign_in: true,
        listen: listen.parse().unwrap(),
        ..Raw::default()
    };
    for listen in ["127.0.0.1:8000", "[::1]:8000", "127.8.8.8:1"] {
        assert!(check(raw(listen)).is_ok(), "{listen}");
    }
    for listen in ["0.0.0.0:8000", "[::]:8000", "192.168.1.5:80"] {
        assert!(
            check(raw(listen)).unwrap_err().contains("DEV_SIGN_IN"),
            "{listen}"
        );
    }
}

#[test]
fn a_file_is_read_and_flags_win() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("speedfog.toml");
    std::fs::write(
        &file,
        "listen = \"127.0.0.1:9000\"\ninactivity_playing_minutes = 3\n\
         zone_data_dir = \"zones\"\nzone_data_fallback_dir = \"more\"\ni18n_dir = \"languages\"\n\
         mod_dll = \"race.dll\"\n",
    )
    .unwrap();
    let flags = Flags {
        listen: Some("127.0.0.1:9001".parse().unwrap()),
        data_dir: None,
    };
    let settings = Settings::load(Some(file), &flags).unwrap();
    assert_eq!(settings.listen.port(), 9001);
    assert_eq!(settings.inactivity.playing, Duration::from_secs(180));
    assert_eq!(settings.zone_data.folder, Some("zones".into()));
    assert_eq!(settings.zone_data.fallback_folder, Some("more".into()));
    assert_eq!(settings.i18n_dir, Some("languages".into()));
    assert_eq!(settings.mod_dll, Some("race.dll".into()));
    let missing = Settings::load(Some(folder.path().join("none.toml")), &Flags::default());
    assert!(matches!(missing, Err(SettingsError::Invalid(_))));
}

#[test]
fn secrets_are_not_printed() {
    let raw: Raw = serde_json::from_value(serde_json::json!({
        "listen": "127.0.0.1:1", "data_dir": "d", "database_url": "postgres://u:hunter2@h/d",
        "seeds_pool_dir": null, "websocket_url": null, "dev_sign_in": false, "log_level": "INFO",
        "log_json": false, "inactivity_playing_minutes": 1, "inactivity_waiting_minutes": 1,
        "map_access": "race",
    }))
    .unwrap();
    let settings = check(raw).unwrap();
    assert!(!format!("{settings:?}").contains("hunter2"));
    assert!(settings.database_url.unwrap().reveal().contains("hunter2"));
}

#[test]
fn hosts_read_about_every_setting() {
    let page = include_str!("../../../docs/OPERATIONS.md");
    let mut described: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(name, _)| name)
        .filter(|name| {
            name.bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        })
        .collect();
    described.sort_unstable();
    let mut known = ALL_NAMES.concat();
    known.sort_unstable();
    assert_eq!(described, known);
}
