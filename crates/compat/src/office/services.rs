//! Services: work orders with the day they are for. What was begun does not go back, and what is completed stays so.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::garage::Garage;
use crate::manager::invoice_of;
use crate::orders::{self, Completion};
use crate::plumbing::{
    Answer, Ask, Call, Family, Line, Reply, Route, Sheet, Source, all, is_between, listed, or_null, page_of, sort, text, with,
};

const ABOUT: &str = "Services";
const FIELDS: &[&str] = &["car_id*", "title*", "description*", "scheduled_date*", "status", "technician_notes", "service_mileage"];
const FILTERS: &[&str] = &["status", "car", "date_from", "date_to", "search", "order_by", "limit", "offset"];
const NAMES: [(&str, &str); 4] =
    [("vehicle_id", "car_id"), ("concern", "description"), ("promised_at", "scheduled_date"), ("odometer_in", "service_mileage")];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/services/", "Services, the newest first", |ask| Box::pin(list(ask, None))).asks(FILTERS),
        route(Method::POST, "/api/services/", "Plans a service", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/services/upcoming/", "What has not begun", |ask| Box::pin(list(ask, Some("scheduled")))).asks(FILTERS),
        route(Method::GET, "/api/services/in_progress/", "What is being done", |ask| Box::pin(list(ask, Some("in_progress"))))
            .asks(FILTERS),
        route(Method::GET, "/api/services/completed/", "What is done", |ask| Box::pin(list(ask, Some("completed")))).asks(FILTERS),
        route(Method::GET, "/api/services/statistics/", "How many there are of each", |ask| Box::pin(statistics(ask))),
        route(Method::POST, "/api/services/bulk_update/", "Changes the services of a file", |ask| Box::pin(bulk(ask))).takes(&["file*"]),
        route(Method::GET, "/api/services/{id}/", "One service", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/services/{id}/", "Changes a service", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/services/{id}/", "Changes parts of a service", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/services/{id}/", "Gives a service up", |ask| Box::pin(delete(ask))),
        route(Method::POST, "/api/services/{id}/complete/", "Completes a service", |ask| Box::pin(complete(ask)))
            .takes(&["technician_notes"]),
        route(Method::POST, "/api/services/{id}/cancel/", "Cancels a service", |ask| Box::pin(cancel(ask))).takes(&["reason"]),
        route(Method::POST, "/api/services/{id}/reschedule/", "Moves a service", |ask| Box::pin(reschedule(ask)))
            .takes(&["scheduled_date*"]),
        route(Method::GET, "/api/services/{id}/items/", "What a service has", |ask| Box::pin(items(ask))),
        route(Method::GET, "/api/services/{id}/invoice/", "A service's invoice", |ask| Box::pin(invoice(ask))),
        route(Method::POST, "/api/services/{id}/send_sms_notification/", "Sends its last message again", |ask| Box::pin(tell(ask))),
    ]
}

fn status(state: &str) -> &'static str {
    match state {
        "in_progress" | "on_hold" | "quality_check" => "in_progress",
        "ready" | "invoiced" | "closed" => "completed",
        "cancelled" => "cancelled",
        _ => "scheduled",
    }
}

fn states(status: &str) -> Option<&'static str> {
    match status {
        "scheduled" => Some("estimate,approved"),
        "in_progress" => Some("in_progress,on_hold,quality_check"),
        "completed" => Some("ready,invoiced,closed"),
        "cancelled" => Some("cancelled"),
        _ => None,
    }
}

/// Lists leave the lines out, and of the car they know its plate and what it is called: the service says the rest.
pub fn row(order: &Value) -> Value {
    let car = &order["vehicle"];
    let car = if car.is_null() { Value::Null } else { json!({ "id": car["id"], "license_plate": car["plate"], "name": car["label"] }) };
    json!({
        "id": order["id"], "number": order["number"], "car": car, "car_details": car, "completed_date": order["completed_at"],
        "title": order["title"], "status": status(text(order, "/state")), "scheduled_date": scheduled(order),
        "customer": or_null(order, "/customer/id"), "created_at": order["opened_at"],
    })
}

