//! Followers of numbered ticks, over real sockets.

use serde_json::{Value, json};
use speedfog_protocol::ws::{Leaderboard, ParticipantInfo, Tick, TickStart, ToSpectator};
use speedfog_race::fixtures::FIRST_FLAG;
use uuid::Uuid;

use crate::common::{Api, Game, Socket, TestServer, Watcher};

/// A spectator that folds ticks.
struct Follower {
    socket: Socket,
    board: Leaderboard,
    epoch: String,
    seq: u64,
    /// The map in the state, and where else it is.
    map: (Option<Value>, Option<String>),
    /// Types of the messages, in order of arrival.
    heard: Vec<String>,
    /// Everything that was received, as text.
    text: String,
}

impl Follower {
    /// Follows without an account and waits for the first state.
    async fn anonymous(api: &Api, race: Uuid) -> Self {
        let socket = Socket::open(api.address(), &format!("/ws/race/{race}?ticks=1")).await;
        let mut follower = Self {
            socket,
            board: Leaderboard::default(),
            epoch: String::new(),
            map: (None, None),
            seq: 0,
            heard: Vec::new(),
            text: String::new(),
        };
        follower.until(|follower| !follower.epoch.is_empty()).await;
        follower
    }

    /// Connects again, to go on after the last tick it has.
    async fn again(&mut self, api: &Api, race: Uuid) {
        let (epoch, seq) = (&self.epoch, self.seq);
        let path = format!("/ws/race/{race}?ticks=1&epoch={epoch}&after={seq}");
        self.socket = Socket::open(api.address(), &path).await;
        self.heard.clear();
        self.text.clear();
    }

    async fn fold_one(&mut self) {
        let message = self.socket.next().await.expect("an open connection");
        self.text += &message.to_string();
        self.heard
            .push(message["type"].as_str().unwrap().to_owned());
        match ToSpectator::decode(&message.to_string()).unwrap() {
            ToSpectator::RaceState(state) => {
                let TickStart {
                    epoch,
                    seq,
                    leader_splits,
                    graph_url,
                } = state.ticks.expect("it asked for ticks");
                (self.epoch, self.seq) = (epoch, seq);
                let graph = message["seed"]["graph_json"].clone();
                self.map = (Some(graph).filter(Value::is_object), graph_url);
                self.board = Leaderboard {
                    participants: state.participants,
                    leader_splits,
                };
            }
            ToSpectator::Tick(tick) => self.tick(*tick),
            ToSpectator::Resumed { seq } => assert_eq!(seq, self.seq),
            ToSpectator::LeaderboardUpdate { .. } | ToSpectator::PlayerUpdate { .. } => {
                panic!("no updates beside ticks")
            }
            _ => {}
        }
    }

    fn tick(&mut self, tick: Tick) {
        assert_eq!(tick.seq, self.seq + 1);
        self.seq = tick.seq;
        self.board.apply(tick);
    }

    async fn until(&mut self, condition: impl Fn(&Self) -> bool) {
        while !condition(self) {
            self.fold_one().await;
        }
    }

    fn player(&self, login: &str) -> &ParticipantInfo {
        let mut rows = self.board.participants.iter();
        rows.find(|row| row.twitch_username == login).unwrap()
    }
}

struct Fixture {
    server: TestServer,
    organizer: Api,
    ann: Api,
    race: Uuid,
}

impl Fixture {
    /// Two racers in a race that runs.
    async fn running() -> (Self, Game, Game) {
        let server = TestServer::start().await;
        let organizer = server.sign_in("organizer", "organizer").await;
        let race = organizer.create_race().await.id;
        let ann = server.sign_in("ann", "user").await;
        let bob = server.sign_in("bob", "user").await;
        let mut first = Game::enter(&organizer, &ann, race).await;
        let mut second = Game::enter(&organizer, &bob, race).await;
        organizer.act(race, "start").await.ok::<Value>();
        first.socket.expect(&["race_start"]).await;
        second.socket.expect(&["race_start"]).await;
        let fixture = Self {
            server,
            organizer,
            ann,
            race,
        };
        (fixture, first, second)
    }

    /// Everybody as a client of the first version is told when it comes in now.
    async fn as_version_1(&self) -> Vec<ParticipantInfo> {
        let watcher = Watcher::anonymous(&self.server.anonymous(), self.race).await;
        serde_json::from_value(watcher.state["participants"].clone()).unwrap()
    }
}

