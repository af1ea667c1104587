//! One record of the central directory.

use std::ops::Range;

use super::end_record::{u16_at, u32_at, u64_at};
use super::entry_name::{NameFault, check_name};
use super::error::{ArchiveError, EntryFault};

/// Bytes of a record before its name.
const FIXED_LEN: usize = 46;
const SIGNATURE: u32 = 0x0201_4b50;

const FLAG_ENCRYPTED: u16 = 1;
const FLAG_DESCRIPTOR: u16 = 1 << 3;
const FLAG_STRONG_ENCRYPTION: u16 = 1 << 6;
const FLAG_MASKED: u16 = 1 << 13;
/// The method number of entries encrypted with AES.
const METHOD_AES: u16 = 99;

const EXTRA_ZIP64: u16 = 0x0001;
/// Info-ZIP's second name, which its unpacker prefers to the first.
const EXTRA_UNICODE_PATH: u16 = 0x7075;

/// The mark in a 32-bit field whose value is in the ZIP64 extra field.
const SEE_ZIP64: u32 = u32::MAX;

/// An entry of the archive as its directory describes it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Path inside the archive, checked; a folder's ends in `/`.
    pub name: Box<str>,
    /// Where the record lies in the directory, in bytes.
    pub record: Range<usize>,
    /// Where in the record the position of the entry's header is written.
    pub offset_field: OffsetField,
    /// Whether a data descriptor follows the data.
    pub has_descriptor: bool,
    /// Compression method: 0 stored, 8 deflated.
    pub method: u16,
    /// CRC-32 of the unpacked data.
    pub crc32: u32,
    /// Length of the data in the archive, in bytes.
    pub packed: u64,
    /// Length of the unpacked data, in bytes.
    pub size: u64,
    /// Position of the entry's own header in the file, in bytes.
    pub offset: u64,
}

/// A field of a directory record that holds the position of an entry's header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OffsetField {
    /// Four bytes at this place of the record.
    Short(usize),
    /// Eight bytes at this place, inside the ZIP64 extra field.
    Long(usize),
}

impl Entry {
    /// Reads the record at `at` of `directory`.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::Directory`] when there is no whole record,
    /// [`ArchiveError::Entry`] when the entry must not be used.
    pub(crate) fn parse(directory: &[u8], at: usize) -> Result<Self, ArchiveError> {
        let broken = ArchiveError::Directory("a record in it is cut off or not a record");
        let rest = &directory[at..];
        if rest.len() < FIXED_LEN || u32_at(rest, 0) != SIGNATURE {
            return Err(broken);
        }
        let name_end = FIXED_LEN + usize::from(u16_at(rest, 28));
        let extra_end = name_end + usize::from(u16_at(rest, 30));
        let end = extra_end + usize::from(u16_at(rest, 32));
        if rest.len() < end {
            return Err(broken);
        }
        let raw_name = &rest[FIXED_LEN..name_end];
        let name =
            check_name(raw_name).map_err(|fault| EntryFault::from(fault).of_bytes(raw_name))?;
        let entry = Self::parse_fields(&rest[..extra_end], name, name_end);
        let mut entry = entry.map_err(|fault| fault.of(name))?;
        entry.record = at..at + end;
        Ok(entry)
    }

