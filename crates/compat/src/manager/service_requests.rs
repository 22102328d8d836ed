//! Service requests: work orders with one job, or, without a vehicle, sales over the counter. A sale waits as a quote until it is
//! completed, which sells it; its id leads to what was sold.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::garage::{Garage, unknown};
use crate::invoices::decimals;
use crate::orders::{self, Completion};
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, listed, money, or_null, page_of, text, with};

const ABOUT: &str = "Service requests";
const FIELDS: &[&str] = &["customer*", "vehicle", "site", "description", "service_type", "assigned_mechanic", "labor_cost", "status"];
const COMPLETION: &[&str] = &["promotion_id", "discount_amount", "labor_cost"];
const FILTERS: &[&str] = &["customer_id", "vehicle_id", "mechanic_id", "status", "parts_only", "page", "page_size"];
const NAMES: [(&str, &str); 4] =
    [("customer_id", "customer"), ("vehicle_id", "vehicle"), ("technician_id", "assigned_mechanic"), ("site_id", "site")];
const LONGEST_TITLE: usize = 80;
/// Begins the reason for which a quote was given up because it was sold; the order's id follows.
const SOLD: &str = "sold as ";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    let mut routes = vec![
        route(Method::GET, "/api/v1/service_request/", "Service requests, the newest first", |ask| Box::pin(list(ask))).asks(FILTERS),
        route(Method::PUT, "/api/v1/service_request/{id}/", "Changes a service request", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/service_request/{id}/", "Changes parts of a service request", |ask| Box::pin(update(ask)))
            .takes(FIELDS),
        route(Method::DELETE, "/api/v1/service_request/{id}/", "Gives a service request up", |ask| Box::pin(delete(ask))),
    ];
    // As the code spelt them, and as the documents did.
    let spelt = [
        ("/api/v1/service_request/", "/api/v1/service_request/{id}/", "/api/v1/service_request/{id}/complete/"),
        ("/service-requests/", "/service-requests/{id}/", "/service-requests/{id}/complete/"),
    ];
    for (all, one, done) in spelt {
        routes.push(route(Method::POST, all, "Opens a service request", |ask| Box::pin(create(ask))).takes(FIELDS));
        routes.push(route(Method::GET, one, "One service request", |ask| Box::pin(get(ask))));
        routes.push(
            route(Method::POST, done, "Completes it: stock falls, the invoice is issued", |ask| Box::pin(complete(ask))).takes(COMPLETION),
        );
    }
    routes.push(
        route(Method::POST, "/service-requests/{id}/assign-mechanic/", "Assigns a technician", |ask| Box::pin(assign(ask)))
            .takes(&["assigned_mechanic*"]),
    );
    routes
}

fn status(state: &str) -> &'static str {
    match state {
        "quote" => "Draft",
        "in_progress" | "on_hold" | "quality_check" => "In Progress",
        "ready" | "invoiced" | "closed" => "Completed",
        "cancelled" => "Cancelled",
        _ => "Pending",
    }
}

fn states(status: &str) -> Option<&'static str> {
    match status {
        "Draft" => Some("quote"),
        "Pending" => Some("estimate,approved"),
        "In Progress" => Some("in_progress,on_hold,quality_check"),
        "Completed" => Some("ready,invoiced,closed"),
        _ => None,
    }
}

/// Lists know neither the labour nor the parts nor what was booked: the request itself says them.
fn row(order: &Value) -> Value {
    json!({
        "id": order["id"], "service_type_display": order["title"].as_str().unwrap_or_default(), "transaction_type": kind(order), "display_number": order["number"],
        "description": order["title"], "status": status(text(order, "/state")), "labor_cost": null, "created_at": order["opened_at"],
        "customer": or_null(order, "/customer/id"), "vehicle": or_null(order, "/vehicle/id"), "site": order["site_id"],
        "service_type": null, "assigned_mechanic": or_null(order, "/technician/id"), "product_used": [],
    })
}

fn kind(order: &Value) -> &'static str {
    if order["vehicle"].is_null() { "sale" } else { "service" }
}

fn view(order: &Value) -> Value {
    let mut shown = row(order);
    let id = text(order, "/id");
    let titles: Vec<_> = orders::jobs(order).map(|job| text(job, "/title")).collect();
    let parts = orders::lines(order).filter(|line| text(line, "/kind") == "part");
    shown["service_type_display"] = json!(titles.join(", "));
    shown["description"] = json!(Some(text(order, "/concern")).filter(|concern| !concern.is_empty()).unwrap_or(&titles.join(", ")));
    shown["labor_cost"] = money(&json!(orders::sum(order, "labour")), decimals(text(order, "/totals/currency")));
    shown["product_used"] = parts.map(|line| json!(orders::line_id(id, text(line, "/id")))).collect();
    shown
}

