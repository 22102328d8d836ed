//! The odometer's log, the plan, and when what is due.

use contracts::scheduling::Translated;
use contracts::workshop::{CannedJobId, JobToRepeat, JobsToRepeat};

use super::*;

async fn care(shop: &Shop, vehicle: &Value) -> Value {
    shop.kit.technician().get(&format!("{}/care", path(vehicle))).await.expect(200).json()
}

fn item<'a>(care: &'a Value, key: &str) -> &'a Value {
    care["items"].as_array().unwrap().iter().find(|item| item["key"] == key).unwrap()
}

async fn read_at(shop: &Shop, vehicle: &Value, km: i64) -> Value {
    shop.kit.technician().post(&format!("{}/odometer", path(vehicle)), json!({ "km": km })).await.expect(200).json()
}

fn completed(shop: &Shop, vehicle: &Value, km: i64, summary: &str) -> WorkOrderCompleted {
    WorkOrderCompleted {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: shop.kit.site,
        customer_id: shop.owner(LEILA),
        customer_name: "Leïla Ben Ali".into(),
        vehicle_id: Some(vehicle["id"].as_str().unwrap().parse().unwrap()),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        odometer_km: Some(km),
        currency: "TND".into(),
        stamp_duty: Amount(1000),
        lines: vec![],
        completed_at: shop.kit.context.clock.now(),
        summary: summary.into(),
        packed: vec![],
        po_number: None,
        exemption: None,
    }
}

#[tokio::test]
async fn the_next_service_follows_from_the_odometer_and_every_visit() {
    let shop = Shop::open().await;
    let mut body = shop.peugeot();
    body["odometer_km"] = json!(78_300);
    let vehicle = shop.create(body).await;
    // Nothing is known yet: 40 km a day, from the first reading on 20 November 2026.
    assert_eq!((&vehicle["service_item"], &vehicle["service_on"]), (&json!("oil"), &json!("2027-07-28")));
    shop.kit.clock.advance(TimeDelta::days(150));
    let read = read_at(&shop, &vehicle, 84_300).await;
    assert_eq!((&read["service_item"], &read["service_on"]), (&json!("oil"), &json!("2027-07-28")));
    let known = care(&shop, &vehicle).await;
    assert_eq!(known["daily"]["thousandths"], 40_000);
    assert_eq!(known["daily"]["basis"], "measured");
    assert_eq!(known["daily"]["first"], json!({ "on": "2026-11-20", "at": 78_300 }));
    assert_eq!((&item(&known, "oil")["is_assumed"], &item(&known, "oil")["by"]), (&json!(true), &json!("distance")));
    assert!(known["items"].as_array().unwrap().iter().all(|item| item["key"] != "fuel_filter"), "it drives on petrol");

    // The oil is changed at 84,300 km: the next 10,000 km are reached in 250 days.
    let done = completed(&shop, &vehicle, 84_300, "Vidange et filtre");
    shop.happens("workshop", &done).await;
    let known = care(&shop, &vehicle).await;
    let oil = item(&known, "oil");
    assert_eq!((&oil["done_on"], &oil["done_at"], &oil["is_assumed"]), (&json!("2027-04-19"), &json!(84_300), &json!(false)));
    assert_eq!((&oil["due_on"], &oil["due_at"], &oil["state"]), (&json!("2027-12-25"), &json!(94_300), &json!("later")));
    let cancelled = contracts::workshop::WorkOrderCancelled {
        id: done.id,
        number: done.number.clone(),
        site_id: done.site_id,
        reason: "Mistake".into(),
    };
    shop.happens("workshop", &cancelled).await;
    assert_eq!(item(&care(&shop, &vehicle).await, "oil")["due_on"], "2027-07-28");
}

