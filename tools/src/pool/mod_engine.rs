//! The mod loader's list of DLLs.

use toml_edit::{Array, DocumentMut, Item, TableLike};

/// Adds `dll` to `external_dlls` of a `config_speedfog.toml`, at the end and once, and leaves the
/// rest of the text as it is.
///
/// # Errors
/// In words, when the text is not TOML or the list is no list.
pub(super) fn with_dll(text: &str, dll: &str) -> Result<String, String> {
    let mut file: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let loaded = speedfog_seeds::loads_dll(text, dll)?;
    let list = file
        .entry("modengine")
        .or_insert_with(toml_edit::table)
        .as_table_like_mut()
        .ok_or("modengine is not a table")?;
    let list = external_dlls(list)?;
    if !loaded {
        let after_lines = list
            .get(0)
            .and_then(|first| first.decor().prefix())
            .and_then(|prefix| prefix.as_str())
            .filter(|prefix| prefix.contains('\n'))
            .map(str::to_owned);
        list.push(dll);
        if let (Some(prefix), Some(added)) = (after_lines, list.iter_mut().last()) {
            added.decor_mut().set_prefix(prefix);
        }
    }
    Ok(file.to_string())
}

fn external_dlls(modengine: &mut dyn TableLike) -> Result<&mut Array, String> {
    modengine
        .entry("external_dlls")
        .or_insert_with(|| Item::Value(Array::new().into()))
        .as_array_mut()
        .ok_or_else(|| "external_dlls is not a list".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DLL: &str = "..\\lib\\race.dll";

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let once = with_dll(text, DLL).expect("a usable file");
        let table: toml::Table = once.parse().expect("still TOML");
        let listed: Vec<&str> = table["modengine"]["external_dlls"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(toml::Value::as_str)
            .collect();
        assert_eq!(listed, expected, "{once}");
        assert_eq!(with_dll(&once, DLL).expect("a usable file"), once);
    }

    #[test]
    fn whatever_the_list_looks_like() {
        check("", &[DLL]);
        check("[modengine]\ndebug = false\n", &[DLL]);
        check("[modengine]\nexternal_dlls = []\n", &[DLL]);
        check(
            "[modengine]\nexternal_dlls = [\"..\\\\lib\\\\a.dll\"]\n",
            &["..\\lib\\a.dll", DLL],
        );
        check(
            "[modengine]\nexternal_dlls = [\n    \"..\\\\lib\\\\a.dll\",\n    \"..\\\\lib\\\\b.dll\",\n]\n\n[extension]\nx = 1\n",
            &["..\\lib\\a.dll", "..\\lib\\b.dll", DLL],
        );
        check("modengine = { external_dlls = ['x.dll'] }", &["x.dll", DLL]);
    }

    #[test]
    fn a_listed_dll_is_not_added_again() {
        check(
            "[modengine]\nexternal_dlls = [\"lib\\\\RACE.dll\"]\n",
            &["lib\\RACE.dll"],
        );
    }

    #[test]
    fn comments_and_other_keys_stay() {
        let text = "# made by hand\n[modengine]\nexternal_dlls = [\n    \"a.dll\", # first\n]\n[extension.mod_loader]\nenabled = true\n";
        let edited = with_dll(text, DLL).expect("a usable file");
        assert!(edited.starts_with("# made by hand\n"), "{edited}");
        assert!(edited.contains("# first"), "{edited}");
        assert!(
            edited.ends_with("[extension.mod_loader]\nenabled = true\n"),
            "{edited}"
        );
    }

    #[test]
    fn unusable_files_are_refused() {
        assert!(with_dll("[modengine", DLL).is_err());
        assert!(with_dll("modengine = 3", DLL).is_err());
        assert!(with_dll("[modengine]\nexternal_dlls = \"a.dll\"", DLL).is_err());
    }
}
