//! From booking to the work order, and what is refused on the way.

use chrono::TimeDelta;
use contracts::workshop::{WorkOrderChanged, WorkOrderId, WorkOrderOpened};
use serde_json::{Value, json};

use crate::support::{MONDAY, Shop, clashes, path, taken};

#[tokio::test]
async fn nine_oclock_for_oil_and_brakes_is_amines_in_a_bay_without_the_rack_and_the_rack_is_one() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.oil, &it.brakes], "08:00")).await.expect(201);
    let appointment = booked.json();
    assert_eq!(booked.headers["location"].to_str().unwrap(), format!("/api/v1{}", path(&appointment)));
    assert_eq!((&appointment["state"], &appointment["number"]), (&json!("confirmed"), &json!("LAC-R-2026-00001")));
    assert_eq!((&appointment["customer_name"], &appointment["plate"]), (&json!("Leïla Chebbi"), &json!("215 TU 4821")));
    assert_eq!((&appointment["minutes"], &appointment["end"]), (&json!(120), &json!(format!("{MONDAY}T10:00:00Z"))));
    let mut who = taken(&appointment);
    who.sort_unstable();
    assert_eq!(who, ["Amine", "Baie 1"]);
    let first = shop.book(shop.booking(&[&it.alignment], "10:00")).await.expect(201).json();
    assert!(taken(&first).contains(&"Baie 3"), "{first}");
    let second = shop.book(shop.booking(&[&it.alignment], "10:30")).await.expect(409);
    assert_eq!(second.code(), "clash");
    let refused = clashes(&second);
    assert!(refused.contains(&("taken".into(), "Baie 3".into())), "{refused:?}");
    let errors = second.json()["errors"].clone();
    let of_rack = errors.as_array().unwrap().iter().find(|one| one["values"]["resource"] == "Baie 3").unwrap();
    assert_eq!(of_rack["values"]["appointment_id"], first["id"]);
    assert_eq!(of_rack["values"]["from"], json!(format!("{MONDAY}T10:00:00Z")));
    assert!(of_rack["detail"].as_str().unwrap().contains("LAC-R-2026-00002"), "{of_rack}");
}

#[tokio::test]
async fn what_is_known_of_the_vehicle_is_a_warning_and_no_refusal() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let first = shop.book(shop.booking(&[&it.oil], "08:00")).await.expect(201).json();
    assert_eq!(first["warnings"], json!([]));
    let order = WorkOrderOpened {
        id: WorkOrderId::new(),
        number: "LAC-2026-00007".into(),
        site_id: shop.kit.site,
        customer_id: shop.leila,
        vehicle_id: Some(shop.peugeot),
        appointment_id: None,
        promised_at: None,
    };
    shop.happens("workshop", &order).await;
    let second = shop.book(shop.booking(&[&it.oil], "09:00")).await.expect(201).json();
    let codes: Vec<_> = second["warnings"].as_array().unwrap().iter().map(|one| (one["code"].clone(), one["label"].clone())).collect();
    assert_eq!(codes, [(json!("open-appointment"), first["number"].clone()), (json!("open-work-order"), json!("LAC-2026-00007"))]);
}

