//! Settings that somebody may have written by hand: the mod's, a pool's, and the player's in a pack.

use std::str;

use speedfog_race_mod::config::Config;
use speedfog_seeds::{PlayerConfig, PoolConfigs, PoolName};
use uuid::Uuid;

/// Reads a text as each of them, and writes it into a player's settings, which must say just that.
pub(crate) fn read(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    if let Ok(config) = Config::parse(text) {
        assert!(!config.server.url.is_empty() && !config.server.race_id.is_empty());
    }
    read_pool(text);
    let (url, token) = text.split_once('\n').unwrap_or(("", text));
    let player = PlayerConfig {
        url: format!("wss://{url}"),
        mod_token: token.to_owned(),
        race_id: Uuid::nil(),
        seed_id: Uuid::nil(),
        training: false,
        font_size: None,
    };
    let written = player.to_toml();
    if let Ok(read) = Config::parse(&written) {
        assert_eq!(read.server.mod_token.reveal(), token.trim(), "{written}");
        assert!(!read.server.training, "{written}");
    }
}

fn read_pool(text: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let pool = folder.path().join("pool");
    std::fs::create_dir(&pool).expect("a folder can be made");
    std::fs::write(pool.join("config.toml"), text).expect("a file can be written");
    let configs = PoolConfigs::new(folder.path());
    let name = PoolName::parse("pool").expect("a name");
    let _ = configs.get(&name);
    let _ = configs.low_seeds(&name);
}
