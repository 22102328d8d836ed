//! Processes that die: the rest works, events wait, and nothing is done twice.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::services::{Apart, MODULES};
use super::visits::{Garage, insist, post, send};

/// Who is asked while an order is completed, beside identity, whose answers are believed for some seconds.
const ASKED: [&str; 2] = ["inventory", "workshop"];

#[tokio::test(flavor = "multi_thread")]
async fn each_module_dies_in_the_middle_of_a_visit_and_the_visit_ends_well() {
    let mut apart = Apart::start().await;
    let garage = Garage::of(&apart).await;
    for (visits, module) in (1..).zip(MODULES) {
        let order = garage.begin().await;
        let (path, key) = (format!("/work-orders/{order}/complete"), Uuid::now_v7());
        apart.service(module).kill();
        let answer = post(&garage.nadia, &path, key, &json!({ "odometer_out": 90_000 })).await;
        let is_refused = answer.is_unavailable();
        assert!(is_refused || answer.status == 200, "{module}: {} {}", answer.status, answer.body);
        if module != "identity" {
            assert_eq!(is_refused, ASKED.contains(&module), "{module}: {}", answer.body);
        }
        apart.service(module).start();
        insist(&garage.nadia, &path, key, json!({ "odometer_out": 90_000 })).await;
        let invoice = garage.drafted(&order).await;
        let nadia = garage.nadia.clone();
        let issuing = tokio::spawn(async move { insist(&nadia, &format!("{invoice}/issue"), Uuid::now_v7(), json!({})).await });
        apart.service(module).kill();
        apart.service(module).start();
        garage.end(&order, &issuing.await.unwrap()).await;
        garage.assert_once(&order, visits).await;
    }
    apart.assert_sound();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_a_module_that_is_down_says_come_back_and_the_rest_works() {
    let mut apart = Apart::start().await;
    let garage = Garage::of(&apart).await;
    let order = garage.begin().await;
    let nadia = &garage.nadia;
    apart.service("inventory").kill();
    let get = async |path: &str| send(nadia.request(Method::GET, path)).await;
    for path in ["/products", "/search?q=leila"] {
        assert!(get(path).await.is_unavailable(), "{path}");
    }
    assert!(
        post(nadia, &format!("/work-orders/{order}/complete"), Uuid::now_v7(), &json!({ "odometer_out": 90_000 })).await.is_unavailable()
    );
    for path in ["/customers", "/vehicles", "/appointments", "/work-orders", "/invoices", "/messages", "/me"] {
        assert_eq!(get(path).await.status, 200, "{path}");
    }
    apart.service("inventory").start();
    for path in ["/products", "/search?q=leila"] {
        assert_eq!(get(path).await.status, 200, "{path}");
    }
    for module in MODULES {
        assert_eq!(apart.service(module).terminate(), Some(0), "{module} stops although others wait for its events");
    }
    let health = nadia.http.get(format!("{}/readyz", apart.gateway.base)).send().await.unwrap();
    assert_eq!(health.status().as_u16(), 200);
}