#[tokio::test]
async fn a_move_past_the_promise_is_done_and_warns() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let client = shop.kit.advisor();
    let warned = |of: &Value| -> Vec<Value> {
        let all = of["warnings"].as_array().unwrap().iter().filter(|one| one["code"] == "promise-broken");
        all.map(|one| json!([one["label"], one["promised_at"]])).collect()
    };
    let mut body = shop.booking(&[&it.oil], "08:00");
    body["promised_at"] = json!(format!("{MONDAY}T10:00:00Z"));
    let booked = shop.book(body).await.expect(201).json();
    let at = path(&booked);
    assert_eq!(warned(&booked), Vec::<Value>::new());
    let move_to = |time: &str| json!({ "start": format!("{MONDAY}T{time}:00Z") });
    let late = client.post(&format!("{at}/reschedule"), move_to("09:30")).await.expect(200).json();
    assert_eq!(warned(&late), [json!([booked["number"], format!("{MONDAY}T10:00:00Z")])]);
    let back = client.post(&format!("{at}/reschedule"), move_to("09:00")).await.expect(200).json();
    assert_eq!(warned(&back), Vec::<Value>::new(), "ready at ten is in time");
    let order = WorkOrderOpened {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: shop.kit.site,
        customer_id: shop.leila,
        vehicle_id: Some(shop.peugeot),
        appointment_id: Some(booked["id"].as_str().unwrap().parse().unwrap()),
        promised_at: Some(format!("{MONDAY}T11:00:00Z").parse().unwrap()),
    };
    shop.happens("workshop", &order).await;
    let slice = back["allocations"].as_array().unwrap().iter().find(|one| one["kind"] == "technician").unwrap()["id"].clone();
    let to = |from: &str, until: &str| json!({ "from": format!("{MONDAY}T{from}:00Z"), "until": format!("{MONDAY}T{until}:00Z") });
    let slice = format!("/allocations/{}/move", slice.as_str().unwrap());
    let moved = client.post(&slice, to("10:00", "11:00")).await.expect(200).json();
    assert_eq!(warned(&moved), Vec::<Value>::new(), "what the work order promises counts now");
    let slice = |of: &Value| of["allocations"].as_array().unwrap().iter().find(|one| one["kind"] == "technician").unwrap()["id"].clone();
    let moved =
        client.post(&format!("/allocations/{}/move", slice(&moved).as_str().unwrap()), to("13:00", "14:00")).await.expect(200).json();
    assert_eq!(warned(&moved), [json!(["LAC-2026-00042", format!("{MONDAY}T11:00:00Z")])]);
    let promised_at = Some(format!("{MONDAY}T15:00:00Z").parse().unwrap());
    let changed = WorkOrderChanged { id: order.id, site_id: shop.kit.site, change: "updated".into(), promised_at };
    shop.happens("workshop", &changed).await;
    assert_eq!(warned(&client.get(&at).await.expect(200).json()), Vec::<Value>::new(), "the customer was told another time");
}

#[tokio::test]
async fn hours_absences_and_locked_days_refuse_and_who_may_overrules_but_never_two_at_once() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let owner = shop.kit.owner();
    let closed = shop.book(shop.booking(&[&it.oil], "18:00")).await.expect(409);
    assert!(clashes(&closed).iter().all(|(code, _)| code == "closed"), "{}", closed.text());
    let mut late = shop.booking(&[&it.oil], "18:00");
    late["overbook"] = json!(true);
    assert_eq!(shop.book(late.clone()).await.expect(403).code(), "forbidden");
    owner.post("/appointments", late.clone()).await.expect(201);
    for resource in [&it.amine, &it.sami] {
        let away = json!({ "from": format!("{MONDAY}T07:00:00Z"), "until": format!("{MONDAY}T11:00:00Z"), "reason": "Formation" });
        owner.post(&format!("/resources/{resource}/absences"), away).await.expect(201);
    }
    let mut early = shop.booking(&[&it.oil], "08:00");
    let absent = shop.book(early.clone()).await.expect(409);
    assert_eq!(clashes(&absent), [("absence".to_owned(), "Sami".to_owned()), ("absence".to_owned(), "Amine".to_owned())]);
    let day = format!("/schedules/{}/locked-days", shop.kit.site);
    let locked = owner.post(&day, json!({ "day": MONDAY, "reason": "Inventaire" })).await.expect(201).json();
    assert_eq!(owner.post(&day, json!({ "day": MONDAY, "reason": "Encore" })).await.expect(409).code(), "day-locked");
    assert_eq!(clashes(&shop.book(shop.booking(&[&it.oil], "14:00")).await.expect(409))[0].0, "locked-day");
    early["overbook"] = json!(true);
    early["resource_ids"] = json!([it.amine, it.bay_2]);
    owner.post("/appointments", early.clone()).await.expect(201);
    let twice = owner.post("/appointments", early).await.expect(409);
    assert_eq!(clashes(&twice)[0], ("taken".to_owned(), "Amine".to_owned()));
    owner.delete(&format!("{day}/{}", locked["id"].as_str().unwrap())).await.expect(204);
    shop.book(shop.booking(&[&it.oil], "14:00")).await.expect(201);
}

