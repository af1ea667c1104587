//! The program's other commands, as an operator types them.

use std::{
    io::Read,
    process::{Command, Output, Stdio},
};

use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::Value;

use crate::common::{
    Game, TestServer, fresh_postgres,
    operator::{badly, command, text, well},
    twitch::{Manner, StandInTwitch, sign_in, user},
};

/// A command with settings of its own: a data folder, and the database of the tests.
struct Operator {
    folder: tempfile::TempDir,
    database: Option<String>,
}

impl Operator {
    async fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            database: fresh_postgres().await,
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        command(self.folder.path(), self.database.as_deref(), args)
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }
}

#[tokio::test]
async fn a_database_is_made_and_brought_up_to_date() {
    let operator = Operator::new().await;
    if operator.database.is_none() {
        let missing = badly(&operator.run(&["check"]));
        assert!(missing.contains("migrate"), "{missing}");
    }
    let first = well(&operator.run(&["migrate"]));
    assert!(
        first.contains("applied m20261123_000001_initial"),
        "{first}"
    );
    let second = well(&operator.run(&["migrate"]));
    assert!(!second.contains("applied"), "{second}");
    // Every value in an environment is text, even if it is all digits.
    let mut digits = operator.command(&["migrate"]);
    digits.envs([
        ("TWITCH_CLIENT_ID", "00123"),
        ("TWITCH_CLIENT_SECRET", "456"),
        ("CORS_ORIGINS", "[\"http://localhost:5173\"]"),
        ("INACTIVITY_PLAYING_MINUTES", "20"),
        ("LOG_JSON", "true"),
    ]);
    well(&digits.output().unwrap());
    let nonsense = digits.env("INACTIVITY_PLAYING_MINUTES", "soon").output();
    let nonsense = badly(&nonsense.unwrap());
    assert!(
        nonsense.contains("INACTIVITY_PLAYING_MINUTES"),
        "{nonsense}"
    );
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let operator = Operator::new().await;
    well(&operator.run(&["migrate"]));
    let file = operator.folder.path().join("speedfog-racing.db");
    let embedded = format!("sqlite://{}", file.display());
    let url = operator.database.as_deref().unwrap_or(&embedded);
    let db = Database::connect(url).await.unwrap();
    let step = "INSERT INTO seaql_migrations VALUES ('m20991231_000001_flying_torrents', 0)";
    db.execute_unprepared(step).await.unwrap();
    db.close().await.unwrap();
    for command in ["serve", "migrate", "check"] {
        let said = badly(&operator.run(&[command]));
        assert!(said.contains("m20991231_000001_flying_torrents"), "{said}");
        assert!(said.contains("go back to a backup"), "{command}: {said}");
    }
}

#[tokio::test]
async fn a_check_names_what_is_wrong() {
    let operator = Operator::new().await;
    well(&operator.run(&["migrate"]));
    let without_pools = badly(&operator.run(&["check"]));
    assert!(without_pools.contains("SEEDS_POOL_DIR"), "{without_pools}");
    std::fs::create_dir(operator.folder.path().join("pools")).unwrap();
    let empty = well(&operator.run(&["check"]));
    assert!(empty.contains("no pool"), "{empty}");
    assert!(empty.contains("up to date"), "{empty}");

    let mut absent = operator.command(&["check"]);
    let absent = absent
        .env("GENERATOR_COMMAND", "fill-pools {pool}")
        .output();
    let absent = badly(&absent.unwrap());
    assert!(absent.contains("names fill-pools, which"), "{absent}");
    let mut there = operator.command(&["check"]);
    let there = there.env("GENERATOR_COMMAND", "sh -c true").output();
    let there = well(&there.unwrap());
    assert!(there.contains("refilled by sh"), "{there}");

    let mut half = operator.command(&["check"]);
    let half = badly(&half.env("TWITCH_CLIENT_ID", "123").output().unwrap());
    assert!(half.contains("TWITCH_CLIENT_SECRET"), "{half}");
    let mut insecure = operator.command(&["check"]);
    let insecure = insecure.env("BASE_URL", "https://race.example");
    let insecure = well(&insecure.output().unwrap());
    assert!(insecure.contains("WEBSOCKET_URL"), "{insecure}");
    let mut away = operator.command(&["check"]);
    let away = away.env("DATABASE_URL", "postgres://ann:hunter2@127.0.0.1:1/none");
    let away = badly(&away.output().unwrap());
    assert!(away.contains("DATABASE_URL"), "{away}");
    assert!(!away.contains("hunter2"), "{away}");
}

