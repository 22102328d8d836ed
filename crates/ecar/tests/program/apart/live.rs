//! Screens at the gateway hear what happens in every module.

use std::time::Duration;

use serde_json::json;

use super::garage::leila;
use super::services::Apart;
use crate::live::hears;

const SOON: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn a_change_in_any_module_is_told_also_after_the_module_was_away() {
    let mut apart = Apart::start().await;
    let (owner, nadia) = (apart.sign_in("hela").await, apart.sign_in("nadia").await);
    let (customer, vehicle) = (hears(&owner, "customer.saved", SOON).await, hears(&owner, "vehicle.saved", SOON).await);
    leila(&nadia).await;
    assert!(customer.await.unwrap().is_some() && vehicle.await.unwrap().is_some());
    let told = hears(&owner, "product.saved", SOON).await;
    apart.service("inventory").kill();
    apart.service("inventory").start();
    owner.done("/products", json!({ "sku": "X-1", "name": "Balai", "price": 12_500, "vat_rate": 1900 })).await;
    assert!(told.await.unwrap().is_some(), "the gateway asks again until the module is back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_is_closed_when_its_person_signs_out() {
    let apart = Apart::start().await;
    let nadia = apart.sign_in("nadia").await;
    let stream = hears(&nadia, "what never comes", Duration::from_secs(30)).await;
    let began = std::time::Instant::now();
    nadia.done("/auth/logout", json!({})).await;
    assert!(stream.await.unwrap().is_none() && began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}
