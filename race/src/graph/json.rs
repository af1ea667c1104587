//! The JSON text of a graph: without white space, and with the additions viewers rely on.

use serde_json::value::RawValue;

use super::GraphError;
use super::loose::{List, Loose, Table, Text};
use super::rules::field;

/// Removes white space between tokens. Text inside strings is untouched; malformed input stays
/// malformed.
pub(super) fn minify(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped, mut from) = (false, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
        } else if byte == b'"' {
            in_string = true;
        } else if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            // A space still separates, so that `1 2` does not become 12.
            out.push_str(&text[from..at]);
            from = at + 1;
            if splits_token(text.as_bytes(), at) {
                out.push(' ');
            }
        }
    }
    out.push_str(&text[from..]);
    out
}

/// True if the white space at `at` directly follows one letter or digit of a token, and the next
/// token starts with another.
fn splits_token(bytes: &[u8], at: usize) -> bool {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
    let mut after = bytes[at..]
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace());
    // Looking ahead only behind a token keeps long runs of white space cheap.
    at.checked_sub(1)
        .and_then(|before| bytes.get(before))
        .is_some_and(part)
        && after.next().is_some_and(part)
}

/// The entries of a JSON object, in order; none if it is no object.
pub(super) fn entries(text: &str) -> Result<Option<Table<'_, &RawValue>>, serde_json::Error> {
    Ok(match serde_json::from_str(text)? {
        Loose::Value(table) => Some(table),
        Loose::Missing | Loose::Null | Loose::Wrong(_) => None,
    })
}

/// Reads `text` as a `T`, whatever type it has.
pub(super) fn read<'a, T>(text: &'a str) -> Result<Loose<T>, GraphError>
where
    Loose<T>: serde::Deserialize<'a>,
{
    serde_json::from_str(text).map_err(malformed)
}

/// Refuses numbers that no reader can hold, such as `1e400`, wherever they stand: the file is
/// passed on as it is, and one such number makes it unreadable for everybody.
pub(super) fn refuse_huge_numbers(text: &str) -> Result<(), GraphError> {
    let bytes = text.as_bytes();
    let part =
        |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
    let (mut in_string, mut at) = (false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            b'0'..=b'9' | b'-' if !in_string => {
                let length = bytes[at..].iter().take_while(|byte| part(byte)).count();
                let number = &text[at..at + length];
                if number.parse::<f64>().is_ok_and(f64::is_infinite) {
                    let message = format!("a number is out of range at byte {at}");
                    return Err(GraphError::Malformed { message });
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// The fault in `text`, which is known not to be JSON, with its place there.
pub(super) fn fault_in(text: &str) -> GraphError {
    let message = match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => "unreadable".to_owned(),
        Err(error) => error.to_string(),
    };
    GraphError::Malformed { message }
}

/// A fault that serde found.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err wants"
)]
pub(super) fn malformed(error: serde_json::Error) -> GraphError {
    GraphError::Malformed {
        message: error.to_string(),
    }
}

/// The type of a JSON value, for messages.
pub(super) fn type_of(raw: &str) -> &'static str {
    match raw.bytes().next() {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}

/// The JSON that viewers are sent, where that is not `json` itself: `nodes` is an object and
/// `edges` an array whatever the file has, and a node with a list of bosses also has them as one
/// text, as older files do.
pub(super) fn completed(
    json: &str,
    top: &Table<'_, &RawValue>,
) -> Result<Option<String>, GraphError> {
    let is = |key: &str, open: char| field(top, key).is_some_and(|raw| raw.starts_with(open));
    let whole = is("nodes", '{') && is("edges", '[');
    if whole && !json.contains("randomized_bosses") {
        return Ok(None);
    }
    let mut out = String::with_capacity(json.len() + 1024);
    for (key, raw) in &top.0 {
        match key.0.as_ref() {
            "nodes" if is("nodes", '{') => {
                push_key(&mut out, "nodes");
                push_nodes(&mut out, raw.get())?;
            }
            "edges" if is("edges", '[') => {
                push_key(&mut out, "edges");
                out.push_str(raw.get());
            }
            "nodes" | "edges" => {}
            other => {
                push_key(&mut out, other);
                out.push_str(raw.get());
            }
        }
    }
    for (key, open, empty) in [("nodes", '{', "{}"), ("edges", '[', "[]")] {
        if !is(key, open) {
            push_key(&mut out, key);
            out.push_str(empty);
        }
    }
    out.push('}');
    Ok(Some(out))
}

/// Starts the next entry of the object at the end of `out`.
fn push_key(out: &mut String, key: &str) {
    out.push(if out.is_empty() { '{' } else { ',' });
    out.push_str(&quoted(key));
    out.push(':');
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn push_nodes(out: &mut String, nodes: &str) -> Result<(), GraphError> {
    let nodes = entries(nodes)
        .map_err(malformed)?
        .unwrap_or(Table(Vec::new()));
    let mut separator = '{';
    for (id, raw) in &nodes.0 {
        out.push(separator);
        separator = ',';
        out.push_str(&quoted(&id.0));
        out.push(':');
        match joined_bosses(raw.get())? {
            Some(bosses) => {
                out.push_str("{\"randomized_boss\":");
                out.push_str(&quoted(&bosses));
                out.push(',');
                out.push_str(&raw.get()[1..]);
            }
            None => out.push_str(raw.get()),
        }
    }
    if nodes.0.is_empty() {
        out.push('{');
    }
    out.push('}');
    Ok(())
}

/// The bosses of a node's list as one text, where the node has only the list.
fn joined_bosses(node: &str) -> Result<Option<String>, GraphError> {
    if !node.contains("randomized_bosses") {
        return Ok(None);
    }
    let Some(node) = entries(node).map_err(malformed)? else {
        return Ok(None);
    };
    let find = |key: &str| {
        node.0
            .iter()
            .rev()
            .find(|(name, _)| name.0 == key)
            .map(|(_, raw)| *raw)
    };
    let (None, Some(list)) = (find("randomized_boss"), find("randomized_bosses")) else {
        return Ok(None);
    };
    let Loose::Value(List(names)) = read::<List<Text<'_>>>(list.get())? else {
        return Ok(None);
    };
    let names: Vec<_> = names
        .into_iter()
        .filter_map(|name| match name {
            Loose::Value(Text(name)) => Some(name),
            Loose::Missing | Loose::Null | Loose::Wrong(_) => None,
        })
        .collect();
    Ok((!names.is_empty()).then(|| names.join(" / ")))
}
