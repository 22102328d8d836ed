//! Rooms and vans of a site: what lies in each is a part of what is on hand, whoever takes it from there (PRODUCT J14).

use contracts::workshop::{LineId, WorkOrderId};
use serde_json::{Value, json};
use testkit::{Client, Kit, Reply};

use crate::garage::{assert_sound, complete, completed, garage, needed, numbered, part, product, receive, stock, tell, wants};

async fn location(kit: &Kit, name: &str, kind: &str) -> Value {
    let body = json!({ "site_id": kit.site, "name": name, "kind": kind });
    kit.owner().post("/stock/locations", body).await.expect(201).json()
}

async fn carry(client: &Client, kit: &Kit, product: &str, (from, to): (&Value, &Value), quantity: i64) -> Reply {
    let body = json!({ "site_id": kit.site, "product_id": product, "from": from["id"], "to": to["id"], "quantity": quantity });
    client.post("/stock/location-moves", body).await
}

/// The site's own shelves.
const HERE: Value = Value::Null;

/// Names and quantities of where a product lies beside the site's own shelves.
async fn lies(kit: &Kit, product: &str) -> Vec<(String, i64)> {
    let places = kit.owner().get(&format!("/products/{product}/locations")).await.expect(200).json();
    let places = places.as_array().unwrap().iter();
    places.map(|place| (place["name"].as_str().unwrap().to_owned(), place["quantity"].as_i64().unwrap())).collect()
}

/// On hand, and what of it lies in rooms and vans.
async fn level(kit: &Kit, product: &str) -> (i64, i64) {
    let product = kit.owner().get(&format!("/products/{product}")).await.expect(200).json();
    let level = &product["stock"][0];
    (level["on_hand"].as_i64().unwrap(), level["elsewhere"].as_i64().unwrap())
}

#[tokio::test]
async fn a_van_is_loaded_hands_out_a_part_and_is_emptied_and_the_sites_stock_moves_once() {
    let kit = garage().await;
    let filters = product(&kit, numbered(1)).await;
    receive(&kit, &filters, 5000, 10_000).await;
    let (van, room) = (location(&kit, "Fourgon", "van").await, location(&kit, "Conteneur", "room").await);
    let technician = kit.technician();

    let refused = carry(&technician, &kit, &filters, (&HERE, &van), 6000).await.expect(409);
    assert_eq!((refused.code().as_str(), &refused.json()["detail"]), ("lies-elsewhere", &json!("Here are 5")));
    let _ = carry(&technician, &kit, &filters, (&HERE, &van), 3000).await.expect(201);
    let _ = carry(&technician, &kit, &filters, (&van, &room), 1000).await.expect(201);
    assert_eq!(carry(&technician, &kit, &filters, (&van, &room), 3000).await.expect(409).code(), "not-there");
    assert_eq!(lies(&kit, &filters).await, [("Conteneur".to_owned(), 1000), ("Fourgon".to_owned(), 2000)]);
    assert_eq!((level(&kit, &filters).await, stock(&kit, &filters).await), ((5000, 3000), (5000, 10_000)), "nothing left the site");

    let (order, line) = (WorkOrderId::new(), LineId::new());
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &filters, 3000)])).await;
    let from_van = |quantity: i64| json!({ "work_order_id": order, "line_id": line, "location_id": van["id"], "quantity": quantity });
    let refused = technician.post("/stock/issues", from_van(3000)).await.expect(409);
    assert_eq!((refused.code().as_str(), &refused.json()["detail"]), ("not-on-the-shelf", &json!("There are 2")));
    let _ = technician.post("/stock/issues", from_van(2000)).await.expect(201);
    let back = json!({ "line_id": line, "location_id": room["id"], "quantity": 1000 });
    let _ = technician.post("/stock/issues/take-back", back).await.expect(201);
    assert_eq!(lies(&kit, &filters).await, [("Conteneur".to_owned(), 2000)]);
    assert_eq!(level(&kit, &filters).await, (4000, 2000));

    let moves =
        kit.owner().get(&format!("/stock/locations/{}/moves", van.as_object().unwrap()["id"].as_str().unwrap())).await.expect(200).json();
    let moves: Vec<_> = moves["items"].as_array().unwrap().iter().map(|row| (&row["kind"], &row["quantity"], &row["balance"])).collect();
    let expected =
        [("issued", -2000, 0), ("moved", -1000, 2000), ("moved", 3000, 3000)].map(|(kind, by, left)| (json!(kind), json!(by), json!(left)));
    assert_eq!(moves, expected.iter().map(|(kind, by, left)| (kind, by, left)).collect::<Vec<_>>());
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_leaves_for_good_leaves_from_here_and_what_is_short_here_is_an_exception() {
    let kit = garage().await;
    let filters = product(&kit, numbered(1)).await;
    receive(&kit, &filters, 5000, 10_000).await;
    let van = location(&kit, "Fourgon", "van").await;
    let _ = carry(&kit.owner(), &kit, &filters, (&HERE, &van), 4000).await.expect(201);
    let down = json!({ "site_id": kit.site, "product_id": filters, "quantity": -2000, "reason": "Casse" });
    assert_eq!(kit.owner().post("/stock/adjustments", down).await.expect(409).code(), "lies-elsewhere");

    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &filters, 2000)])).await;
    assert_eq!(level(&kit, &filters).await, (3000, 4000), "work that is done is never refused");
    let negative = kit.owner().get("/products?stock=negative").await.expect(200).json();
    assert_eq!(negative["items"].as_array().unwrap().len(), 1);
    let _ = carry(&kit.owner(), &kit, &filters, (&van, &HERE), 1000).await.expect(201);
    let negative = kit.owner().get("/products?stock=negative").await.expect(200).json();
    assert_eq!(negative["items"], json!([]));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_van_is_counted_by_itself_and_the_rest_without_it() {
    let kit = garage().await;
    let (filters, discs) = (product(&kit, numbered(1)).await, product(&kit, numbered(2)).await);
    receive(&kit, &filters, 5000, 10_000).await;
    receive(&kit, &discs, 2000, 3000).await;
    let van = location(&kit, "Fourgon", "van").await;
    let _ = carry(&kit.owner(), &kit, &filters, (&HERE, &van), 3000).await.expect(201);
    let begun = json!({ "site_id": kit.site, "location_id": van["id"] });
    let take = kit.owner().post("/stock-takes", begun).await.expect(201).json();
    assert_eq!((&take["lines"], &take["location"]), (&json!(1), &json!("Fourgon")));
    let path = format!("/stock-takes/{}", take["id"].as_str().unwrap());
    for (product, quantity) in [(&filters, 2000), (&discs, 1000)] {
        let _ = kit.owner().put(&format!("{path}/counts/{product}"), json!({ "quantity": quantity })).await.expect(200);
    }
    let _ = kit.owner().post(&format!("{path}/finish"), json!({})).await.expect(200);
    let approved = kit.owner().post(&format!("{path}/approve"), json!({ "reason": "Perdu" })).await.expect(200).json();
    assert_eq!(approved["variance_cost"], json!(-10_000 + 3000));
    assert_eq!((level(&kit, &filters).await, level(&kit, &discs).await), ((4000, 2000), (3000, 1000)));

    let take = kit.owner().post("/stock-takes", json!({ "site_id": kit.site })).await.expect(201).json();
    let path = format!("/stock-takes/{}", take["id"].as_str().unwrap());
    for product in [&filters, &discs] {
        let _ = kit.owner().put(&format!("{path}/counts/{product}"), json!({ "quantity": 2000 })).await.expect(200);
    }
    let finished = kit.owner().post(&format!("{path}/finish"), json!({})).await.expect(200).json();
    assert_eq!(finished["differing"], json!(0), "two of each lie on the site's own shelves");
    assert_sound(&kit).await;
}

