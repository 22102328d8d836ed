//! What happened with a customer.

use contracts::billing::{InvoiceIssued, InvoicePaid, InvoiceRefunded};
use contracts::notifications::CustomerMessaged;
use contracts::scheduling::{AppointmentCancelled, AppointmentId, AppointmentNotice, AppointmentState};
use contracts::vehicles::VehicleId;
use contracts::workshop::{WorkOrderCancelled, WorkOrderId, WorkOrderOpened};
use kernel::Actor;
use kernel::Amount;
use kernel::outbox::{self, Event};
use uuid::Uuid;

use super::standing::invoice;
use super::*;

pub async fn tell<E: Event>(kit: &Kit, module: &str, event: &E) {
    let mut tx = kit.db().begin().await.unwrap();
    outbox::append(&mut tx, module, event, &Actor::system(), kit.clock.as_ref()).await.unwrap();
    tx.commit().await.unwrap();
    kit.settle().await;
}

fn id(customer: &Value) -> CustomerId {
    customer["id"].as_str().unwrap().parse().unwrap()
}

async fn entries(client: &Client, customer: &Value, query: &str) -> Vec<Value> {
    let page = client.get(&format!("{}/timeline?{query}", path(customer))).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

fn told(entries: &[Value]) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    entries.iter().map(|entry| format!("{} {}", text(&entry["kind"]), text(&entry["action"]))).collect()
}

async fn note(client: &Client, customer: &Value, action: &str, text: &str) -> Value {
    client.post(&format!("{}/timeline", path(customer)), json!({ "action": action, "text": text })).await.expect(201).json()
}

fn opened_order(kit: &Kit, customer: &Value) -> WorkOrderOpened {
    WorkOrderOpened {
        id: WorkOrderId::new(),
        number: "OR-LAC-2026-00001".into(),
        site_id: kit.site,
        customer_id: id(customer),
        vehicle_id: Some(VehicleId::new()),
        appointment_id: None,
        promised_at: None,
    }
}

pub fn given_up(kit: &Kit, customer: &Value) -> AppointmentNotice {
    AppointmentNotice {
        id: AppointmentId::new(),
        number: "RV-1".into(),
        site_id: kit.site,
        state: AppointmentState::Cancelled,
        customer_id: Some(id(customer)),
        name: "Leïla".into(),
        phone: None,
        email: None,
        language: None,
        deposit_due: None,
        reminder: None,
        vehicle_id: None,
        plate: None,
        start: "2026-12-01T08:00:00Z".parse().unwrap(),
        end: "2026-12-01T09:00:00Z".parse().unwrap(),
        promised_at: None,
        services: vec![],
        is_waiter: false,
        source: "desk".into(),
        technician_id: None,
        old_start: None,
        cancelled_by: Some("customer".into()),
        is_late: false,
    }
}

/// One of nearly everything.
async fn everything_happens(kit: &Kit, customer: &Value) {
    let order = opened_order(kit, customer);
    tell(kit, "workshop", &order).await;
    let reason = "Came for another car".to_owned();
    tell(kit, "workshop", &WorkOrderCancelled { id: order.id, number: order.number, site_id: kit.site, reason }).await;
    let mut bill = invoice(kit, customer, 100_000);
    tell(kit, "billing", &InvoiceIssued(bill.clone())).await;
    bill.due = Amount(30_000);
    tell(kit, "billing", &InvoicePaid(bill.clone())).await;
    // Told again, nothing more was paid.
    tell(kit, "billing", &InvoicePaid(bill.clone())).await;
    bill.due = Amount(40_000);
    tell(kit, "billing", &InvoiceRefunded(bill)).await;
    tell(kit, "scheduling", &AppointmentCancelled(given_up(kit, customer))).await;
    let subject = "Your car is ready".to_owned();
    let message = CustomerMessaged {
        id: Uuid::now_v7(),
        site_id: kit.site,
        customer_id: id(customer),
        outcome: "sent".into(),
        subject,
        reminds_of: None,
    };
    tell(kit, "notifications", &message).await;
    let consent = json!({ "channel": "sms", "purpose": "marketing", "granted": true, "source": "phone" });
    kit.advisor().post(&format!("{}/consents", path(customer)), consent).await.expect(200);
    note(&kit.advisor(), customer, "call", "Asked when it is ready").await;
}

#[tokio::test]
async fn a_timeline_gathers_what_modules_tell_and_what_people_note() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    everything_happens(&kit, &customer).await;
    let all = entries(&kit.owner(), &customer, "").await;
    let mut kinds = told(&all);
    kinds.sort();
    let expected = [
        "appointment cancelled",
        "consent granted",
        "invoice issued",
        "message sent",
        "note call",
        "payment paid",
        "payment refunded",
        "visit cancelled",
        "visit opened",
    ];
    assert_eq!(kinds, expected);
    let of = |kind: &str, action: &str| all.iter().find(|entry| entry["kind"] == kind && entry["action"] == action).unwrap();
    assert_eq!((&of("payment", "paid")["amount"], &of("payment", "refunded")["amount"]), (&json!(70_000), &json!(10_000)));
    assert_eq!(of("visit", "cancelled")["text"], "Came for another car");
    assert_eq!(of("consent", "granted")["label"], "sms.marketing");
    assert_eq!(of("appointment", "cancelled")["due_at"], "2026-12-01T08:00:00Z");
    assert_eq!(of("message", "sent")["label"], "Your car is ready");

    assert_eq!(told(&entries(&kit.owner(), &customer, "kinds=message,invoice").await).len(), 2);
    let unknown = kit.owner().get(&format!("{}/timeline?kinds=song", path(&customer))).await.expect(422);
    assert_eq!(unknown.pointers(), ["/kinds"]);
    // A technician reads no invoices.
    let seen = told(&entries(&kit.technician(), &customer, "").await);
    assert!(seen.contains(&"visit opened".to_owned()) && !seen.iter().any(|told| told.starts_with("payment")), "{seen:?}");
}

