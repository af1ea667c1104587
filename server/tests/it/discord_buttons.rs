//! What the buttons on Discord do.

use ed25519_dalek::{Signer, SigningKey};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{
    Answer, Api, TestServer,
    discord::{Manner, StandInDiscord},
};

/// Buttons as Discord sends them.
struct Buttons {
    api: Api,
    key: SigningKey,
}

impl Buttons {
    async fn send(&self, body: &str, change: impl FnOnce(&mut String, &mut String)) -> Answer {
        let mut timestamp = "1700000000".to_owned();
        let signed = format!("{timestamp}{body}");
        let mut signature = hex::encode(self.key.sign(signed.as_bytes()).to_bytes());
        change(&mut timestamp, &mut signature);
        let request = self
            .api
            .request(Method::POST, "/api/discord/interactions")
            .header("x-signature-timestamp", timestamp)
            .header("x-signature-ed25519", signature)
            .body(body.to_owned());
        self.api.send(request).await
    }

    async fn press(&self, button: &str, user: &str) -> String {
        let body = json!({
            "type": 3, "data": { "custom_id": button }, "member": { "user": { "id": user } },
        });
        let answer: Value = self.send(&body.to_string(), |_, _| {}).await.ok();
        assert_eq!(answer["type"], 4);
        assert_eq!(answer["data"]["flags"], 64);
        answer["data"]["content"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn buttons_give_and_take_the_role() {
    let discord = StandInDiscord::start().await;
    let key = SigningKey::from_bytes(&[7; 32]);
    let mut settings = discord.settings();
    settings.public_key = Some(key.verifying_key());
    let server = TestServer::start_with(|all| all.discord = settings).await;
    let buttons = Buttons {
        api: server.anonymous(),
        key,
    };
    let role = |user: &str| format!("/api/guilds/100/members/{user}/roles/300");

    let ping = buttons.send(r#"{"type":1}"#, |_, _| {}).await;
    assert_eq!(ping.ok::<Value>(), json!({ "type": 1 }));
    assert!(
        buttons
            .press("become_runner", "55")
            .await
            .starts_with("Done")
    );
    assert!(
        buttons
            .press("remove_runner", "55")
            .await
            .starts_with("Done")
    );
    let asked: Vec<_> = discord
        .asked()
        .into_iter()
        .map(|asked| asked.what)
        .collect();
    assert_eq!(
        asked,
        [
            format!("PUT {}", role("55")),
            format!("DELETE {}", role("55"))
        ]
    );
    for (button, user) in [
        ("other", "55"),
        ("become_runner", "5/../5"),
        ("become_runner", ""),
    ] {
        let text = buttons.press(button, user).await;
        assert!(text.contains("do not know"), "{text}");
    }
    for trouble in [Manner::Answer(403, "{}".into()), Manner::Silent] {
        discord.set(trouble);
        let text = buttons.press("become_runner", "55").await;
        assert!(text.contains("did not work"), "{text}");
    }

    // Only Discord can press buttons.
    let before = discord.asked().len();
    let body = json!({ "type": 3, "data": { "custom_id": "become_runner" },
        "member": { "user": { "id": "55" } } })
    .to_string();
    let other = SigningKey::from_bytes(&[8; 32]).sign(body.as_bytes());
    /// Changes the time or the signature of a request.
    type Forgery<'a> = &'a dyn Fn(&mut String, &mut String);
    let forgeries: [Forgery<'_>; 6] = [
        &|timestamp, _| *timestamp = "1700000001".into(),
        &|timestamp, _| timestamp.clear(),
        &|_, signature| signature.clear(),
        &|_, signature| *signature = "zz".repeat(64),
        &|_, signature| *signature = "00".repeat(64),
        &|_, signature| *signature = hex::encode(other.to_bytes()),
    ];
    for forgery in forgeries {
        let answer = buttons.send(&body, forgery).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(discord.asked().len(), before);
    for strange in ["", "x", "[]", "{}", r#"{"type":2}"#, r#"{"type":"1"}"#] {
        let answer = buttons.send(strange, |_, _| {}).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{strange}");
    }
    let without_key = TestServer::start().await;
    let buttons = Buttons {
        api: without_key.anonymous(),
        key: buttons.key,
    };
    let answer = buttons.send(r#"{"type":1}"#, |_, _| {}).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}
