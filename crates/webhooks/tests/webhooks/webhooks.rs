//! Webhooks as people and programs set them up.

use chrono::TimeDelta;
use contracts::webhooks::WebhookPaused;
use kernel::outbox::{self, Event};
use kernel::{Vault, db};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use testkit::Receiver;

use crate::garage::{Garage, kinds, read};

/// What the database has of a secret.
#[derive(FromQueryResult)]
struct Kept {
    secret: String,
    old_secret: Option<String>,
}

#[tokio::test]
async fn addresses_within_the_house_are_refused_beside_the_field() {
    let garage = Garage::open_with(&[]).await;
    let owner = garage.kit.owner();
    let new = |url: &str| json!({"name": "Comptable", "url": url, "sites": [garage.kit.site]});
    for bad in
        ["http://accounts.example/x", "https://localhost/x", "https://10.0.0.5/", "https://[::1]/", "https://user:x@accounts.example/"]
    {
        let refused = owner.post("/webhooks", new(bad)).await.expect(422);
        assert_eq!(
            (refused.pointers(), refused.json()["errors"][0]["code"].clone()),
            (vec!["/url".into()], json!("address-refused")),
            "{bad}"
        );
    }
    let made = owner.post("/webhooks", new("https://accounts.example/ecar")).await.expect(201).json();
    let id = made["webhook"]["id"].as_str().unwrap();
    owner.patch(&format!("/webhooks/{id}"), json!({"url": "https://192.168.1.1/"})).await.expect(422);
    let test = json!({"name": "x", "url": "https://accounts.example/", "sites": [garage.kit.site], "types": ["webhook.test"]});
    assert_eq!(owner.post("/webhooks", test).await.expect(422).pointers(), ["/types"]);
}

#[tokio::test]
async fn another_sites_webhook_does_not_exist_and_nobody_reaches_beyond_their_sites() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &[]).await;
    let (outsider, path) = (garage.kit.outsider(), format!("/webhooks/{id}"));
    assert_eq!(outsider.get("/webhooks").await.expect(200).json()["items"], json!([]));
    outsider.get(&path).await.expect(404);
    outsider.patch(&path, json!({"enabled": false})).await.expect(404);
    outsider.delete(&path).await.expect(404);
    for (way, body) in [("secret", json!({})), ("trial", json!({})), ("replay", json!({"since": "2026-01-01T00:00:00Z"}))] {
        outsider.post(&format!("{path}/{way}"), body).await.expect(404);
    }
    outsider.get(&format!("{path}/deliveries")).await.expect(404);
    let both = json!({"name": "x", "url": receiver.url, "sites": [garage.kit.site, garage.kit.other_site]});
    garage.kit.owner().post("/webhooks", both).await.expect(404);
    garage.kit.owner().patch(&path, json!({"sites": [garage.kit.other_site]})).await.expect(404);
    garage.kit.advisor().get("/webhooks").await.expect(403);
    garage.invoice(garage.kit.other_site, "foreign").await;
    garage.kit.settle().await;
    let (theirs, _) = read(&outsider, None, "").await;
    let asked = json!({"event_id": theirs[0]["id"]});
    assert_eq!(garage.kit.owner().post(&format!("{path}/trial"), asked.clone()).await.expect(422).pointers(), ["/event_id"]);
    garage.kit.owner().post(&format!("{path}/replay"), asked).await.expect(422);
    assert!(receiver.take().is_empty());
}

#[tokio::test]
async fn a_secret_is_shown_once_kept_sealed_and_both_sign_for_a_day_when_it_changes() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &[]).await;
    let owner = garage.kit.owner();
    assert!(!garage.shown(&id).await.to_string().contains("whsec_"));
    let rotated = owner.post(&format!("/webhooks/{id}/secret"), json!({})).await.expect(200).json();
    receiver.know(rotated["secret"].as_str().unwrap());
    assert!(!rotated["webhook"]["both_sign_until"].is_null());
    garage.invoice(garage.kit.site, "1").await;
    garage.kit.settle().await;
    garage.kit.clock.advance(TimeDelta::hours(24));
    garage.invoice(garage.kit.site, "2").await;
    garage.kit.settle().await;
    let told = receiver.take();
    assert_eq!((&told[0].signed_by, told[0].signatures), (&vec![0, 1], 2));
    assert_eq!((&told[1].signed_by, told[1].signatures), (&vec![1], 1));
    let kept: Vec<Kept> = db::all(garage.kit.db().reader(), "select secret, old_secret from webhooks_endpoints", []).await.unwrap();
    assert!(kernel::vault::is_sealed(&kept[0].secret) && kept[0].old_secret.as_deref().is_some_and(kernel::vault::is_sealed));
    let other = Vault::from_text(&Vault::new_key().unwrap()).unwrap();
    assert!(webhooks::start(&garage.kit.context, &other).await.is_err(), "another key opens nothing");
}

