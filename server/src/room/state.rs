//! The live state of one race: what the rules know, and what only the server needs.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use speedfog_race::{
    Command, Event, Participant, ParticipantId, Race, RaceId, RaceRecord, UserId,
    graph::{MapAccess, SeedGraph},
    plausibility::Watch,
};

use super::{
    audience::{Audience, CohortId},
    input::{ActionError, NewMember},
    lobby::Surroundings,
};
use crate::i18n::Locale;
use crate::maps::{self, Maps};
use crate::store::{
    CoOrganizerRow, Person, StoreError, StoredRoom, SuspicionRow,
    commit::{Change, JournalEntry, NewParticipant, ProgressColumns, RaceColumns},
};

/// A race and everything around it that a room keeps in memory.
#[derive(Debug)]
pub(super) struct RoomState {
    /// The race, by the rules.
    pub(super) race: Race,
    /// What is around it.
    pub(super) around: Surroundings,
    /// Whether the host hides the map from nobody.
    open_map: bool,
    maps: Maps,
    /// Who the participants are.
    pub(super) people: HashMap<ParticipantId, Person>,
    /// Last position of the journal.
    pub(super) seq: u64,
    /// Version of the stored race.
    pub(super) version: i32,
    /// Participants whose rows are behind.
    pub(super) dirty: BTreeSet<ParticipantId>,
    /// What is remembered to judge the next reports.
    watches: HashMap<ParticipantId, Watch>,
}

impl RoomState {
    /// Rows plus the end of the journal give the state at the moment of the last commit.
    pub(super) fn restore(
        stored: StoredRoom,
        graph: Option<Arc<SeedGraph>>,
        open_map: bool,
        maps: Maps,
    ) -> Result<Self, StoreError> {
        let row = stored.race;
        let mut people = HashMap::with_capacity(stored.members.len());
        let mut included = HashMap::with_capacity(stored.members.len());
        let mut participants = Vec::with_capacity(stored.members.len());
        let mut packs = HashMap::new();
        for member in stored.members {
            let id = member.row.id;
            participants.push(Participant {
                id,
                user: member.person.id,
                color_index: member.row.color_index,
                status: member.row.status,
                finished_at: member.row.finished_at,
                held: member.row.held,
                corrected: member.row.corrected,
                progress: member.row.progress,
            });
            packs.extend(member.row.pack_seed.map(|seed| (id, seed)));
            included.insert(id, member.row.applied_seq);
            people.insert(id, member.person);
        }
        let (former, present): (Vec<_>, Vec<_>) = stored
            .co_organizers
            .into_iter()
            .partition(|helper| helper.is_former);
        let users = |rows: &[CoOrganizerRow]| rows.iter().map(|row| row.person.id).collect();
        let record = RaceRecord {
            id: row.id,
            settings: row.settings(),
            co_organizers: users(&present),
            former_organizers: users(&former),
            organizer: row.organizer.id,
            seed: row.seed_id,
            status: row.status,
            started_at: row.started_at,
            seeds_released_at: row.seeds_released_at,
            starts_at: row.starts_at,
            ended: row.ended,
            participants,
            casters: stored.casters.iter().map(|row| row.person.id).collect(),
        };
        let around = Surroundings {
            organizer: row.organizer,
            helpers: present.into_iter().map(|row| row.person).collect(),
            casters: stored.casters,
            invites: stored.invites,
            pool_name: stored.pool_name,
            packs,
        };
        let mut raised = HashMap::<_, Vec<_>>::new();
        for row in stored.suspicions {
            let kinds = raised.entry(row.participant).or_default();
            kinds.push(row.suspicion.kind);
        }
        let watches = raised
            .into_iter()
            .map(|(participant, kinds)| (participant, Watch::resume(kinds)));
        let mut race = Race::restore(record, graph);
        let mut dirty = BTreeSet::new();
        for entry in stored.tail {
            // Changes of the race itself and of its members are in their rows already.
            let progress = matches!(
                entry.event,
                Event::Progressed { .. }
                    | Event::BecameReady { .. }
                    | Event::Abandoned { .. }
                    | Event::Restored { .. }
                    | Event::ResultHeld { .. }
                    | Event::ResultCorrected { .. }
            );
            let Some(participant) = entry.event.participant().filter(|_| progress) else {
                continue;
            };
            if included
                .get(&participant)
                .is_some_and(|included| entry.seq > *included)
            {
                race.apply(&entry.event, entry.at);
                dirty.insert(participant);
            }
        }
        Ok(Self {
            race,
            around,
            open_map,
            maps,
            people,
            seq: stored.last_seq,
            version: row.version,
            dirty,
            watches: watches.collect(),
        })
    }

    /// The participant entered by `user`, if any.
    pub(super) fn participant_of(&self, user: UserId) -> Option<ParticipantId> {
        self.race
            .participant_of(user)
            .map(|participant| participant.id)
    }