    /// Reads a record without its comment; the extra fields start at `extra_at`.
    fn parse_fields(record: &[u8], name: &str, extra_at: usize) -> Result<Self, EntryFault> {
        let flags = u16_at(record, 8);
        let method = u16_at(record, 10);
        let encrypted = FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED;
        if flags & encrypted != 0 || method == METHOD_AES {
            return Err(EntryFault::Encrypted);
        }
        if is_special(u16_at(record, 4), u32_at(record, 38)) {
            return Err(EntryFault::Special);
        }
        if u16_at(record, 34) != 0 {
            return Err(EntryFault::Split);
        }
        check_alias(&record[extra_at..], name)?;
        let mut long_fields = LongFields::default();
        for field in ExtraFields::new(record, extra_at) {
            let (id, data) = field?;
            if id == EXTRA_ZIP64 {
                long_fields = LongFields(data);
            }
        }
        // The order is fixed, and a value is there only if its short field is marked.
        let size = long_fields.size(record, 24)?;
        let packed = long_fields.size(record, 20)?;
        let (offset, offset_field) = match u32_at(record, 42) {
            SEE_ZIP64 => {
                let at = long_fields.take()?;
                (u64_at(record, at), OffsetField::Long(at))
            }
            short => (u64::from(short), OffsetField::Short(42)),
        };
        Ok(Self {
            name: name.into(),
            record: 0..0,
            offset_field,
            has_descriptor: flags & FLAG_DESCRIPTOR != 0,
            method,
            crc32: u32_at(record, 16),
            packed,
            size,
            offset,
        })
    }

    /// Whether the entry is a folder.
    pub(crate) fn is_folder(&self) -> bool {
        self.name.ends_with('/')
    }
}

/// Whether the attributes, as the system `made_by` writes them, are those of a
/// symbolic link, a device or the like.
fn is_special(made_by: u16, attributes: u32) -> bool {
    const UNIX: u16 = 3;
    const DARWIN: u16 = 19;
    const UNKNOWN: u32 = 0;
    const FOLDER: u32 = 0o04;
    const FILE: u32 = 0o10;
    let kind = attributes >> 28;
    matches!(made_by >> 8, UNIX | DARWIN) && ![UNKNOWN, FOLDER, FILE].contains(&kind)
}

/// Refuses extra fields with a second name that differs from `name`.
///
/// # Errors
///
/// [`NameFault::Alias`].
pub(super) fn check_alias(extra: &[u8], name: &str) -> Result<(), EntryFault> {
    /// Bytes before the second name: a version and the CRC of the first name.
    const NAME_AT: usize = 5;
    for (id, data) in ExtraFields::new(extra, 0).map_while(Result::ok) {
        if id == EXTRA_UNICODE_PATH && extra[data].get(NAME_AT..) != Some(name.as_bytes()) {
            return Err(NameFault::Alias.into());
        }
    }
    Ok(())
}

/// The unread rest of a ZIP64 extra field, as a place in the record.
#[derive(Default)]
struct LongFields(Range<usize>);

impl LongFields {
    /// The place of the next eight bytes.
    fn take(&mut self) -> Result<usize, EntryFault> {
        let at = self.0.start;
        if self.0.len() < 8 {
            return Err(EntryFault::Extra);
        }
        self.0.start += 8;
        Ok(at)
    }

    /// The size whose short field is at `at` of the record.
    fn size(&mut self, record: &[u8], at: usize) -> Result<u64, EntryFault> {
        match u32_at(record, at) {
            SEE_ZIP64 => Ok(u64_at(record, self.take()?)),
            short => Ok(u64::from(short)),
        }
    }
}

/// The extra fields of a record from a place on: id and place of the data, or a
/// fault, which is the last item.
struct ExtraFields<'a> {
    record: &'a [u8],
    at: usize,
}

impl<'a> ExtraFields<'a> {
    fn new(record: &'a [u8], at: usize) -> Self {
        Self { record, at }
    }
}

impl Iterator for ExtraFields<'_> {
    type Item = Result<(u16, Range<usize>), EntryFault>;

    fn next(&mut self) -> Option<Self::Item> {
        // One to three bytes too many are padding, as some tools leave it.
        if self.record.len() < self.at + 4 {
            return None;
        }
        let id = u16_at(self.record, self.at);
        let data = self.at + 4;
        let end = data + usize::from(u16_at(self.record, self.at + 2));
        if end > self.record.len() {
            self.at = self.record.len();
            return Some(Err(EntryFault::Extra));
        }
        self.at = end;
        Some(Ok((id, data..end)))
    }
}
