use super::*;

#[tokio::test]
async fn a_vehicle_is_created_with_its_plate_in_canonical_form() {
    let shop = Shop::open().await;
    let mut body = shop.peugeot();
    body["odometer_km"] = json!(78_300);
    let reply = shop.kit.advisor().post("/vehicles", body).await.expect(201);
    let vehicle = reply.json();
    assert_eq!(reply.headers["location"].to_str().unwrap(), format!("/api/v1{}", path(&vehicle)));
    assert!(reply.headers["etag"].to_str().unwrap().starts_with("\"1."));
    assert_eq!(vehicle["plate"], json!({ "country": "TN", "kind": "TU", "text": "215 TU 4821" }));
    assert_eq!(vehicle["owner"], json!({ "id": shop.owner(LEILA), "name": "Leïla Ben Ali" }));
    assert_eq!((&vehicle["odometer_km"], &vehicle["odometer_at"]), (&json!(78_300), &vehicle["created_at"]));
    assert_eq!(vehicle["vin_warning"], Value::Null);
    assert_eq!(vehicle["actions"], json!(["update", "record_odometer", "transfer", "archive"]));
    let read = shop.kit.technician().get(&path(&vehicle)).await.expect(200).json();
    assert_eq!(read["actions"], json!(["record_odometer"]));
}

#[tokio::test]
async fn what_cannot_be_a_vehicle_is_refused_with_a_pointer() {
    let shop = Shop::open().await;
    let cases = [
        ("owner_id", json!(CustomerId::new()), "unknown"),
        ("owner_id", json!(shop.owner(GONE)), "archived"),
        ("owner_id", json!("me"), "invalid"),
        ("plate", json!("   "), "invalid"),
        ("plate", json!("--"), "invalid-plate"),
        ("plate", json!("1".repeat(31)), "invalid"),
        ("plate", json!("215\u{0}TU 1"), "invalid"),
        ("country", json!("T1"), "invalid-country"),
        ("vin", json!("1HGCM8263IA004352"), "invalid-vin"),
        ("vin", json!("1HGCM82633A00435"), "invalid-vin"),
        ("make", json!(""), "invalid"),
        ("year", json!(1800), "invalid"),
        ("year", json!(99_999_999_999_i64), "invalid"),
        ("fuel", json!("coal"), "invalid"),
        ("odometer_km", json!(-1), "invalid"),
        ("odometer_km", json!(i64::MAX), "invalid"),
        ("notes", json!("a\u{0}"), "invalid"),
    ];
    for (field, value, code) in cases {
        let mut body = shop.peugeot();
        body[field] = value.clone();
        let reply = shop.kit.advisor().post("/vehicles", body).await.expect(422);
        assert_eq!(reply.pointers(), [format!("/{field}")], "{value}");
        assert_eq!(reply.json()["errors"][0]["code"], code, "{value}");
    }
    assert!(plates(&shop.kit.advisor(), "/vehicles").await.is_empty());
}

#[tokio::test]
async fn a_plate_that_nobody_has_seen_and_a_doubtful_vin_are_taken() {
    let shop = Shop::open().await;
    let mut body = shop.peugeot();
    body["plate"] = json!("moto  د ن ١٢٣");
    body["vin"] = json!("1hgcm82643a004352");
    let vehicle = shop.create(body).await;
    assert_eq!((&vehicle["plate"]["kind"], &vehicle["plate"]["text"]), (&json!("OTHER"), &json!("MOTO د ن 123")));
    assert_eq!((&vehicle["vin"], &vehicle["vin_warning"]), (&json!("1HGCM82643A004352"), &json!("check-digit")));
}

#[tokio::test]
async fn a_known_plate_is_refused_until_confirmed() {
    let shop = Shop::open().await;
    let client = shop.kit.advisor();
    let first = shop.create(shop.peugeot()).await;
    let mut again = shop.peugeot();
    again["plate"] = json!("٢١٥ تونس ٤٨٢١");
    let reply = client.post("/vehicles", again.clone()).await.expect(409);
    assert_eq!((reply.code().as_str(), &reply.json()["detail"]), ("plate-exists", &first["id"]));
    again["country"] = json!("FR");
    let french = shop.create(again.clone()).await;
    again["country"] = json!("TN");
    again["allow_duplicate_plate"] = json!(true);
    let second = shop.create(again).await;
    assert_ne!(first["id"], second["id"]);
    let change = json!({ "plate": "215TU4821" });
    assert_eq!(client.patch(&path(&french), change).await.expect(409).code(), "plate-exists");
    let change = json!({ "plate": "215TU4821", "allow_duplicate_plate": true });
    assert_eq!(client.patch(&path(&french), change).await.expect(200).json()["plate"]["country"], "TN");
    // Keeping one's own plate is no duplicate.
    let _ = client.patch(&path(&first), json!({ "plate": "215 TU 4821", "colour": "red" })).await.expect(200);
}

