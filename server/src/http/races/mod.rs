//! Everything under `/api/races`.

pub(super) mod casters;
mod choices;
pub(super) mod co_organizers;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod graph;
pub(super) mod lifecycle;
pub(super) mod list;
mod list_answers;
pub(super) mod participants;
pub(super) mod patch;
pub(super) mod read;
pub(super) mod register;
pub(super) mod rulings;
pub(super) mod seed_pack;
pub(super) mod suspicions;
mod view;

pub(crate) use self::list_answers::ListAnswers;
