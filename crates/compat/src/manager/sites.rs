//! Sites. A new one takes its country, currency and time zone from the first.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::garage::Garage;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, listed};

const ABOUT: &str = "Sites";
const FIELDS: &[&str] = &["name*", "location*", "contact_number*"];
const NAMES: [(&str, &str); 2] = [("address", "location"), ("phone", "contact_number")];
const LONGEST_CODE: usize = 3;

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/v1/sites/", "Sites", |ask| Box::pin(list(ask))).asks(&["page", "page_size"]),
        route(Method::POST, "/api/v1/sites/", "Opens a site", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/sites/{id}/", "One site", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/v1/sites/{id}/", "Changes a site", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/sites/{id}/", "Changes parts of a site", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/v1/sites/{id}/", "Closes a site; its documents stay", |ask| Box::pin(delete(ask))),
    ]
}

fn view(site: &Value) -> Value {
    json!({ "id": site["id"], "name": site["name"], "location": site["address"], "contact_number": site["phone"], "manager": null })
}

async fn list(ask: Ask) -> Answer {
    listed(&ask, Source::short("/sites", &[]), view).await
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&ask.call(Call::get(format!("/sites/{}", ask.id()))).await?)))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["name", "location", "contact_number"])?;
    let garage = Garage::of(&ask).await?;
    let like =
        garage.sites.first().ok_or_else(|| Reply::detail(StatusCode::FORBIDDEN, "You do not have permission to perform this action."))?;
    let name = ask.text("name").unwrap_or_default();
    let code = free_code(&garage, &name);
    let body = json!({
        "code": code, "name": name, "country": like["country"], "currency": like["currency"], "time_zone": like["time_zone"],
        "vat_rate": like["vat_rate"], "address": ask.text("location"), "phone": ask.text("contact_number"),
    });
    Ok(Reply::created(view(&ask.call(Call::post("/sites", body)).await?)))
}

/// Three letters of the name; a number at the end where they are another site's.
fn free_code(garage: &Garage, name: &str) -> String {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).take(LONGEST_CODE).collect::<String>().to_ascii_uppercase();
    let letters = if letters.is_empty() { "S".to_owned() } else { letters };
    let is_taken = |code: &str| garage.sites.iter().any(|site| site["code"] == code);
    if !is_taken(&letters) {
        return letters;
    }
    let stem = letters.get(..letters.len().min(2)).unwrap_or("S");
    (2..100).map(|number| format!("{stem}{number}")).find(|code| !is_taken(code)).unwrap_or(letters)
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let mut body = Map::new();
    for (theirs, ours) in [("name", "name"), ("location", "address"), ("contact_number", "phone")] {
        if let Some(said) = ask.text(theirs) {
            body.insert(ours.to_owned(), json!(said));
        }
    }
    Ok(Reply::ok(view(&ask.call(Call::patch(format!("/sites/{}", ask.id()), Value::Object(body))).await?)))
}

async fn delete(ask: Ask) -> Answer {
    ask.call(Call::post(format!("/sites/{}/close", ask.id()), json!({}))).await?;
    Ok(Reply::gone())
}
