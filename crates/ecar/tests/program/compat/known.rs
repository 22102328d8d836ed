//! Fields of the old answers that ECAR knows something of.

use reqwest::Method;
use serde_json::{Value, json};

use super::table::asked;
use crate::server::{Person, Server};

struct Shop {
    owner: Person,
    site: Value,
    vehicle: Value,
    customer: Value,
}

impl Shop {
    async fn with(server: &Server) -> Self {
        let owner = server.owner().await;
        let site = owner.read("/me").await["sites"][0]["id"].clone();
        let customer = owner.done("/customers", json!({ "kind": "person", "name": "Sami Ben Ali", "phone": "+21698121212" })).await;
        let vehicle = json!({ "owner_id": customer["id"], "plate": "202 TU 1010", "make": "Kia", "model": "Rio", "odometer_km": 41_000 });
        let vehicle = owner.done("/vehicles", vehicle).await["id"].clone();
        Self { owner, site, vehicle, customer: customer["id"].clone() }
    }

    async fn old(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, answer) = asked(&self.owner, method, path, body).await;
        assert!((200..300).contains(&status), "{path}: {status} {answer}");
        answer
    }

    async fn told(&self, path: &str) -> Value {
        self.old(Method::GET, path, Value::Null).await
    }
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_has_its_car_and_the_car_what_was_done_last() {
    let server = Server::start().await;
    let shop = Shop::with(&server).await;
    let car = format!("/api/cars/{}/", shop.vehicle.as_str().unwrap());
    let before = shop.told(&car).await;
    assert_eq!((&before["last_service_date"], &before["last_service_mileage"]), (&Value::Null, &Value::Null));
    let body = json!({
        "car_id": shop.vehicle, "title": "Vidange", "description": "Vidange et filtre", "scheduled_date": "2026-12-02T09:00:00Z",
        "service_mileage": 41_500,
    });
    let service = shop.old(Method::POST, "/api/services/", body).await;
    assert_eq!((&service["car"]["make"], &service["car"]["license_plate"]), (&json!("Kia"), &json!("202 TU 1010")), "{service}");
    assert_eq!((&service["car"], &service["service_type"]), (&service["car_details"], &Value::Null));
    let item = json!({ "service_id": service["id"], "item_type": "labor", "name": "Main d'œuvre", "quantity": 1, "unit_price": "60.000" });
    shop.old(Method::POST, "/api/service-items/", item).await;
    let done = shop.old(Method::POST, &format!("/api/services/{}/complete/", id(&service)), json!({})).await;
    let page = shop.told(&format!("/api/services/?car={}", shop.vehicle.as_str().unwrap())).await;
    let row = &page["results"][0];
    assert!(row["completed_date"].is_string(), "{row}");
    assert_eq!((&row["completed_date"], &row["car"]["id"]), (&done["completed_date"], &shop.vehicle));
    assert_eq!(row["car"]["license_plate"], "202 TU 1010");
    let completed = done["completed_date"].as_str().unwrap()[..10].to_owned();
    shop.owner.eventually(&format!("/vehicles/{}/history", shop.vehicle.as_str().unwrap()), |visits| !visits["items"][0].is_null()).await;
    let after = shop.told(&car).await;
    assert_eq!((&after["last_service_date"], &after["last_service_mileage"]), (&json!(completed), &json!(41_500)), "{after}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_names_the_promotion_that_took_something_off() {
    let server = Server::start().await;
    let shop = Shop::with(&server).await;
    let promotion =
        json!({ "title": "Rentrée", "start_date": "2020-01-01", "end_date": "2099-12-31", "discount_percent": "10", "site": shop.site });
    let promotion = shop.old(Method::POST, "/api/v1/promotions/", promotion).await;
    let mut found = vec![];
    for completion in [json!({ "promotion_id": promotion["id"] }), json!({ "discount_amount": "5.000" }), json!({})] {
        let body = json!({
            "customer": shop.customer, "vehicle": shop.vehicle, "site": shop.site, "description": "Freins", "labor_cost": "100.000",
        });
        let request = shop.old(Method::POST, "/api/v1/service_request/", body).await;
        shop.old(Method::POST, &format!("/api/v1/service_request/{}/complete/", id(&request)), completion).await;
        let invoice = shop.old(Method::POST, "/api/v1/invoices/", json!({ "service_request": request["id"] })).await;
        found.push(shop.told(&format!("/api/v1/invoices/{}/", id(&invoice))).await["promotion"].clone());
    }
    assert_eq!(found, [promotion["id"].clone(), Value::Null, Value::Null]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inventory_is_found_by_shelf_and_brand() {
    let server = Server::start().await;
    let shop = Shop::with(&server).await;
    let site = shop.site.as_str().unwrap();
    for (sku, brand, bin) in [("KN-1", "Knecht", "Z-9"), ("KN-2", "Knecht", "Z-1"), ("MA-1", "Mahle", "Z-5")] {
        let product = json!({ "sku": sku, "name": "Filtre témoin", "brand": brand, "unit": "each", "price": 20_000, "vat_rate": 1900 });
        let product = shop.owner.done("/products", product).await["id"].clone();
        let stock = json!({ "product": product, "site": site, "quantity_on_hand": 3, "reorder_level": 1, "reorder_quantity": 6, "bin_location": bin });
        shop.old(Method::POST, "/api/v1/inventory/", stock).await;
    }
    let found = async |asked: &str| {
        let page = shop.told(&format!("/api/v1/inventory/?site_id={site}&{asked}")).await;
        let rows = page["results"].as_array().unwrap().clone();
        rows.iter().map(|row| row["product_sku"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("bin_location=z-&ordering=bin").await, ["KN-2", "MA-1", "KN-1"]);
    assert_eq!(found("bin_location=z-&ordering=-bin").await, ["KN-1", "MA-1", "KN-2"]);
    assert_eq!(found("brand=knecht&ordering=bin").await, ["KN-2", "KN-1"]);
    assert!(found("bin_location=nowhere").await.is_empty());
    let page = shop.told(&format!("/api/v1/inventory/?site_id={site}&bin_location=Z-5")).await;
    let row = &page["results"][0];
    assert_eq!((&row["bin_location"], &row["product_brand"]), (&json!("Z-5"), &json!("Mahle")), "{row}");
    assert_eq!(row["reorder_quantity"], shop.told(&format!("/api/v1/inventory/{}/", id(row))).await["reorder_quantity"]);
    let options = shop.told(&format!("/api/v1/inventory/filter-options/?site_id={site}")).await;
    let brands: Vec<_> = options["brands"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(["Knecht", "Mahle"].iter().all(|brand| brands.contains(brand)), "{options}");
}

#[tokio::test(flavor = "multi_thread")]
async fn how_often_a_vehicle_is_looked_at_is_kept() {
    let server = Server::start().await;
    let shop = Shop::with(&server).await;
    let path = format!("/api/v1/vehicle/{}/", shop.vehicle.as_str().unwrap());
    let before = shop.told(&path).await["service_interval_days"].as_i64().unwrap();
    let after = shop.old(Method::PATCH, &path, json!({ "service_interval_days": 91 })).await;
    assert_eq!(after["service_interval_days"], 91, "three months, in place of {before} days");
    let whole = json!({ "customer": shop.customer, "make": "Kia", "model": "Rio", "year": 2019, "license_plate": "202 TU 1010", "service_interval_days": 91 });
    assert_eq!(shop.old(Method::PUT, &path, whole).await["service_interval_days"], 91);
}