#[tokio::test]
async fn locations_are_named_once_archived_when_empty_and_their_sites_alone() {
    let kit = garage().await;
    let filters = product(&kit, numbered(1)).await;
    receive(&kit, &filters, 1000, 10_000).await;
    let van = location(&kit, "Fourgon", "van").await;
    let path = format!("/stock/locations/{}", van["id"].as_str().unwrap());
    let again = json!({ "site_id": kit.site, "name": " FOURGON ", "kind": "room" });
    assert_eq!(kit.owner().post("/stock/locations", again.clone()).await.expect(422).json()["errors"][0]["pointer"], "/name");
    let same = carry(&kit.owner(), &kit, &filters, (&HERE, &HERE), 1000).await.expect(422).json();
    assert_eq!(same["errors"][0]["code"], "same-place");
    let bin = json!({ "site_id": kit.site, "location_id": van["id"], "bin": "Tiroir 2" });
    let _ = carry(&kit.owner(), &kit, &filters, (&HERE, &van), 1000).await.expect(201);
    let _ = kit.owner().put(&format!("/products/{filters}/bin"), bin).await.expect(200);
    let lying = kit.owner().get(&format!("{path}/products")).await.expect(200).json();
    assert_eq!((&lying["items"][0]["bin"], &lying["items"][0]["quantity"]), (&json!("Tiroir 2"), &json!(1000)));
    assert_eq!(kit.owner().get(&path).await.expect(200).json()["value_cost"], 10_000);
    assert_eq!(kit.technician().get(&path).await.expect(200).json()["value_cost"], HERE, "costs are not for everybody");

    let archive = json!({ "archived": true });
    assert_eq!(kit.owner().patch(&path, archive.clone()).await.expect(409).code(), "location-not-empty");
    let _ = carry(&kit.owner(), &kit, &filters, (&van, &HERE), 1000).await.expect(201);
    let _ = kit.owner().patch(&path, archive).await.expect(200);
    assert_eq!(kit.owner().get("/stock/locations").await.expect(200).json()["items"], json!([]));
    let refused = carry(&kit.owner(), &kit, &filters, (&HERE, &van), 1000).await.expect(422).json();
    assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/to"), &json!("archived")));
    let _ = kit.owner().post("/stock/locations", again).await.expect(201);
    assert_sound(&kit).await;
}
