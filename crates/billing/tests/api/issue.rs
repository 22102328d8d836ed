use std::collections::BTreeSet;

use chrono::TimeDelta;
use contracts::billing::{InvoiceIssued, SaleRecorded};
use contracts::identity::{DocumentKind, Numbering};
use contracts::workshop::LineKind;
use futures::future::join_all;
use serde_json::json;

use crate::support::{Garage, line, part, the_visit};

/// PRODUCT.md 3.1 step 12.
#[tokio::test]
async fn issuing_numbers_and_freezes_the_visit() {
    let garage = Garage::open().await;
    let order = garage.order(&the_visit());
    let id = garage.drafted(&order).await;
    let reply = garage.kit.advisor().post(&format!("/invoices/{id}/issue"), json!({})).await.expect(200);
    assert!(reply.headers["etag"].to_str().unwrap().starts_with("\"2."));
    let invoice = reply.json();
    assert_eq!(invoice["number"], "F-LAC-2026-00001");
    assert_eq!(invoice["state"], "issued");
    assert_eq!(
        invoice["totals"],
        json!({
            "currency": "TND", "net": 553_100, "vat_groups": [{ "rate": 1900, "base": 553_100, "vat": 105_089 }], "vat": 105_089,
            "gross": 658_189, "stamp_duty": 1000, "total": 659_189
        })
    );
    assert_eq!((&invoice["issued_on"], &invoice["due_on"]), (&json!("2026-11-20"), &json!("2026-11-20")));
    assert_eq!(invoice["language"], "ar");
    assert_eq!(invoice["customer"]["phone"], "+21698123456");
    assert_eq!(invoice["actions"], json!(["pay", "download"]));
    assert_eq!(garage.get(&id).await, invoice);

    let events = garage.events().await;
    let event: InvoiceIssued = events.iter().rev().find_map(|event| event.open().unwrap()).unwrap();
    assert_eq!(event.0.number.as_deref(), Some("F-LAC-2026-00001"));
    assert_eq!(event.0.line_ids, order.lines.iter().map(|line| line.id.0).collect::<Vec<_>>());
    assert_eq!((event.0.state.as_str(), event.0.due.0), ("issued", 659_189));
    // Figures are told each line.
    let sale: SaleRecorded = events.last().unwrap().open().unwrap().unwrap();
    assert_eq!((sale.number.as_str(), sale.total.0, sale.is_credit), ("F-LAC-2026-00001", 659_189, false));
    assert_eq!(sale.lines.iter().map(|line| line.net.0).sum::<i64>(), 553_100);
    assert!(sale.orders.iter().all(|part| part.id == order.id && part.is_visit));
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_new_prefix_goes_on_where_the_old_one_ended_and_renumbers_nothing() {
    let garage = Garage::open().await;
    let issue = async || {
        let id = garage.drafted(&garage.order(&the_visit())).await;
        (garage.issue(&id).await["number"].as_str().unwrap().to_owned(), id)
    };
    let (first, id) = issue().await;
    let mut numbering = Numbering { width: 4, ..Numbering::default() };
    numbering.prefixes.insert(DocumentKind::Invoice, "FA".into());
    garage.kit.people.number_by(numbering);
    let (second, _) = issue().await;
    garage.kit.people.number_by(Numbering::default());
    let (third, _) = issue().await;
    assert_eq!([first.as_str(), &second, &third], ["F-LAC-2026-00001", "FA-2026-0002", "F-LAC-2026-00003"]);
    assert_eq!(garage.get(&id).await["number"], first.as_str());
    assert_eq!(garage.list("q=0002").await.len(), 1, "it is found by its number");
    garage.is_healthy().await;
}

/// FACTS.md "Totals".
#[tokio::test]
async fn the_published_totals_come_out() {
    let garage = Garage::open().await;
    let at = |rate, net| line(LineKind::Part, "Part", 1000, net, 0, rate);
    let cases = [
        (vec![part("A", 1500, 40_000)], [60_000, 11_400, 71_400, 72_400]),
        (
            vec![part("A", 1500, 40_000), part("B", 4500, 21_350), line(LineKind::Part, "B", 1000, 18_900, 1000, 1900)],
            [173_085, 32_886, 205_971, 206_971],
        ),
        (vec![at(1900, 100_000), at(700, 50_000), at(1300, 30_000), at(0, 20_000)], [200_000, 26_400, 226_400, 227_400]),
        (vec![at(1900, 333), at(1900, 333), at(1900, 333)], [999, 190, 1189, 2189]),
        (vec![line(LineKind::Part, "G", 7000, 12_345, 1500, 1900)], [73_453, 13_956, 87_409, 88_409]),
    ];
    for (lines, [net, vat, gross, total]) in cases {
        let id = garage.drafted(&garage.order(&lines)).await;
        let totals = garage.issue(&id).await["totals"].clone();
        assert_eq!(
            [&totals["net"], &totals["vat"], &totals["gross"], &totals["total"]],
            [&json!(net), &json!(vat), &json!(gross), &json!(total)]
        );
    }
    garage.is_healthy().await;
}

#[tokio::test]
async fn an_invoice_is_issued_once() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    let path = format!("/invoices/{id}/issue");
    let first = garage.till("issue-1").post(&path, json!({})).await.expect(200);
    let again = garage.till("issue-1").post(&path, json!({})).await.expect(200);
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(again.json(), first.json());
    assert_eq!(garage.kit.advisor().post(&path, json!({})).await.expect(409).code(), "already-issued");
    assert_eq!(garage.kinds().await, ["invoice.drafted", "invoice.issued", "sale.recorded"]);
}