#[tokio::test]
async fn what_happened_at_a_site_is_seen_by_who_may_read_it_there() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let mut bill = invoice(&kit, &customer, 100_000);
    bill.site_id = kit.other_site;
    tell(&kit, "billing", &InvoiceIssued(bill)).await;
    assert!(entries(&kit.advisor(), &customer, "").await.is_empty());
    assert_eq!(told(&entries(&kit.outsider(), &customer, "").await), ["invoice issued"]);
}

#[tokio::test]
async fn pages_follow_each_other_newest_first() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let base = format!("{}/timeline", path(&customer));
    for day in 1..=5 {
        let body = json!({ "action": "remark", "text": format!("Day {day}"), "at": format!("2026-01-0{day}T08:00:00Z") });
        kit.advisor().post(&base, body).await.expect(201);
    }
    let (mut read, mut after) = (vec![], String::new());
    loop {
        let page = kit.advisor().get(&format!("{base}?limit=2{after}")).await.expect(200).json();
        read.extend(page["items"].as_array().unwrap().iter().map(|entry| entry["text"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(read, ["Day 5", "Day 4", "Day 3", "Day 2", "Day 1"]);
}

#[tokio::test]
async fn a_wrong_note_is_struck_out_and_stays() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let base = format!("{}/timeline", path(&customer));
    assert_eq!(kit.advisor().post(&base, json!({ "action": "call", "text": " \n" })).await.expect(422).pointers(), ["/text"]);
    let tomorrow = json!({ "action": "call", "text": "x", "at": "2999-01-01T00:00:00Z" });
    assert_eq!(kit.advisor().post(&base, tomorrow).await.expect(422).pointers(), ["/at"]);
    assert_eq!(kit.technician().post(&base, json!({ "action": "call", "text": "x" })).await.status, 403);

    let wrong = note(&kit.advisor(), &customer, "complaint", "Wrong customer").await;
    assert_eq!(wrong["actions"], json!(["strike"]));
    let strike = format!("{base}/{}/strike", wrong["id"].as_str().unwrap());
    assert_eq!(kit.technician().post(&strike, json!({})).await.status, 403);
    let other = create(&kit.advisor(), json!({ "kind": "person", "name": "Other" })).await;
    let elsewhere = format!("{}/timeline/{}/strike", path(&other), wrong["id"].as_str().unwrap());
    assert_eq!(kit.advisor().post(&elsewhere, json!({})).await.status, 404);
    kit.advisor().post(&strike, json!({})).await.expect(200);
    assert_eq!(kit.advisor().post(&strike, json!({})).await.expect(409).code(), "entry-struck");
    let shown = &entries(&kit.technician(), &customer, "kinds=note").await[0];
    assert_eq!((&shown["text"], shown["struck_at"].is_string()), (&json!("Wrong customer"), true));

    let consent = json!({ "channel": "sms", "purpose": "marketing", "granted": true, "source": "phone" });
    kit.advisor().post(&format!("{}/consents", path(&customer)), consent).await.expect(200);
    let agreed = &entries(&kit.advisor(), &customer, "kinds=consent").await[0];
    let strike = format!("{base}/{}/strike", agreed["id"].as_str().unwrap());
    assert_eq!(kit.advisor().post(&strike, json!({})).await.expect(409).code(), "not-by-hand");
}

#[tokio::test]
async fn a_merge_brings_both_timelines_together_and_its_undo_parts_them() {
    let kit = kit().await;
    let stays = create(&kit.advisor(), leila()).await;
    let goes = create(&kit.advisor(), json!({ "kind": "person", "name": "L. Ben Ali" })).await;
    note(&kit.advisor(), &stays, "call", "Hers").await;
    note(&kit.advisor(), &goes, "call", "The other's").await;
    let mut bill = invoice(&kit, &goes, 100_000);
    tell(&kit, "billing", &InvoiceIssued(bill.clone())).await;
    let owner = kit.owner();
    let merged = owner.post(&format!("{}/merge", path(&stays)), json!({ "from": goes["id"] })).await.expect(200).json();
    // Under way when they were merged: it names the one who went.
    tell(&kit, "workshop", &opened_order(&kit, &goes)).await;
    bill.due = Amount(0);
    tell(&kit, "billing", &InvoicePaid(bill)).await;
    let together = told(&entries(&owner, &stays, "").await);
    assert_eq!(together.len(), 6, "{together:?}");
    assert_eq!(told(&entries(&owner, &goes, "").await), together, "the old address shows the same");

    owner.post(&format!("{}/merges/{}/undo", path(&stays), merged["id"].as_str().unwrap()), json!({})).await.expect(200);
    let (mut hers, mut others) = (told(&entries(&owner, &stays, "").await), told(&entries(&owner, &goes, "").await));
    hers.sort();
    others.sort();
    assert_eq!(hers, ["merge merged", "merge unmerged", "note call"]);
    assert_eq!(others, ["invoice issued", "merge unmerged", "note call", "payment paid", "visit opened"]);
}
