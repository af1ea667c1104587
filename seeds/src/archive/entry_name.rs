//! Which entry names may reach a participant's unpacker.

/// Longest accepted name, in bytes: Windows takes little more than 250
/// characters for a whole path.
const MAX_BYTES: usize = 1024;

/// Why an entry name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// No name at all.
    #[error("empty name")]
    Empty,
    /// The name has more bytes than any real path.
    #[error("name longer than {MAX_BYTES} bytes")]
    TooLong,
    /// The name is not UTF-8.
    #[error("name is not UTF-8")]
    NotUtf8,
    /// The name holds NUL, a line end or another control character.
    #[error("name has a control character")]
    Control,
    /// The name starts at the root of the disk.
    #[error("absolute path")]
    Absolute,
    /// The name holds a backslash, a separator on Windows.
    #[error("name has a backslash")]
    Backslash,
    /// The name holds a colon, as drive letters and alternate streams do.
    #[error("name has a colon")]
    Colon,
    /// The name has an empty part.
    #[error("name has an empty part")]
    EmptyPart,
    /// A part of the name is `.`, `..`, or ends in a dot or a space, which
    /// Windows drops.
    #[error("a part of the path ends in a dot or a space")]
    DotPart,
    /// A second name in an extra field differs from the first.
    #[error("a second name is hidden in an extra field")]
    Alias,
}

/// Checks the raw `name` of an entry; a folder's name ends in `/`.
///
/// # Errors
///
/// The first [`NameFault`] found.
pub(super) fn check_name(name: &[u8]) -> Result<&str, NameFault> {
    if name.is_empty() {
        return Err(NameFault::Empty);
    }
    if name.len() > MAX_BYTES {
        return Err(NameFault::TooLong);
    }
    let text = std::str::from_utf8(name).map_err(|_| NameFault::NotUtf8)?;
    if text.chars().any(char::is_control) {
        return Err(NameFault::Control);
    }
    if text.contains('\\') {
        return Err(NameFault::Backslash);
    }
    if text.contains(':') {
        return Err(NameFault::Colon);
    }
    if text.starts_with('/') {
        return Err(NameFault::Absolute);
    }
    for part in text.strip_suffix('/').unwrap_or(text).split('/') {
        if part.is_empty() {
            return Err(NameFault::EmptyPart);
        }
        if part.ends_with(['.', ' ']) {
            return Err(NameFault::DotPart);
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &[u8], fault: Option<NameFault>) {
        let shown = String::from_utf8_lossy(name);
        assert_eq!(check_name(name).err(), fault, "{shown:?}");
    }

    #[test]
    fn names_that_could_leave_the_folder_are_refused() {
        check(b"speedfog_1/lib/client.dll", None);
        check(b"speedfog_1/", None);
        check(b"mods/fogmod/map/m10_00_00_00.msb.dcx", None);
        check(b"a/..b/c", None);
        check("été/ö.txt".as_bytes(), None);
        check(b"", Some(NameFault::Empty));
        check(b"/etc/passwd", Some(NameFault::Absolute));
        check(b"//server/share", Some(NameFault::Absolute));
        check(b"/", Some(NameFault::Absolute));
        check(b"..", Some(NameFault::DotPart));
        check(b"../x", Some(NameFault::DotPart));
        check(b"a/../../x", Some(NameFault::DotPart));
        check(b"a/..", Some(NameFault::DotPart));
        check(b"a/../", Some(NameFault::DotPart));
        check(b"./a", Some(NameFault::DotPart));
        check(b"a/.. /b", Some(NameFault::DotPart));
        check(b"graph.json.", Some(NameFault::DotPart));
        check(b"a\\b", Some(NameFault::Backslash));
        check(b"..\\x", Some(NameFault::Backslash));
        check(b"C:/x", Some(NameFault::Colon));
        check(b"c:x", Some(NameFault::Colon));
        check(b"file:stream", Some(NameFault::Colon));
        check(b"a\0b", Some(NameFault::Control));
        check(b"a\nb", Some(NameFault::Control));
        check(b"a\x7f", Some(NameFault::Control));
        check(b"a//b", Some(NameFault::EmptyPart));
        check(b"a//", Some(NameFault::EmptyPart));
        check(b"\xff\xfe", Some(NameFault::NotUtf8));
        check(&[b'a'; 1024], None);
        check(&[b'a'; 1025], Some(NameFault::TooLong));
    }
}
