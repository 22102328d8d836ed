use contracts::identity::{DocumentKind, Numbering, OpenWork};
use contracts::workshop::WorkOrderOpened;
use serde_json::{Value, json};

use crate::support::{Garage, labour, part};

#[tokio::test]
async fn an_order_opens_with_its_number_its_jobs_and_their_prices() {
    let garage = Garage::open().await;
    let reply = garage.advisor().post("/work-orders", garage.body(garage.three_jobs())).await.expect(201);
    let order = reply.json();
    assert_eq!(reply.headers["location"], format!("/api/v1/work-orders/{}", order["id"].as_str().unwrap()).as_str());
    assert!(reply.headers["etag"].to_str().unwrap().starts_with("\"1."));
    assert_eq!((&order["number"], &order["state"]), (&json!("LAC-2026-00001"), &json!("estimate")));
    assert_eq!(order["customer"]["name"], "Leïla Chebbi");
    assert_eq!(order["vehicle"]["plate"], "215 TU 4821");
    let nets: Vec<_> = order["jobs"].as_array().unwrap().iter().map(|job| job["totals"]["net"].as_i64().unwrap()).collect();
    assert_eq!(nets, [48_000 + 22_550 + 81_000, 90_000 + 118_750 + 192_800, 12_000 + 31_900]);
    let filter = &order["jobs"][0]["lines"][1];
    assert_eq!((&filter["code"], &filter["description"], &filter["unit"]), (&json!("FLT-OIL"), &json!("Oil filter"), &json!("each")));
    let hour = &order["jobs"][0]["lines"][0];
    assert_eq!((&hour["description"], &hour["unit"], &hour["unit_price"]), (&json!("Labour"), &json!("hour"), &json!(60_000)));
    assert_eq!(garage.opened(json!([])).await.json["number"], "LAC-2026-00002");
    assert_eq!(garage.told().await[0].open::<WorkOrderOpened>().unwrap().unwrap().number, "LAC-2026-00001");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_new_prefix_goes_on_in_the_same_sequence_and_a_closed_site_takes_no_work() {
    let garage = Garage::open().await;
    assert_eq!(garage.opened(json!([])).await.json["number"], "LAC-2026-00001");
    let mut numbering = Numbering { width: 3, ..Numbering::default() };
    numbering.prefixes.insert(DocumentKind::WorkOrder, "OR".into());
    garage.kit.people.number_by(numbering);
    assert_eq!(garage.opened(json!([])).await.json["number"], "OR-2026-002");
    let ports = workshop::ports(&garage.kit.context);
    let left = ports.open_work(garage.kit.site, 9).await.unwrap();
    assert_eq!(left.iter().map(|record| record.label.as_str()).collect::<Vec<_>>(), ["LAC-2026-00001", "OR-2026-002"]);
    assert!(ports.open_work(garage.kit.other_site, 9).await.unwrap().is_empty());
    garage.kit.people.close_site(testkit::morning());
    let refused = garage.advisor().post("/work-orders", garage.body(json!([]))).await.expect(422);
    assert_eq!(refused.pointers(), ["/site_id"]);
}

/// An order may be opened in the instant in which its site closes, and one is reopened there when its car comes back.
#[tokio::test]
async fn what_stands_at_a_closed_site_goes_on_to_its_end() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let begun = garage.opened(json!([])).await;
    garage.kit.people.close_site(testkit::morning());
    order.act(&garage.advisor(), "jobs", json!({ "title": "Wipers", "lines": [labour(500)] })).await;
    let word = json!({ "decisions": [order.decision(3, "decline")], "method": "phone", "by_name": "Leïla" });
    order.act(&garage.advisor(), "authorise", word).await;
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    assert_eq!(order.state(), "ready");
    begun.ask(&garage.advisor(), "cancel", json!({ "reason": "Closed" })).await.expect(200);
    let board = garage.advisor().get(&format!("/work-orders/board?site={}", garage.kit.site)).await.expect(200).text();
    assert!(board.contains(order.json["number"].as_str().unwrap()), "{board}");
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_was_opened_reads_back_the_same() {
    let garage = Garage::open().await;
    let mut order = garage.opened(garage.three_jobs()).await;
    let opened = order.json.clone();
    order.read(&garage.advisor()).await;
    assert_eq!(order.json, opened);
}

#[tokio::test]
async fn opening_again_under_one_key_opens_one_order() {
    let garage = Garage::open().await;
    let client = garage.advisor().with("idempotency-key", "k1");
    let body = garage.body(garage.three_jobs());
    let first = client.post("/work-orders", body.clone()).await.expect(201);
    let again = client.post("/work-orders", body).await.expect(201);
    assert_eq!(again.json(), first.json());
    assert_eq!(again.headers["idempotent-replayed"], "true");
    client.post("/work-orders", garage.body(json!([]))).await.expect(422);
    assert_eq!(garage.opened(json!([])).await.json["number"], "LAC-2026-00002");
}

#[tokio::test]
async fn the_year_of_a_number_is_the_sites() {
    let garage = Garage::open().await;
    // Half past midnight on New Year's Day in Tunis, still December in UTC.
    let new_year = "2026-12-31T23:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    garage.kit.clock.advance(new_year - testkit::morning());
    assert_eq!(garage.opened(json!([])).await.json["number"], "LAC-2027-00001");
}

#[tokio::test]
async fn lines_may_say_what_the_article_or_the_site_would() {
    let garage = Garage::open().await;
    let lines = json!([
        { "kind": "labour", "quantity": 500, "description": "Diagnosis", "unit_price": 80_000, "vat_rate": 700 },
        { "kind": "part", "product_id": garage.pads, "quantity": 1000, "description": "Pads, soft", "unit_price": 130_000, "discount": 1000 },
        { "kind": "part", "quantity": 2000, "description": "Bulb", "unit_price": 4_500 },
        { "kind": "fee", "quantity": 1000, "description": "Disposal", "unit_price": 5_000 },
        { "kind": "sublet", "quantity": 1000, "description": "Windscreen", "unit_price": 300_000 },
    ]);
    let order = garage.opened(json!([{ "title": "Mixed", "lines": lines }])).await;
    let lines = order.json["jobs"][0]["lines"].as_array().unwrap().clone();
    assert_eq!((&lines[0]["description"], &lines[0]["net"], &lines[0]["vat_rate"]), (&json!("Diagnosis"), &json!(40_000), &json!(700)));
    assert_eq!((&lines[1]["code"], &lines[1]["description"], &lines[1]["net"]), (&json!("PAD-FR"), &json!("Pads, soft"), &json!(117_000)));
    assert_eq!((&lines[2]["product_id"], &lines[2]["unit"], &lines[2]["net"]), (&Value::Null, &json!("each"), &json!(9_000)));
    assert_eq!(order.json["totals"]["net"], 40_000 + 117_000 + 9_000 + 5_000 + 300_000);
}

#[tokio::test]
async fn bad_input_is_told_where_it_is() {
    let garage = Garage::open().await;
    let nobody = "01900000-0000-7000-8000-00000000dead";
    let body = |changes: Value| {
        let mut body = garage.body(json!([]));
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        body
    };
    let line = |line: Value| garage.body(json!([{ "title": "Brakes", "lines": [labour(1000), line] }]));
    let many: Vec<_> = (0..7).map(|_| json!({ "title": "J", "lines": vec![labour(1); 30] })).collect();
    let cases = [
        (body(json!({ "concern": "  " })), "/concern"),
        (body(json!({ "concern": "a\u{0}b" })), "/concern"),
        (body(json!({ "concern": "a".repeat(2001) })), "/concern"),
        (body(json!({ "key_tag": "1\n2" })), "/key_tag"),
        (body(json!({ "odometer_in": -1 })), "/odometer_in"),
        (body(json!({ "promised_at": "+12026-01-01T00:00:00Z" })), "/promised_at"),
        (body(json!({ "promised_at": "tomorrow" })), "/promised_at"),
        (body(json!({ "customer_id": nobody })), "/customer_id"),
        (body(json!({ "customer_id": garage.archived })), "/customer_id"),
        (body(json!({ "vehicle_id": nobody })), "/vehicle_id"),
        (body(json!({ "colour": "red" })), "/colour"),
        (body(json!({ "jobs": [{ "title": "" }] })), "/jobs/0/title"),
        (body(json!({ "jobs": vec![json!({ "title": "J" }); 31] })), "/jobs"),
        (body(json!({ "jobs": many })), "/jobs"),
        (line(labour(0)), "/jobs/0/lines/1/quantity"),
        (line(labour(1_000_000_001)), "/jobs/0/lines/1/quantity"),
        (line(json!({ "kind": "labour", "quantity": 1.5 })), "/jobs/0/lines/1/quantity"),
        (line(json!({ "kind": "labour", "quantity": 1000, "discount": 10_001 })), "/jobs/0/lines/1/discount"),
        (line(json!({ "kind": "labour", "quantity": 1000, "vat_rate": -1 })), "/jobs/0/lines/1/vat_rate"),
        (line(json!({ "kind": "labour", "quantity": 1000, "unit_price": -1 })), "/jobs/0/lines/1/unit_price"),
        (line(json!({ "kind": "labour", "quantity": 1_000_000_000, "unit_price": 1_000_000_000_000_i64 })), "/jobs/0/lines/1/quantity"),
        (line(json!({ "kind": "tyre", "quantity": 1000 })), "/jobs/0/lines/1/kind"),
        (line(json!({ "kind": "fee", "quantity": 1000, "unit_price": 1 })), "/jobs/0/lines/1/description"),
        (line(json!({ "kind": "sublet", "quantity": 1000, "description": "Glass" })), "/jobs/0/lines/1/unit_price"),
        (line(json!({ "kind": "part", "quantity": 1000, "description": "Bulb" })), "/jobs/0/lines/1/unit_price"),
        (line(json!({ "kind": "part", "quantity": 1000, "product_id": nobody })), "/jobs/0/lines/1/product_id"),
        (line(part(garage.old, 1000)), "/jobs/0/lines/1/product_id"),
        (line(json!({ "kind": "fee", "quantity": 1000, "product_id": garage.pads })), "/jobs/0/lines/1/product_id"),
    ];
    for (body, pointer) in cases {
        let reply = garage.advisor().post("/work-orders", body.clone()).await;
        assert_eq!(reply.status, 422, "{pointer}: {}", reply.text());
        assert_eq!(reply.pointers(), [pointer], "{}", reply.text());
    }
    assert_eq!(garage.advisor().get("/work-orders").await.json()["items"], json!([]), "nothing was opened");
}

#[tokio::test]
async fn every_fault_is_told_at_once() {
    let garage = Garage::open().await;
    let mut body =
        garage.body(json!([{ "title": "J", "lines": [{ "kind": "fee", "quantity": 1000, "unit_price": 1 }, part(garage.old, 1)] }]));
    body["customer_id"] = json!(garage.archived);
    let pointers = garage.advisor().post("/work-orders", body).await.expect(422).pointers();
    assert_eq!(pointers, ["/customer_id", "/jobs/0/lines/0/description", "/jobs/0/lines/1/product_id"]);
}

#[tokio::test]
async fn opening_takes_the_permission_at_the_site() {
    let garage = Garage::open().await;
    let body = garage.body(json!([]));
    garage.kit.anonymous().post("/work-orders", body.clone()).await.expect(401);
    garage.kit.technician().post("/work-orders", body.clone()).await.expect(403);
    garage.kit.outsider().post("/work-orders", body).await.expect(404);
}
