//! Labels of a site, and what is scanned there.

use contracts::inventory::PRODUCT_READ;
use serde_json::json;

use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, text};

pub fn operations() -> Vec<Operation> {
    let record = |id, ask| operation(id, Needs::One(&[PRODUCT_READ]), Reach::Record, ask);
    vec![
        record("print_labels", |scene| {
            Box::pin(async {
                let (articles, bins) = (json!([{ "product_id": scene.product, "copies": 2 }]), json!([{ "bin": CANARY, "copies": 1 }]));
                with("/labels", json!({ "site_id": scene.home, "size": "roll_62x29", "articles": articles, "bins": bins }))
            })
        }),
        record("scan_code", |scene| {
            Box::pin(async {
                let product = scene.owner.read(&format!("/products/{}", scene.product)).await;
                to(format!("/stock/scan?site={}&code={}", text(&scene.home), text(&product["sku"])))
            })
        }),
    ]
}
