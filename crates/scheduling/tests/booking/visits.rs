//! What the link in a mail lets a customer do.

use chrono::TimeDelta;
use kernel::db;
use sea_orm::FromQueryResult;
use serde_json::{Value, json};

use crate::support::{MONDAY, Shop};

#[tokio::test]
async fn a_link_shows_moves_and_gives_up_one_appointment() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201).json();
    let link = shop.link_to(&booked).await;
    let nobody = shop.kit.anonymous();
    let shown = nobody.get(&link).await.expect(200).json();
    assert_eq!((&shown["number"], &shown["state"]), (&booked["number"], &json!("confirmed")));
    assert_eq!((&shown["site"]["code"], &shown["is_past"]), (&json!("LAC"), &json!(false)));
    assert_eq!(shown["actions"], json!(["reschedule", "cancel", "add_words"]));
    let text = shown.to_string();
    assert!(!text.contains("Amine") && !text.contains("Baie") && !text.contains("Chebbi"), "{text}");

    let times = nobody.get(&format!("{link}/slots?from={MONDAY}&until={MONDAY}")).await.expect(200).json();
    let at = |time: &str| json!(format!("{MONDAY}T{time}:00Z"));
    assert!(times["starts"].as_array().unwrap().contains(&at("08:30")), "its own time is not in its way: {times}");
    let moved = nobody.post(&format!("{link}/reschedule"), json!({ "start": at("10:00") })).await.expect(200).json();
    assert_eq!(moved["start"], at("10:00"));
    assert_eq!(shop.told("appointment.rescheduled").await[0]["old_start"], at("08:00"));
    let _ = shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201);
    let refused = nobody.post(&format!("{link}/reschedule"), json!({ "start": at("08:00") })).await.expect(409);
    assert_eq!((refused.code(), &refused.json()["errors"]), ("slot-taken".to_owned(), &Value::Null));

    let words = json!({ "concern": "Bruit en freinant, surtout à droite" });
    assert_eq!(nobody.post(&format!("{link}/words"), words.clone()).await.expect(200).json()["concern"], words["concern"]);
    let gone = nobody.post(&format!("{link}/cancel"), json!({ "reason": "Empêchée" })).await.expect(200).json();
    assert_eq!((&gone["state"], &gone["actions"]), (&json!("cancelled"), &json!([])));
    let told = &shop.told("appointment.cancelled").await[0];
    assert_eq!((&told["cancelled_by"], &told["is_late"]), (&json!("customer"), &json!(false)));
    let _ = shop.book(shop.booking(&[&it.brakes], "10:00")).await.expect(201);
    let _ = nobody.post(&format!("{link}/cancel"), json!({})).await.expect(409);
}

#[tokio::test]
async fn giving_up_on_the_day_is_late() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.oil], "08:00")).await.expect(201).json();
    let link = shop.link_to(&booked).await;
    shop.kit.clock.advance(TimeDelta::hours(70));
    assert_eq!(shop.kit.anonymous().get(&link).await.expect(200).json()["is_late"], true);
    let _ = shop.kit.anonymous().post(&format!("{link}/cancel"), json!({})).await.expect(200);
    assert_eq!(shop.told("appointment.cancelled").await[0]["is_late"], true);
}

#[tokio::test]
async fn what_is_past_only_gets_another_time_and_a_link_ends_after_a_week() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.oil], "08:00")).await.expect(201).json();
    let link = shop.link_to(&booked).await;
    let nobody = shop.kit.anonymous();
    shop.kit.clock.advance(TimeDelta::days(4));
    let shown = nobody.get(&link).await.expect(200).json();
    assert_eq!((&shown["is_past"], &shown["actions"]), (&json!(true), &json!(["reschedule"])));
    assert_eq!(nobody.post(&format!("{link}/cancel"), json!({})).await.expect(409).code(), "appointment-past");
    let _ = nobody.post(&format!("{link}/words"), json!({ "concern": "x" })).await.expect(409);
    let new = json!({ "start": "2026-11-26T08:00:00Z" });
    let _ = nobody.post(&format!("{link}/reschedule"), new).await.expect(200);
    shop.kit.clock.advance(TimeDelta::days(8));
    let _ = nobody.get(&link).await.expect(200);
    shop.kit.clock.advance(TimeDelta::days(2));
    let _ = nobody.get(&link).await.expect(404);
}