#[tokio::test]
async fn a_vehicle_has_intervals_of_its_own_and_what_was_done_elsewhere() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let client = shop.kit.advisor();
    let at = |item: &str| format!("{}/care/{item}", path(&vehicle));
    let set = client.put(&at("oil"), json!({ "months": 6, "done_on": "2026-09-01", "done_at": 70_000 })).await.expect(200).json();
    assert_eq!((&item(&set, "oil")["due_on"], &item(&set, "oil")["by"]), (&json!("2027-03-01"), &json!("time")));
    assert_eq!((&item(&set, "oil")["is_own"], &item(&set, "oil")["distance"]), (&json!(true), &json!(10_000)));
    let read = client.get(&path(&vehicle)).await.expect(200).json();
    assert_eq!((&read["service_item"], &read["service_on"]), (&json!("oil"), &json!("2027-03-01")));
    let off = client.put(&at("oil"), json!({ "is_off": true })).await.expect(200).json();
    assert_eq!((&item(&off, "oil")["due_on"], &item(&off, "oil")["done_on"]), (&Value::Null, &Value::Null));
    assert_eq!(client.put(&at("oil"), json!({ "done_on": "2026-11-21" })).await.expect(422).pointers(), ["/done_on"]);
    assert_eq!(client.put(&at("oil"), json!({ "months": 0 })).await.expect(422).pointers(), ["/months"]);
    assert_eq!(client.put(&at("wings"), json!({})).await.status, 404);
    assert_eq!(shop.kit.technician().put(&at("oil"), json!({})).await.status, 403);
}

#[tokio::test]
async fn a_changed_plan_changes_the_dates_of_all_vehicles() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    assert_eq!(shop.kit.advisor().put("/vehicle-plan", json!({ "items": [] })).await.status, 403);
    let owner = shop.kit.owner();
    let mut plan = owner.get("/vehicle-plan").await.expect(200).json();
    assert_eq!((&plan["items"][0]["key"], &plan["items"][0]["km"]), (&json!("oil"), &json!(10_000)));
    plan["items"].as_array_mut().unwrap().truncate(1);
    (plan["items"][0]["km"], plan["items"][0]["months"]) = (json!(15_000), json!(3));
    let stale = owner.clone().with("If-Match", "\"7\"");
    assert_eq!(stale.put("/vehicle-plan", plan.clone()).await.status, 412);
    let saved = owner.put("/vehicle-plan", plan.clone()).await.expect(200);
    assert!(saved.headers["etag"].to_str().unwrap().starts_with("\"2"));
    shop.kit.settle().await;
    let read = owner.get(&path(&vehicle)).await.expect(200).json();
    assert_eq!((&read["service_on"], &read["version"]), (&json!("2027-02-20"), &json!(1)));
    let twice = json!([plan["items"][0], plan["items"][0]]);
    let mut nameless = plan["items"][0].clone();
    nameless["key"] = json!("Not A Key");
    for items in [twice, json!([nameless])] {
        assert_eq!(owner.put("/vehicle-plan", json!({ "items": items })).await.status, 422);
    }
}

#[tokio::test]
async fn no_reading_is_lost_and_a_doubtful_one_foretells_nothing() {
    let shop = Shop::open().await;
    let mut body = shop.peugeot();
    body["odometer_km"] = json!(80_000);
    let vehicle = shop.create(body).await;
    shop.kit.clock.advance(TimeDelta::days(50));
    read_at(&shop, &vehicle, 820_000).await;
    let client = shop.kit.technician();
    let odometer = format!("{}/odometer", path(&vehicle));
    assert_eq!(client.post(&odometer, json!({ "km": 82_000 })).await.expect(409).code(), "odometer-rollback");
    client.post(&odometer, json!({ "km": 82_000, "reason": "typo" })).await.expect(200);
    let log = client.get(&odometer).await.expect(200).json();
    let entries: Vec<_> = log["items"].as_array().unwrap().iter().map(|one| (&one["km"], &one["doubt"], &one["reason"])).collect();
    let (none, fast, typo) = (Value::Null, json!("fast"), json!("typo"));
    assert_eq!(entries, [(&json!(82_000), &none, &typo), (&json!(820_000), &fast, &none), (&json!(80_000), &none, &none)]);
    assert_eq!(care(&shop, &vehicle).await["daily"]["thousandths"], 40_000);
    let first = client.get(&format!("{odometer}?limit=2")).await.expect(200).json();
    let rest = client.get(&format!("{odometer}?limit=2&after={}", first["next"].as_str().unwrap())).await.expect(200).json();
    assert_eq!((rest["items"][0]["km"].as_i64(), &rest["next"]), (Some(80_000), &Value::Null));
}

