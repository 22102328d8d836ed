//! What goes back to suppliers, and what becomes of a part that a job no longer wants.

use contracts::workshop::{LineId, WorkOrderId};
use serde_json::{Value, json};
use testkit::{Kit, Reply};

use crate::garage::{assert_sound, cancel, completed, filter, garage, movements, needed, product, receive, shelf, stock, tell, wants};
use crate::supplier_invoices::{came, sent};

async fn act(kit: &Kit, back: &Value, verb: &str, body: Value) -> Reply {
    kit.owner().post(&format!("/supplier-returns/{}/{verb}", back["id"].as_str().unwrap()), body).await
}

async fn supplier(kit: &Kit, name: &str) -> String {
    kit.owner().post("/suppliers", json!({ "name": name })).await.expect(201).string("id")
}

async fn draft(kit: &Kit, supplier: &str, product: &str, quantity: i64, unit_cost: i64) -> Value {
    let line = json!({ "product_id": product, "quantity": quantity, "unit_cost": unit_cost, "reason": "defective" });
    let body = json!({ "site_id": kit.site, "supplier_id": supplier, "lines": [line] });
    kit.owner().post("/supplier-returns", body).await.expect(201).json()
}

fn note(number: &str, amount: i64) -> Value {
    json!({ "number": number, "dated_on": "2026-11-25", "credit_cost": amount })
}