#[tokio::test]
async fn ticks_tell_what_updates_tell() {
    let (f, mut ann, mut bob) = Fixture::running().await;
    let anonymous = f.server.anonymous();
    let mut follower = Follower::anonymous(&anonymous, f.race).await;
    let mut plain = Watcher::anonymous(&anonymous, f.race).await;
    for step in 1..=20 {
        ann.status(step * 1000, step / 5).await;
        bob.status(step * 1000 + 300, 0).await;
        match step {
            3 => ann.flag(FIRST_FLAG, 3_000).await,
            7 => bob.flag(FIRST_FLAG + 1, 7_000).await,
            12 => ann.flag(FIRST_FLAG + 2, 12_000).await,
            _ => {}
        }
    }
    let arrived = |rows: &[(&str, u64)], igt: &dyn Fn(&str) -> u64| {
        rows.iter().all(|(login, igt_ms)| igt(login) == *igt_ms)
    };
    let last = [("ann", 20_000), ("bob", 20_300)];
    follower
        .until(|f| arrived(&last, &|login| f.player(login).igt_ms.into()))
        .await;
    plain
        .until(|w| arrived(&last, &|login| w.player(login)["igt_ms"].as_u64().unwrap()))
        .await;
    assert_eq!(follower.board.participants, f.as_version_1().await);
    assert_eq!(follower.player("ann").death_count, 4);
    assert_eq!(follower.board.leader_splits.as_ref().unwrap()[&1], 3_000);
    assert!(plain.heard.iter().all(|kind| kind != "tick"));

    // The end comes as its own messages, and the numbers count anew.
    let epoch = follower.epoch.clone();
    f.organizer.act(f.race, "finish").await.ok::<Value>();
    let finished = |f: &Follower| f.heard.iter().any(|kind| kind == "race_status_change");
    follower.until(finished).await;
    assert_ne!(follower.epoch, epoch);
    assert_eq!(follower.board.participants, f.as_version_1().await);
}

#[tokio::test]
async fn whoever_comes_back_gets_what_was_missed() {
    let (f, mut ann, _bob) = Fixture::running().await;
    let anonymous = f.server.anonymous();
    let mut follower = Follower::anonymous(&anonymous, f.race).await;
    let mut other = Follower::anonymous(&anonymous, f.race).await;
    ann.status(1_000, 0).await;
    follower.until(|f| f.player("ann").igt_ms == 1_000).await;
    for igt_ms in [2_000, 3_000] {
        ann.status(igt_ms, 1).await;
        other.until(|f| f.player("ann").igt_ms == igt_ms).await;
    }
    follower.again(&anonymous, f.race).await;
    follower.until(|f| f.player("ann").igt_ms == 3_000).await;
    assert_eq!(follower.heard[0], "resumed");
    assert!(!follower.heard.contains(&"race_state".to_owned()));
    assert_eq!(follower.board, other.board);

    // Nothing was missed, which is told as well.
    follower.seq = other.seq;
    follower.again(&anonymous, f.race).await;
    follower.until(|f| f.heard.len() == 2).await;
    assert_eq!(follower.heard, ["resumed", "spectator_count"]);

    // What the numbers counted in is over, or never was.
    f.organizer.act(f.race, "finish").await.ok::<Value>();
    for epoch in [follower.epoch.clone(), "nonsense".to_owned()] {
        follower.epoch = epoch;
        follower.again(&anonymous, f.race).await;
        follower.until(|f| !f.heard.is_empty()).await;
        assert_eq!(follower.heard, ["race_state"]);
    }
    assert_eq!(follower.board.participants, f.as_version_1().await);
}

#[tokio::test]
async fn racers_who_follow_learn_nobody_elses_way() {
    let (f, mut ann_game, mut bob_game) = Fixture::running().await;
    let mut ann = Follower::anonymous(&f.server.anonymous(), f.race).await;
    let auth = json!({ "type": "auth", "token": f.ann.token() });
    ann.socket.say(&auth).await;
    ann.heard.clear();
    ann.until(|f| f.heard.contains(&"race_state".to_owned()))
        .await;
    ann.text.clear();
    bob_game.flag(FIRST_FLAG + 1, 4_000).await;
    bob_game.flag(FIRST_FLAG + 3, 5_000).await;
    ann.until(|f| f.player("bob").current_layer == 2).await;
    assert_eq!(ann.player("bob").zone_history, None);
    assert!(!ann.text.contains("right") && !ann.text.contains("tower"));
    ann_game.flag(FIRST_FLAG, 6_000).await;
    ann.until(|f| f.player("ann").current_zone.as_deref() == Some("left"))
        .await;
    assert!(!ann.text.contains("tower"));

    // A map that may have grown is not in ticks, so that there is nothing to go on from.
    let cookie_free = f.server.anonymous();
    ann.again(&cookie_free, f.race).await;
    ann.until(|f| !f.heard.is_empty()).await;
    assert_eq!(ann.heard, ["race_state"]);
}

