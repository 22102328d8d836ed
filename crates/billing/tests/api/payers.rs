//! Invoices of who pays in the customer's place, and what costs nothing (docs/decisions/0080-who-pays-less.md).

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use contracts::customers::CustomerId;
use contracts::workshop::{CompletedLine, CoverKind, LineId, Payer, Reduced, WorkOrderCompleted};
use kernel::Amount;
use serde_json::{Value, json};

use crate::support::{Garage, part};

/// A line of which a share is somebody else's: what the customer pays, and what they do.
fn parted(line: &CompletedLine, payer: &Payer, theirs: i64) -> [CompletedLine; 2] {
    let reduced = |given| Reduced { given: Amount(given), cover: Some(CoverKind::Payer), ..Reduced::default() };
    let own = CompletedLine { net: Amount(line.net.0 - theirs), reduced: reduced(theirs), ..line.clone() };
    let other = CompletedLine {
        id: LineId::new(),
        product_id: None,
        net: Amount(theirs),
        reduced: reduced(line.net.0 - theirs),
        payer: Some(payer.clone()),
        ..line.clone()
    };
    [own, other]
}

async fn drafts(garage: &Garage, order: &WorkOrderCompleted) -> Vec<Value> {
    let page = garage.kit.owner().get(&format!("/invoices?work_order={}&state=draft", order.id)).await.expect(200).json();
    let mut drafts = vec![];
    for row in page["items"].as_array().unwrap() {
        drafts.push(garage.get(row["id"].as_str().unwrap()).await);
    }
    drafts.sort_by_key(|draft| draft["is_payers"].as_bool());
    drafts
}

fn id(invoice: &Value) -> &str {
    invoice["id"].as_str().unwrap()
}

/// A job of 401.550: the supplier's warranty bears the pads, of the discs a half.
fn warranty_share(garage: &Garage) -> (WorkOrderCompleted, Payer) {
    let supplier = Payer { id: CustomerId::new(), name: "Stafim".into() };
    let (pads, discs) = (part("Pads", 1000, 118_750), part("Discs", 2000, 96_400));
    let lines = [parted(&pads, &supplier, 118_750), parted(&discs, &supplier, 96_400)].concat();
    (garage.order(&lines), supplier)
}

#[tokio::test]
async fn one_order_makes_two_invoices_that_are_issued_and_paid_alone() {
    let garage = Garage::open().await;
    let (order, supplier) = warranty_share(&garage);
    garage.tell(&order).await;
    let [own, theirs] = &drafts(&garage, &order).await[..] else { panic!("two drafts") };
    assert_eq!((&own["totals"]["net"], &own["is_payers"]), (&json!(96_400), &json!(false)));
    assert_eq!((&theirs["totals"]["net"], &theirs["customer"]["id"]), (&json!(215_150), &json!(supplier.id)));
    assert_eq!(theirs["totals"]["total"], 215_150 + 40_879 + 1000);
    assert_eq!(
        (&own["lines"][0]["net"], &own["lines"][0]["given"], &own["lines"][0]["cover"]),
        (&json!(0), &json!(118_750), &json!("payer"))
    );

    let issued = garage.issue(id(theirs)).await;
    let paid = json!({ "tender": "transfer", "amount": issued["due"] });
    garage.till("t1").post(&format!("/invoices/{}/payments", id(theirs)), paid).await.expect(200);
    garage.issue(id(own)).await;
    assert_eq!(garage.get(id(theirs)).await["state"], "paid");
    assert_eq!(garage.get(id(own)).await["state"], "issued");
    garage.tell(&order).await;
    assert!(drafts(&garage, &order).await.is_empty(), "heard again, nothing is left to draft");
    garage.is_healthy().await;
}

#[tokio::test]
async fn who_pays_no_more_has_no_draft_and_reopening_holds_both() {
    let garage = Garage::open().await;
    let (mut order, _) = warranty_share(&garage);
    garage.tell(&order).await;
    garage.reopen(&order).await;
    for draft in drafts(&garage, &order).await {
        let refused = garage.kit.advisor().post(&format!("/invoices/{}/issue", id(&draft)), json!({})).await.expect(409);
        assert_eq!(refused.code(), "order-reopened");
    }
    order.lines = vec![part("Pads", 1000, 118_750), part("Discs", 2000, 96_400)];
    garage.tell(&order).await;
    let left = drafts(&garage, &order).await;
    assert_eq!(left.len(), 1);
    assert_eq!((&left[0]["totals"]["net"], &left[0]["is_payers"]), (&json!(311_550), &json!(false)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_costs_nothing_is_invoiced_at_zero_without_a_stamp_and_is_paid_at_once() {
    let garage = Garage::open().await;
    let pads = part("Pads", 1000, 118_750);
    let reduced = Reduced { given: pads.net, cover: Some(CoverKind::Warranty), ..Reduced::default() };
    let order = garage.order(&[CompletedLine { net: Amount(0), reduced, ..pads }]);
    let draft = garage.drafted(&order).await;
    let issued = garage.issue(&draft).await;
    assert_eq!((&issued["totals"]["total"], &issued["totals"]["stamp_duty"], &issued["state"]), (&json!(0), &json!(0), &json!("paid")));
    assert_eq!((&issued["lines"][0]["given"], &issued["lines"][0]["cover"]), (&json!(118_750), &json!("warranty")));
    assert!(issued["number"].as_str().is_some());
    let day = garage.kit.context.clock.now().date_naive();
    let path = format!("/journals/{}?from={day}&until={day}", garage.kit.site);
    let journal = garage.kit.owner().get(&path).await.expect(200).json();
    let sums = |side: &str| journal["accounts"].as_array().unwrap().iter().filter_map(|sum| sum[side].as_i64()).sum::<i64>();
    assert_eq!((sums("debit"), sums("credit")), (0, 0), "{journal}");
    garage.is_healthy().await;
}
