//! What spectators of a race under load see.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::frames::{Frames, TEXT};

/// Every so many spectators one looks into its frames.
pub(super) const SAMPLED: usize = 16;

/// As much of a frame as it takes to find the player and the time.
pub(super) const LOOKED_AT: usize = 512;

/// As much of a state as it takes to find what the numbers of its ticks count in.
const STATE: usize = 256 * 1024;

/// As much of a tick as it takes to find all times.
const TICK: usize = 4096;

/// As much of a frame as it takes to know what it is, and the number of a tick.
const BEGINNING: usize = 48;

/// What spectators have seen, all together.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) frames: AtomicU64,
    /// Updates of players, as far as they were counted.
    pub(super) updates: AtomicU64,
    pub(super) bytes: AtomicU64,
    pub(super) lost: AtomicU64,
    /// Ticks whose number was not the next.
    pub(super) holes: AtomicU64,
    /// What the numbers of ticks count in and the last of them, by spectator.
    pub(super) last_ticks: Vec<Mutex<(String, u64)>>,
    /// Bytes that a spectator got who watches by updates while the others follow by ticks.
    pub(super) compared_bytes: AtomicU64,
}

impl Seen {
    /// How many do not have the newest tick that somebody has whose numbers count in the same.
    pub(super) fn without_last_tick(&self) -> usize {
        let told = self.last_ticks.iter();
        let told: Vec<_> = told
            .filter_map(|told| Some(told.lock().ok()?.clone()))
            .collect();
        let mut newest = HashMap::<_, u64>::new();
        for (epoch, last) in &told {
            let newest = newest.entry(epoch).or_default();
            *newest = (*newest).max(*last);
        }
        let lacks = |(epoch, last): &&(String, u64)| epoch.is_empty() || newest[epoch] != *last;
        told.iter().filter(lacks).count()
    }
}

/// A player, a time the player's mod has sent, and when it arrived.
pub(super) type Arrival = (usize, u32, Instant);

/// Where a sampled spectator reports what it sees.
pub(super) type Delays = mpsc::UnboundedSender<Arrival>;

/// Players by their ids.
pub(super) type Players = Arc<HashMap<[u8; 36], usize>>;

