//! Booking without an account. The tests' morning is Friday 20 November 2026, 8:00 UTC.

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::FakeSites;

use crate::support::{MONDAY, Shop, online_booking};

async fn times(shop: &Shop, service: &str) -> Vec<String> {
    let path = format!("/public/booking/LAC/slots?services={service}&from={MONDAY}&until={MONDAY}");
    let found = shop.kit.anonymous().get(&path).await.expect(200).json();
    found["starts"].as_array().unwrap().iter().map(|start| start.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_site_takes_no_strangers_until_it_says_so() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let nobody = shop.kit.anonymous();
    let off = nobody.get("/public/booking/LAC").await.expect(404);
    let unknown = nobody.get("/public/booking/NOWHERE").await.expect(404);
    assert_eq!(off.json(), unknown.json(), "whether a site is there is not told");
    let _ = nobody.get(&format!("/public/booking/LAC/slots?services={}", it.oil)).await.expect(404);
    let _ = shop.book_online(online_booking(&[&it.oil], "09:00")).await.expect(404);
    shop.go_online().await;
    let site = nobody.get("/public/booking/lac").await.expect(200).json();
    assert_eq!((&site["code"], &site["text"]), (&json!("LAC"), &json!("Merci de venir à l’heure.")));
    assert_eq!(site["services"].as_array().unwrap().len(), 3);
    let _ = shop.kit.owner().patch(&format!("/services/{}", it.brakes), json!({ "online": false })).await.expect(200);
    assert_eq!(nobody.get("/public/booking/lac").await.expect(200).json()["services"].as_array().unwrap().len(), 2);
    let _ = nobody.get(&format!("/public/booking/lac/slots?services={}", it.brakes)).await.expect(422);
}

#[tokio::test]
async fn a_stranger_asks_for_a_time_which_is_nobody_elses_from_then_on() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let start = format!("{MONDAY}T09:00:00Z");
    assert!(times(&shop, &it.brakes).await.contains(&start));
    let answer = shop.book_online(online_booking(&[&it.brakes], "09:00")).await.expect(201).json();
    assert_eq!(answer, json!({ "start": start }), "nothing but what was asked for");
    assert!(!times(&shop, &it.brakes).await.contains(&start), "Amine alone can do it");
    let mut other = online_booking(&[&it.brakes], "09:00");
    (other["email"], other["phone"]) = (json!("other@mail.example"), Value::Null);
    let refused = shop.book_online(other).await.expect(409);
    assert_eq!((refused.code(), &refused.json()["errors"]), ("slot-taken".to_owned(), &Value::Null), "nobody is named");
    let row = shop.only("requested").await;
    assert_eq!((&row["source"], &row["customer_id"], &row["customer_name"]), (&json!("online"), &Value::Null, &json!("Sonia Trabelsi")));
    assert_eq!((&row["plate"], &row["concern"]), (&json!("198 TU 77"), &json!("Bruit au freinage")));
    let told = shop.told("appointment.requested").await;
    assert_eq!((&told[0]["language"], &told[0]["email"]), (&json!("ar"), &json!("sonia@mail.example")));
}

#[tokio::test]
async fn two_who_want_the_last_place_at_once_do_not_both_get_it() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let wanted = |who: u8| {
        let mut body = online_booking(&[&it.brakes], "10:00");
        (body["email"], body["phone"]) = (json!(format!("{who}@mail.example")), Value::Null);
        shop.book_from([192, 0, 2, who], body)
    };
    let replies = futures::future::join_all((1..=4).map(wanted)).await;
    let mut statuses: Vec<_> = replies.into_iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409]);
}

