//! Replicas share the work beside requests: each thing is done by one of them.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use futures::{StreamExt, stream};
use serde_json::json;
use testkit::MailServer;

use super::cluster::Cluster;
use super::invoices::{completed_orders, desks, drafts};
use super::postgres;

const ORDERS: usize = 30;
const CUSTOMER: &str = "leila@client.example";

#[tokio::test(flavor = "multi_thread")]
async fn each_message_is_sent_once_and_each_invoice_drafted_once() {
    if !postgres::is_there() {
        return;
    }
    let mail = MailServer::start().await;
    let cluster = Cluster::start(&[("ECAR_SMTP_URL", &mail.url())]).await;
    let desks = desks(&cluster).await;
    let orders = completed_orders(&desks, ORDERS, "Leïla Ben Amor", CUSTOMER).await;
    let drafts = drafts(&desks[1], &orders).await;
    let issue = |(place, id): (usize, String)| {
        let desk = desks[place % desks.len()].clone();
        async move { desk.done(&format!("/invoices/{id}/issue"), json!({})).await }
    };
    stream::iter(drafts.into_iter().enumerate()).map(issue).buffer_unordered(12).collect::<Vec<_>>().await;

    // Ready for pickup, and the invoice.
    let until = Instant::now() + Duration::from_mins(1);
    while to_customer(&mail) < 2 * ORDERS {
        assert!(Instant::now() < until, "{} of {} messages came", to_customer(&mail), 2 * ORDERS);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    desks[2].eventually("/messages?state=queued", |page| page["items"].as_array().is_some_and(Vec::is_empty)).await;
    let mut sent = BTreeMap::<String, usize>::new();
    for letter in mail.mails() {
        *sent.entry(letter.header("Message-ID").unwrap()).or_default() += 1;
    }
    let twice: Vec<_> = sent.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert_eq!(to_customer(&mail), 2 * ORDERS);
    let verified = cluster.replicas[0].run(&["audit", "verify"]);
    assert!(verified.status.success(), "one chain, sealed by three: {}", String::from_utf8_lossy(&verified.stdout));
}

fn to_customer(mail: &MailServer) -> usize {
    mail.mails().iter().filter(|letter| letter.to.iter().any(|to| to.contains(CUSTOMER))).count()
}
