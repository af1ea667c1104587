//! The configuration file, value by value.

use speedfog_race_mod::config::{Color, Config, ConfigError, Key, Renderer};

/// The file as the server writes it into a pack.
const PACKED: &str = r##"
[server]
url = "https://race.example.org/"
mod_token = "s3cret"
race_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
seed_id = "00000000-0000-4000-8000-000000000004"

[overlay]
enabled = true
font_path = ""
font_size = 18.0
background_color = "#081013"
background_opacity = 0.75
text_color = "#F1ECE3"
text_disabled_color = "#B6C6C5"
show_border = false
border_color = "#2B393E"

[keybindings]
toggle_ui = "f9"
"##;

const REQUIRED: &str = "[server]\nurl='ws://h'\nmod_token='t'\nrace_id='r'\n";

fn parse(text: &str) -> Config {
    Config::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn the_file_of_a_pack() {
    let config = parse(PACKED);
    assert_eq!(
        config.server.endpoint(),
        "wss://race.example.org/ws/mod/7c9e6679-7425-40de-944b-e07fc1f90ae7"
    );
    assert_eq!(config.server.mod_token.reveal(), "s3cret");
    assert!(config.warnings.is_empty());
    // What the file leaves out has the same value as what it spells out.
    let defaults = parse(REQUIRED);
    assert_eq!(config.overlay, defaults.overlay);
    assert_eq!(config.keys, defaults.keys);
    assert!(!format!("{config:?}").contains("s3cret"));
}

#[test]
fn addresses() {
    for (url, expected) in [
        ("wss://h", Some("wss://h")),
        ("ws://h:8000/", Some("ws://h:8000")),
        ("https://h/base//", Some("wss://h/base")),
        ("http://[::1]:8000", Some("ws://[::1]:8000")),
        ("HTTP://h", Some("ws://h")),
        ("ftp://h", None),
        ("h:8000", None),
        ("ws://", None),
        ("ws:///", None),
    ] {
        let text = format!("[server]\nurl='{url}'\nmod_token='t'\nrace_id='r'\n");
        match (Config::parse(&text), expected) {
            (Ok(config), Some(expected)) => assert_eq!(config.server.url, expected),
            (Err(ConfigError::BadUrl), None) => {}
            (other, _) => panic!("{url}: {other:?}"),
        }
    }
    let solo = parse(&format!("{REQUIRED}training=true\n"));
    assert_eq!(solo.server.endpoint(), "ws://h/ws/training/r");
}

#[test]
fn unusable_files() {
    for (text, expected) in [
        ("", "server.url is missing"),
        ("[server", "not a valid TOML file"),
        ("server = 5", "server.url is missing"),
        (
            "[server]\nurl=''\nmod_token='t'\nrace_id='r'",
            "server.url is missing",
        ),
        (
            "[server]\nurl='ws://h'\nrace_id='r'",
            "server.mod_token is missing",
        ),
        (
            "[server]\nurl='ws://h'\nmod_token=7\nrace_id='r'",
            "server.mod_token is missing",
        ),
        (
            "[server]\nurl='ws://h'\nmod_token='t'\nrace_id='  '",
            "server.race_id is missing",
        ),
    ] {
        let error = Config::parse(text).expect_err(text).to_string();
        assert!(error.starts_with(expected), "{text}: {error}");
    }
    let error = Config::load(std::path::Path::new("/nowhere")).expect_err("no such folder");
    assert!(error.to_string().contains("speedfog_race.toml"));
}

#[test]
fn a_certificate_lies_beside_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    for (line, expected) in [
        ("", String::new()),
        (
            "ca_file='own.pem'",
            folder.path().join("own.pem").to_string_lossy().into(),
        ),
        ("ca_file='/etc/own.pem'", "/etc/own.pem".into()),
    ] {
        std::fs::write(
            folder.path().join("speedfog_race.toml"),
            format!("{REQUIRED}{line}\n"),
        )
        .expect("a file");
        let config = Config::load(folder.path()).expect("a file that can be used");
        assert_eq!(config.server.ca_file, expected, "{line}");
    }
}

#[test]
fn optional_values() {
    let check = |line: &str, warnings: &[&str], test: fn(&Config) -> bool| {
        let config = parse(&format!("{REQUIRED}{line}"));
        let heard: Vec<_> = config.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(heard, warnings, "{line}");
        assert!(test(&config), "{line}: {config:?}");
    };
    let overlay = |line: &str| format!("[overlay]\n{line}");
    let keys = |line: &str| format!("[keybindings]\n{line}");
    check("[unknown]\nx=1", &[], |_| true);
    check(
        "training='yes'",
        &["server.training must be true or false; the default is used"],
        |c| !c.server.training,
    );
    check(&overlay("font_size=24"), &[], |c| {
        c.overlay.font_size == 24.0
    });
    check(&overlay("font_size=2"), &[], |c| c.overlay.font_size == 8.0);
    check(&overlay("font_size=1e9"), &[], |c| {
        c.overlay.font_size == 96.0
    });
    check(
        &overlay("font_size='big'"),
        &["overlay.font_size must be a number; the default is used"],
        |c| c.overlay.font_size == 18.0,
    );
    check(
        &overlay("font_size=nan"),
        &["overlay.font_size must be a number; the default is used"],
        |c| c.overlay.font_size == 18.0,
    );
    check(&overlay("background_opacity=-1"), &[], |c| {
        c.overlay.background_opacity == 0.0
    });
    check(&overlay("text_color='00ff7F'"), &[], |c| {
        c.overlay.text_color == Color::new(0, 255, 127)
    });
    check(
        &overlay("background_color='red'"),
        &["overlay.background_color must be six hex digits; white is used"],
        |c| c.overlay.background_color == Color::WHITE,
    );
    check(&overlay("renderer='DX11'"), &[], |c| {
        c.overlay.renderer == Renderer::Dx11
    });
    check(
        &overlay("renderer='vulkan'"),
        &[
            "overlay.renderer must be \"auto\", \"dx12\", \"dx11\" or \"opengl3\"; the default is used",
        ],
        |c| c.overlay.renderer == Renderer::Dx12,
    );
    check("overlay = 7".replace("overlay", "x").as_str(), &[], |_| {
        true
    });
    check(&keys("toggle_ui='PageUp'"), &[], |c| {
        c.keys.toggle_ui == Key::PageUp
    });
    check(
        &keys("toggle_ui='ctrl+x'\ntoggle_debug='f4'"),
        &["keybindings.toggle_ui must name one key; the default is used"],
        |c| c.keys.toggle_ui == Key::Function(9) && c.keys.toggle_debug == Key::Function(4),
    );
}

#[test]
fn key_names() {
    for (name, expected) in [
        ("f1", Some(Key::Function(1))),
        ("F12", Some(Key::Function(12))),
        ("f13", None),
        ("f0", None),
        ("f01", None),
        ("f", Some(Key::Character('f'))),
        ("A", Some(Key::Character('a'))),
        ("7", Some(Key::Character('7'))),
        ("ä", None),
        ("+", None),
        ("esc", Some(Key::Escape)),
        ("Escape", Some(Key::Escape)),
        ("pagedown", Some(Key::PageDown)),
        ("", None),
    ] {
        assert_eq!(Key::parse(name), expected, "{name}");
    }
}
