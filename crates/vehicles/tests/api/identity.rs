//! Who owned it, which plates it had, and what its VIN says.

use super::*;

async fn owners(shop: &Shop, vehicle: &Value) -> Vec<(String, bool, String)> {
    let list = shop.kit.advisor().get(&format!("{}/owners", path(vehicle))).await.expect(200).json();
    let row = |one: &Value| (one["name"].as_str().unwrap().to_owned(), one["until"].is_null(), one["shares"].as_str().unwrap().to_owned());
    list["items"].as_array().unwrap().iter().map(row).collect()
}

#[tokio::test]
async fn a_transfer_says_what_goes_with_the_vehicle_and_may_be_undone() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let client = shop.kit.advisor();
    let (transfer, undo) = (format!("{}/transfer", path(&vehicle)), format!("{}/transfer/undo", path(&vehicle)));
    assert_eq!(client.post(&undo, json!({})).await.expect(409).code(), "nothing-to-undo");
    shop.kit.clock.advance(TimeDelta::days(1));
    client.post(&transfer, json!({ "customer_id": shop.owner(SAMI), "shares": "work" })).await.expect(200);
    let both = [("Sami".into(), true, "work".into()), ("Leïla Ben Ali".into(), false, "vehicle".into())];
    assert_eq!(owners(&shop, &vehicle).await, both);
    let back = client.post(&undo, json!({})).await.expect(200).json();
    assert_eq!(back["owner"]["name"], "Leïla Ben Ali");
    assert_eq!(owners(&shop, &vehicle).await, [("Leïla Ben Ali".into(), true, "vehicle".into())]);
    assert_eq!(plates(&client, "/vehicles?q=208+leila").await, ["215 TU 4821"]);
    assert_eq!(client.post(&undo, json!({})).await.expect(409).code(), "nothing-to-undo");

    client.post(&transfer, json!({ "customer_id": shop.owner(SAMI) })).await.expect(200);
    assert_eq!(client.post(&transfer, json!({ "customer_id": shop.owner(LEILA), "shares": "prices" })).await.status, 422);
    assert_eq!(shop.kit.technician().post(&undo, json!({})).await.status, 403);
    shop.kit.clock.advance(TimeDelta::hours(1));
    let done = WorkOrderCompleted {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: shop.kit.site,
        customer_id: shop.owner(SAMI),
        customer_name: "Sami".into(),
        vehicle_id: Some(vehicle["id"].as_str().unwrap().parse().unwrap()),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        odometer_km: None,
        currency: "TND".into(),
        stamp_duty: Amount(1000),
        lines: vec![],
        completed_at: shop.kit.context.clock.now(),
        summary: "Vidange".into(),
        packed: vec![],
        po_number: None,
        exemption: None,
    };
    shop.happens("workshop", &done).await;
    assert_eq!(client.post(&undo, json!({})).await.expect(409).code(), "transfer-used");
}

