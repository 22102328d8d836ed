use contracts::workshop::OrderNoted;
use serde_json::{Value, json};
use testkit::Client;

use crate::support::{Garage, Order, refused};

async fn texts(client: &Client, order: &Order, query: &str) -> Vec<String> {
    let list = client.get(&format!("{}/notes{query}", order.path)).await.expect(200).json();
    list["items"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap().to_owned()).collect()
}

async fn written(client: &Client, order: &Order, kind: &str, text: &str) -> Value {
    client.post(&format!("{}/notes", order.path), json!({ "kind": kind, "text": text })).await.expect(201).json()
}

fn of(note: &Value, verb: &str) -> String {
    format!("/work-order-notes/{}/{verb}", note["id"].as_str().unwrap())
}

#[tokio::test]
async fn the_desks_own_notes_are_not_for_who_only_works_on_the_order() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let (advisor, technician) = (garage.advisor(), garage.kit.technician());
    written(&advisor, &order, "internal", "Pays late").await;
    written(&advisor, &order, "customer", "Discs measured: 21 mm").await;
    written(&technician, &order, "technician", "Caliper bolt was tight").await;
    assert_eq!(texts(&advisor, &order, "").await, ["Caliper bolt was tight", "Discs measured: 21 mm", "Pays late"]);
    assert_eq!(texts(&technician, &order, "").await, ["Caliper bolt was tight", "Discs measured: 21 mm"]);
    assert_eq!(texts(&technician, &order, "?kind=internal").await, Vec::<String>::new());
    for kind in ["internal", "customer"] {
        technician.post(&format!("{}/notes", order.path), json!({ "kind": kind, "text": "Mine" })).await.expect(403);
    }
    garage.advisor().post(&format!("{}/notes", order.path), json!({ "kind": "customer", "text": "  " })).await.expect(422);
}

#[tokio::test]
async fn a_corrected_note_keeps_what_it_said() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let advisor = garage.advisor();
    let first = written(&advisor, &order, "customer", "Discs: 12 mm").await;
    let second = advisor.post(&of(&first, "correct"), json!({ "text": "Discs: 21 mm" })).await.expect(201).json();
    assert_eq!((&second["replaces"], &second["kind"]), (&first["id"], &json!("customer")));
    assert_eq!(texts(&advisor, &order, "").await, ["Discs: 21 mm"]);
    assert_eq!(texts(&advisor, &order, "?versions=true").await, ["Discs: 21 mm", "Discs: 12 mm"]);
    refused(advisor.post(&of(&first, "correct"), json!({ "text": "Again" })).await, "note-gone");
    let gone = advisor.post(&of(&second, "withdraw"), json!({})).await.expect(200).json();
    assert_eq!((&gone["withdrawn_at"], &gone["actions"]), (&json!("2026-11-20T08:00:00Z"), &json!([])));
    assert_eq!(texts(&advisor, &order, "").await, Vec::<String>::new());
    refused(advisor.post(&of(&second, "withdraw"), json!({})).await, "note-gone");
}

#[tokio::test]
async fn what_another_wrote_is_changed_by_who_may_change_the_order() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let (advisor, technician) = (garage.advisor(), garage.kit.technician());
    let asked = written(&advisor, &order, "technician", "Look at the wipers too").await;
    let mine = written(&technician, &order, "technician", "Done").await;
    technician.post(&of(&asked, "withdraw"), json!({})).await.expect(403);
    let inside = written(&advisor, &order, "internal", "Pays late").await;
    technician.post(&of(&inside, "withdraw"), json!({})).await.expect(404);
    technician.post(&of(&mine, "correct"), json!({ "text": "Done, wipers too" })).await.expect(201);
    advisor.post(&of(&asked, "withdraw"), json!({})).await.expect(200);
}

#[tokio::test]
async fn notes_are_read_page_by_page_and_written_once_for_a_key() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let advisor = garage.advisor().with("idempotency-key", "once");
    for _ in 0..2 {
        written(&advisor, &order, "internal", "First").await;
    }
    written(&garage.advisor(), &order, "internal", "Second").await;
    let page = garage.advisor().get(&format!("{}/notes?limit=1", order.path)).await.expect(200).json();
    assert_eq!(page["items"][0]["text"], "Second");
    let next = page["next"].as_str().unwrap();
    assert_eq!(texts(&garage.advisor(), &order, &format!("?limit=1&after={next}")).await, ["First"]);
}

#[tokio::test]
async fn what_is_for_the_customer_is_told_and_stands_in_the_estimate() {
    let garage = Garage::open().await;
    let advisor = garage.advisor();
    let order = garage.opened(garage.three_jobs()).await;
    written(&advisor, &order, "internal", "Pays late").await;
    let note = written(&advisor, &order, "customer", "Discs measured").await;
    advisor.post(&of(&note, "correct"), json!({ "text": "Discs measured: 21 mm" })).await.expect(201);
    written(&advisor, &order, "customer", "Next service in May").await;
    let told = garage
        .told()
        .await
        .iter()
        .filter_map(|event| event.open::<OrderNoted>().unwrap())
        .map(|event| event.for_customer)
        .collect::<Vec<_>>();
    let some = |notes: &[&str]| Some(notes.iter().map(ToString::to_string).collect::<Vec<_>>());
    let both = some(&["Discs measured: 21 mm", "Next service in May"]);
    assert_eq!(told, [None, some(&["Discs measured"]), some(&["Discs measured: 21 mm"]), both]);
    let version = advisor.post(&format!("{}/estimates", order.path), json!({ "by_message": false })).await.expect(201).json();
    let document = advisor.get(&format!("/estimates/{}", version["id"].as_str().unwrap())).await.expect(200).json()["document"].clone();
    assert_eq!(document["notes"], json!(["Discs measured: 21 mm", "Next service in May"]));
}
