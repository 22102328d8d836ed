//! The modules around, as their outboxes.

use contracts::billing::{InvoiceId, InvoiceIssued, InvoicePaid, InvoiceState};
use contracts::customers::{CustomerId, CustomerSaved};
use contracts::inventory::{MovementId, ProductId, StockMoved};
use contracts::webhooks::WebhookChanged;
use contracts::workshop::WorkOrderId;
use kernel::outbox::{self, Event};
use kernel::{Actor, Amount, Module, Quantity, SiteId, Vault};
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::SchemaManager;
use serde_json::{Value, json};
use testkit::{Client, Kit, Receiver};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use webhooks::Settings;

const AROUND: [&str; 7] = ["customers", "vehicles", "scheduling", "inventory", "workshop", "billing", "notifications"];

pub struct Garage {
    pub kit: Kit,
}

fn around(db: &DatabaseConnection) -> futures::future::BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move {
        for module in AROUND {
            kernel::schema::create_module_tables(&SchemaManager::new(db), module).await?;
        }
        Ok(())
    })
}

impl Garage {
    /// Webhooks may be on this machine.
    pub async fn open() -> Self {
        Self::open_with(&["127.0.0.1"]).await
    }

    pub async fn open_with(hosts: &[&str]) -> Self {
        let hosts = hosts.iter().map(|&host| host.to_owned()).collect();
        let wire = |context, _| async {
            let vault = Vault::from_text(&Vault::new_key().unwrap()).unwrap();
            let mut modules = vec![webhooks::module(context, Settings { vault, hosts })];
            modules.extend(AROUND.map(|name| Module::new(name, OpenApiRouter::new())));
            modules
        };
        Self { kit: Kit::start(wire, &[kernel::schema::migrate::<webhooks::Migrator>, around]).await }
    }

    pub async fn tell<E: Event>(&self, module: &str, event: &E) {
        let mut tx = self.kit.db().begin().await.unwrap();
        outbox::append(&mut tx, module, event, &Actor::system(), self.kit.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A customer of the group is saved.
    pub async fn customer(&self, name: &str) -> Uuid {
        let id = CustomerId::new();
        self.tell("customers", &CustomerSaved { id, name: name.into(), phone: Some("+21698111222".into()) }).await;
        id.0
    }

    /// An invoice is issued.
    pub async fn invoice(&self, site: SiteId, number: &str) -> Uuid {
        let state = invoice(site, number);
        let id = state.id.0;
        self.tell("billing", &InvoiceIssued(state)).await;
        id
    }

    /// And paid.
    pub async fn paid(&self, site: SiteId, number: &str) {
        self.tell("billing", &InvoicePaid(InvoiceState { state: "paid".into(), due: Amount(0), ..invoice(site, number) })).await;
    }

    pub async fn moved(&self, site_id: SiteId) {
        let (product_id, movement_id) = (ProductId::new(), MovementId::new());
        let moved = StockMoved { product_id, site_id, movement_id, quantity: Quantity(-1000), on_hand: Quantity(3000), worth: None };
        self.tell("inventory", &moved).await;
    }

    /// The owner of the site has a receiver told, which learns the secret. Its id.
    pub async fn webhook(&self, receiver: &Receiver, types: &[&str]) -> String {
        let body = json!({"name": "Comptable", "url": receiver.url, "types": types, "sites": [self.kit.site]});
        let made = self.kit.owner().post("/webhooks", body).await.expect(201).json();
        receiver.know(made["secret"].as_str().unwrap());
        made["webhook"]["id"].as_str().unwrap().to_owned()
    }

    pub async fn shown(&self, id: &str) -> Value {
        self.kit.owner().get(&format!("/webhooks/{id}")).await.expect(200).json()
    }

    pub async fn deliveries(&self, id: &str) -> Vec<Value> {
        self.kit.owner().get(&format!("/webhooks/{id}/deliveries?limit=100")).await.expect(200).json()["items"].as_array().unwrap().clone()
    }
}

fn invoice(site_id: SiteId, number: &str) -> InvoiceState {
    InvoiceState {
        id: InvoiceId::new(),
        number: Some(number.into()),
        site_id,
        work_order_id: WorkOrderId::new(),
        customer_id: CustomerId::new(),
        state: "issued".into(),
        total: Amount(659_189),
        due: Amount(659_189),
        currency: "TND".into(),
        due_on: None,
        line_ids: vec![],
        is_payers: false,
        together: vec![],
        net: None,
        credited: Amount(0),
    }
}

/// All of the feed that somebody sees, from a cursor on, two at a time; and the cursor where it ends.
pub async fn read(client: &Client, from: Option<String>, filter: &str) -> (Vec<Value>, String) {
    let (mut all, mut after) = (vec![], from.unwrap_or_default());
    loop {
        let page = client.get(&format!("/events?limit=2&after={after}{filter}")).await.expect(200).json();
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        page["next"].as_str().unwrap().clone_into(&mut after);
        if page["has_more"] == false {
            return (all, after);
        }
    }
}

pub fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().unwrap()).collect()
}

/// How often screens were told that something about webhooks is another.
pub async fn changes(garage: &Garage) -> usize {
    let events = outbox::read(garage.kit.db(), "webhooks", 0, 100).await.unwrap();
    events.iter().filter(|event| event.kind == WebhookChanged::KIND).count()
}
