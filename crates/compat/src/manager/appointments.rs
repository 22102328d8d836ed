//! Appointments of the workshop manager's first version: a day and a time at the site's own clock. ECAR refuses what overlaps.

use axum::http::Method;
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::bookings::{booked_service, cancelled};
use crate::garage::Garage;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, listed, or_null, text};

const ABOUT: &str = "Appointments";
const FIELDS: &[&str] =
    &["customer*", "vehicle*", "site*", "mechanic", "scheduled_date*", "scheduled_time*", "duration_minutes", "status", "notes"];
const FILTERS: &[&str] = &["site_id", "mechanic_id", "page", "page_size"];
const NAMES: [(&str, &str); 5] = [
    ("customer_id", "customer"),
    ("vehicle_id", "vehicle"),
    ("start", "scheduled_time"),
    ("minutes", "duration_minutes"),
    ("resource_ids", "mechanic"),
];
const USUAL_MINUTES: i64 = 60;

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/v1/appointments/", "Appointments, the latest first", |ask| Box::pin(list(ask))).asks(FILTERS),
        route(Method::POST, "/api/v1/appointments/", "Books an appointment", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/appointments/availability/", "When a mechanic is taken on a day", |ask| Box::pin(busy(ask))).asks(&[
            "mechanic_id*",
            "date*",
            "site_id",
        ]),
        route(Method::GET, "/api/v1/appointments/{id}/", "One appointment", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/v1/appointments/{id}/", "Moves an appointment", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/appointments/{id}/", "Moves an appointment, or brings it to a status", |ask| Box::pin(update(ask)))
            .takes(FIELDS),
        route(Method::DELETE, "/api/v1/appointments/{id}/", "Gives an appointment up", |ask| Box::pin(delete(ask))),
    ]
}

fn status(state: &str) -> &'static str {
    match state {
        "confirmed" => "confirmed",
        "arrived" | "converted" => "in_progress",
        "cancelled" => "cancelled",
        "no_show" => "no_show",
        _ => "scheduled",
    }
}

fn zone_of(site: Option<&Value>) -> Tz {
    site.and_then(|site| text(site, "/time_zone").parse().ok()).unwrap_or(Tz::UTC)
}

fn view(appointment: &Value, garage: &Garage) -> Value {
    let zone = zone_of(garage.find(text(appointment, "/site_id")));
    let start = text(appointment, "/start").parse::<DateTime<Utc>>().ok().map(|start| start.with_timezone(&zone));
    json!({
        "id": appointment["id"], "display_number": appointment["number"], "customer": or_null(appointment, "/customer_id"),
        "vehicle": or_null(appointment, "/vehicle_id"), "site": appointment["site_id"], "mechanic": or_null(appointment, "/technician_id"),
        "scheduled_date": start.map(|start| start.format("%Y-%m-%d").to_string()), "scheduled_time": start.map(|start| start.format("%H:%M:%S").to_string()),
        "duration_minutes": appointment["minutes"], "status": status(text(appointment, "/state")), "notes": or_null(appointment, "/concern"),
        "service_request": or_null(appointment, "/work_order_id"),
        "customer_detail": { "id": or_null(appointment, "/customer_id"), "name": appointment["customer_name"] },
        "vehicle_detail": { "id": or_null(appointment, "/vehicle_id"), "license_plate": or_null(appointment, "/plate"), "name": or_null(appointment, "/vehicle_label") },
        "site_detail": { "id": appointment["site_id"], "name": garage.name(text(appointment, "/site_id")) },
        "mechanic_detail": { "id": or_null(appointment, "/technician_id") },
    })
}

async fn list(ask: Ask) -> Answer {
    let garage = Garage::of(&ask).await?;
    let filters = [("site", ask.wanted_id("site_id")), ("technician", ask.wanted_id("mechanic_id")), ("sort", Some("-start"))];
    let appointments = Source::uncounted("/appointments", &filters);
    if ask.wanted("page").is_some() || ask.wanted("page_size").is_some() {
        return listed(&ask, appointments, |appointment| view(appointment, &garage)).await;
    }
    // The version that had them knew no pages.
    Ok(Reply::ok(all(&ask, appointments).await?.iter().map(|appointment| view(appointment, &garage)).collect()))
}

async fn get(ask: Ask) -> Answer {
    let garage = Garage::of(&ask).await?;
    Ok(Reply::ok(view(&ask.call(Call::get(format!("/appointments/{}", ask.id()))).await?, &garage)))
}

