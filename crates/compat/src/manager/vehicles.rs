//! Vehicles. ECAR's belong to the group and not to a site; when the next service is due it works out by itself.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::cars;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, listed, or_null, text};

const ABOUT: &str = "Vehicles";
const FIELDS: &[&str] = &["customer*", "make*", "model*", "year*", "license_plate*", "site", "service_interval_days"];
const NAMES: [(&str, &str); 2] = [("owner_id", "customer"), ("plate", "license_plate")];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/v1/vehicle/", "Vehicles, the newest first", |ask| Box::pin(list(ask))).asks(&["page", "page_size"]),
        route(Method::POST, "/api/v1/vehicle/", "Adds a vehicle", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/vehicle/{id}/", "One vehicle", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/v1/vehicle/{id}/", "Changes a vehicle", |ask| Box::pin(replace(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/vehicle/{id}/", "Changes parts of a vehicle", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/v1/vehicle/{id}/", "Puts a vehicle away; its history stays", |ask| Box::pin(delete(ask))),
    ]
}

/// How often a vehicle is looked at, for one that ECAR reckons nothing of.
const USUAL_INTERVAL: i64 = 180;

/// In lists it is null when it was serviced last: the vehicle says it.
fn view(vehicle: &Value) -> Value {
    json!({
        "id": vehicle["id"], "customer": or_null(vehicle, "/owner/id"), "make": vehicle["make"], "model": vehicle["model"],
        "year": vehicle["year"], "license_plate": or_null(vehicle, "/plate/text"), "site": null,
        "next_service": vehicle["service_on"], "last_serviced": null, "service_interval_days": null, "last_reminder_sent": null,
    })
}

async fn whole(ask: &Ask, vehicle: &Value) -> Result<Value, Reply> {
    let id = text(vehicle, "/id");
    let (history, reminders, care) = futures::try_join!(
        ask.call(Call::get(format!("/vehicles/{id}/history?limit=1"))),
        ask.call(Call::get(format!("/vehicle-reminders/{id}?limit=1"))),
        ask.call(Call::get(format!("/vehicles/{id}/care"))),
    )?;
    let day = |moment: &str| moment.get(..10).map_or(Value::Null, |day| json!(day));
    let mut shown = view(vehicle);
    shown["last_serviced"] = day(text(&history, "/items/0/completed_at"));
    shown["service_interval_days"] = json!(most_often(&care).map_or(USUAL_INTERVAL, |(_, months)| days(months)));
    shown["last_reminder_sent"] = day(text(&reminders, "/items/0/at"));
    Ok(shown)
}

/// What is done most often, and after how many months.
fn most_often(care: &Value) -> Option<(&Value, i64)> {
    let items = care["items"].as_array()?.iter().filter(|item| item["is_off"] != true);
    items.filter_map(|item| item["months"].as_i64().map(|months| (item, months))).min_by_key(|(_, months)| *months)
}

fn days(months: i64) -> i64 {
    months * 365 / 12
}

/// The nearest number of months: ECAR counts in those.
fn months(days: i64) -> i64 {
    ((days * 12 + 182) / 365).max(1)
}

/// With the interval that the client says, where it is another: of what is done most often, all else of which stays.
async fn looked_at(ask: &Ask, vehicle: &str) -> Result<(), Reply> {
    let Some(told) = ask.amount("service_interval_days", 0)?.filter(|told| *told > 0) else { return Ok(()) };
    let care = ask.call(Call::get(format!("/vehicles/{vehicle}/care"))).await?;
    let Some((item, _)) = most_often(&care).filter(|(_, known)| *known != months(told)) else { return Ok(()) };
    let mut body = json!({ "months": months(told) });
    // What is left out is as the plan has it, or not known.
    if item["is_own"] == true {
        body[if text(&care, "/unit") == "h" { "hours" } else { "km" }] = item["distance"].clone();
    }
    if item["is_assumed"] != true {
        (body["done_on"], body["done_at"]) = (item["done_on"].clone(), item["done_at"].clone());
    }
    ask.call(Call::put(format!("/vehicles/{vehicle}/care/{}", text(item, "/key")), body)).await.map(drop)
}

async fn list(ask: Ask) -> Answer {
    listed(&ask, Source::of("/vehicles", &[]), view).await
}

async fn get(ask: Ask) -> Answer {
    let vehicle = cars::read(&ask, ask.id()).await?;
    Ok(Reply::ok(whole(&ask, &vehicle).await?))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["customer", "make", "model", "year", "license_plate"])?;
    let mut body = said(&ask)?;
    body.insert("owner_id".to_owned(), json!(ask.text("customer")));
    match ask.tried(Call::post("/vehicles", Value::Object(body))).await? {
        Ok(vehicle) => {
            looked_at(&ask, text(&vehicle, "/id")).await?;
            Ok(Reply::created(whole(&ask, &vehicle).await?))
        }
        Err(problem) => Err(refusal(&ask, &problem)),
    }
}

fn refusal(ask: &Ask, problem: &kernel::Problem) -> Reply {
    if problem.errors.iter().any(|fault| fault.pointer == "/plate" && fault.code.contains("taken")) || problem.code.contains("plate-taken")
    {
        return Reply::field("license_plate", "This license plate already exists.");
    }
    ask.refusal(problem)
}

fn said(ask: &Ask) -> Result<Map<String, Value>, Reply> {
    let mut body = Map::new();
    for (theirs, ours) in [("make", "make"), ("model", "model"), ("license_plate", "plate")] {
        if ask.has(theirs) {
            body.insert(ours.to_owned(), json!(ask.text(theirs)));
        }
    }
    if let Some(year) = ask.decimal("year", 0)? {
        body.insert("year".to_owned(), json!(year));
    }
    Ok(body)
}

async fn replace(ask: Ask) -> Answer {
    ask.require(&["customer", "make", "model", "year", "license_plate"])?;
    update(ask).await
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let mut vehicle = cars::read(&ask, ask.id()).await?;
    let body = said(&ask)?;
    if !body.is_empty() {
        vehicle = match ask.tried(Call::patch(cars::path(ask.id()), Value::Object(body))).await? {
            Ok(vehicle) => vehicle,
            Err(problem) => return Err(refusal(&ask, &problem)),
        };
    }
    if let Some(owner) = ask.text("customer") {
        vehicle = cars::owned_by(&ask, vehicle, &owner).await?;
    }
    looked_at(&ask, ask.id()).await?;
    Ok(Reply::ok(whole(&ask, &vehicle).await?))
}

async fn delete(ask: Ask) -> Answer {
    cars::archive(&ask, &cars::read(&ask, ask.id()).await?).await
}
