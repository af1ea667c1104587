//! Races for calendars, read back line by line.

use serde_json::{Value, json};

use crate::common::{Api, TestServer};

/// The content lines of a calendar, unfolded.
async fn lines(api: &Api, path: &str) -> Vec<String> {
    let answer = api.get(path).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(
        answer.headers["content-type"],
        "text/calendar; charset=utf-8"
    );
    let text = String::from_utf8(answer.body).unwrap();
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    let unfolded = text.replace("\r\n ", "");
    unfolded.lines().map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
    lines
        .iter()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .unwrap_or_else(|| panic!("no {name} in {lines:#?}"))
}

fn names(lines: &[String]) -> Vec<&str> {
    let names = lines
        .iter()
        .filter_map(|line| line.strip_prefix("SUMMARY:"));
    names.collect()
}

#[tokio::test]
async fn a_race_is_an_entry_that_calendars_recognise_again() {
    let server = TestServer::start_with(|all| {
        all.http.base_url = Some("https://race.example".parse().unwrap());
    })
    .await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let name = "A, b; c\\d \u{1F3C1} and a name that is much longer than what fits into one line of a file";
    let wishes = json!({ "name": name, "scheduled_at": "2099-01-01T20:00:00+02:00" });
    let race = organizer.create_race_with(wishes).await.id;
    let path = format!("/api/races/{race}/calendar.ics");
    let before = lines(&server.anonymous(), &path).await;
    assert_eq!(before[..2], ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    for (name, expected) in [
        ("METHOD", "PUBLISH"),
        ("UID", &format!("{race}@speedfog-racing")),
        ("DTSTART", "20990101T180000Z"),
        ("DTEND", "20990101T210000Z"),
        ("SEQUENCE", "1"),
        ("URL", &format!("https://race.example/race/{race}")),
        (
            "SUMMARY",
            "A\\, b\\; c\\\\d \u{1F3C1} and a name that is much longer than what fits into one line of a file",
        ),
    ] {
        assert_eq!(value(&before, name), expected);
    }
    let stamp = value(&before, "DTSTAMP");
    assert!(stamp.len() == 16 && stamp.ends_with('Z'), "{stamp}");

    let later = json!({ "scheduled_at": "2099-02-01T20:00:00Z" });
    let answer = organizer.patch(&format!("/api/races/{race}"), &later).await;
    answer.ok::<Value>();
    let after = lines(&server.anonymous(), &path).await;
    assert_eq!(value(&after, "UID"), value(&before, "UID"));
    assert_eq!(value(&after, "SEQUENCE"), "2");
    assert_eq!(value(&after, "DTSTART"), "20990201T200000Z");

    let unscheduled = organizer.create_race().await.id;
    let path = format!("/api/races/{unscheduled}/calendar.ics");
    server.anonymous().get(&path).await.refused(404);
    let path = format!("/api/races/{}/calendar.ics", uuid::Uuid::new_v4());
    server.anonymous().get(&path).await.refused(404);
}

#[tokio::test]
async fn nobody_writes_lines_into_somebody_elses_calendar() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let name = "evil\r\nDTSTART:19990101T000000Z\u{85}\u{2028}\tend";
    let wishes = json!({ "name": name, "scheduled_at": "2099-01-01T20:00:00Z" });
    let race = organizer.create_race_with(wishes).await.id;
    let path = format!("/api/races/{race}/calendar.ics");
    let lines = lines(&server.anonymous(), &path).await;
    let starts = lines.iter().filter(|line| line.starts_with("DTSTART"));
    assert_eq!(starts.count(), 1, "{lines:#?}");
}

#[tokio::test]
async fn calendars_of_everybody_and_of_one_user() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let create = async |name: &str, is_public: bool, scheduled: bool| {
        let at = scheduled.then_some("2099-01-01T20:00:00Z");
        let wishes = json!({ "name": name, "is_public": is_public, "scheduled_at": at });
        organizer.create_race_with(wishes).await.id
    };
    let open = create("open", true, true).await;
    let unlisted = create("unlisted", false, true).await;
    create("some day", true, false).await;
    ann.join(open).await;
    ann.join(unlisted).await;
    let anonymous = server.anonymous();
    let sorted = async |path: &str| {
        let lines = lines(&anonymous, path).await;
        let mut names: Vec<String> = names(&lines)
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(sorted("/api/races/calendar.ics").await, ["open"]);
    let both = ["open", "unlisted"];
    assert_eq!(sorted("/api/users/ANN/calendar.ics").await, both);
    assert_eq!(sorted("/api/users/organizer/calendar.ics").await, both);
    anonymous
        .get("/api/users/nobody/calendar.ics")
        .await
        .refused(404);

    organizer.act(open, "release-seeds").await.ok::<Value>();
    organizer.act(open, "start").await.ok::<Value>();
    organizer.act(open, "finish").await.ok::<Value>();
    assert!(sorted("/api/races/calendar.ics").await.is_empty());
    assert_eq!(sorted("/api/users/ann/calendar.ics").await, both);
}
