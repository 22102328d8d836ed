//! Schedules: appointments of a vehicle. Each change is told to its customer by ECAR itself.

use axum::http::Method;
use serde_json::{Value, json};

use super::vehicles;
use crate::bookings::{booked_service, cancelled};
use crate::garage::Garage;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, listed, or_null, text};

const ABOUT: &str = "Schedules";
const FIELDS: &[&str] = &["vehicleId*", "startTime*", "endTime", "description", "serviceType", "siteId"];
const NAMES: [(&str, &str); 4] = [("vehicle_id", "vehicleId"), ("start", "startTime"), ("minutes", "endTime"), ("concern", "description")];
const USUAL_MINUTES: i64 = 60;

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Services, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/schedules", "Appointments", |ask| Box::pin(list(ask))).asks(&["limit", "offset"]),
        route(Method::POST, "/schedules", "Books an appointment", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/schedules/{id}", "One appointment", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/schedules/{id}", "Moves an appointment", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/schedules/{id}", "Moves an appointment", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/schedules/{id}", "Gives an appointment up", |ask| Box::pin(delete(ask))),
        route(Method::PATCH, "/schedules/{id}/notify", "Brings it to a status, which its customer is told", |ask| Box::pin(notify(ask)))
            .takes(&["status*"]),
    ]
}

fn view(appointment: &Value) -> Value {
    json!({
        "id": appointment["id"], "vehicleId": or_null(appointment, "/vehicle_id"), "customerId": or_null(appointment, "/customer_id"),
        "startTime": appointment["start"], "endTime": appointment["end"], "description": appointment["concern"],
        "status": appointment["state"], "siteId": appointment["site_id"], "jobId": or_null(appointment, "/work_order_id"),
    })
}

async fn list(ask: Ask) -> Answer {
    listed(&ask, Source::uncounted("/appointments", &[("sort", Some("-start"))]), view).await
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&ask.call(Call::get(format!("/appointments/{}", ask.id()))).await?)))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["vehicleId", "startTime"])?;
    let garage = Garage::of(&ask).await?;
    let site = garage.chosen_or_first(&ask, "siteId", "siteId")?;
    let named = ask.text("vehicleId").unwrap_or_default();
    let Ok(vehicle) = vehicles::found(&ask, &named).await else { return Err(crate::garage::unknown("vehicleId", &named)) };
    let start = ask.text("startTime").unwrap_or_default();
    let service = booked_service(&ask, &site, "serviceType").await?;
    let body = json!({
        "site_id": site, "customer_id": vehicle["owner"]["id"], "vehicle_id": vehicle["id"], "service_ids": [service], "start": start,
        "minutes": minutes(&ask, &start)?, "concern": ask.text("description").or_else(|| ask.text("serviceType")),
    });
    Ok(Reply::created(view(&ask.call(Call::post("/appointments", body)).await?)))
}

fn minutes(ask: &Ask, start: &str) -> Result<i64, Reply> {
    let Some(end) = ask.text("endTime") else { return Ok(USUAL_MINUTES) };
    let moment = |text: &str| chrono::DateTime::parse_from_rfc3339(text);
    let wrong = |_| Reply::field("endTime", "Enter a valid date and time.");
    let (start, end) =
        (moment(start).map_err(|_| Reply::field("startTime", "Enter a valid date and time."))?, moment(&end).map_err(wrong)?);
    Ok((end - start).num_minutes())
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let path = format!("/appointments/{}", ask.id());
    let mut appointment = ask.call(Call::get(path.clone())).await?;
    if ask.has("description") {
        appointment = ask.call(Call::patch(path.clone(), json!({ "concern": ask.text("description") }))).await?;
    }
    if let Some(start) = ask.text("startTime") {
        appointment = ask.call(Call::post(format!("{path}/reschedule"), json!({ "start": start }))).await?;
    }
    Ok(Reply::ok(view(&appointment)))
}

async fn delete(ask: Ask) -> Answer {
    cancelled(&ask, ask.id()).await?;
    Ok(Reply::gone())
}

async fn notify(ask: Ask) -> Answer {
    ask.require(&["status"])?;
    let path = format!("/appointments/{}", ask.id());
    let before = ask.call(Call::get(path.clone())).await?;
    let wanted = ask.text("status").unwrap_or_default().to_lowercase();
    let after = match wanted.as_str() {
        said if said == text(&before, "/state") => before,
        "confirmed" | "scheduled" => ask.call(Call::post(format!("{path}/confirm"), json!({}))).await?,
        "arrived" | "in_progress" => ask.call(Call::post(format!("{path}/arrive"), json!({}))).await?,
        "cancelled" => cancelled(&ask, ask.id()).await?,
        "no_show" => ask.call(Call::post(format!("{path}/no-show"), json!({}))).await?,
        "completed" => return done(&ask, &before).await,
        _ => return Err(ask.no_choice("status", &wanted)),
    };
    Ok(Reply::ok(view(&after)))
}

/// The appointment is over when its work order is: that is completed, and its invoice issued with the order's own total.
async fn done(ask: &Ask, appointment: &Value) -> Answer {
    let Some(order) = appointment["work_order_id"].as_str() else {
        return Err(Reply::field("status", "The car has not arrived: there is no job to complete."));
    };
    crate::orders::complete(ask, order, crate::orders::Completion::default()).await?;
    Ok(Reply::ok(view(&ask.call(Call::get(format!("/appointments/{}", ask.id()))).await?)))
}
