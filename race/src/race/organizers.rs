//! Who runs a race.

use super::{Event, Race, Refusal};
use crate::id::UserId;

impl Race {
    /// True for the organizer and those who help.
    #[must_use]
    pub fn organizes(&self, user: UserId) -> bool {
        user == self.organizer() || self.record().co_organizers.contains(&user)
    }

    pub(super) fn add_co_organizer(&self, user: UserId) -> Result<Event, Refusal> {
        if self.organizes(user) {
            return Err(Refusal::AlreadyOrganizer);
        }
        Ok(Event::CoOrganizerAdded { user })
    }

    pub(super) fn remove_co_organizer(&self, user: UserId) -> Result<Event, Refusal> {
        if !self.record().co_organizers.contains(&user) {
            return Err(Refusal::NotCoOrganizer);
        }
        Ok(Event::CoOrganizerRemoved {
            user,
            may_know_map: self.participant_of(user).is_none(),
        })
    }
}
