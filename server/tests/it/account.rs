//! What people set for themselves.

use reqwest::Method;
use serde_json::{Value, json};

use crate::common::{Api, TestServer};

const LOCALE: &str = "/api/users/me/locale";
const SETTINGS: &str = "/api/users/me/settings";

async fn me(api: &Api) -> Value {
    api.get("/api/users/me").await.ok()
}

#[tokio::test]
async fn the_own_account() {
    let server = TestServer::start().await;
    let ann = server.sign_in("Ann", "organizer").await;
    let account = me(&ann).await;
    assert_eq!(account, ann.get("/api/auth/me").await.ok::<Value>());
    assert_eq!(account["twitch_username"], "Ann");
    assert_eq!(account["role"], "organizer");
    assert_eq!(account["overlay_settings"], Value::Null);
    assert!(!account.to_string().contains(ann.token()));

    for (method, path) in [
        (Method::GET, "/api/users/me"),
        (Method::PATCH, LOCALE),
        (Method::PATCH, SETTINGS),
    ] {
        for api in [server.anonymous(), server.anonymous().with_token("wrong")] {
            // Who asks is settled before what they ask for.
            let request = api.request(method.clone(), path).json(&json!({}));
            let answer = api.send(request).await;
            answer.refused(401);
            assert_eq!(answer.headers["www-authenticate"], "Bearer");
        }
    }
}

#[tokio::test]
async fn languages_are_listed_and_chosen() {
    let server = TestServer::start().await;
    let list: Value = server.anonymous().get("/api/i18n/locales").await.ok();
    assert_eq!(
        list,
        json!([{ "code": "en", "name": "English" }, { "code": "fr", "name": "Français" }])
    );
    let ann = server.sign_in("ann", "user").await;
    let bob = server.sign_in("bob", "user").await;
    for code in ["fr", "en", "fr"] {
        let chosen: Value = ann.patch(LOCALE, &json!({ "locale": code })).await.ok();
        assert_eq!(chosen, json!({ "locale": code }));
        assert_eq!(me(&ann).await["locale"], code);
    }
    for (body, status) in [
        (json!({ "locale": "tlh" }), 400),
        (json!({ "locale": "FR" }), 400),
        (json!({ "locale": "" }), 400),
        (json!({ "locale": "x".repeat(5000) }), 400),
        (json!({ "locale": "fr\u{0}" }), 422),
        (json!({}), 422),
        (json!({ "locale": null }), 422),
        (json!({ "locale": 7 }), 422),
        (json!(["en"]), 422),
        (json!("en"), 422),
        (json!(null), 422),
    ] {
        ann.patch(LOCALE, &body).await.refused(status);
    }
    assert_eq!(me(&ann).await["locale"], "fr");
    assert_eq!(me(&bob).await["locale"], "en");
    // Signing in again keeps the choice.
    let ann = server.sign_in("ann", "user").await;
    assert_eq!(me(&ann).await["locale"], "fr");
}

#[tokio::test]
async fn the_overlay_is_set() {
    let server = TestServer::start().await;
    let ann = server.sign_in("ann", "user").await;
    for (body, expected) in [
        (json!({}), json!({})),
        (json!({ "font_size": null }), json!({})),
        (json!({ "font_size": 8 }), json!({ "font_size": 8.0 })),
        (json!({ "font_size": 72.0 }), json!({ "font_size": 72.0 })),
        (
            json!({ "font_size": 18.5, "more": "ignored" }),
            json!({ "font_size": 18.5 }),
        ),
        (json!({}), json!({ "font_size": 18.5 })),
        (json!({ "font_size": null }), json!({ "font_size": 18.5 })),
    ] {
        let answer: Value = ann.patch(SETTINGS, &body).await.ok();
        assert_eq!(answer, json!({ "overlay_settings": expected }), "{body}");
        assert_eq!(me(&ann).await["overlay_settings"], expected, "{body}");
    }
    for body in [
        json!({ "font_size": 7.99 }),
        json!({ "font_size": 72.01 }),
        json!({ "font_size": -18 }),
        json!({ "font_size": 1e300 }),
        json!({ "font_size": "18" }),
        json!({ "font_size": true }),
        json!({ "font_size": {} }),
        json!([]),
        json!([18]),
        json!(18),
    ] {
        ann.patch(SETTINGS, &body).await.refused(422);
    }
    let no_number = ann
        .request(Method::PATCH, SETTINGS)
        .body("{\"font_size\": NaN}");
    ann.send(no_number).await.refused(422);
    assert_eq!(
        me(&ann).await["overlay_settings"],
        json!({ "font_size": 18.5 })
    );
}

#[tokio::test]
async fn language_and_overlay_do_not_overwrite_each_other() {
    let server = TestServer::start().await;
    let ann = server.sign_in("ann", "user").await;
    for size in 10..20 {
        let code = if size % 2 == 0 { "fr" } else { "en" };
        let (locale, settings) = (json!({ "locale": code }), json!({ "font_size": size }));
        let (first, second) =
            tokio::join!(ann.patch(LOCALE, &locale), ann.patch(SETTINGS, &settings));
        first.ok::<Value>();
        second.ok::<Value>();
        let account = me(&ann).await;
        assert_eq!(account["locale"], code);
        assert_eq!(account["overlay_settings"]["font_size"], f64::from(size));
    }
}
