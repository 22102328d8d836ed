//! Whom of a fleet an estimate goes to, and up to what they approve (PRODUCT 3.6 steps 5 and 6; decision 0094).

use contracts::customers::Approver;
use contracts::workshop::EstimateSent;
use futures::future::join;
use kernel::Amount;
use serde_json::{Value, json};
use testkit::Reply;
use uuid::Uuid;

use crate::support::{Garage, Order, refused};

fn approver(name: &str, up_to: Option<i64>) -> Approver {
    let email = Some(format!("{}@rapide.example", name.to_lowercase()));
    Approver { id: Uuid::now_v7(), name: name.into(), email, language: None, up_to: up_to.map(Amount) }
}

/// Omar up to 400.000, and his director without a limit.
fn fleet(garage: &Garage) -> (Uuid, Uuid) {
    let people = vec![approver("Omar", Some(400_000)), approver("Sonia", None)];
    let ids = (people[0].id, people[1].id);
    *garage.approvers.lock().unwrap() = people;
    ids
}

fn job(title: &str, net: i64) -> Value {
    json!({ "title": title, "lines": [{ "kind": "fee", "description": title, "quantity": 1000, "unit_price": net }] })
}

/// An order of the fleet's with jobs of these nets.
async fn order(garage: &Garage, nets: &[i64]) -> Order {
    let jobs: Vec<_> = nets.iter().map(|net| job(&format!("Job {net}"), *net)).collect();
    let mut body = garage.body(json!(jobs));
    body["customer_id"] = json!(garage.fleet);
    let json = garage.advisor().post("/work-orders", body).await.expect(201).json();
    Order { path: format!("/work-orders/{}", json["id"].as_str().unwrap()), json }
}

async fn send(garage: &Garage, order: &Order) -> Reply {
    garage.advisor().post(&format!("{}/estimates", order.path), json!({ "by_message": true })).await
}

/// Where who is asked reads it.
async fn link(garage: &Garage, order: &Order) -> String {
    let made = garage.advisor().post(&format!("{}/estimate-links", order.path), json!({})).await.expect(201).json();
    format!("/public/estimates/{}", made["path"].as_str().unwrap().strip_prefix("/e/").unwrap())
}

async fn page(garage: &Garage, public: &str) -> Value {
    garage.kit.anonymous().get(public).await.expect(200).json()
}

async fn decide(garage: &Garage, public: &str, version: i64, decisions: Value) -> Reply {
    let body = json!({ "version": version, "decisions": decisions, "by_name": "Whoever" });
    garage.kit.anonymous().post(&format!("{public}/decide"), body).await
}

/// Who was sent an estimate so far.
async fn asked(garage: &Garage) -> Vec<String> {
    let told = garage.told().await;
    let sent = told.iter().filter_map(|event| event.open::<EstimateSent>().unwrap());
    sent.map(|sent| sent.to.map_or_else(|| "anybody".to_owned(), |to| to.name)).collect()
}