fn scheduled(order: &Value) -> &Value {
    if order["promised_at"].is_null() { &order["opened_at"] } else { &order["promised_at"] }
}

fn view(order: &Value) -> Value {
    let mut shown = row(order);
    shown["title"] = json!(orders::jobs(order).next().map_or("", |job| text(job, "/title")));
    shown["description"] = order["concern"].clone();
    shown["technician_notes"] = order["notes"].clone();
    shown["service_mileage"] = order["odometer_in"].clone();
    shown["service_items"] = orders::lines(order).map(|line| super::items::view(order, line)).collect();
    shown
}

/// With the car and the service that was booked.
async fn whole(ask: &Ask, order: &Value) -> Result<Value, Reply> {
    let mut shown = view(order);
    if let Some(id) = order["vehicle"]["id"].as_str()
        && let Ok(vehicle) = ask.tried(Call::get(crate::cars::path(id))).await?
    {
        let mut car = super::cars::row(&vehicle);
        car["name"] = order["vehicle"]["label"].clone();
        (shown["car"], shown["car_details"]) = (car.clone(), car);
    }
    shown["service_type"] =
        orders::booked(ask, order).await?.map_or(Value::Null, |it| json!({ "id": it["id"], "name": it["names"]["fr"] }));
    Ok(shown)
}

/// What rows are ordered by, and whether the greatest is first; junk orders nothing.
fn ordering(told: &str) -> Option<(&'static str, bool)> {
    let pointer = match told.trim_start_matches('-') {
        "scheduled_date" => "/scheduled_date",
        "created_at" => "/created_at",
        "title" => "/title",
        "status" => "/status",
        _ => return None,
    };
    Some((pointer, told.starts_with('-')))
}

async fn list(ask: Ask, only: Option<&'static str>) -> Answer {
    let filters = [
        ("state", only.or(ask.wanted("status")).and_then(states)),
        ("vehicle", ask.wanted_id("car")),
        ("customer", ask.wanted_id("customer")),
        ("q", ask.wanted("search")),
    ];
    let by = ask.wanted("order_by").and_then(ordering);
    if by.is_none() && ask.wanted("date_from").or(ask.wanted("date_to")).is_none() {
        return listed(&ask, Source::of("/work-orders", &filters), row).await;
    }
    let mut found: Vec<_> = all(&ask, Source::uncounted("/work-orders", &filters)).await?.iter().map(row).collect();
    found.retain(|service| is_between(&ask, text(service, "/scheduled_date")));
    if let Some((pointer, is_descending)) = by {
        sort(&mut found, pointer, is_descending);
    }
    page_of(&ask, &found, Clone::clone)
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(whole(&ask, &orders::read(&ask, ask.id()).await?).await?))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["car_id", "title", "description", "scheduled_date"])?;
    let garage = Garage::of(&ask).await?;
    let site = garage.chosen_or_first(&ask, "site", "site")?;
    let named = ask.text("car_id").unwrap_or_default();
    let Ok(car) = ask.tried(Call::get(format!("/vehicles/{named}"))).await? else { return Err(crate::garage::unknown("car_id", &named)) };
    let body = json!({
        "site_id": site, "customer_id": car["owner"]["id"], "vehicle_id": named, "concern": ask.text("description"),
        "promised_at": ask.text("scheduled_date").map(|moment| instant(&moment)), "notes": ask.text("technician_notes"),
        "odometer_in": ask.amount("service_mileage", 0)?, "jobs": [{ "title": ask.text("title"), "lines": [] }],
    });
    Ok(Reply::created(whole(&ask, &ask.call(Call::post("/work-orders", body)).await?).await?))
}

