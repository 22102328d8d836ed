//! A thousand at once: no gap, no duplicate, no payment too many, and what is asked again under its key is done once.

#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use std::collections::BTreeSet;

use futures::future::join_all;
use kernel::{Actor, outbox};
use serde_json::{Value, json};

use crate::support::{Garage, part};

const INVOICES: usize = 200;
const EACH: usize = 5;
/// Of 60.000 net with VAT and stamp.
const TOTAL: i64 = 72_400;

impl Garage {
    /// Drafts of so many orders, told in one go.
    async fn many_drafts(&self) -> Vec<String> {
        let mut tx = self.kit.db().begin().await.unwrap();
        for _ in 0..INVOICES {
            let order = self.order(&[part("Pads", 1000, 60_000)]);
            outbox::append(&mut tx, "workshop", &order, &Actor::system(), self.kit.context.clock.as_ref()).await.unwrap();
        }
        tx.commit().await.unwrap();
        self.kit.settle().await;
        let mut found = vec![];
        let mut path = "/invoices?state=draft&limit=100".to_owned();
        loop {
            let page = self.kit.owner().get(&path).await.expect(200).json();
            found.extend(page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next"].as_str() else { return found };
            path = format!("/invoices?state=draft&limit=100&after={cursor}");
        }
    }

    async fn pays(&self, invoice: &str, till: usize) -> u16 {
        let (path, body) = (format!("/invoices/{invoice}/payments"), json!({ "tender": "cash", "amount": 30_000 }));
        loop {
            let reply = self.till(&format!("{invoice}-{till}")).post(&path, body.clone()).await;
            // Whoever is told to come back does, and everybody asks once more: the answer may have been lost.
            if reply.code() != "in-flight" {
                let again = self.till(&format!("{invoice}-{till}")).post(&path, body).await;
                assert_eq!(again.status, reply.status, "{}", again.text());
                return reply.status;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_parallel_issues_and_payments_leave_no_gap_no_duplicate_and_no_overpayment() {
    let garage = Garage::open().await;
    let drafts = garage.many_drafts().await;
    assert_eq!(drafts.len(), INVOICES);
    let clicks = (0..INVOICES * EACH).map(|click| {
        let (clerk, path) = (garage.kit.advisor(), format!("/invoices/{}/issue", drafts[click % INVOICES]));
        async move { clerk.post(&path, json!({})).await }
    });
    let issued: Vec<_> =
        join_all(clicks).await.into_iter().filter(|reply| reply.status == 200).map(|reply| reply.string("number")).collect();
    assert_eq!(issued.len(), INVOICES);
    let numbers: BTreeSet<_> = (1..=INVOICES).map(|number| format!("F-LAC-2026-{number:05}")).collect();
    assert_eq!(issued.into_iter().collect::<BTreeSet<_>>(), numbers);

    // Five times 30.000 against 72.400: two fit.
    let payments = (0..INVOICES * EACH).map(|place| garage.pays(&drafts[place % INVOICES], place));
    let took = join_all(payments).await;
    assert_eq!(took.iter().filter(|status| **status == 200).count(), INVOICES * 2);
    assert_eq!(took.iter().filter(|status| **status == 409).count(), INVOICES * (EACH - 2));
    for invoice in &drafts {
        let paid = garage.get(invoice).await;
        let sum: i64 = paid["payments"].as_array().unwrap().iter().filter_map(|payment| payment["amount"].as_i64()).sum();
        assert_eq!((sum, &paid["paid"], &paid["due"]), (60_000, &json!(60_000), &Value::from(TOTAL - 60_000)));
    }
    garage.is_healthy().await;
}
