//! Money asked for beforehand: when, of whom, and that it came.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{MONDAY, Shop, online_booking, path};

async fn rule(shop: &Shop, rule: Value) {
    let _ = shop.kit.owner().patch(&format!("/schedules/{}/settings", shop.kit.site), rule).await.expect(200);
}

#[tokio::test]
async fn a_long_online_booking_is_asked_for_a_deposit_and_the_page_says_so_beforehand() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    rule(&shop, json!({ "deposit": 50_000, "deposit_minutes": 120, "deposit_no_shows": 2 })).await;
    let page = shop.kit.anonymous().get("/public/booking/lac").await.expect(200).json();
    assert_eq!(page["deposit"], json!({ "amount": 50_000, "from_minutes": 120, "after_no_shows": 2 }));
    let short = shop.book_online(online_booking(&[&it.oil], "07:00")).await.expect(201).json();
    assert_eq!(short, json!({ "start": format!("{MONDAY}T07:00:00Z") }));
    let long = shop.book_online(online_booking(&[&it.oil, &it.brakes], "09:00")).await.expect(201).json();
    assert_eq!(long["deposit_asked"], 50_000);
    let _ = shop.kit.owner().patch(&format!("/services/{}", it.oil), json!({ "deposit": 70_000 })).await.expect(200);
    let dear = shop.book_online(online_booking(&[&it.oil], "13:00")).await.expect(201).json();
    assert_eq!(dear["deposit_asked"], 70_000, "what the service asks for by itself");
    let desk = shop.book(shop.booking(&[&it.oil, &it.brakes], "14:00")).await.expect(201).json();
    assert_eq!(desk["deposit_asked"], Value::Null, "who stands at the desk is not asked for their booking being long");
    for (field, value) in [("deposit", json!(0)), ("deposit_minutes", json!(1)), ("deposit_no_shows", json!(0))] {
        let settings = format!("/schedules/{}/settings", shop.kit.site);
        let refused = shop.kit.owner().patch(&settings, json!({ field: value })).await.expect(422);
        assert_eq!(refused.pointers(), [format!("/{field}")]);
    }
}

#[tokio::test]
async fn who_did_not_come_before_is_asked_for_a_deposit_once_it_is_known_who_they_are() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.go_online().await;
    let advisor = shop.kit.advisor();
    rule(&shop, json!({ "deposit": 50_000, "deposit_no_shows": 1 })).await;
    let missed = shop.book(shop.booking(&[&it.oil], "07:00")).await.expect(201).json();
    assert_eq!(missed["deposit_asked"], Value::Null);
    shop.kit.clock.advance(TimeDelta::days(3));
    let _ = advisor.post(&format!("{}/no-show", path(&missed)), json!({})).await.expect(200);
    let mut later = online_booking(&[&it.oil], "09:00");
    later["start"] = json!("2026-11-24T09:00:00Z");
    let answer = shop.book_online(later).await.expect(201).json();
    assert_eq!(answer, json!({ "start": "2026-11-24T09:00:00Z" }), "a stranger is not told that somebody is known");
    let at = path(&shop.only("requested").await);
    let body = json!({ "customer_id": shop.leila, "vehicle_id": shop.peugeot });
    let matched = advisor.post(&format!("{at}/match"), body).await.expect(200).json();
    assert_eq!(matched["deposit_asked"], 50_000);
    let mut again = shop.booking(&[&it.oil], "10:00");
    again["start"] = json!("2026-11-24T10:00:00Z");
    assert_eq!(shop.book(again).await.expect(201).json()["deposit_asked"], 50_000);
}

#[tokio::test]
async fn a_deposit_is_received_once_and_told_to_who_keeps_the_books() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let advisor = shop.kit.advisor();
    let booked = shop.book(shop.booking(&[&it.oil], "09:00")).await.expect(201).json();
    let at = path(&booked);
    let asked = advisor.patch(&at, json!({ "deposit_asked": 30_000 })).await.expect(200).json();
    assert!(asked["actions"].as_array().unwrap().contains(&json!("receive_deposit")));
    let deposit = format!("{at}/deposit");
    let _ = shop.kit.outsider().post(&deposit, json!({ "amount": 30_000, "tender": "cash" })).await.expect(404);
    assert_eq!(advisor.post(&deposit, json!({ "amount": 0, "tender": "cash" })).await.expect(422).pointers(), ["/amount"]);
    let body = json!({ "amount": 25_000, "tender": "cheque", "reference": " 0012345 " });
    let received = advisor.post(&deposit, body.clone()).await.expect(200).json();
    let kept = &received["deposit_received"];
    assert_eq!((&kept["amount"], &kept["tender"], &kept["reference"]), (&json!(25_000), &json!("cheque"), &json!("0012345")));
    assert!(kept["by_name"].is_string() && kept["currency"] == "TND" && kept["at"].is_string(), "{kept}");
    assert!(!received["actions"].as_array().unwrap().contains(&json!("receive_deposit")));
    assert_eq!(advisor.post(&deposit, body).await.expect(409).code(), "deposit-received");
    assert_eq!(advisor.patch(&at, json!({ "deposit_asked": null })).await.expect(409).code(), "deposit-received");
    let told = shop.told("appointment.deposit_received").await;
    assert_eq!((told.len(), &told[0]["amount"], &told[0]["tender"]), (1, &json!(25_000), &json!("cheque")));
    assert_eq!(told[0]["appointment"]["id"], booked["id"]);
    let history = advisor.get(&format!("{at}/history")).await.expect(200).json();
    assert_eq!(history["items"][0]["event"], "deposit_received");
}