#[tokio::test]
async fn any_other_token_opens_nothing_in_the_same_words_and_guessing_is_slowed_down() {
    let shop = Shop::open().await;
    let nobody = shop.kit.anonymous();
    let long = "x".repeat(5000);
    let mut answers = vec![];
    for token in ["x", "00000000000000000000000000000000000000000000", "%00", "..%2f..", long.as_str()] {
        answers.push(nobody.get(&format!("/public/appointments/{token}")).await.expect(404).json());
    }
    assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:?}");
    for rest in ["/slots", "/calendar.ics"] {
        let _ = nobody.get(&format!("/public/appointments/x{rest}")).await.expect(404);
    }
    let _ = nobody.post("/public/appointments/x/cancel", json!({})).await.expect(404);
    let mut last = 404;
    for _ in 0..30 {
        last = nobody.get("/public/appointments/y").await.status;
    }
    assert_eq!(last, 429);
    shop.kit.clock.advance(TimeDelta::minutes(5));
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.oil], "08:00")).await.expect(201).json();
    let link = shop.link_to(&booked).await;
    for _ in 0..60 {
        let _ = nobody.get(&link).await.expect(200);
    }
}

#[tokio::test]
async fn links_are_kept_as_hashes_and_each_is_of_one_appointment() {
    #[derive(FromQueryResult)]
    struct Row {
        hash: String,
    }
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let one = shop.book(shop.booking(&[&it.oil], "08:00")).await.expect(201).json();
    let other = shop.book(shop.booking(&[&it.oil], "10:00")).await.expect(201).json();
    let (first, again, of_other) = (shop.link_to(&one).await, shop.link_to(&one).await, shop.link_to(&other).await);
    let nobody = shop.kit.anonymous();
    let mut numbers = vec![];
    for link in [&first, &again, &of_other] {
        numbers.push(nobody.get(link).await.expect(200).json()["number"].clone());
    }
    assert_eq!(numbers, [one["number"].clone(), one["number"].clone(), other["number"].clone()]);
    let rows: Vec<Row> = db::all(shop.kit.db().reader(), "select hash from scheduling_links", []).await.unwrap();
    let token = first.rsplit('/').next().unwrap();
    assert!(token.len() == 43 && rows.iter().all(|row| row.hash.len() == 64 && row.hash != token));
    // Another's resources, times and words are not reached by any link.
    let _ = nobody.get(&format!("/appointments/{}", one["id"].as_str().unwrap())).await.expect(401);
}

#[tokio::test]
async fn the_calendar_file_follows_the_appointment() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.oil], "08:00")).await.expect(201).json();
    let link = shop.link_to(&booked).await;
    let nobody = shop.kit.anonymous();
    let file = async || {
        let reply = nobody.get(&format!("{link}/calendar.ics")).await.expect(200);
        assert_eq!(reply.headers["content-type"].to_str().unwrap(), "text/calendar; charset=utf-8");
        reply.text()
    };
    let first = file().await;
    for line in ["METHOD:PUBLISH", "SEQUENCE:0", "DTSTART:20261123T080000Z", "DTEND:20261123T090000Z", "STATUS:CONFIRMED"] {
        assert!(first.contains(&format!("{line}\r\n")), "{line} in {first}");
    }
    let uid = |file: &str| file.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    let _ = nobody.post(&format!("{link}/reschedule"), json!({ "start": format!("{MONDAY}T10:00:00Z") })).await.expect(200);
    let second = file().await;
    assert!(second.contains("SEQUENCE:1\r\n") && second.contains("DTSTART:20261123T100000Z"), "{second}");
    assert_eq!(uid(&first), uid(&second));
    let _ = nobody.post(&format!("{link}/cancel"), json!({})).await.expect(200);
    let last = file().await;
    assert!(last.contains("STATUS:CANCELLED\r\n") && last.contains("METHOD:CANCEL\r\n") && uid(&last) == uid(&first), "{last}");
    let enclosed = shop.enclosed(&booked).await;
    assert_eq!((enclosed.method.as_str(), enclosed.book_again), ("CANCEL", None));
    let value: Value = nobody.get(&link).await.expect(200).json();
    assert_eq!(value["state"], "cancelled");
}
