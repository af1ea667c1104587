//! The records that close a pack.

use super::added_entry::VERSION_64;

/// The end records of an archive with `count` entries whose directory of `size`
/// bytes starts at `offset`; in the ZIP64 form only when a number needs it.
///
/// The stored archive's comment is not carried over, as it may name the seed.
pub(super) fn end_records(count: u64, size: u64, offset: u64) -> Vec<u8> {
    let short_count = u16::try_from(count).ok().filter(|&n| n != u16::MAX);
    let short = |number| u32::try_from(number).ok().filter(|&n| n != u32::MAX);
    let (short_size, short_offset) = (short(size), short(offset));
    let mut bytes = Vec::with_capacity(98);
    if short_count.is_none() || short_size.is_none() || short_offset.is_none() {
        push_end_64(&mut bytes, count, size, offset);
    }
    let count = short_count.unwrap_or(u16::MAX);
    bytes.extend(0x0605_4b50_u32.to_le_bytes());
    bytes.extend([0; 4]); // This disk and the directory's are the first.
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(short_size.unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(short_offset.unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend([0; 2]); // No comment.
    bytes
}

/// The ZIP64 end record and the locator that points at it.
fn push_end_64(bytes: &mut Vec<u8>, count: u64, size: u64, offset: u64) {
    /// Bytes of the record after its own length.
    const REST: u64 = 44;
    bytes.extend(0x0606_4b50_u32.to_le_bytes());
    bytes.extend(REST.to_le_bytes());
    bytes.extend(VERSION_64.to_le_bytes());
    bytes.extend(VERSION_64.to_le_bytes());
    bytes.extend([0; 8]); // This disk and the directory's are the first.
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.extend(offset.to_le_bytes());
    bytes.extend(0x0706_4b50_u32.to_le_bytes());
    bytes.extend([0; 4]); // The record is on the first disk.
    bytes.extend((offset + size).to_le_bytes());
    bytes.extend(1_u32.to_le_bytes()); // One disk.
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(count: u64, size: u64, offset: u64, len: usize) {
        assert_eq!(end_records(count, size, offset).len(), len);
    }

    #[test]
    fn the_long_form_is_written_only_when_needed() {
        check(1, 51, 100, 22);
        check(0xfffe, 0xffff_fffe, 0xffff_fffe, 22);
        check(0xffff, 51, 100, 98);
        check(1, 0xffff_ffff, 100, 98);
        check(1, 51, 0xffff_ffff, 98);
        check(100_000, 1 << 33, 1 << 40, 98);
    }
}
