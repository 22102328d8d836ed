//! Who changed what: the last hundred entries, with who it was.

use axum::http::Method;
use serde_json::{Value, json};

use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route};

pub fn routes() -> Vec<Route> {
    vec![Route::new(Family::Manager, "Audit", Method::GET, "/api/v1/audit/", "Who changed what lately", |ask| Box::pin(list(ask)))]
}

async fn list(ask: Ask) -> Answer {
    let found = ask.call(Call::get("/audit?limit=100")).await?;
    let entry = |entry: &Value| {
        json!({
            "id": entry["id"], "action": entry["action"], "model_label": entry["entity"], "object_id": entry["entity_id"],
            "object_repr": entry["label"], "changes": entry["changes"], "user": entry["actor_name"], "created_at": entry["at"],
        })
    };
    let results: Vec<_> = found["items"].as_array().into_iter().flatten().map(entry).collect();
    Ok(Reply::ok(json!({ "results": results })))
}
