use std::fs;

use proptest::prelude::*;
use serde_json::{Value, json};
use speedfog_race::{SeedId, fixtures, graph::MapAccess};
use uuid::Uuid;

use super::{
    Locale, Locales, file,
    grammar::Grammar,
    template::{BadTemplate, Template},
};

const FRENCH: &str = r#"
[meta]
locale = "fr"
language = "Français"
[types]
start = "Départ"
mini_dungeon = "Petit donjon"
[names.bosses]
"Margit" = "Margit"
"Gatekeeper" = "le Gardien"
"Twins" = "les Jumeaux"
"Shared" = "boss"
[names.regions]
"Lake" = "le lac"
"Shared" = "région"
[names.locations]
"Old Well" = "l'ancien puits"
[patterns.display_name]
"{name} Cave" = "grotte de {name}"
"Lake Cave" = "grotte du grand lac"
[patterns.text]
"before {boss}'s arena" = "devant l'arène de {boss}"
"from {zone1} to {zone2}" = "de {zone1} à {zone2}"
"Same {name}" = "Same {name}"
"{direction} of {location}" = "À {location}, vers {direction}"
[patterns.side_text]
"Same {name}" = "Pareil, {name}"
[overrides.text]
"at the altar" = "devant l'autel"
"unchanged" = "unchanged"
[overrides.side_text]
"unchanged" = "changé"
"at the altar" = "jamais"
"#;

fn french() -> Locale {
    file::parse("x", FRENCH).unwrap().language.into()
}

#[test]
fn names() {
    let locale = french();
    for (english, name, label) in [
        ("Gatekeeper", "le Gardien", "Gardien"),
        ("gatekeeper", "gatekeeper", "Gatekeeper"),
        ("Shared", "boss", "Boss"),
        ("Old Well", "l'ancien puits", "Ancien puits"),
        (
            "Lake - Old Well",
            "le lac - l'ancien puits",
            "Lac - Ancien puits",
        ),
        // A template without placeholders comes first wherever it stands in the file.
        ("lake cave", "grotte du grand lac", "Grotte du grand lac"),
        ("Gatekeeper Cave", "grotte du Gardien", "Grotte du Gardien"),
        ("Twins Cave", "grotte des Jumeaux", "Grotte des Jumeaux"),
        ("Unknown", "Unknown", "Unknown"),
        ("éboulis", "éboulis", "Éboulis"),
        ("", "", ""),
        ("le ", "le ", "Le "),
    ] {
        assert_eq!(locale.name(english), name);
        assert_eq!(locale.label(english), label);
        let english_locale = Locale::default();
        assert_eq!(english_locale.name(english), english);
        assert_eq!(english_locale.label(english), english);
    }
}

#[test]
fn texts() {
    let locale = french();
    for (english, text) in [
        ("before Gatekeeper's arena", "devant l'arène du Gardien"),
        ("Before Twins' Arena", "devant l'arène des Jumeaux"),
        ("before Margit arena", "devant l'arène de Margit"),
        // The whole text has to match, and nothing may be captured empty.
        ("just before Margit's arena", "just before Margit's arena"),
        ("before arena", "before arena"),
        ("from Lake to Old Well", "du lac à l'ancien puits"),
        ("from Lake to Twins", "du lac aux Jumeaux"),
        // As short as possible, from the left.
        ("from A to B to Lake", "de A à B to Lake"),
        ("north of Lake", "Au lac, vers north"),
        ("at the altar", "devant l'autel"),
        ("At the altar", "At the altar"),
        // What stays the same is looked for once more.
        ("unchanged", "changé"),
        ("Same Lake", "Same le lac"),
        ("Same thing", "Pareil, thing"),
        ("nothing known", "nothing known"),
        ("", ""),
    ] {
        assert_eq!(locale.text(english), text);
        assert_eq!(Locale::default().text(english), english);
    }
}

#[test]
fn articles_and_contractions_belong_to_the_language() {
    let french = Grammar::of("fr-CA");
    for (text, expected) in [
        ("de le roi", "du roi"),
        ("De les rois", "Des rois"),
        ("À le puits", "Au puits"),
        ("à les portes de le roi", "aux portes du roi"),
        ("mode le plus", "mode le plus"),
        ("de lent", "de lent"),
        ("de l'or", "de l'or"),
    ] {
        assert_eq!(french.contract(text.into()), expected);
        assert_eq!(Grammar::of("de").contract(text.into()), text);
    }
    for (name, expected) in [
        ("LES Jumeaux", "Jumeaux"),
        ("l’arbre", "Arbre"),
        ("la La Tour", "La Tour"),
        ("lesage", "Lesage"),
    ] {
        assert_eq!(french.stand_alone(name), expected);
    }
    assert_eq!(Grammar::of("de").stand_alone("les Tours"), "Les Tours");
}

