//! Parts over the counter.

use contracts::billing::InvoiceIssued;
use contracts::inventory::ProductId;
use contracts::workshop::{WorkOrderCompleted, WorkOrderOpened, WorkOrderParts};
use serde_json::{Value, json};
use testkit::Reply;

use crate::support::{Garage, Order, part, refused};

fn taken(product: ProductId, quantity: i64) -> Value {
    json!({ "product_id": product, "quantity": quantity })
}

fn sale(garage: &Garage, lines: &[Value]) -> Value {
    json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "lines": lines })
}

async fn ask(garage: &Garage, body: Value) -> Reply {
    garage.advisor().post("/counter-sales", body).await
}

async fn sold(garage: &Garage) -> Order {
    let json = ask(garage, sale(garage, &[taken(garage.filter, 2000), taken(garage.oil, 5000)])).await.expect(201).json();
    Order { path: format!("/work-orders/{}", json["id"].as_str().unwrap()), json }
}

#[tokio::test]
async fn a_sale_is_completed_at_once_and_told_as_any_order() {
    let garage = Garage::open().await;
    let order = sold(&garage).await;
    assert_eq!((order.state(), &order.json["vehicle"], order.authorisation(0)), ("ready", &Value::Null, "approved"));
    assert_eq!(order.json["jobs"][0]["title"], "Vente au comptoir");
    // 2 × 22.550 + 5 × 18.000 with 19 % VAT, and the stamp.
    assert_eq!(order.json["totals"]["total"], 161_769);
    let told = garage.told().await;
    let opened: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderOpened>().unwrap()).collect();
    let parts: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderParts>().unwrap()).collect();
    let completed: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderCompleted>().unwrap()).collect();
    assert_eq!((opened[0].vehicle_id, parts[0].lines.len()), (None, 2));
    assert_eq!((completed.len(), completed[0].vehicle_id, completed[0].lines.len()), (1, None, 2));
    let board = garage.advisor().get("/work-orders/board").await.expect(200).json();
    assert_eq!(board["items"], json!([]), "it stands on no board");
    let listed = garage.advisor().get("/work-orders").await.expect(200).json();
    assert_eq!(listed["items"][0]["vehicle"], Value::Null);
    garage.is_healthy().await;
}