async fn leftovers(kit: &Kit) -> Vec<Value> {
    let page = kit.owner().get(&format!("/leftovers?site={}", kit.site)).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// PRODUCT.md 3.4 step 8: a customer cancels a special-order part; it goes back to its supplier, who credits it in two notes.
#[tokio::test]
async fn a_part_that_a_job_no_longer_wants_goes_back_and_is_credited_in_two_notes() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let (order, line) = (WorkOrderId::new(), LineId::new());
    let stafim = supplier(&kit, "Stafim").await;
    let item = json!({ "pack_cost": 400_000, "preferred": true });
    let _ = kit.owner().put(&format!("/suppliers/{stafim}/items/{id}"), item).await.expect(200);
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, 1000)])).await;
    let made = kit.owner().post("/purchase-orders/order-short", json!({ "site_id": kit.site })).await.expect(201).json();
    let purchase = &made["orders"][0];
    let _ = kit.owner().post(&format!("/purchase-orders/{}/send", purchase["id"].as_str().unwrap()), json!({})).await.expect(200);
    came(&kit, purchase, 1000).await;
    assert_eq!((shelf(&kit, &id).await, leftovers(&kit).await.len()), ((1000, 1000, 0), 0));

    cancel(&kit, &completed(order, kit.site, vec![])).await;
    let asked = leftovers(&kit).await;
    assert_eq!((asked.len(), &asked[0]["quantity"], &asked[0]["supplier"]["name"]), (1, &json!(1000), &json!("Stafim")));
    let path = format!("/leftovers/{}/decide", asked[0]["id"].as_str().unwrap());
    let faults = kit.owner().post(&path, json!({ "decision": "scrap" })).await.expect(422).json();
    assert_eq!(faults["errors"][0]["pointer"], "/reason");
    let decided = kit.owner().post(&path, json!({ "decision": "supplier" })).await.expect(200).json();
    assert_eq!((&decided["decision"], leftovers(&kit).await.len()), (&json!("supplier"), 0));
    assert_eq!(kit.owner().post(&path, json!({ "decision": "shelf" })).await.expect(409).code(), "wrong-state");

    let page = kit.owner().get(&format!("/supplier-returns?site={}&state=draft", kit.site)).await.expect(200).json();
    let back = kit.owner().get(&format!("/supplier-returns/{}", page["items"][0]["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!((&back["lines"][0]["reason"], &back["expected_cost"]), (&json!("not_needed"), &json!(400_000)));
    assert_eq!(shelf(&kit, &id).await, (1000, 0, 1000), "nothing leaves before it is shipped");
    let back = act(&kit, &back, "ship", json!({})).await.expect(200).json();
    assert_eq!((&back["state"], &back["open_cost"], shelf(&kit, &id).await), (&json!("shipped"), &json!(400_000), (0, 0, 0)));
    assert_eq!((&back["lines"][0]["stock_cost"], back["shipped_at"].is_string()), (&json!(400_000), true));
    let left = movements(&kit.owner(), &id).await.remove(0);
    assert_eq!(
        (&left["kind"], &left["quantity"], &left["reference"]["label"]),
        (&json!("supplier_return"), &json!(-1000), &back["number"])
    );

    let back = act(&kit, &back, "credit", note("AV-1", 250_000)).await.expect(200).json();
    assert_eq!((&back["state"], &back["open_cost"]), (&json!("shipped"), &json!(150_000)));
    let again = act(&kit, &back, "credit", note("av 1", 150_000)).await.expect(422).json();
    assert_eq!(again["errors"][0]["code"], "taken");
    let back = act(&kit, &back, "credit", note("AV-2", 150_000)).await.expect(200).json();
    assert_eq!((&back["state"], &back["open_cost"], back["credits"].as_array().unwrap().len()), (&json!("credited"), &json!(0), 2));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_jobs_have_reserved_does_not_go_back_and_somebody_may_accept_less() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 3000, 10_000).await;
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 1, vec![needed(LineId::new(), &id, 2000)])).await;
    let stafim = supplier(&kit, "Stafim").await;
    let back = draft(&kit, &stafim, &id, 2000, 11_000).await;
    let refused = act(&kit, &back, "ship", json!({})).await.expect(409);
    assert_eq!(refused.code(), "stock-reserved");
    let line = back["lines"][0]["id"].as_str().unwrap();
    let back = kit.owner().delete(&format!("/supplier-returns/{}/lines/{line}", back["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!(act(&kit, &back, "ship", json!({})).await.expect(409).code(), "nothing-returned");
    let line = json!({ "product_id": id, "quantity": 1000, "reason": "wrong_part" });
    let back = act(&kit, &back, "lines", line).await.expect(200).json();
    assert_eq!(back["lines"][0]["unit_cost"], 10_000, "the average, when the supplier's price is not known");
    let back = act(&kit, &back, "ship", json!({})).await.expect(200).json();
    assert_eq!((shelf(&kit, &id).await, stock(&kit, &id).await), ((2000, 2000, 0), (2000, 10_000)));
    let back = act(&kit, &back, "credit", note("AV-9", 8000)).await.expect(200).json();
    let back = act(&kit, &back, "settle", json!({ "reason": "Frais de reprise" })).await.expect(200).json();
    assert_eq!(
        (&back["state"], &back["settled"]["reason"], &back["actions"]),
        (&json!("credited"), &json!("Frais de reprise"), &json!([]))
    );
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_is_kept_for_stock_goes_back_to_the_shelf_without_a_question_and_scrap_moves_with_its_reason() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let (order, line) = (WorkOrderId::new(), LineId::new());
    let stafim = supplier(&kit, "Stafim").await;
    let _ = kit.owner().put(&format!("/suppliers/{stafim}/items/{id}"), json!({ "pack_cost": 9000 })).await.expect(200);
    let _ = sent(&kit, "Comptoir", &id, 1000).await;
    for (minimum, asked) in [(2000, 0), (0, 1)] {
        let _ = kit.owner().put(&format!("/products/{id}/minimum"), json!({ "site_id": kit.site, "minimum": minimum })).await.expect(200);
        let (order, line) = if asked == 1 { (WorkOrderId::new(), LineId::new()) } else { (order, line) };
        let wanted = 2000 + stock(&kit, &id).await.0;
        tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, wanted)])).await;
        let made = kit.owner().post("/purchase-orders/order-short", json!({ "site_id": kit.site })).await.expect(201).json();
        let purchase = &made["orders"][0];
        let _ = kit.owner().post(&format!("/purchase-orders/{}/send", purchase["id"].as_str().unwrap()), json!({})).await.expect(200);
        came(&kit, purchase, 2000).await;
        tell(&kit, &wants(order, kit.site, 1, vec![])).await;
        assert_eq!(leftovers(&kit).await.len(), asked);
    }
    let asked = leftovers(&kit).await.remove(0);
    assert_eq!(asked["quantity"], 2000, "what came for the job, not what lay there");
    let path = format!("/leftovers/{}/decide", asked["id"].as_str().unwrap());
    let before = stock(&kit, &id).await.0;
    let _ = kit.owner().post(&path, json!({ "decision": "scrap", "reason": "Tombée" })).await.expect(200);
    let scrapped = movements(&kit.owner(), &id).await.remove(0);
    assert_eq!((&scrapped["kind"], &scrapped["reason"], stock(&kit, &id).await.0), (&json!("scrap"), &json!("Tombée"), before - 2000));
    assert_sound(&kit).await;
}
