//! Joins frames for the same spectators, so that each of their sockets is written to once for all of
//! them. What one spectator is told keeps its order.

use super::{audience::To, frame::Frame};

/// Frames that wait for each other.
#[derive(Debug, Default)]
pub(super) struct Joined(Vec<(To, Vec<Frame>)>);

impl Joined {
    /// Adds a frame that is told after all others.
    pub(super) fn add(&mut self, to: To, frame: Frame) {
        for (known, frames) in self.0.iter_mut().rev() {
            if *known == to {
                frames.push(frame);
                return;
            }
            if !known.is_apart_from(&to) {
                break;
            }
        }
        self.0.push((to, vec![frame]));
    }

    /// Takes everything, in the order in which it is to be told.
    pub(super) fn take(&mut self) -> impl Iterator<Item = (To, Frame)> + use<> {
        let joined = std::mem::take(&mut self.0).into_iter();
        joined.map(|(to, frames)| (to, Frame::joined(frames)))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn frames_are_joined_unless_that_would_change_what_somebody_hears_first() {
        let racer = || To::Racer(Uuid::nil().into());
        let frame = |text: &str| Frame::from(text);
        let both = |one: &str, two: &str| Frame::joined(vec![frame(one), frame(two)]);
        for (said, heard) in [
            (
                vec![(To::All, "a"), (To::All, "b")],
                vec![(To::All, both("a", "b"))],
            ),
            (
                vec![
                    (To::Unfogged, "a"),
                    (racer(), "b"),
                    (To::Unfogged, "c"),
                    (racer(), "d"),
                ],
                vec![(To::Unfogged, both("a", "c")), (racer(), both("b", "d"))],
            ),
            (
                vec![(To::Unfogged, "a"), (To::All, "b"), (To::Unfogged, "c")],
                vec![
                    (To::Unfogged, frame("a")),
                    (To::All, frame("b")),
                    (To::Unfogged, frame("c")),
                ],
            ),
        ] {
            let mut joined = Joined::default();
            for (to, text) in said {
                joined.add(to, text.into());
            }
            assert_eq!(joined.take().collect::<Vec<_>>(), heard);
            assert_eq!(joined.take().count(), 0);
        }
    }
}
