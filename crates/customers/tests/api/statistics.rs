//! All customers in figures, and how they came.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::{InvoiceIssued, InvoicePaid};
use contracts::workshop::{LeadSource, WorkOrderCancelled, WorkOrderId, WorkOrderSourced};
use kernel::Amount;

use super::lists::{completed, workshop_says};
use super::standing::{happens, invoice};
use super::*;

async fn figures(client: &Client, query: &str) -> Value {
    client.get(&format!("/customer-statistics{query}")).await.expect(200).json()
}

fn came(kit: &Kit, customer: &Value, source: LeadSource, at: &str) -> WorkOrderSourced {
    WorkOrderSourced {
        id: WorkOrderId::new(),
        site_id: kit.site,
        customer_id: customer["id"].as_str().unwrap().parse().unwrap(),
        lead_source: Some(source),
        opened_at: at.parse::<DateTime<Utc>>().unwrap(),
    }
}

async fn ends(kit: &Kit, customer: &Value) -> [Value; 2] {
    let shown = kit.advisor().get(&path(customer)).await.expect(200).json();
    [shown["first_source"].clone(), shown["last_source"].clone()]
}

#[tokio::test]
async fn a_customer_shows_how_they_came_first_and_last() {
    let kit = kit().await;
    let leila = create(&kit.advisor(), leila()).await;
    assert_eq!(ends(&kit, &leila).await, [Value::Null, Value::Null]);
    let mut last = came(&kit, &leila, LeadSource::Returning, "2026-11-18T08:00:00Z");
    workshop_says(&kit, &last).await;
    workshop_says(&kit, &came(&kit, &leila, LeadSource::WordOfMouth, "2026-03-01T08:00:00Z")).await;
    assert_eq!(ends(&kit, &leila).await, [json!("word_of_mouth"), json!("returning")], "by when they came, not by when it was told");
    last.lead_source = Some(LeadSource::OnlineBooking);
    workshop_says(&kit, &last).await;
    assert_eq!(ends(&kit, &leila).await[1], "online_booking");
    assert_eq!(names(&kit.advisor(), "/customers?lead_source=word_of_mouth").await, ["Leïla Ben Ali"]);
    assert!(names(&kit.advisor(), "/customers?lead_source=online_booking").await.is_empty());
    last.lead_source = None;
    workshop_says(&kit, &last).await;
    assert_eq!(ends(&kit, &leila).await[1], "word_of_mouth", "nobody knows after all");
    let given_up = came(&kit, &leila, LeadSource::Advert, "2026-11-19T08:00:00Z");
    workshop_says(&kit, &given_up).await;
    let cancelled = WorkOrderCancelled { id: given_up.id, number: "LAC-1".into(), site_id: kit.site, reason: "x".into() };
    workshop_says(&kit, &cancelled).await;
    assert_eq!(ends(&kit, &leila).await[1], "word_of_mouth");
}

