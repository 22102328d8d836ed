//! Rooms and vans are their site's.

use contracts::inventory::{PRODUCT_READ, PRODUCT_WRITE, STOCK_ISSUE, STOCK_SEE_COST};
use serde_json::{Value, json};

use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, Scene, text};

pub fn operations() -> Vec<Operation> {
    let read = |id, reach, ask| operation(id, Needs::One(&[PRODUCT_READ]), reach, ask);
    let write = |id, ask| operation(id, Needs::One(&[PRODUCT_WRITE]), Reach::Record, ask);
    vec![
        read("list_locations", Reach::Rows, |scene| {
            Box::pin(async {
                loaded(scene).await;
                to("/stock/locations")
            })
        })
        .also(&[STOCK_SEE_COST]),
        read("get_location", Reach::Record, |scene| Box::pin(async { to(path(&loaded(scene).await, "")) })).also(&[STOCK_SEE_COST]),
        read("list_location_products", Reach::Record, |scene| Box::pin(async { to(path(&loaded(scene).await, "/products")) })),
        read("list_location_moves", Reach::Record, |scene| Box::pin(async { to(path(&loaded(scene).await, "/moves")) })),
        read("list_product_locations", Reach::Rows, |scene| {
            Box::pin(async {
                loaded(scene).await;
                to(format!("/products/{}/locations", scene.product))
            })
        }),
        write("create_location", |scene| Box::pin(async { with("/stock/locations", body(scene)) })),
        write("update_location", |scene| Box::pin(async { with(path(&van(scene).await, ""), json!({ "name": format!("{CANARY} 2") })) })),
        operation("move_stock", Needs::One(&[STOCK_ISSUE]), Reach::Record, |scene| {
            Box::pin(async {
                let van = van(scene).await;
                with("/stock/location-moves", into(scene, &van))
            })
        }),
    ]
}

fn body(scene: &Scene) -> Value {
    json!({ "site_id": scene.home, "name": format!("{CANARY} {}", uuid::Uuid::now_v7()), "kind": "van" })
}

async fn van(scene: &Scene) -> Value {
    scene.owner.done("/stock/locations", body(scene)).await
}

fn into(scene: &Scene, van: &Value) -> Value {
    json!({ "site_id": scene.home, "product_id": scene.product, "from": null, "to": van["id"], "quantity": 1 })
}

/// With a thousandth of the scene's product in it.
async fn loaded(scene: &Scene) -> Value {
    let van = van(scene).await;
    scene.owner.done("/stock/location-moves", into(scene, &van)).await;
    van
}

fn path(van: &Value, rest: &str) -> String {
    format!("/stock/locations/{}{rest}", text(&van["id"]))
}
