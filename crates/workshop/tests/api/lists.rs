use std::collections::BTreeMap;
use std::sync::Arc;

use contracts::search::Searchable;
use kernel::search::Query;
use serde_json::{Value, json};

use crate::support::Garage;

fn numbers(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|row| row["number"].as_str().unwrap().to_owned()).collect()
}

async fn list(garage: &Garage, query: &str) -> Value {
    garage.advisor().get(&format!("/work-orders?{query}")).await.expect(200).json()
}

#[tokio::test]
async fn rows_show_what_a_board_card_needs() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    order.act(&garage.advisor(), "jobs", json!({ "title": "Wipers" })).await;
    order.act(&garage.kit.technician(), "hold", json!({ "reason": "approval" })).await;
    let expected = json!({
        "id": order.json["id"], "number": "LAC-2026-00001", "site_id": garage.kit.site, "state": "on_hold", "hold_reason": "approval",
        "held_since": "2026-11-20T08:00:00Z", "customer": { "id": garage.leila, "name": "Leïla Chebbi" },
        "vehicle": { "id": garage.peugeot, "plate": "215 TU 4821", "label": "Peugeot 208 2019" },
        "technician": { "id": garage.kit.people.technician, "name": "Amine" }, "title": "Oil service", "key_tag": "12",
        "promised_at": null, "opened_at": "2026-11-20T08:00:00Z", "completed_at": null, "total": 659_189, "currency": "TND", "jobs_waiting": 1, "parts": null, "parts_expected_on": null, "column_id": null,
        "version": order.json["version"],
        "actions": ["update", "add_job", "authorise", "assign", "resume", "cancel"],
    });
    assert_eq!(list(&garage, "").await["items"][0], expected);
    let board = garage.advisor().get(&format!("/work-orders/board?site={}", garage.kit.site)).await.expect(200).json();
    assert_eq!(board["items"], json!([expected]));
    assert_eq!(garage.kit.technician().get("/work-orders").await.json()["items"][0]["actions"], json!(["resume"]));
}

#[tokio::test]
async fn lists_filter_by_what_is_asked() {
    let garage = Garage::open().await;
    garage.opened(json!([])).await;
    let mut cancelled = garage.opened(json!([])).await;
    cancelled.act(&garage.advisor(), "cancel", json!({ "reason": "x" })).await;
    garage.in_progress().await;
    let (site, customer, vehicle) = (garage.kit.site, garage.leila, garage.peugeot);
    let technician = garage.kit.people.technician;
    for (query, found) in [
        (String::new(), vec![3, 2, 1]),
        (format!("site={site}"), vec![3, 2, 1]),
        ("state=estimate,in_progress".into(), vec![3, 1]),
        ("state=cancelled,estimate,cancelled".into(), vec![2, 1]),
        ("state=closed".into(), vec![]),
        (format!("customer={customer}&vehicle={vehicle}"), vec![3, 2, 1]),
        (format!("technician={technician}"), vec![3]),
        ("customer=01900000-0000-7000-8000-00000000dead".into(), vec![]),
        ("q=leila".into(), vec![3, 2, 1]),
        ("q=Leila%20chebbi&state=estimate".into(), vec![1]),
        ("q=LAC-2026-00002".into(), vec![2]),
        ("q=4821".into(), vec![3, 2, 1]),
        ("q=00003".into(), vec![3]),
        ("q=nobody".into(), vec![]),
        ("q=--".into(), vec![]),
    ] {
        let expected: Vec<_> = found.iter().map(|number| format!("LAC-2026-0000{number}")).collect();
        assert_eq!(numbers(&list(&garage, &query).await), expected, "{query}");
    }
    for wrong in ["state=lost", "sort=total", "limit=0", "limit=101", "after=x", "site=x"] {
        garage.advisor().get(&format!("/work-orders?{wrong}")).await.expect(422);
    }
    garage.advisor().get("/work-orders?q=%00").await.expect(200);
}

#[tokio::test]
async fn lists_come_in_pages() {
    let garage = Garage::open().await;
    for hour in [15, 9, 12] {
        let mut body = garage.body(json!([]));
        body["promised_at"] = json!(format!("2026-11-20T{hour:02}:00:00Z"));
        garage.advisor().post("/work-orders", body).await.expect(201);
    }
    garage.opened(json!([])).await;
    for (sort, expected) in [("-opened_at", [4, 3, 2, 1]), ("promised_at", [2, 3, 1, 4])] {
        let mut seen = vec![];
        let mut after = String::new();
        for _ in 0..4 {
            let page = list(&garage, &format!("limit=1&sort={sort}&after={after}")).await;
            seen.extend(numbers(&page));
            after = page["next"].as_str().unwrap_or_default().to_owned();
        }
        let expected: Vec<_> = expected.iter().map(|number| format!("LAC-2026-0000{number}")).collect();
        assert_eq!((seen, after.as_str()), (expected, ""), "{sort}");
    }
}

#[tokio::test]
async fn closed_and_cancelled_orders_leave_the_board() {
    let garage = Garage::open().await;
    let (mut closed, _) = garage.invoiced(0).await;
    closed.act(&garage.advisor(), "hand-over", json!({})).await;
    let mut cancelled = garage.opened(json!([])).await;
    cancelled.act(&garage.advisor(), "cancel", json!({ "reason": "x" })).await;
    garage.opened(json!([])).await;
    let board = garage.advisor().get("/work-orders/board").await.expect(200).json();
    assert_eq!(numbers(&board), ["LAC-2026-00003"]);
}

#[tokio::test]
async fn the_search_box_finds_orders_of_ones_own_sites() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([])).await;
    let ports: Arc<dyn Searchable> = workshop::ports(&garage.kit.context);
    let query = Query::parse("4821").unwrap();
    let advisor = garage.kit.people.actor("advisor").unwrap();
    let hits = ports.search(&advisor, &query, 5).await.unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(
        (hits[0].id, hits[0].title.as_str(), hits[0].subtitle.as_str()),
        (order.id().0, "LAC-2026-00001 · 215 TU 4821", "Leïla Chebbi")
    );
    assert_eq!(hits[0].state.as_deref(), Some("estimate"));
    let outsider = garage.kit.people.actor("outsider").unwrap();
    assert_eq!(ports.search(&outsider, &query, 5).await.unwrap(), []);
    let nobody = kernel::Actor { sites: BTreeMap::new(), ..advisor };
    assert_eq!(ports.search(&nobody, &query, 5).await.unwrap(), []);
}
