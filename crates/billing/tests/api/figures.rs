//! What a site invoiced, and what it gave away (docs/decisions/0081-figures-of-invoices.md).

use contracts::workshop::{CompletedLine, CoverKind, Reduced};
use kernel::Amount;
use serde_json::json;

use crate::support::{Garage, part, the_visit};

#[tokio::test]
async fn a_month_is_told_by_state_customer_and_what_was_given() {
    let garage = Garage::open().await;
    let visit = garage.drafted(&garage.order(&the_visit())).await;
    let due = garage.issue(&visit).await["due"].clone();
    garage.till("all").post(&format!("/invoices/{visit}/payments"), json!({ "tender": "card", "amount": due })).await.expect(200);
    let (pads, oil) = (part("Pads", 1000, 118_750), part("Oil", 1000, 20_000));
    let free = Reduced { given: pads.net, cover: Some(CoverKind::Goodwill), ..Reduced::default() };
    let less = Reduced { off: Amount(5000), ..Reduced::default() };
    let lines = [CompletedLine { net: Amount(0), reduced: free, ..pads }, CompletedLine { net: Amount(15_000), reduced: less, ..oil }];
    let second = garage.drafted(&garage.order(&lines)).await;
    garage.issue(&second).await;
    let disc = garage.get(&visit).await["lines"][5]["id"].clone();
    let credit = json!({ "lines": [{ "line_id": disc, "quantity": 1000 }], "reason": "Disque rendu" });
    garage.kit.owner().with("Idempotency-Key", "disc").post(&format!("/invoices/{visit}/credit-notes"), credit).await.expect(201);
    garage.draft_over(1_000).await;

    let path = format!("/invoice-figures/{}", garage.kit.site);
    let figures = garage.kit.advisor().get(&path).await.expect(200).json();
    assert_eq!((&figures["invoices"], &figures["net"]), (&json!(2), &json!(553_100 + 15_000)), "a draft is no sale");
    assert_eq!((&figures["credited"], &figures["discounts"]), (&json!(96_400), &json!(5000)));
    let month = json!({ "month": "2026-11", "invoices": 2, "net": 568_100, "credited": 96_400 });
    assert_eq!(figures["months"], json!([month]));
    assert_eq!(figures["given"], json!([{ "cover": "goodwill", "invoices": 1, "amount": 118_750 }]));
    let states: Vec<_> = figures["states"].as_array().unwrap().iter().map(|state| (&state["state"], &state["invoices"])).collect();
    assert_eq!(states, [(&json!("issued"), &json!(1)), (&json!("paid"), &json!(1))]);
    assert_eq!((&figures["customers"][0]["net"], &figures["customers"][0]["invoices"]), (&json!(568_100), &json!(2)));
    let before = garage.kit.advisor().get(&format!("{path}?from=2026-10-01&until=2026-10-31")).await.expect(200).json();
    assert_eq!((&before["invoices"], &before["months"]), (&json!(0), &json!([])));
    let backwards = garage.kit.advisor().get(&format!("{path}?from=2026-11-02&until=2026-11-01")).await.expect(422);
    assert_eq!(backwards.pointers(), ["/until"]);
    garage.kit.outsider().get(&path).await.expect(404);
}