#[tokio::test]
async fn an_instrument_counts_miles_or_hours() {
    let shop = Shop::open().await;
    let mut body = shop.peugeot();
    (body["odometer_unit"], body["odometer_shown"]) = (json!("mi"), json!(52_345));
    let british = shop.create(body).await;
    assert_eq!((&british["odometer_shown"], &british["odometer_km"]), (&json!(52_345), &json!(84_241)));
    let odometer = format!("{}/odometer", path(&british));
    let client = shop.kit.advisor();
    let read = client.post(&odometer, json!({ "shown": 52_400 })).await.expect(200).json();
    assert_eq!(read["odometer_shown"], 52_400);
    let mixed = client.post(&odometer, json!({ "km": 52_400, "reason": "unit_mixup" })).await.expect(200).json();
    assert_eq!(mixed["odometer_km"], 52_400);
    for wrong in [json!({}), json!({ "km": 90_000, "shown": 90_000 })] {
        assert_eq!(client.post(&odometer, wrong).await.expect(422).pointers(), ["/km"]);
    }
    assert_eq!(client.patch(&path(&british), json!({ "odometer_unit": "h" })).await.expect(422).pointers(), ["/odometer_unit"]);
    client.patch(&path(&british), json!({ "odometer_unit": "km" })).await.expect(200);

    let mut body = shop.peugeot();
    (body["plate"], body["odometer_unit"], body["odometer_shown"]) = (json!("TRAC 1"), json!("h"), json!(1_000));
    let digger = shop.create(body).await;
    assert_eq!(
        care(&shop, &digger).await["daily"],
        json!({ "thousandths": null, "basis": "usual", "first": null, "last": null, "seasons": null })
    );
    // Without hours a day the months count.
    assert_eq!((&digger["service_item"], &digger["service_on"]), (&json!("oil"), &json!("2027-11-20")));
}

#[tokio::test]
async fn the_law_has_a_date_and_proposes_the_next() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let change = json!({ "first_registered_on": "2019-03-10", "inspection_on": "2026-11-10", "insurance_on": "2026-12-20", "road_tax_on": "2027-03-05" });
    shop.kit.advisor().patch(&path(&vehicle), change).await.expect(200);
    let legal = care(&shop, &vehicle).await["legal"].clone();
    let date = |kind: &str, on: &str, state: &str, proposed: Value| json!({ "kind": kind, "on": on, "state": state, "proposed": proposed });
    let expected = [
        date("inspection", "2026-11-10", "overdue", json!("2027-03-10")),
        date("insurance", "2026-12-20", "soon", Value::Null),
        date("road_tax", "2027-03-05", "later", Value::Null),
    ];
    assert_eq!(legal, json!(expected));
    shop.kit.advisor().patch(&path(&vehicle), json!({ "usage": "hire" })).await.expect(200);
    assert_eq!(care(&shop, &vehicle).await["legal"][0]["proposed"], Value::Null);
}

