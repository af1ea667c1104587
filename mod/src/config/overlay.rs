//! How the overlay looks.

use toml::Value;

use super::{Color, Reader};

/// What draws the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// What the game uses.
    Dx12,
    /// For tests.
    Dx11,
    /// For tests.
    OpenGl3,
}

/// Table `[overlay]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// Whether anything is drawn; the run is tracked either way.
    pub enabled: bool,
    /// Font file; empty for the system's.
    pub font_path: String,
    /// Height of the font in pixels, 8 to 96.
    pub font_size: f32,
    /// Colour behind the text.
    pub background_color: Color,
    /// Opacity of the background, 0 to 1.
    pub background_opacity: f32,
    /// Colour of the text.
    pub text_color: Color,
    /// Colour of less important text.
    pub text_disabled_color: Color,
    /// Whether the overlay has a border.
    pub show_border: bool,
    /// Colour of the border.
    pub border_color: Color,
    /// Distance from the right edge in pixels.
    pub position_offset_x: f32,
    /// Distance from the top edge in pixels.
    pub position_offset_y: f32,
    /// What draws it.
    pub renderer: Renderer,
}

impl Default for Overlay {
    /// What a file without the table stands for: the web client's colours of a dark page, on a
    /// ground through which no game shines so much that the text cannot be read.
    fn default() -> Self {
        Self::read(&mut Reader::new(
            &toml::Table::new(),
            "overlay",
            &mut Vec::new(),
        ))
    }
}

impl Overlay {
    pub(super) fn read(table: &mut Reader<'_>) -> Self {
        Self {
            enabled: table.bool("enabled", true),
            font_path: table.string("font_path", ""),
            font_size: table.number("font_size", 18.0).clamp(8.0, 96.0),
            background_color: color(table, "background_color", Color::new(0x08, 0x10, 0x13)),
            background_opacity: table.number("background_opacity", 0.75).clamp(0.0, 1.0),
            text_color: color(table, "text_color", Color::new(0xf1, 0xec, 0xe3)),
            text_disabled_color: color(table, "text_disabled_color", Color::new(0xb6, 0xc6, 0xc5)),
            show_border: table.bool("show_border", false),
            border_color: color(table, "border_color", Color::new(0x2b, 0x39, 0x3e)),
            position_offset_x: table.number("position_offset_x", 20.0),
            position_offset_y: table.number("position_offset_y", 20.0),
            renderer: renderer(table),
        }
    }
}

/// An absent colour is the default, an unreadable one white: so it is noticed.
fn color(table: &mut Reader<'_>, key: &str, default: Color) -> Color {
    let text = table.convert(key, None, "must be a text", |value| {
        value.as_str().map(|text| Some(text.to_owned()))
    });
    match text {
        None => default,
        Some(text) => Color::parse(&text).unwrap_or_else(|| {
            table.warn_replaced(key, "must be six hex digits", "white");
            Color::WHITE
        }),
    }
}

fn renderer(table: &mut Reader<'_>) -> Renderer {
    table.convert(
        "renderer",
        Renderer::Dx12,
        "must be \"auto\", \"dx12\", \"dx11\" or \"opengl3\"",
        |value| match Value::as_str(value)?.to_ascii_lowercase().as_str() {
            "auto" | "dx12" => Some(Renderer::Dx12),
            "dx11" => Some(Renderer::Dx11),
            "opengl3" => Some(Renderer::OpenGl3),
            _ => None,
        },
    )
}
