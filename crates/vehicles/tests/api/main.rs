//! Vehicles over HTTP, as other modules see them, from events and from files.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use contracts::customers::{CustomerCard, CustomerId, CustomerSaved, Customers};
use contracts::search::Searchable;
use contracts::vehicles::{VehicleId, Vehicles};
use contracts::workshop::{WorkOrderCompleted, WorkOrderId};
use kernel::import::{self, Import, Options};
use kernel::outbox::{self, Event};
use kernel::search::Query;
use kernel::{Actor, Amount, Module, Problem};
use serde_json::{Value, json};
use testkit::{Client, FakeSites, Kit, People, press};

mod care;
mod events;
mod identity;
mod importing;
mod operations;
mod papers;
mod past;
mod tyres;

/// Leïla, Sami, and Gone, who is archived.
struct FakeCustomers([CustomerCard; 3]);

const LEILA: usize = 0;
const SAMI: usize = 1;
const GONE: usize = 2;

impl FakeCustomers {
    fn new() -> Self {
        let card = |name: &str, phone: &str, archived| CustomerCard {
            phone: Some(phone.into()),
            archived,
            ..CustomerCard::named(CustomerId::new(), name)
        };
        Self([card("Leïla Ben Ali", "+21698123456", false), card("Sami", "+21622345678", false), card("Gone", "+21641123456", true)])
    }
}

#[async_trait]
impl Customers for FakeCustomers {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem> {
        Ok(self.0.iter().filter(|card| ids.contains(&card.id)).cloned().collect())
    }

    /// By E.164 number, national number, or `REF-` and the first name.
    async fn find_by_keys(&self, keys: &[String]) -> Result<Vec<(String, CustomerId)>, Problem> {
        let is = |card: &CustomerCard, key: &str| {
            let digits: String = key.chars().filter(char::is_ascii_digit).collect();
            (digits.len() >= 8 && card.phone.as_ref().is_some_and(|phone| phone.ends_with(&digits)))
                || key.strip_prefix("REF-").is_some_and(|name| card.name.starts_with(name))
        };
        Ok(keys.iter().filter_map(|key| Some((key.clone(), self.0.iter().find(|card| is(card, key))?.id))).collect())
    }
}

struct Shop {
    kit: Kit,
    customers: Arc<FakeCustomers>,
}

impl Shop {
    /// Vehicles alone, with the feeds of customers and workshop for events to come from.
    async fn open() -> Self {
        let customers = Arc::new(FakeCustomers::new());
        let port = customers.clone();
        let wire = |context: kernel::Context, people| async move {
            let feed = |name| Module::new(name, utoipa_axum::router::OpenApiRouter::new());
            vec![feed("customers"), feed("workshop"), vehicles::module(context, Arc::new(FakeSites(people)), port, press())]
        };
        let kit = Kit::start(wire, &[kernel::schema::migrate::<vehicles::Migrator>, feeds]).await;
        Self { kit, customers }
    }

    fn owner(&self, which: usize) -> CustomerId {
        self.customers.0[which].id
    }

    fn peugeot(&self) -> Value {
        json!({
            "owner_id": self.owner(LEILA), "plate": "215 tun 4821", "make": "Peugeot", "model": "208", "year": 2019, "fuel": "petrol",
            "vin": "VF1BB05CF26010203"
        })
    }

    async fn create(&self, body: Value) -> Value {
        self.kit.advisor().post("/vehicles", body).await.expect(201).json()
    }

    /// Tells of something another module did.
    async fn happens<E: Event>(&self, module: &str, event: &E) {
        let mut tx = self.kit.db().begin().await.unwrap();
        outbox::append(&mut tx, module, event, &Actor::system(), self.kit.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
        self.kit.settle().await;
    }
}

fn feeds(connection: &sea_orm::DatabaseConnection) -> futures::future::BoxFuture<'_, Result<(), sea_orm::DbErr>> {
    Box::pin(async move {
        let manager = sea_orm_migration::SchemaManager::new(connection);
        kernel::schema::create_module_tables(&manager, "customers").await?;
        kernel::schema::create_module_tables(&manager, "workshop").await
    })
}

fn path(vehicle: &Value) -> String {
    format!("/vehicles/{}", vehicle["id"].as_str().unwrap())
}

async fn plates(client: &Client, path: &str) -> Vec<String> {
    let page = client.get(path).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| item["plate"]["text"].as_str().unwrap().to_owned()).collect()
}
