//! What a garage has before a visit, made through the gateway.

use serde_json::{Value, json};

use crate::server::Person;

/// Leïla with her Peugeot.
pub async fn leila(nadia: &Person) -> (Value, Value) {
    let customer = nadia.done("/customers", json!({ "kind": "person", "name": "Leïla Ben Salah", "phone": "98 123 456" })).await;
    let vehicle = json!({ "owner_id": customer["id"], "plate": "215 TU 4821", "make": "Peugeot", "model": "208", "year": 2019 });
    let vehicle = nadia.done("/vehicles", vehicle).await;
    (customer, vehicle)
}

/// An article with stock.
pub async fn article(owner: &Person, site: &Value, sku: &str, quantity: i64) -> Value {
    let product = owner.done("/products", json!({ "sku": sku, "name": sku, "price": 20_000, "vat_rate": 1900 })).await;
    let line = json!({ "product_id": product["id"], "quantity": quantity, "unit_cost": 9_000 });
    owner.done("/stock/receipts", json!({ "site_id": site, "lines": [line] })).await;
    product["id"].clone()
}

pub async fn site(person: &Person) -> Value {
    person.read("/me").await["sites"][0]["id"].clone()
}