/// Counts what a spectator sees who is told by updates; a sampled one also looks at it.
pub(super) async fn updates(
    stream: TcpStream,
    seen: Arc<Seen>,
    sampled: Option<(Delays, Players)>,
) {
    let mut frames = Frames::new(if sampled.is_some() { LOOKED_AT } else { 32 });
    loop {
        let (mut count, mut updates, bytes) = (0, 0, frames.bytes);
        let read = frames
            .read(&stream, |opcode, payload| {
                count += u64::from(opcode == TEXT);
                if !payload.starts_with(br#"{"type":"player_update""#) {
                    return;
                }
                updates += 1;
                if let Some((delays, players)) = &sampled
                    && let Some(id) = text_after(payload, br#""id":""#)
                    && let Some(player) = players.get(&id)
                    && let Some(igt_ms) = number_after(payload, br#""igt_ms":"#)
                {
                    let _ = delays.send((*player, igt_ms, Instant::now()));
                }
            })
            .await;
        seen.frames.fetch_add(count, Relaxed);
        seen.updates.fetch_add(updates, Relaxed);
        seen.bytes.fetch_add(frames.bytes - bytes, Relaxed);
        if read.is_err() {
            seen.lost.fetch_add(1, Relaxed);
            return;
        }
    }
}

/// The same for one that follows by ticks: its numbers must have no hole, and those it looks into
/// name players by their colours, which are given in the order of joining.
pub(super) async fn ticks(
    stream: TcpStream,
    number: usize,
    seen: Arc<Seen>,
    sampled: Option<Delays>,
) {
    let mut frames = Frames::new(STATE);
    let (mut epoch, mut last) = (String::new(), None);
    loop {
        let (mut count, mut updates, mut holes, bytes) = (0, 0, 0, frames.bytes);
        let read = frames
            .read(&stream, |opcode, payload| {
                count += u64::from(opcode == TEXT);
                if !payload.starts_with(br#"{"type":"tick""#) {
                    if let Some(begun) = quoted_after(payload, br#""epoch":""#) {
                        epoch = begun;
                    }
                    return;
                }
                let seq = number_after(payload, br#""seq":"#).map(u64::from);
                holes += u64::from(last.zip(seq).is_some_and(|(last, seq)| seq != last + 1));
                last = seq;
                let Some(delays) = &sampled else { return };
                let now = Instant::now();
                for (player, igt_ms) in pairs_after(payload, br#""igt_ms":["#) {
                    updates += 1;
                    let _ = delays.send((player, igt_ms, now));
                }
            })
            .await;
        seen.frames.fetch_add(count, Relaxed);
        seen.updates.fetch_add(updates, Relaxed);
        seen.holes.fetch_add(holes, Relaxed);
        seen.bytes.fetch_add(frames.bytes - bytes, Relaxed);
        if let Some(last) = last {
            if let Ok(mut told) = seen.last_ticks[number].lock() {
                if !epoch.is_empty() {
                    told.0 = std::mem::take(&mut epoch);
                }
                told.1 = last;
            }
            frames.want(if sampled.is_some() { TICK } else { BEGINNING });
        }
        if read.is_err() {
            seen.lost.fetch_add(1, Relaxed);
            return;
        }
    }
}

/// Counts the bytes that somebody gets who is told by updates.
pub(super) async fn compared(stream: TcpStream, seen: Arc<Seen>) {
    let mut frames = Frames::new(0);
    loop {
        let before = frames.bytes;
        let read = frames.read(&stream, |_, _| ()).await;
        seen.compared_bytes
            .fetch_add(frames.bytes - before, Relaxed);
        if read.is_err() {
            return;
        }
    }
}

fn after<'a>(payload: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let at = payload
        .windows(key.len())
        .position(|window| window == key)?;
    Some(&payload[at + key.len()..])
}

/// The text behind the first `key`.
pub(super) fn text_after<const N: usize>(payload: &[u8], key: &[u8]) -> Option<[u8; N]> {
    after(payload, key)?.get(..N)?.try_into().ok()
}

/// The text from behind the first `key` to the next quotation mark.
fn quoted_after(payload: &[u8], key: &[u8]) -> Option<String> {
    let rest = after(payload, key)?;
    let end = rest.iter().position(|byte| *byte == b'"')?;
    Some(String::from_utf8_lossy(&rest[..end]).into_owned())
}

/// The number behind the first `key`.
pub(super) fn number_after(payload: &[u8], key: &[u8]) -> Option<u32> {
    let digits = after(payload, key)?;
    let end = digits
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(digits.len());
    std::str::from_utf8(&digits[..end]).ok()?.parse().ok()
}

/// The pairs of a player and a number behind the first `key`.
fn pairs_after(payload: &[u8], key: &[u8]) -> Vec<(usize, u32)> {
    let pairs = after(payload, key).unwrap_or_default();
    let end = pairs.windows(2).position(|window| window == b"]]");
    let pairs = std::str::from_utf8(&pairs[..end.unwrap_or(0)]).unwrap_or_default();
    let pair = |pair: &str| {
        let (player, number) = pair.trim_matches(['[', ']', ',']).split_once(',')?;
        Some((player.parse().ok()?, number.parse().ok()?))
    };
    pairs.split("],").filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use speedfog_protocol::ws::{Tick, ToSpectator};

    use super::*;

    #[test]
    fn the_last_tick_is_that_of_everybody_who_counts_in_the_same() {
        let told = [("a", 3), ("a", 2), ("b", 9), ("b", 9), ("", 0)];
        let told = told.map(|(epoch, last)| Mutex::new((epoch.to_owned(), last)));
        let seen = Seen {
            last_ticks: told.into(),
            ..Seen::default()
        };
        assert_eq!(seen.without_last_tick(), 2);
    }

    #[test]
    fn times_are_found_in_ticks() {
        let text = |igt_ms: Vec<(u32, u32)>| {
            let tick = Tick {
                seq: 5,
                igt_ms,
                death_count: vec![(1, 2)],
                ..Tick::default()
            };
            ToSpectator::Tick(Box::new(tick)).encode()
        };
        for (igt_ms, expected) in [
            (vec![], vec![]),
            (vec![(3, 70)], vec![(3, 70)]),
            (vec![(0, 1), (19, 12_345)], vec![(0, 1), (19, 12_345)]),
        ] {
            let text = text(igt_ms);
            assert_eq!(pairs_after(text.as_bytes(), br#""igt_ms":["#), expected);
            assert_eq!(number_after(text.as_bytes(), br#""seq":"#), Some(5));
        }
    }
}
