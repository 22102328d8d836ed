//! Demonstration data keeps the rules of real data.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::{CustomerCard, CustomerId};
use contracts::demo::{DemoJob, DemoLine, DemoProduct, DemoState, DemoVisit};
use contracts::inventory::{ProductId, StockMoved};
use contracts::vehicles::VehicleId;
use contracts::workshop::{JobId, LineId, LineKind, WorkOrderId};
use inventory::demo::{DemoLedger, load_products};
use kernel::{Amount, BasisPoints, Quantity};
use sea_orm::FromQueryResult;
use testkit::Kit;
use uuid::Uuid;

use crate::garage::{assert_sound, garage, movements};

fn products(many: i64) -> Vec<DemoProduct> {
    let product = |place: i64| DemoProduct {
        id: ProductId::new(),
        sku: format!("D-{place:04}"),
        name: format!("Pièce {place}"),
        category: "Démonstration".into(),
        brand: "Valeo".into(),
        unit: "each".into(),
        price: Amount(20_000),
        cost: Amount(10_000),
        vat_rate: BasisPoints(1900),
        minimum: Quantity::whole(2 + place % 5),
        core_charge: None,
    };
    (0..many).map(product).collect()
}

fn visit(kit: &Kit, products: &[DemoProduct], place: usize, parts: usize) -> DemoVisit {
    let opened_at: DateTime<Utc> = testkit::morning() + TimeDelta::minutes(i64::try_from(place).unwrap() * 7);
    // Some take long, so that completions cross the chunks.
    let hours = if place.is_multiple_of(9) { 90 } else { 3 };
    let line = |at: usize| DemoLine {
        id: LineId::new(),
        kind: LineKind::Part,
        product_id: Some(products[(place * 31 + at * 7) % products.len()].id),
        code: None,
        description: "Pièce".into(),
        unit: "each".into(),
        quantity: Quantity(500 + 250 * i64::try_from(at).unwrap()),
        unit_price: Amount(20_000),
        vat_rate: BasisPoints(1900),
        unit_cost: None,
        core_charge: None,
    };
    let job = |approved: bool| DemoJob { id: JobId::new(), title: "Vidange".into(), approved, lines: (0..parts).map(line).collect() };
    let is_open = place.is_multiple_of(25);
    DemoVisit {
        id: WorkOrderId::new(),
        number: format!("W-{place}"),
        site: kit.people.site_card(if place.is_multiple_of(3) { kit.other_site } else { kit.site }).unwrap(),
        customer: CustomerCard::named(CustomerId::new(), "Leïla"),
        vehicle_id: VehicleId::new(),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208".into(),
        technician: None,
        concern: "Vidange".into(),
        state: if is_open { DemoState::InProgress } else { DemoState::Closed },
        odometer_km: 1,
        key_tag: None,
        opened_at,
        promised_at: opened_at,
        completed_at: (!is_open).then(|| opened_at + TimeDelta::hours(hours)),
        closed_at: None,
        jobs: vec![job(true), job(false)],
        invoice: None,
        history_id: Uuid::now_v7(),
    }
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

async fn count(kit: &Kit, of: &str) -> i64 {
    kernel::db::one::<Count, _>(kit.db().reader(), format!("select count(*) as count from {of}"), []).await.unwrap().unwrap().count
}

#[tokio::test]
async fn demonstration_stock_is_explained_and_never_negative() {
    let kit = garage().await;
    let (products, sites) = (products(40), [kit.site, kit.other_site]);
    let visits: Vec<_> = (0..600).map(|place| visit(&kit, &products, place, 3)).collect();
    load_products(kit.db(), &products, &sites).await.unwrap();
    let mut ledger = DemoLedger::new(&products, &sites, kit.context.clock.clone());
    for chunk in visits.chunks(50) {
        ledger.add(kit.db(), chunk).await.unwrap();
    }
    ledger.finish(kit.db()).await.unwrap();

    assert_sound(&kit).await;
    assert_eq!(count(&kit, "inventory_movements where on_hand < 0").await, 0);
    let done = i64::try_from(visits.iter().filter(|visit| visit.completed_at.is_some()).count()).unwrap();
    assert_eq!(count(&kit, "inventory_consumptions").await, done * 3);
    assert_eq!(count(&kit, "inventory_movements where kind = 'consumption'").await, done * 3);
    for product in &products {
        let seen = movements(&kit.owner(), &product.id.to_string()).await;
        for pair in seen.windows(2) {
            let of = |movement: &serde_json::Value, field: &str| movement[field].as_i64().unwrap();
            assert_eq!(of(&pair[0], "on_hand") - of(&pair[0], "quantity"), of(&pair[1], "on_hand"));
        }
    }
    let found = kit.owner().get("/products?q=piece%207").await.expect(200).json();
    assert_eq!(found["items"][0]["sku"], "D-0007");
}

#[tokio::test]
async fn what_moves_tells_its_worth_and_what_lay_there_before_is_told_once() {
    let kit = garage().await;
    let (products, sites) = (products(12), [kit.site, kit.other_site]);
    let visits: Vec<_> = (0..60).map(|place| visit(&kit, &products, place, 3)).collect();
    load_products(kit.db(), &products, &sites).await.unwrap();
    let mut ledger = DemoLedger::new(&products, &sites, kit.context.clock.clone());
    ledger.add(kit.db(), &visits).await.unwrap();
    ledger.finish(kit.db()).await.unwrap();
    kit.settle().await;
    let feed = kernel::outbox::read(kit.db(), inventory::MODULE, 0, 100_000).await.unwrap();
    let mut left = std::collections::HashMap::new();
    let told: Vec<_> = feed.iter().filter_map(|event| event.open::<StockMoved>().unwrap()).collect();
    for moved in &told {
        let worth = moved.worth.as_ref().unwrap();
        let before = left.insert((moved.site_id, moved.product_id), worth.left).unwrap_or_default();
        assert_eq!(worth.before, before, "each goes on from the one before it");
    }
    assert_eq!(i64::try_from(told.len()).unwrap(), count(&kit, "inventory_movements").await);
    for _ in 0..2 {
        inventory::start(&kit.context).await.unwrap();
        let there = count(&kit, "inventory_stock where on_hand <> 0").await;
        assert_eq!(count(&kit, "inventory_outbox where kind = 'shelf.stood'").await, there);
    }
}