#[tokio::test]
async fn everyone_reads_and_only_who_may_writes() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let path = path(&vehicle);
    let technician = shop.kit.technician();
    for path in ["/vehicles".to_owned(), path.clone(), format!("{path}/history")] {
        assert_eq!(shop.kit.anonymous().get(&path).await.status, 401);
        assert_eq!(shop.kit.outsider().get(&path).await.status, 200);
    }
    assert_eq!(technician.post("/vehicles", shop.peugeot()).await.status, 403);
    assert_eq!(technician.patch(&path, json!({})).await.status, 403);
    assert_eq!(technician.post(&format!("{path}/transfer"), json!({ "customer_id": shop.owner(SAMI) })).await.status, 403);
    assert_eq!(technician.post(&format!("{path}/odometer"), json!({ "km": 5 })).await.status, 200);
    let nowhere = format!("/vehicles/{}", VehicleId::new());
    assert_eq!(technician.get(&nowhere).await.status, 404);
    assert_eq!(technician.get(&format!("{nowhere}/history")).await.status, 404);
    assert_eq!(technician.post(&format!("{nowhere}/odometer"), json!({ "km": 5 })).await.status, 404);
    assert_eq!(technician.get("/vehicles/208").await.status, 404);
}

#[tokio::test]
async fn a_repeated_request_makes_one_vehicle() {
    let shop = Shop::open().await;
    let client = shop.kit.advisor().with("Idempotency-Key", "k1");
    let first = client.post("/vehicles", shop.peugeot()).await.expect(201);
    let again = client.post("/vehicles", shop.peugeot()).await.expect(201);
    assert_eq!(first.json(), again.json());
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(plates(&client, "/vehicles").await.len(), 1);
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_refuses_stale_versions() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let client = shop.kit.advisor().with("If-Match", "\"1\"");
    let changed = client.patch(&path(&vehicle), json!({ "model": "308", "vin": null, "year": null })).await.expect(200).json();
    assert_eq!(
        (&changed["model"], &changed["vin"], &changed["year"], &changed["fuel"]),
        (&json!("308"), &Value::Null, &Value::Null, &json!("petrol"))
    );
    assert_eq!(changed["version"], 2);
    assert_eq!(client.patch(&path(&vehicle), json!({ "model": "X" })).await.status, 412);
    let client = shop.kit.advisor();
    for (body, pointer) in [
        (json!({ "vin": "short" }), "/vin"),
        (json!({ "year": 1 }), "/year"),
        (json!({ "country": "FR" }), "/plate"),
        (json!({ "make": " " }), "/make"),
    ] {
        assert_eq!(client.patch(&path(&vehicle), body).await.expect(422).pointers(), [pointer]);
    }
    // The owner changes by transfer, the odometer by a reading.
    assert_eq!(client.patch(&path(&vehicle), json!({ "odometer_km": 1 })).await.status, 422);
    assert_eq!(client.patch(&path(&vehicle), json!({ "owner_id": shop.owner(SAMI) })).await.status, 422);
    assert_eq!(plates(&client, "/vehicles?q=peugeot+308").await, ["215 TU 4821"]);
    assert!(plates(&client, "/vehicles?q=010203").await.is_empty());
}

#[tokio::test]
async fn a_lower_reading_needs_a_reason() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let odometer = format!("{}/odometer", path(&vehicle));
    let client = shop.kit.technician();
    shop.kit.clock.advance(TimeDelta::hours(1));
    let read = client.post(&odometer, json!({ "km": 84_300 })).await.expect(200).json();
    assert_eq!((&read["odometer_km"], &read["version"]), (&json!(84_300), &json!(2)));
    assert_ne!(read["odometer_at"], vehicle["created_at"]);
    assert_eq!(client.post(&odometer, json!({ "km": 84_299 })).await.expect(409).code(), "odometer-rollback");
    let lower = client.post(&odometer, json!({ "km": 84_030, "reason": "typo" })).await.expect(200).json();
    assert_eq!(lower["odometer_km"], 84_030);
    let _ = client.post(&odometer, json!({ "km": 0, "reason": "cluster_replaced" })).await.expect(200);
    for wrong in [json!({}), json!({ "km": -1 }), json!({ "km": 10_000_000 }), json!({ "km": 1.5 }), json!({ "km": 1, "reason": "mood" })] {
        assert_eq!(client.post(&odometer, wrong.clone()).await.status, 422, "{wrong}");
    }
}