/// With the service that was booked.
async fn whole(ask: &Ask, order: &Value) -> Result<Value, Reply> {
    let mut shown = view(order);
    shown["service_type"] = orders::booked(ask, order).await?.map_or(Value::Null, |service| service["id"].clone());
    Ok(shown)
}

async fn list(ask: Ask) -> Answer {
    let filters = [
        ("customer", ask.wanted_id("customer_id")),
        ("vehicle", ask.wanted_id("vehicle_id")),
        ("technician", ask.wanted_id("mechanic_id")),
        ("state", ask.wanted("status").and_then(states)),
    ];
    if matches!(ask.wanted("parts_only").map(str::to_lowercase).as_deref(), Some("true" | "1")) {
        let mut sales = all(&ask, Source::uncounted("/work-orders", &filters)).await?;
        sales.retain(|order| order["vehicle"].is_null());
        return page_of(&ask, &sales, row);
    }
    listed(&ask, Source::of("/work-orders", &filters), row).await
}

/// The order, or what a quote was sold as.
async fn read(ask: &Ask, id: &str) -> Result<Value, Reply> {
    let order = orders::read(ask, id).await?;
    match text(&order, "/cancel_reason").strip_prefix(SOLD) {
        Some(sold) => orders::read(ask, sold).await,
        None => Ok(order),
    }
}

async fn get(ask: Ask) -> Answer {
    let mut shown = whole(&ask, &read(&ask, ask.id()).await?).await?;
    shown["id"] = json!(ask.id());
    Ok(Reply::ok(shown))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["customer"])?;
    let garage = Garage::of(&ask).await?;
    let site = garage.chosen(&ask, "site")?;
    let labour = ask.amount("labor_cost", garage.decimals(Some(&site)))?.filter(|labour| *labour > 0);
    let order = if ask.text("vehicle").is_some() { open(&ask, &site, labour).await? } else { quote(&ask, &site, labour).await? };
    let order = match ask.text("assigned_mechanic") {
        Some(mechanic) => assigned(&ask, text(&order, "/id"), Some(&mechanic)).await?,
        None => order,
    };
    Ok(Reply::created(view(&moved(&ask, order).await?)))
}

async fn open(ask: &Ask, site: &str, labour: Option<i64>) -> Result<Value, Reply> {
    let lines: Vec<_> = labour
        .map(|labour| json!({ "kind": "labour", "description": "Labour", "quantity": 1000, "unit_price": labour }))
        .into_iter()
        .collect();
    let body = json!({
        "site_id": site, "customer_id": ask.text("customer"), "vehicle_id": ask.text("vehicle"), "concern": ask.text("description"),
        "jobs": [{ "title": title(ask), "lines": lines }],
    });
    ask.call(Call::post("/work-orders", body)).await
}

/// A sale has no work.
async fn quote(ask: &Ask, site: &str, labour: Option<i64>) -> Result<Value, Reply> {
    let faults = [
        ("service_type", ask.text("service_type").is_some()),
        ("assigned_mechanic", ask.text("assigned_mechanic").is_some()),
        ("labor_cost", labour.is_some()),
    ];
    let faults: Vec<_> = faults
        .into_iter()
        .filter(|(_, is)| *is)
        .map(|(name, _)| (name.to_owned(), "A sale without a vehicle has none.".to_owned()))
        .collect();
    if !faults.is_empty() {
        return Err(Reply::fields(faults));
    }
    let body = json!({
        "site_id": site, "customer_id": ask.text("customer"), "concern": title(ask), "jobs": [{ "title": title(ask), "lines": [] }],
    });
    ask.call(Call::post("/quotes", body)).await
}

fn title(ask: &Ask) -> String {
    let said = ask.text("description").or_else(|| ask.text("service_type")).unwrap_or_else(|| "Service".to_owned());
    said.lines().next().unwrap_or("Service").chars().take(LONGEST_TITLE).collect()
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let order = read(&ask, ask.id()).await?;
    if orders::is_done(&order) {
        return Err(Reply::list("Cannot edit a completed service request."));
    }
    let labour = ask.amount("labor_cost", decimals(text(&order, "/totals/currency")))?;
    let mut order = order;
    if ask.has("description") {
        let body = json!({ "concern": ask.text("description") });
        order = ask.call(Call::patch(orders::path(ask.id()), body)).await?;
    }
    if let Some(labour) = labour {
        let key = format!("{}:labour:{}", ask.id(), order["version"]);
        order = orders::set_labour(&ask, order, labour, &key).await?;
    }
    if ask.has("assigned_mechanic") {
        order = assigned(&ask, ask.id(), ask.text("assigned_mechanic").as_deref()).await?;
    }
    Ok(Reply::ok(whole(&ask, &moved(&ask, order).await?).await?))
}

