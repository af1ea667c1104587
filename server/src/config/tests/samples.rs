//! The samples for hosts name settings that there are, with values that they can have.

use std::collections::BTreeMap;

use saphyr::{LoadableYamlNode, Yaml};

use super::*;

type Named = BTreeMap<String, String>;

/// Lines `NAME=value` in comments.
fn asked_for(text: &str) -> Named {
    let lines = text.lines().map(|line| line.trim_start_matches(['#', ' ']));
    let pairs = lines.filter_map(|line| line.split_once('='));
    let pairs = pairs.filter(|(name, _)| !name.contains(' '));
    pairs.map(owned).collect()
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// What allocators read by themselves, in every sample that starts the server.
const ALLOCATORS: &str = "MIMALLOC_PURGE_DELAY=0 MALLOC_ARENA_MAX=1";

/// What `ENV` gives to the programs in a container.
fn container_settings(text: &str) -> Named {
    let lines = text.lines().filter_map(|line| line.strip_prefix("ENV "));
    let pairs = lines.flat_map(str::split_whitespace);
    let pairs = pairs.filter_map(|pair| pair.split_once('='));
    pairs.map(owned).collect()
}

/// A part of a document, by names.
fn part<'a, 'b>(document: &'a Yaml<'b>, path: &[&str]) -> &'a Yaml<'b> {
    path.iter().fold(document, |here, name| {
        let next = here.as_mapping_get(name);
        next.unwrap_or_else(|| panic!("there is no {name}"))
    })
}

fn names<'a>(mapping: &'a Yaml<'_>) -> Vec<&'a str> {
    let mapping = mapping.as_mapping().unwrap();
    mapping.keys().map(|key| key.as_str().unwrap()).collect()
}

#[track_caller]
fn check_sample(what: &str, named: &Named) -> Settings {
    assert!(!named.is_empty(), "{what}");
    let known = ALL_NAMES.concat();
    let mut file = toml::Table::new();
    for (name, value) in named {
        assert!(known.contains(&name.as_str()), "{what}: {name}");
        file.insert(name.to_lowercase(), value.clone().into());
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("speedfog.toml");
    std::fs::write(&path, file.to_string()).unwrap();
    let settings = Settings::load(Some(path), &Flags::default());
    settings.unwrap_or_else(|error| panic!("{what}: {error}"))
}

#[test]
fn the_file_names_settings_that_there_are() {
    let text = include_str!("../../../../deploy/speedfog-racing.toml");
    // What is only suggested counts too.
    let text = text.replace("\n#database_url", "\ndatabase_url");
    let file: toml::Table = text.parse().unwrap();
    let known = ALL_NAMES.concat();
    for name in file.keys() {
        assert!(known.contains(&name.to_uppercase().as_str()), "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("speedfog.toml");
    std::fs::write(&path, &text).unwrap();
    let settings = Settings::load(Some(path), &Flags::default()).unwrap();
    assert!(settings.listen.ip().is_loopback());
    assert!(settings.websocket_url.starts_with("wss://"));
    assert!(settings.database_url.is_some());
    let unit = include_str!("../../../../deploy/speedfog-racing.service");
    let data = settings.data_dir.strip_prefix("/var/lib").unwrap();
    assert!(unit.contains(&format!("\nStateDirectory={}\n", data.display())));
    assert!(unit.contains(" --config /etc/speedfog-racing.toml\n"));
    let environment = unit.lines().filter(|line| line.starts_with("Environment"));
    let environment: Vec<_> = environment.collect();
    let allocators = format!("Environment={ALLOCATORS}");
    assert_eq!(environment, [&allocators], "all settings are in the file");
}

#[test]
fn the_container_names_settings_that_there_are() {
    let container = include_str!("../../../../deploy/Dockerfile");
    let allocators = format!("\nENV {ALLOCATORS}\n");
    assert!(container.contains(&allocators));
    let named = container_settings(&container.replace(&allocators, "\n"));
    let settings = check_sample("container", &named);
    assert!(settings.mod_dll.is_some());
    let exposed = format!("EXPOSE {}\n", settings.listen.port());
    assert!(container.contains(&exposed));
    let volume = format!("VOLUME {}\n", settings.data_dir.display());
    assert!(container.contains(&volume));
}

#[test]
fn the_composition_fits_together() {
    let text = include_str!("../../../../deploy/compose.yaml");
    let documents = Yaml::load_from_str(text).unwrap();
    let [document] = &documents[..] else {
        panic!("one document");
    };
    let environment = part(document, &["services", "server", "environment"]);
    let mut named = Named::new();
    for name in names(environment) {
        let value = part(environment, &[name]).as_str().unwrap();
        named.insert(
            name.to_owned(),
            value.replace("${DOMAIN:?}", "race.example"),
        );
    }
    let settings = check_sample("composition", &named);
    assert_eq!(settings.websocket_url, "wss://race.example");

    // What the host has to name is what the comment asks for.
    let asked = asked_for(text);
    for used in text.split("${").skip(1) {
        let name = used.split(":?}").next().unwrap();
        assert!(asked.contains_key(name), "{name}");
    }

    let services = names(part(document, &["services"]));
    let volumes = names(part(document, &["volumes"]));
    let database = settings.database_url.unwrap();
    assert!(database.reveal().contains("@database/"), "the service");
    let proxied = part(document, &["services", "proxy", "command"]);
    assert!(proxied.as_str().unwrap().ends_with(" --to server:8000"));
    for service in &services {
        let mounted = part(document, &["services", service, "volumes"]);
        for mount in mounted.as_sequence().unwrap() {
            let (volume, _) = mount.as_str().unwrap().split_once(':').unwrap();
            assert!(volumes.contains(&volume), "{service}: {volume}");
        }
    }
}