#[derive(sea_orm::FromQueryResult)]
struct Link {
    customer_id: CustomerId,
    ended: i64,
}

#[tokio::test]
async fn a_vehicle_changes_hands_and_keeps_who_had_it() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let transfer = format!("{}/transfer", path(&vehicle));
    let client = shop.kit.advisor();
    shop.kit.clock.advance(TimeDelta::days(1));
    let moved = client.post(&transfer, json!({ "customer_id": shop.owner(SAMI) })).await.expect(200).json();
    assert_eq!(moved["owner"]["name"], "Sami");
    assert_eq!(client.post(&transfer, json!({ "customer_id": shop.owner(SAMI) })).await.expect(409).code(), "already-owner");
    for wrong in [json!(shop.owner(GONE)), json!(CustomerId::new())] {
        assert_eq!(client.post(&transfer, json!({ "customer_id": wrong })).await.expect(422).pointers(), ["/customer_id"]);
    }
    assert_eq!(plates(&client, &format!("/vehicles?owner={}", shop.owner(SAMI))).await.len(), 1);
    assert!(plates(&client, &format!("/vehicles?owner={}", shop.owner(LEILA))).await.is_empty());

    let sql =
        "select customer_id, cast(case when until is null then 0 else 1 end as bigint) as ended from vehicles_ownerships order by since";
    let links: Vec<Link> = kernel::db::all(shop.kit.db().reader(), sql, []).await.unwrap();
    let links: Vec<_> = links.into_iter().map(|link| (link.customer_id, link.ended)).collect();
    assert_eq!(links, [(shop.owner(LEILA), 1), (shop.owner(SAMI), 0)]);
}

#[tokio::test]
async fn lists_page_through_everything_once_in_either_order() {
    let shop = Shop::open().await;
    for number in [30, 10, 50, 20, 40] {
        let mut body = shop.peugeot();
        body["plate"] = json!(format!("200 TU {number}"));
        shop.create(body).await;
        shop.kit.clock.advance(TimeDelta::seconds(1));
    }
    let client = shop.kit.technician();
    for (sort, expected) in [("plate", ["10", "20", "30", "40", "50"]), ("-created_at", ["40", "20", "50", "10", "30"])] {
        let (mut seen, mut after) = (vec![], String::new());
        loop {
            let page =
                client.get(&format!("/vehicles?sort={sort}&limit=2&after={after}&owner={}", shop.owner(LEILA))).await.expect(200).json();
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["plate"]["text"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => after = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(seen, expected.map(|number| format!("200 TU {number}")), "{sort}");
    }
    for wrong in ["limit=0", "after=!!", "sort=age", "owner=me"] {
        assert_eq!(client.get(&format!("/vehicles?{wrong}")).await.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn a_vehicle_is_found_by_any_spelling_of_its_plate_by_vin_tail_and_by_model() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let mut other = shop.peugeot();
    (other["plate"], other["vin"], other["make"], other["model"]) = (json!("111 TU 22"), Value::Null, json!("VW"), json!("Golf 7"));
    shop.create(other).await;
    let ports = vehicles::ports(&shop.kit.context);
    let actor = shop.kit.people.actor(People::TECHNICIAN).unwrap();
    for typed in [
        "215 tu 4821",
        "215تونس4821",
        "215 تونس 48",
        "2154821",
        "4821",
        "26010203",
        "010203",
        "0203",
        "peugeot",
        "208",
        "208 leila",
        "ben 208",
    ] {
        assert_eq!(plates(&shop.kit.technician(), &format!("/vehicles?q={}", typed.replace(' ', "+"))).await, ["215 TU 4821"], "{typed}");
        let hits = ports.search(&actor, &Query::parse(typed).unwrap(), 5).await.unwrap();
        assert_eq!(hits.len(), 1, "{typed}");
        assert_eq!((hits[0].title.as_str(), hits[0].subtitle.as_str()), ("215 TU 4821", "Peugeot 208 · Leïla Ben Ali"));
        assert_eq!(hits[0].owner_id, Some(shop.owner(LEILA).0));
    }
    for typed in ["golf+7", "golf7", "vw+golf", "golf+leila"] {
        assert_eq!(plates(&shop.kit.technician(), &format!("/vehicles?q={typed}")).await, ["111 TU 22"], "{typed}");
    }
    let id: VehicleId = vehicle["id"].as_str().unwrap().parse().unwrap();
    let cards = ports.cards(&[id, VehicleId::new()]).await.unwrap();
    assert_eq!(cards.len(), 1);
    assert_eq!((cards[0].plate.as_str(), cards[0].label.as_str()), ("215 TU 4821", "Peugeot 208 2019"));
}
