//! What a program of others hears, when it is well and when it is not.

use chrono::TimeDelta;
use serde_json::json;
use testkit::Receiver;

use crate::garage::{Garage, changes};

#[tokio::test]
async fn it_hears_each_event_once_in_order_and_knows_who_speaks() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    garage.invoice(garage.kit.site, "before").await;
    garage.kit.settle().await;
    let id = garage.webhook(&receiver, &[]).await;
    garage.customer("Leïla Canari").await;
    garage.kit.settle().await;
    for number in 0..25 {
        garage.invoice(garage.kit.site, &number.to_string()).await;
    }
    garage.invoice(garage.kit.other_site, "foreign").await;
    futures::join!(garage.kit.settle(), garage.kit.settle());
    let told = receiver.take();
    assert_eq!((told.len(), told[0].kind()), (26, "customer.saved"), "what was before is not told");
    let numbers: Vec<_> = told[1..].iter().map(|one| one.body["data"]["number"].as_str().unwrap().parse::<i32>().unwrap()).collect();
    assert_eq!(numbers, (0..25).collect::<Vec<_>>());
    let now = garage.kit.context.clock.now().timestamp();
    assert!(told.iter().all(|one| one.signed_by == [0] && one.signatures == 1 && one.timestamp == now && one.body["id"] == *one.id));
    assert!(told.iter().all(|one| !one.text.contains("Canari") && !one.text.contains("foreign")));
    let shown = garage.shown(&id).await;
    assert_eq!((&shown["state"], &shown["failures"], &shown["waiting"]), (&json!("active"), &json!(0), &json!(0)));
    let deliveries = garage.deliveries(&id).await;
    assert_eq!((deliveries.len(), &deliveries[0]["status"], &deliveries[0]["is_taken"]), (26, &json!(204), &json!(true)));
}

#[tokio::test]
async fn who_asks_to_be_left_alone_is() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    garage.webhook(&receiver, &["invoice.issued"]).await;
    receiver.answer(&[503]);
    receiver.rest(60);
    garage.invoice(garage.kit.site, "1").await;
    garage.kit.settle().await;
    assert_eq!(receiver.take().len(), 1);
    garage.kit.clock.advance(TimeDelta::seconds(59));
    garage.kit.settle().await;
    assert!(receiver.take().is_empty(), "the ladder's first pause is five seconds");
    garage.kit.clock.advance(TimeDelta::seconds(1));
    garage.kit.settle().await;
    assert_eq!(receiver.take().len(), 1);
}

#[tokio::test]
async fn it_is_tried_again_by_the_ladder_and_nothing_overtakes() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &["invoice.issued"]).await;
    receiver.answer(&[503, 302]);
    garage.invoice(garage.kit.site, "1").await;
    garage.invoice(garage.kit.site, "2").await;
    garage.moved(garage.kit.site).await;
    garage.kit.settle().await;
    let first = receiver.take();
    assert_eq!(first.len(), 1);
    let shown = garage.shown(&id).await;
    assert_eq!((&shown["failures"], &shown["fault"], &shown["waiting"]), (&json!(1), &json!("HTTP 503"), &json!(2)));
    garage.kit.clock.advance(TimeDelta::seconds(4));
    garage.kit.settle().await;
    assert!(receiver.take().is_empty(), "not before its pause is over");
    garage.kit.clock.advance(TimeDelta::seconds(1));
    garage.kit.settle().await;
    let second = receiver.take();
    assert_eq!((second.len(), second[0].status), (1, 302), "who sends on elsewhere has taken nothing, and is not followed");
    garage.kit.clock.advance(TimeDelta::minutes(5));
    garage.kit.settle().await;
    let rest = receiver.take();
    assert_eq!(rest.iter().map(|one| one.body["data"]["number"].as_str().unwrap()).collect::<Vec<_>>(), ["1", "2"]);
    assert!([&second[0], &rest[0]].iter().all(|again| again.id == first[0].id && again.text == first[0].text));
    assert!(rest[0].timestamp > first[0].timestamp && rest.iter().all(|one| one.signed_by == [0]));
    let attempts: Vec<_> = garage.deliveries(&id).await.iter().map(|one| one["attempt"].as_i64().unwrap()).collect();
    assert_eq!(attempts, [1, 3, 2, 1]);
}

