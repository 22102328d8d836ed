//! Cars, and when the next service is due, as ECAR reckons it.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::cars::{self, read};
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, listed, or_null, text};

const ABOUT: &str = "Cars";
const FIELDS: &[&str] = &["customer_id*", "make*", "model*", "year*", "license_plate*", "vin", "fuel_type", "initial_mileage", "mileage"];
const FILTERS: &[&str] = &["search", "customer", "make", "model", "year", "license_plate", "fuel_type", "limit", "offset"];
const NAMES: [(&str, &str); 4] =
    [("owner_id", "customer_id"), ("plate", "license_plate"), ("fuel", "fuel_type"), ("odometer_km", "mileage")];
/// What is served without a plan of its own.
const SERVICE: &str = "Entretien";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/cars/", "Cars, the newest first", |ask| Box::pin(list(ask))).asks(FILTERS),
        route(Method::POST, "/api/cars/", "Adds a car", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/cars/{id}/", "One car", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/cars/{id}/", "Changes a car", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/cars/{id}/", "Changes parts of a car", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/cars/{id}/", "Puts a car away; its history stays", |ask| Box::pin(delete(ask))),
        route(Method::GET, "/api/cars/{id}/services/", "A car's services", |ask| Box::pin(services(ask))),
        route(Method::GET, "/api/cars/{id}/statistics/", "A car's figures", |ask| Box::pin(statistics(ask))),
        route(Method::GET, "/api/cars/{id}/service_history/", "What was done to a car", |ask| Box::pin(history(ask))),
        route(Method::GET, "/api/cars/{id}/mileage_history/", "A car's readings", |ask| Box::pin(readings(ask))),
        route(Method::GET, "/api/cars/{id}/next_service_prediction/", "When a car is due, and by what", |ask| Box::pin(prediction(ask))),
        route(Method::POST, "/api/cars/{id}/report_mileage/", "Notes a reading", |ask| Box::pin(report(ask))).takes(&["mileage*", "notes"]),
    ]
}

fn fuel(ours: &str) -> &str {
    if ours == "petrol" { "gasoline" } else { ours }
}

pub fn their_fuel(theirs: &str) -> &str {
    if theirs == "gasoline" { "petrol" } else { theirs }
}

/// In lists what is reckoned of the readings, and what was done last, is null: the car says it.
pub fn row(vehicle: &Value) -> Value {
    json!({
        "id": vehicle["id"], "customer": vehicle["owner"], "make": vehicle["make"], "model": vehicle["model"], "year": vehicle["year"],
        "license_plate": or_null(vehicle, "/plate/text"), "vin": vehicle["vin"], "fuel_type": vehicle["fuel"].as_str().map(fuel),
        "mileage": vehicle["odometer_km"], "next_service_date": vehicle["service_on"], "created_at": vehicle["created_at"],
        "average_daily_mileage": null, "next_service_mileage": null, "last_service_date": null, "last_service_mileage": null,
    })
}

async fn whole(ask: &Ask, vehicle: &Value) -> Result<Value, Reply> {
    let path = cars::path(text(vehicle, "/id"));
    let (care, history) =
        futures::try_join!(ask.call(Call::get(format!("{path}/care"))), ask.call(Call::get(format!("{path}/history?limit=1"))))?;
    let (mut shown, last) = (row(vehicle), &history["items"][0]);
    shown["average_daily_mileage"] = daily(&care);
    shown["next_service_mileage"] = soonest(&care).map_or(Value::Null, |item| item["due_at"].clone());
    shown["last_service_date"] = json!(text(last, "/completed_at").get(..10));
    shown["last_service_mileage"] = last["odometer_km"].clone();
    Ok(shown)
}

fn daily(care: &Value) -> Value {
    care["daily"]["thousandths"]
        .as_i64()
        .map_or(Value::Null, |thousandths| json!(rust_decimal::Decimal::new(thousandths, 3).normalize().to_string()))
}

/// What is due first, by date.
fn soonest(care: &Value) -> Option<&Value> {
    let due = care["items"].as_array()?.iter().filter(|item| item["due_on"].is_string());
    due.min_by_key(|item| text(item, "/due_on").to_owned())
}

async fn list(ask: Ask) -> Answer {
    let words = ["search", "license_plate", "model"].into_iter().find_map(|name| ask.wanted(name));
    let filters = [
        ("q", words),
        ("owner", ask.wanted_id("customer")),
        ("make", ask.wanted("make")),
        ("year", ask.wanted("year")),
        ("fuel", ask.wanted("fuel_type").map(their_fuel)),
    ];
    listed(&ask, Source::of("/vehicles", &filters), row).await
}

async fn get(ask: Ask) -> Answer {
    let vehicle = read(&ask, ask.id()).await?;
    Ok(Reply::ok(whole(&ask, &vehicle).await?))
}

