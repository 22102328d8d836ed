//! The catalogue is the group's, the stock its site's.

use contracts::inventory::{PRODUCT_READ, PRODUCT_WRITE, STOCK_ADJUST, STOCK_RECEIVE};
use serde_json::json;
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    vec![
        operation("list_products", Needs::One(&[PRODUCT_READ]), Reach::Rows, |_| Box::pin(async { to("/products") })),
        operation("get_product", Needs::One(&[PRODUCT_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/products/{}", scene.product)) })
        }),
        operation("list_movements", Needs::One(&[PRODUCT_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/products/{}/movements", scene.product)) })
        }),
        operation("create_product", Needs::One(&[PRODUCT_WRITE]), Reach::Group, |_| {
            Box::pin(async {
                let sku = Uuid::now_v7().simple().to_string();
                with("/products", json!({ "sku": sku, "name": "Filtre", "price": 22_550, "vat_rate": 1900 }))
            })
        }),
        operation("update_product", Needs::One(&[PRODUCT_WRITE]), Reach::Group, |scene| {
            Box::pin(async { with(format!("/products/{}", scene.product), json!({ "category": "Filtres" })) })
        }),
        operation("set_minimum", Needs::One(&[PRODUCT_WRITE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/products/{}/minimum", scene.product), json!({ "site_id": scene.home, "minimum": 1000 })) })
        }),
        operation("adjust_stock", Needs::One(&[STOCK_ADJUST]), Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "site_id": scene.home, "product_id": scene.product, "quantity": 1000, "reason": "Counted" });
                with("/stock/adjustments", body)
            })
        }),
        operation("receive_stock", Needs::One(&[STOCK_RECEIVE]), Reach::Record, |scene| {
            Box::pin(async {
                let line = json!({ "product_id": scene.product, "quantity": 1000, "unit_cost": 11_000 });
                with("/stock/receipts", json!({ "site_id": scene.home, "lines": [line] }))
            })
        }),
    ]
}
