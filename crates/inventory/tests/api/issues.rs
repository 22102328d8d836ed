//! Parts are issued to jobs one by one, come back, and completion takes the rest (PRODUCT J4, 3.2 step 10).

use contracts::inventory::{PartState, PartsChanged};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Quantity, outbox};
use serde_json::{Value, json};
use testkit::Kit;

use crate::garage::{
    assert_sound, cancel, complete, completed, filter, garage, movements, needed, numbered, part, product, receive, shelf, tell, wants,
};

/// An order that wants so much of an article that lies there.
async fn waiting(kit: &Kit, body: Value, on_hand: i64, wanted: i64) -> (String, WorkOrderId, LineId) {
    let id = product(kit, body).await;
    if on_hand > 0 {
        receive(kit, &id, on_hand, 10_000).await;
    }
    let (order, line) = (WorkOrderId::new(), LineId::new());
    tell(kit, &wants(order, kit.site, 1, vec![needed(line, &id, wanted)])).await;
    (id, order, line)
}

/// How the order's only line stands, as it was told last.
async fn told(kit: &Kit, order: WorkOrderId) -> (PartState, i64, i64) {
    kit.settle().await;
    let feed = outbox::read(kit.db(), inventory::MODULE, 0, 1000).await.unwrap();
    let mut changes = feed.iter().filter_map(|event| event.open::<PartsChanged>().unwrap());
    let line = changes.rfind(|change| change.work_order_id == order).unwrap().lines[0].clone();
    (line.state(), line.wanted.0, line.issued.0)
}

async fn take_back(kit: &Kit, line: LineId, quantity: i64) -> Value {
    kit.owner().post("/stock/issues/take-back", json!({ "line_id": line, "quantity": quantity })).await.expect(201).json()
}