#[tokio::test]
async fn long_work_runs_over_the_break_and_its_bay_is_taken_meanwhile() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let mut body = shop.booking(&[&it.brakes], "10:00");
    body["minutes"] = json!(120);
    let appointment = shop.book(body).await.expect(201).json();
    assert_eq!(appointment["end"], json!(format!("{MONDAY}T14:00:00Z")));
    let slices: Vec<_> = appointment["allocations"].as_array().unwrap().iter().filter(|one| one["kind"] == "technician").collect();
    assert_eq!(slices.len(), 2, "{appointment}");
    let mut lunch = shop.booking(&[&it.oil], "11:30");
    lunch["overbook"] = json!(true);
    let bay = appointment["allocations"].as_array().unwrap().iter().find(|one| one["kind"] == "bay").unwrap();
    lunch["resource_ids"] = json!([it.sami, bay["resource_id"]]);
    let reply = shop.kit.owner().post("/appointments", lunch).await.expect(409);
    assert_eq!(clashes(&reply), [("taken".to_owned(), "Baie 1".to_owned())]);
}

#[tokio::test]
async fn a_request_is_confirmed_rescheduled_received_and_becomes_a_work_order() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let body = json!({
        "site_id": shop.kit.site, "contact": { "name": "Leïla", "phone": "98 123 456", "plate": "215 TU 4821" }, "service_ids": [it.oil],
        "start": format!("{MONDAY}T08:00:00Z"), "source": "online", "requested": true, "concern": "Vidange SVP", "is_waiter": true,
    });
    let asked = shop.book(body).await.expect(201).json();
    assert_eq!((&asked["state"], &asked["customer_id"], &asked["source"]), (&json!("requested"), &Value::Null, &json!("online")));
    assert_eq!(asked["actions"], json!(["update", "match", "confirm", "reschedule", "arrive", "open_work_order", "cancel", "allocate"]));
    let (client, at) = (shop.kit.advisor(), path(&asked));
    let matched = client.patch(&at, json!({ "customer_id": shop.leila, "vehicle_id": shop.peugeot })).await.expect(200).json();
    assert_eq!((&matched["customer_name"], &matched["vehicle_label"]), (&json!("Leïla Chebbi"), &json!("Peugeot 208 2019")));
    client.clone().with("if-match", "\"1\"").post(&format!("{at}/confirm"), json!({})).await.expect(412);
    client.post(&format!("{at}/confirm"), json!({})).await.expect(200);
    assert_eq!(client.post(&format!("{at}/confirm"), json!({})).await.expect(409).code(), "appointment-wrong-state");
    let moved = client.post(&format!("{at}/reschedule"), json!({ "start": format!("{MONDAY}T09:00:00Z") })).await.expect(200).json();
    assert_eq!((&moved["start"], taken(&moved)), (&json!(format!("{MONDAY}T09:00:00Z")), taken(&matched)));
    let told = shop.told("appointment.rescheduled").await;
    assert_eq!((&told[0]["old_start"], &told[0]["services"][0]["fr"]), (&json!(format!("{MONDAY}T08:00:00Z")), &json!("Vidange")));
    client.post(&format!("{at}/arrive"), json!({})).await.expect(200);
    let order = WorkOrderOpened {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: shop.kit.site,
        customer_id: shop.leila,
        vehicle_id: Some(shop.peugeot),
        appointment_id: Some(asked["id"].as_str().unwrap().parse().unwrap()),
        promised_at: None,
    };
    shop.happens("workshop", &order).await;
    let converted = client.get(&at).await.expect(200).json();
    assert_eq!((&converted["state"], &converted["work_order_number"]), (&json!("converted"), &json!("LAC-2026-00042")));
    assert_eq!(converted["allocations"].as_array().unwrap().len(), 2, "it keeps its time");
    let history = client.get(&format!("{at}/history")).await.expect(200).json();
    let events: Vec<_> = history["items"].as_array().unwrap().iter().map(|one| one["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["converted", "arrived", "rescheduled", "confirmed", "updated", "requested"]);
    for (kind, count) in [("requested", 1), ("confirmed", 1), ("rescheduled", 1), ("arrived", 1), ("changed", 2), ("cancelled", 0)] {
        assert_eq!(shop.told(&format!("appointment.{kind}")).await.len(), count, "{kind}");
    }
}

#[tokio::test]
async fn who_gives_up_or_does_not_come_gives_the_time_back() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let mut only = shop.booking(&[&it.brakes], "08:00");
    only["resource_ids"] = json!([it.amine, it.bay_1]);
    let first = shop.book(only.clone()).await.expect(201).json();
    shop.book(only.clone()).await.expect(409);
    let cancelled = shop
        .kit
        .advisor()
        .post(&format!("{}/cancel", path(&first)), json!({ "by": "customer", "reason": "Voyage" }))
        .await
        .expect(200)
        .json();
    assert_eq!((&cancelled["state"], &cancelled["is_late"], &cancelled["allocations"]), (&json!("cancelled"), &json!(false), &json!([])));
    let second = shop.book(only.clone()).await.expect(201).json();
    let at = path(&second);
    assert_eq!(shop.kit.advisor().post(&format!("{at}/no-show"), json!({})).await.expect(409).code(), "appointment-not-begun");
    shop.kit.clock.advance(TimeDelta::days(3) + TimeDelta::hours(2));
    assert_eq!(shop.kit.advisor().post(&format!("{at}/cancel"), json!({ "by": "garage" })).await.expect(409).code(), "appointment-past");
    assert_eq!(shop.kit.advisor().post(&format!("{at}/arrive"), json!({})).await.expect(409).code(), "appointment-past");
    let gone = shop.kit.advisor().post(&format!("{at}/no-show"), json!({})).await.expect(200).json();
    assert_eq!((&gone["state"], &gone["allocations"]), (&json!("no_show"), &json!([])));
    let told = shop.told("appointment.no_show").await;
    assert_eq!((told.len(), &told[0]["customer_id"]), (1, &json!(shop.leila)));
}

