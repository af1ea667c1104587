//! Standings by numbered ticks.

use std::time::Duration;

use speedfog_protocol::ws::{ParticipantInfo, Tick, TickStart, ToMod};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::tracker::NetEvent;
use uuid::Uuid;

use crate::script::{auth_ok, play_with, player, says, settings};
use crate::server::{Peer, serve, start, timing};

fn begins(seq: u64) -> TickStart {
    TickStart {
        epoch: "1".into(),
        seq,
        leader_splits: Some([(0, 0), (1, 60_000)].into()),
        graph_url: None,
    }
}

/// The player, who is number 0, has this time.
fn tick(seq: u64, igt_ms: u32) -> ToMod {
    ToMod::Tick(Box::new(Tick {
        seq,
        igt_ms: vec![(0, igt_ms)],
        ..Tick::default()
    }))
}

/// The player's time in a leaderboard.
fn igt_ms(event: &NetEvent) -> Option<u32> {
    match event {
        NetEvent::Message(ToMod::LeaderboardUpdate { participants, .. }) => {
            Some(participants[0].igt_ms)
        }
        _ => None,
    }
}

#[test]
fn ticks_become_leaderboards() {
    let (address, _) = serve(|_, socket, _: &std::sync::mpsc::Sender<()>| {
        let mut peer = Peer::accept(socket);
        peer.welcome_with(Some(begins(7)));
        peer.say(&tick(8, 1000));
        // Nobody else has changed, and nothing at all.
        peer.say(&ToMod::Tick(Box::new(Tick {
            seq: 9,
            ..Tick::default()
        })));
        peer.say(&tick(10, 2000));
        while peer.hear().is_some() {}
    });
    let mut client = start(&format!("ws://{address}"), timing());
    let board = client.wait_for(|event| match event {
        NetEvent::Message(ToMod::LeaderboardUpdate {
            participants,
            leader_splits,
        }) if participants[0].igt_ms == 2000 => Some((participants.clone(), leader_splits.clone())),
        _ => None,
    });
    let own = ParticipantInfo {
        igt_ms: 2000,
        ..player(ParticipantStatus::Playing)
    };
    assert_eq!(board, (vec![own], begins(7).leader_splits));
}

#[test]
fn a_missing_tick_makes_a_new_connection() {
    let (address, _) = serve(|number, socket, _: &std::sync::mpsc::Sender<()>| {
        let mut peer = Peer::accept(socket);
        peer.welcome_with(Some(begins(7)));
        // The first time one is missing, the second time one comes twice.
        match number {
            0 => peer.say(&tick(9, 900)),
            1 => {
                peer.say(&tick(8, 800));
                peer.say(&tick(8, 801));
            }
            _ => peer.say(&tick(8, 4000)),
        }
        while peer.hear().is_some() {}
    });
    let mut client = start(&format!("ws://{address}"), timing());
    let mut seen = Vec::new();
    while seen.last() != Some(&4000) {
        seen.push(client.wait_for(igt_ms));
    }
    assert!(!seen.contains(&900) && !seen.contains(&801), "{seen:?}");
}

#[test]
fn a_server_without_ticks_goes_on_as_before() {
    let (address, _) = serve(|_, socket, _: &std::sync::mpsc::Sender<()>| {
        let mut peer = Peer::accept(socket);
        peer.welcome();
        // Nothing that such a server would send, and nothing to end a connection for.
        peer.say(&tick(1, 900));
        peer.say(&ToMod::LeaderboardUpdate {
            participants: vec![player(ParticipantStatus::Finished)],
            leader_splits: None,
        });
        while peer.hear().is_some() {}
    });
    let mut client = start(&format!("ws://{address}"), timing());
    assert_eq!(client.wait_for(igt_ms), 0);
}

#[test]
fn clocks_of_others_run_on_between_ticks_and_stand_in_loading_screens() {
    let rival = |igt_ms| ParticipantInfo {
        id: Uuid::from_u128(8),
        color_index: 1,
        current_layer: 1,
        layer_entry_igt: Some(60_000),
        igt_ms,
        ..player(ParticipantStatus::Playing)
    };
    let board = |own_igt_ms, rival_igt_ms| {
        let own = ParticipantInfo {
            igt_ms: own_igt_ms,
            ..player(ParticipantStatus::Playing)
        };
        says(ToMod::LeaderboardUpdate {
            participants: vec![own, rival(rival_igt_ms)],
            leader_splits: Some([(0, 0), (1, 60_000), (2, 90_000)].into()),
        })
    };
    let gap_s = |ticks: Option<TickStart>, server: Vec<(u64, NetEvent)>, at: u64| {
        let mut auth_ok = auth_ok(RaceStatus::Running);
        auth_ok.ticks = ticks;
        let mut events = vec![(0, NetEvent::Connected(Box::new(auth_ok)))];
        events.extend(server);
        let (tracker, _) = play_with(settings(), r#"{"t":0}"#, events, 2500);
        let at = Duration::from_millis(at);
        let race = tracker.race().expect("the server has described it");
        let gap_ms = race.gap_ms(&race.rows()[1], at, None);
        gap_ms.expect("the leader has been there") / 1000
    };
    let server = || vec![(1000, board(1000, 100_000)), (2000, board(2000, 100_000))];
    // The second leaderboard says nothing new of the rival.
    assert_eq!(gap_s(None, server(), 2500), 11);
    assert_eq!(gap_s(None, server(), 60_000), 20);
    // With ticks a running clock would have been told again.
    assert_eq!(gap_s(Some(begins(1)), server(), 2500), 11);
    assert_eq!(gap_s(Some(begins(1)), server(), 60_000), 12);
}
