//! What a site has of each product. ECAR's stock is a ledger: a quantity that is set is a movement by what differs, with who and why.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::products::named;
use crate::garage::{Garage, unknown};
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, listed, or_null, page_of, quantity, sort, text};

const ABOUT: &str = "Inventory";
const FIELDS: &[&str] = &["product*", "site*", "quantity_on_hand", "reorder_level", "reorder_quantity", "bin_location"];
const FILTERS: &[&str] = &[
    "site_id",
    "q",
    "category",
    "product_type",
    "position",
    "brand",
    "bin_location",
    "stock_status",
    "low_stock",
    "ordering",
    "page",
    "page_size",
];
/// Said with movements: the old client has no field for a reason.
const REASON: &str = "Set by a client of the earlier system";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/inventory/", "What a site has of each product", |ask| Box::pin(list(ask))).asks(FILTERS),
        route(Method::GET, "/api/v1/inventory/", "What a site has of each product", |ask| Box::pin(list(ask))).asks(FILTERS),
        route(Method::POST, "/api/v1/inventory/", "Begins a product's stock at a site", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/inventory/filter-options/", "What lists may be narrowed by", |ask| Box::pin(options(ask)))
            .asks(&["site_id"]),
        route(Method::GET, "/api/v1/inventory/low-stock/", "What has run low", |ask| Box::pin(low(ask))).asks(&["site_id"]),
        route(Method::GET, "/api/v1/inventory/{id}/", "A product at a site", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/v1/inventory/{id}/", "Sets what a site has", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/inventory/{id}/", "Sets parts of what a site has", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/v1/inventory/{id}/", "Refused: a ledger is not deleted", |_| {
            Box::pin(async { Err(Reply::not_allowed(&Method::DELETE)) })
        }),
    ]
}

/// `{product}.{site}` is the id of a row.
fn row(product: &Value, level: &Value, site: &Value) -> Value {
    let site_id = text(site, "/id");
    let mut shown = Map::new();
    shown.insert("id".to_owned(), json!(format!("{}.{site_id}", text(product, "/id"))));
    shown.extend(named(product).into_iter().map(|(name, value)| (name.to_owned(), value)));
    let more = json!({
        "product_category": product["category"], "product_unit": product["unit"], "product_fmsi": "",
        "product_brand": product["brand"].as_str().unwrap_or_default(), "product_part_number": product["barcode"].as_str().unwrap_or_default(),
        "site": site_id, "site_name": site["name"],
        "quantity_on_hand": quantity(&level["on_hand"]), "quantity_reserved": quantity(&level["reserved"]),
        "reorder_level": quantity(&level["minimum"]), "reorder_quantity": quantity(&level["maximum"]),
        "bin_location": level["bin"].as_str().unwrap_or_default(), "restricted_edit": true,
    });
    if let Value::Object(more) = more {
        shown.extend(more);
    }
    Value::Object(shown)
}

/// What rows are ordered by, and whether the greatest is first.
fn ordering(told: &str) -> Option<(&'static str, bool)> {
    match told {
        "product" | "site_product" => Some(("/name", false)),
        "-product" => Some(("/name", true)),
        "qty_asc" => Some(("/on_hand", false)),
        "qty_desc" => Some(("/on_hand", true)),
        "available_asc" => Some(("/available", false)),
        "available_desc" => Some(("/available", true)),
        "reorder_asc" => Some(("/minimum", false)),
        "reorder_desc" => Some(("/minimum", true)),
        "bin" => Some(("/bin", false)),
        "-bin" => Some(("/bin", true)),
        _ => None,
    }
}

/// What rows are sifted by that ECAR's list has no filter for.
struct Sieve {
    brand: Option<String>,
    bin: Option<String>,
    is_in_stock: bool,
}

impl Sieve {
    fn of(ask: &Ask) -> Self {
        let wanted = |name: &str| ask.wanted(name).map(str::to_lowercase);
        Self { brand: wanted("brand"), bin: wanted("bin_location"), is_in_stock: ask.wanted("stock_status") == Some("in_stock") }
    }

    const fn takes_out(&self) -> bool {
        self.brand.is_some() || self.bin.is_some() || self.is_in_stock
    }

    /// A brand by all of its name, a shelf by a part of it.
    fn lets_through(&self, product: &Value) -> bool {
        let (brand, bin) = (text(product, "/brand").to_lowercase(), text(product, "/bin").to_lowercase());
        self.brand.as_ref().is_none_or(|wanted| brand == *wanted)
            && self.bin.as_ref().is_none_or(|wanted| bin.contains(wanted.as_str()))
            && (!self.is_in_stock || product["available"].as_i64() > Some(0))
    }
}

/// One site's, as ECAR lists them: the one that is named, or the caller's first.
async fn list(ask: Ask) -> Answer {
    let garage = Garage::of(&ask).await?;
    let site = garage.wanted(&ask, "site_id")?;
    let stock = match (ask.wanted("stock_status"), ask.wanted("low_stock")) {
        (Some("out_of_stock"), _) => Some("out"),
        (Some("low_stock"), _) | (_, Some("true" | "1")) => Some("low"),
        _ => None,
    };
    // Of what kind a product is and where on a vehicle it sits its name says.
    let words: Vec<_> = ["q", "product_type", "position"].into_iter().filter_map(|name| ask.wanted(name)).collect();
    let words = Some(words.join(" ")).filter(|words| !words.is_empty());
    let filters = [("site", Some(text(site, "/id"))), ("q", words.as_deref()), ("category", ask.wanted("category")), ("stock", stock)];
    let (by, sieve) = (ask.wanted("ordering").and_then(ordering), Sieve::of(&ask));
    if by.is_some() || sieve.takes_out() {
        let mut rows = all(&ask, Source::uncounted("/products", &filters)).await?;
        rows.retain(|product| sieve.lets_through(product));
        if let Some((pointer, is_descending)) = by {
            sort(&mut rows, pointer, is_descending);
        }
        return page_of(&ask, &rows, |product| row(product, product, site));
    }
    listed(&ask, Source::of("/products", &filters), |product| row(product, product, site)).await
}

