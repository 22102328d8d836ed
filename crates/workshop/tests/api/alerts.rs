//! What staff are told at once: decisions and questions of customers, parts that came, promises at risk.

use chrono::TimeDelta;
use contracts::workshop::{StaffAlert, StaffAlerted};
use serde_json::json;

use crate::estimates::Offered;
use crate::parts::{line, stand, standing};
use crate::support::Garage;

async fn alerts(garage: &Garage) -> Vec<StaffAlerted> {
    garage.told().await.iter().filter_map(|event| event.open().unwrap()).collect()
}

#[tokio::test]
async fn what_the_customer_decides_or_asks_is_told_once() {
    let garage = Garage::open().await;
    let offered = Offered::by(&garage).await;
    let anybody = garage.kit.anonymous();
    let question = json!({"job_id": offered.order.json["jobs"][2]["id"], "text": "Is it urgent?"});
    anybody.post(&format!("{}/questions", offered.public), question).await.expect(200);
    offered.decide(&anybody, 1, offered.usual()).await.expect(200);
    offered.decide(&anybody, 1, offered.usual()).await.expect(409);
    let told = alerts(&garage).await;
    assert_eq!((told.len(), told[0].vehicle_plate.as_str(), told[0].work_order_id), (2, "215 TU 4821", offered.order.id()));
    assert_eq!(told[0].alert, StaffAlert::QuestionAsked { job: "Cabin filter".into(), text: "Is it urgent?".into() });
    let (approved, declined) = (vec!["Oil service".into(), "Front brakes".into()], vec!["Cabin filter".into()]);
    assert_eq!(told[1].alert, StaffAlert::EstimateDecided { by: "Leïla Chebbi".into(), approved, declined });
}

#[tokio::test]
async fn parts_that_came_are_told_when_a_job_has_all_of_them() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    let (pads, discs) = (line(&order, 1, 1), line(&order, 1, 2));
    stand(&garage, &mut order, vec![standing(pads, 1000, 0, 1000), standing(discs, 2000, 1000, 1000)]).await;
    stand(&garage, &mut order, vec![standing(pads, 1000, 1000, 0), standing(discs, 2000, 1000, 1000)]).await;
    assert!(alerts(&garage).await.is_empty(), "one of two");
    stand(&garage, &mut order, vec![standing(pads, 1000, 1000, 0), standing(discs, 2000, 2000, 0)]).await;
    let told = alerts(&garage).await;
    assert_eq!((told.len(), &told[0].alert), (1, &StaffAlert::PartsArrived { jobs: vec!["Front brakes".into()] }));
    assert_eq!(told[0].technician_id, Some(garage.kit.people.technician));
}

#[tokio::test]
async fn a_promise_at_risk_is_told_once_for_each_time_that_was_promised() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let start = garage.kit.context.clock.now();
    let promise = |at| {
        let (advisor, path) = (garage.advisor(), order.path.clone());
        async move { advisor.patch(&path, json!({ "promised_at": at })).await.expect(200) }
    };
    promise(start + TimeDelta::hours(3)).await;
    assert!(alerts(&garage).await.is_empty());
    garage.kit.clock.advance(TimeDelta::minutes(119));
    assert!(alerts(&garage).await.is_empty(), "an hour and a minute are left");
    for _ in 0..3 {
        garage.kit.clock.advance(TimeDelta::minutes(1));
        assert_eq!(alerts(&garage).await.len(), 1);
    }
    promise(start + TimeDelta::hours(6)).await;
    garage.kit.clock.advance(TimeDelta::hours(3));
    let told = alerts(&garage).await;
    assert_eq!(told.len(), 2);
    assert_eq!(told[1].alert, StaffAlert::PromiseAtRisk { promised_at: start + TimeDelta::hours(6) });
}

#[tokio::test]
async fn a_promise_that_was_kept_is_nobodys_worry() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let at = garage.kit.context.clock.now() + TimeDelta::hours(3);
    order.json = garage.advisor().patch(&order.path, json!({ "promised_at": at })).await.expect(200).json();
    let complete = json!({ "odometer_out": 84_305 });
    order.act(&garage.advisor(), "complete", complete).await;
    garage.kit.clock.advance(TimeDelta::hours(4));
    assert!(alerts(&garage).await.is_empty());
}
