//! What is posted about a race.

use serde_json::{Value, json};
use speedfog_race::ParticipantStatus;

use crate::store::{Member, Person, RaceRow};

const ORANGE: u32 = 0x00f9_7316;
const GREEN: u32 = 0x0022_c55e;
const BLUE: u32 = 0x003b_82f6;

const MEDALS: [&str; 3] = ["🥇", "🥈", "🥉"];

/// A race with everything that is posted about it.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) race: RaceRow,
    pub(super) pool_name: String,
    pub(super) members: Vec<Member>,
    /// The race's page, if people can reach it.
    pub(super) url: Option<String>,
}

impl Facts {
    fn is_solo(&self) -> bool {
        self.pool_name.starts_with("training_")
    }

    fn what(&self) -> &'static str {
        if self.is_solo() { "Solo" } else { "Race" }
    }

    fn color(&self) -> u32 {
        if self.is_solo() { BLUE } else { ORANGE }
    }

    /// A message about a new race; `role` is told about it.
    pub(super) fn created(&self, role: Option<&str>) -> Value {
        let mut fields = vec![self.pool(), self.organizer()];
        if let Some(at) = self.race.scheduled_at {
            fields.push(field(
                "Scheduled",
                &format!("<t:{}:F>", at.timestamp()),
                true,
            ));
        }
        let title = format!("📋 New {}: {}", self.what(), self.race.name);
        let mut message = self.message(&title, self.color(), fields, true);
        if let Some(role) = role {
            message["content"] = format!("<@&{role}>").into();
            message["allowed_mentions"]["roles"] = json!([role]);
        }
        message
    }

    /// A message about a race that has started.
    pub(super) fn started(&self) -> Value {
        let title = format!("🏁 {} Started: {}", self.what(), self.race.name);
        let fields = vec![self.pool(), self.participants(), self.organizer()];
        self.message(&title, self.color(), fields, true)
    }

    /// A message about the results of a race.
    pub(super) fn finished(&self) -> Value {
        let mut finishers: Vec<&Member> = self
            .members
            .iter()
            .filter(|member| member.row.status == ParticipantStatus::Finished)
            .collect();
        finishers.sort_by_key(|member| (member.row.progress.igt_ms, member.row.color_index));
        let lines: Vec<String> = MEDALS
            .iter()
            .zip(finishers)
            .map(|(medal, member)| {
                let time = time(member.row.progress.igt_ms);
                format!("{medal} **{}** — {time}", name(&member.person))
            })
            .collect();
        let podium = if lines.is_empty() {
            "Nobody finished.".to_owned()
        } else {
            lines.join("\n")
        };
        let fields = vec![field("Podium", &podium, false), self.participants()];
        let title = format!("🏆 {} Finished: {}", self.what(), self.race.name);
        self.message(&title, GREEN, fields, false)
    }

    fn message(&self, title: &str, color: u32, fields: Vec<Value>, thumbnail: bool) -> Value {
        let mut embed = json!({ "title": title, "color": color, "fields": fields });
        if let Some(url) = &self.url {
            embed["url"] = url.as_str().into();
        }
        if let Some(picture) = self
            .race
            .organizer
            .avatar_url
            .as_ref()
            .filter(|_| thumbnail)
        {
            embed["thumbnail"] = json!({ "url": picture });
        }
        // Without this a race named after everybody would call everybody.
        json!({ "embeds": [embed], "allowed_mentions": { "parse": [] } })
    }

    fn pool(&self) -> Value {
        field("Pool", &pool_title(&self.pool_name), true)
    }

    fn organizer(&self) -> Value {
        field("Organizer", &name(&self.race.organizer), true)
    }

    fn participants(&self) -> Value {
        field("Participants", &self.members.len().to_string(), true)
    }
}

fn field(name: &str, value: &str, inline: bool) -> Value {
    json!({ "name": name, "value": value, "inline": inline })
}

/// What people call somebody, with the signs that Discord takes for formatting made harmless.
fn name(person: &Person) -> String {
    let name = person.display_name.as_deref().unwrap_or(&person.login);
    let mut safe = String::with_capacity(name.len());
    for sign in name.chars() {
        if "\\*_~`|>[]()#".contains(sign) {
            safe.push('\\');
        }
        safe.push(sign);
    }
    safe
}

/// `training_boss_shuffle` is `Boss Shuffle`.
fn pool_title(pool: &str) -> String {
    let pool = pool.strip_prefix("training_").unwrap_or(pool);
    let words = pool.split('_').filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn time(igt_ms: u32) -> String {
    let seconds = igt_ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_pools_are_written_for_people() {
        for (igt_ms, text) in [
            (0, "0:00"),
            (59_999, "0:59"),
            (60_000, "1:00"),
            (3_599_000, "59:59"),
            (3_600_000, "1:00:00"),
            (36_061_000, "10:01:01"),
        ] {
            assert_eq!(time(igt_ms), text);
        }
        for (pool, title) in [
            ("standard", "Standard"),
            ("training_boss_shuffle", "Boss Shuffle"),
            ("hard__mode", "Hard Mode"),
        ] {
            assert_eq!(pool_title(pool), title);
        }
    }
}