/// The old clients send days, and times without a zone.
fn instant(text: &str) -> String {
    if text.len() == 10 {
        return format!("{text}T08:00:00Z");
    }
    let has_zone = text.ends_with('Z') || text.get(19..).is_some_and(|rest| rest.contains(['+', '-']));
    if has_zone { text.to_owned() } else { format!("{text}Z") }
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let order = orders::read(&ask, ask.id()).await?;
    let mut body = Map::new();
    for (theirs, ours) in [("description", "concern"), ("technician_notes", "notes")] {
        if ask.has(theirs) {
            body.insert(ours.to_owned(), json!(ask.text(theirs)));
        }
    }
    if let Some(moment) = ask.text("scheduled_date") {
        body.insert("promised_at".to_owned(), json!(instant(&moment)));
    }
    if let Some(km) = ask.amount("service_mileage", 0)? {
        body.insert("odometer_in".to_owned(), json!(km));
    }
    let mut order = if body.is_empty() { order } else { ask.call(Call::patch(orders::path(ask.id()), Value::Object(body))).await? };
    let job = orders::jobs(&order).next().map(|job| text(job, "/id").to_owned());
    if let (Some(title), Some(job)) = (ask.text("title"), job) {
        let place = format!("{}/jobs/{job}", orders::path(ask.id()));
        order = ask.call(Call::patch(place, json!({ "title": title }))).await?;
    }
    Ok(Reply::ok(whole(&ask, &moved(&ask, order).await?).await?))
}

/// To the status that the client says, where it is another.
async fn moved(ask: &Ask, order: Value) -> Result<Value, Reply> {
    match ask.text("status").filter(|wanted| wanted != status(text(&order, "/state"))) {
        None => Ok(order),
        Some(wanted) => brought(ask, order, &wanted).await,
    }
}

/// To another status, by the ways that there are.
async fn brought(ask: &Ask, order: Value, wanted: &str) -> Result<Value, Reply> {
    match wanted {
        "in_progress" => orders::start(ask, order).await,
        "completed" => orders::complete(ask, text(&order, "/id"), Completion::default()).await,
        "cancelled" => cancelled(ask, &order, None).await,
        "scheduled" => Err(Reply::field("status", "Un service commencé ne revient pas en arrière.")),
        _ => Err(ask.no_choice("status", wanted)),
    }
}

async fn delete(ask: Ask) -> Answer {
    let order = orders::read(&ask, ask.id()).await?;
    cancelled(&ask, &order, None).await?;
    Ok(Reply::gone())
}

async fn complete(ask: Ask) -> Answer {
    let order = orders::read(&ask, ask.id()).await?;
    if orders::is_done(&order) || orders::is_cancelled(&order) {
        return Err(Reply::refused("Service is already completed or cancelled"));
    }
    if let Some(notes) = ask.text("technician_notes") {
        ask.call(Call::patch(orders::path(ask.id()), json!({ "notes": notes }))).await?;
    }
    Ok(Reply::ok(whole(&ask, &orders::complete(&ask, ask.id(), Completion::default()).await?).await?))
}

async fn cancel(ask: Ask) -> Answer {
    let order = orders::read(&ask, ask.id()).await?;
    Ok(Reply::ok(whole(&ask, &cancelled(&ask, &order, ask.text("reason")).await?).await?))
}

async fn cancelled(ask: &Ask, order: &Value, reason: Option<String>) -> Result<Value, Reply> {
    if orders::is_done(order) {
        return Err(Reply::refused("Cannot cancel a completed service"));
    }
    if orders::is_cancelled(order) {
        return Err(Reply::refused("Service is already cancelled"));
    }
    let body = json!({ "reason": reason.unwrap_or_else(|| "Annulé par un client de l'ancien système".to_owned()) });
    ask.call(Call::post(format!("{}/cancel", orders::path(text(order, "/id"))), body)).await
}

async fn reschedule(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["scheduled_date"])?;
    let order = orders::read(&ask, ask.id()).await?;
    if orders::is_done(&order) || orders::is_cancelled(&order) {
        return Err(Reply::refused("Cannot reschedule a completed or cancelled service"));
    }
    let moment = ask.text("scheduled_date").map(|moment| instant(&moment));
    Ok(Reply::ok(whole(&ask, &ask.call(Call::patch(orders::path(ask.id()), json!({ "promised_at": moment }))).await?).await?))
}

async fn items(ask: Ask) -> Answer {
    let order = orders::read(&ask, ask.id()).await?;
    Ok(Reply::ok(orders::lines(&order).map(|line| super::items::view(&order, line)).collect()))
}

