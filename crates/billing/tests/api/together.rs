//! Several orders of a company on one invoice (PRODUCT 3.6 steps 4 and 11).

#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use chrono::TimeDelta;
use contracts::billing::{InvoiceDiscarded, InvoiceIssued, PartsReturned};
use contracts::inventory::ProductId;
use contracts::workshop::{CompletedLine, LineKind, WorkOrderCompleted, WorkOrderId, WorkOrderReferenced};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{FLEET, Garage, line, part};

impl Garage {
    /// An order of the company's with one part.
    fn fleets(&self, number: u32, net: i64, po_number: Option<&str>) -> WorkOrderCompleted {
        let filter = CompletedLine { product_id: Some(ProductId::new()), ..part("Filter", 1000, net) };
        WorkOrderCompleted {
            customer_id: FLEET,
            customer_name: "Rapide".into(),
            number: format!("W-LAC-2026-{number:05}"),
            vehicle_plate: format!("{number} TU 17"),
            po_number: po_number.map(str::to_owned),
            ..self.order(&[filter, line(LineKind::Labour, "Service", 1000, 55_000, 0, 1900)])
        }
    }

    async fn drafts(&self, orders: &[WorkOrderCompleted]) -> Vec<String> {
        let mut ids = vec![];
        for order in orders {
            ids.push(self.drafted(order).await);
            self.kit.clock.advance(TimeDelta::minutes(1));
        }
        ids
    }

    async fn refused_together(&self, ids: &[String]) -> (String, String) {
        let reply = self.till("refused").post("/invoices/together", json!({ "invoice_ids": ids })).await.expect(422);
        let preview = self.kit.advisor().post("/invoices/together/preview", json!({ "invoice_ids": ids })).await;
        assert_eq!(preview.json()["errors"], reply.json()["errors"], "the preview says the same");
        (reply.pointers().remove(0), reply.json()["errors"][0]["code"].as_str().unwrap().to_owned())
    }
}

#[tokio::test]
async fn a_companys_orders_are_one_invoice_with_one_number_and_one_stamp() {
    let garage = Garage::open().await;
    // Three times 0.333: VAT of each is 0.063, of all together 0.190.
    let orders = [garage.fleets(1, 333, Some("8841")), garage.fleets(2, 333, None), garage.fleets(3, 333, Some("8842"))];
    let ids = garage.drafts(&orders).await;
    garage.tell(&WorkOrderReferenced { id: orders[1].id, site_id: garage.kit.site, po_number: Some("8841".into()) }).await;
    assert_eq!(garage.get(&ids[1]).await["po_number"], "8841", "the draft follows its order");
    let offered = garage.kit.advisor().get(&format!("/invoices/together?site={}", garage.kit.site)).await.expect(200).json();
    let offer = &offered["items"][0];
    assert_eq!((&offer["customer"]["id"], &offer["drafts"], &offer["net"]), (&json!(FLEET), &json!(3), &json!(165_999)));

    let body = json!({ "invoice_ids": [ids[2], ids[0], ids[1]] });
    let seen = garage.kit.advisor().post("/invoices/together/preview", body.clone()).await.expect(200).json();
    assert_eq!(
        (&seen["totals"]["vat"], &seen["totals"]["stamp_duty"], &seen["totals"]["total"]),
        (&json!(31_540), &json!(1000), &json!(198_539))
    );
    assert_eq!(seen["apart"], 3 * (55_333 + 10_513 + 1000));
    assert_eq!(garage.list("state=draft").await.len(), 3, "nothing happened");

    let whole = garage.till("month").post("/invoices/together", body.clone()).await.expect(201).json();
    assert_eq!(garage.till("month").post("/invoices/together", body).await.expect(201).json(), whole, "once");
    assert_eq!((&whole["totals"], &whole["po_number"], &whole["work_order"]), (&seen["totals"], &json!("8841, 8842"), &Value::Null));
    let told: Vec<_> =
        whole["together"].as_array().unwrap().iter().map(|order| (&order["number"], &order["lines"], &order["po_number"])).collect();
    let told_first = (&json!("W-LAC-2026-00001"), &json!(2), &json!("8841"));
    assert_eq!((told.len(), told[0]), (3, told_first));
    assert_eq!(garage.list("state=draft").await, Vec::<String>::new());
    let its = [whole["id"].as_str().unwrap().to_owned()];
    for order in &orders {
        assert_eq!(garage.list(&format!("work_order={}", order.id)).await, its, "each order shows it");
        assert_eq!(garage.list(&format!("q={}", order.number)).await, its);
    }
    assert_eq!(garage.list("q=8842").await, its);
    let events = garage.events().await;
    let issued: Vec<_> = events.iter().filter_map(|event| event.open::<InvoiceIssued>().unwrap()).collect();
    assert_eq!((issued.len(), issued[0].0.orders()), (1, &orders.clone().map(|order| order.id)[..]));
    assert_eq!(events.iter().filter(|event| event.open::<InvoiceDiscarded>().unwrap().is_some()).count(), 3);
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_does_not_belong_together_is_said_beside_it_and_nothing_is_issued() {
    let garage = Garage::open().await;
    let (one, other) = (garage.fleets(1, 1000, None), garage.fleets(2, 1000, None));
    let ids = garage.drafts(&[one.clone(), other.clone()]).await;
    let leilas = garage.draft_over(1000).await;
    let issued = garage.draft_over(2000).await;
    garage.issue(&issued).await;
    let refusal = |at: usize, code: &str| (format!("/invoice_ids/{at}"), code.to_owned());
    assert_eq!(garage.refused_together(&[ids[0].clone(), leilas.clone()]).await, refusal(1, "not-together"));
    assert_eq!(garage.refused_together(&[ids[0].clone(), ids[0].clone()]).await, refusal(1, "twice"));
    assert_eq!(garage.refused_together(&[ids[0].clone(), WorkOrderId::new().to_string()]).await, refusal(1, "not-together"));
    assert_eq!(garage.refused_together(&[leilas, issued]).await, refusal(1, "not-together"));
    garage.till("few").post("/invoices/together", json!({ "invoice_ids": [ids[0]] })).await.expect(422);
    garage.reopen(&other).await;
    assert_eq!(garage.refused_together(&ids).await, refusal(1, "order-reopened"));
    assert_eq!(
        garage.kit.advisor().post("/invoices/together", json!({ "invoice_ids": ids })).await.expect(400).code(),
        "idempotency-key-missing"
    );
    let path = "/invoices/together";
    garage.kit.technician().with("Idempotency-Key", "t").post(path, json!({ "invoice_ids": ids })).await.expect(403);
    let gone = json!({ "invoice_ids": [WorkOrderId::new(), ids[0]] });
    garage.till("gone").post(path, gone).await.expect(404);
    assert_eq!(garage.list("state=draft").await.len(), 3);
    garage.is_healthy().await;
}

#[tokio::test]
async fn two_who_issue_the_same_drafts_together_issue_them_once() {
    let garage = Garage::open().await;
    let ids = garage.drafts(&[garage.fleets(1, 1000, None), garage.fleets(2, 2000, None), garage.fleets(3, 3000, None)]).await;
    let asked = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]].map(|places| places.map(|place: usize| ids[place].clone()));
    let tills = [0, 1, 2, 3].map(|place| garage.till(&format!("till-{place}")));
    let replies =
        join_all(tills.iter().zip(&asked).map(|(till, ids)| till.post("/invoices/together", json!({ "invoice_ids": ids })))).await;
    let codes: Vec<_> = replies.iter().map(|reply| reply.status).collect();
    assert_eq!(codes.iter().filter(|code| **code == 201).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| [201, 404, 409, 422].contains(code)), "{codes:?}");
    assert_eq!(garage.list("state=issued").await.len(), 1);
    garage.is_healthy().await;
}