#[tokio::test]
async fn mods_that_ask_follow_by_ticks() {
    let (f, mut ann, bob) = Fixture::running().await;
    bob.socket.close().await;
    let mut mod_socket = Socket::open(f.ann.address(), &format!("/ws/mod/{}", f.race)).await;
    let auth = json!({ "type": "auth", "mod_token": bob.token, "ticks": true });
    mod_socket.say(&auth).await;
    let auth_ok = mod_socket.next().await.unwrap();
    assert_eq!(auth_ok["type"], "auth_ok");
    assert_eq!(auth_ok["ticks"]["graph_url"], Value::Null);
    let mut board = Leaderboard {
        participants: serde_json::from_value(auth_ok["participants"].clone()).unwrap(),
        leader_splits: None,
    };
    let mut seq = auth_ok["ticks"]["seq"].as_u64().unwrap();
    ann.flag(FIRST_FLAG, 3_000).await;
    ann.status(4_000, 2).await;
    loop {
        let message = mod_socket
            .expect(&["tick", "leaderboard_update", "player_update"])
            .await;
        assert_eq!(message["type"], "tick");
        assert!(!message.to_string().contains("left"), "{message}");
        let tick: Tick = serde_json::from_value(message).unwrap();
        seq += 1;
        assert_eq!(tick.seq, seq);
        board.apply(tick);
        if board.participants[0].igt_ms == 4_000 {
            break;
        }
    }
    let expected = f.as_version_1().await;
    let expected = expected.into_iter().map(ParticipantInfo::for_mods);
    assert_eq!(board.participants, expected.collect::<Vec<_>>());
    // The other mod has not asked.
    ann.status(5_000, 2).await;
    let told = ann.socket.expect(&["tick", "player_update"]).await;
    assert_eq!(told["type"], "player_update");
}

#[tokio::test]
async fn followers_fetch_the_map_once_everybody_may_see_it() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let bob = server.sign_in("bob", "user").await;
    let anonymous = server.anonymous();
    let _game = Game::enter(&organizer, &ann, race).await;

    // What is not for everybody comes with the state.
    let mut follower = Follower::anonymous(&anonymous, race).await;
    let (masked, address) = follower.map.clone();
    assert_eq!(address, None);
    assert!(!masked.unwrap().to_string().contains("TOWER"));
    let mut owner = Follower::anonymous(&anonymous, race).await;
    let auth = |api: &Api| json!({ "type": "auth", "token": api.token() });
    owner.socket.say(&auth(&organizer)).await;
    let shows = |f: &Follower, text: &str| {
        f.map
            .0
            .to_owned()
            .unwrap_or_default()
            .to_string()
            .contains(text)
    };
    owner.until(|f| shows(f, "TOWER")).await;
    assert_eq!(owner.map.1, None);

    organizer.act(race, "start").await.ok::<Value>();
    follower.until(|f| f.map.1.is_some()).await;
    assert_eq!(follower.map.0, None);
    let address = follower.map.1.clone().unwrap();
    let map = anonymous.get(&address).await;
    let plain = Watcher::anonymous(&anonymous, race).await;
    assert_eq!(map.ok::<Value>(), plain.state["seed"]["graph_json"]);
    assert_eq!(map.headers["content-type"], "application/json");
    assert_eq!(
        map.headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
    let request = anonymous.request(reqwest::Method::GET, &address);
    let known = request.header("if-none-match", &map.headers["etag"]);
    let known = anonymous.send(known).await;
    assert_eq!((known.status.as_u16(), known.body.len()), (304, 0));
    assert_eq!(bob.get(&address).await.status, 200);

    // Nobody who races gets there by knowing the address.
    let mut racer = Follower::anonymous(&anonymous, race).await;
    racer.socket.say(&auth(&ann)).await;
    racer.until(|f| f.map.0.is_some()).await;
    assert_eq!(racer.map.1, None);
    assert!(!shows(&racer, "TOWER"));
    ann.get(&address).await.refused(403);
    let other = address.replace("/graph/", "/graph/0");
    anonymous.get(&other).await.refused(404);

    // Before the start nobody does.
    organizer.act(race, "reset").await.ok::<Value>();
    for api in [&anonymous, &ann, &bob, &organizer] {
        api.get(&address).await.refused(403);
    }
}
