//! What things cost is for those who hold `stock.see_cost`, wherever it stands.

use contracts::inventory::STOCK_SEE_COST;
use reqwest::Method;
use serde_json::json;

use super::people::{Place, hire, program};
use super::scene::{COST, Scene, text};
use super::table::{Reach, all_but, table};
use super::walk::{documented, send};

fn has_cost(text: &str) -> bool {
    text.contains(&COST.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_operation_tells_a_cost_to_who_may_not_see_it() {
    let scene = Scene::open().await;
    let documented = documented(&scene).await;
    let blind = hire(&scene.server, &scene.owner, &all_but(&[STOCK_SEE_COST]), Place::At(&scene.home)).await;
    let mut telling = vec![];
    for operation in table().iter().filter(|operation| documented[operation.id].method == Method::GET && operation.id != "watch_live") {
        let request = (operation.ask)(&scene).await;
        let answer = send(&blind, &Method::GET, &request).await;
        assert!(!has_cost(&answer.text), "{}: {}", operation.id, answer.text);
        if operation.reach != Reach::Own && has_cost(&send(&scene.owner, &Method::GET, &request).await.text) {
            telling.push(operation.id);
        }
    }
    // Figures hear of it a moment later: whoever reads them first may see none.
    telling.retain(|operation| !operation.starts_with("list_kpi"));
    let store = ["list_supplier_invoices", "list_unbilled", "get_supplier_invoice", "list_supplier_returns", "get_supplier_return"];
    let shelves = ["get_transfer", "get_stock_month", "list_stock_take_lines"];
    let where_told = ["list_audit", "get_product", "list_movements", "list_supplier_items", "get_purchase_order"];
    let where_told = [where_told.as_slice(), &store, &shelves, &["show_margin", "list_work_in_progress", "get_stock_value"]].concat();
    assert_eq!(telling, where_told, "where the owner reads it");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_receives_and_counts_stock_learns_no_cost_by_it() {
    let scene = Scene::open().await;
    let storeman = program(&scene.owner, &["stock.receive", "stock.adjust", "product.write"], &scene.home).await;
    let counted = json!({ "site_id": scene.home, "product_id": scene.product, "quantity": 1000, "reason": "Counted" });
    let answer = storeman.done("/stock/adjustments", counted).await;
    assert_eq!((&answer["unit_cost"], answer["quantity"].as_i64()), (&json!(null), Some(1000)));
    let line = json!({ "product_id": scene.product, "quantity": 1000, "unit_cost": COST });
    let received = storeman.done("/stock/receipts", json!({ "site_id": scene.home, "lines": [line] })).await;
    assert_eq!(received["movements"][0]["unit_cost"], json!(null));
    let path = format!("/products/{}", scene.product);
    let changed = storeman.request(Method::PATCH, &path).json(&json!({ "category": "Filtres" })).send().await.unwrap();
    assert!(!has_cost(&changed.text().await.unwrap()));
    let seen = scene.owner.read(&format!("{path}/movements?site={}", text(&scene.home))).await;
    assert_eq!(seen["items"][0]["unit_cost"], COST);
}
