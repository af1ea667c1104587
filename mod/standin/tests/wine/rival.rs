//! Other participants, who need no game.

use speedfog_protocol::ws::{EventFlag, FromMod, StatusUpdate};
use speedfog_race_mod::config::Config;
use speedfog_race_mod::net::{Net, NetOptions, NetTiming};
use speedfog_race_mod::tracker::NetEvent;
use speedfog_tools::race_sim::Place;

use crate::pack::Pack;
use crate::wait_for;

/// A participant whose mod says what it is told to.
pub(crate) struct Rival {
    net: Net,
    last_event_id: u64,
}

impl Rival {
    /// Connects with a pack and is ready.
    pub(crate) fn join(pack: &Pack) -> Self {
        let config = Config::parse(&pack.config()).expect("the configuration of a pack");
        let options = NetOptions {
            timing: NetTiming::default(),
            random: Box::new(|| 0.5),
        };
        let mut net = Net::start(&config.server, options).expect("a thread");
        wait_for("a rival's connection", || {
            let events = net.take();
            let is_there = |event: &NetEvent| matches!(event, NetEvent::Connected(_));
            events.iter().any(is_there).then_some(())
        });
        net.send(FromMod::Ready);
        Self {
            net,
            last_event_id: 0,
        }
    }

    /// Plays, at this in-game time.
    pub(crate) fn play(&self, igt_ms: u32, deaths: u32) {
        self.net.send(FromMod::StatusUpdate(StatusUpdate {
            igt_ms: Some(igt_ms),
            death_count: Some(deaths),
            current_zone: None,
        }));
    }

    /// Crosses a fog gate into `place`, at this in-game time.
    pub(crate) fn cross(&mut self, place: &Place, igt_ms: u32) {
        self.set(place.flags[0], igt_ms);
    }

    /// Has the game set a flag.
    pub(crate) fn set(&mut self, flag_id: u32, igt_ms: u32) {
        self.last_event_id += 1;
        self.net.send(FromMod::EventFlag(EventFlag {
            flag_id,
            igt_ms: Some(igt_ms),
            event_id: Some(self.last_event_id),
        }));
    }
}
