//! Mechanics are ECAR's technicians: people who may sign in, so a new one needs an address to be invited at.

use axum::http::Method;
use serde_json::{Value, json};

use crate::garage::{Garage, unknown};
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, listed, or_null};

const ABOUT: &str = "Mechanics";
const FIELDS: &[&str] = &["name*", "email*", "site*", "phone_number"];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/v1/mechanic/", "Technicians by name", |ask| Box::pin(list(ask))).asks(&["page", "page_size"]),
        route(Method::POST, "/api/v1/mechanic/", "Invites a technician", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/mechanic/{id}/", "One technician", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/v1/mechanic/{id}/", "Changes a technician", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/mechanic/{id}/", "Changes parts of a technician", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/v1/mechanic/{id}/", "Ends a technician's access", |ask| Box::pin(delete(ask))),
    ]
}

fn view(user: &Value) -> Value {
    json!({ "id": user["id"], "name": user["name"], "phone_number": "", "email": user["email"], "site": or_null(user, "/sites/0/site_id") })
}

async fn list(ask: Ask) -> Answer {
    listed(&ask, Source::short("/users", &[("role", Some("technician")), ("state", Some("active"))]), view).await
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&ask.call(Call::get(format!("/users/{}", ask.id()))).await?)))
}

async fn create(ask: Ask) -> Answer {
    ask.require(&["name", "email"])?;
    let site = Garage::of(&ask).await?.chosen(&ask, "site")?;
    let body = json!({
        "email": ask.text("email"), "name": ask.text("name"), "language": "en", "sites": [{ "site_id": site, "role": "technician" }],
    });
    Ok(Reply::created(view(&ask.call(Call::post("/users/invitations", body)).await?["user"])))
}

async fn update(ask: Ask) -> Answer {
    let path = format!("/users/{}", ask.id());
    let Some(name) = ask.text("name") else { return get(ask).await };
    if let Some(site) = ask.text("site").filter(|site| uuid::Uuid::parse_str(site).is_err()) {
        return Err(unknown("site", &site));
    }
    Ok(Reply::ok(view(&ask.call(Call::patch(path, json!({ "name": name }))).await?)))
}

async fn delete(ask: Ask) -> Answer {
    ask.call(Call::post(format!("/users/{}/disable", ask.id()), json!({}))).await?;
    Ok(Reply::gone())
}
