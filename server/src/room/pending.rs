//! What a batch of inputs leads to: first it is committed, then it is told.

use speedfog_race::{Event, ParticipantId, Step};

use super::{
    audience::To,
    frame::Frame,
    frames::ForAll,
    input::{ActionError, Reply},
    outbox::Closing,
    state::RoomState,
};
use crate::{
    discord::Notice,
    store::commit::{Change, JournalEntry},
};

/// One thing to be told once everything before it is durable.
#[derive(Debug)]
pub(super) enum Delivery {
    /// To all mods.
    Mods(Frame),
    /// To the mods that are told of the standings by updates.
    UpdatedMods(Frame),
    /// To the mods that follow by ticks.
    TickMods(Frame),
    /// To one participant's mod.
    Mod(ParticipantId, Frame),
    /// To spectators.
    Spectators(To, Frame),
    /// Close one participant's mod.
    CloseMod(ParticipantId, Closing),
    /// Close all mods.
    CloseMods(Closing),
    /// Close everybody.
    CloseAll(Closing),
}

/// Everything that waits for the next commit.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub(super) journal: Vec<JournalEntry>,
    pub(super) changes: Vec<Change>,
    /// Whether the row of the race itself has changed.
    pub(super) race_changed: bool,
    /// Participants whose rows must be written with this commit.
    pub(super) rows: Vec<ParticipantId>,
    pub(super) deliveries: Vec<Delivery>,
    /// Whether those who follow by ticks may have something to learn of the standings.
    pub(super) standings_changed: bool,
    /// Whether something around a race in setup has changed, which is told after everything else.
    pub(super) lobby_changed: bool,
    /// What Discord may want to know, told last.
    pub(super) notices: Vec<Notice>,
    pub(super) replies: Vec<Reply>,
}

impl Pending {
    /// Whether something must be durable before anybody is told.
    pub(super) fn needs_commit(&self) -> bool {
        !self.journal.is_empty() || !self.changes.is_empty()
    }

    /// Notes which rows must be written together with `events`: whenever a status changes, and all
    /// of them when the race ends or goes back to setup, so that lists and results agree at once.
    pub(super) fn note_rows(&mut self, events: &[Event], state: &RoomState) {
        for event in events {
            match event {
                Event::RaceFinished { .. } | Event::RaceResumed | Event::RaceReset => {
                    self.race_changed = true;
                    self.rows = state
                        .race
                        .participants()
                        .iter()
                        .map(|entry| entry.id)
                        .collect();
                }
                Event::Edited { settings } => {
                    self.race_changed = true;
                    self.changes.push(Change::Edit(settings.clone()));
                }
                Event::RaceStarted { .. }
                | Event::SeedsReleased
                | Event::SeedAssigned { .. }
                | Event::CountdownBegan { .. }
                | Event::CountdownCancelled => self.race_changed = true,
                Event::BecameReady { participant }
                | Event::Abandoned { participant, .. }
                | Event::Restored { participant, .. }
                | Event::ResultHeld { participant, .. }
                | Event::ResultCorrected { participant, .. }
                | Event::Progressed {
                    participant,
                    step: Step::PlayBegan { .. } | Step::Finished { .. },
                } => {
                    if !self.rows.contains(participant) {
                        self.rows.push(*participant);
                    }
                }
                Event::ParticipantJoined { .. }
                | Event::ParticipantRemoved { .. }
                | Event::CasterAdded { .. }
                | Event::CasterRemoved { .. }
                | Event::CoOrganizerAdded { .. }
                | Event::CoOrganizerRemoved { .. }
                | Event::Progressed { .. } => {}
            }
        }
    }

    /// Queues an update of the standings for mods and spectators.
    pub(super) fn tell_all(&mut self, frame: ForAll) {
        self.standings_changed = true;
        self.deliveries
            .extend(frame.mods.map(Delivery::UpdatedMods));
        let spectators = frame.spectators.into_iter();
        self.deliveries
            .extend(spectators.map(|(to, frame)| Delivery::Spectators(to, frame)));
    }

    /// Answers everybody who waits.
    pub(super) fn answer(&mut self, result: impl Fn() -> Result<(), ActionError>) {
        for reply in self.replies.drain(..) {
            // Whoever asked may have given up waiting.
            let _ = reply.send(result());
        }
    }
}