#[tokio::test]
async fn a_draft_that_changed_meanwhile_is_not_issued_unseen() {
    let garage = Garage::open().await;
    let mut order = garage.order(&[part("Pads", 1000, 118_750)]);
    let id = garage.drafted(&order).await;
    order.lines.push(part("Disc", 2000, 96_400));
    garage.tell(&order).await;
    let path = format!("/invoices/{id}/issue");
    garage.kit.advisor().with("If-Match", "\"1\"").post(&path, json!({})).await.expect(412);
    garage.kit.advisor().with("If-Match", "\"2\"").post(&path, json!({})).await.expect(200);
}

#[tokio::test]
async fn a_free_repair_without_stamp_duty_is_paid_when_issued() {
    let garage = Garage::open().await;
    let mut order = garage.order(&[line(LineKind::Labour, "Comeback", 1000, 60_000, 10_000, 1900)]);
    order.stamp_duty = kernel::Amount::ZERO;
    let id = garage.drafted(&order).await;
    let invoice = garage.issue(&id).await;
    assert_eq!((&invoice["state"], &invoice["due"]), (&json!("paid"), &json!(0)));
    assert_eq!(invoice["actions"], json!(["download"]));
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_year_of_a_number_is_that_of_the_site() {
    let garage = Garage::open().await;
    let (old, new) = (garage.draft_over(1_000).await, garage.draft_over(2_000).await);
    assert_eq!(garage.issue(&old).await["number"], "F-LAC-2026-00001");
    // 2026-12-31 23:30 UTC is 2027 in Tunis already.
    garage.kit.clock.advance(TimeDelta::days(41) + TimeDelta::minutes(15 * 60 + 30));
    let invoice = garage.issue(&new).await;
    assert_eq!(invoice["number"], "F-LAC-2027-00001");
    assert_eq!(invoice["issued_on"], "2027-01-01");
    garage.is_healthy().await;
}

#[tokio::test]
async fn each_site_has_its_own_series() {
    let garage = Garage::open().await;
    let here = garage.draft_over(1_000).await;
    let mut order = garage.order(&[part("Pads", 1000, 1_000)]);
    order.site_id = garage.kit.other_site;
    garage.tell(&order).await;
    let list = garage.kit.outsider().get("/invoices").await.expect(200).json();
    let there = list["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(garage.issue(&here).await["number"], "F-LAC-2026-00001");
    let other = garage.kit.outsider().post(&format!("/invoices/{there}/issue"), json!({})).await.expect(200);
    assert_eq!(other.string("number"), "F-SFX-2026-00001");
}

#[tokio::test]
async fn a_hundred_parallel_issues_leave_no_gap_and_no_duplicate() {
    let garage = Garage::open().await;
    let mut drafts = vec![];
    for _ in 0..20 {
        drafts.push(garage.draft_over(60_000).await);
    }
    // Five clicks on each of twenty drafts: one wins, the others are told that it is issued.
    let clicks = (0..100).map(|click| {
        let (clerk, path) = (garage.kit.advisor(), format!("/invoices/{}/issue", drafts[click % 20]));
        async move { clerk.post(&path, json!({})).await }
    });
    let replies = join_all(clicks).await;
    let numbers: Vec<_> = replies.iter().filter(|reply| reply.status == 200).map(|reply| reply.string("number")).collect();
    let expected: BTreeSet<_> = (1..=20).map(|number| format!("F-LAC-2026-{number:05}")).collect();
    assert_eq!(numbers.len(), 20);
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), expected);
    let losers: Vec<_> = replies.iter().filter(|reply| reply.status != 200).map(|reply| (reply.status, reply.code())).collect();
    assert_eq!(losers, vec![(409, "already-issued".to_owned()); 80]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_hundred_tills_issue_a_hundred_invoices() {
    let garage = Garage::open().await;
    let mut drafts = vec![];
    for _ in 0..100 {
        drafts.push(garage.draft_over(60_000).await);
    }
    let issues = drafts.iter().map(|id| {
        let (clerk, path) = (garage.kit.advisor(), format!("/invoices/{id}/issue"));
        async move { clerk.post(&path, json!({})).await.expect(200).string("number") }
    });
    let numbers: BTreeSet<_> = join_all(issues).await.into_iter().collect();
    assert_eq!(numbers, (1..=100).map(|number| format!("F-LAC-2026-{number:05}")).collect());
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_failed_issue_takes_no_number() {
    let garage = Garage::open().await;
    let order = garage.order(&[part("Pads", 1000, 1_000)]);
    let held = garage.drafted(&order).await;
    garage.reopen(&order).await;
    garage.kit.advisor().post(&format!("/invoices/{held}/issue"), json!({})).await.expect(409);
    let id = garage.draft_over(2_000).await;
    assert_eq!(garage.issue(&id).await["number"], "F-LAC-2026-00001");
}

#[tokio::test]
async fn only_who_may_issue_does() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    let path = format!("/invoices/{id}/issue");
    garage.kit.anonymous().post(&path, json!({})).await.expect(401);
    garage.kit.technician().post(&path, json!({})).await.expect(403);
    garage.kit.outsider().post(&path, json!({})).await.expect(404);
    garage.kit.advisor().post("/invoices/nonsense/issue", json!({})).await.expect(404);
    let reply = garage.kit.advisor().post(&path, json!({ "number": "F-1" })).await.expect(422);
    assert_eq!(reply.code(), "invalid");
    assert_eq!(garage.get(&id).await["state"], "draft");
}