#[tokio::test]
async fn its_invoice_closes_it() {
    let garage = Garage::open().await;
    let mut order = sold(&garage).await;
    garage.tell("billing", &InvoiceIssued(garage.invoice(&order, 161_769))).await;
    order.read(&garage.advisor()).await;
    assert_eq!((order.state(), order.json["closed_at"].is_string()), ("closed", true));
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_same_key_sells_once_and_a_price_is_told_before() {
    let garage = Garage::open().await;
    let body = sale(&garage, &[taken(garage.filter, 2000)]);
    let price = garage.advisor().post("/counter-sales/price", body.clone()).await.expect(200).json();
    assert_eq!((&price["lines"][0]["net"], &price["totals"]["total"]), (&json!(45_100), &json!(54_669)));
    let first = garage.advisor().with("Idempotency-Key", "one").post("/counter-sales", body.clone()).await.expect(201).json();
    let again = garage.advisor().with("Idempotency-Key", "one").post("/counter-sales", body).await.expect(201).json();
    assert_eq!(first["id"], again["id"]);
}

#[tokio::test]
async fn without_a_name_the_sites_walk_in_customer_buys() {
    let garage = Garage::open().await;
    let mut body = sale(&garage, &[taken(garage.filter, 1000)]);
    body.as_object_mut().unwrap().remove("customer_id");
    assert_eq!(ask(&garage, body.clone()).await.expect(422).pointers(), ["/customer_id"]);
    let path = format!("/workshops/{}/counter", garage.kit.site);
    let archived = json!({ "customer_id": garage.archived });
    assert_eq!(garage.kit.owner().put(&path, archived).await.expect(422).pointers(), ["/customer_id"]);
    garage.advisor().put(&path, json!({ "customer_id": garage.leila })).await.expect(403);
    garage.kit.owner().put(&path, json!({ "customer_id": garage.leila })).await.expect(200);
    let counter = garage.advisor().get(&path).await.expect(200).json();
    assert_eq!((&counter["customer"]["name"], &counter["version"]), (&json!("Leïla Chebbi"), &json!(1)));
    let order = ask(&garage, body).await.expect(201).json();
    assert_eq!(order["customer"]["name"], "Leïla Chebbi");
}

#[tokio::test]
async fn what_is_not_there_is_not_sold_and_who_may_not_sell_does_not() {
    let garage = Garage::open().await;
    let body = sale(&garage, &[taken(garage.cabin, 1000)]);
    refused(ask(&garage, body.clone()).await, "stock-insufficient");
    garage.kit.technician().post("/counter-sales", body.clone()).await.expect(403);
    let mut anyway = body;
    anyway["allow_negative_stock"] = json!(true);
    ask(&garage, anyway.clone()).await.expect(403);
    garage.kit.owner().post("/counter-sales", anyway).await.expect(201);
    let old = sale(&garage, &[taken(garage.filter, 1000), taken(garage.old, 1000)]);
    assert_eq!(ask(&garage, old).await.expect(422).pointers(), ["/lines/1/product_id"]);
    let mut dear = sale(&garage, &[taken(garage.filter, 1000)]);
    dear["lines"][0]["discount"] = json!(1500);
    assert_eq!(ask(&garage, dear).await.expect(422).pointers(), ["/lines/0/discount"]);
}

#[tokio::test]
async fn what_only_a_visit_has_is_refused_and_a_mistake_is_put_right() {
    let garage = Garage::open().await;
    let mut order = sold(&garage).await;
    let owner = garage.kit.owner();
    refused(order.ask(&owner, "copy", json!({})).await, "no-vehicle");
    refused(order.ask(&owner, "intakes", json!({})).await, "no-vehicle");
    order.act(&owner, "reopen", json!({ "reason": "One too many" })).await;
    assert!(!order.json["actions"].as_array().unwrap().contains(&json!("assign")));
    refused(order.ask(&owner, "vehicle", json!({ "vehicle_id": garage.peugeot, "fits": true })).await, "no-vehicle");
    let line = order.line_path(0, 0);
    order.json = owner.patch(&line, json!({ "quantity": 1000 })).await.expect(200).json();
    order.act(&owner, "complete", json!({})).await;
    assert_eq!((order.state(), &order.json["totals"]["net"]), ("ready", &json!(112_550)));
    let visit = garage.opened(json!([{ "title": "Oil", "lines": [part(garage.oil, 1000)] }])).await;
    assert!(visit.json["vehicle"]["plate"].is_string());
    garage.is_healthy().await;
}

#[tokio::test]
async fn cans_are_sold_at_their_price_and_take_their_litres() {
    let garage = Garage::open().await;
    let can = json!({ "product_id": garage.oil, "quantity": 2000, "pack": "Bidon 5 L" });
    let order = ask(&garage, sale(&garage, &[can])).await.expect(201).json();
    let line = &order["jobs"][0]["lines"][0];
    assert_eq!(
        (&line["unit"], &line["unit_price"], &line["net"], &line["pack"]),
        (&json!("Bidon 5 L"), &json!(85_000), &json!(170_000), &json!(5000))
    );
    let told = garage.told().await;
    let parts: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderParts>().unwrap()).collect();
    let completed: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderCompleted>().unwrap()).collect();
    assert_eq!((parts[0].lines[0].quantity.0, completed[0].lines[0].quantity.0), (10_000, 2000));
    assert_eq!(completed[0].lines_of_stock()[0].quantity.0, 10_000);
    // 48 litres are there: ten cans are more.
    let many = json!({ "product_id": garage.oil, "quantity": 10_000, "pack": "Bidon 5 L" });
    refused(ask(&garage, sale(&garage, &[many])).await, "stock-insufficient");
    garage.is_healthy().await;
}

#[tokio::test]
async fn pieces_and_cans_are_not_cut() {
    let garage = Garage::open().await;
    let half = |product, pack: Option<&str>| json!({ "product_id": product, "quantity": 1500, "pack": pack });
    let lines = [half(garage.filter, None), half(garage.oil, Some("Bidon 5 L")), half(garage.oil, Some("Fût")), half(garage.oil, None)];
    let refused = ask(&garage, sale(&garage, &lines)).await.expect(422);
    assert_eq!(refused.pointers(), ["/lines/0/quantity", "/lines/1/quantity", "/lines/2/pack"]);
    assert_eq!(refused.json()["errors"][0]["code"], "fraction");
    let order = garage.opened(json!([{ "title": "Oil", "lines": [part(garage.filter, 1000), part(garage.oil, 4500)] }])).await;
    let cut = garage.advisor().patch(&order.line_path(0, 0), json!({ "quantity": 1500 })).await.expect(422);
    assert_eq!(cut.pointers(), ["/quantity"]);
    garage.advisor().patch(&order.line_path(0, 1), json!({ "quantity": 4250 })).await.expect(200);
    let entered = json!({ "kind": "part", "product_id": garage.filter, "quantity": 500 });
    let entered = garage.advisor().post(&format!("{}/lines", order.job_path(0)), entered).await.expect(422);
    assert_eq!(entered.pointers(), ["/quantity"]);
}
