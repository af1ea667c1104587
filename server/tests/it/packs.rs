//! Personal seed packs over HTTP, opened with a standard unzip.

use std::{collections::BTreeMap, io::Read, process::Command};

use reqwest::Method;
use serde_json::Value;

use crate::common::TestServer;

fn entries(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[tokio::test]
async fn a_pack_is_the_archive_with_the_own_settings_and_without_spoilers() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann smith", "user").await;
    ann.join(race).await;
    let path = format!("/api/races/{race}/my-seed-pack");
    ann.get(&path).await.refused(403);
    organizer.act(race, "release-seeds").await.ok::<Value>();
    organizer.get(&path).await.refused(403);
    server.anonymous().get(&path).await.refused(401);

    let answer = ann.get(&path).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["content-type"], "application/zip");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(
        answer.headers["content-length"],
        answer.body.len().to_string()
    );
    assert_eq!(
        answer.headers["content-disposition"],
        r#"attachment; filename="speedfog_annsmith.zip""#
    );

    let slug = organizer.race(race).await.seed_number.unwrap();
    let stored = server.path().join(format!("pools/sprint/seed_{slug}.zip"));
    let mut expected = entries(&std::fs::read(&stored).unwrap());
    let spoilers: Vec<_> = expected
        .keys()
        .filter(|name| {
            [
                "graph.json",
                "/logs/",
                "item_config.json",
                "item_preset.yaml",
            ]
            .iter()
            .any(|spoiler| name.contains(spoiler))
        })
        .cloned()
        .collect();
    assert!(spoilers.len() >= 4, "{spoilers:?}");
    expected.retain(|name, _| !spoilers.contains(name));
    let mut pack = entries(&answer.body);
    let config = pack
        .remove(&format!("speedfog_{slug}/lib/speedfog_race.toml"))
        .unwrap();
    assert_eq!(pack, expected, "every other entry is unchanged");
    let config = String::from_utf8(config).unwrap();
    let config: toml::Value = toml::from_str(&config).unwrap();
    assert_eq!(config["server"]["url"].as_str(), Some("wss://race.example"));
    // Spoilers are not only missing from the directory.
    let logs = b"GENERATION LOG";
    assert!(!answer.body.windows(logs.len()).any(|window| window == logs));

    let file = server.path().join("pack.zip");
    std::fs::write(&file, &answer.body).unwrap();
    let listing = Command::new("python3")
        .args(["-m", "zipfile", "-t"])
        .arg(&file)
        .output();
    if let Ok(listing) = listing {
        assert!(listing.status.success(), "{listing:?}");
    }

    let range = ann
        .request(Method::GET, &path)
        .header("range", "bytes=100-199");
    let part = ann.send(range).await;
    assert_eq!(part.status, 206);
    assert_eq!(part.body, answer.body[100..200]);
    let again = ann.get(&path).await;
    assert_eq!(again.body, answer.body, "a pack is reproducible");
}

#[tokio::test]
async fn a_token_opens_a_pack_for_those_who_may() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let (ann, bob) = (
        server.sign_in("ann", "user").await,
        server.sign_in("bob", "user").await,
    );
    ann.join(race).await;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    let path = format!("/api/races/{race}/download/{}", ann.mod_token(race).await);
    assert_eq!(ann.get(&path).await.status, 200);
    assert_eq!(organizer.get(&path).await.status, 200);
    bob.get(&path).await.refused(403);
    organizer
        .get(&format!("/api/races/{race}/download/wrong"))
        .await
        .refused(404);
}

#[tokio::test]
async fn a_vanished_file_is_gone_and_a_broken_one_is_an_error() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    ann.join(race).await;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    let slug = organizer.race(race).await.seed_number.unwrap();
    let stored = server.path().join(format!("pools/sprint/seed_{slug}.zip"));
    let path = format!("/api/races/{race}/my-seed-pack");
    std::fs::write(&stored, b"this is no zip").unwrap();
    ann.get(&path).await.refused(500);
    std::fs::remove_file(&stored).unwrap();
    ann.get(&path).await.refused(410);
}
