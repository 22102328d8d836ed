//! What the tests share: a garage with inventory in it, and a workshop that only has a feed.

use std::sync::Arc;

use contracts::customers::CustomerId;
use contracts::inventory::ProductId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{
    CompletedLine, JobId, LineId, LineKind, NeededPart, Reduced, WorkOrderCancelled, WorkOrderCompleted, WorkOrderId, WorkOrderParts,
};
use kernel::outbox::Event;
use kernel::{Actor, Amount, BasisPoints, Module, Quantity, SiteId, outbox};
use sea_orm_migration::prelude::*;
use serde_json::{Value, json};
use testkit::{Client, FakeSites, Kit, press};
use utoipa_axum::router::OpenApiRouter;

/// Only the feed of the workshop, for its events.
struct Feed;

#[async_trait::async_trait]
impl MigratorTrait for Feed {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Tables)]
    }

    fn migration_table_name() -> DynIden {
        "workshop_migrations".into_iden()
    }
}

struct Tables;

impl MigrationName for Tables {
    fn name(&self) -> &'static str {
        "m0001_feed"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Tables {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for module in ["workshop", "billing"] {
            kernel::schema::create_module_tables(manager, module).await?;
        }
        Ok(())
    }
}

pub async fn garage() -> Kit {
    let migrations = [kernel::schema::migrate::<inventory::Migrator> as kernel::schema::Migrate, kernel::schema::migrate::<Feed>];
    Kit::start(
        |context, people| async move {
            let neighbours = ["workshop", "billing"].map(|name| Module::new(name, OpenApiRouter::new()));
            let inventory = inventory::module(context, Arc::new(FakeSites(people)), press());
            neighbours.into_iter().chain([inventory]).collect()
        },
        &migrations,
    )
    .await
}

pub fn filter() -> Value {
    json!({ "sku": "BP-1234", "name": "Filtre à huile", "category": "Filtres", "price": 22_550, "vat_rate": 1900 })
}

pub async fn product(kit: &Kit, body: Value) -> String {
    kit.owner().post("/products", body).await.expect(201).string("id")
}

pub fn numbered(place: usize) -> Value {
    json!({ "sku": format!("P-{place:03}"), "name": format!("Part {place:03}"), "price": 1000, "vat_rate": 1900 })
}

pub async fn receive(kit: &Kit, product: &str, quantity: i64, unit_cost: i64) {
    let line = json!({ "product_id": product, "quantity": quantity, "unit_cost": unit_cost });
    let _ = kit.owner().post("/stock/receipts", json!({ "site_id": kit.site, "lines": [line] })).await.expect(201);
}

/// On hand and average cost at the kit's site, as the owner sees them.
pub async fn stock(kit: &Kit, product: &str) -> (i64, i64) {
    let product = kit.owner().get(&format!("/products/{product}")).await.expect(200).json();
    let level = &product["stock"][0];
    (level["on_hand"].as_i64().unwrap_or_default(), level["average_cost"].as_i64().unwrap_or_default())
}

pub async fn movements(client: &Client, product: &str) -> Vec<Value> {
    let page = client.get(&format!("/products/{product}/movements?limit=100")).await.expect(200).json();
    page["items"].as_array().cloned().unwrap_or_default()
}

pub async fn assert_sound(kit: &Kit) {
    assert_eq!(inventory::doctor(kit.db()).await.unwrap(), Vec::<String>::new());
}

pub fn part(id: LineId, product: &str, quantity: i64) -> CompletedLine {
    CompletedLine {
        id,
        job_title: "Vidange".into(),
        kind: LineKind::Part,
        product_id: Some(ProductId(product.parse().unwrap())),
        code: None,
        description: "Filtre à huile".into(),
        unit: "each".into(),
        quantity: Quantity(quantity),
        unit_price: Amount(22_550),
        discount: BasisPoints(0),
        vat_rate: BasisPoints(1900),
        exempt_from: None,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
        net: Amount(22_550),
        reduced: Reduced::default(),
        payer: None,
    }
}

pub fn completed(id: WorkOrderId, site_id: SiteId, lines: Vec<CompletedLine>) -> WorkOrderCompleted {
    WorkOrderCompleted {
        id,
        number: "W-LAC-2026-00042".into(),
        site_id,
        customer_id: CustomerId::new(),
        customer_name: "Leïla Ben Ali".into(),
        vehicle_id: Some(VehicleId::new()),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208".into(),
        odometer_km: None,
        currency: "TND".into(),
        stamp_duty: Amount(1000),
        lines,
        completed_at: testkit::morning(),
        summary: "Vidange".into(),
        packed: vec![],
        po_number: None,
        exemption: None,
    }
}

pub fn needed(line_id: LineId, product: &str, quantity: i64) -> NeededPart {
    NeededPart {
        line_id,
        job_id: JobId::new(),
        job_title: "Vidange".into(),
        product_id: ProductId(product.parse().unwrap()),
        description: "Filtre à huile".into(),
        quantity: Quantity(quantity),
        is_approved: true,
    }
}

/// An order that wants these parts, promised so many hours from now on.
pub fn wants(id: WorkOrderId, site_id: SiteId, hours: i64, lines: Vec<NeededPart>) -> WorkOrderParts {
    WorkOrderParts {
        id,
        number: format!("W-LAC-2026-{hours:05}"),
        site_id,
        vehicle_plate: "215 TU 4821".into(),
        promised_at: Some(testkit::morning() + chrono::TimeDelta::hours(hours)),
        lines,
    }
}

/// On hand, reserved and available at the kit's site.
pub async fn shelf(kit: &Kit, product: &str) -> (i64, i64, i64) {
    let product = kit.owner().get(&format!("/products/{product}")).await.expect(200).json();
    let figure = |name: &str| product["stock"][0][name].as_i64().unwrap_or_default();
    (figure("on_hand"), figure("reserved"), figure("available"))
}

/// What is reserved for each waiting line, the earliest promise first.
pub async fn reserved(kit: &Kit, product: &str) -> Vec<(i64, i64)> {
    let page = kit.owner().get(&format!("/reservations?product={product}&limit=100")).await.expect(200).json();
    let figures = |row: &Value| (row["wanted"].as_i64().unwrap(), row["reserved"].as_i64().unwrap());
    page["items"].as_array().unwrap().iter().map(figures).collect()
}

/// The workshop says so, and everybody hears it.
pub async fn complete(kit: &Kit, order: &WorkOrderCompleted) {
    tell(kit, order).await;
}

pub async fn cancel(kit: &Kit, order: &WorkOrderCompleted) {
    tell(kit, &WorkOrderCancelled { id: order.id, number: order.number.clone(), site_id: order.site_id, reason: "sold".into() }).await;
}

pub async fn tell(kit: &Kit, event: &impl Event) {
    tell_as(kit, "workshop", event).await;
}

pub async fn tell_as(kit: &Kit, module: &str, event: &impl Event) {
    let mut tx = kit.db().begin().await.unwrap();
    let nadia = Actor { name: "Nadia".into(), ..Actor::system() };
    outbox::append(&mut tx, module, event, &nadia, kit.context.clock.as_ref()).await.unwrap();
    tx.commit().await.unwrap();
    kit.settle().await;
}
