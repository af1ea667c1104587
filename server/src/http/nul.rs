//! The one character that no text may have: PostgreSQL cannot store it.

use crate::error::ApiError;

/// Whether a text in this JSON has it. As a byte of its own it is no part of JSON.
pub(super) fn is_in_json(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let escape = &rest[at + 1..];
        if escape.starts_with(b"u0000") {
            return true;
        }
        rest = escape.get(1..).unwrap_or_default();
    }
    false
}

/// Passes for a part of an address without it; else 422.
pub(super) fn refuse_in_address(part: &str) -> Result<(), ApiError> {
    if part.contains("%00") {
        return Err(ApiError::invalid(
            "The address has a character that cannot be stored.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_found_however_it_is_surrounded() {
        for (json, found) in [
            (r#"{"a":"\u0000"}"#, true),
            (r#"{"\u0000":1}"#, true),
            (r#"["\\\u0000"]"#, true),
            (r#"["\\u0000"]"#, false),
            (r#"["\u00000"]"#, true),
            (r#"["\u0001\n0000"]"#, false),
            (r#"["u0000"]"#, false),
            ("\\", false),
            ("", false),
        ] {
            assert_eq!(is_in_json(json.as_bytes()), found, "{json}");
        }
    }
}
