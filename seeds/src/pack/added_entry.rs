//! Entries that are added to a pack.

use chrono::{DateTime, Datelike, Timelike, Utc};
use flate2::Crc;

/// Zip version that knows plain entries in folders.
const VERSION: u16 = 20;
/// Zip version that knows ZIP64.
pub(super) const VERSION_64: u16 = 45;
/// "Made by" a Unix system, so that the permissions below count.
const UNIX: u16 = 3 << 8;
/// The name is UTF-8.
const FLAG_UTF8: u16 = 1 << 11;
/// A regular file that everyone may read and its owner may write.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// A stored entry, readable by every unpacker.
pub(super) struct AddedEntry<'a> {
    /// Path inside the pack.
    pub(super) path: &'a str,
    /// Checksum of the content.
    pub(super) crc: u32,
    /// Length of the content in bytes.
    pub(super) size: u32,
    /// Time that unpacked files show, in UTC.
    pub(super) timestamp: DateTime<Utc>,
    /// Position of the entry in the pack.
    pub(super) offset: u64,
}

/// The checksum of a content.
pub(super) fn checksum(content: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(content);
    crc.sum()
}

impl AddedEntry<'_> {
    /// The header, which the content follows.
    pub(super) fn header(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(30 + self.path.len());
        bytes.extend(0x0403_4b50_u32.to_le_bytes());
        bytes.extend(VERSION.to_le_bytes());
        self.push_common(&mut bytes, 0);
        bytes.extend(self.path.as_bytes());
        bytes
    }

    /// The directory record.
    pub(super) fn record(&self) -> Vec<u8> {
        let short_offset = u32::try_from(self.offset).ok().filter(|&o| o != u32::MAX);
        let (version, extra) = match short_offset {
            Some(_) => (VERSION, Vec::new()),
            None => (VERSION_64, extra_64(self.offset)),
        };
        let mut bytes = Vec::with_capacity(46 + self.path.len() + extra.len());
        bytes.extend(0x0201_4b50_u32.to_le_bytes());
        bytes.extend((UNIX | version).to_le_bytes());
        bytes.extend(version.to_le_bytes());
        self.push_common(&mut bytes, extra.len() as u16);
        bytes.extend([0; 6]); // No comment, first disk, not text.
        bytes.extend(ATTRIBUTES.to_le_bytes());
        bytes.extend(short_offset.unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(self.path.as_bytes());
        bytes.extend(extra);
        bytes
    }

    /// The fields that header and record have in common, in their order.
    fn push_common(&self, bytes: &mut Vec<u8>, extra_len: u16) {
        let path_len = u16::try_from(self.path.len()).expect("names are limited when read");
        let (date, time) = dos_date_time(self.timestamp);
        bytes.extend(FLAG_UTF8.to_le_bytes());
        bytes.extend(0_u16.to_le_bytes()); // Stored.
        bytes.extend(time.to_le_bytes());
        bytes.extend(date.to_le_bytes());
        bytes.extend(self.crc.to_le_bytes());
        bytes.extend(self.size.to_le_bytes());
        bytes.extend(self.size.to_le_bytes());
        bytes.extend(path_len.to_le_bytes());
        bytes.extend(extra_len.to_le_bytes());
    }
}

/// The ZIP64 extra field of a record whose position has no room elsewhere.
fn extra_64(offset: u64) -> Vec<u8> {
    let mut extra = Vec::with_capacity(12);
    extra.extend(1_u16.to_le_bytes());
    extra.extend(8_u16.to_le_bytes());
    extra.extend(offset.to_le_bytes());
    extra
}

/// Date and time in the form of MS-DOS: two-second steps, years 1980 to 2107.
fn dos_date_time(at: DateTime<Utc>) -> (u16, u16) {
    let years = match at.year() {
        year @ 1980..=2107 => year - 1980,
        ..=1979 => return (1 << 5 | 1, 0),
        _ => return (127 << 9 | 12 << 5 | 31, 23 << 11 | 59 << 5 | 29),
    };
    let date = (years as u32) << 9 | at.month() << 5 | at.day();
    let time = at.hour() << 11 | at.minute() << 5 | (at.second() / 2);
    (date as u16, time as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(at: &str, date: (u16, u16, u16), time: (u16, u16, u16)) {
        let at = at.parse().unwrap();
        let date = (date.0 - 1980) << 9 | date.1 << 5 | date.2;
        let time = time.0 << 11 | time.1 << 5 | time.2;
        assert_eq!(dos_date_time(at), (date, time), "{at}");
    }

    #[test]
    fn times_fit_the_years_of_ms_dos() {
        check("2026-11-23T14:31:09Z", (2026, 11, 23), (14, 31, 4));
        check("1980-01-01T00:00:00Z", (1980, 1, 1), (0, 0, 0));
        check("2107-12-31T23:59:59.9Z", (2107, 12, 31), (23, 59, 29));
        check("1969-07-20T20:17:00Z", (1980, 1, 1), (0, 0, 0));
        check("2108-01-01T00:00:00Z", (2107, 12, 31), (23, 59, 29));
    }

    #[test]
    fn a_far_entry_has_its_position_in_an_extra_field() {
        let entry = |offset| AddedEntry {
            path: "lib/x",
            crc: checksum(b"x"),
            size: 1,
            timestamp: DateTime::UNIX_EPOCH,
            offset,
        };
        let near = entry(u64::from(u32::MAX) - 1).record();
        assert_eq!(near.len(), 46 + 5);
        assert_eq!(near[42..46], 0xffff_fffe_u32.to_le_bytes());
        for offset in [u64::from(u32::MAX), 1 << 40] {
            let far = entry(offset).record();
            assert_eq!(far.len(), 46 + 5 + 12);
            assert_eq!(far[42..46], u32::MAX.to_le_bytes());
            assert_eq!(far[30..32], 12_u16.to_le_bytes());
            assert_eq!(far[46 + 5 + 4..], offset.to_le_bytes());
        }
    }
}