async fn invoice(ask: Ask) -> Answer {
    orders::read(&ask, ask.id()).await?;
    let id = invoice_of(&ask, ask.id()).await?.ok_or_else(|| Reply::not_found(ask.family))?;
    Ok(Reply::ok(super::invoices::view(&crate::invoices::read(&ask, &id).await?)))
}

/// ECAR tells by itself what happened; what it told last is sent again, at most as often as its own rules allow.
async fn tell(ask: Ask) -> Answer {
    let last = ask.call(Call::get(with("/messages", &[("work_order", Some(ask.id())), ("limit", Some("1"))]))).await?;
    resend(&ask, &last).await
}

/// Sends the first of these messages again.
pub async fn resend(ask: &Ask, messages: &Value) -> Answer {
    let Some(message) = messages["items"].as_array().and_then(|items| items.first()) else {
        return Err(Reply::refused("Aucun message à renvoyer."));
    };
    if matches!(text(message, "/state"), "queued") {
        return Ok(Reply::ok(json!({ "status": "success", "message": "Le message part." })));
    }
    ask.call(Call::post(format!("/messages/{}/resend", text(message, "/id")), json!({}))).await?;
    Ok(Reply::ok(json!({ "status": "success", "message": "Le message est renvoyé." })))
}

/// Of the newest thousand, those that are for today, this week and this month.
async fn days(ask: &Ask) -> Result<Value, Reply> {
    let orders = all(ask, Source::uncounted("/work-orders", &[])).await?;
    let today = ask.clock.now().date_naive();
    let week = (today.week(chrono::Weekday::Mon).first_day().to_string(), today.week(chrono::Weekday::Mon).last_day().to_string());
    let today = today.to_string();
    let days: Vec<_> = orders.iter().filter_map(|order| scheduled(order).as_str()?.get(..10)).collect();
    let many = |is_in: &dyn Fn(&str) -> bool| days.iter().filter(|day| is_in(day)).count();
    Ok(json!({
        "today": many(&|day| day == today), "this_week": many(&|day| week.0.as_str() <= day && day <= week.1.as_str()),
        "this_month": many(&|day| day.get(..7) == today.get(..7)),
    }))
}

async fn statistics(ask: Ask) -> Answer {
    let counted = |state: Option<&'static str>| {
        let ask = &ask;
        async move {
            let path = with("/work-orders/count", &[("state", state)]);
            Ok::<_, Reply>(ask.call(Call::get(path)).await?["count"].as_i64().unwrap_or_default())
        }
    };
    let (scheduled, begun, done, cancelled) = futures::try_join!(
        counted(states("scheduled")),
        counted(states("in_progress")),
        counted(states("completed")),
        counted(states("cancelled")),
    )?;
    let days = days(&ask).await?;
    Ok(Reply::ok(json!({
        "by_date_range": days, "by_status": {
            "scheduled": scheduled, "in_progress": begun, "completed": done, "cancelled": cancelled,
            "total": scheduled + begun + done + cancelled,
        },
    })))
}

/// Each line by itself; what is wrong is told by its line.
async fn bulk(ask: Ask) -> Answer {
    let sheet = Sheet::of(&ask, "file", ask.file("file")?)?;
    let (mut updated, mut errors) = (0, vec![]);
    for line in sheet.lines() {
        match one_of_file(&ask, &line).await {
            Ok(()) => updated += 1,
            Err(refusal) => errors.push(json!(format!("Ligne {} : {}", line.number, refusal.words()))),
        }
    }
    Ok(Reply::ok(json!({ "updated_services": updated, "errors": errors })))
}

async fn one_of_file(ask: &Ask, line: &Line<'_>) -> Result<(), Reply> {
    let id = line.cell("id").unwrap_or_default();
    let order = orders::read(ask, id).await?;
    if let Some(notes) = line.cell("technician_notes") {
        ask.call(Call::patch(orders::path(id), json!({ "notes": notes }))).await?;
    }
    match line.cell("status").filter(|wanted| *wanted != status(text(&order, "/state"))) {
        None => Ok(()),
        Some(wanted) => brought(ask, order, wanted).await.map(drop),
    }
}