#[tokio::test]
async fn after_three_days_it_waits_for_somebody_and_goes_on_where_it_was() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &[]).await;
    receiver.fail(500);
    garage.invoice(garage.kit.site, "1").await;
    for pause in [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] {
        garage.kit.clock.advance(TimeDelta::seconds(pause));
        garage.kit.settle().await;
    }
    assert_eq!(receiver.take().len(), 10);
    assert_eq!(garage.shown(&id).await["state"], "paused");
    garage.invoice(garage.kit.site, "2").await;
    garage.kit.clock.advance(TimeDelta::days(300));
    garage.kit.settle().await;
    assert!(receiver.take().is_empty());
    receiver.recover();
    let on = garage.kit.owner().patch(&format!("/webhooks/{id}"), json!({"enabled": true})).await.expect(200).json();
    assert_eq!((&on["state"], &on["waiting"]), (&json!("active"), &json!(2)));
    garage.kit.settle().await;
    let told: Vec<_> = receiver.take().iter().map(|one| one.body["data"]["number"].as_str().unwrap().to_owned()).collect();
    assert_eq!(told, ["1", "2"], "nothing is lost");
}

#[tokio::test]
async fn who_says_gone_is_told_nothing_more_until_somebody_switches_it_on() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &[]).await;
    receiver.answer(&[410]);
    garage.invoice(garage.kit.site, "1").await;
    garage.kit.settle().await;
    garage.kit.clock.advance(TimeDelta::days(9));
    garage.kit.settle().await;
    assert_eq!((receiver.take().len(), &garage.shown(&id).await["state"]), (1, &json!("gone")));
}

#[tokio::test]
async fn a_program_that_dies_between_sending_and_writing_down_sends_it_again_under_the_same_id() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &[]).await;
    receiver.hang();
    garage.invoice(garage.kit.site, "1").await;
    garage.invoice(garage.kit.site, "2").await;
    tokio::select! {
        () = garage.kit.settle() => unreachable!("it never answers"),
        () = receiver.heard() => {}
    }
    receiver.recover();
    garage.kit.settle().await;
    let died = receiver.take();
    assert_eq!(died.len(), 1, "somebody else may be telling it still");
    garage.kit.clock.advance(TimeDelta::minutes(1));
    garage.kit.settle().await;
    let told = receiver.take();
    assert_eq!(told.iter().map(|one| one.body["data"]["number"].as_str().unwrap()).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!((&told[0].id, garage.deliveries(&id).await.len()), (&died[0].id, 2));
}

#[tokio::test]
async fn a_broken_webhook_does_not_hold_up_the_others() {
    let (garage, broken, well) = (Garage::open().await, Receiver::start().await, Receiver::start().await);
    garage.webhook(&broken, &[]).await;
    garage.webhook(&well, &[]).await;
    broken.fail(500);
    for number in ["1", "2", "3"] {
        garage.invoice(garage.kit.site, number).await;
    }
    garage.kit.settle().await;
    assert_eq!((broken.take().len(), well.take().len()), (1, 3));
}

#[tokio::test]
async fn screens_hear_that_one_is_well_or_not_and_not_each_try() {
    let (garage, receiver) = (Garage::open().await, Receiver::start().await);
    let id = garage.webhook(&receiver, &[]).await;
    receiver.answer(&[503, 503]);
    garage.invoice(garage.kit.site, "1").await;
    garage.kit.settle().await;
    assert_eq!(changes(&garage).await, 2, "it was made, and is not well");
    garage.kit.clock.advance(TimeDelta::seconds(5));
    garage.kit.settle().await;
    assert_eq!(changes(&garage).await, 2, "as before");
    garage.kit.owner().patch(&format!("/webhooks/{id}"), json!({"enabled": true})).await.expect(200);
    garage.invoice(garage.kit.site, "2").await;
    garage.kit.settle().await;
    assert_eq!(changes(&garage).await, 4, "somebody switched it on, and it is well; of what goes on well nothing is said");
}
