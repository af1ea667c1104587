//! The record at the end of a zip archive, which tells where its directory is.

use super::error::ArchiveError;
use super::stored_file::StoredFile;

const END_SIGNATURE: u32 = 0x0605_4b50;
const END_LEN: u64 = 22;
const LOCATOR_SIGNATURE: u32 = 0x0706_4b50;
const LOCATOR_LEN: u64 = 20;
const END_64_SIGNATURE: u32 = 0x0606_4b50;
const END_64_LEN: u64 = 56;

/// Place and size of the central directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EndRecord {
    /// Number of entries.
    pub entries: u64,
    /// Size of the directory, in bytes.
    pub size: u64,
    /// Position of the directory in the file.
    pub offset: u64,
}

impl EndRecord {
    /// Finds the end record of `file`, in its ZIP64 form too.
    ///
    /// The directory is inside the file and reaches right up to the end
    /// records: bytes before the first entry, after the directory or after the
    /// archive comment make tools disagree on what the archive contains.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::NotAZip`] without such a record,
    /// [`ArchiveError::Directory`] when it cannot be true.
    pub(super) fn find(file: &StoredFile) -> Result<Self, ArchiveError> {
        let tail_len = file.len().min(END_LEN + u64::from(u16::MAX));
        let tail_start = file.len() - tail_len;
        let mut tail = vec![0; usize::try_from(tail_len).expect("at most 64 KiB")];
        file.read_exact_at(&mut tail, tail_start)?;
        let at = end_position(&tail).ok_or(ArchiveError::NotAZip(
            "the record at its end is missing or cut off",
        ))?;
        let end = &tail[at..];
        if u16_at(end, 4) != 0 || u16_at(end, 6) != 0 || u16_at(end, 8) != u16_at(end, 10) {
            return Err(ArchiveError::Directory("the archive is split over disks"));
        }
        let short = Self {
            entries: u64::from(u16_at(end, 10)),
            size: u64::from(u32_at(end, 12)),
            offset: u64::from(u32_at(end, 16)),
        };
        let end_at = tail_start + at as u64;
        let (record, directory_end) = match find_64(file, end_at)? {
            Some((long, start)) if short.may_stand_for(long) => (long, start),
            Some(_) => return Err(ArchiveError::Directory("its two end records differ")),
            None => (short, end_at),
        };
        if record.offset.checked_add(record.size) != Some(directory_end) {
            return Err(ArchiveError::Directory(
                "it is not where the end record says",
            ));
        }
        Ok(record)
    }

    /// Whether every field is either the one of `long` or the mark that says
    /// to look there.
    fn may_stand_for(self, long: Self) -> bool {
        let same = |short: u64, long: u64, mark: u64| short == mark || short == long;
        same(self.entries, long.entries, u64::from(u16::MAX))
            && same(self.size, long.size, u64::from(u32::MAX))
            && same(self.offset, long.offset, u64::from(u32::MAX))
    }
}

/// Where in `tail` the end record starts whose comment ends with the file.
fn end_position(tail: &[u8]) -> Option<usize> {
    let last = tail.len().checked_sub(END_LEN as usize)?;
    (0..=last).rev().find(|&at| {
        u32_at(tail, at) == END_SIGNATURE && usize::from(u16_at(tail, at + 20)) == last - at
    })
}

/// The ZIP64 end record and its position, if a locator stands before `end_at`.
fn find_64(file: &StoredFile, end_at: u64) -> Result<Option<(EndRecord, u64)>, ArchiveError> {
    let Some(locator_at) = end_at.checked_sub(LOCATOR_LEN) else {
        return Ok(None);
    };
    let mut locator = [0; LOCATOR_LEN as usize];
    file.read_exact_at(&mut locator, locator_at)?;
    if u32_at(&locator, 0) != LOCATOR_SIGNATURE {
        return Ok(None);
    }
    let broken = ArchiveError::Directory("its ZIP64 end record is broken");
    let start = u64_at(&locator, 8);
    // Checked before reading: the record must lie between here and the locator.
    if start
        .checked_add(END_64_LEN)
        .is_none_or(|end| end > locator_at)
    {
        return Err(broken);
    }
    let mut end = [0; END_64_LEN as usize];
    file.read_exact_at(&mut end, start)?;
    let fits = u64_at(&end, 4).checked_add(start + 12) == Some(locator_at);
    let one_disk = u32_at(&end, 16) == 0 && u32_at(&end, 20) == 0;
    let all_here = u64_at(&end, 24) == u64_at(&end, 32);
    if u32_at(&end, 0) != END_64_SIGNATURE || !fits || !one_disk || !all_here {
        return Err(broken);
    }
    let record = EndRecord {
        entries: u64_at(&end, 32),
        size: u64_at(&end, 40),
        offset: u64_at(&end, 48),
    };
    Ok(Some((record, start)))
}

/// The little-endian number at `at`; the caller has checked the length.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes[at..at + 2].try_into().expect("two bytes"))
}

/// As [`u16_at`], four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

/// As [`u16_at`], eight bytes.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"))
}
