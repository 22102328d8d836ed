//! The search box among some thousands of customers and vehicles: every query of the table finds its record.

mod people;
mod queries;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::server::{Person, Server};
use queries::{First, Kind};

async fn import(owner: &Person, kind: &str, file: String) {
    let form = Form::new().part("file", Part::bytes(file.into_bytes()).file_name("file.csv"));
    let response = owner.request(Method::POST, &format!("/imports/{kind}")).multipart(form).send().await.unwrap();
    let started: Value = response.json().await.unwrap();
    let path = format!("/imports/{kind}/{}", started["id"].as_str().unwrap());
    let done = owner.eventually(&path, |import| import["state"] != "running").await;
    assert_eq!((&done["state"], &done["failed"]), (&json!("done"), &json!(0)), "{done}");
}

/// The demonstration garage with thousands of others in it.
async fn town() -> (Server, Person) {
    let server = Server::start().await;
    let owner = server.owner().await;
    import(&owner, "customers", people::customers()).await;
    import(&owner, "vehicles", people::vehicles()).await;
    for (sku, name) in people::PRODUCTS {
        owner.done("/products", json!({ "sku": sku, "name": name, "price": 10_000, "vat_rate": 1900 })).await;
    }
    (server, owner)
}

async fn ask(person: &Person, query: &str) -> Value {
    let response = person.request(Method::GET, "/search").query(&[("q", query)]).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200, "{query}");
    response.json().await.unwrap()
}

/// Where the record is among the hits of its kind, from 1.
fn place(found: &Value, kind: Kind, title: &str) -> Option<usize> {
    let hits = found[kind.field()].as_array().unwrap();
    hits.iter().position(|hit| hit["title"].as_str().unwrap().starts_with(title)).map(|place| place + 1)
}

async fn number(owner: &Person, path: &str) -> String {
    owner.read(path).await["items"][0]["number"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_hard_query_finds_its_record() {
    let (_server, owner) = town().await;
    let order = number(&owner, "/work-orders?limit=1").await;
    let invoice = number(&owner, "/invoices?state=paid&limit=1").await;
    let mut wrong = vec![];
    for (query, kind, title, first) in queries::TABLE.iter().chain(queries::documents()) {
        let filled = |text: &str| text.replace("{order}", &order).replace("{invoice}", &invoice);
        let spaced = filled(query).replace("{spaced order}", &order.replace('-', " ").to_lowercase());
        let tail = |number: &str| number.rsplit('-').next().unwrap().to_owned();
        let query = spaced.replace("{order tail}", &tail(&order)).replace("{invoice tail}", &tail(&invoice));
        let found = ask(&owner, &query).await;
        let most = match first {
            First::One => 1,
            First::Five => 5,
        };
        if place(&found, *kind, &filled(title)).is_none_or(|place| place > most) {
            wrong.push(format!("{query} → {title}: {}", found[kind.field()]));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stands_before_what_is_nearly_so() {
    let (_server, owner) = town().await;
    let found = ask(&owner, "Sallemi").await;
    let hits: Vec<_> = found["customers"].as_array().unwrap().iter().map(|hit| (&hit["title"], hit["near"] == json!(true))).collect();
    assert_eq!(hits, [(&json!("Zohra Sallemi"), false), (&json!("Zohra Sellemi"), true)]);
    let other_plate = ask(&owner, "215 TU 4829").await;
    assert_eq!(other_plate["vehicles"], json!([]), "another number is another car");
    let nothing = ask(&owner, "xqzvw").await;
    assert!(["customers", "vehicles", "work_orders", "invoices", "products"].iter().all(|kind| nothing[kind] == json!([])), "{nothing}");
}

/// Where the terms of an older scheme are, they are written anew beside the work, and what was not found then is.
#[tokio::test(flavor = "multi_thread")]
async fn records_of_an_older_scheme_are_indexed_anew() {
    let mut server = Server::start().await;
    server.kill();
    let connection = server.database.db().await;
    let writer = connection.begin().await.unwrap();
    for statement in ["delete from customers_terms", "delete from customers_spellings", "delete from customers_indexed"] {
        kernel::db::execute(&*writer, statement, []).await.unwrap();
    }
    writer.commit().await.unwrap();
    connection.close().await.unwrap();
    server.come_back();
    let owner = server.owner().await;
    owner.eventually("/search?q=leyla%20ben%20salah", |found| found["customers"][0]["title"] == "Leïla Ben Salah").await;
}