#[tokio::test]
async fn roles_are_granted_before_and_after_the_first_sign_in() {
    let twitch = StandInTwitch::start().await;
    let settings = twitch.settings();
    let server = TestServer::start_with(|all| all.twitch = Some(settings)).await;
    let grant = |login: &str, role: &str| {
        let args = ["admin", "grant", login, "--role", role];
        well(
            &command(server.path(), server.database(), &args)
                .output()
                .unwrap(),
        )
    };
    let role = async |login: &str| {
        twitch.set(Manner::Users(serde_json::json!([user(login)])));
        let api = sign_in(&server).await;
        let me: Value = api.get("/api/auth/me").await.ok();
        me["role"].as_str().unwrap().to_owned()
    };

    assert!(grant("Ann", "admin").contains("first"));
    assert!(grant("ben", "admin").contains("first"));
    assert!(grant("BEN", "organizer").contains("organizer"));
    assert!(grant("cid", "organizer").contains("first"));
    assert!(grant("cid", "user").contains("no role waits"));
    assert_eq!(role("ann").await, "admin");
    assert_eq!(role("ben").await, "organizer");
    assert_eq!(role("cid").await, "user");
    assert!(grant("cid", "admin").contains("now an admin"));
    assert!(grant("ann", "user").contains("now a plain user"));
    assert_eq!(role("cid").await, "admin");
    assert_eq!(role("ann").await, "user", "a grant counts once");

    let args = ["admin", "grant", &"x".repeat(101)];
    badly(
        &command(server.path(), server.database(), &args)
            .output()
            .unwrap(),
    );
}

#[tokio::test]
async fn a_backup_of_a_running_server_is_whole() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let _game = Game::enter(&organizer, &ann, race).await;
    let file = server.path().join("copy.db");
    let backup = || {
        let args = ["backup", file.to_str().unwrap()];
        command(server.path(), server.database(), &args)
            .output()
            .unwrap()
    };
    if server.database().is_some() {
        let answer = badly(&backup());
        assert!(answer.contains("pg_dump"), "{answer}");
        return;
    }
    well(&backup());
    let again = badly(&backup());
    assert!(again.contains("not overwritten"), "{again}");
    let copy = Database::connect(format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    let count = "SELECT count(*) FROM participants";
    let count = Statement::from_string(copy.get_database_backend(), count);
    let row = copy.query_one_raw(count).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 1);
    copy.close().await.unwrap();

    // An orderly stop leaves one file that can be copied as it is.
    server.stop().await;
    let database = server.path().join("speedfog-racing.db");
    assert!(database.exists());
    for left in ["speedfog-racing.db-wal", "speedfog-racing.db-shm"] {
        assert!(!server.path().join(left).exists(), "{left}");
    }
}

#[test]
fn a_reader_may_hear_enough() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_speedfog-racing"))
        .arg("openapi")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Far less than the document, which is longer than a pipe holds.
    let mut beginning = [0; 10];
    child
        .stdout
        .take()
        .unwrap()
        .read_exact(&mut beginning)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    assert_eq!(text(&output), "");
}

#[tokio::test]
async fn a_token_acts_for_its_account_until_it_is_ended() {
    let server = TestServer::start().await;
    let run = |login: &str| {
        let args = ["admin", "token", login];
        command(server.path(), server.database(), &args)
            .output()
            .unwrap()
    };
    assert!(badly(&run("ann")).contains("no account with the login ann"));
    let ann = server.sign_in("ann", "admin").await;
    let token = well(&run("Ann")).trim().to_owned();
    let program = server.anonymous().with_token(&token);
    let me: Value = program.get("/api/auth/me").await.ok();
    assert_eq!(me["twitch_username"], "ann");
    let sessions: Value = ann.get("/api/auth/sessions").await.ok();
    let made = sessions["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|session| session["user_agent"] == "speedfog-racing admin token")
        .unwrap();
    let path = format!("/api/auth/sessions/{}", made["id"].as_str().unwrap());
    let ended = ann.send(ann.request(reqwest::Method::DELETE, &path)).await;
    assert_eq!(ended.status, 204);
    program.get("/api/auth/me").await.refused(401);
}