#[tokio::test]
async fn it_is_told_again_from_an_event_or_a_time_and_one_alone() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    garage.invoice(garage.kit.site, "1").await;
    garage.kit.settle().await;
    let id = garage.webhook(&receiver, &[]).await;
    let (owner, path) = (garage.kit.owner(), format!("/webhooks/{id}"));
    garage.kit.clock.advance(TimeDelta::hours(1));
    let since = garage.kit.context.clock.now().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    garage.invoice(garage.kit.site, "2").await;
    garage.invoice(garage.kit.site, "3").await;
    garage.kit.settle().await;
    let told = receiver.take();
    assert_eq!(told.len(), 2);
    let (all, _) = read(&owner, None, "").await;
    owner.post(&format!("{path}/replay"), json!({"event_id": all[0]["id"]})).await.expect(200);
    garage.kit.settle().await;
    let again = receiver.take();
    assert_eq!(again.iter().map(|one| one.body["data"]["number"].as_str().unwrap()).collect::<Vec<_>>(), ["1", "2", "3"]);
    assert_eq!((&again[1].id, &again[1].text), (&told[0].id, &told[0].text), "with the id that it had");
    owner.patch(&path, json!({"enabled": false})).await.expect(200);
    assert_eq!(owner.post(&format!("{path}/replay"), json!({"since": since})).await.expect(200).json()["state"], "active");
    garage.kit.settle().await;
    assert_eq!(receiver.take().len(), 2);
    owner.post(&format!("{path}/replay"), json!({})).await.expect(422);
    owner.post(&format!("{path}/replay"), json!({"since": since, "event_id": all[0]["id"]})).await.expect(422);

    let one = owner.post(&format!("{path}/trial"), json!({"event_id": all[1]["id"]})).await.expect(200).json();
    assert_eq!((&one["is_trial"], &one["status"], &one["type"]), (&json!(true), &json!(204), &json!("invoice.issued")));
    receiver.answer(&[500]);
    let test = owner.post(&format!("{path}/trial"), json!({})).await.expect(200).json();
    assert_eq!((&test["is_taken"], &test["status"]), (&json!(false), &json!(500)));
    assert_eq!(receiver.take().iter().map(testkit::Told::kind).collect::<Vec<_>>(), ["invoice.issued", "webhook.test"]);
    garage.kit.settle().await;
    let shown = garage.shown(&id).await;
    assert_eq!((&shown["failures"], &shown["waiting"]), (&json!(0), &json!(0)), "a trial changes nothing of what is told in order");
    let (feed, _) = read(&owner, None, "").await;
    assert!(!kinds(&feed).contains(&"webhook.test"));
}

#[tokio::test]
async fn what_is_changed_while_it_is_told_counts_and_a_stale_change_does_not() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &[]).await;
    let (owner, path) = (garage.kit.owner(), format!("/webhooks/{id}"));
    garage.invoice(garage.kit.site, "1").await;
    receiver.hang();
    tokio::select! {
        () = garage.kit.settle() => unreachable!("it never answers"),
        () = receiver.heard() => {}
    }
    receiver.recover();
    let changed = owner.patch(&path, json!({"name": "Autre", "enabled": true, "types": ["invoice.issued"]})).await.expect(200).json();
    garage.kit.settle().await;
    assert_eq!(receiver.take().len(), 2, "who told it before is not waited for");
    let version = changed["version"].as_i64().unwrap();
    owner.clone().with("If-Match", format!("\"{}\"", version - 1)).patch(&path, json!({"name": "Vieux"})).await.expect(412);
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect(404);
    garage.invoice(garage.kit.site, "2").await;
    garage.kit.settle().await;
    assert!(receiver.take().is_empty());
}

#[tokio::test]
async fn whoever_set_it_up_hears_that_it_waits() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &[]).await;
    receiver.fail(410);
    garage.invoice(garage.kit.site, "1").await;
    garage.kit.settle().await;
    let events = outbox::read(garage.kit.db(), "webhooks", 0, 100).await.unwrap();
    let paused = events.iter().find(|event| event.kind == WebhookPaused::KIND).unwrap().read::<WebhookPaused>().unwrap();
    assert_eq!((paused.id.to_string(), paused.user_id, paused.reason.as_str()), (id, Some(garage.kit.people.owner), "HTTP 410"));
    let shown: Value = garage.shown(&paused.id.to_string()).await;
    assert_eq!(shown["waiting"], 1);
}