#[tokio::test]
async fn lists_show_what_is_due_by_a_day_in_its_order() {
    let shop = Shop::open().await;
    let client = shop.kit.advisor();
    for (number, inspection) in
        [(1, Some("2026-12-01")), (2, Some("2026-11-01")), (3, None), (4, Some("2027-06-01")), (5, Some("2026-11-01"))]
    {
        let mut body = shop.peugeot();
        (body["plate"], body["inspection_on"]) = (json!(format!("{number} TU 1")), json!(inspection));
        shop.create(body).await;
    }
    let due = "/vehicles?due=inspection";
    assert_eq!(plates(&client, due).await, ["2 TU 1", "5 TU 1", "1 TU 1"]);
    assert_eq!(plates(&client, &format!("{due}&due_by=2026-11-20")).await, ["2 TU 1", "5 TU 1"]);
    assert_eq!(plates(&client, "/vehicles?sort=inspection_on").await, ["2 TU 1", "5 TU 1", "1 TU 1", "4 TU 1"]);
    let (mut seen, mut after) = (vec![], String::new());
    loop {
        let page = client.get(&format!("/vehicles?sort=inspection_on&limit=1&after={after}")).await.expect(200).json();
        seen.push(page["items"][0]["plate"]["text"].as_str().unwrap().to_owned());
        let Some(next) = page["next"].as_str() else { break };
        next.clone_into(&mut after);
    }
    assert_eq!(seen, ["2 TU 1", "5 TU 1", "1 TU 1", "4 TU 1"]);
    // All of one plan, all due on one day.
    assert_eq!(plates(&client, "/vehicles?due=service").await, [] as [&str; 0]);
    assert_eq!(plates(&client, "/vehicles?due=service&due_by=2027-12-01").await.len(), 5);
    for wrong in ["due=wings", "due=service&due_by=soon", "due=service&due_by=-4800-01-01", "fuel=coal", "year=x"] {
        assert_eq!(client.get(&format!("/vehicles?{wrong}")).await.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn what_is_done_again_stands_in_the_plan_once_it_was_done() {
    let shop = Shop::open().await;
    let vehicle = shop.create(shop.peugeot()).await;
    let done = completed(&shop, &vehicle, 84_300, "Vidange et filtre, Balais");
    let job = |title: &str, months: Option<i32>, km: Option<i64>| JobToRepeat {
        canned_job_id: CannedJobId::new(),
        names: Translated { fr: title.into(), ar: String::new(), en: "Wipers".into() },
        title: title.into(),
        months,
        km,
    };
    let (oil, wipers) = (job("Vidange et filtre", Some(6), Some(5000)), job("Balais", Some(12), None));
    let key = format!("job_{}", wipers.canned_job_id.0.simple());
    let again = JobsToRepeat { id: done.id, site_id: done.site_id, vehicle_id: done.vehicle_id.unwrap(), jobs: vec![oil, wipers] };
    shop.happens("workshop", &done).await;
    shop.happens("workshop", &again).await;
    let known = care(&shop, &vehicle).await;
    let planned = item(&known, "oil");
    assert_eq!((&planned["distance"], &planned["months"], &planned["is_own"]), (&json!(5000), &json!(6), &json!(true)));
    assert_eq!((&planned["done_at"], &planned["due_at"]), (&json!(84_300), &json!(89_300)));
    let own = item(&known, &key);
    assert_eq!((&own["title"], &own["due_on"]), (&json!({ "fr": "Balais", "ar": "Balais", "en": "Wipers" }), &json!("2027-11-20")));
    let off = shop.kit.advisor().put(&format!("{}/care/{key}", path(&vehicle)), json!({ "is_off": true })).await.expect(200).json();
    assert_eq!((&item(&off, &key)["is_off"], &item(&off, &key)["due_on"]), (&json!(true), &Value::Null));
    shop.kit.advisor().put(&format!("{}/care/job_0", path(&vehicle)), json!({ "is_off": true })).await.expect(404);
    let cancelled = contracts::workshop::WorkOrderCancelled {
        id: done.id,
        number: done.number.clone(),
        site_id: done.site_id,
        reason: "Mistake".into(),
    };
    shop.happens("workshop", &cancelled).await;
    let known = care(&shop, &vehicle).await;
    assert!(known["items"].as_array().unwrap().iter().all(|item| item["key"] != *key), "what was not done is not done again");
}
