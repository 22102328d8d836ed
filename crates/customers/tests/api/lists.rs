//! Filters, orders and files of the list.

use chrono::TimeDelta;
use contracts::billing::InvoiceIssued;
use contracts::vehicles::VehicleId;
use contracts::workshop::{WorkOrderCancelled, WorkOrderCompleted, WorkOrderId};
use kernel::outbox::{self, Event};
use kernel::{Actor, Amount};

use super::standing::{happens, invoice};
use super::*;

pub async fn workshop_says<E: Event>(kit: &Kit, event: &E) {
    let mut tx = kit.db().begin().await.unwrap();
    outbox::append(&mut tx, "workshop", event, &Actor::system(), kit.clock.as_ref()).await.unwrap();
    tx.commit().await.unwrap();
    kit.settle().await;
}

pub fn completed(kit: &Kit, customer: &Value, days: i64) -> WorkOrderCompleted {
    WorkOrderCompleted {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: kit.site,
        customer_id: customer["id"].as_str().unwrap().parse().unwrap(),
        customer_name: String::new(),
        vehicle_id: Some(VehicleId::new()),
        vehicle_plate: String::new(),
        vehicle_label: String::new(),
        odometer_km: None,
        currency: "TND".into(),
        stamp_duty: Amount(0),
        lines: vec![],
        completed_at: testkit::morning() - TimeDelta::days(days),
        summary: String::new(),
        packed: vec![],
        po_number: None,
        exemption: None,
    }
}

/// Amine was here yesterday, Bachir long ago and owes, Chedly never and is on hold.
async fn three(kit: &Kit) -> [Value; 3] {
    let client = kit.advisor();
    let amine = create(&client, json!({ "kind": "person", "name": "Amine", "phone": "98 123 456", "email": "amine@example.tn" })).await;
    kit.clock.advance(TimeDelta::days(1));
    let bachir = create(&client, json!({ "kind": "business", "name": "Bachir", "email": "bachir@example.tn" })).await;
    kit.clock.advance(TimeDelta::days(1));
    let chedly = create(&client, json!({ "kind": "person", "name": "Chedly", "phone": "22 345 678" })).await;
    workshop_says(kit, &completed(kit, &amine, 1)).await;
    workshop_says(kit, &completed(kit, &bachir, 400)).await;
    // What they bought at the counter is no visit.
    workshop_says(kit, &WorkOrderCompleted { vehicle_id: None, ..completed(kit, &chedly, 2) }).await;
    happens(kit, &InvoiceIssued(invoice(kit, &bachir, 9_000))).await;
    kit.owner().post(&format!("{}/hold", path(&chedly)), json!({ "reason": "Owes since May" })).await.expect(200);
    [amine, bachir, chedly]
}

#[tokio::test]
async fn each_filter_shows_whom_it_says_in_each_order() {
    let kit = kit().await;
    three(&kit).await;
    for (query, expected) in [
        ("held=true", vec!["Chedly"]),
        ("held=false", vec!["Bachir", "Amine"]),
        ("owing=true", vec!["Bachir"]),
        ("owing=false&sort=name", vec!["Amine", "Chedly"]),
        ("has_phone=false", vec!["Bachir"]),
        ("has_email=true&sort=name", vec!["Amine", "Bachir"]),
        ("has_email=false", vec!["Chedly"]),
        ("kind=person&has_phone=true&sort=name", vec!["Amine", "Chedly"]),
        ("created_from=2026-11-21T00:00:00Z&sort=name", vec!["Bachir", "Chedly"]),
        ("created_until=2026-11-21T00:00:00Z&sort=name", vec!["Amine"]),
        ("visited_until=2026-01-01T00:00:00Z", vec!["Bachir"]),
        ("visited_from=2026-01-01T00:00:00Z&sort=-last_visit", vec!["Amine"]),
        ("sort=-last_visit", vec!["Amine", "Bachir", "Chedly"]),
        ("sort=-balance&limit=1", vec!["Bachir"]),
        ("q=98123456&held=false", vec!["Amine"]),
        ("q=98123456&held=true", vec![]),
        ("held=true&owing=true", vec![]),
    ] {
        assert_eq!(names(&kit.advisor(), &format!("/customers?{query}")).await, expected, "{query}");
    }
    for asked in ["owing=true", "owing=false", "sort=-balance"] {
        assert_eq!(kit.technician().get(&format!("/customers?{asked}")).await.status, 403, "{asked} tells of balances");
    }
    for sort in ["-last_visit", "-balance", "name"] {
        let (mut seen, mut after) = (vec![], String::new());
        loop {
            let page = kit.advisor().get(&format!("/customers?sort={sort}&limit=1&after={after}")).await.expect(200).json();
            seen.push(page["items"][0]["name"].as_str().unwrap().to_owned());
            match page["next"].as_str() {
                Some(next) => after = next.to_owned(),
                None => break,
            }
        }
        seen.sort();
        assert_eq!(seen, ["Amine", "Bachir", "Chedly"], "{sort}: everybody once");
    }
}

#[tokio::test]
async fn a_visit_counts_until_its_order_is_given_up() {
    let kit = kit().await;
    let [amine, ..] = three(&kit).await;
    let last = async || kit.technician().get(&path(&amine)).await.expect(200).json()["last_visit_at"].clone();
    assert_eq!(last().await, "2026-11-19T08:00:00Z");
    let mut done = completed(&kit, &amine, 0);
    workshop_says(&kit, &done).await;
    assert_eq!(last().await, "2026-11-20T08:00:00Z");
    done.completed_at += TimeDelta::hours(1);
    workshop_says(&kit, &done).await;
    assert_eq!(last().await, "2026-11-20T09:00:00Z", "completed again it is the same visit");
    let cancelled = WorkOrderCancelled { id: done.id, number: done.number, site_id: kit.site, reason: "x".into() };
    workshop_says(&kit, &cancelled).await;
    assert_eq!(last().await, "2026-11-19T08:00:00Z");
}

#[tokio::test]
async fn the_list_is_taken_away_as_it_is_filtered_and_that_is_on_record() {
    let kit = kit().await;
    three(&kit).await;
    create(&kit.advisor(), json!({ "kind": "person", "name": "=HYPERLINK(\"http://x\")", "phone": "+33 6 12 34 56 78" })).await;
    assert_eq!(kit.advisor().get("/customers/export").await.status, 403);
    let reply = kit.owner().get("/customers/export?sort=name&kind=person").await.expect(200);
    assert_eq!(reply.headers["content-type"], "text/csv; charset=utf-8");
    assert!(reply.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"customers-2026-11-22.csv\""));
    let text = reply.text();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(text.contains("'=HYPERLINK") && text.contains("'+33 6"), "{text}");
    let businesses = kit.owner().get("/customers/export?kind=business").await.expect(200).text();
    assert!(businesses.contains(",9.000,TND"), "{businesses}");
    let workbook = kit.owner().get("/customers/export?format=xlsx").await.expect(200);
    assert!(workbook.headers["content-type"].to_str().unwrap().contains("spreadsheetml"));
    let filter = kernel::audit::Filter {
        sites: None,
        entity: Some("customer".into()),
        id: None,
        actor: None,
        from: None,
        until: None,
        before: None,
        limit: 100,
    };
    let trail = kernel::audit::list(kit.db().reader(), customers::MODULE, &filter).await.unwrap();
    assert_eq!(trail.iter().filter(|entry| entry.action == "customer.export").count(), 3);
}
