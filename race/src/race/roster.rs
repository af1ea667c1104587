//! Who takes part in a race and who casts it.

use super::{Event, Race, Refusal, RemovalCause};
use crate::id::{ParticipantId, UserId};
use crate::status::RaceStatus;

impl Race {
    pub(super) fn organizer_participates(
        &self,
        participant: ParticipantId,
    ) -> Result<Event, Refusal> {
        self.require_setup()?;
        let user = self.organizer();
        self.require_outsider(user)?;
        if !self.participants().is_empty() {
            return Err(Refusal::OrganizerCannotJoin);
        }
        Ok(self.joined(participant, user))
    }

    pub(super) fn join(&self, participant: ParticipantId, user: UserId) -> Result<Event, Refusal> {
        self.require_setup()?;
        if !self.record().settings.open_registration {
            return Err(Refusal::RegistrationClosed);
        }
        let places = self
            .record()
            .settings
            .max_participants
            .map_or(usize::MAX, |max| max as usize);
        if self.participants().len() >= places {
            return Err(Refusal::RaceFull);
        }
        self.require_may_race(user)?;
        Ok(self.joined(participant, user))
    }

    pub(super) fn add_participant(
        &self,
        participant: ParticipantId,
        user: UserId,
    ) -> Result<Event, Refusal> {
        self.require_setup()?;
        self.require_may_race(user)?;
        Ok(self.joined(participant, user))
    }

    /// Passes for users who are neither participant nor caster.
    fn require_outsider(&self, user: UserId) -> Result<(), Refusal> {
        if self.participant_of(user).is_some() {
            return Err(Refusal::AlreadyParticipant);
        }
        if self.is_caster(user) {
            return Err(Refusal::IsCaster);
        }
        Ok(())
    }

    fn require_may_race(&self, user: UserId) -> Result<(), Refusal> {
        self.require_outsider(user)?;
        if self.organizes(user) || self.record().former_organizers.contains(&user) {
            return Err(Refusal::OrganizerCannotJoin);
        }
        Ok(())
    }

    fn joined(&self, participant: ParticipantId, user: UserId) -> Event {
        let highest = self
            .participants()
            .iter()
            .map(|participant| participant.color_index)
            .max();
        let color_index = highest.map_or(0, |highest| highest.saturating_add(1));
        Event::ParticipantJoined {
            participant,
            user,
            color_index,
        }
    }

    pub(super) fn remove_participant(
        &self,
        participant: ParticipantId,
        cause: RemovalCause,
    ) -> Result<Event, Refusal> {
        self.require_setup()?;
        self.participant(participant)
            .ok_or(Refusal::UnknownParticipant)?;
        Ok(Event::ParticipantRemoved { participant, cause })
    }

    pub(super) fn leave(&self, user: UserId) -> Result<Event, Refusal> {
        self.require_setup()?;
        let participant = self
            .participant_of(user)
            .ok_or(Refusal::UnknownParticipant)?;
        if user == self.organizer() {
            return Err(Refusal::OrganizerCannotLeave);
        }
        self.remove_participant(participant.id, RemovalCause::Left)
    }

    pub(super) fn add_caster(&self, user: UserId) -> Result<Event, Refusal> {
        if self.participant_of(user).is_some() {
            return Err(Refusal::IsParticipant);
        }
        if self.is_caster(user) {
            return Err(Refusal::AlreadyCaster);
        }
        Ok(Event::CasterAdded { user })
    }

    pub(super) fn cast_join(&self, user: UserId) -> Result<Event, Refusal> {
        match self.status() {
            RaceStatus::Finished => Err(Refusal::RaceFinished),
            RaceStatus::Setup | RaceStatus::Running => self.add_caster(user),
        }
    }

    pub(super) fn remove_caster(&self, user: UserId) -> Result<Event, Refusal> {
        if !self.is_caster(user) {
            return Err(Refusal::NotCaster);
        }
        Ok(Event::CasterRemoved { user })
    }
}
