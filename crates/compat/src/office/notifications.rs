//! What one is told in the app: ECAR's news.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, listed, page_of, text};

const ABOUT: &str = "Notifications";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/notifications/", "What one was told", |ask| Box::pin(list(ask))).asks(&[
            "is_read",
            "notification_type",
            "limit",
            "offset",
        ]),
        route(Method::POST, "/api/notifications/mark_all_read/", "All of it was read", |ask| Box::pin(mark_all(ask))),
        route(Method::PATCH, "/api/notifications/mark_all_read/", "All of it was read", |ask| Box::pin(mark_all(ask))),
        route(Method::GET, "/api/notifications/{id}/", "One of them", |ask| Box::pin(get(ask))),
        route(Method::PATCH, "/api/notifications/{id}/mark_read/", "It and what came before was read", |ask| Box::pin(mark(ask))),
        route(Method::POST, "/api/notifications/{id}/mark_read/", "It and what came before was read", |ask| Box::pin(mark(ask))),
    ]
}

fn view(news: &Value) -> Value {
    json!({
        "id": news["id"], "title": news["kind"], "message": news["text"], "is_read": news["is_new"] != true, "notification_type": kind(text(news, "/kind")),
        "service": news["work_order_id"], "created_at": news["at"],
    })
}

fn kind(ours: &str) -> &'static str {
    if ours.contains("estimate") || ours.contains("part") || ours.contains("promise") { "service_update" } else { "general" }
}

async fn list(ask: Ask) -> Answer {
    let (read, about) = (ask.wanted("is_read").map(str::to_lowercase), ask.wanted("notification_type"));
    if read.is_none() && about.is_none() {
        return listed(&ask, Source::uncounted("/news", &[]), view).await;
    }
    let mut rows: Vec<_> = all(&ask, Source::uncounted("/news", &[])).await?.iter().map(view).collect();
    rows.retain(|row| {
        let is_read = if row["is_read"] == true { ["true", "1"] } else { ["false", "0"] };
        read.as_deref().is_none_or(|wanted| is_read.contains(&wanted)) && about.is_none_or(|about| row["notification_type"] == about)
    });
    page_of(&ask, &rows, Clone::clone)
}

async fn found(ask: &Ask) -> Result<Value, Reply> {
    let news = all(ask, Source::uncounted("/news", &[])).await?;
    news.into_iter().find(|it| text(it, "/id") == ask.id()).ok_or_else(|| Reply::not_found(ask.family))
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&found(&ask).await?)))
}

async fn mark(ask: Ask) -> Answer {
    found(&ask).await?;
    ask.call(Call::post("/news/seen", json!({ "until": ask.id() }))).await?;
    Ok(Reply::ok(view(&found(&ask).await?)))
}

async fn mark_all(ask: Ask) -> Answer {
    let newest = ask.call(Call::get("/news?limit=1")).await?;
    if let Some(news) = newest["items"].as_array().and_then(|items| items.first()) {
        ask.call(Call::post("/news/seen", json!({ "until": news["id"] }))).await?;
    }
    Ok(Reply::new(StatusCode::OK, json!({ "status": "success" })))
}
