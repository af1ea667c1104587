//! Texts of a graph as places in its JSON.
//!
//! A graph's JSON stays in memory, because viewers are sent it; keeping every name a second time
//! would cost as much again.

/// A piece of text, as an offset into the JSON followed by the decoded texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    start: u32,
    len: u32,
}

/// Gathers the texts that cannot be shown in place, because the JSON has escapes in them.
#[derive(Debug)]
pub(super) struct Spans<'a> {
    json: &'a str,
    decoded: String,
}

impl<'a> Spans<'a> {
    pub(super) fn new(json: &'a str) -> Self {
        Self {
            json,
            decoded: String::new(),
        }
    }

    /// The place of `text`, which was read from the JSON.
    pub(super) fn add(&mut self, text: &str) -> Span {
        let base = self.json.as_ptr().addr();
        let at = text.as_ptr().addr();
        let inside = at >= base && at + text.len() <= base + self.json.len();
        let start = if inside {
            at - base
        } else {
            let start = self.json.len() + self.decoded.len();
            self.decoded.push_str(text);
            start
        };
        let fits = "the size limit of a graph keeps offsets below 4 GiB";
        Span {
            start: u32::try_from(start).expect(fits),
            len: u32::try_from(text.len()).expect(fits),
        }
    }

    /// The text at `span`.
    pub(super) fn get(&self, span: Span) -> &str {
        resolve(self.json, &self.decoded, span)
    }

    pub(super) fn into_decoded(self) -> Box<str> {
        self.decoded.into_boxed_str()
    }
}

/// The text at `span`.
pub(super) fn resolve<'a>(json: &'a str, decoded: &'a str, span: Span) -> &'a str {
    let (start, len) = (span.start as usize, span.len as usize);
    let (source, start) = match start.checked_sub(json.len()) {
        Some(start) => (decoded, start),
        None => (json, start),
    };
    source.get(start..start + len).unwrap_or_default()
}