    /// The audience somebody belongs to now.
    pub(super) fn audience(
        &self,
        user: Option<UserId>,
        locale: Locale,
        cohort: Option<CohortId>,
    ) -> Audience {
        let access = self.race.map_access(user, self.open_map);
        let own = match access {
            MapAccess::Discovered => user.and_then(|user| self.participant_of(user)),
            MapAccess::Masked | MapAccess::Full => None,
        };
        Audience {
            access,
            own,
            locale,
            cohort,
        }
    }

    /// Where those who follow by ticks get the map, if everybody may see what they may see.
    pub(super) fn map_address(&self, audience: &Audience) -> Option<String> {
        let is_whole = |access| access == MapAccess::Full;
        let everybody = self.race.map_access(None, self.open_map);
        if audience.cohort.is_none() || !is_whole(audience.access) || !is_whole(everybody) {
            return None;
        }
        let (seed, graph) = (self.race.seed()?, self.race.graph()?);
        let map = self.maps.whole(seed, graph, &audience.locale);
        Some(maps::address(self.race.id(), &map, &audience.locale))
    }

    /// Judges reports before they are folded, and returns what is to be written about them.
    pub(super) fn judge(&mut self, events: &[Event], now: DateTime<Utc>) -> Vec<Change> {
        let mut changes = Vec::new();
        for event in events {
            match event {
                // All steps of a report are judged by what was known before it.
                Event::Progressed { participant, step } => {
                    let Some(entry) = self.race.participant(*participant) else {
                        continue;
                    };
                    let graph = self.race.graph().map(AsRef::as_ref);
                    let watch = self.watches.entry(*participant).or_default();
                    let found = watch.judge(&entry.progress, step, graph, now);
                    changes.extend(found.into_iter().map(|suspicion| {
                        Change::Suspect(SuspicionRow {
                            participant: *participant,
                            at: now,
                            suspicion,
                        })
                    }));
                }
                Event::RaceReset => {
                    self.watches.clear();
                    changes.push(Change::ClearSuspicions);
                }
                _ => {}
            }
        }
        changes
    }

    /// Takes over what a participant is called now; false when they are none.
    pub(super) fn rename(&mut self, person: &Person) -> bool {
        let known = self.people.values_mut().find(|known| known.id == person.id);
        known.map(|known| *known = person.clone()).is_some()
    }

    /// Folds events and returns the journal entries of the durable ones.
    pub(super) fn fold(
        &mut self,
        events: &[Event],
        now: DateTime<Utc>,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let mut entries = Vec::new();
        for event in events {
            self.race.apply(event, now);
            if event.is_durable() {
                self.seq += 1;
                entries.push(journal_entry(self.seq, event, now)?);
            }
            if let Event::Progressed { participant, .. } = event {
                self.dirty.insert(*participant);
            }
        }
        Ok(entries)
    }

    /// The columns of the race as they are now.
    pub(super) fn race_columns(&self) -> RaceColumns {
        RaceColumns {
            status: self.race.status(),
            starts_at: self.race.starts_at(),
            started_at: self.race.started_at(),
            ended: self.race.record().ended,
            seeds_released_at: self.race.seeds_released_at(),
            version: self.version,
        }
    }

    /// The columns of some participants as they are now; these rows are no longer behind.
    pub(super) fn take_rows(
        &mut self,
        participants: impl IntoIterator<Item = ParticipantId>,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        for id in participants {
            self.dirty.remove(&id);
            if let Some(participant) = self.race.participant(id) {
                changes.push(Change::Progress(Box::new(ProgressColumns {
                    id,
                    status: participant.status,
                    progress: participant.progress.clone(),
                    finished_at: participant.finished_at,
                    held: participant.held,
                    corrected: participant.corrected,
                    applied_seq: self.seq,
                })));
            }
        }
        changes
    }
}

fn journal_entry(seq: u64, event: &Event, at: DateTime<Utc>) -> Result<JournalEntry, StoreError> {
    let payload =
        serde_json::to_string(event).map_err(|error| StoreError::corrupt("event", error))?;
    Ok(JournalEntry {
        seq,
        at,
        kind: event.kind(),
        payload,
    })
}

/// The row and journal entry with which an organizer enters the own race while it is created.
///
/// # Errors
/// When the rules refuse it.
pub(crate) fn organizer_participation(
    race: RaceId,
    organizer: UserId,
    member: &NewMember,
    now: DateTime<Utc>,
) -> Result<(NewParticipant, JournalEntry), ActionError> {
    let race = Race::restore(RaceRecord::new(race, organizer), None);
    let command = Command::OrganizerParticipates {
        participant: member.participant,
    };
    let events = race.decide(command, now)?;
    let [
        event @ Event::ParticipantJoined {
            participant,
            user,
            color_index,
        },
    ] = &events[..]
    else {
        return Err(ActionError::Unavailable);
    };
    let row = NewParticipant {
        id: *participant,
        user: *user,
        mod_token: member.mod_token.clone(),
        color_index: *color_index,
        applied_seq: 1,
    };
    Ok((row, journal_entry(1, event, now)?))
}
