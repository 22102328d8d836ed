//! What staff are told inside the program.

use chrono::TimeDelta;
use contracts::identity::UserId;
use contracts::workshop::{StaffAlert, WorkOrderId};
use kernel::Amount;
use serde_json::{Value, json};
use testkit::Client;

use crate::garage::Garage;

async fn news(client: &Client) -> Vec<Value> {
    client.get("/news").await.expect(200).json()["items"].as_array().unwrap().clone()
}

async fn unseen(client: &Client) -> i64 {
    client.get("/news/unseen").await.expect(200).json()["count"].as_i64().unwrap()
}

fn decided() -> StaffAlert {
    let (approved, declined) = (vec!["Freins avant".into(), "Vidange".into()], vec!["Filtre".into()]);
    StaffAlert::EstimateDecided { by: "Leïla".into(), approved, declined }
}

fn asked() -> StaffAlert {
    StaffAlert::QuestionAsked { job: "Freins".into(), text: "Est-ce urgent ?".into() }
}

#[tokio::test]
async fn the_desk_and_the_technician_hear_that_work_may_go_on() {
    let garage = Garage::start(None).await;
    let (advisor, technician, outsider) = (garage.kit.advisor(), garage.kit.technician(), garage.kit.outsider());
    let amine = Some(garage.kit.people.technician);
    garage.alert(WorkOrderId::new(), amine, decided()).await;
    garage.alert(WorkOrderId::new(), amine, asked()).await;
    garage.kit.settle().await;
    let desk = news(&advisor).await;
    let kinds: Vec<_> = desk.iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["question_asked", "estimate_decided"]);
    assert_eq!((&desk[1]["text"], &desk[1]["declined"]), (&json!("Freins avant, Vidange"), &json!("Filtre")));
    assert_eq!((&desk[1]["plate"], &desk[1]["is_own"], &desk[1]["is_new"]), (&json!("215 TU 4821"), &json!(false), &json!(true)));
    let own = news(&technician).await;
    assert_eq!((own.len(), &own[0]["kind"], &own[0]["is_own"]), (1, &json!("estimate_decided"), &json!(true)), "a question is the desk's");
    assert!(news(&outsider).await.is_empty(), "another site's news do not exist");
}

#[tokio::test]
async fn the_desk_hears_that_a_deposit_came() {
    let garage = Garage::start(None).await;
    let came = StaffAlert::DepositCame { amount: Amount(200_000), currency: "TND".into() };
    garage.alert(WorkOrderId::new(), Some(garage.kit.people.technician), came).await;
    garage.kit.settle().await;
    let desk = news(&garage.kit.advisor()).await;
    assert_eq!((desk.len(), &desk[0]["kind"], &desk[0]["text"]), (1, &json!("deposit_came"), &json!("200.000 TND")));
    assert!(news(&garage.kit.technician()).await.is_empty());
}

#[tokio::test]
async fn who_is_given_work_hears_it_and_nobody_else() {
    let garage = Garage::start(None).await;
    let order = WorkOrderId::new();
    garage.assigned(order, Some(garage.kit.people.technician)).await;
    garage.assigned(order, None).await;
    garage.kit.settle().await;
    let own = news(&garage.kit.technician()).await;
    assert_eq!((own.len(), &own[0]["kind"], &own[0]["text"]), (1, &json!("assigned"), &json!("Bruit au freinage")));
    assert_eq!(own[0]["work_order_id"], json!(order));
    assert!(news(&garage.kit.advisor()).await.is_empty());
}

#[tokio::test]
async fn each_sees_for_themselves_and_only_forwards() {
    let garage = Garage::start(None).await;
    let (advisor, owner) = (garage.kit.advisor(), garage.kit.owner());
    for _ in 0..3 {
        garage.alert(WorkOrderId::new(), None::<UserId>, asked()).await;
        garage.kit.settle().await;
        garage.kit.clock.advance(TimeDelta::minutes(1));
    }
    assert_eq!((unseen(&advisor).await, unseen(&owner).await), (3, 3));
    let all = news(&advisor).await;
    for _ in 0..2 {
        advisor.post("/news/seen", json!({"until": all[1]["id"]})).await.expect(204);
    }
    assert_eq!((unseen(&advisor).await, unseen(&owner).await), (1, 3));
    advisor.post("/news/seen", json!({"until": all[2]["id"]})).await.expect(204);
    assert_eq!(unseen(&advisor).await, 1, "what was seen stays seen");
    let marks: Vec<_> = news(&advisor).await.iter().map(|one| one["is_new"].as_bool().unwrap()).collect();
    assert_eq!(marks, [true, false, false]);
    let page = advisor.get("/news?limit=2").await.expect(200).json();
    let rest = advisor.get(&format!("/news?limit=2&after={}", page["next"].as_str().unwrap())).await.expect(200).json();
    assert_eq!((page["items"].as_array().unwrap().len(), rest["items"].as_array().unwrap().len()), (2, 1));
    assert_eq!(rest["items"][0]["id"], all[2]["id"]);
}
