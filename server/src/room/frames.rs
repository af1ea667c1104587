//! Messages as they leave the room: from the state to encoded frames.

use speedfog_protocol::ws::{
    ClockReply, Countdown, Leaderboard, ParticipantInfo, ToMod, ToSpectator, ZoneExit, ZoneUpdate,
};
use speedfog_race::{
    NodeId, ParticipantId, Progress, RaceStatus,
    graph::{Exit, Node, SeedGraph},
    standings::{Standing, layer_entry_igt},
};

use super::{audience::To, frame::Frame, members::Members, state::RoomState};
use crate::{clock, i18n::Locale, wire};

/// One message in the variants of its audiences.
#[derive(Debug, Clone, Default)]
pub(super) struct ForAll {
    pub(super) mods: Option<Frame>,
    pub(super) spectators: Vec<(To, Frame)>,
}

/// The answer to a `clock` message.
pub(crate) fn clock_reply(client_ms: i64) -> Frame {
    let server_ms = clock::now().timestamp_millis();
    ToMod::Clock(ClockReply {
        client_ms,
        server_ms,
    })
    .encode()
    .into()
}

/// Everybody as others may see them, best first, and the splits of the leader.
pub(super) fn standings(state: &RoomState, members: &Members) -> Leaderboard {
    let standings = state.race.standings();
    let rows = standings.rows().iter();
    Leaderboard {
        participants: rows.filter_map(|row| info(state, members, row)).collect(),
        leader_splits: standings.leader_splits().cloned(),
    }
}

fn info(state: &RoomState, members: &Members, row: &Standing<'_>) -> Option<ParticipantInfo> {
    let participant = row.participant;
    let person = state.people.get(&participant.id)?;
    let progress = &participant.progress;
    let graph = state.race.graph();
    let tier = progress
        .current_zone
        .as_ref()
        .and_then(|zone| graph?.node(zone)?.tier())
        .and_then(|tier| i32::try_from(tier).ok());
    Some(ParticipantInfo {
        id: participant.id.into(),
        twitch_username: person.login.clone(),
        twitch_display_name: person.display_name.clone(),
        status: wire::participant_status(participant.status),
        current_zone: progress
            .current_zone
            .as_ref()
            .map(|zone| zone.as_str().to_owned()),
        current_layer: progress.current_layer,
        current_layer_tier: tier,
        igt_ms: progress.igt_ms,
        death_count: progress.death_count,
        color_index: participant.color_index,
        mod_connected: members.connected(participant.id),
        zone_history: wire::visits(&progress.zone_history),
        gap_ms: row.gap_ms,
        layer_entry_igt: row.layer_entry_igt,
        is_live: members.live.contains(&person.login),
        stream_url: members.live.stream_url(&person.login),
        held: participant.held,
        corrected: participant.corrected,
    })
}

/// The same as a racer may see it whose map has fog: the places of the others are hidden.
pub(super) fn fogged(participants: &[ParticipantInfo], own: ParticipantId) -> Vec<ParticipantInfo> {
    let own = uuid::Uuid::from(own);
    participants
        .iter()
        .cloned()
        .map(|info| {
            if info.id == own {
                info
            } else {
                info.for_mods()
            }
        })
        .collect()
}

/// `leaderboard_update`, encoded for those who are there to receive it.
pub(super) fn leaderboard_update(state: &RoomState, members: &Members) -> ForAll {
    if !members.has_updated_mods() && !members.has_updated_spectators() {
        return ForAll::default();
    }
    let Leaderboard {
        participants,
        leader_splits,
    } = standings(state, members);
    let encode = |participants| -> Frame {
        let leader_splits = leader_splits.clone();
        ToSpectator::LeaderboardUpdate {
            participants,
            leader_splits,
        }
        .encode()
        .into()
    };
    let mut spectators = Vec::new();
    if members.has_updated_spectators() {
        spectators.push((To::Unfogged, encode(participants.clone())));
        for own in members.fogged() {
            spectators.push((To::Racer(own), encode(fogged(&participants, own))));
        }
    }
    let mods = members.has_updated_mods().then(|| {
        let participants = participants
            .into_iter()
            .map(ParticipantInfo::for_mods)
            .collect();
        ToMod::LeaderboardUpdate {
            participants,
            leader_splits,
        }
        .encode()
        .into()
    });
    ForAll { mods, spectators }
}

/// `player_update` of one participant, whose gap is not sent.
pub(super) fn player_update(
    state: &RoomState,
    members: &Members,
    participant: ParticipantId,
) -> Option<ForAll> {
    let participant = state.race.participant(participant)?;
    let has_mods = members.has_updated_mods();
    if !has_mods && !members.has_updated_spectators() {
        return Some(ForAll::default());
    }
    let graph = state.race.graph().map(AsRef::as_ref);
    let row = Standing {
        participant,
        layer_entry_igt: layer_entry_igt(&participant.progress, graph),
        gap_ms: None,
    };
    let player = info(state, members, &row)?;
    let encode = |player| -> Frame {
        ToSpectator::PlayerUpdate {
            player: Box::new(player),
        }
        .encode()
        .into()
    };
    let (id, fogged) = (participant.id, members.fogged());
    let mut spectators = Vec::new();
    if members.has_updated_spectators() {
        let shown = encode(player.clone());
        if fogged.contains(&id) {
            spectators.push((To::Racer(id), shown.clone()));
        }
        spectators.push((To::Unfogged, shown));
    }
    // Mods and racers whose map has fog are told the same, in the same words.
    let others = fogged.iter().any(|own| *own != id);
    let hidden = (others || has_mods).then(|| encode(player.for_mods()));
    if let Some(frame) = hidden.clone().filter(|_| others) {
        spectators.push((To::RacersBut(id), frame));
    }
    let mods = hidden.filter(|_| has_mods);
    Some(ForAll { mods, spectators })
}

