//! What the tracker knows for the overlay.

use std::time::Duration;

use speedfog_protocol::ws::{ClockReply, Countdown, ToMod};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::tracker::{Connection, NetEvent};
use uuid::Uuid;

use crate::script::{CROSSING, FINISH, connected, play_with, player, says, settings, status};

#[test]
fn the_clock_shown() {
    let run = r#"{"t":0,"igt":5000,"map":"m10_00_00_00","pos":[1,2,3]}
                 {"t":2000,"igt":7000}"#;
    let shown =
        |server: Vec<(u64, NetEvent)>, until| play_with(settings(), run, server, until).0.igt_ms();
    let start = || (0, connected(RaceStatus::Running));
    assert_eq!(shown(vec![], 3000), None);
    assert_eq!(shown(vec![(0, connected(RaceStatus::Setup))], 3000), None);
    assert_eq!(shown(vec![start()], 1000), Some(5000));
    assert_eq!(shown(vec![start()], 3000), Some(7000));
    // The race ended without this player: the clock stands still.
    let over = (1000, says(status(RaceStatus::Finished)));
    assert_eq!(shown(vec![start(), over.clone()], 3000), Some(5000));
    // Finished: the server's word.
    let mut done = player(ParticipantStatus::Finished);
    done.igt_ms = 4321;
    let done = (
        500,
        says(ToMod::PlayerUpdate {
            player: Box::new(done),
        }),
    );
    assert_eq!(shown(vec![start(), done, over], 3000), Some(4321));
}

#[test]
fn the_countdown_uses_the_best_round_trip() {
    let countdown = |starts_at_ms| {
        says(ToMod::Countdown(Countdown {
            starts_at_ms,
            server_now_ms: 1_000_000,
        }))
    };
    let clock = |client_ms, server_ms| {
        says(ToMod::Clock(ClockReply {
            client_ms,
            server_ms,
        }))
    };
    let left = |server: Vec<(u64, NetEvent)>| {
        let (tracker, _) = play_with(settings(), r#"{"t":0}"#, server, 2000);
        tracker
            .countdown(Duration::from_millis(2000))
            .map(|left| left.as_millis())
    };
    let start = || (0, connected(RaceStatus::Setup));
    assert_eq!(left(vec![start()]), None);
    // Without a measured clock the message itself is the measure.
    assert_eq!(
        left(vec![start(), (1000, countdown(Some(1_010_000)))]),
        Some(9000)
    );
    // 100 ms there and back: at 950 ms of ours it was 1,000,000.
    assert_eq!(
        left(vec![
            start(),
            (500, clock(0, 1_000_300)),
            (1000, clock(900, 1_000_000)),
            (1500, clock(800, 1_000_900)),
            (1500, countdown(Some(1_010_000))),
        ]),
        Some(8950)
    );
    let began = (1000, countdown(Some(1_010_000)));
    assert_eq!(
        left(vec![start(), began.clone(), (1500, countdown(None))]),
        None
    );
    assert_eq!(
        left(vec![start(), began, (1500, says(ToMod::RaceStart))]),
        None
    );
}

#[test]
fn gaps_move_on_between_messages() {
    let leader = |layer| {
        let mut info = player(ParticipantStatus::Playing);
        info.id = Uuid::from_u128(8);
        info.current_layer = layer;
        info
    };
    let mut own = player(ParticipantStatus::Playing);
    own.current_layer = 2;
    own.layer_entry_igt = Some(158_000);
    own.igt_ms = 158_000;
    let board = ToMod::LeaderboardUpdate {
        participants: vec![leader(3), own],
        leader_splits: Some([(2, 150_000), (3, 240_000)].into()),
    };
    let server = vec![(0, connected(RaceStatus::Running)), (0, says(board))];
    let (tracker, _) = play_with(settings(), r#"{"t":0}"#, server, 100);
    let race = tracker.race().unwrap();
    let now = Duration::from_secs(3600);
    let gap = |row: usize, igt| race.gap_ms(&race.rows()[row], now, igt);
    assert_eq!(gap(0, Some(1)), None);
    assert_eq!(gap(1, Some(200_000)), Some(8_000));
    assert_eq!(gap(1, Some(251_000)), Some(11_000));
    // Nothing heard for an hour counts as ten seconds.
    assert_eq!(gap(1, None), Some(8_000));
}

#[test]
fn the_state_of_the_connection_is_kept_for_the_player() {
    let refused = Connection::Refused {
        message: "Invalid mod token".into(),
        retry_in: Duration::from_secs(5),
    };
    let server = vec![(0, NetEvent::State(refused.clone()))];
    let (tracker, lines) = play_with(settings(), CROSSING, server, 4000);
    assert_eq!(tracker.connection(), &refused);
    assert_eq!(lines, "");
    assert_eq!(tracker.flag_phase(FINISH), None);
}
