//! PRODUCT.md 3.5, step 1: a reminder in French, with the date that follows from 40 km a day.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::server::{Person, Server};

#[expect(clippy::disallowed_methods, reason = "the program under test goes by the machine's clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Visits out of an earlier system, at the site.
async fn bring(owner: &Person, site: &str, file: String) {
    let part = Part::bytes(file.into_bytes()).file_name("visits.csv");
    let form = Form::new().part("file", part).text("dry_run", "false").text("site_id", site.to_owned());
    let response = owner.request(Method::POST, "/imports/visits").multipart(form).send().await.unwrap();
    let started: Value = response.json().await.unwrap();
    let path = format!("/imports/visits/{}", started["id"].as_str().unwrap_or_else(|| panic!("{started}")));
    let done = owner.eventually(&path, |import| import["state"] != "running").await;
    assert_eq!((&done["created"], &done["failed"]), (&json!(2), &json!(0)), "{done}");
}

#[tokio::test(flavor = "multi_thread")]
async fn leila_is_reminded_in_french_of_the_service_that_forty_kilometres_a_day_lead_to() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let site = owner.read("/me").await["sites"][0]["id"].as_str().unwrap().to_owned();
    let leila = json!({ "kind": "person", "name": "Leïla Ben Salah", "email": "leila.rappel@mail.example", "language": "fr" });
    let leila = owner.done("/customers", leila).await;
    let vehicle = json!({ "owner_id": leila["id"], "plate": "298 TU 4242", "make": "Peugeot", "model": "208", "fuel": "petrol" });
    let vehicle = owner.done("/vehicles", vehicle).await["id"].as_str().unwrap().to_owned();
    let day = |ago: i64| (now() - TimeDelta::days(ago)).date_naive();
    // 6,000 km in 150 days; the oil of 225 days ago is good for 10,000 km, which are 250 days.
    let file = format!(
        "date;work;plate;odometer_km\n{};Vidange et filtre;298 TU 4242;78300\n{};Essuie-glaces;298 TU 4242;84300\n",
        day(225),
        day(75)
    );
    bring(&owner, &site, file).await;
    let due = day(225) + TimeDelta::days(250);
    let care = format!("/vehicles/{vehicle}/care");
    let care = owner.eventually(&care, |care| care["daily"]["thousandths"] == 40_000).await;
    let oil = care["items"].as_array().unwrap().iter().find(|item| item["key"] == "oil").unwrap();
    assert_eq!((&oil["due_on"], &oil["by"], &oil["due_at"]), (&json!(due), &json!("distance"), &json!(88_300)));

    let settings = json!({ "enabled": true, "hour": 10, "days": [30, 7, 0], "kinds": ["service"] });
    let set = owner.request(Method::PUT, &format!("/reminder-settings/{site}")).json(&settings).send().await.unwrap();
    assert_eq!(set.status().as_u16(), 200);
    // The dates of many are reckoned some at a time.
    let listed = format!("/vehicles/{vehicle}");
    owner.eventually(&listed, |vehicle| vehicle["service_on"] == json!(due)).await;
    owner.done(&format!("/reminder-runs/{site}"), json!({})).await;
    let reminder = owner.eventually(&format!("/vehicle-reminders/{vehicle}"), |rows| rows[0]["message_state"] == "sent").await[0].clone();
    assert_eq!((&reminder["told_step"], &reminder["due_on"], &reminder["site_id"]), (&json!(30), &json!(due), &json!(site)));
    let message = owner.read(&format!("/messages/{}", reminder["message_id"].as_str().unwrap())).await;
    let body = message["body"].as_str().unwrap();
    let line = format!("Vidange et filtre à huile, Permutation des pneus : vers le {}, à 88\u{202F}300\u{A0}km", due.format("%d/%m/%Y"));
    assert!(body.contains(&line), "{body}");
    let again = owner.done(&format!("/reminder-runs/{site}"), json!({})).await;
    assert_eq!(again["queued"], 0, "{again}");
}