fn said(ask: &Ask) -> Result<Map<String, Value>, Reply> {
    let mut body = Map::new();
    for (theirs, ours) in [("make", "make"), ("model", "model"), ("license_plate", "plate"), ("vin", "vin")] {
        if ask.has(theirs) {
            body.insert(ours.to_owned(), json!(ask.text(theirs)));
        }
    }
    if let Some(year) = ask.decimal("year", 0)? {
        body.insert("year".to_owned(), json!(year));
    }
    if let Some(told) = ask.text("fuel_type") {
        body.insert("fuel".to_owned(), json!(their_fuel(&told)));
    }
    Ok(body)
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["customer_id", "make", "model", "year", "license_plate"])?;
    let mut body = said(&ask)?;
    body.insert("owner_id".to_owned(), json!(ask.text("customer_id")));
    if let Some(km) = ask.amount("mileage", 0)?.or(ask.amount("initial_mileage", 0)?) {
        body.insert("odometer_km".to_owned(), json!(km));
    }
    let vehicle = ask.call(Call::post("/vehicles", Value::Object(body))).await?;
    Ok(Reply::created(whole(&ask, &vehicle).await?))
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let mut vehicle = read(&ask, ask.id()).await?;
    let body = said(&ask)?;
    if !body.is_empty() {
        vehicle = ask.call(Call::patch(cars::path(ask.id()), Value::Object(body))).await?;
    }
    if let Some(owner) = ask.text("customer_id") {
        vehicle = cars::owned_by(&ask, vehicle, &owner).await?;
    }
    if let Some(km) = ask.amount("mileage", 0)? {
        vehicle = cars::read_off(&ask, vehicle, km).await?;
    }
    Ok(Reply::ok(whole(&ask, &vehicle).await?))
}

async fn delete(ask: Ask) -> Answer {
    cars::archive(&ask, &read(&ask, ask.id()).await?).await
}

async fn report(ask: Ask) -> Answer {
    let ask = ask.naming(&[("km", "mileage")]);
    ask.require(&["mileage"])?;
    let vehicle = reported(&ask, ask.id()).await?;
    Ok(Reply::ok(whole(&ask, &vehicle).await?))
}

/// The car with the reading that the client says. A lower one than the last is refused, as it was; a repaired instrument is ECAR's own operation.
pub async fn reported(ask: &Ask, car: &str) -> Result<Value, Reply> {
    let km = ask.amount("mileage", 0)?.unwrap_or_default();
    let vehicle = read(ask, car).await?;
    if vehicle["odometer_km"].as_i64().is_some_and(|known| km < known) {
        return Err(Reply::field("mileage", "Le kilométrage ne peut pas diminuer."));
    }
    cars::read_off(ask, vehicle, km).await
}

async fn services(ask: Ask) -> Answer {
    read(&ask, ask.id()).await?;
    let rows = all(&ask, Source::uncounted("/work-orders", &[("vehicle", Some(ask.id()))])).await?;
    Ok(Reply::ok(rows.iter().map(super::services::row).collect()))
}

async fn history(ask: Ask) -> Answer {
    let rows = all(&ask, Source::uncounted(&format!("/vehicles/{}/history", ask.id()), &[])).await?;
    Ok(Reply::ok(rows.iter().map(|visit| visited(ask.id(), visit)).collect()))
}

/// A visit as the old service history had it.
pub fn visited(car: &str, visit: &Value) -> Value {
    json!({
        "id": visit["id"], "car": car, "service": visit["work_order_id"], "service_date": text(visit, "/completed_at").get(..10),
        "service_mileage": visit["odometer_km"], "description": visit["summary"],
    })
}

async fn readings(ask: Ask) -> Answer {
    let rows = all(&ask, Source::uncounted(&format!("/vehicles/{}/odometer", ask.id()), &[])).await?;
    Ok(Reply::ok(rows.iter().map(|reading| noted(ask.id(), reading)).collect()))
}

/// A reading as the old mileage updates had it.
pub fn noted(car: &str, reading: &Value) -> Value {
    json!({
        "id": reading["id"], "car": car, "mileage": reading["km"], "reported_date": reading["at"], "source": reading["source"],
        "notes": reading["reason"],
    })
}

async fn statistics(ask: Ask) -> Answer {
    let vehicle = read(&ask, ask.id()).await?;
    let visits = all(&ask, Source::uncounted(&format!("/vehicles/{}/history", ask.id()), &[])).await?;
    let paid: i64 = visits.iter().filter_map(|visit| visit["total"].as_i64()).sum();
    let places = crate::invoices::decimals(visits.first().map_or("TND", |visit| text(visit, "/currency")));
    Ok(Reply::ok(json!({
        "total_services": visits.len(), "total_amount_spent": crate::plumbing::money(&json!(paid), places),
        "last_service_date": visits.first().map(|visit| visit["completed_at"].clone()), "mileage": vehicle["odometer_km"],
    })))
}

async fn prediction(ask: Ask) -> Answer {
    let vehicle = read(&ask, ask.id()).await?;
    let care = ask.call(Call::get(format!("/vehicles/{}/care", ask.id()))).await?;
    let Some(item) = soonest(&care) else {
        return Ok(Reply::ok(json!({ "has_prediction": false, "average_daily_mileage": daily(&care) })));
    };
    let today = ask.clock.now().date_naive();
    let days = text(item, "/due_on").parse::<chrono::NaiveDate>().ok().map(|due| (due - today).num_days());
    let left = item["due_at"].as_i64().zip(vehicle["odometer_km"].as_i64()).map(|(due, now)| due - now);
    Ok(Reply::ok(json!({
        "has_prediction": true, "next_service_date": item["due_on"], "next_service_mileage": item["due_at"], "days_until_service": days,
        "mileage_until_service": left, "average_daily_mileage": daily(&care), "service_type": item["key"],
        "service_description": item["title"]["fr"].as_str().unwrap_or(SERVICE),
    })))
}
