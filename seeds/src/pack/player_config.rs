//! The settings file that ties a pack to one participant.

use std::fmt;

use serde::Serialize;
use uuid::Uuid;

/// Overlay text size, in points, of users who chose none.
const DEFAULT_FONT_SIZE: f64 = 18.0;

/// What the game client of one participant must know.
#[derive(Clone)]
pub struct PlayerConfig {
    /// Address of the server's sockets, without a path.
    pub url: String,
    /// The participant's secret.
    pub mod_token: String,
    /// The race, or the solo session.
    pub race_id: Uuid,
    /// The seed the pack is made from, so that the client notices an old pack.
    pub seed_id: Uuid,
    /// Whether `race_id` is a solo session.
    pub training: bool,
    /// Overlay text size, in points, if the user chose one.
    pub font_size: Option<f64>,
}

impl PlayerConfig {
    /// The content of the settings file.
    pub fn to_toml(&self) -> String {
        let file = File {
            server: Server {
                url: &self.url,
                mod_token: &self.mod_token,
                race_id: self.race_id,
                seed_id: self.seed_id,
                training: self.training.then_some(true),
            },
            overlay: Overlay {
                enabled: true,
                font_path: "",
                font_size: self
                    .font_size
                    .filter(|size| size.is_finite())
                    .unwrap_or(DEFAULT_FONT_SIZE),
                background_color: "#081013",
                background_opacity: 0.75,
                text_color: "#F1ECE3",
                text_disabled_color: "#B6C6C5",
                show_border: false,
                border_color: "#2B393E",
            },
            keybindings: Keybindings { toggle_ui: "f9" },
        };
        toml::to_string(&file).expect("texts, numbers and flags are TOML")
    }
}

impl fmt::Debug for PlayerConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlayerConfig")
            .field("url", &self.url)
            .field("mod_token", &"[redacted]")
            .field("race_id", &self.race_id)
            .field("seed_id", &self.seed_id)
            .field("training", &self.training)
            .field("font_size", &self.font_size)
            .finish()
    }
}

#[derive(Serialize)]
struct File<'a> {
    server: Server<'a>,
    overlay: Overlay,
    keybindings: Keybindings,
}

#[derive(Serialize)]
struct Server<'a> {
    url: &'a str,
    mod_token: &'a str,
    race_id: Uuid,
    seed_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    training: Option<bool>,
}

#[derive(Serialize)]
struct Overlay {
    enabled: bool,
    font_path: &'static str,
    font_size: f64,
    background_color: &'static str,
    background_opacity: f64,
    text_color: &'static str,
    text_disabled_color: &'static str,
    show_border: bool,
    border_color: &'static str,
}

#[derive(Serialize)]
struct Keybindings {
    toggle_ui: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> PlayerConfig {
        PlayerConfig {
            url: "ws://localhost:8000".to_owned(),
            mod_token: "s3cret".to_owned(),
            race_id: Uuid::from_u128(1),
            seed_id: Uuid::from_u128(2),
            training: false,
            font_size: None,
        }
    }

    #[test]
    fn a_race_participant_gets_these_lines() {
        let expected = r##"[server]
url = "ws://localhost:8000"
mod_token = "s3cret"
race_id = "00000000-0000-0000-0000-000000000001"
seed_id = "00000000-0000-0000-0000-000000000002"

[overlay]
enabled = true
font_path = ""
font_size = 18.0
background_color = "#081013"
background_opacity = 0.75
text_color = "#F1ECE3"
text_disabled_color = "#B6C6C5"
show_border = false
border_color = "#2B393E"

[keybindings]
toggle_ui = "f9"
"##;
        assert_eq!(config().to_toml(), expected);
    }

    #[test]
    fn a_solo_session_says_so() {
        let config = PlayerConfig {
            training: true,
            ..config()
        };
        assert!(config.to_toml().contains("\ntraining = true\n"));
    }

    #[test]
    fn the_font_size_has_a_decimal_point() {
        for (size, line) in [
            (24.0, "font_size = 24.0\n"),
            (12.5, "font_size = 12.5\n"),
            (f64::NAN, "font_size = 18.0\n"),
            (f64::INFINITY, "font_size = 18.0\n"),
        ] {
            let config = PlayerConfig {
                font_size: Some(size),
                ..config()
            };
            assert!(config.to_toml().contains(line), "{size}");
        }
    }

    #[test]
    fn values_are_escaped() {
        let config = PlayerConfig {
            url: "ws://h/\"\\\n[server]\r\u{0}é".to_owned(),
            ..config()
        };
        let text = config.to_toml();
        assert!(!text.contains('\r'));
        let read: toml::Table = text.parse().unwrap();
        assert_eq!(read["server"]["url"].as_str(), Some(config.url.as_str()));
        assert_eq!(read["server"]["mod_token"].as_str(), Some("s3cret"));
    }

    #[test]
    fn the_token_is_not_printed() {
        assert!(!format!("{:?}", config()).contains("s3cret"));
    }
}
