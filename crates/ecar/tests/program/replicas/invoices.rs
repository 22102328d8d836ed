//! A thousand invoices issued at three replicas at once: each number once, and none left out.

use std::collections::BTreeSet;
use std::time::Instant;

use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};

use super::cluster::Cluster;
use super::postgres;
use crate::apart::garage::article;
use crate::server::Person;

const INVOICES: usize = 1_000;
/// Requests at once.
const WIDTH: usize = 24;

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_invoices_of_three_replicas_have_no_gap_and_no_double() {
    if !postgres::is_there() {
        return;
    }
    let cluster = Cluster::start(&[]).await;
    let desks = desks(&cluster).await;
    let began = Instant::now();
    let orders = sales(&cluster, &desks).await;
    println!("{INVOICES} sales made after {:.1} s", began.elapsed().as_secs_f64());
    let drafts = drafts(&desks[0], &orders).await;
    println!("{INVOICES} invoices drafted after {:.1} s", began.elapsed().as_secs_f64());

    let issue = |(place, id): (usize, String)| {
        let desk = desks[place % desks.len()].clone();
        async move { desk.done(&format!("/invoices/{id}/issue"), json!({})).await["number"].as_str().unwrap().to_owned() }
    };
    let numbers: Vec<String> = stream::iter(drafts.into_iter().enumerate()).map(issue).buffer_unordered(WIDTH).collect().await;
    println!("{INVOICES} invoices issued after {:.1} s", began.elapsed().as_secs_f64());
    let places: BTreeSet<u64> = numbers.iter().map(|number| number.rsplit('-').next().unwrap().parse().unwrap()).collect();
    assert_eq!(places.len(), INVOICES, "a number was given twice");
    let (first, last) = (places.first().unwrap(), places.last().unwrap());
    assert_eq!(last - first + 1, INVOICES as u64, "a number was left out");
    let doctor = cluster.replicas[0].run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}

/// Bulbs sold over the counter, at all desks at once; the sales' ids.
async fn sales(cluster: &Cluster, desks: &[Person]) -> Vec<String> {
    let owner = cluster.garage().sign_in("hela@garage.example").await;
    let site = desks[0].read("/me").await["sites"][0]["id"].clone();
    let bulb = article(&owner, &site, "H7-55", 1_000_000).await;
    let buyer = desks[0].done("/customers", json!({ "kind": "person", "name": "Mehdi Sans Adresse", "phone": "98 765 432" })).await;
    let sale = json!({ "site_id": site, "customer_id": buyer["id"], "lines": [{ "product_id": bulb, "quantity": 1000 }] });
    let sell = |place: usize| {
        let (desk, sale) = (desks[place % desks.len()].clone(), sale.clone());
        async move { desk.done("/counter-sales", sale).await["id"].as_str().unwrap().to_owned() }
    };
    stream::iter(0..INVOICES).map(sell).buffer_unordered(WIDTH).collect().await
}

/// The advisor at each replica, and once more through nginx.
pub async fn desks(cluster: &Cluster) -> Vec<Person> {
    let nadia = cluster.garage().sign_in("nadia@garage.example").await;
    let at = |base: &str| Person { base: base.to_owned(), ..nadia.clone() };
    cluster.replicas.iter().map(|replica| at(&replica.base)).chain([nadia.clone()]).collect()
}

/// Orders of an hour's labour for one customer, completed at all desks at once; their ids.
pub async fn completed_orders(desks: &[Person], count: usize, name: &str, email: &str) -> Vec<String> {
    let desk = &desks[0];
    let site = desk.read("/me").await["sites"][0]["id"].clone();
    let owner = desk.done("/customers", json!({ "kind": "person", "name": name, "phone": "98 765 432", "email": email })).await;
    let vehicle = json!({ "owner_id": owner["id"], "plate": "199 TU 7001", "make": "Kia", "model": "Rio" });
    let vehicle = desk.done("/vehicles", vehicle).await;
    let staff = desk.read(&format!("/staff?site={}&role=technician", site.as_str().unwrap())).await;
    let job = json!({ "title": "Diagnostic", "lines": [{ "kind": "labour", "quantity": 1000 }] });
    let order = json!({ "site_id": site, "customer_id": owner["id"], "vehicle_id": vehicle["id"], "concern": "Bruit", "jobs": [job] });
    let technician = json!({ "technician_id": staff["items"][0]["id"] });
    let complete = |place: usize| {
        let (desk, order, technician) = (desks[place % desks.len()].clone(), order.clone(), technician.clone());
        async move { complete_one(&desk, order, technician).await }
    };
    stream::iter(0..count).map(complete).buffer_unordered(WIDTH).collect().await
}

async fn complete_one(desk: &Person, order: Value, technician: Value) -> String {
    let order = desk.done("/work-orders", order).await;
    let id = order["id"].as_str().unwrap().to_owned();
    let path = format!("/work-orders/{id}");
    let decisions = json!([{ "job_id": order["jobs"][0]["id"], "decision": "approve" }]);
    desk.done(&format!("{path}/authorise"), json!({ "decisions": decisions, "method": "phone", "by_name": "Mehdi" })).await;
    desk.done(&format!("{path}/assign"), technician).await;
    desk.done(&format!("{path}/start"), json!({})).await;
    desk.done(&format!("{path}/complete"), json!({ "odometer_out": 90_000 })).await;
    id
}

/// The one draft of each order, once it is there.
pub async fn drafts(desk: &Person, orders: &[String]) -> Vec<String> {
    let draft = |order: &String| {
        let (desk, path) = (desk.clone(), format!("/invoices?work_order={order}"));
        async move {
            let page = desk.eventually(&path, |page| page["items"][0]["id"].is_string()).await;
            let drafts = page["items"].as_array().unwrap();
            if drafts.len() == 1 { Ok(drafts[0]["id"].as_str().unwrap().to_owned()) } else { Err(page) }
        }
    };
    stream::iter(orders).map(draft).buffer_unordered(WIDTH).try_collect().await.expect("one draft for each order")
}
