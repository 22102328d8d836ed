//! Service items: lines of a service. `{order}.{line}` is the id of one.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::garage::unknown;
use crate::invoices::decimals;
use crate::orders;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, page_of, quantity, text};

const ABOUT: &str = "Service items";
const FIELDS: &[&str] = &["service_id*", "item_type*", "name*", "description", "quantity*", "unit_price*"];
const NAMES: [(&str, &str); 1] = [("product_id", "name")];
const LOCKED: &str = "Le service est terminé.";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/service-items/", "The items of a service", |ask| Box::pin(list(ask)))
            .asks(&["service*", "limit", "offset"]),
        route(Method::POST, "/api/service-items/", "Adds an item", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/service-items/{id}/", "One item", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/service-items/{id}/", "Changes an item", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/service-items/{id}/", "Changes parts of an item", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/service-items/{id}/", "Takes an item off", |ask| Box::pin(delete(ask))),
    ]
}

pub fn view(order: &Value, line: &Value) -> Value {
    let places = decimals(text(order, "/totals/currency"));
    let number = |minor: &Value| minor.as_i64().map_or(Value::Null, |minor| as_number(minor, places));
    let kind = if text(line, "/kind") == "labour" { "labor" } else { "part" };
    json!({
        "id": orders::line_id(text(order, "/id"), text(line, "/id")), "service": order["id"], "item_type": kind,
        "name": line["description"], "description": "", "quantity": quantity(&line["quantity"]),
        "unit_price": crate::plumbing::money(&line["unit_price"], places), "total_price": number(&line["net"]),
    })
}

/// The old system wrote its sums as numbers, not as texts.
pub fn as_number(minor: i64, places: u32) -> Value {
    let text = rust_decimal::Decimal::new(minor, places).normalize().to_string();
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

async fn list(ask: Ask) -> Answer {
    let named = ["service", "service_id"].into_iter().find_map(|name| ask.wanted_id(name));
    let service = named.ok_or_else(|| Reply::field("service", "Dites de quel service."))?;
    let order = orders::read(&ask, service).await?;
    let rows: Vec<_> = orders::lines(&order).map(|line| view(&order, line)).collect();
    page_of(&ask, &rows, Clone::clone)
}

/// A line as the client says it: work by the hour, or something with a price of its own.
fn said(ask: &Ask, order: &Value) -> Result<Map<String, Value>, Reply> {
    let places = decimals(text(order, "/totals/currency"));
    let mut body = Map::new();
    if let Some(name) = ask.text("name") {
        body.insert("description".to_owned(), json!(name));
    }
    if let Some(many) = ask.decimal("quantity", 3)? {
        body.insert("quantity".to_owned(), json!(many));
    }
    if let Some(price) = ask.amount("unit_price", places)? {
        body.insert("unit_price".to_owned(), json!(price));
    }
    Ok(body)
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["item_type", "name", "quantity", "unit_price"])?;
    let named = ["service_id", "service"].into_iter().find_map(|name| ask.text(name));
    let Some(named) = named else { return ask.require(&["service_id"]).map(|()| Reply::gone()) };
    let kind = match ask.text("item_type").as_deref() {
        Some("labor") => "labour",
        // Without an article of the catalogue it is a charge: no stock moves.
        Some("part") => "fee",
        other => return Err(ask.no_choice("item_type", other.unwrap_or_default())),
    };
    let Ok(order) = ask.tried(Call::get(orders::path(&named))).await? else { return Err(unknown("service_id", &named)) };
    if orders::is_done(&order) || orders::is_cancelled(&order) {
        return Err(Reply::refused(LOCKED));
    }
    let mut line = said(&ask, &order)?;
    line.insert("kind".to_owned(), json!(kind));
    let (changed, added) = orders::add_line(&ask, &order, "Service", Value::Object(line)).await?;
    let line = orders::lines(&changed).find(|line| text(line, "/id") == added).ok_or_else(|| Reply::not_found(ask.family))?;
    Ok(Reply::created(view(&changed, line)))
}

async fn read(ask: &Ask) -> Result<(Value, Value), Reply> {
    let (order, line) = orders::parted(ask.id()).ok_or_else(|| Reply::not_found(ask.family))?;
    let whole = orders::read(ask, order).await?;
    let found = orders::lines(&whole).find(|it| text(it, "/id") == line).cloned().ok_or_else(|| Reply::not_found(ask.family))?;
    Ok((whole, found))
}

async fn get(ask: Ask) -> Answer {
    let (order, line) = read(&ask).await?;
    Ok(Reply::ok(view(&order, &line)))
}

async fn update(ask: Ask) -> Answer {
    let (order, line) = read(&ask).await?;
    if orders::is_done(&order) {
        return Err(Reply::refused(LOCKED));
    }
    let (body, id) = (said(&ask, &order)?, text(&line, "/id"));
    let path = format!("{}/lines/{id}", orders::path(text(&order, "/id")));
    let changed = ask.call(Call::patch(path, Value::Object(body))).await?;
    let line = orders::lines(&changed).find(|it| text(it, "/id") == id).ok_or_else(|| Reply::not_found(ask.family))?;
    Ok(Reply::ok(view(&changed, line)))
}

async fn delete(ask: Ask) -> Answer {
    let (order, line) = read(&ask).await?;
    if orders::is_done(&order) {
        return Err(Reply::refused(LOCKED));
    }
    ask.call(Call::delete(format!("{}/lines/{}", orders::path(text(&order, "/id")), text(&line, "/id")))).await?;
    Ok(Reply::gone())
}
