//! Old parts come, go back, and are credited late; what is open shows for how long (PRODUCT J10, 3.4 step 7).

use contracts::workshop::{CoreState, LineId, OrderCore, WorkOrderCores, WorkOrderId};
use kernel::{Amount, Quantity};
use serde_json::{Value, json};
use testkit::Kit;

use crate::garage::{filter, garage, product, tell};

fn told(kit: &Kit, product: &str, line_id: LineId, state: CoreState) -> WorkOrderCores {
    let core = OrderCore {
        line_id,
        product_id: contracts::inventory::ProductId(product.parse().unwrap()),
        description: "Alternateur".into(),
        quantity: Quantity(1000),
        charge: Amount(80_000),
        state,
    };
    WorkOrderCores {
        id: WorkOrderId::new(),
        number: "W-LAC-2026-00042".into(),
        site_id: kit.site,
        vehicle_plate: "215 TU 4821".into(),
        customer_name: "Leïla Chebbi".into(),
        currency: "TND".into(),
        cores: vec![core],
    }
}

async fn open(kit: &Kit) -> Vec<Value> {
    kit.owner().get(&format!("/cores?site={}", kit.site)).await.expect(200).json()["items"].as_array().cloned().unwrap()
}

#[tokio::test]
async fn an_old_part_goes_back_and_is_credited_late() {
    let kit = garage().await;
    let owner = kit.owner();
    let id = product(&kit, filter()).await;
    let supplier = owner.post("/suppliers", json!({ "name": "Stafim" })).await.expect(201).string("id");
    let line = LineId::new();
    let mut order = told(&kit, &id, line, CoreState::Expected);
    tell(&kit, &order).await;
    let expected = open(&kit).await;
    assert_eq!((&expected[0]["state"], &expected[0]["charge"], &expected[0]["actions"]), (&json!("expected"), &json!(80_000), &json!([])));
    let path = format!("/cores/{line}");
    let early = owner.post(&format!("{path}/send"), json!({ "supplier_id": supplier })).await;
    assert_eq!((early.status, early.code().as_str()), (409, "wrong-state"));

    order.cores[0].state = CoreState::InHand;
    tell(&kit, &order).await;
    assert_eq!(open(&kit).await[0]["actions"], json!(["send"]));
    let nowhere = owner.post(&format!("{path}/send"), json!({})).await;
    assert_eq!((nowhere.status, &nowhere.json()["errors"][0]["pointer"]), (422, &json!("/supplier_id")));
    let sent = owner.post(&format!("{path}/send"), json!({ "supplier_id": supplier, "expected_cost": 75_000 })).await.expect(200).json();
    assert_eq!((&sent["state"], &sent["supplier"]["name"], &sent["expected_cost"]), (&json!("sent"), &json!("Stafim"), &json!(75_000)));
    tell(&kit, &order).await;
    assert_eq!(open(&kit).await[0]["state"], "sent", "what went back is the store's");

    let note = json!({ "number": "AV-118", "dated_on": "2027-02-01", "credit_cost": 70_000 });
    let credited = owner.post(&format!("{path}/credit"), note).await.expect(200).json();
    assert_eq!(
        (&credited["state"], &credited["credit_number"], &credited["credit_cost"]),
        (&json!("credited"), &json!("AV-118"), &json!(70_000))
    );
    assert_eq!(open(&kit).await, Vec::<Value>::new());
    let done = owner.get("/cores?state=credited,kept").await.expect(200).json();
    assert_eq!(done["items"][0]["line_id"], json!(line));
}

#[tokio::test]
async fn one_key_sends_once_and_goes_to_where_the_article_is_bought() {
    let kit = garage().await;
    let owner = kit.owner();
    let id = product(&kit, filter()).await;
    let supplier = owner.post("/suppliers", json!({ "name": "Stafim" })).await.expect(201).string("id");
    let _ = owner.put(&format!("/suppliers/{supplier}/items/{id}"), json!({ "preferred": true })).await.expect(200);
    let line = LineId::new();
    tell(&kit, &told(&kit, &id, line, CoreState::InHand)).await;
    let client = kit.owner().with("idempotency-key", "core-1");
    let path = format!("/cores/{line}/send");
    let (once, again) = (client.post(&path, json!({})).await, client.post(&path, json!({})).await);
    assert_eq!((once.status, once.json()), (200, again.json()));
}

#[tokio::test]
async fn what_a_customer_keeps_or_no_order_brings_is_open_no_more_and_other_sites_see_none() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let mut kept = told(&kit, &id, LineId::new(), CoreState::Expected);
    let mut gone = told(&kit, &id, LineId::new(), CoreState::Expected);
    for order in [&kept, &gone] {
        tell(&kit, order).await;
    }
    assert_eq!(open(&kit).await.len(), 2);
    assert_eq!(kit.outsider().get("/cores").await.expect(200).json()["items"], json!([]));
    kept.cores[0].state = CoreState::Kept;
    gone.cores.clear();
    for order in [&kept, &gone] {
        tell(&kit, order).await;
    }
    assert_eq!(open(&kit).await, Vec::<Value>::new());
    let note = json!({ "number": "X", "dated_on": "2026-11-25", "credit_cost": 1 });
    let line = kept.cores[0].line_id;
    assert_eq!(kit.outsider().post(&format!("/cores/{line}/credit"), note).await.status, 404);
    assert_eq!(kit.technician().get("/cores").await.status, 403);
}
