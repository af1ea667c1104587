//! Which bytes of the file belong to which entry.

use super::directory::Directory;
use super::end_record::{u16_at, u32_at, u64_at};
use super::entry::{Entry, check_alias};
use super::error::{ArchiveError, EntryFault};
use super::stored_file::{StoredFile, Window};

const HEADER_SIGNATURE: u32 = 0x0403_4b50;
/// Bytes of an entry's header before its name.
const HEADER_LEN: usize = 30;
const FLAG_ENCRYPTED: u16 = 1;
const FLAG_DESCRIPTOR: u16 = 1 << 3;
const DESCRIPTOR_SIGNATURE: u32 = 0x0807_4b50;
/// Longest data descriptor: signature, CRC and two sizes of eight bytes.
const DESCRIPTOR_MAX: usize = 24;

/// The bytes of one entry: header, data and, if there is one, descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Position of the header in the file, in bytes.
    pub start: u64,
    /// Position of the packed data.
    pub data: u64,
    /// Position after the last byte.
    pub end: u64,
}

/// Measures every entry of `directory`, in its order.
///
/// # Errors
///
/// [`ArchiveError::Entry`] when an entry's header or descriptor contradicts the
/// directory, or when it reaches into the next entry or the directory.
pub(crate) fn extents(
    file: &StoredFile,
    directory: &Directory,
) -> Result<Vec<Extent>, ArchiveError> {
    let entries = directory.entries();
    let mut by_offset: Vec<usize> = (0..entries.len()).collect();
    by_offset.sort_by_key(|&index| entries[index].offset);
    let unmeasured = Extent {
        start: 0,
        data: 0,
        end: 0,
    };
    let mut extents = vec![unmeasured; entries.len()];
    let mut window = Window::new(file);
    for (place, &index) in by_offset.iter().enumerate() {
        let entry = &entries[index];
        let next = by_offset.get(place + 1).map(|&next| entries[next].offset);
        let limit = next.unwrap_or(directory.offset()).min(directory.offset());
        extents[index] = measure(&mut window, entry, limit)?;
    }
    Ok(extents)
}

/// Where the data of `entry` starts and ends, which must be before `limit`.
///
/// # Errors
///
/// As [`extents`].
pub(super) fn measure(
    window: &mut Window<'_>,
    entry: &Entry,
    limit: u64,
) -> Result<Extent, ArchiveError> {
    let refuse = |fault: EntryFault| fault.of(&entry.name);
    let name_at = entry.offset.saturating_add(HEADER_LEN as u64);
    if name_at > limit {
        return Err(refuse(EntryFault::TooLong));
    }
    let wanted = HEADER_LEN + entry.name.len();
    let header = window.bytes(entry.offset, wanted)?;
    let matches = header.len() == wanted
        && u32_at(header, 0) == HEADER_SIGNATURE
        && u16_at(header, 6) & FLAG_ENCRYPTED == 0
        && (u16_at(header, 6) & FLAG_DESCRIPTOR != 0) == entry.has_descriptor
        && u16_at(header, 8) == entry.method
        && usize::from(u16_at(header, 26)) == entry.name.len()
        && &header[HEADER_LEN..] == entry.name.as_bytes();
    if !matches {
        return Err(refuse(EntryFault::Header));
    }
    let extra_len = u16_at(header, 28);
    let extra_at = name_at + entry.name.len() as u64;
    let extra = window.bytes(extra_at, extra_len.into())?;
    check_alias(extra, &entry.name).map_err(refuse)?;
    let data = extra_at + u64::from(extra_len);
    let Some(data_end) = data.checked_add(entry.packed).filter(|&end| end <= limit) else {
        return Err(refuse(EntryFault::TooLong));
    };
    let descriptor = match entry.has_descriptor {
        false => 0,
        true => {
            let room = usize::try_from(limit - data_end).unwrap_or(DESCRIPTOR_MAX);
            let bytes = window.bytes(data_end, room.min(DESCRIPTOR_MAX))?;
            let found = descriptor_len(bytes, entry);
            found.ok_or_else(|| refuse(EntryFault::Descriptor))?
        }
    };
    Ok(Extent {
        start: entry.offset,
        data,
        end: data_end + descriptor,
    })
}

/// Length of the data descriptor at the start of `bytes`.
///
/// Nothing in a descriptor tells its form, so each is tried, the longest first:
/// for an empty entry the short form is a prefix of the long one.
fn descriptor_len(bytes: &[u8], entry: &Entry) -> Option<u64> {
    let signed = bytes.len() >= 4 && u32_at(bytes, 0) == DESCRIPTOR_SIGNATURE;
    let forms = [(true, true), (false, true), (true, false), (false, false)];
    forms.into_iter().find_map(|(signature, long)| {
        if signature && !signed {
            return None;
        }
        let crc_at = if signature { 4 } else { 0 };
        let len = crc_at + if long { 20 } else { 12 };
        let bytes = bytes.get(..len)?;
        let at = crc_at + 4;
        let (packed, size) = match long {
            true => (u64_at(bytes, at), u64_at(bytes, at + 8)),
            false => (u32_at(bytes, at).into(), u32_at(bytes, at + 4).into()),
        };
        let same = (u32_at(bytes, crc_at), packed, size) == (entry.crc32, entry.packed, entry.size);
        same.then_some(len as u64)
    })
}
