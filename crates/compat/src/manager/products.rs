//! Products of the group's catalogue. What they cost is shown to nobody here: cost prices take a permission of their own.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::garage::Garage;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, listed, money, text};

const ABOUT: &str = "Products";
const FIELDS: &[&str] = &["name*", "unit_price*", "sku", "category", "brand", "part_number", "fmsi_number", "unit_of_measure", "is_active"];
const NAMES: [(&str, &str); 3] = [("price", "unit_price"), ("unit", "unit_of_measure"), ("barcode", "part_number")];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/v1/products/", "Products", |ask| Box::pin(list(ask))).asks(&["q", "page", "page_size"]),
        route(Method::POST, "/api/v1/products/", "Adds a product", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/products/search/", "Products by what is typed", |ask| Box::pin(search(ask)))
            .asks(&["q", "site_id", "limit"]),
        route(Method::GET, "/api/v1/products/{id}/", "One product", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/v1/products/{id}/", "Changes a product", |ask| Box::pin(replace(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/products/{id}/", "Changes parts of a product", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/v1/products/{id}/", "Puts a product away; its movements stay", |ask| Box::pin(delete(ask))),
    ]
}

fn view(product: &Value, decimals: u32) -> Value {
    json!({
        "id": product["id"], "image_url": null, "name": product["name"], "sku": product["sku"], "fmsi_number": "", "application": "",
        "product_type": "", "position": "", "category": product["category"].as_str().unwrap_or("other"), "description": "",
        "brand": product["brand"].as_str().unwrap_or_default(), "part_number": product["barcode"].as_str().unwrap_or_default(),
        "unit_price": money(&product["price"], decimals), "cost_price": null, "unit_of_measure": product["unit"],
        "is_active": product["archived"] != true, "image": null,
    })
}

async fn list(ask: Ask) -> Answer {
    let decimals = Garage::recent(&ask).await?.decimals(None);
    listed(&ask, Source::of("/products", &[("q", ask.wanted("q"))]), |product| view(product, decimals)).await
}

async fn search(ask: Ask) -> Answer {
    let limit = ask.wanted("limit").map_or(Ok(15), str::parse::<i64>);
    let limit = limit.map_err(|_| Reply::field("limit", "A valid integer is required."))?.clamp(5, 25).to_string();
    let garage = Garage::of(&ask).await?;
    let decimals = garage.decimals(ask.wanted_id("site_id"));
    let path = crate::plumbing::with("/products", &[("q", ask.wanted("q")), ("site", ask.wanted_id("site_id")), ("limit", Some(&limit))]);
    let found = ask.call(Call::get(path)).await?;
    let short = |product: &Value| {
        let whole = view(product, decimals);
        let names = ["id", "name", "fmsi_number", "position", "application", "product_type", "brand", "unit_price", "sku", "image_url"];
        names.into_iter().map(|name| (name.to_owned(), whole[name].clone())).collect::<Map<_, _>>()
    };
    Ok(Reply::ok(found["items"].as_array().into_iter().flatten().map(|product| Value::Object(short(product))).collect()))
}

async fn get(ask: Ask) -> Answer {
    let decimals = Garage::of(&ask).await?.decimals(None);
    Ok(Reply::ok(view(&ask.call(Call::get(format!("/products/{}", ask.id()))).await?, decimals)))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["name", "unit_price"])?;
    let garage = Garage::of(&ask).await?;
    let decimals = garage.decimals(None);
    let mut body = said(&ask, decimals)?;
    let named = ["sku", "part_number", "fmsi_number"].into_iter().find_map(|name| ask.text(name));
    body.insert("sku".to_owned(), json!(named.unwrap_or_else(|| code_of(&ask.text("name").unwrap_or_default()))));
    body.insert("vat_rate".to_owned(), garage.sites.first().map_or(json!(0), |site| site["vat_rate"].clone()));
    match ask.tried(Call::post("/products", Value::Object(body))).await? {
        Ok(product) => Ok(Reply::created(view(&product, decimals))),
        Err(problem) if problem.status == 409 => Err(Reply::field("sku", "product with this sku already exists.")),
        Err(problem) => Err(ask.refusal(&problem)),
    }
}

/// A code for a product that was given none.
fn code_of(name: &str) -> String {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    format!("{}-{}", letters.to_ascii_uppercase(), &uuid::Uuid::now_v7().simple().to_string()[24..])
}

fn said(ask: &Ask, decimals: u32) -> Result<Map<String, Value>, Reply> {
    let mut body = Map::new();
    let told = [("name", "name"), ("sku", "sku"), ("category", "category"), ("brand", "brand"), ("part_number", "barcode")];
    for (theirs, ours) in told {
        if ask.has(theirs) {
            body.insert(ours.to_owned(), json!(ask.text(theirs)));
        }
    }
    if let Some(unit) = ask.text("unit_of_measure") {
        body.insert("unit".to_owned(), json!(unit));
    }
    if let Some(price) = ask.amount("unit_price", decimals)? {
        body.insert("price".to_owned(), json!(price));
    }
    Ok(body)
}

async fn replace(ask: Ask) -> Answer {
    ask.require(&["name", "unit_price"])?;
    update(ask).await
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let decimals = Garage::of(&ask).await?.decimals(None);
    let mut body = said(&ask, decimals)?;
    if let Some(active) = ask.flag("is_active")? {
        body.insert("archived".to_owned(), json!(!active));
    }
    Ok(Reply::ok(view(&ask.call(Call::patch(format!("/products/{}", ask.id()), Value::Object(body))).await?, decimals)))
}

async fn delete(ask: Ask) -> Answer {
    let path = format!("/products/{}", ask.id());
    if ask.call(Call::get(path.clone())).await?["archived"] == true {
        return Err(Reply::not_found(ask.family));
    }
    ask.call(Call::patch(path, json!({ "archived": true }))).await?;
    Ok(Reply::gone())
}

/// Of a product as rows about stock name it.
pub fn named(product: &Value) -> [(&'static str, Value); 3] {
    [("product", product["id"].clone()), ("product_name", json!(text(product, "/name"))), ("product_sku", product["sku"].clone())]
}
