//! Which products a service request takes: part lines of its order. `{order}.{line}` is the id of one.

use axum::http::Method;
use serde_json::{Value, json};

use crate::garage::unknown;
use crate::orders;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, page_of, quantity, text};

const ABOUT: &str = "Product usage";
const FIELDS: &[&str] = &["service_request*", "product*", "quantity_used*"];
const NAMES: [(&str, &str); 2] = [("product_id", "product"), ("quantity", "quantity_used")];
const LOCKED: &str = "Cannot edit a completed service request.";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    let mut routes = vec![];
    for (all, of) in [("/api/v1/product-usage/", "/api/v1/product-usage/{id}/"), ("/product-usage/", "/product-usage/{id}/")] {
        routes.push(route(Method::POST, all, "Takes a product for a service request", |ask| Box::pin(create(ask))).takes(FIELDS));
        routes.push(route(Method::GET, of, "What a service request takes", |ask| Box::pin(list(ask))));
    }
    let item = "/api/v1/product-usage-item/{id}/";
    routes.push(route(Method::GET, item, "One of them", |ask| Box::pin(get(ask))));
    routes.push(route(Method::PUT, item, "Changes how many", |ask| Box::pin(update(ask))).takes(&["quantity_used*"]));
    routes.push(route(Method::PATCH, item, "Changes how many", |ask| Box::pin(update(ask))).takes(&["quantity_used"]));
    routes.push(route(Method::DELETE, item, "Takes it off", |ask| Box::pin(delete(ask))));
    routes
}

fn view(order: &str, line: &Value) -> Value {
    json!({
        "id": orders::line_id(order, text(line, "/id")), "quantity_used": quantity(&line["quantity"]), "product": line["product_id"],
        "service_request": order,
    })
}

fn parts(order: &Value) -> impl Iterator<Item = &Value> {
    orders::lines(order).filter(|line| text(line, "/kind") == "part")
}

/// How many, in thousandths: whole numbers of at least one, as the old client sends them, and ECAR's fractions.
fn many(ask: &Ask) -> Result<Option<i64>, Reply> {
    match ask.decimal("quantity_used", 3)? {
        Some(many) if many <= 0 => Err(Reply::field("quantity_used", "Ensure this value is greater than or equal to 1.")),
        many => Ok(many),
    }
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["service_request", "product", "quantity_used"])?;
    let (named, product) = (ask.text("service_request").unwrap_or_default(), ask.text("product").unwrap_or_default());
    let Some(many) = many(&ask)? else { return Err(Reply::field("quantity_used", "A valid integer is required.")) };
    if uuid::Uuid::parse_str(&product).is_err() {
        return Err(unknown("product", &product));
    }
    let Ok(order) = ask.tried(Call::get(orders::path(&named))).await? else { return Err(unknown("service_request", &named)) };
    if orders::is_done(&order) || orders::is_cancelled(&order) {
        return Err(Reply::list(LOCKED));
    }
    let line = json!({ "kind": "part", "product_id": product, "quantity": many });
    let (changed, added) = orders::add_line(&ask, &order, "Parts", line).await?;
    let line = parts(&changed).find(|line| text(line, "/id") == added).ok_or_else(|| unknown("product", &product))?;
    Ok(Reply::created(view(&named, line)))
}

async fn list(ask: Ask) -> Answer {
    let order = orders::read(&ask, ask.id()).await?;
    let rows: Vec<_> = parts(&order).map(|line| view(ask.id(), line)).collect();
    page_of(&ask, &rows, Clone::clone)
}

async fn read(ask: &Ask) -> Result<(String, Value, bool), Reply> {
    let (order, line) = orders::parted(ask.id()).ok_or_else(|| Reply::not_found(ask.family))?;
    let whole = orders::read(ask, order).await?;
    let found = parts(&whole).find(|it| text(it, "/id") == line).cloned().ok_or_else(|| Reply::not_found(ask.family))?;
    Ok((order.to_owned(), found, orders::is_done(&whole)))
}

async fn get(ask: Ask) -> Answer {
    let (order, line, _) = read(&ask).await?;
    Ok(Reply::ok(view(&order, &line)))
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let (order, line, is_done) = read(&ask).await?;
    if is_done {
        return Err(Reply::list(LOCKED));
    }
    let Some(many) = many(&ask)? else { return Ok(Reply::ok(view(&order, &line))) };
    let id = text(&line, "/id");
    let changed = ask.call(Call::patch(format!("{}/lines/{id}", orders::path(&order)), json!({ "quantity": many }))).await?;
    let line = parts(&changed).find(|it| text(it, "/id") == id).ok_or_else(|| Reply::not_found(ask.family))?;
    Ok(Reply::ok(view(&order, line)))
}

async fn delete(ask: Ask) -> Answer {
    let (order, line, is_done) = read(&ask).await?;
    if is_done {
        return Err(Reply::list(LOCKED));
    }
    ask.call(Call::delete(format!("{}/lines/{}", orders::path(&order), text(&line, "/id")))).await?;
    Ok(Reply::gone())
}
