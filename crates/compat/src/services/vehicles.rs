//! Vehicles by VIN.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::customers;
use crate::cars;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, listed, or_null, text, with};

const ABOUT: &str = "Vehicles";
const FIELDS: &[&str] =
    &["id", "registrationNumber*", "brand*", "model*", "year", "color", "mileage", "fuelType", "purchaseDate", "ownerId*"];
const NAMES: [(&str, &str); 6] = [
    ("plate", "registrationNumber"),
    ("make", "brand"),
    ("colour", "color"),
    ("odometer_km", "mileage"),
    ("fuel", "fuelType"),
    ("owner_id", "ownerId"),
];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Services, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/vehicles", "Vehicles", |ask| Box::pin(list(ask))).asks(&["limit", "offset"]),
        route(Method::POST, "/vehicles", "Registers a vehicle", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/vehicles/{id}", "One vehicle", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/vehicles/{id}", "Changes a vehicle", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/vehicles/{id}", "Changes a vehicle", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/vehicles/{id}", "Puts a vehicle away; its history stays", |ask| Box::pin(delete(ask))),
    ]
}

fn view(vehicle: &Value) -> Value {
    json!({
        "id": vehicle["id"], "vin": vehicle["vin"], "registrationNumber": or_null(vehicle, "/plate/text"), "brand": vehicle["make"],
        "model": vehicle["model"], "year": vehicle["year"], "color": vehicle["colour"], "mileage": vehicle["odometer_km"],
        "fuelType": vehicle["fuel"], "purchaseDate": vehicle["first_registered_on"], "ownerId": or_null(vehicle, "/owner/id"),
        "status": if vehicle["archived"] == true { "inactive" } else { "active" },
    })
}

/// By ECAR's id or by the VIN.
pub async fn found(ask: &Ask, key: &str) -> Result<Value, Reply> {
    if uuid::Uuid::parse_str(key).is_ok() {
        return cars::read(ask, key).await;
    }
    let found = ask.call(Call::get(with("/vehicles", &[("q", Some(key)), ("limit", Some("10"))]))).await?;
    let own = found["items"].as_array().and_then(|items| items.iter().find(|it| text(it, "/vin").eq_ignore_ascii_case(key)));
    own.cloned().ok_or_else(|| Reply::not_found(ask.family))
}

fn said(ask: &Ask) -> Result<Map<String, Value>, Reply> {
    let fields = [
        ("registrationNumber", "plate"),
        ("brand", "make"),
        ("model", "model"),
        ("color", "colour"),
        ("fuelType", "fuel"),
        ("purchaseDate", "first_registered_on"),
    ];
    let told = fields.into_iter().filter(|(theirs, _)| ask.has(theirs));
    let mut body: Map<_, _> =
        told.map(|(theirs, ours)| (ours.to_owned(), json!(ask.text(theirs).map(|said| plain(ours, &said))))).collect();
    if let Some(year) = ask.decimal("year", 0)? {
        body.insert("year".to_owned(), json!(year));
    }
    Ok(body)
}

/// Fuels by ECAR's names, and days without their time.
fn plain(field: &str, said: &str) -> String {
    match (field, said.to_lowercase().as_str()) {
        ("fuel", "gasoline" | "essence") => "petrol".to_owned(),
        ("fuel", other) => other.to_owned(),
        ("first_registered_on", _) => said.chars().take(10).collect(),
        _ => said.to_owned(),
    }
}

async fn list(ask: Ask) -> Answer {
    listed(&ask, Source::uncounted("/vehicles", &[]), view).await
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&found(&ask, ask.id()).await?)))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["registrationNumber", "brand", "model", "ownerId"])?;
    let mut body = said(&ask)?;
    let named = ask.text("ownerId").unwrap_or_default();
    let Ok(owner) = customers::found(&ask, &named).await else { return Err(crate::garage::unknown("ownerId", &named)) };
    body.insert("owner_id".to_owned(), owner["id"].clone());
    if let Some(vin) = ["vin", "id"].into_iter().find_map(|name| ask.text(name)) {
        body.insert("vin".to_owned(), json!(vin));
    }
    if let Some(km) = ask.amount("mileage", 0)? {
        body.insert("odometer_km".to_owned(), json!(km));
    }
    Ok(Reply::created(view(&ask.call(Call::post("/vehicles", Value::Object(body))).await?)))
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let mut vehicle = found(&ask, ask.id()).await?;
    let (path, body) = (cars::path(text(&vehicle, "/id")), said(&ask)?);
    if !body.is_empty() {
        vehicle = ask.call(Call::patch(path, Value::Object(body))).await?;
    }
    if let Some(km) = ask.amount("mileage", 0)? {
        vehicle = cars::read_off(&ask, vehicle, km).await?;
    }
    if let Some(named) = ask.text("ownerId") {
        let owner = customers::found(&ask, &named).await?;
        vehicle = cars::owned_by(&ask, vehicle, text(&owner, "/id")).await?;
    }
    Ok(Reply::ok(view(&vehicle)))
}

async fn delete(ask: Ask) -> Answer {
    cars::archive(&ask, &found(&ask, ask.id()).await?).await
}