/// The instant that a day and a time are at the site.
fn start(ask: &Ask, zone: Tz) -> Result<DateTime<Utc>, Reply> {
    let wrong = |field: &str| Reply::field(field, "Enter a valid date or time.");
    let day: NaiveDate = ask.text("scheduled_date").unwrap_or_default().parse().map_err(|_| wrong("scheduled_date"))?;
    let told = ask.text("scheduled_time").unwrap_or_default();
    let time = NaiveTime::parse_from_str(&told, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(&told, "%H:%M"));
    let at = NaiveDateTime::new(day, time.map_err(|_| wrong("scheduled_time"))?);
    // In the night in which clocks are put forward an hour is missing.
    zone.from_local_datetime(&at).earliest().map(|at| at.to_utc()).ok_or_else(|| wrong("scheduled_time"))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["customer", "vehicle", "scheduled_date", "scheduled_time"])?;
    let garage = Garage::of(&ask).await?;
    let site = garage.chosen(&ask, "site")?;
    let start = start(&ask, zone_of(garage.find(&site)))?;
    let service = booked_service(&ask, &site, "service_type").await?;
    let body = json!({
        "site_id": site, "customer_id": ask.text("customer"), "vehicle_id": ask.text("vehicle"), "service_ids": [service], "start": start,
        "minutes": ask.amount("duration_minutes", 0)?.unwrap_or(USUAL_MINUTES), "concern": ask.text("notes"),
    });
    Ok(Reply::created(view(&ask.call(Call::post("/appointments", body)).await?, &garage)))
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let garage = Garage::of(&ask).await?;
    let path = format!("/appointments/{}", ask.id());
    let mut appointment = ask.call(Call::get(path.clone())).await?;
    if ask.has("notes") {
        appointment = ask.call(Call::patch(path.clone(), json!({ "concern": ask.text("notes") }))).await?;
    }
    if ask.has("scheduled_date") && ask.has("scheduled_time") {
        let start = start(&ask, zone_of(garage.find(text(&appointment, "/site_id"))))?;
        if text(&appointment, "/start").parse() != Ok(start) {
            appointment = ask.call(Call::post(format!("{path}/reschedule"), json!({ "start": start }))).await?;
        }
    }
    let now = status(text(&appointment, "/state"));
    let wanted = ask.text("status").filter(|wanted| wanted != now);
    if let Some(wanted) = wanted {
        appointment = match wanted.as_str() {
            "confirmed" => ask.call(Call::post(format!("{path}/confirm"), json!({}))).await?,
            "in_progress" => ask.call(Call::post(format!("{path}/arrive"), json!({}))).await?,
            "no_show" => ask.call(Call::post(format!("{path}/no-show"), json!({}))).await?,
            "cancelled" => cancelled(&ask, ask.id()).await?,
            // What was booked at the desk is confirmed from the start.
            "scheduled" if now == "confirmed" => appointment,
            _ => return Err(ask.no_choice("status", &wanted)),
        };
    }
    Ok(Reply::ok(view(&appointment, &garage)))
}

async fn delete(ask: Ask) -> Answer {
    cancelled(&ask, ask.id()).await?;
    Ok(Reply::gone())
}

async fn busy(ask: Ask) -> Answer {
    let garage = Garage::of(&ask).await?;
    let site = garage.wanted(&ask, "site_id")?;
    let zone = zone_of(Some(site));
    let day = ask.wanted("date").and_then(|day| day.parse::<NaiveDate>().ok());
    let day = day.ok_or_else(|| Reply::field("date", "Enter a valid date."))?;
    let mechanic = ask.wanted_id("mechanic_id").ok_or_else(|| Reply::field("mechanic_id", "This field is required."))?;
    let midnight = |day: NaiveDate| {
        zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().map_or_else(String::new, |at| at.to_utc().to_rfc3339())
    };
    let (from, until) = (midnight(day), midnight(day + Duration::days(1)));
    let filters = [("technician", Some(mechanic)), ("from", Some(from.as_str())), ("until", Some(until.as_str()))];
    let taken = all(&ask, Source::uncounted("/appointments", &filters)).await?;
    let slot = |appointment: &Value| {
        let shown = view(appointment, &garage);
        json!({ "scheduled_time": shown["scheduled_time"], "duration_minutes": shown["duration_minutes"], "id": shown["id"] })
    };
    let slots: Vec<_> = taken.iter().filter(|it| !matches!(text(it, "/state"), "cancelled" | "no_show")).map(slot).collect();
    Ok(Reply::ok(json!({ "busy_slots": slots })))
}
