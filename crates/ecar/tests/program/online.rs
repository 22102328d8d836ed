//! Paying online at the real program: it is killed when the customer has paid and before it knows (PRODUCT 3.5 step 10, 3.7 step 5).

use futures::future::join_all;
use serde_json::{Value, json};
use testkit::PaymentProvider;

use crate::server::{Garage, Person, Server};

/// Of what is sold, net, in millimes.
const PRICE: i64 = 118_750;

/// An issued invoice of a sale at the counter; its path.
async fn invoiced(owner: &Person, site: &Value) -> String {
    let product = owner.done("/products", json!({ "sku": "ONLINE", "name": "Plaquettes", "price": PRICE, "vat_rate": 1900 })).await;
    let stock = json!({ "product_id": product["id"], "quantity": 10_000, "unit_cost": 1 });
    owner.done("/stock/receipts", json!({ "site_id": site, "lines": [stock] })).await;
    let sale = json!({ "site_id": site, "lines": [{ "product_id": product["id"], "quantity": 1000 }] });
    let order = owner.done("/counter-sales", sale).await;
    let drafts = format!("/invoices?work_order={}", order["id"].as_str().unwrap());
    let drafted = owner.eventually(&drafts, |page| page["items"][0]["id"].is_string()).await;
    let path = format!("/invoices/{}", drafted["items"][0]["id"].as_str().unwrap());
    owner.done(&format!("{path}/issue"), json!({})).await;
    path
}

/// The public path of a new link to the invoice.
async fn linked(owner: &Person, invoice: &str) -> String {
    let made = owner.done(&format!("{invoice}/pay-link"), json!({})).await;
    format!("/public/pay/{}", made["url"].as_str().unwrap().rsplit('/').next().unwrap())
}

/// The provider tells it three times, each at every program there is; the browser comes back too.
async fn told(programs: &[&Garage], site: &Value, link: &str, reference: &str) {
    let path = format!("/public/payments/konnect/webhook/{}?payment_ref={reference}", site.as_str().unwrap());
    let everybody: Vec<_> = programs.iter().map(|program| program.anonymous()).collect();
    let messages = everybody.iter().flat_map(|somebody| [&path; 3].map(|path| somebody.get(path)));
    let check = format!("{link}/check");
    let checks = everybody.iter().map(|somebody| somebody.post(&check, json!({})));
    let (heard, checked) = tokio::join!(join_all(messages), join_all(checks));
    assert!(heard.iter().all(|(status, _)| *status == 204), "{heard:?}");
    assert!(checked.iter().all(|(status, _)| *status == 200), "{checked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_while_the_program_was_killed_is_taken_once() {
    let there = PaymentProvider::start().await;
    let mut server = Server::start_with(&[("ECAR_KONNECT_URL", &there.address("konnect"))]).await;
    let owner = server.owner().await;
    let site = owner.read("/me").await["sites"][0]["id"].clone();
    let account = format!("/online-payments/{}/konnect", site.as_str().unwrap());
    let set = owner.request(reqwest::Method::PUT, &account).json(&PaymentProvider::account("konnect")).send().await.unwrap();
    assert_eq!(set.status().as_u16(), 200);
    let invoice = invoiced(&owner, &site).await;
    let link = linked(&owner, &invoice).await;
    let due = owner.read(&invoice).await["due"].clone();
    let begun = server.anonymous().done(&format!("{link}/checkout"), json!({ "provider": "konnect" })).await;
    let reference = begun["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();

    server.kill();
    there.pay(&reference);
    server.come_back();
    // Replicas share a PostgreSQL alone.
    let replica = crate::replicas::postgres::is_there().then(|| server.replica());
    let programs: Vec<&Garage> = std::iter::once(&*server).chain(replica.as_deref()).collect();
    told(&programs, &site, &link, &reference).await;
    let owner = server.owner().await;
    let paid = owner.read(&invoice).await;
    assert_eq!((&paid["state"], &paid["paid"], paid["payments"].as_array().unwrap().len()), (&json!("paid"), &due, 1), "{paid}");
    let listed = owner.read(&format!("/checkouts?site={}&state=paid", site.as_str().unwrap())).await;
    assert!(listed["items"].as_array().unwrap().iter().any(|row| row["reference"] == json!(reference)), "{listed}");
    let doctor = server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}