#[tokio::test]
async fn parts_that_are_taken_back_go_to_the_order_that_they_left() {
    let garage = Garage::open().await;
    let orders = [garage.fleets(1, 10_000, None), garage.fleets(2, 20_000, None)];
    let ids = garage.drafts(&orders).await;
    let whole = garage.till("month").post("/invoices/together", json!({ "invoice_ids": ids })).await.expect(201).json();
    let path = format!("/invoices/{}", whole["id"].as_str().unwrap());
    let all = json!({ "return_stock": true, "stamp_duty": true, "reason": "Wrong company", "surplus": "open" });
    let note = garage.kit.owner().with("Idempotency-Key", "all").post(&format!("{path}/credit-notes"), all).await.expect(201).json();
    assert_eq!(note["totals"]["total"], whole["totals"]["total"]);
    let events = garage.events().await;
    let back: Vec<_> = events.iter().filter_map(|event| event.open::<PartsReturned>().unwrap()).collect();
    let mut of: Vec<_> = back.iter().map(|returned| (returned.work_order_id, returned.parts[0].line_id)).collect();
    let mut expected: Vec<_> = orders.iter().map(|order| (order.id, order.lines[0].id)).collect();
    of.sort_unstable();
    expected.sort_unstable();
    assert_eq!(of, expected);
    garage.is_healthy().await;
}

#[tokio::test]
async fn an_order_that_is_taken_up_again_finds_its_lines_issued() {
    let garage = Garage::open().await;
    let mut orders = [garage.fleets(1, 10_000, None), garage.fleets(2, 20_000, None)];
    let ids = garage.drafts(&orders).await;
    garage.till("month").post("/invoices/together", json!({ "invoice_ids": ids })).await.expect(201);
    for order in &mut orders {
        order.lines.push(part("Wiper", 1000, 5_000));
        let more = garage.drafted(order).await;
        let lines = garage.get(&more).await["lines"].clone();
        assert_eq!((lines.as_array().unwrap().len(), &lines[0]["description"]), (1, &json!("Wiper")));
    }
    garage.is_healthy().await;
}