#[tokio::test]
async fn a_vehicle_is_found_by_a_plate_it_had_and_the_hit_says_so() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let client = shop.kit.advisor();
    shop.kit.clock.advance(TimeDelta::days(1));
    client.patch(&path(&vehicle), json!({ "plate": "240 TU 17" })).await.expect(200);
    client.patch(&path(&vehicle), json!({ "plate": "240 TU 17", "colour": "red" })).await.expect(200);
    shop.kit.clock.advance(TimeDelta::days(1));
    client.patch(&path(&vehicle), json!({ "plate": "241 TU 18" })).await.expect(200);
    let former = client.get(&format!("{}/plates", path(&vehicle))).await.expect(200).json();
    let texts: Vec<_> = former["items"].as_array().unwrap().iter().map(|one| one["plate"]["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["240 TU 17", "215 TU 4821"]);
    assert_eq!(former["items"][0]["since"], former["items"][1]["until"]);
    for typed in ["4821", "215+tu+4821", "240TU17", "241+TU+18", "peugeot"] {
        assert_eq!(plates(&client, &format!("/vehicles?q={typed}")).await, ["241 TU 18"], "{typed}");
    }
    let ports = vehicles::ports(&shop.kit.context);
    let actor = shop.kit.people.actor(People::TECHNICIAN).unwrap();
    for (typed, subtitle) in [
        ("215 تونس 4821", "ex 215 TU 4821 · Peugeot 208 · Leïla Ben Ali"),
        ("4821", "ex 215 TU 4821 · Peugeot 208 · Leïla Ben Ali"),
        ("241 tu", "Peugeot 208 · Leïla Ben Ali"),
        ("peugeot", "Peugeot 208 · Leïla Ben Ali"),
    ] {
        let hits = ports.search(&actor, &Query::parse(typed).unwrap(), 5).await.unwrap();
        assert_eq!(hits.iter().map(|hit| hit.subtitle.as_str()).collect::<Vec<_>>(), [subtitle], "{typed}");
    }
    // Its owner is renamed: it is still found by the old plate.
    shop.happens("customers", &CustomerSaved { id: shop.owner(LEILA), name: "Leïla Trabelsi".into(), phone: None }).await;
    assert_eq!(plates(&client, "/vehicles?q=4821").await, ["241 TU 18"]);
}

#[tokio::test]
async fn a_vin_is_read_and_known_vehicles_are_named() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let client = shop.kit.technician();
    let read = client.get("/vins/vf1-bb05cf26010203").await.expect(200).json();
    assert_eq!((&read["vin"], &read["make"], &read["country"]), (&json!("VF1BB05CF26010203"), &json!("Renault"), &json!("FR")));
    assert_eq!((&read["year"], &read["warning"]), (&Value::Null, &Value::Null));
    assert_eq!(read["known"], json!([{ "id": vehicle["id"], "plate": "215 TU 4821", "label": "Peugeot 208 2019" }]));
    let honda = client.get("/vins/1HGCM82643A004352").await.expect(200).json();
    assert_eq!((&honda["make"], &honda["year"], &honda["warning"]), (&json!("Honda"), &json!(2003), &json!("check-digit")));
    assert_eq!(honda["known"], json!([]));
    for wrong in ["1HGCM8263IA004352", "1HGCM82633A00435"] {
        assert_eq!(client.get(&format!("/vins/{wrong}")).await.expect(422).json()["errors"][0]["code"], "invalid-vin");
    }
    // Manual entry is always possible: a VIN that another vehicle has is taken.
    let mut twin = shop.peugeot();
    twin["plate"] = json!("1 TU 2");
    shop.create(twin).await;
    assert_eq!(client.get("/vins/VF1BB05CF26010203").await.expect(200).json()["known"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_garage_has_fields_of_its_own() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let client = shop.kit.advisor();
    assert_eq!(vehicle["custom"], json!({}));
    assert_eq!(client.patch(&path(&vehicle), json!({ "custom": { "fleet": "1" } })).await.expect(422).pointers(), ["/custom/fleet"]);
    let title = json!({ "fr": "Contrat", "ar": "العقد", "en": "Contract" });
    let fields = json!({ "fields": [
        { "key": "fleet", "title": title, "kind": "number", "choices": [] },
        { "key": "contract", "title": title, "kind": "choice", "choices": ["Or", "Argent"] },
    ] });
    assert_eq!(client.put("/vehicle-fields", fields.clone()).await.status, 403);
    assert_eq!(shop.kit.owner().put("/vehicle-fields", fields.clone()).await.expect(200).json(), fields);
    let changed = client.patch(&path(&vehicle), json!({ "custom": { "fleet": "12", "contract": "Or" } })).await.expect(200).json();
    assert_eq!(changed["custom"], json!({ "fleet": "12", "contract": "Or" }));
    let wrong = json!({ "custom": { "fleet": "twelve", "contract": "Bronze" } });
    assert_eq!(client.patch(&path(&vehicle), wrong).await.expect(422).pointers(), ["/custom/contract", "/custom/fleet"]);
    let cleared = client.patch(&path(&vehicle), json!({ "custom": { "fleet": "" } })).await.expect(200).json();
    assert_eq!(cleared["custom"], json!({ "contract": "Or" }));
    let mut body = shop.peugeot();
    (body["plate"], body["custom"]) = (json!("1 TU 2"), json!({ "fleet": "7" }));
    assert_eq!(shop.create(body).await["custom"], json!({ "fleet": "7" }));
}

#[tokio::test]
async fn vehicles_are_counted_by_what_they_are_and_what_is_due() {
    let shop = Shop::open().await;
    for (number, make, fuel, year) in [(1, "Kia", "petrol", 2019), (2, "Kia", "diesel", 2020), (3, "BMW", "diesel", 2020)] {
        let mut body = shop.peugeot();
        (body["plate"], body["make"], body["fuel"], body["year"]) =
            (json!(format!("{number} TU 1")), json!(make), json!(fuel), json!(year));
        let vehicle = shop.create(body).await;
        let done = json!({ "months": 2, "done_on": "2026-10-01" });
        if number == 1 {
            shop.kit.advisor().put(&format!("{}/care/oil", path(&vehicle)), done).await.expect(200);
        }
    }
    let counted = shop.kit.technician().get("/vehicle-statistics").await.expect(200).json();
    assert_eq!((&counted["total"], &counted["without_owner"], &counted["service_overdue"]), (&json!(3), &json!(0), &json!(0)));
    assert_eq!(counted["makes"], json!([{ "make": "Kia", "count": 2 }, { "make": "BMW", "count": 1 }]));
    assert_eq!(counted["years"], json!([{ "year": 2019, "count": 1 }, { "year": 2020, "count": 2 }]));
    assert_eq!(counted["fuels"], json!([{ "fuel": "diesel", "count": 2 }, { "fuel": "petrol", "count": 1 }]));
    assert_eq!(counted["daily"], json!([{ "from": 40, "count": 3 }]));
    assert_eq!((counted["weeks"].as_array().unwrap().len(), &counted["weeks"][1]), (12, &json!({ "from": "2026-11-27", "count": 1 })));
    let all: i64 = counted["weeks"].as_array().unwrap().iter().map(|week| week["count"].as_i64().unwrap()).sum();
    assert_eq!(all, 1);
}

#[tokio::test]
async fn lists_filter_by_what_a_vehicle_is() {
    let shop = Shop::open().await;
    let client = shop.kit.advisor();
    for (number, make, fuel, year) in [(1, "Kia", "petrol", 2019), (2, "Kia", "diesel", 2020), (3, "BMW", "diesel", 2020)] {
        let mut body = shop.peugeot();
        (body["plate"], body["make"], body["fuel"], body["year"]) =
            (json!(format!("{number} TU 1")), json!(make), json!(fuel), json!(year));
        body["unit_number"] = json!(format!("BUS-{number}"));
        shop.create(body).await;
        shop.kit.clock.advance(TimeDelta::seconds(1));
    }
    for (query, expected) in [
        ("make=Kia", &["2 TU 1", "1 TU 1"][..]),
        ("fuel=diesel", &["3 TU 1", "2 TU 1"]),
        ("year=2020&make=Kia", &["2 TU 1"]),
        ("without_owner=true", &[]),
        ("q=bus-3", &["3 TU 1"]),
        ("q=kia&fuel=petrol", &["1 TU 1"]),
        ("archived=true", &[]),
    ] {
        assert_eq!(plates(&client, &format!("/vehicles?{query}")).await, expected, "{query}");
    }
    let kia = client.get("/vehicles?q=bus1").await.expect(200).json()["items"][0].clone();
    let away = client.post(&format!("{}/archive", path(&kia)), json!({})).await.expect(200).json();
    assert_eq!((&away["archived"], away["actions"].as_array().unwrap().contains(&json!("restore"))), (&json!(true), true));
    assert_eq!(plates(&client, "/vehicles?archived=true").await, ["1 TU 1"]);
    assert_eq!(plates(&client, "/vehicles?make=Kia").await, ["2 TU 1"]);
    let back = client.post(&format!("{}/restore", path(&kia)), json!({})).await.expect(200).json();
    assert_eq!((&back["archived"], &back["version"]), (&json!(false), &json!(3)));
    client.post(&format!("{}/restore", path(&kia)), json!({})).await.expect(200);
}
