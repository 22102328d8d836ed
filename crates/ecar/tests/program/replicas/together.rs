//! What three do is what one does.

use std::time::{Duration, Instant};

use serde_json::json;

use super::cluster::Cluster;
use super::postgres;
use crate::live::hears;
use crate::story;

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_through_three_replicas_is_the_visit() {
    if !postgres::is_there() {
        return;
    }
    let cluster = Cluster::start(&[]).await;
    story::visit_with_consequences(&cluster.garage()).await;
    files_come_through(&cluster).await;
    a_change_at_one_is_told_by_another(&cluster).await;
}

/// Within a second, though each replica looks at the feed by itself.
async fn a_change_at_one_is_told_by_another(cluster: &Cluster) {
    let owner = cluster.replicas[0].owner().await;
    let site = owner.read("/me").await["sites"][0]["id"].clone();
    let vehicle = owner.read("/vehicles?limit=1").await["items"][0].clone();
    let body = json!({ "site_id": site, "customer_id": vehicle["owner"]["id"], "vehicle_id": vehicle["id"], "concern": "Bruit" });
    let mut delays = vec![];
    for turn in 0..9 {
        let screen = if turn % 3 == 2 { cluster.garage().owner().await } else { cluster.replicas[1 + turn % 3].owner().await };
        let heard = hears(&screen, "work_order.", Duration::from_secs(10)).await;
        owner.done("/work-orders", body.clone()).await;
        let told = Instant::now();
        let at = heard.await.unwrap().expect("the other replica's screen is told");
        delays.push(at.saturating_duration_since(told));
    }
    delays.sort();
    println!("told by another replica after {:?} in the middle, {:?} at most", delays[4], delays[8]);
    assert!(delays[8] < Duration::from_secs(1), "{delays:?}");
}

/// The web app comes through; nginx keeps none of what is made anew for each request. (A debug build lets nobody keep its files.)
async fn files_come_through(cluster: &Cluster) {
    let get = async |path: &str| crate::server::http().get(format!("{}{path}", cluster.proxy.url)).send().await.unwrap();
    let page = get("/").await;
    assert_eq!((page.status().as_u16(), page.headers()["cache-control"].to_str().unwrap()), (200, "no-store"));
    let page = page.text().await.unwrap();
    // Without the web app built in there is no file to ask for.
    let script = page.split('"').find(|part| part.starts_with("/assets/")).unwrap_or("/healthz");
    assert_eq!(get(script).await.status().as_u16(), 200);
    let log = cluster.proxy.log();
    let line = log.lines().find(|line| line.contains("\"GET /\"")).unwrap();
    assert!(line.ends_with(" -"), "the page is nobody's to keep: {line}");
    assert_eq!(get("/metrics").await.status().as_u16(), 404, "nobody outside reads figures");
}
