//! Readings, intervals and history, which the prediction stands on.

use axum::http::Method;
use serde_json::{Value, json};

use super::cars::{noted, reported, visited};
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, listed, page_of, with};

const ABOUT: &str = "Prediction";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/mileage-updates/", "The readings of a car", |ask| Box::pin(readings(ask)))
            .asks(&["car*", "limit", "offset"]),
        route(Method::POST, "/api/mileage-updates/", "Notes a reading", |ask| Box::pin(note(ask))).takes(&["car*", "mileage*", "notes"]),
        route(Method::GET, "/api/service-history/", "What was done to a car", |ask| Box::pin(history(ask)))
            .asks(&["car*", "limit", "offset"]),
        route(Method::GET, "/api/service-intervals/for_vehicle/", "After how much a make and model is served", |ask| {
            Box::pin(intervals(ask))
        })
        .asks(&["make", "model"]),
        route(Method::GET, "/api/service-intervals/", "After how much a car is served", |ask| Box::pin(intervals_of(ask)))
            .asks(&["car", "make", "model", "limit", "offset"]),
    ]
}

fn car(ask: &Ask) -> Result<String, Reply> {
    let named = ask.wanted_id("car").map(ToOwned::to_owned).or_else(|| ask.text("car")).or_else(|| ask.text("car_id"));
    named.ok_or_else(|| Reply::field("car", "Ce champ est obligatoire."))
}

async fn readings(ask: Ask) -> Answer {
    let car = car(&ask)?;
    listed(&ask, Source::uncounted(&format!("/vehicles/{car}/odometer"), &[]), |reading| noted(&car, reading)).await
}

async fn note(ask: Ask) -> Answer {
    let ask = ask.naming(&[("km", "mileage")]);
    let car = car(&ask)?;
    ask.require(&["mileage"])?;
    reported(&ask, &car).await?;
    let last = ask.call(Call::get(format!("/vehicles/{car}/odometer?limit=1"))).await?;
    Ok(Reply::created(noted(&car, &last["items"][0])))
}

async fn history(ask: Ask) -> Answer {
    let car = car(&ask)?;
    listed(&ask, Source::uncounted(&format!("/vehicles/{car}/history"), &[]), |visit| visited(&car, visit)).await
}

async fn intervals(ask: Ask) -> Answer {
    Ok(Reply::ok(kept(&ask).await?.into()))
}

async fn intervals_of(ask: Ask) -> Answer {
    page_of(&ask, &kept(&ask).await?, Clone::clone)
}

/// Of the car that is named, or one of that make and model: ECAR keeps what is due after how much with each vehicle.
async fn kept(ask: &Ask) -> Result<Vec<Value>, Reply> {
    if let Some(car) = ask.wanted_id("car") {
        return of_vehicle(ask, &crate::cars::read(ask, car).await?).await;
    }
    let found =
        ask.call(Call::get(with("/vehicles", &[("make", ask.wanted("make")), ("q", ask.wanted("model")), ("limit", Some("1"))]))).await?;
    match found["items"].as_array().and_then(|items| items.first()) {
        Some(vehicle) => of_vehicle(ask, vehicle).await,
        None => Ok(vec![]),
    }
}

async fn of_vehicle(ask: &Ask, vehicle: &Value) -> Result<Vec<Value>, Reply> {
    let care = ask.call(Call::get(format!("/vehicles/{}/care", vehicle["id"].as_str().unwrap_or_default()))).await?;
    let interval = |item: &Value| {
        json!({
            "id": item["key"], "make": vehicle["make"], "model": vehicle["model"], "service_type": item["key"],
            "interval_mileage": item["distance"], "interval_months": item["months"], "description": item["title"]["fr"],
        })
    };
    Ok(care["items"].as_array().into_iter().flatten().map(interval).collect())
}