/// To the status that the client says. Completed by a change is completed: stock falls and the invoice is issued.
async fn moved(ask: &Ask, order: Value) -> Result<Value, Reply> {
    let Some(wanted) = ask.text("status") else { return Ok(order) };
    if states(&wanted).is_none() {
        return Err(ask.no_choice("status", &wanted));
    }
    if status(text(&order, "/state")) == wanted
        || matches!((wanted.as_str(), text(&order, "/state")), ("Draft" | "Pending", "estimate" | "approved" | "quote"))
    {
        return Ok(order);
    }
    match wanted.as_str() {
        "In Progress" => orders::start(ask, order).await,
        "Completed" => finish(ask, text(&order, "/id"), Completion::default()).await,
        _ => Err(Reply::field("status", "Work that was begun does not go back.")),
    }
}

async fn assign(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let mechanic = ["assigned_mechanic", "mechanic_id", "mechanic"].into_iter().find_map(|name| ask.text(name));
    if mechanic.is_none() {
        ask.require(&["assigned_mechanic"])?;
    }
    Ok(Reply::ok(whole(&ask, &assigned(&ask, ask.id(), mechanic.as_deref()).await?).await?))
}

async fn assigned(ask: &Ask, order: &str, mechanic: Option<&str>) -> Result<Value, Reply> {
    if let Some(mechanic) = mechanic.filter(|id| uuid::Uuid::parse_str(id).is_err()) {
        return Err(unknown("assigned_mechanic", mechanic));
    }
    ask.call(Call::post(format!("{}/assign", orders::path(order)), json!({ "technician_id": mechanic }))).await
}

async fn delete(ask: Ask) -> Answer {
    let order = read(&ask, ask.id()).await?;
    if orders::is_done(&order) {
        return Err(Reply::list("Cannot edit a completed service request."));
    }
    if orders::is_cancelled(&order) {
        return Err(Reply::not_found(ask.family));
    }
    let body = json!({ "reason": "Deleted by a client of the earlier system" });
    ask.call(Call::post(format!("{}/cancel", orders::path(ask.id())), body)).await?;
    Ok(Reply::gone())
}

async fn complete(ask: Ask) -> Answer {
    let order = read(&ask, ask.id()).await?;
    let places = decimals(text(&order, "/totals/currency"));
    let completion = Completion {
        labour: ask.amount("labor_cost", places)?,
        discount: ask.amount("discount_amount", places)?,
        coupon: match ask.text("promotion_id") {
            Some(id) => Some(super::promotions::code(&ask, text(&order, "/site_id"), &id).await?),
            None => None,
        },
    };
    let mut shown = whole(&ask, &finish(&ask, ask.id(), completion).await?).await?;
    shown["id"] = json!(ask.id());
    Ok(Reply::ok(shown))
}

async fn finish(ask: &Ask, id: &str, completion: Completion) -> Result<Value, Reply> {
    let order = orders::read(ask, id).await?;
    if text(&order, "/cancel_reason").starts_with(SOLD) {
        return Err(Reply::refused("Already completed."));
    }
    if order["vehicle"].is_null() && text(&order, "/state") == "quote" {
        return sell(ask, &order).await;
    }
    orders::complete(ask, id, completion).await
}

/// Sells what the quote has over the counter, once, and lets the quote say so.
async fn sell(ask: &Ask, order: &Value) -> Result<Value, Reply> {
    let id = text(order, "/id");
    let line = |line: &Value| {
        let mut sold = Map::new();
        for name in ["product_id", "quantity", "unit_price", "discount"] {
            sold.insert(name.to_owned(), line[name].clone());
        }
        Value::Object(sold)
    };
    let lines: Vec<_> = orders::lines(order).map(line).collect();
    if lines.is_empty() {
        return Err(Reply::refused("Nothing is sold yet: add what is."));
    }
    let body = json!({ "site_id": order["site_id"], "customer_id": order["customer"]["id"], "lines": lines });
    let sold = ask.call(Call::post("/counter-sales", body).once(&format!("{id}:sold"))).await?;
    let reason = format!("{SOLD}{}", text(&sold, "/id"));
    // Whoever was as fast has said so already.
    ask.tried(Call::post(format!("{}/cancel", orders::path(id)), json!({ "reason": reason }))).await?.ok();
    Ok(sold)
}

/// The invoice of an order, where there is one.
pub async fn invoice_of(ask: &Ask, order: &str) -> Result<Option<String>, Reply> {
    let found = ask.call(Call::get(with("/invoices", &[("work_order", Some(order)), ("limit", Some("1"))]))).await?;
    Ok(found["items"].as_array().and_then(|items| items.first()).map(|invoice| text(invoice, "/id").to_owned()))
}