#[tokio::test]
async fn only_offered_times_can_be_booked() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    // Nine is open; between the slots, at noon, at night, too soon and too far are not.
    for time in ["09:05", "11:30", "22:00"] {
        assert_eq!(shop.book_online(online_booking(&[&it.oil], time)).await.expect(409).code(), "slot-taken", "{time}");
    }
    for start in ["2026-11-20T10:00:00Z", "2027-06-07T09:00:00Z", "2020-01-06T09:00:00Z"] {
        let mut body = online_booking(&[&it.oil], "09:00");
        (body["start"], body["email"], body["phone"]) = (json!(start), json!(format!("{}@mail.example", &start[..4])), Value::Null);
        assert_eq!(shop.book_online(body).await.expect(409).code(), "slot-taken", "{start}");
    }
    let path = |from: &str, until: &str| format!("/public/booking/lac/slots?services={}&from={from}&until={until}", it.oil);
    let nobody = shop.kit.anonymous();
    let soon = nobody.get(&path("2026-11-20", "2026-11-20")).await.expect(200).json();
    assert_eq!(soon["starts"][0], "2026-11-20T13:00:00Z", "four hours from eight are within the break");
    assert_eq!(nobody.get(&path("2027-06-01", "2027-06-08")).await.expect(200).json()["starts"], json!([]));
    let _ = nobody.get(&path("2026-11-20", "2026-12-20")).await.expect(422);
    let _ = nobody.get(&path("9999-11-20", "9999-11-21")).await.expect(422);
}

#[tokio::test]
async fn what_a_form_lacks_is_pointed_at() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let body = |change: &dyn Fn(&mut Value)| {
        let mut body = online_booking(&[&it.oil], "09:00");
        change(&mut body);
        body
    };
    let cases: [(&str, Value); 7] = [
        ("/may_contact", body(&|body| body["may_contact"] = json!(false))),
        ("/phone", body(&|body| (body["phone"], body["email"]) = (Value::Null, json!("  ")))),
        ("/phone", body(&|body| body["phone"] = json!("call me"))),
        ("/email", body(&|body| body["email"] = json!("a@b.tn, c@d.tn"))),
        ("/name", body(&|body| body["name"] = json!("   "))),
        ("/concern", body(&|body| body["concern"] = json!("x".repeat(2001)))),
        ("/service_ids", body(&|body| body["service_ids"] = json!([]))),
    ];
    for (pointer, body) in cases {
        assert_eq!(shop.book_online(body).await.expect(422).pointers(), [pointer]);
    }
}

#[tokio::test]
async fn a_robot_is_thanked_and_nothing_is_written() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let mut body = online_booking(&[&it.oil], "09:00");
    body["website"] = json!("https://buy.example");
    let answer = shop.book_online(body).await.expect(201).json();
    assert_eq!(answer, json!({ "start": format!("{MONDAY}T09:00:00Z") }));
    assert_eq!(shop.kit.advisor().get("/appointments").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn strangers_have_a_budget_by_address_and_by_contact() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let booking = |who: u32, time: &str| {
        let mut body = online_booking(&[&it.oil], time);
        (body["email"], body["phone"]) = (json!(format!("{who}@mail.example")), Value::Null);
        body
    };
    // Mails to one address, wherever they are asked for.
    for (place, time) in ["07:00", "08:00", "09:00"].into_iter().enumerate() {
        let _ = shop.book_from([192, 0, 2, u8::try_from(place).unwrap()], booking(1, time)).await.expect(201);
    }
    let _ = shop.book_from([192, 0, 2, 77], booking(1, "10:00")).await.expect(429);
    // Bookings from one address, for whomever.
    let mut last = 0;
    for who in 10..30 {
        last = shop.book_from([198, 51, 100, 1], booking(who, "22:00")).await.status;
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429);
    let _ = shop.book_from([198, 51, 100, 2], booking(40, "13:00")).await.expect(201);
    shop.kit.clock.advance(TimeDelta::minutes(2));
    let _ = shop.book_from([198, 51, 100, 1], booking(41, "14:00")).await.expect(201);
}

#[tokio::test]
async fn who_is_told_to_wait_is_told_how_long() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let booking = |time: &str| {
        let mut body = online_booking(&[&it.oil], time);
        body["phone"] = Value::Null;
        body
    };
    for (place, time) in (1..).zip(["07:00", "08:00", "09:00"]) {
        let _ = shop.book_from([192, 0, 2, place], booking(time)).await.expect(201);
    }
    let refused = shop.book_from([192, 0, 2, 9], booking("10:00")).await.expect(429);
    let seconds: i64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert_eq!(seconds, 301, "one more every five minutes");
    shop.kit.clock.advance(TimeDelta::seconds(seconds));
    let _ = shop.book_from([192, 0, 2, 9], booking("10:00")).await.expect(201);
}