#[test]
fn templates_that_cannot_work_are_refused() {
    for (english, translation) in [
        ("{boss} and {boss}", "{boss}"),
        ("before {boss}", "devant {zone}"),
    ] {
        let refused = Template::new(english, translation).unwrap_err();
        assert_eq!(refused, BadTemplate::Placeholders);
    }
    let odd = Template::new("{what} (a.b)*", "{boss").unwrap();
    let same = |text: &str| text.to_owned();
    assert_eq!(odd.apply("{what} (a.b)*", same).as_deref(), Some("{boss"));
    assert_eq!(odd.apply("{what} (aXb)*", same), None);
}

#[test]
fn a_template_that_captures_everything_ends() {
    let everything = "[patterns.display_name]\n\"{name}\" = \"<{name}>\"\n\"{name}x\" = \"{name}\"";
    let locale: Locale = file::parse("fr", everything).unwrap().language.into();
    assert_eq!(locale.name("Lake - x"), "<Lake - x>");
}

#[test]
fn files() {
    for (text, code, skipped) in [
        ("", "stem", 0),
        ("[meta]\nlocale = 5\nlanguage = \"X\"", "stem", 1),
        (
            "types = 5\n[names]\nbosses = []\n[patterns.text]\na = 1",
            "stem",
            3,
        ),
        ("[patterns.text]\n\"{boss}\" = \"{zone}\"", "stem", 1),
    ] {
        let parsed = file::parse("stem", text).unwrap();
        assert_eq!((&*parsed.language.code, parsed.skipped), (code, skipped));
    }
    for text in [
        "[meta]\nlocale = \"much-too-long\"",
        "[meta]\nlocale = \"\"",
        "[meta]\nlocale = \"f r\"",
        "[meta",
    ] {
        assert!(file::parse("stem", text).is_err(), "{text}");
    }
}

fn codes(locales: &Locales) -> Vec<&str> {
    locales.iter().map(Locale::code).collect()
}

#[test]
fn a_folder_replaces_the_bundled_languages() {
    assert_eq!(codes(&Locales::load(None)), ["en", "fr"]);
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    write("b.toml", b"[meta]\nlanguage = \"B\"");
    write("a.toml", b"[meta]\nlocale = \"z\"");
    write("c.toml", b"[meta]\nlocale = \"b\"");
    write("d.toml", b"[meta]\nlocale = \"en\"");
    write("e.toml", b"broken");
    write("f.toml", b"\xff");
    write("notes.txt", b"");
    let locales = Locales::load(Some(folder.path()));
    assert_eq!(codes(&locales), ["en", "z", "b"]);
    let own_names: Vec<_> = locales.iter().map(Locale::own_name).collect();
    assert_eq!(own_names, ["English", "z", "B"]);
    let missing = Locales::load(Some(&folder.path().join("missing")));
    assert_eq!(codes(&missing), ["en"]);
}

#[test]
fn the_stored_choice_counts() {
    let locales = Locales::load(None);
    for (stored, asked, expected) in [
        (None, None, "en"),
        (None, Some("fr"), "fr"),
        (None, Some("tlh"), "en"),
        (Some("fr"), None, "fr"),
        (Some("en"), Some("fr"), "en"),
        (Some("tlh"), Some("fr"), "en"),
    ] {
        assert_eq!(locales.choose(stored, asked).code(), expected);
    }
}

fn node_texts(json: &str, node: &str) -> [Value; 5] {
    let graph: Value = serde_json::from_str(json).unwrap();
    let node = &graph["nodes"][node];
    [
        node["display_name"].clone(),
        node["display_type"].clone(),
        node["exits"][0]["text"].clone(),
        node["entrances"][0]["text"].clone(),
        node["entrances"][0]["to_text"].clone(),
    ]
}

