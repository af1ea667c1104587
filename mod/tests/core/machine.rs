//! The process of a game that may crash at any time.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop here"
)]

use std::time::Duration;

use speedfog_protocol::ws::FromMod;
use speedfog_race_mod::game::{GameReader, RecordedRun};
use speedfog_race_mod::tracker::{NetEvent, Pending, RunKey, Settings, Tracker};

use crate::script::settings;

/// In the world, nothing set, as after a restart of a seed whose flags the game forgets.
pub(crate) const FORGOTTEN: &str = r#"{"t":0,"igt":9000,"map":"m11_00_00_00","pos":[1,2,3]}"#;

/// The process of a game that may crash at any time; what is on disk stays.
pub(crate) struct Machine {
    pub(crate) tracker: Tracker,
    game: RecordedRun,
    pub(crate) disk: Pending,
    /// The run that is on disk, once something is.
    pub(crate) of: Option<RunKey>,
    /// Whether the disk answers.
    pub(crate) disk_works: bool,
}

impl Machine {
    /// A process with what another left on disk.
    pub(crate) fn start(recording: &str, disk: Pending, first_event_id: u64) -> Self {
        let mut tracker = Tracker::new(Settings {
            first_event_id,
            ..settings()
        });
        tracker.keep_progress();
        Self {
            tracker,
            game: RecordedRun::parse(recording).unwrap(),
            disk,
            of: None,
            disk_works: true,
        }
    }

    /// Frames up to `until_ms`; returns the flags sent as flag, IGT and number of the event.
    pub(crate) fn play(
        &mut self,
        from_ms: u64,
        until_ms: u64,
        mut events: Vec<NetEvent>,
    ) -> Vec<(u32, Option<u32>, u64)> {
        let mut sent = Vec::new();
        for t in (from_ms..until_ms).step_by(50) {
            let now = Duration::from_millis(t);
            let snapshot = self.game.snapshot(now, self.tracker.watched());
            let out = self
                .tracker
                .step(now, &snapshot, std::mem::take(&mut events));
            if let Some((run, pending)) = out.keep.filter(|_| self.disk_works) {
                (self.of, self.disk) = (Some(run), pending);
            }
            if let Some(run) = out.restore.filter(|_| self.disk_works) {
                self.tracker.restore(run, &self.disk);
            }
            for flag in out.clear_flags {
                self.game.clear_flag(flag);
            }
            sent.extend(out.send.into_iter().filter_map(|message| match message {
                FromMod::EventFlag(event) => {
                    Some((event.flag_id, event.igt_ms, event.event_id.unwrap()))
                }
                _ => None,
            }));
        }
        sent
    }

    /// What is on disk.
    pub(crate) fn crash(self) -> Pending {
        self.disk
    }
}
