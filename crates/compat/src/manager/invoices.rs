//! Invoices. They come of completions; what a client changes of one is that it was paid, and how.

use axum::http::Method;
use serde_json::{Value, json};

use super::promotions;
use super::service_requests::invoice_of;
use crate::garage::Garage;
use crate::invoices::{self, decimals};
use crate::orders;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, is_between, listed, money, or_null, page_of, sort, text};

const ABOUT: &str = "Invoices";
const FIELDS: &[&str] = &["paid", "payment_method"];
const FILTERS: &[&str] = &["paid", "date_from", "date_to", "site_id", "ordering", "page", "page_size"];
/// What the old program let a client write, and the law does not.
const FIXED: [&str; 5] = ["total_cost", "subtotal", "discount_amount", "display_number", "service_request"];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    let mut routes = vec![
        route(Method::GET, "/api/v1/invoices/", "Invoices, the newest first", |ask| Box::pin(list(ask))).asks(FILTERS),
        route(Method::POST, "/api/v1/invoices/", "The invoice of a completed service request", |ask| Box::pin(create(ask)))
            .takes(&["service_request*"]),
        route(Method::PUT, "/api/v1/invoices/{id}/", "Says that it was paid", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/invoices/{id}/pdf/", "The invoice as PDF", |ask| Box::pin(pdf(ask, "invoice", "a4"))),
        route(Method::GET, "/api/v1/invoices/{id}/receipt/", "The same on the roll of a till's printer, 80 mm wide", |ask| {
            Box::pin(pdf(ask, "receipt", "slip"))
        }),
    ];
    for one in ["/api/v1/invoices/{id}/", "/invoices/{id}/"] {
        routes.push(route(Method::GET, one, "One invoice", |ask| Box::pin(get(ask))));
        routes.push(route(Method::PATCH, one, "Says that it was paid", |ask| Box::pin(update(ask))).takes(FIELDS));
    }
    routes
}

/// Lists know neither what was taken off and by which promotion nor how it was paid: the invoice says it.
fn row(invoice: &Value) -> Value {
    let places = decimals(text(invoice, "/currency"));
    json!({
        "id": invoice["id"], "display_number": invoice["number"], "subtotal": null, "discount_amount": null,
        "total_cost": money(&invoice["total"], places), "paid": text(invoice, "/state") == "paid", "payment_method": null,
        "created_at": invoice["created_at"], "updated_at": invoice["created_at"], "service_request": or_null(invoice, "/work_order/id"),
        "promotion": null, "service_request_display": or_null(invoice, "/work_order/number"),
        "customer_name": or_null(invoice, "/customer/name"), "vehicle_display": invoice["plate"].as_str().unwrap_or("Sales"),
        "site": invoice["site_id"],
    })
}

/// A tender as the old program called it.
pub fn method(tender: &str) -> &str {
    match tender {
        "card" => "pos",
        "online" => "momo",
        other => other,
    }
}

fn view(invoice: &Value) -> Value {
    let places = decimals(text(invoice, "/totals/currency"));
    let off = invoices::off(invoice);
    let subtotal = invoice["totals"]["net"].as_i64().unwrap_or_default() + off;
    let method = invoices::tender(invoice).map(method);
    json!({
        "id": invoice["id"], "display_number": invoice["number"], "subtotal": money(&json!(subtotal), places),
        "discount_amount": money(&json!(off), places), "total_cost": money(&invoice["totals"]["total"], places),
        "paid": text(invoice, "/state") == "paid", "payment_method": method, "created_at": invoice["created_at"],
        "updated_at": or_null(invoice, "/issued_at"), "service_request": or_null(invoice, "/work_order/id"), "promotion": null,
        "balance_due": money(&invoice["due"], places),
    })
}

/// What rows are ordered by, and whether the greatest is first; the newest first is how they come.
fn ordering(told: &str) -> Option<(&'static str, bool)> {
    match told.trim_start_matches('-') {
        "total_cost" => Some(("/total", told.starts_with('-'))),
        "created_at" | "id" if !told.starts_with('-') => Some(("/created_at", false)),
        _ => None,
    }
}

