//! One search over requests, customers and vehicles.

use axum::http::Method;
use serde_json::{Value, json};

use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, with};

const LEAST_LETTERS: usize = 2;

pub fn routes() -> Vec<Route> {
    vec![
        Route::new(Family::Manager, "Search", Method::GET, "/api/v1/search/", "Requests, customers and vehicles by what is typed", |ask| {
            Box::pin(search(ask))
        })
        .asks(&["q", "limit"]),
    ]
}

async fn search(ask: Ask) -> Answer {
    let typed = ask.wanted("q").filter(|typed| typed.chars().count() >= LEAST_LETTERS);
    let Some(typed) = typed else {
        return Ok(Reply::ok(json!({ "service_requests": [], "customers": [], "vehicles": [] })));
    };
    let limit = ask.wanted("limit").and_then(|limit| limit.parse::<u64>().ok()).unwrap_or(5).clamp(5, 20).to_string();
    let found = ask.call(Call::get(with("/search", &[("q", Some(typed)), ("limit", Some(&limit))]))).await?;
    Ok(Reply::ok(json!({
        "service_requests": hits(&found["work_orders"], "service_request", "/work-orders/"),
        "customers": hits(&found["customers"], "customer", "/customers/"),
        "vehicles": hits(&found["vehicles"], "vehicle", "/vehicles/"),
    })))
}

fn hits(found: &Value, kind: &str, place: &str) -> Vec<Value> {
    let hit = |hit: &Value| {
        let mut shown = json!({
            "id": hit["id"], "type": kind, "title": hit["title"], "subtitle": hit["subtitle"],
            "url": format!("{place}{}", hit["id"].as_str().unwrap_or_default()),
        });
        if let Some(state) = hit["state"].as_str() {
            shown["status"] = json!(state);
        }
        shown
    };
    found.as_array().into_iter().flatten().map(hit).collect()
}
