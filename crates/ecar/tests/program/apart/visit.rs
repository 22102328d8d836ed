//! The visit of the story, with every module in a process of its own.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::garage::{leila, site};
use super::services::Apart;
use crate::erasure::forgotten;
use crate::server::Person;
use crate::story::{assert_consequences, visit};

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_the_same_when_every_module_runs_by_itself() {
    let apart = Apart::start().await;
    let (owner, nadia) = (apart.sign_in("hela").await, apart.sign_in("nadia").await);
    leila(&nadia).await;
    owner.eventually("/search?q=leila", |found| found["vehicles"][0]["title"] == "215 TU 4821").await;
    let done = visit(&owner, &nadia).await;
    assert_consequences(&owner, &done).await;
    let found = owner.read("/search?q=4821").await;
    assert!(["vehicles", "work_orders"].iter().all(|kind| found[kind][0]["id"].is_string()), "{found}");
    assert_audit(&owner, &done.order).await;
    assert_import(&owner).await;
    apart.assert_sound();
    apart.assert_own_tables().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_is_forgotten_by_every_module_that_runs_by_itself() {
    let apart = Apart::start().await;
    let (owner, nadia) = (apart.sign_in("hela").await, apart.sign_in("nadia").await);
    forgotten(&owner, &nadia).await;
    apart.assert_sound();
}

/// The trails of several modules are one list, newest first and read on; it says where requests came from.
async fn assert_audit(owner: &Person, order: &Value) {
    let request = owner.request(Method::POST, "/customers").header("x-forwarded-for", "203.0.113.5");
    let response = request.json(&json!({ "kind": "person", "name": "Sami Jaziri", "phone": "98 765 432" })).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 201);
    let first = owner.read("/audit?limit=3").await;
    assert_eq!((&first["items"][0]["entity"], &first["items"][0]["address"]), (&json!("customer"), &json!("203.0.113.5")));
    let mut entities = std::collections::BTreeSet::new();
    let (mut page, mut last) = (first, String::from("~"));
    loop {
        for entry in page["items"].as_array().unwrap() {
            let id = entry["id"].as_str().unwrap().to_owned();
            assert!(id < last, "newest first");
            last = id;
            entities.insert(entry["entity"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else { break };
        page = owner.read(&format!("/audit?limit=3&after={next}")).await;
    }
    for entity in ["customer", "vehicle", "product", "work_order", "invoice"] {
        assert!(entities.contains(entity), "{entity} is not in {entities:?}");
    }
    let of_order = owner.read(&format!("/audit?entity_id={}", order["id"].as_str().unwrap())).await;
    assert!(of_order["items"].as_array().unwrap().len() > 3);
}

/// Files go to the module whose records they hold; vehicles find their owners at another.
async fn assert_import(owner: &Person) {
    let files = [
        ("customers", "name;phone\nAmel Trabelsi;98 111 222\n"),
        ("vehicles", "plate;make;model;owner_phone\n120 TU 777;Renault;Clio;98 111 222\n"),
        ("products", "sku;name;price\nX-1;Balai;12,500\n"),
    ];
    for (kind, text) in files {
        let mut form = Form::new().part("file", Part::bytes(text.as_bytes().to_vec()).file_name("file.csv"));
        if kind == "products" {
            form = form.text("site_id", site(owner).await.as_str().unwrap().to_owned());
        }
        let response = owner.request(Method::POST, &format!("/imports/{kind}")).multipart(form).send().await.unwrap();
        let (status, text) = (response.status().as_u16(), response.text().await.unwrap());
        assert_eq!(status, 202, "{kind}: {text}");
        let started: Value = serde_json::from_str(&text).unwrap();
        let path = format!("/imports/{kind}/{}", started["id"].as_str().unwrap());
        let done = owner.eventually(&path, |import| import["state"] == "done").await;
        assert_eq!((&done["created"], &done["failed"]), (&json!(1), &json!(0)), "{kind}: {done}");
    }
    let vehicle = owner.eventually("/vehicles?q=120TU777", |page| page["items"][0]["id"].is_string()).await;
    assert_eq!(vehicle["items"][0]["owner"]["name"], "Amel Trabelsi");
}