async fn list(ask: Ask) -> Answer {
    let state = match ask.wanted("paid").map(str::to_lowercase).as_deref() {
        Some("true" | "1") => Some("paid"),
        Some("false" | "0") => Some("draft,issued,part_paid"),
        _ => None,
    };
    let (filters, garage) = ([("site", ask.wanted_id("site_id")), ("state", state)], Garage::recent(&ask).await?);
    let row = |invoice: &Value| {
        let mut shown = row(invoice);
        shown["site_name"] = json!(garage.name(text(invoice, "/site_id")));
        shown
    };
    let by = ask.wanted("ordering").and_then(ordering);
    if by.is_none() && ask.wanted("date_from").or(ask.wanted("date_to")).is_none() {
        return listed(&ask, Source::of("/invoices", &filters), row).await;
    }
    let mut found = all(&ask, Source::uncounted("/invoices", &filters)).await?;
    found.retain(|invoice| is_between(&ask, text(invoice, "/created_at")));
    if let Some((pointer, is_descending)) = by {
        sort(&mut found, pointer, is_descending);
    }
    page_of(&ask, &found, row)
}

async fn get(ask: Ask) -> Answer {
    let invoice = invoices::read(&ask, ask.id()).await?;
    Ok(Reply::ok(whole(&ask, &invoice).await?))
}

/// With the promotion that something was taken off by: the order knows its code.
async fn whole(ask: &Ask, invoice: &Value) -> Result<Value, Reply> {
    let mut shown = view(invoice);
    let Some(order) = invoice["work_order"]["id"].as_str().filter(|_| invoices::off(invoice) > 0) else { return Ok(shown) };
    let Ok(order) = ask.tried(Call::get(orders::path(order))).await? else { return Ok(shown) };
    if let Some(code) = order["discount"]["coupon"].as_str() {
        shown["promotion"] = promotions::of_code(ask, text(invoice, "/site_id"), code).await?.unwrap_or_default();
    }
    Ok(shown)
}

/// An invoice is not made by hand: it is that of the completed request.
async fn create(ask: Ask) -> Answer {
    ask.require(&["service_request"])?;
    let order = ask.text("service_request").unwrap_or_default();
    match invoice_of(&ask, &order).await? {
        Some(id) => Ok(Reply::created(whole(&ask, &invoices::issue(&ask, &id).await?).await?)),
        None => Err(Reply::field("service_request", "Complete the service request: its invoice comes with it.")),
    }
}

async fn update(ask: Ask) -> Answer {
    let invoice = invoices::read(&ask, ask.id()).await?;
    let before = view(&invoice);
    let changed = FIXED.into_iter().filter(|name| ask.has(name) && !same(&ask, &before, name));
    let faults: Vec<_> = changed.map(|name| (name.to_owned(), "An invoice is not edited: a credit note corrects it.".to_owned())).collect();
    if !faults.is_empty() {
        return Err(Reply::fields(faults));
    }
    let tender = match ask.text("payment_method").as_deref() {
        None | Some("cash") => "cash",
        Some("pos" | "card") => "card",
        Some("momo" | "online") => "online",
        Some("transfer" | "bank_transfer") => "transfer",
        Some(other) => return Err(ask.no_choice("payment_method", other)),
    };
    match ask.flag("paid")? {
        Some(true) => Ok(Reply::ok(whole(&ask, &invoices::pay(&ask, ask.id(), tender, None).await?).await?)),
        Some(false) if before["paid"] == true => Err(Reply::field("paid", "A payment is given back by a refund.")),
        _ => Ok(Reply::ok(whole(&ask, &invoice).await?)),
    }
}

/// Whole objects are sent back: what says nothing new is let through.
fn same(ask: &Ask, before: &Value, name: &str) -> bool {
    let (said, known) = (ask.text(name), before[name].as_str().map(ToOwned::to_owned));
    said == known || said.is_none()
}

async fn pdf(ask: Ask, name: &str, paper: &str) -> Answer {
    let file = format!("{name}-{}.pdf", ask.id());
    ask.fetch(format!("{}/pdf?paper={paper}", invoices::path(ask.id())), file).await
}
