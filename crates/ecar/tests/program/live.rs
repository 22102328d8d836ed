//! A change by one person is told to another's screen, and only to those of its site.

use std::time::{Duration, Instant};

use futures::StreamExt;
use reqwest::Method;
use serde_json::json;

use crate::server::{Person, Server};

/// Reads the stream until a line has `wanted`, or the time is up.
pub async fn hears(person: &Person, wanted: &'static str, within: Duration) -> tokio::task::JoinHandle<Option<Instant>> {
    let response = person.request(Method::GET, "/live").send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    let mut stream = response.bytes_stream();
    let hello = stream.next().await.unwrap().unwrap();
    assert!(hello.starts_with(b":"), "the stream says that it is open");
    tokio::spawn(async move {
        let listening = async {
            let mut text = String::new();
            while let Some(Ok(bytes)) = stream.next().await {
                text += &String::from_utf8_lossy(&bytes);
                if text.contains(wanted) {
                    return Some(Instant::now());
                }
            }
            None
        };
        tokio::time::timeout(within, listening).await.ok().flatten()
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_started_order_is_on_the_other_screens_at_once() {
    let server = Server::start().await;
    let (owner, nadia, faten) =
        (server.owner().await, server.sign_in("nadia@garage.example").await, server.sign_in("faten@garage.example").await);
    let site = nadia.read("/me").await["sites"][0]["id"].clone();
    let vehicle = nadia.read("/vehicles?limit=1").await["items"][0].clone();
    let same_site = hears(&owner, "work_order.", Duration::from_secs(10)).await;
    let other_site = hears(&faten, "work_order.", Duration::from_secs(2)).await;
    let body = json!({ "site_id": site, "customer_id": vehicle["owner"]["id"], "vehicle_id": vehicle["id"], "concern": "Bruit" });
    nadia.done("/work-orders", body).await;
    assert!(same_site.await.unwrap().is_some(), "the owner's screen is told");
    assert!(other_site.await.unwrap().is_none(), "another site's screen is not");
}