#[test]
fn graphs() {
    let tables = "[types]\nstart = \"Départ\"\nmini_dungeon = \"Donjon\"\n\
        [names.locations]\nLEFT = \"la gauche\"\nSTART = \"le début\"\n\
        [patterns.text]\n\"the gate to {zone}\" = \"vers {zone}\"\n\"before {zone}\" = \"avant {zone}\"";
    let locale: Locale = file::parse("fr", tables).unwrap().language.into();
    let graph = fixtures::small_graph();
    let seed = SeedId::from(Uuid::from_u128(1));
    let full = locale.graph(seed, &graph, MapAccess::Full, &[]);
    assert_eq!(
        node_texts(&full, "left"),
        [
            json!("Gauche"),
            json!("Donjon"),
            json!("vers crypt"),
            json!("avant la gauche"),
            json!("la gauche")
        ]
    );
    let [name, kind, ..] = node_texts(&full, "boss");
    assert_eq!((name, kind), (json!("BOSS"), Value::Null));
    let masked = locale.graph(seed, &graph, MapAccess::Masked, &[]);
    let [start, ..] = node_texts(&masked, "n0");
    // Which of them is the crypt, its id does not tell.
    let nodes: Value = serde_json::from_str(&masked).unwrap();
    let mut nodes = nodes["nodes"].as_object().unwrap().iter();
    let dungeon = nodes
        .find(|(_, node)| node["type"] == "mini_dungeon")
        .unwrap();
    let [other, kind, ..] = node_texts(&masked, dungeon.0);
    assert_eq!(start, "Début");
    assert_eq!((other, kind), (json!("???"), json!("Donjon")));
    assert!(!masked.contains("left") && !masked.contains("auche"));

    let again = locale.graph(seed, &graph, MapAccess::Full, &[]);
    assert!(std::sync::Arc::ptr_eq(&full, &again), "translated once");
    let english = Locale::default().graph(seed, &graph, MapAccess::Full, &[]);
    assert!(std::sync::Arc::ptr_eq(&english, &graph.keyed_json()));

    // Nothing but texts differs, and the order of the nodes stays.
    let order = |json: &str| {
        let at = |id: &str| json.find(&format!("\"{id}\":{{")).unwrap();
        ["start", "left", "right", "crypt", "tower", "keep", "boss"].map(at)
    };
    assert!(order(&full).is_sorted());
    let strip = |json: &str| {
        let mut graph: Value = serde_json::from_str(json).unwrap();
        for node in graph["nodes"].as_object_mut().unwrap().values_mut() {
            for key in ["display_name", "display_type", "exits", "entrances"] {
                node.as_object_mut().unwrap().remove(key);
            }
        }
        graph
    };
    assert_eq!(strip(&full), strip(&graph.keyed_json()));
}

#[test]
fn the_bundled_french_speaks_of_gates_and_types() {
    let locales = Locales::load(None);
    let french = locales.find("fr").unwrap();
    for (english, text) in [
        (
            "at the front of Demi-Human Chiefs' arena",
            "à l'avant de l'arène (Demi-Human Chiefs)",
        ),
        ("before Mohg's arena", "avant l'arène (Mohg)"),
        ("at the entrance from Limgrave", "à l'entrée (Limgrave)"),
        ("at the main gate", "à la grande porte"),
    ] {
        assert_eq!(french.text(english), text);
    }
    let text = include_str!("../../locales/fr.toml");
    let parsed = file::parse("fr", text).unwrap();
    assert_eq!(parsed.skipped, 0);
    for kind in [
        "start",
        "mini_dungeon",
        "boss_arena",
        "major_boss",
        "legacy_dungeon",
        "final_boss",
    ] {
        assert!(parsed.language.types.contains_key(kind), "{kind}");
    }
}

/// Every graph at hand stays a graph the rules accept.
#[test]
fn real_graphs_stay_graphs() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/graphs");
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let french = file::parse("fr", include_str!("../../locales/fr.toml"))
        .unwrap()
        .language;
    for entry in entries {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let json = fs::read_to_string(&path).unwrap();
            let translated = french.graph(&json).unwrap();
            assert!(translated.contains("\"display_type\":\"Boss final\""));
            let graph = speedfog_race::SeedGraph::parse(translated.as_bytes()).unwrap();
            let before = speedfog_race::SeedGraph::parse(json.as_bytes()).unwrap();
            assert_eq!(graph.event_ids(), before.event_ids());
            assert_eq!(graph.edges().len(), before.edges().len());
        }
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in "(?s)([A-Za-z'é -]|Lake|Twins| Cave| - |'s|from | to ){0,12}.{0,8}") {
        let locale = french();
        let name = locale.name(&text);
        prop_assert_eq!(name.is_empty(), text.is_empty());
        let _ = (locale.text(&text), locale.label(&text));
    }
}