#[tokio::test]
async fn a_slice_is_dragged_and_asked_for_again() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let (client, mut named) = (shop.kit.advisor(), shop.booking(&[&it.oil], "08:00"));
    named["resource_ids"] = json!([it.amine, it.bay_1]);
    let first = shop.book(named.clone()).await.expect(201).json();
    named["resource_ids"] = json!([it.sami, it.bay_2]);
    let second = shop.book(named).await.expect(201).json();
    let bay = first["allocations"].as_array().unwrap().iter().find(|one| one["kind"] == "bay").unwrap();
    let at = format!("/allocations/{}/move", bay["id"].as_str().unwrap());
    let to = |resource: &str, from: &str, until: &str| json!({ "resource_id": resource, "from": format!("{MONDAY}T{from}:00Z"), "until": format!("{MONDAY}T{until}:00Z") });
    let refused = client.post(&at, to(&it.bay_2, "08:30", "09:30")).await.expect(409);
    assert_eq!(clashes(&refused), [("taken".to_owned(), "Baie 2".to_owned())]);
    assert_eq!(refused.json()["errors"][0]["values"]["appointment_id"], second["id"]);
    let moved = client.post(&at, to(&it.rack, "08:00", "09:00")).await.expect(200).json();
    assert!(taken(&moved).contains(&"Baie 3") && moved["start"] == first["start"], "{moved}");
    assert_eq!(client.post(&at, to(&it.rack, "08:00", "09:00")).await.expect(404).code(), "not-found");
    let mut named = shop.booking(&[&it.alignment], "13:00");
    named["resource_ids"] = json!([it.rack]);
    let aligned = shop.book(named).await.expect(201).json();
    let rack = aligned["allocations"].as_array().unwrap().iter().find(|one| one["kind"] == "bay").unwrap();
    let from_rack = format!("/allocations/{}/move", rack["id"].as_str().unwrap());
    let unable = client.post(&from_rack, to(&it.bay_1, "13:00", "14:00")).await.expect(409);
    assert_eq!(unable.json()["errors"][0]["code"], "unable");
    let more = client.post(&format!("{}/allocations", path(&first)), to(&it.sami, "13:00", "14:00")).await.expect(200).json();
    assert_eq!((more["allocations"].as_array().unwrap().len(), &more["end"]), (3, &json!(format!("{MONDAY}T14:00:00Z"))));
    let last = more["allocations"][2]["id"].as_str().unwrap().to_owned();
    client.delete(&format!("/allocations/{last}")).await.expect(200);
    assert_eq!(
        client.post(&format!("{}/allocations", path(&first)), to(&it.sami, "11:30", "12:30")).await.expect(409).json()["errors"][0]["code"],
        "closed"
    );
}

