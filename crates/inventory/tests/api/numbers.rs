//! Pieces with serial numbers and batches: received, told, fitted, taken back, withdrawn (PRODUCT J11).

use contracts::inventory::{Catalogue, MissingNumbers, MissingSearch, NumberSearch, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::SiteId;
use serde_json::{Value, json};
use testkit::{Kit, Reply};

use crate::garage::{assert_sound, cancel, complete, completed, filter, garage, needed, part, product, receive, tell, wants};

fn battery() -> Value {
    json!({ "sku": "BAT-70", "name": "Batterie 70 Ah", "price": 250_000, "vat_rate": 1900, "numbering": "serial" })
}

fn tyre() -> Value {
    json!({ "sku": "TYR-205", "name": "Pneu 205/55 R16", "price": 180_000, "vat_rate": 1900, "numbering": "batch" })
}

async fn say(kit: &Kit, product: &str, numbers: Value) -> Reply {
    kit.owner().post(&format!("/products/{product}/numbers"), json!({ "site_id": kit.site, "numbers": numbers })).await
}

/// What lies on shelves, by number.
async fn shelf(kit: &Kit, product: &str) -> Vec<(String, i64)> {
    let page = kit.owner().get(&format!("/products/{product}/numbers")).await.expect(200).json();
    let row = |row: &Value| (row["number"].as_str().unwrap().to_owned(), row["quantity"].as_i64().unwrap());
    page["items"].as_array().unwrap().iter().map(row).collect()
}

/// What an order's only line with numbers has.
async fn fitted(kit: &Kit, order: WorkOrderId) -> Vec<(String, i64)> {
    let lines = kit.owner().get(&format!("/stock/fitted?work_order={order}")).await.expect(200).json();
    let row = |row: &Value| (row["number"].as_str().unwrap().to_owned(), row["quantity"].as_i64().unwrap());
    lines["lines"][0]["numbers"].as_array().map(|numbers| numbers.iter().map(row).collect()).unwrap_or_default()
}

fn fault(reply: &Reply) -> (u16, String, String) {
    let fault = reply.json()["errors"][0].clone();
    (reply.status, fault["pointer"].as_str().unwrap_or_default().into(), fault["code"].as_str().unwrap_or_default().into())
}

/// An order that wants so many of an article.
async fn wanting(kit: &Kit, product: &str, quantity: i64) -> (WorkOrderId, LineId) {
    let (order, line) = (WorkOrderId::new(), LineId::new());
    tell(kit, &wants(order, kit.site, 1, vec![needed(line, product, quantity)])).await;
    (order, line)
}

fn pair(number: &str, quantity: i64) -> (String, i64) {
    (number.into(), quantity)
}

#[tokio::test]
async fn a_delivery_brings_numbers_and_what_has_none_shows_as_missing() {
    let kit = garage().await;
    let id = product(&kit, battery()).await;
    let supplier = kit.owner().post("/suppliers", json!({ "name": "Stafim" })).await.expect(201).string("id");
    let line = json!({ "product_id": id, "packs": 3000, "pack_cost": 150_000 });
    let order = json!({ "site_id": kit.site, "supplier_id": supplier, "lines": [line] });
    let order = kit.owner().post("/purchase-orders", order).await.expect(201).json();
    let path = format!("/purchase-orders/{}", order["id"].as_str().unwrap());
    let sent = kit.owner().post(&format!("{path}/send"), json!({})).await.expect(200).json();
    let came = |packs: i64, numbers: Value| json!({ "delivery_number": "BL-7", "lines": [{ "line_id": sent["lines"][0]["id"], "packs": packs, "numbers": numbers }] });
    let receive = format!("{path}/receive");
    let more = kit.owner().post(&receive, came(1000, json!([{ "number": "A1" }, { "number": "A2" }]))).await;
    assert_eq!(fault(&more), (422, "/lines/0/numbers".into(), "more-numbers".into()));
    let twice = kit.owner().post(&receive, came(2000, json!([{ "number": "A-1" }, { "number": "a1" }]))).await;
    assert_eq!(fault(&twice), (422, "/lines/0/numbers/1/number".into(), "duplicate".into()));
    let _ = kit.owner().post(&receive, came(2000, json!([{ "number": "SN A1" }]))).await.expect(200);
    let known = kit.owner().post(&receive, came(1000, json!([{ "number": "sn-a1" }]))).await;
    assert_eq!(fault(&known), (422, "/lines/0/numbers/0/number".into(), "number-on-hand".into()));
    assert_eq!(shelf(&kit, &id).await, [pair("SN A1", 1000)]);
    let shown = kit.owner().get(&format!("/products/{id}")).await.expect(200).json();
    assert_eq!((&shown["stock"][0]["on_hand"], &shown["stock"][0]["numbered"]), (&json!(2000), &json!(1000)));

    let told = say(&kit, &id, json!([{ "number": "SN A2" }])).await.expect(201).json();
    assert_eq!((&told["on_hand"], &told["numbered"]), (&json!(2000), &json!(2000)));
    let beyond = say(&kit, &id, json!([{ "number": "SN A3" }])).await;
    assert_eq!(fault(&beyond), (422, "/numbers".into(), "more-numbers".into()));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_piece_goes_on_a_line_by_its_number_and_comes_back() {
    let kit = garage().await;
    let id = product(&kit, battery()).await;
    receive(&kit, &id, 3000, 100).await;
    let _ = say(&kit, &id, json!([{ "number": "A1" }, { "number": "A2" }])).await.expect(201);
    let (order, line) = wanting(&kit, &id, 2000).await;
    let issue =
        |quantity: i64, numbers: Value| json!({ "work_order_id": order, "line_id": line, "quantity": quantity, "numbers": numbers });
    let two = kit.technician().post("/stock/issues", issue(1000, json!([{ "number": "A1" }, { "number": "A2" }]))).await;
    assert_eq!(fault(&two), (422, "/numbers".into(), "more-numbers".into()));
    let one = kit.technician().post("/stock/issues", issue(1000, json!([{ "number": "a 1" }]))).await.expect(201).json();
    assert_eq!(one["numbering"], "serial");
    assert_eq!((shelf(&kit, &id).await, fitted(&kit, order).await), (vec![pair("A2", 1000)], vec![pair("A1", 1000)]));

    // The second is issued first, and read later; nobody had told it before.
    let _ = kit.technician().post("/stock/issues", issue(1000, json!([]))).await.expect(201);
    let fit = |number: &str| json!({ "line_id": line, "numbers": [{ "number": number }] });
    let again = kit.technician().post("/stock/fitted", fit("A1")).await;
    assert_eq!((again.code().as_str(), fault(&again)), ("number-fitted", (409, "/numbers/0/number".into(), "number-fitted".into())));
    let _ = kit.technician().post("/stock/fitted", fit("Z9")).await.expect(201);
    let full = kit.technician().post("/stock/fitted", fit("A2")).await;
    assert_eq!(fault(&full), (422, "/numbers".into(), "more-numbers".into()));

    let unsaid = kit.technician().post("/stock/issues/take-back", json!({ "line_id": line, "quantity": 1000 })).await;
    assert_eq!(fault(&unsaid), (422, "/numbers".into(), "required".into()));
    let back = json!({ "line_id": line, "quantity": 1000, "numbers": [{ "number": "Z9" }] });
    let _ = kit.technician().post("/stock/issues/take-back", back).await.expect(201);
    assert_eq!(shelf(&kit, &id).await, [pair("A2", 1000), pair("Z9", 1000)]);
    let _ = kit.technician().post("/stock/issues/take-back", json!({ "line_id": line })).await.expect(201);
    assert_eq!((shelf(&kit, &id).await.len(), fitted(&kit, order).await.len()), (3, 0));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_batch_is_shared_by_many_and_one_that_nobody_received_is_believed() {
    let kit = garage().await;
    let id = product(&kit, tyre()).await;
    receive(&kit, &id, 6000, 100).await;
    let _ = say(&kit, &id, json!([{ "number": "DOT 1224", "quantity": 3000 }])).await.expect(201);
    let (order, line) = wanting(&kit, &id, 4000).await;
    let numbers = json!([{ "number": "dot1224", "quantity": 2000 }, { "number": "DOT 4023", "quantity": 2000 }]);
    let body = json!({ "work_order_id": order, "line_id": line, "numbers": numbers });
    let _ = kit.technician().post("/stock/issues", body).await.expect(201);
    assert_eq!(shelf(&kit, &id).await, [pair("DOT 1224", 1000)]);
    assert_eq!(fitted(&kit, order).await, [pair("DOT 1224", 2000), pair("DOT 4023", 2000)]);
    // A number that was misread is no piece on the shelf.
    let wrong = json!({ "line_id": line, "number": "DOT 4023" });
    let _ = kit.technician().post("/stock/fitted/correct", wrong.clone()).await.expect(200);
    assert_eq!(fault(&kit.technician().post("/stock/fitted/correct", wrong).await), (422, "/number".into(), "unknown".into()));
    assert_eq!((shelf(&kit, &id).await, fitted(&kit, order).await), (vec![pair("DOT 1224", 1000)], vec![pair("DOT 1224", 2000)]));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn numbers_follow_what_the_order_has_in_the_end() {
    let kit = garage().await;
    let id = product(&kit, battery()).await;
    receive(&kit, &id, 2000, 100).await;
    let (order, line) = wanting(&kit, &id, 2000).await;
    let done = completed(order, kit.site, vec![part(line, &id, 2000)]);
    complete(&kit, &done).await;
    let numbers = json!([{ "number": "B1" }, { "number": "B2" }]);
    let _ = kit.owner().post("/stock/fitted", json!({ "line_id": line, "numbers": numbers })).await.expect(201);
    complete(&kit, &completed(order, kit.site, vec![part(line, &id, 1000)])).await;
    assert_eq!((shelf(&kit, &id).await.len(), fitted(&kit, order).await.len()), (1, 1));
    cancel(&kit, &done).await;
    assert_eq!(shelf(&kit, &id).await, [pair("B1", 1000), pair("B2", 1000)]);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_number_leaves_the_shelf_for_good_and_frees_the_way_to_another_numbering() {
    let kit = garage().await;
    let id = product(&kit, battery()).await;
    receive(&kit, &id, 1000, 100).await;
    let _ = say(&kit, &id, json!([{ "number": "A1" }])).await.expect(201);
    let path = format!("/products/{id}");
    let kept = kit.owner().patch(&path, json!({ "numbering": "none" })).await;
    assert_eq!((kept.status, kept.code().as_str()), (409, "numbers-on-hand"));
    let withdraw = |number: &str| json!({ "site_id": kit.site, "number": number, "why": "scrapped", "reason": "leaks" });
    let withdrawn = format!("{path}/numbers/withdraw");
    assert_eq!(fault(&kit.owner().post(&withdrawn, withdraw("A9")).await), (422, "/number".into(), "unknown".into()));
    let left = kit.owner().post(&withdrawn, withdraw("a1")).await.expect(200).json();
    assert_eq!((&left["on_hand"], &left["numbered"]), (&json!(1000), &json!(0)));
    let _ = kit.owner().patch(&path, json!({ "numbering": "none" })).await.expect(200);
    assert_eq!(fault(&say(&kit, &id, json!([{ "number": "A1" }])).await), (422, "/numbers".into(), "not-numbered".into()));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn another_site_sees_none_of_it_and_may_say_nothing_of_it() {
    let kit = garage().await;
    let id = product(&kit, battery()).await;
    receive(&kit, &id, 2000, 100).await;
    let _ = say(&kit, &id, json!([{ "number": "A1" }])).await.expect(201);
    let (order, line) = wanting(&kit, &id, 1000).await;
    let body = json!({ "work_order_id": order, "line_id": line, "numbers": [{ "number": "A1" }] });
    let _ = kit.technician().post("/stock/issues", body).await.expect(201);
    let outsider = kit.outsider();
    let seen = outsider.get(&format!("/products/{id}/numbers")).await.expect(200).json();
    assert_eq!(seen["items"], json!([]));
    let seen = outsider.get(&format!("/stock/fitted?work_order={order}")).await.expect(200).json();
    assert_eq!(seen["lines"], json!([]));
    let numbers = json!({ "site_id": kit.site, "numbers": [{ "number": "A2" }] });
    assert_eq!(outsider.post(&format!("/products/{id}/numbers"), numbers).await.status, 404);
    let one = json!({ "line_id": line, "number": "A1" });
    assert_eq!(outsider.post("/stock/fitted/correct", one).await.status, 404);
    let nothing = json!({ "line_id": LineId::new(), "numbers": [{ "number": "A1" }] });
    assert_eq!(kit.owner().post("/stock/fitted", nothing).await.status, 404);
}

#[tokio::test]
async fn a_recall_finds_shelf_and_line_page_by_page() {
    let kit = garage().await;
    let id = product(&kit, tyre()).await;
    receive(&kit, &id, 9000, 100).await;
    let numbers: Vec<_> = ["DOT 1224", "DOT 1225", "DOT 1324", "DOT 0124"].map(|number| json!({ "number": number })).into();
    let _ = say(&kit, &id, json!(numbers)).await.expect(201);
    let (order, line) = wanting(&kit, &id, 1000).await;
    let body = json!({ "work_order_id": order, "line_id": line, "numbers": [{ "number": "DOT 1225" }] });
    let _ = kit.technician().post("/stock/issues", body).await.expect(201);
    let ports = inventory::ports(&kit.context);
    let mut asked = NumberSearch {
        product: Some(ProductId(id.parse().unwrap())),
        beginning: "dot 12".into(),
        sites: Some(vec![kit.site]),
        after: None,
        limit: 1,
    };
    let mut found = vec![];
    while let Some(part) = ports.numbered(&asked).await.unwrap().pop() {
        asked.after = Some((part.number_key.clone(), part.id));
        found.push((part.number, part.work_order_id));
    }
    assert_eq!(found, [("DOT 1224".to_owned(), None), ("DOT 1225".to_owned(), Some(order))]);
    let of_order = ports.numbers_of(&[order]).await.unwrap();
    assert_eq!((of_order.len(), of_order[0].sku.as_str()), (1, "TYR-205"));
    let elsewhere = NumberSearch { sites: Some(vec![]), after: None, ..asked };
    assert!(ports.numbered(&elsewhere).await.unwrap().is_empty());
}

/// A line of an order whose work is completed, at any site.
async fn taken(kit: &Kit, site: SiteId, product: &str) -> (WorkOrderId, LineId) {
    let (order, line) = (WorkOrderId::new(), LineId::new());
    complete(kit, &completed(order, site, vec![part(line, product, 1000)])).await;
    (order, line)
}

#[tokio::test]
async fn of_two_sites_that_fit_one_piece_at_once_the_second_is_refused() {
    let kit = garage().await;
    let id = product(&kit, battery()).await;
    for round in 0..8 {
        let (_, here) = taken(&kit, kit.site, &id).await;
        let (_, there) = taken(&kit, kit.other_site, &id).await;
        let fit = |line: LineId| json!({ "line_id": line, "numbers": [{ "number": format!("R{round}") }] });
        let (owner, outsider) = (kit.owner(), kit.outsider());
        let (first, second) = futures::join!(owner.post("/stock/fitted", fit(here)), outsider.post("/stock/fitted", fit(there)));
        let mut answers = [(first.status, first), (second.status, second)];
        answers.sort_by_key(|(status, _)| *status);
        assert_eq!(answers.each_ref().map(|(status, _)| *status), [201, 409]);
        assert_eq!(answers[1].1.code(), "number-fitted");
    }
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_piece_that_was_received_again_goes_on_another_line() {
    let kit = garage().await;
    let id = product(&kit, battery()).await;
    receive(&kit, &id, 1000, 100).await;
    let fit = |line: LineId| json!({ "line_id": line, "numbers": [{ "number": "A1" }] });
    for _ in 0..3 {
        let (_, line) = taken(&kit, kit.site, &id).await;
        assert_eq!(kit.owner().post("/stock/fitted", fit(line)).await.status, 201);
        receive(&kit, &id, 2000, 100).await;
        let _ = say(&kit, &id, json!([{ "number": "A1" }])).await.expect(201);
    }
    assert_sound(&kit).await;
}

/// The newest line without its numbers after another.
async fn missing(kit: &Kit, site: SiteId, after: Option<(WorkOrderId, LineId)>) -> Option<MissingNumbers> {
    let asked = MissingSearch { sites: Some(vec![site]), after, limit: 1 };
    inventory::ports(&kit.context).numbers_missing(&asked).await.unwrap().pop()
}

#[tokio::test]
async fn what_was_taken_without_a_number_is_missing_until_somebody_tells_it() {
    let kit = garage().await;
    let (battery, oil) = (product(&kit, battery()).await, product(&kit, filter()).await);
    let (first, line) = taken(&kit, kit.site, &battery).await;
    let (second, _) = taken(&kit, kit.site, &battery).await;
    let _ = taken(&kit, kit.site, &oil).await;
    let newest = missing(&kit, kit.site, None).await.unwrap();
    assert_eq!((newest.work_order_id, newest.quantity.0, newest.numbered.0, newest.is_serial), (second, 1000, 0, true));
    let newest = Some((newest.work_order_id, newest.line_id));
    let older = missing(&kit, kit.site, newest).await.unwrap();
    assert_eq!((older.work_order_id, older.line_id), (first, line));
    assert_eq!(missing(&kit, kit.site, Some((first, line))).await, None);
    assert_eq!(missing(&kit, kit.other_site, None).await, None);
    let _ = kit.owner().post("/stock/fitted", json!({ "line_id": line, "numbers": [{ "number": "A1" }] })).await.expect(201);
    assert_eq!(missing(&kit, kit.site, newest).await, None);
}