#[tokio::test]
async fn figures_count_whom_the_filtered_list_shows() {
    let kit = kit().await;
    let client = kit.advisor();
    let leila = create(&client, leila()).await;
    let rapide = create(&client, json!({ "kind": "business", "name": "Rapide", "language": "ar" })).await;
    let gone = create(&client, json!({ "kind": "person", "name": "Gone" })).await;
    let tag = client.post("/customer-tags", json!({ "name": "VIP", "colour": "violet" })).await.expect(201).json();
    for customer in [&leila, &gone] {
        client.put(&format!("{}/tags/{}", path(customer), tag["id"].as_str().unwrap()), json!({})).await.expect(200);
    }
    archive(&client, &gone).await;
    // It is the 20th of November: Leïla was here for the first time in October, and twice since; Rapide 400 days ago.
    for days in [40, 3, 1] {
        workshop_says(&kit, &completed(&kit, &leila, days)).await;
    }
    workshop_says(&kit, &completed(&kit, &rapide, 400)).await;
    workshop_says(&kit, &came(&kit, &leila, LeadSource::WebSearch, "2026-10-11T08:00:00Z")).await;

    let shown = figures(&client, "?months=3").await;
    assert_eq!(shown["total"], 2);
    assert_eq!(shown["kinds"], json!([{ "kind": "person", "count": 1 }, { "kind": "business", "count": 1 }]));
    assert_eq!(shown["languages"][0], json!({ "language": "fr", "count": 1 }));
    assert_eq!(shown["languages"][1], json!({ "language": "ar", "count": 1 }));
    assert_eq!(shown["tags"], json!([{ "tag_id": tag["id"], "count": 1 }]), "the archived one does not count");
    assert_eq!(shown["lead_sources"], json!([{ "source": "web_search", "count": 1 }]));
    assert_eq!(shown["visit_sources"], shown["lead_sources"]);
    let lost: Vec<_> = shown["lost"].as_array().unwrap().iter().map(|one| (one["months"].as_i64(), one["count"].as_i64())).collect();
    assert_eq!(lost, [(Some(6), Some(1)), (Some(12), Some(1)), (Some(24), Some(0))]);
    let before = shown["lost"][1]["before"].as_str().unwrap();
    assert_eq!(names(&client, &format!("/customers?visited_until={before}")).await, ["Rapide"]);
    let month = |from: &str, customers: i64, firsts: i64, returning: i64| json!({ "from": from, "new_customers": customers, "new_visits": firsts, "returning_visits": returning });
    let expected = [month("2026-09-01", 0, 0, 0), month("2026-10-01", 0, 1, 0), month("2026-11-01", 2, 0, 2)];
    assert_eq!(shown["months"], json!(expected));
    for wrong in ["?months=0", "?months=37", "?period=november", "?period=2026-13"] {
        assert_eq!(client.get(&format!("/customer-statistics{wrong}")).await.status, 422, "{wrong}");
    }
    assert_eq!(client.get("/customers?language=ar").await.expect(200).json()["items"][0]["name"], "Rapide");
}

#[tokio::test]
async fn who_was_invoiced_most_in_a_month_or_year_follows_invoices_and_merges() {
    let kit = kit().await;
    let client = kit.advisor();
    let (leila, other) = (create(&client, leila()).await, create(&client, json!({ "kind": "person", "name": "Leila B." })).await);
    let sami = create(&client, json!({ "kind": "person", "name": "Sami" })).await;
    let mut bill = invoice(&kit, &leila, 50_000);
    happens(&kit, &InvoiceIssued(bill.clone())).await;
    bill.due = Amount(0);
    happens(&kit, &InvoicePaid(bill.clone())).await;
    happens(&kit, &InvoiceIssued(invoice(&kit, &other, 40_000))).await;
    happens(&kit, &InvoiceIssued(invoice(&kit, &sami, 60_000))).await;
    let mut euros = invoice(&kit, &sami, 7_000);
    euros.currency = "EUR".into();
    happens(&kit, &InvoiceIssued(euros)).await;
    let top = async |query: &str| -> Vec<(String, i64)> {
        let shown = figures(&client, query).await;
        let one = |row: &Value| (row["name"].as_str().unwrap().to_owned(), row["invoiced"].as_i64().unwrap());
        shown["top"].as_array().unwrap().iter().map(one).collect()
    };
    let each =
        [("Sami", 7_000), ("Sami", 60_000), ("Leïla Ben Ali", 50_000), ("Leila B.", 40_000)].map(|(name, sum)| (name.to_owned(), sum));
    assert_eq!(top("").await, each);
    assert_eq!(top("?period=2026-11").await, each);
    assert!(top("?period=2025").await.is_empty());
    assert_eq!(figures(&kit.technician(), "").await["top"], json!([]), "a technician reads no invoices");

    let merge = kit.owner().post(&format!("{}/merge", path(&leila)), json!({ "from": other["id"] })).await.expect(200).json();
    assert_eq!(top("").await[1], ("Leïla Ben Ali".to_owned(), 90_000));
    let undo = format!("{}/merges/{}/undo", path(&leila), merge["id"].as_str().unwrap());
    kit.clock.advance(TimeDelta::hours(1));
    kit.owner().post(&undo, json!({})).await.expect(200);
    assert_eq!(top("?period=2026-11").await, each);
}