#[tokio::test]
async fn as_many_wait_in_a_slot_as_the_site_wants() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let settings = format!("/schedules/{}/settings", shop.kit.site);
    shop.kit.owner().patch(&settings, json!({ "most_waiters": 1, "slot_minutes": 30 })).await.expect(200);
    let waiting = |time: &str| {
        let mut body = shop.booking(&[&it.oil], time);
        body["is_waiter"] = json!(true);
        body
    };
    shop.book(waiting("08:00")).await.expect(201);
    assert_eq!(clashes(&shop.book(waiting("08:15")).await.expect(409))[0].0, "too-many-waiters");
    let left = shop.book(shop.booking(&[&it.oil], "08:15")).await.expect(201).json();
    let stays = shop.kit.advisor().patch(&path(&left), json!({ "is_waiter": true })).await.expect(409);
    assert_eq!(clashes(&stays)[0].0, "too-many-waiters");
    let at = format!("/schedules/{}/slots?services={}&from={MONDAY}&until={MONDAY}&waiter=true", shop.kit.site, it.oil);
    let slots = shop.kit.advisor().get(&at).await.expect(200).json();
    assert_eq!(slots["slots"][0]["start"], json!(format!("{MONDAY}T07:00:00Z")));
    assert!(slots["slots"].as_array().unwrap().iter().all(|slot| slot["start"] != json!(format!("{MONDAY}T08:00:00Z"))), "{slots}");
}

#[tokio::test]
async fn what_cannot_be_booked_is_refused_with_a_pointer_and_a_key_books_once() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let nobody = contracts::customers::CustomerId::new();
    let cases = [
        ("customer_id", json!(nobody), "/customer_id"),
        ("customer_id", json!(shop.archived), "/customer_id"),
        ("customer_id", Value::Null, "/customer_id"),
        ("vehicle_id", json!(nobody), "/vehicle_id"),
        ("service_ids", json!([]), "/service_ids"),
        ("service_ids", json!([nobody]), "/service_ids/0"),
        ("resource_ids", json!([nobody]), "/resource_ids/0"),
        ("start", json!("2026-11-19T08:00:00Z"), "/start"),
        ("start", json!("2036-11-19T08:00:00Z"), "/start"),
        ("minutes", json!(0), "/minutes"),
        ("concern", json!("a\u{0}"), "/concern"),
    ];
    for (field, value, pointer) in cases {
        let mut body = shop.booking(&[&it.oil], "08:00");
        body[field] = value.clone();
        assert_eq!(shop.book(body).await.expect(422).pointers(), [pointer], "{field} {value}");
    }
    let client = shop.kit.advisor().with("idempotency-key", "one");
    let first = client.post("/appointments", shop.booking(&[&it.oil], "08:00")).await.expect(201);
    let again = client.post("/appointments", shop.booking(&[&it.oil], "08:00")).await.expect(201);
    assert_eq!((first.string("id"), again.headers["idempotent-replayed"].to_str().unwrap()), (again.string("id"), "true"));
    shop.kit.outsider().post("/appointments", shop.booking(&[&it.oil], "08:00")).await.expect(404);
    shop.kit.technician().post("/appointments", shop.booking(&[&it.oil], "08:00")).await.expect(403);
    shop.kit.outsider().get(&format!("/appointments/{}", first.string("id"))).await.expect(404);
}