#[tokio::test]
async fn two_discs_are_issued_by_scanning_and_a_wrong_part_is_refused() {
    let kit = garage().await;
    let mut disc = numbered(1);
    disc["barcode"] = "3276422461984".into();
    let (id, order, line) = waiting(&kit, disc, 3000, 2000).await;
    let pads = product(&kit, numbered(2)).await;
    receive(&kit, &pads, 5000, 1000).await;
    let scan = |code: &str| json!({ "work_order_id": order, "code": code });
    let first = kit.technician().post("/stock/issues", scan("3276422461984")).await.expect(201).json();
    assert_eq!(
        (&first["line_id"], &first["quantity"], &first["wanted"], &first["state"]),
        (&json!(line), &json!(1000), &json!(1000), &json!("reserved"))
    );
    let refused = kit.technician().post("/stock/issues", scan("P 002")).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "wrong-part"));
    assert!(refused.text().contains("P-002 Part 002"), "{}", refused.text());
    let unknown = kit.technician().post("/stock/issues", scan("4006381333931")).await;
    assert_eq!((unknown.status, &unknown.json()["errors"][0]["code"]), (422, &json!("unknown")));
    let second = kit.technician().post("/stock/issues", scan("p-001")).await.expect(201).json();
    assert_eq!((&second["issued"], &second["state"]), (&json!(2000), &json!("issued")));
    let third = kit.technician().post("/stock/issues", scan("p-001")).await;
    assert_eq!((third.status, third.code().as_str()), (409, "already-issued"));

    assert_eq!((shelf(&kit, &id).await, shelf(&kit, &pads).await), ((1000, 0, 1000), (5000, 0, 5000)));
    assert_eq!(told(&kit, order).await, (PartState::Issued, 0, 2000));
    let moved = movements(&kit.owner(), &id).await;
    assert_eq!(
        (&moved[0]["kind"], &moved[0]["quantity"], &moved[0]["reference"]["id"]),
        (&json!("consumption"), &json!(-1000), &json!(order))
    );
    let issued = kit.owner().get(&format!("/reservations?state=issued&site={}", kit.site)).await.expect(200).json();
    assert_eq!((&issued["items"][0]["issued"], &issued["items"][0]["wanted"]), (&json!(2000), &json!(0)));
    let wanted = kit.owner().get(&format!("/reservations?work_order={order}")).await.expect(200).json();
    assert_eq!(wanted["items"], json!([]));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn completion_takes_what_was_not_issued_and_nothing_twice() {
    let kit = garage().await;
    let (id, order, line) = waiting(&kit, filter(), 5000, 3000).await;
    let body = json!({ "work_order_id": order, "line_id": line, "quantity": 1000 });
    let client = kit.technician().with("idempotency-key", "disc-1");
    let (once, again) = (client.post("/stock/issues", body.clone()).await, client.post("/stock/issues", body).await);
    assert_eq!((once.status, once.json()), (201, again.json()));
    assert_eq!(shelf(&kit, &id).await, (4000, 2000, 2000));
    let done = completed(order, kit.site, vec![part(line, &id, 3000)]);
    for _ in 0..2 {
        complete(&kit, &done).await;
        assert_eq!(shelf(&kit, &id).await, (2000, 0, 2000));
    }
    assert_eq!(movements(&kit.owner(), &id).await[0]["quantity"], -2000, "the rest in one movement");
    let late = kit.owner().post("/stock/issues/take-back", json!({ "line_id": line })).await;
    assert_eq!(late.status, 404, "completed work is changed on its order");
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_comes_back_is_put_aside_for_its_line_again() {
    let kit = garage().await;
    let (id, order, line) = waiting(&kit, filter(), 2000, 2000).await;
    let _ = kit.technician().post("/stock/issues", json!({ "work_order_id": order, "line_id": line })).await.expect(201);
    assert_eq!((shelf(&kit, &id).await, told(&kit, order).await), ((0, 0, 0), (PartState::Issued, 0, 2000)));
    let back = take_back(&kit, line, 500).await;
    assert_eq!((&back["issued"], &back["wanted"], &back["state"]), (&json!(1500), &json!(500), &json!("reserved")));
    take_back(&kit, line, 1500).await;
    assert_eq!((shelf(&kit, &id).await, told(&kit, order).await), ((2000, 2000, 0), (PartState::Returned, 2000, 0)));
    assert_eq!(movements(&kit.owner(), &id).await[0]["kind"], "return");
    let more = kit.technician().post("/stock/issues/take-back", json!({ "line_id": line })).await;
    assert_eq!((more.status, more.code().as_str()), (409, "more-than-issued"));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_a_removed_line_had_issued_lies_on_the_shelf_again() {
    let kit = garage().await;
    let (id, order, line) = waiting(&kit, filter(), 4000, 3000).await;
    let other = LineId::new();
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, 3000), needed(other, &id, 1000)])).await;
    for line in [line, other] {
        let _ = kit.technician().post("/stock/issues", json!({ "work_order_id": order, "line_id": line })).await.expect(201);
    }
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, 2000)])).await;
    assert_eq!(shelf(&kit, &id).await, (2000, 0, 2000));
    assert_eq!(told(&kit, order).await, (PartState::Issued, 0, 2000));
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, 2500)])).await;
    assert_eq!((shelf(&kit, &id).await, told(&kit, order).await), ((2000, 500, 1500), (PartState::Reserved, 500, 2000)));
    cancel(&kit, &completed(order, kit.site, vec![])).await;
    assert_eq!(shelf(&kit, &id).await, (4000, 0, 4000));
    assert_sound(&kit).await;
}