#[tokio::test]
async fn the_manager_approves_what_his_limit_covers_and_an_extra_job_is_his_directors() {
    let garage = Garage::open().await;
    let (omar, _) = fleet(&garage);
    let mut order = order(&garage, &[395_500]).await;
    let totals = &order.json["totals"];
    assert_eq!((&totals["net"], &totals["vat"], &totals["total"]), (&json!(395_500), &json!(75_145), &json!(471_645)));
    let sent = send(&garage, &order).await.expect(201).json();
    assert_eq!(sent["asked"], "Omar");
    let omars = link(&garage, &order).await;
    let shown = page(&garage, &omars).await;
    assert_eq!((&shown["limit"], &shown["asked"]), (&json!(400_000), &Value::Null), "his limit is on net");
    decide(&garage, &omars, 1, json!([order.decision(0, "approve")])).await.expect(200);

    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.kit.technician(), "start", json!({})).await;
    let extra = garage.advisor().post(&format!("{}/jobs", order.path), job("Disques", 224_500)).await;
    order.json = extra.json();
    assert_eq!(order.json["totals"]["net"], 620_000);
    assert_eq!(send(&garage, &order).await.expect(201).json()["asked"], "Sonia");
    order.read(&garage.kit.technician()).await;
    let hold = &order.json["hold"];
    assert_eq!((order.state(), &hold["reason"], &hold["note"]), ("on_hold", &json!("approval"), &json!("Sonia")));

    // His link reads the newer version, and does not reach it.
    let seen = page(&garage, &omars).await;
    assert_eq!((&seen["limit"], &seen["asked"], &seen["version"]), (&json!(400_000), &json!("Sonia"), &json!(2)));
    refused(decide(&garage, &omars, 2, json!([order.decision(1, "approve")])).await, "approval-limit");
    let desk = json!({ "decisions": [order.decision(1, "approve")], "method": "phone", "by_name": "Omar", "contact_id": omar });
    refused(order.ask(&garage.advisor(), "authorise", desk).await, "approval-limit");
    order.read(&garage.advisor()).await;
    assert_eq!(order.authorisation(1), "sent");

    let sonias = link(&garage, &order).await;
    assert_eq!(page(&garage, &sonias).await["limit"], Value::Null);
    decide(&garage, &sonias, 2, json!([order.decision(1, "approve")])).await.expect(200);
    order.read(&garage.advisor()).await;
    assert_eq!((order.state(), order.authorisation(1)), ("in_progress", "approved"), "and the work goes on");
    assert_eq!(asked(&garage).await, ["Omar", "Sonia"]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_limit_counts_when_somebody_decides_and_who_covers_it_is_asked_once() {
    let garage = Garage::open().await;
    let (omar, _) = fleet(&garage);
    let order = order(&garage, &[395_500]).await;
    send(&garage, &order).await.expect(201);
    let omars = link(&garage, &order).await;
    garage.approvers.lock().unwrap()[0].up_to = Some(Amount(300_000));
    for _ in 0..2 {
        refused(decide(&garage, &omars, 1, json!([order.decision(0, "approve")])).await, "approval-limit");
    }
    assert_eq!(page(&garage, &omars).await["asked"], "Sonia");
    assert_eq!(asked(&garage).await, ["Omar", "Sonia"]);
    // Who decides for them no more approves nothing; declining is everybody's.
    garage.approvers.lock().unwrap().retain(|one| one.id != omar);
    garage.approvers.lock().unwrap()[0].up_to = Some(Amount(1_000_000));
    refused(decide(&garage, &omars, 1, json!([order.decision(0, "approve")])).await, "approval-limit");
    decide(&garage, &omars, 1, json!([order.decision(0, "decline")])).await.expect(200);
}

#[tokio::test]
async fn two_that_fit_alone_are_not_both_approved_at_once() {
    let garage = Garage::open().await;
    fleet(&garage);
    for _ in 0..4 {
        let mut order = order(&garage, &[250_000]).await;
        send(&garage, &order).await.expect(201);
        let omars = link(&garage, &order).await;
        order.json = garage.advisor().post(&format!("{}/jobs", order.path), job("Disques", 200_000)).await.json();
        send(&garage, &order).await.expect(201);
        let (first, second) = (json!([order.decision(0, "approve")]), json!([order.decision(1, "approve")]));
        let (one, other) = join(decide(&garage, &omars, 2, first), decide(&garage, &omars, 2, second)).await;
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    }
}

#[tokio::test]
async fn the_desk_says_who_approved_and_beyond_everybody_nothing_is_sent() {
    let garage = Garage::open().await;
    let (omar, sonia) = fleet(&garage);
    let mut order = order(&garage, &[620_000]).await;
    let word = |order: &Order, contact: Option<Uuid>| json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": "The driver", "contact_id": contact });
    let missing = order.ask(&garage.advisor(), "authorise", word(&order, None)).await.expect(422);
    assert_eq!((missing.pointers(), &missing.json()["errors"][0]["code"]), (vec!["/contact_id".into()], &json!("approver-missing")));
    let unknown = order.ask(&garage.advisor(), "authorise", word(&order, Some(Uuid::now_v7()))).await.expect(422);
    assert_eq!(unknown.json()["errors"][0]["code"], "unknown");
    refused(order.ask(&garage.advisor(), "authorise", word(&order, Some(omar))).await, "approval-limit");
    let body = word(&order, Some(sonia));
    order.act(&garage.advisor(), "authorise", body).await;
    assert_eq!(order.json["jobs"][0]["authorisation"]["by_name"], "Sonia");

    let other = self::order(&garage, &[620_000]).await;
    garage.approvers.lock().unwrap().pop();
    refused(send(&garage, &other).await, "no-approver");
    assert_eq!(garage.advisor().get(&format!("{}/estimates", other.path)).await.expect(200).json()["items"], json!([]));
    // Without limits everything is as it was.
    garage.approvers.lock().unwrap()[0].up_to = None;
    assert_eq!(send(&garage, &other).await.expect(201).json()["asked"], Value::Null);
    assert_eq!(asked(&garage).await, ["anybody"]);
}