async fn read(ask: &Ask, id: &str) -> Result<(Value, String), Reply> {
    let (product, site) = crate::orders::parted(id).ok_or_else(|| Reply::not_found(ask.family))?;
    Ok((ask.call(Call::get(format!("/products/{product}"))).await?, site.to_owned()))
}

async fn shown(ask: &Ask, product: &Value, site_id: &str) -> Result<Value, Reply> {
    let garage = Garage::of(ask).await?;
    let site = garage.sites.iter().find(|site| text(site, "/id") == site_id).ok_or_else(|| Reply::not_found(ask.family))?;
    Ok(row(product, level(product, site_id), site))
}

fn level<'a>(product: &'a Value, site: &str) -> &'a Value {
    let of_site = |level: &&Value| text(level, "/site_id") == site;
    product["stock"].as_array().and_then(|levels| levels.iter().find(of_site)).unwrap_or(&Value::Null)
}

async fn get(ask: Ask) -> Answer {
    let (product, site) = read(&ask, ask.id()).await?;
    Ok(Reply::ok(shown(&ask, &product, &site).await?))
}

async fn create(ask: Ask) -> Answer {
    ask.require(&["product"])?;
    let site = Garage::of(&ask).await?.chosen(&ask, "site")?;
    let named = ask.text("product").unwrap_or_default();
    let Ok(product) = ask.tried(Call::get(format!("/products/{named}"))).await? else { return Err(unknown("product", &named)) };
    if level(&product, &site)["on_hand"].as_i64().is_some_and(|on_hand| on_hand != 0) {
        return Err(Reply::field("non_field_errors", "The fields product, site must make a unique set."));
    }
    let product = set(&ask, product, &site).await?;
    Ok(Reply::created(shown(&ask, &product, &site).await?))
}

async fn update(ask: Ask) -> Answer {
    let (product, site) = read(&ask, ask.id()).await?;
    let product = set(&ask, product, &site).await?;
    Ok(Reply::ok(shown(&ask, &product, &site).await?))
}

/// Brings the stock to what the client says.
async fn set(ask: &Ask, mut product: Value, site: &str) -> Result<Value, Reply> {
    let (on_hand, least, most) = (ask.amount("quantity_on_hand", 3)?, ask.amount("reorder_level", 3)?, ask.amount("reorder_quantity", 3)?);
    let id = text(&product, "/id").to_owned();
    let now = level(&product, site)["on_hand"].as_i64().unwrap_or_default();
    if let Some(difference) = on_hand.map(|on_hand| on_hand - now).filter(|difference| *difference != 0) {
        let body = json!({ "site_id": site, "product_id": id, "quantity": difference, "reason": REASON });
        ask.call(Call::post("/stock/adjustments", body)).await?;
    }
    if least.is_some() || most.is_some() {
        let before = level(&product, site);
        let minimum = least.unwrap_or_else(|| before["minimum"].as_i64().unwrap_or_default());
        let body = json!({ "site_id": site, "minimum": minimum, "maximum": most.filter(|most| *most >= minimum) });
        ask.call(Call::put(format!("/products/{id}/minimum"), body)).await?;
    }
    if ask.has("bin_location") {
        ask.call(Call::put(format!("/products/{id}/bin"), json!({ "site_id": site, "bin": ask.text("bin_location") }))).await?;
    }
    product = ask.call(Call::get(format!("/products/{id}"))).await?;
    Ok(product)
}

async fn options(ask: Ask) -> Answer {
    let products = all(&ask, Source::uncounted("/products", &[("site", ask.wanted_id("site_id"))])).await?;
    let every = |field: &str| products.iter().filter_map(|product| product[field].as_str()).collect::<BTreeSet<_>>();
    Ok(Reply::ok(json!({ "categories": every("category"), "product_types": [], "positions": [], "brands": every("brand") })))
}

async fn low(ask: Ask) -> Answer {
    let garage = Garage::of(&ask).await?;
    let rows = all(&ask, Source::uncounted("/stock/reorder", &[("site", ask.wanted_id("site_id"))])).await?;
    let alert = |row: &Value| {
        let site = text(row, "/site_id");
        json!({
            "id": format!("{}.{site}", text(row, "/product_id")), "product_id": row["product_id"], "product_name": row["name"],
            "site_id": site, "site_name": garage.name(site), "quantity_on_hand": quantity(&row["on_hand"]),
            "reorder_level": quantity(&or_null(row, "/minimum")), "reorder_quantity": quantity(&row["suggested"]),
        })
    };
    let alerts: Vec<_> = rows.iter().map(alert).collect();
    Ok(Reply::ok(json!({ "count": alerts.len(), "alerts": alerts })))
}