#[tokio::test]
async fn a_site_names_who_may_show_its_page() {
    let shop = Shop::open().await;
    shop.go_online().await;
    let path = format!("/schedules/{}/settings", shop.kit.site);
    let owner = shop.kit.owner();
    for bad in ["*", "http://garage.example", "https://garage.example/x", "https://a.example https://b.example", "https://a;script-src *"] {
        assert_eq!(owner.patch(&path, json!({ "frames": [bad] })).await.expect(422).pointers(), ["/frames/0"], "{bad}");
    }
    let frames = json!(["https://www.garage.example", "http://localhost:3000"]);
    let kept = owner.patch(&path, json!({ "frames": frames })).await.expect(200).json();
    assert_eq!(kept["frames"], frames);
    assert_eq!(shop.kit.anonymous().get("/public/booking/lac").await.expect(200).json()["frames"], frames);
    let pages = scheduling::booking_pages(&shop.kit.context, Arc::new(FakeSites(shop.kit.people.clone())));
    assert_eq!(json!(pages.framed_by("Lac").await.unwrap()), frames);
    assert!(pages.framed_by("nowhere").await.is_err());
    let _ = owner.patch(&path, json!({ "online": false })).await.expect(200);
    assert_eq!(pages.framed_by("lac").await.unwrap(), Vec::<String>::new(), "a page that is off is shown nowhere");
    let _ = shop.kit.technician().patch(&path, json!({ "frames": [] })).await.expect(403);
}

#[tokio::test]
async fn a_known_and_an_unknown_number_get_the_same_answer() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let mut known = online_booking(&[&it.oil], "09:00");
    (known["phone"], known["email"]) = (json!("+21698123456"), json!("leila@mail.example"));
    let one = shop.book_online(known).await.expect(201).json();
    let other = shop.book_online(online_booking(&[&it.oil], "09:00")).await.expect(201).json();
    assert_eq!(one, other);
}

#[tokio::test]
async fn the_desk_says_whose_it_is_and_confirms() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let _ = shop.book_online(online_booking(&[&it.oil], "09:00")).await.expect(201);
    let row = shop.only("requested").await;
    let path = crate::support::path(&row);
    let advisor = shop.kit.advisor();
    let body = json!({ "customer_id": shop.leila, "vehicle_id": shop.peugeot });
    let at = format!("{path}/match");
    let _ = shop.kit.outsider().post(&at, body.clone()).await.expect(404);
    let gone = json!({ "customer_id": shop.archived, "vehicle_id": shop.peugeot });
    assert_eq!(advisor.post(&at, gone).await.expect(422).pointers(), ["/customer_id"]);
    let nobody = json!({ "customer_id": shop.leila, "vehicle_id": shop.leila });
    assert_eq!(advisor.post(&at, nobody).await.expect(422).pointers(), ["/vehicle_id"]);
    assert_eq!(shop.only("requested").await["customer_id"], Value::Null, "whatever is refused matches nothing");
    let _ = advisor.clone().with("if-match", "\"7\"").post(&at, body.clone()).await.expect(412);
    let matched = advisor.post(&at, body.clone()).await.expect(200).json();
    assert_eq!((&matched["customer_name"], &matched["plate"]), (&json!("Leïla Chebbi"), &json!("215 TU 4821")));
    assert_eq!((&matched["state"], matched["actions"].as_array().unwrap().contains(&json!("match"))), (&json!("confirmed"), false));
    let again = advisor.post(&at, body).await.expect(200).json();
    assert_eq!(again["version"], matched["version"], "asked again, nothing happens twice");
    let told = shop.told("appointment.confirmed").await;
    assert_eq!((told.len(), &told[0]["customer_id"]), (1, &json!(shop.leila)));
}
