//! What a generator prints: into the log up to a limit, and its end kept for admins.

use std::collections::VecDeque;

/// Most bytes of one run that go into the log.
const LOGGED: usize = 64 * 1024;

/// Longest line, in bytes; longer ones are cut.
const LINE: usize = 500;

/// Lines kept for admins.
const KEPT: usize = 5;

/// Takes bytes as they come and makes lines of them.
#[derive(Debug, Default)]
pub(super) struct Output {
    line: Vec<u8>,
    logged: usize,
    last: VecDeque<String>,
}

impl Output {
    /// Takes the next bytes; gives the lines to log.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for byte in bytes {
            // Progress bars go back to the start of their line again and again.
            if matches!(byte, b'\n' | b'\r') {
                lines.extend(self.end_line());
            } else if self.line.len() < LINE {
                self.line.push(*byte);
            }
        }
        lines
    }

    /// The line that is not ended yet, if it has anything to say and the log still takes it.
    pub(super) fn end_line(&mut self) -> Option<String> {
        let bytes = std::mem::take(&mut self.line);
        // It may be in any encoding, and colour codes have no place in a log.
        let text = String::from_utf8_lossy(&bytes).replace(char::is_control, " ");
        let text = text.trim_end();
        if text.trim_start().is_empty() {
            return None;
        }
        if self.last.len() == KEPT {
            self.last.pop_front();
        }
        self.last.push_back(text.to_owned());
        if self.logged > LOGGED {
            return None;
        }
        self.logged += text.len();
        Some(if self.logged > LOGGED {
            "(the rest is left out)".to_owned()
        } else {
            text.to_owned()
        })
    }

    /// The last lines, for people.
    pub(super) fn tail(&self) -> String {
        self.last.iter().map(|line| format!("\n{line}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_lines() {
        let mut output = Output::default();
        assert_eq!(output.take(b"one\ntw"), ["one"]);
        assert_eq!(
            output.take(b"o\r\n\n  \nMa\xefliketh\x1b[0m\n"),
            ["two", "Ma\u{fffd}liketh [0m"]
        );
        assert_eq!(output.take(b"end"), [""; 0]);
        assert_eq!(output.end_line().as_deref(), Some("end"));
        assert_eq!(output.tail(), "\none\ntwo\nMa\u{fffd}liketh [0m\nend");
    }

    #[test]
    fn a_flood_is_cut_off_and_its_end_kept() {
        let mut output = Output::default();
        let mut lines = output.take(&[b'x'; 10_000]);
        lines.extend(output.end_line());
        assert_eq!(lines[0].len(), LINE);
        for number in 0..10_000 {
            lines.extend(output.take(format!("line {number} of very many\n").as_bytes()));
        }
        let size: usize = lines.iter().map(String::len).sum();
        assert!(size < LOGGED + 100, "{size}");
        assert_eq!(lines.last().unwrap(), "(the rest is left out)");
        assert!(output.tail().ends_with("\nline 9999 of very many"));
    }
}
