//! Every operation of the API refuses who is not signed in, and another site's rows do not exist.

use reqwest::Method;
use serde_json::{Value, json};

use crate::server::{Server, http};

/// Open to everybody by their nature, or to whoever has a secret link.
const OPEN: [&str; 3] = ["/api/v1/auth/", "/api/v1/public/", "/api/v1/calendar/"];

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_in_without_signing_in() {
    let server = Server::start().await;
    let http = http();
    let document: Value = http.get(format!("{}/openapi.json", server.base)).send().await.unwrap().json().await.unwrap();
    let mut checked = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        if OPEN.iter().any(|open| path.starts_with(open)) {
            continue;
        }
        for method in item.as_object().unwrap().keys().filter(|key| ["get", "post", "put", "patch", "delete"].contains(&key.as_str())) {
            let url = format!("{}{}", server.base, path.replace("{kind}", "customers").replace(['{', '}'], ""));
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            for token in [None, Some("rubbish")] {
                let request = http.request(method.clone(), &url).header("content-type", "application/json").body("{}");
                let request = if let Some(token) = token { request.bearer_auth(token) } else { request };
                let status = request.send().await.unwrap().status().as_u16();
                assert_eq!(status, 401, "{method} {path} with {token:?}");
            }
            checked += 1;
        }
    }
    assert!(checked > 50, "only {checked} operations are in the document");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_sites_work_does_not_exist() {
    let server = Server::start().await;
    let (owner, faten) = (server.owner().await, server.sign_in("faten@garage.example").await);
    let sites = owner.read("/me").await["sites"].clone();
    let lac = sites.as_array().unwrap().iter().find(|site| site["code"] == "LAC").unwrap()["id"].as_str().unwrap().to_owned();
    let order = owner.read(&format!("/work-orders?site={lac}&limit=1")).await["items"][0]["id"].as_str().unwrap().to_owned();
    let invoice = owner.read(&format!("/invoices?site={lac}&limit=1")).await["items"][0]["id"].as_str().unwrap().to_owned();
    for path in [
        format!("/work-orders/{order}"),
        format!("/invoices/{invoice}"),
        format!("/invoices/{invoice}/pdf"),
        format!("/work-orders?site={lac}"),
    ] {
        assert_eq!(faten.get(&path).await.0, 404, "{path}");
    }
    for verb in ["start", "complete", "cancel", "reopen", "hand-over"] {
        let (status, _) = faten.post(&format!("/work-orders/{order}/{verb}"), json!({ "reason": "x" })).await;
        assert!([404, 422].contains(&status), "{verb}: {status}");
    }
    let shown = faten.read("/work-orders?limit=100").await;
    assert!(shown["items"].as_array().unwrap().iter().all(|row| row["site_id"] != json!(lac)));
}
