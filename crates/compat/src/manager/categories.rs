//! Service categories: what a site offers, by the skill that it takes.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::{Value, json};

use crate::bookings::services;
use crate::garage::Garage;
use crate::plumbing::{Answer, Ask, Family, Reply, Route, text};

/// What takes no skill of its own.
const GENERAL: &str = "General maintenance";

pub fn routes() -> Vec<Route> {
    vec![
        Route::new(
            Family::Manager,
            "Service categories",
            Method::GET,
            "/api/v1/service-categories/",
            "What a site offers, by category",
            |ask| Box::pin(list(ask)),
        )
        .asks(&["site_id"]),
    ]
}

async fn list(ask: Ask) -> Answer {
    let garage = Garage::of(&ask).await?;
    let site = garage.wanted(&ask, "site_id")?;
    let mut categories: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for service in services(&ask, text(site, "/id")).await? {
        let name = ["/names/en", "/names/fr"].into_iter().map(|place| text(&service, place)).find(|name| !name.is_empty());
        let category = service["skill"].as_str().map_or_else(|| GENERAL.to_owned(), |skill| skill.replace('_', " "));
        categories.entry(category).or_default().push(json!({ "id": service["id"], "name": name }));
    }
    Ok(Reply::ok(categories.into_iter().map(|(name, types)| json!({ "id": name, "name": name, "service_types": types })).collect()))
}
