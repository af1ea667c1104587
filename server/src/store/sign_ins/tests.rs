use super::*;
use crate::store::Profile;

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + second, 0).unwrap()
}

async fn store() -> (Store, UserId, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = Store::embedded_url(folder.path());
    let store = Store::connect(&url).await.unwrap();
    let profile = Profile {
        twitch_id: "1".into(),
        login: "ann".into(),
        display_name: None,
        avatar_url: None,
        locale: Some("fr".into()),
    };
    let ann = store.sign_in(&profile, None, at(0)).await.unwrap();
    (store, ann.id, folder)
}

#[tokio::test]
async fn a_state_lasts_ten_minutes() {
    let (store, _, _folder) = store().await;
    let wanted = SignInState {
        redirect_url: "https://race.example/".into(),
        locale: "fr".into(),
    };
    for (state, second, good) in [("a", 599, true), ("b", 600, false)] {
        store
            .begin_sign_in(state, "browser", wanted.clone(), at(0))
            .await
            .unwrap();
        let taken = store.take_sign_in(state, "browser", at(second)).await;
        assert_eq!(taken.unwrap(), good.then(|| wanted.clone()), "{second}");
        let again = store.take_sign_in(state, "browser", at(1)).await;
        assert_eq!(again.unwrap(), None);
    }
}

#[tokio::test]
async fn a_code_lasts_a_minute_and_gives_a_token_of_its_own() {
    let (store, ann, _folder) = store().await;
    let older = store.open_session(ann, None, at(0)).await.unwrap();
    for (second, good) in [(59, true), (60, false)] {
        let code = store.sign_in_code(ann, at(0)).await.unwrap();
        let token = store
            .exchange_sign_in_code(&code, Some("Browser/1"), at(second))
            .await
            .unwrap();
        assert_eq!(token.is_some(), good, "{second}");
        let again = store.exchange_sign_in_code(&code, None, at(1)).await;
        assert_eq!(again.unwrap(), None);
        if let Some(token) = token {
            assert_ne!(token, older);
            let session = store.session(&token, at(second)).await.unwrap();
            assert_eq!(session.unwrap().person.id, ann);
        }
    }
    assert!(store.session(&older, at(60)).await.unwrap().is_some());
}

#[tokio::test]
async fn sessions_are_listed_used_and_ended() {
    let (store, ann, _folder) = store().await;
    let long = "x".repeat(500);
    let first = store.open_session(ann, Some(&long), at(0)).await.unwrap();
    let second = store.open_session(ann, None, at(1)).await.unwrap();
    let current = store.session(&first, at(100)).await.unwrap().unwrap();
    // Uses that follow each other closely are noted once.
    store.session(&first, at(101)).await.unwrap();
    let rows = store.sessions_of(ann, at(200)).await.unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (rows[0].user_agent.as_deref(), rows[0].last_used_at),
        (None, None)
    );
    assert_eq!(rows[1].id, current.id);
    assert_eq!(rows[1].last_used_at, Some(at(100)));
    assert_eq!(rows[1].user_agent.as_ref().unwrap().len(), 200);

    assert!(!store.end_session(ann, Uuid::new_v4()).await.unwrap());
    let stranger = UserId::from(Uuid::new_v4());
    assert!(!store.end_session(stranger, current.id).await.unwrap());
    assert!(store.end_session(ann, current.id).await.unwrap());
    assert_eq!(store.session(&first, at(200)).await.unwrap(), None);
    assert!(store.session(&second, at(200)).await.unwrap().is_some());
    store.end_sessions(ann).await.unwrap();
    assert!(store.sessions_of(ann, at(200)).await.unwrap().is_empty());
}