/// `race_status_change`; the start instant goes with `running` only.
pub(super) fn race_status_change(state: &RoomState) -> Frame {
    let race = &state.race;
    let started_at = race
        .started_at()
        .filter(|_| race.status() == RaceStatus::Running);
    ToSpectator::RaceStatusChange {
        status: wire::race_status(race.status()).into(),
        started_at,
    }
    .encode()
    .into()
}

/// `countdown`: when the race will start, or that it will not.
pub(super) fn countdown(state: &RoomState) -> Frame {
    ToSpectator::Countdown(Countdown {
        starts_at_ms: state.race.starts_at().map(|at| at.timestamp_millis()),
        server_now_ms: clock::now().timestamp_millis(),
    })
    .encode()
    .into()
}

/// `zone_update`: what a participant's own mod is told about a node, in the language it came with;
/// none for an unknown node, or if no mod is there to be told.
pub(super) fn zone_update(
    state: &RoomState,
    members: &Members,
    participant: ParticipantId,
    node: &NodeId,
) -> Option<Frame> {
    let locale = &members.mod_of(participant)?.locale;
    let progress = &state.race.participant(participant)?.progress;
    let update = zone(state.race.graph()?, progress, node, locale)?;
    Some(ToMod::ZoneUpdate(update).encode().into())
}

/// What a runner is told about a node; none for an unknown one.
pub(super) fn zone(
    graph: &SeedGraph,
    progress: &Progress,
    node: &NodeId,
    locale: &Locale,
) -> Option<ZoneUpdate> {
    let node = graph.node(node)?;
    let main_zone = node.zones().next();
    let tier = |tier: Option<u32>| tier.and_then(|tier| i32::try_from(tier).ok());
    Some(ZoneUpdate {
        node_id: node.id().as_str().to_owned(),
        display_name: locale.label(node.display_name()),
        tier: tier(node.tier()),
        original_tier: tier(node.original_tier()),
        exits: node
            .exits()
            .map(|exit| ZoneExit {
                text: exit_text(&exit, main_zone, locale),
                to_name: locale.name(
                    exit.to_node
                        .map(Node::display_name)
                        .or(exit.to)
                        .unwrap_or_default(),
                ),
                discovered: exit.to_node.is_some_and(|to| progress.has_visited(to.id())),
            })
            .collect(),
    })
}

/// Where a gate stands; with the sub-zone when it is not the node's main zone.
fn exit_text(exit: &Exit<'_>, main_zone: Option<&str>, locale: &Locale) -> String {
    let text = locale.text(exit.text.unwrap_or_default());
    match exit.from {
        Some(from) if Some(from) != main_zone => {
            let place = exit.from_text.map_or_else(|| prettify(from), str::to_owned);
            let label = locale.label(place.rsplit(" - ").next().unwrap_or_default());
            format!("{text} [{label}]")
        }
        _ => text,
    }
}

/// A zone id, or another name in snake case, for people: `leyndell_bedchamber` becomes `Leyndell Bedchamber`.
pub(super) fn prettify(zone: &str) -> String {
    let words = zone.split('_').filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| {
                first
                    .to_uppercase()
                    .chain(letters.flat_map(char::to_lowercase))
                    .collect()
            })
            .unwrap_or_default()
    });
    words.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locales;

    #[test]
    fn the_sub_zone_is_named_in_the_language_of_the_reader() {
        let folder = tempfile::tempdir().expect("a folder");
        let french = "[names.locations]\nLobby = \"le hall\"\n[overrides.text]\nhere = \"ici\"";
        std::fs::write(folder.path().join("fr.toml"), french).expect("a file");
        let locales = Locales::load(Some(folder.path()));
        let exit = Exit {
            text: Some("here"),
            from: Some("castle_lobby"),
            from_text: Some("Castle - Lobby"),
            to: None,
            to_node: None,
        };
        let text = |code| exit_text(&exit, None, &locales.choose(code, None));
        assert_eq!(text(Some("fr")), "ici [Hall]");
        assert_eq!(text(None), "here [Lobby]");
    }

    #[test]
    fn gates_of_a_sub_zone_say_so() {
        let exit = |from, from_text| Exit {
            text: Some("behind the altar"),
            from,
            from_text,
            to: None,
            to_node: None,
        };
        for (from, from_text, expected) in [
            (None, None, "behind the altar"),
            (Some("leyndell"), Some("Leyndell"), "behind the altar"),
            (
                Some("leyndell_bedchamber"),
                Some("Leyndell - Queen's Bedchamber"),
                "behind the altar [Queen's Bedchamber]",
            ),
            (
                Some("leyndell_bedchamber"),
                None,
                "behind the altar [Leyndell Bedchamber]",
            ),
        ] {
            assert_eq!(
                exit_text(&exit(from, from_text), Some("leyndell"), &Locale::default()),
                expected
            );
        }
    }
}
