//! Who is let in: callers whose sessions live, and services that know the secret.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use super::services::{Apart, PASSWORD};
use crate::server::{Person, Server, http};

/// A list of each module, and what the gateway answers itself.
const LISTS: [&str; 10] =
    ["/me", "/customers", "/vehicles", "/appointments", "/products", "/work-orders", "/invoices", "/messages", "/search?q=x", "/audit"];

/// Until no module knows the caller any more; at most as long as a token is believed, and a little.
async fn assert_forgotten(person: &Person) {
    let began = Instant::now();
    for path in LISTS {
        while person.get(path).await.0 != 401 {
            assert!(began.elapsed() < Duration::from_secs(7), "{path} still answers");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_out_and_the_end_of_a_key_reach_every_module() {
    let apart = Apart::start().await;
    let (owner, again) = (apart.sign_in("hela").await, apart.sign_in("hela").await);
    let sites: Vec<_> = owner.read("/me").await["sites"].as_array().unwrap().iter().map(|site| site["id"].clone()).collect();
    let permissions =
        ["customer.read", "vehicle.read", "schedule.read", "product.read", "work_order.read", "invoice.read", "message.read", "audit.read"];
    let key = owner.done("/api-keys", json!({ "name": "Shop", "sites": sites, "permissions": permissions })).await;
    let program = Person { token: key["secret"].as_str().map(str::to_owned), ..apart.anonymous() };
    for path in LISTS {
        owner.read(path).await;
        if path != "/me" {
            program.read(path).await;
        }
    }
    let id = key["api_key"]["id"].as_str().unwrap();
    let ended = owner.request(Method::DELETE, &format!("/api-keys/{id}")).send().await.unwrap();
    assert_eq!(ended.status().as_u16(), 204);
    owner.done("/auth/logout", json!({})).await;
    assert_forgotten(&owner).await;
    assert_forgotten(&program).await;
    again.read("/customers").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_role_counts_in_every_module() {
    let apart = Apart::start().await;
    let (owner, nadia) = (apart.sign_in("hela").await, apart.sign_in("nadia").await);
    nadia.read("/work-orders").await;
    let people = owner.read("/users?q=nadia").await;
    let user = people["items"].as_array().unwrap().iter().find(|user| user["name"] == "Nadia").expect("Nadia").clone();
    owner.done(&format!("/users/{}/disable", user["id"].as_str().unwrap()), json!({})).await;
    assert_forgotten(&nadia).await;
}

async fn rpc(base: &str, token: Option<&str>) -> (u16, Value) {
    let request = http().post(format!("{base}/rpc/sites/cards")).json(&json!([]));
    let request = if let Some(token) = token { request.bearer_auth(token) } else { request };
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (status, response.json().await.unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_services_ask_each_other_is_for_them_alone() {
    let apart = Apart::start().await;
    let owner = apart.sign_in("hela").await;
    let identity = &apart.services["identity"].base;
    for token in [None, Some("rubbish"), owner.token.as_deref(), Some("eyJhbGciOiJub25lIn0.e30.")] {
        let (status, body) = rpc(identity, token).await;
        assert_eq!((status, &body["code"]), (403, &json!("service-refused")), "{token:?}");
    }
    assert_eq!(rpc(&apart.gateway.base, owner.token.as_deref()).await.0, 404, "the gateway forwards none of it");
    let together = Server::start().await;
    assert_eq!(rpc(&together.base, None).await.0, 404, "where all run together there is none of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_with_another_secret_is_refused() {
    let mut apart = Apart::start().await;
    let owner = apart.sign_in("hela").await;
    owner.read("/customers").await;
    let customers = apart.service("customers");
    customers.kill();
    customers.secret = "Zp3kXw8vBn5mQt7rLs2dGh6jFy9cAe4u".into();
    customers.start();
    let (status, body) = owner.get("/customers").await;
    assert_eq!((status, &body["code"]), (503, &json!("unavailable")), "it is not told who calls: {body}");
    let (status, _) = owner.get("/search?q=x").await;
    assert_eq!(status, 503, "and is not believed by the others");
    owner.read("/vehicles").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_shows_the_app_and_the_whole_api() {
    let apart = Apart::start().await;
    let (http, base) = (http(), &apart.gateway.base);
    for path in ["/healthz", "/readyz", "/metrics", "/docs/", "/", "/work-orders/deep/link"] {
        assert_eq!(http.get(format!("{base}{path}")).send().await.unwrap().status().as_u16(), 200, "{path}");
    }
    let shown: Value = http.get(format!("{base}/openapi.json")).send().await.unwrap().json().await.unwrap();
    let whole = std::process::Command::new(env!("CARGO_BIN_EXE_ecar")).arg("openapi").output().unwrap();
    assert!(shown == serde_json::from_slice::<Value>(&whole.stdout).unwrap(), "the document of the gateway is the whole API's");
    let anonymous = apart.anonymous();
    assert_eq!(anonymous.get("/nothing/here").await.0, 404);
    assert_eq!(anonymous.get("/imports/nothing").await.0, 404);
    assert_eq!(anonymous.get("/work-orders").await.0, 401);
    let service = &apart.services["billing"].base;
    for (path, status) in [("/healthz", 200), ("/readyz", 200), ("/metrics", 200), ("/", 404), ("/api/v1/customers", 404)] {
        assert_eq!(http.get(format!("{service}{path}")).send().await.unwrap().status().as_u16(), status, "{path}");
    }
    let signed_in = anonymous.post("/auth/login", json!({ "email": "hela@garage.example", "password": PASSWORD })).await;
    assert_eq!(signed_in.0, 200);
}
