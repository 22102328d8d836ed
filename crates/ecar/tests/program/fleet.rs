//! Who watches over a fleet with an account of their own (PRODUCT.md 3.6 step 1): sees its vehicles and nobody else's.

use serde_json::{Value, json};

use crate::server::Server;

fn plates(fleet: &Value) -> Vec<&str> {
    fleet["units"].as_array().unwrap().iter().map(|unit| unit["plate"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fleet_manager_sees_the_units_what_is_under_way_and_what_was_spent_of_their_own_fleet_alone() {
    let server = Server::start().await;
    let (owner, omar) = (server.owner().await, server.sign_in("omar@fleet.example").await);
    let before = omar.read("/my-fleet").await;
    assert_eq!(before["customers"].as_array().unwrap().len(), 1, "{before}");

    let firm = owner.done("/customers", json!({ "kind": "business", "name": "Rapide" })).await;
    let firm_id = firm["id"].as_str().unwrap();
    let other = owner.done("/customers", json!({ "kind": "business", "name": "Lente" })).await;
    for (customer, plate, number) in [(&firm, "217 TU 1701", "17"), (&firm, "217 TU 1702", "18"), (&other, "217 TU 1703", "1")] {
        let car = json!({ "owner_id": customer["id"], "plate": plate, "make": "Peugeot", "model": "Partner", "unit_number": number });
        owner.done("/vehicles", car).await;
    }
    assert_eq!(omar.read("/my-fleet").await, before, "a contact nobody named");

    let contact = json!({ "name": "Omar", "role": "approver", "email": "Omar@Fleet.example", "sees_fleet": true });
    owner.done(&format!("/customers/{firm_id}/contacts"), contact).await;
    let fleet = omar.read("/my-fleet").await;
    let names: Vec<_> = fleet["customers"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"Rapide") && !names.contains(&"Lente"), "{names:?}");
    assert!(plates(&fleet).contains(&"217 TU 1701") && plates(&fleet).contains(&"217 TU 1702"), "{fleet}");
    assert!(!plates(&fleet).contains(&"217 TU 1703"), "another's");

    let site = owner.read("/me").await["sites"][0]["id"].clone();
    let unit = fleet["units"].as_array().unwrap().iter().find(|unit| unit["unit_number"] == "17").unwrap();
    let labour = json!({ "kind": "labour", "description": "Freins", "quantity": 1500, "unit_price": 60_000 });
    let job = json!({ "title": "Freins", "lines": [labour] });
    let order = json!({ "site_id": site, "customer_id": firm["id"], "vehicle_id": unit["id"], "concern": "Bruit", "jobs": [job] });
    let order = owner.done("/work-orders", order).await;
    let fleet = omar.read("/my-fleet").await;
    let shown = fleet["orders"].as_array().unwrap().iter().find(|one| one["id"] == order["id"]).expect("the order");
    assert_eq!((&shown["jobs_waiting"], &shown["plate"], &shown["total"]), (&json!(1), &json!("217 TU 1701"), &order["totals"]["total"]));

    assert_eq!(owner.read("/my-fleet").await["units"], json!([]), "who is nobody's contact");
    assert_eq!(omar.get("/customers").await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_see_a_fleet_needs_an_address_to_sign_in_with() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let firm = owner.done("/customers", json!({ "kind": "business", "name": "Rapide" })).await;
    let contacts = format!("/customers/{}/contacts", firm["id"].as_str().unwrap());
    let (status, problem) = owner.post(&contacts, json!({ "name": "Omar", "role": "approver", "sees_fleet": true })).await;
    assert_eq!((status, &problem["errors"][0]["pointer"]), (422, &json!("/email")), "{problem}");
}