/// PRODUCT J4: of what came for the job alone somebody is asked, of what is kept for stock nobody.
#[tokio::test]
async fn of_an_issued_special_order_that_is_no_longer_wanted_somebody_is_asked() {
    let kit = garage().await;
    let owner = kit.owner();
    let supplier = owner.post("/suppliers", json!({ "name": "Stafim" })).await.expect(201).string("id");
    let (id, order, line) = waiting(&kit, filter(), 0, 2000).await;
    let item = json!({ "pack_cost": 9000, "preferred": true });
    let _ = owner.put(&format!("/suppliers/{supplier}/items/{id}"), item).await.expect(200);
    let made = owner.post("/purchase-orders/order-short", json!({ "site_id": kit.site, "line_ids": [line] })).await.expect(201).json();
    let purchase = format!("/purchase-orders/{}", made["orders"][0]["id"].as_str().unwrap());
    let sent = owner.post(&format!("{purchase}/send"), json!({})).await.expect(200).json();
    let came = json!({ "lines": [{ "line_id": sent["lines"][0]["id"], "packs": 2000 }] });
    let _ = owner.post(&format!("{purchase}/receive"), came).await.expect(200);
    let _ = kit.technician().post("/stock/issues", json!({ "work_order_id": order, "line_id": line })).await.expect(201);
    let asked = || async { owner.get(&format!("/leftovers?site={}", kit.site)).await.expect(200).json()["items"].clone() };
    take_back(&kit, line, 1000).await;
    assert_eq!(asked().await, json!([]), "the line wants it still");
    tell(&kit, &wants(order, kit.site, 1, vec![])).await;
    let open = asked().await;
    assert_eq!((open.as_array().unwrap().len(), &open[0]["quantity"]), (1, &json!(2000)), "what was issued and what was put aside");
    assert_eq!(shelf(&kit, &id).await, (2000, 0, 2000));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn nothing_is_issued_that_is_not_there_unless_somebody_may_allow_it() {
    let kit = garage().await;
    let (id, order, line) = waiting(&kit, filter(), 1000, 3000).await;
    let other = WorkOrderId::new();
    tell(&kit, &wants(other, kit.site, 9, vec![needed(LineId::new(), &id, 1000)])).await;
    let ask = |quantity: i64, below: bool| json!({ "work_order_id": order, "line_id": line, "quantity": quantity, "allow_negative_stock": below });
    let short = kit.technician().post("/stock/issues", ask(2000, false)).await;
    assert_eq!((short.status, short.code().as_str()), (409, "not-on-the-shelf"));
    assert_eq!(kit.technician().post("/stock/issues", ask(2000, true)).await.status, 403);
    let beyond = kit.owner().post("/stock/issues", ask(4000, true)).await;
    assert_eq!((beyond.status, beyond.code().as_str()), (409, "more-than-wanted"));
    let _ = kit.owner().post("/stock/issues", ask(3000, true)).await.expect(201);
    assert_eq!(shelf(&kit, &id).await, (-2000, 0, -2000));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_must_be_approved_again_gets_no_parts_and_other_sites_nothing() {
    let kit = garage().await;
    let (id, order, line) = waiting(&kit, filter(), 3000, 2000).await;
    let mut dear = needed(line, &id, 2000);
    dear.is_approved = false;
    tell(&kit, &wants(order, kit.site, 1, vec![dear])).await;
    let body = json!({ "work_order_id": order, "line_id": line });
    let refused = kit.technician().post("/stock/issues", body.clone()).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "approval-missing"));
    assert_eq!(kit.outsider().post("/stock/issues", body).await.status, 404);
    assert_eq!(kit.outsider().post("/stock/issues/take-back", json!({ "line_id": line })).await.status, 404);
    let nothing = kit.technician().post("/stock/issues", json!({ "work_order_id": WorkOrderId::new(), "line_id": line })).await;
    assert_eq!(nothing.status, 404);
    let unsaid = kit.technician().post("/stock/issues", json!({ "work_order_id": order })).await;
    assert_eq!((unsaid.status, &unsaid.json()["errors"][0]["pointer"]), (422, &json!("/code")));
    assert_eq!(Quantity(shelf(&kit, &id).await.0), Quantity(3000));
}

#[tokio::test]
async fn a_barcode_is_of_one_product() {
    let kit = garage().await;
    let with = |place: usize, barcode: &str| {
        let mut body = numbered(place);
        body["barcode"] = barcode.into();
        body
    };
    let first = product(&kit, with(1, "3276422461984")).await;
    let taken = kit.owner().post("/products", with(2, "3276422461984")).await;
    assert_eq!((taken.status, &taken.json()["errors"][0]["pointer"]), (422, &json!("/barcode")));
    let second = product(&kit, numbered(2)).await;
    let path = format!("/products/{second}");
    assert_eq!(kit.owner().patch(&path, json!({ "barcode": "3276422461984" })).await.status, 422);
    let _ = kit.owner().patch(&format!("/products/{first}"), json!({ "barcode": null })).await.expect(200);
    let _ = kit.owner().patch(&path, json!({ "barcode": "3276422461984" })).await.expect(200);
}
