//! Customers over HTTP, as other modules see them, and from files.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use std::collections::BTreeMap;
use std::sync::Arc;

use contracts::customers::{CustomerCard, CustomerId, Customers};
use contracts::demo::DemoCustomer;
use contracts::search::Searchable;
use contracts::subjects::SubjectData;
use erasures::OneSite;
use futures::future::BoxFuture;
use kernel::Module;
use kernel::import::{self, Import, Options};
use kernel::search::Query;
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::SchemaManager;
use serde_json::{Value, json};
use testkit::{Client, FakeStaff, Kit, People};
use utoipa_axum::router::OpenApiRouter;

mod audit;
mod bulk;
mod contacts;
mod duplicates;
mod erasures;
mod exemptions;
mod full_disk;
mod importing;
mod lists;
mod merging;
mod operations;
mod standing;
mod statistics;
mod tags;
mod timeline;
mod undoing;

const FEEDS: [&str; 4] = ["billing", "workshop", "scheduling", "notifications"];

/// Customers alone, with the feeds of those that they hear for events to come from.
async fn kit() -> Kit {
    kit_with(vec![]).await
}

/// With other modules that keep something of customers.
async fn kit_with(subjects: Vec<Arc<dyn SubjectData>>) -> Kit {
    let feed = |name| Module::new(name, OpenApiRouter::new());
    let wire = |context, people: Arc<People>| async move {
        let around = customers::Around { sites: Arc::new(OneSite(people.clone())), staff: Arc::new(FakeStaff(people)), subjects };
        FEEDS.map(feed).into_iter().chain([customers::module(context, around)]).collect()
    };
    Kit::start(wire, &[kernel::schema::migrate::<customers::Migrator>, feeds]).await
}

fn feeds(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move {
        let manager = SchemaManager::new(connection);
        for module in FEEDS {
            kernel::schema::create_module_tables(&manager, module).await?;
        }
        Ok(())
    })
}

/// The path of a customer.
fn path(customer: &Value) -> String {
    format!("/customers/{}", customer["id"].as_str().unwrap())
}

fn leila() -> Value {
    json!({ "kind": "person", "name": "Leïla Ben Ali", "phone": "98 123 456", "email": "leila@example.tn" })
}

async fn create(client: &Client, body: Value) -> Value {
    client.post("/customers", body).await.expect(201).json()
}

async fn archive(client: &Client, customer: &Value) -> Value {
    let path = format!("/customers/{}/archive", customer["id"].as_str().unwrap());
    client.post(&path, json!({})).await.expect(200).json()
}

async fn names(client: &Client, path: &str) -> Vec<String> {
    let page = client.get(path).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn other_modules_find_customers_by_reference_and_by_number_in_any_spelling() {
    let kit = kit().await;
    let first = create(&kit.advisor(), leila()).await;
    let second =
        create(&kit.advisor(), json!({ "kind": "business", "name": "Rapide", "phone": "98123456", "external_ref": "98 123 456" })).await;
    let gone = create(&kit.advisor(), json!({ "kind": "person", "name": "Gone", "phone": "22345678" })).await;
    archive(&kit.advisor(), &gone).await;

    let ports = customers::ports(&kit.context);
    let keys = ["+21698123456", "0021698123456", "98 123 456", "22345678", "nobody", "12"].map(str::to_owned);
    let found = ports.find_by_keys(&keys).await.unwrap();
    let named: BTreeMap<_, _> = found.iter().map(|(key, id)| (key.as_str(), id.to_string())).collect();
    assert_eq!(named.len(), 3, "{named:?}");
    assert_eq!(named["+21698123456"], first["id"]);
    assert_eq!(named["0021698123456"], first["id"]);
    assert_eq!(named["98 123 456"], second["id"]);

    let id: CustomerId = first["id"].as_str().unwrap().parse().unwrap();
    let cards = ports.cards(&[id, CustomerId::new()]).await.unwrap();
    assert_eq!(cards.len(), 1);
    assert_eq!((cards[0].name.as_str(), cards[0].phone.as_deref()), ("Leïla Ben Ali", Some("+21698123456")));
}

#[tokio::test]
async fn the_search_box_finds_customers_that_are_not_archived() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let ports = customers::ports(&kit.context);
    let actor = kit.people.actor(People::TECHNICIAN).unwrap();
    for typed in
        ["leila", "ben al", "ali lei", "lei al", "leila ben ali", "ali leila ben", "98 12", "leila 3456", "3456", "leila@example.tn"]
    {
        let hits = ports.search(&actor, &Query::parse(typed).unwrap(), 5).await.unwrap();
        assert_eq!(hits.len(), 1, "{typed}");
        assert_eq!((hits[0].title.as_str(), hits[0].subtitle.as_str()), ("Leïla Ben Ali", "98 123 456"));
    }
    archive(&kit.advisor(), &customer).await;
    assert!(ports.search(&actor, &Query::parse("leila").unwrap(), 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn demonstration_customers_are_listed_and_found() {
    let kit = kit().await;
    let card = CustomerCard {
        phone: Some("+21671123456".into()),
        language: "ar".into(),
        address: Some("Rue du Lac".into()),
        tax_id: Some("0736202XAM000".into()),
        is_business: true,
        ..CustomerCard::named(CustomerId::new(), "Société Rapide")
    };
    let demo = DemoCustomer { card: card.clone(), is_business: true, created_at: testkit::morning() };
    customers::demo::load(kit.db(), &[demo]).await.unwrap();
    assert_eq!(names(&kit.advisor(), "/customers?q=71123&kind=business").await, ["Société Rapide"]);
    assert_eq!(customers::ports(&kit.context).cards(&[card.id]).await.unwrap(), [card]);
}
