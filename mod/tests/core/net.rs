//! The connection against servers that behave and servers that do not.

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::PrivateKeyDer;
use speedfog_protocol::ws::{EventFlag, FromMod, StatusUpdate, ToMod};
use speedfog_race_mod::net::{Net, NetOptions, NetTiming};
use speedfog_race_mod::tracker::{Connection, NetEvent, Trouble};
use tungstenite::Message;
use tungstenite::protocol::frame::coding::{Data, OpCode};
use tungstenite::protocol::frame::{Frame, FrameHeader};

use crate::server::{Client, LIMIT, Peer, config, serve, start, timing};

fn connected(event: &NetEvent) -> Option<()> {
    matches!(event, NetEvent::Connected(_)).then_some(())
}

fn state(event: &NetEvent) -> Option<Connection> {
    match event {
        NetEvent::State(state) => Some(state.clone()),
        _ => None,
    }
}

fn flag(flag_id: u32) -> FromMod {
    FromMod::EventFlag(EventFlag {
        flag_id,
        igt_ms: Some(5),
        event_id: None,
    })
}

#[test]
fn messages_go_both_ways() {
    let (address, heard) = serve(|_, socket, told| {
        let mut peer = Peer::accept(socket);
        // Neither a ping nor something new may disturb the handshake.
        peer.0.send(Message::Ping("?".into())).unwrap();
        peer.text(r#"{"type":"welcome_back"}"#);
        peer.welcome();
        peer.text("not json");
        peer.say(&ToMod::Ping);
        peer.say(&ToMod::RaceStart);
        while let Some(message) = peer.hear() {
            told.send(Some(message)).unwrap();
        }
        told.send(None).unwrap();
    });
    let mut client = start(&format!("http://{address}/"), timing());
    client.wait_for(connected);
    client.wait_for(|event| (*event == NetEvent::Message(ToMod::RaceStart)).then_some(()));
    client.net.send(flag(1));
    client.net.send(flag(2));
    let received: Vec<_> = std::iter::repeat_with(|| heard.recv_timeout(LIMIT).unwrap())
        .take(3)
        .collect();
    assert_eq!(received, [FromMod::Pong, flag(1), flag(2)].map(Some));
    client.net.stop();
    // The server saw the connection end.
    assert_eq!(heard.recv_timeout(LIMIT).unwrap(), None);
}

#[test]
fn a_refusal_is_told_and_tried_again() {
    let (address, _) = serve(|number, socket, _: &std::sync::mpsc::Sender<()>| {
        let mut peer = Peer::accept(socket);
        if number < 2 {
            peer.hear();
            peer.say(&ToMod::AuthError {
                message: "Invalid mod token".into(),
            });
        } else {
            peer.welcome();
            while peer.hear().is_some() {}
        }
    });
    let mut client = start(&format!("ws://{address}"), timing());
    for milliseconds in [20, 40] {
        let expected = Connection::Refused {
            message: "Invalid mod token".into(),
            retry_in: Duration::from_millis(milliseconds),
        };
        assert_eq!(client.wait_for(state), expected);
    }
    client.wait_for(connected);
}

#[test]
fn a_lost_connection_is_made_again_without_its_messages() {
    let (address, heard) = serve(|number, socket, told| {
        let mut peer = Peer::accept(socket);
        peer.welcome();
        if number == 0 {
            // Gone without a word, as after a power cut.
            told.send(peer.hear()).unwrap();
        } else {
            while let Some(message) = peer.hear() {
                told.send(Some(message)).unwrap();
            }
        }
    });
    let mut client = start(&format!("ws://{address}"), timing());
    client.wait_for(connected);
    client.net.send(flag(1));
    assert_eq!(heard.recv_timeout(LIMIT).unwrap(), Some(flag(1)));
    // The tracker has not heard of the loss yet, so this is for nobody.
    let mut first = None;
    let deadline = Instant::now() + LIMIT;
    loop {
        assert!(Instant::now() < deadline);
        client.net.send(flag(2));
        let events = client.net.take();
        first = first.or_else(|| events.first().cloned());
        if events.iter().any(|event| connected(event).is_some()) {
            break;
        }
    }
    assert_eq!(first, Some(NetEvent::State(Connection::Reconnecting)));
    client.net.send(flag(3));
    assert_eq!(heard.recv_timeout(LIMIT).unwrap(), Some(flag(3)));
}

#[test]
fn silence_has_deadlines() {
    let quick = Duration::from_millis(60);
    for (timing, upgrade, answer) in [
        (
            NetTiming {
                handshake: quick,
                ..timing()
            },
            false,
            false,
        ),
        (
            NetTiming {
                auth: quick,
                ..timing()
            },
            true,
            false,
        ),
        (
            NetTiming {
                ping_tolerance: quick,
                ..timing()
            },
            true,
            true,
        ),
    ] {
        let (address, _open) = serve(move |_, socket, told| {
            if upgrade {
                let mut peer = Peer::accept(socket);
                if answer {
                    peer.welcome();
                }
                // Keeps the connection open for as long as the test runs.
                let _ = told.send(Some(peer));
                return;
            }
            std::mem::forget(socket);
        });
        let mut client = start(&format!("ws://{address}"), timing);
        match client.wait_for(state) {
            Connection::Unreachable { cause, .. } if !answer => {
                assert_eq!(cause, "the server does not answer");
            }
            Connection::Reconnecting if answer => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn nobody_listening_is_unreachable() {
    let mut client = start("ws://127.0.0.1:1", timing());
    assert!(matches!(
        client.wait_for(state),
        Connection::Unreachable { .. }
    ));
    let begun = Instant::now();
    client.net.stop();
    assert!(begun.elapsed() < LIMIT);
}

#[test]
fn an_address_without_the_race_is_told_apart() {
    let (address, _) = serve(|_, mut socket, _: &std::sync::mpsc::Sender<()>| {
        let mut request = [0; 4096];
        let _ = std::io::Read::read(&mut socket, &mut request);
        let _ = socket.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    let mut client = start(&format!("ws://{address}"), timing());
    match client.wait_for(state) {
        Connection::Unreachable { trouble, cause, .. } => {
            assert_eq!(trouble, Trouble::Address);
            assert!(cause.contains("404"), "{cause}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn nonsense_is_skipped_and_too_much_of_it_ends_the_connection() {
    let (address, _) = serve(|number, socket, _: &std::sync::mpsc::Sender<()>| {
        let mut peer = Peer::accept(socket);
        peer.welcome();
        for text in [
            "",
            "null",
            "[1, 2]",
            r#"{"type":7}"#,
            r#"{"type":"a message of tomorrow","with":{"any":"thing"}}"#,
            r#"{"type":"race_status_change","status":"paused"}"#,
            r#"{"type":"player_update","player":{"id":"nobody"}}"#,
            r#"{"type":"leaderboard_update","participants":null}"#,
            r#"{"type":"ack","event_id":-1}"#,
        ] {
            peer.text(text);
        }
        peer.text(&"[".repeat(1 << 20));
        let _ = peer.0.send(Message::Binary(vec![0xff; 1 << 20].into()));
        if number == 0 {
            peer.text(&"x".repeat(5 << 20));
        } else {
            peer.say(&ToMod::RaceStart);
        }
        while peer.hear().is_some() {}
    });
    let mut client = start(&format!("ws://{address}"), timing());
    client.wait_for(connected);
    let mut seen = Vec::new();
    client.wait_for(|event| {
        seen.push(event.clone());
        (*event == NetEvent::Message(ToMod::RaceStart)).then_some(())
    });
    // Nothing of it was a message; the frame too large to be read cost the connection.
    assert_eq!(seen.len(), 3, "{seen:?}");
    assert_eq!(seen[0], NetEvent::State(Connection::Reconnecting));
    assert!(connected(&seen[1]).is_some());
}

#[test]
fn a_message_may_come_in_pieces() {
    let (address, _) = serve(|_, socket, _: &std::sync::mpsc::Sender<()>| {
        let mut peer = Peer::accept(socket);
        peer.welcome();
        let text = ToMod::RaceStart.encode();
        let (head, tail) = text.as_bytes().split_at(9);
        let frame = |bytes: &[u8], opcode, is_final| {
            let header = FrameHeader {
                is_final,
                opcode: OpCode::Data(opcode),
                ..Default::default()
            };
            let mut out = Vec::new();
            Frame::from_payload(header, bytes.to_vec().into())
                .format(&mut out)
                .unwrap();
            out
        };
        let first = frame(head, Data::Text, false);
        let second = frame(tail, Data::Continue, true);
        // Byte by byte, so that every read of the client ends in the middle of something.
        for byte in first.iter().chain(&second) {
            let socket = peer.0.get_mut();
            socket.write_all(&[*byte]).unwrap();
            socket.flush().unwrap();
        }
        while peer.hear().is_some() {}
    });
    let mut client = start(&format!("ws://{address}"), timing());
    client.wait_for(|event| (*event == NetEvent::Message(ToMod::RaceStart)).then_some(()));
}

#[test]
fn a_flood_of_leaderboards_leaves_one() {
    const FLOOD: usize = 5000;
    let (address, heard) = serve(|_, socket, told| {
        let mut peer = Peer::accept(socket);
        peer.welcome();
        let board = ToMod::LeaderboardUpdate {
            participants: Vec::new(),
            leader_splits: None,
        };
        for _ in 0..FLOOD {
            peer.say(&board);
        }
        peer.say(&ToMod::Ping);
        while let Some(message) = peer.hear() {
            told.send(message).unwrap();
        }
    });
    let mut client = start(&format!("ws://{address}"), timing());
    // The answer to the ping shows that the flood has gone through while nobody looked.
    assert_eq!(heard.recv_timeout(LIMIT).unwrap(), FromMod::Pong);
    let events = client.net.take();
    assert_eq!(events.len(), 2, "{events:?}");
    client
        .net
        .send(FromMod::StatusUpdate(StatusUpdate::default()));
    assert_eq!(
        heard.recv_timeout(LIMIT).unwrap(),
        FromMod::StatusUpdate(StatusUpdate::default())
    );
}

#[test]
fn a_private_certificate_is_trusted_when_named() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let tls = Arc::new(tls);
    let (address, _) = serve(move |_, socket, _: &std::sync::mpsc::Sender<()>| {
        let session = rustls::ServerConnection::new(Arc::clone(&tls)).unwrap();
        let stream = rustls::StreamOwned::new(session, socket);
        let Ok(socket) = tungstenite::accept(stream) else {
            return;
        };
        let mut peer = Peer(socket);
        peer.welcome();
        while peer.hear().is_some() {}
    });
    let base = format!("wss://localhost:{}", address.port());
    let mut client = start(&base, timing());
    match client.wait_for(state) {
        Connection::Unreachable { trouble, cause, .. } => {
            assert_eq!(trouble, Trouble::Certificate);
            assert!(cause.contains("certificate"), "{cause}");
        }
        other => panic!("{other:?}"),
    }
    drop(client);

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, made.cert.pem()).unwrap();
    let options = || NetOptions {
        timing: timing(),
        random: Box::new(|| 0.5),
    };
    let path = file.to_str().unwrap();
    let mut client = Client::new(Net::start(&config(&base, path), options()).unwrap());
    client.wait_for(connected);

    std::fs::write(&file, "no certificate").unwrap();
    let error = Net::start(&config(&base, path), options()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("cannot read the certificate file")
    );
}
