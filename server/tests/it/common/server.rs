//! A whole server on a free port with a folder of its own.

use std::path::{Path, PathBuf};

use speedfog_race::fixtures;
use speedfog_racing::{
    Server,
    config::{
        DiscordSettings, HttpSettings, InactivitySettings, LogSettings, SecretText, Settings,
        StockSettings, ZoneDataSettings,
    },
};
use speedfog_tools::sample::{ArchiveOptions, seed_archive};

use super::{Api, PATIENCE, database::fresh_postgres};

/// A running server; its data disappear with it.
pub(crate) struct TestServer {
    server: Option<Server>,
    settings: Settings,
    folder: tempfile::TempDir,
}

impl TestServer {
    /// A server with one pool `sprint` of three small seeds.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// The same with other settings. The data folder exists when they are made.
    pub(crate) async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for slug in ["aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"] {
            let pool = folder.path().join("pools/sprint");
            write_seed(&pool, slug, &fixtures::small_graph_json());
        }
        let mut settings = Settings {
            listen: "127.0.0.1:0".parse().unwrap(),
            metrics_addr: None,
            data_dir: folder.path().into(),
            database_url: fresh_postgres().await.map(SecretText::new),
            seeds_pool_dir: folder.path().join("pools"),
            stock: StockSettings::default(),
            websocket_url: "wss://race.example".into(),
            dev_sign_in: true,
            log: LogSettings {
                level: "info".into(),
                json: false,
            },
            inactivity: InactivitySettings {
                playing: PATIENCE * 60,
                waiting: PATIENCE * 60,
                look_every: PATIENCE,
            },
            open_map: false,
            zone_data: ZoneDataSettings::default(),
            i18n_dir: None,
            mod_dll: None,
            http: HttpSettings {
                rate_limits: false,
                ..HttpSettings::default()
            },
            twitch: None,
            discord: DiscordSettings::default(),
        };
        change(&mut settings);
        let server = Server::start(settings.clone()).await.unwrap();
        Self {
            server: Some(server),
            settings,
            folder,
        }
    }

    /// Host and port.
    pub(crate) fn address(&self) -> String {
        self.server.as_ref().unwrap().address().to_string()
    }

    /// Where figures are shown.
    pub(crate) fn metrics_address(&self) -> String {
        let address = self.server.as_ref().unwrap().metrics_address();
        address.unwrap().to_string()
    }

    /// The server's folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The database, if it is not the embedded one.
    pub(crate) fn database(&self) -> Option<&str> {
        self.settings.database_url.as_ref().map(SecretText::reveal)
    }

    /// An API client without an account.
    pub(crate) fn anonymous(&self) -> Api {
        Api::new(self.address())
    }

    /// An API client for a fresh or known account.
    pub(crate) async fn sign_in(&self, login: &str, role: &str) -> Api {
        self.anonymous().sign_in(login, role).await
    }

    /// Stops the server in an orderly way.
    pub(crate) async fn stop(&mut self) {
        self.server.take().unwrap().stop().await.unwrap();
    }

    /// Stops the server and starts it again on the same address with the same data.
    pub(crate) async fn restart(&mut self) {
        self.settings.listen = self.server.as_ref().unwrap().address();
        self.stop().await;
        self.server = Some(Server::start(self.settings.clone()).await.unwrap());
    }
}

/// Puts seeds of a small graph into a pool for training below a server's data folder.
pub(crate) fn write_training_pool(data: &Path, pool: &str, slugs: &[&str]) {
    let folder = data.join("pools").join(pool);
    for slug in slugs {
        write_seed(&folder, slug, &fixtures::small_graph_json());
    }
    let config = "[display]\ntype = \"training\"\n[structure]\nlayers_count = 5\n";
    std::fs::write(folder.join("config.toml"), config).unwrap();
}

/// Puts a seed archive with a graph into a pool folder and returns its path.
pub(crate) fn write_seed(pool: &Path, slug: &str, graph: &str) -> PathBuf {
    std::fs::create_dir_all(pool).unwrap();
    let config = "[display]\ndescription = \"Short\"\n[structure]\nlayers_count = 5\n";
    std::fs::write(pool.join("config.toml"), config).unwrap();
    let options = ArchiveOptions {
        payload: 64 * 1024,
        spoilers: true,
    };
    let archive = seed_archive(slug, graph, 1, options).unwrap();
    let path = pool.join(format!("seed_{slug}.zip"));
    std::fs::write(&path, archive).unwrap();
    path
}
