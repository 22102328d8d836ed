//! Customers, as the first version registered them by their identity card, and as the last one kept them.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::people;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, first_of, listed, or_null, text, with};

const ABOUT: &str = "Customers";
const REGISTRATION: &[&str] = &["CIN*", "first_name*", "last_name*", "address", "phone*", "email"];
const FIELDS: &[&str] = &["id", "name*", "email", "phoneNumber*", "address"];
const NAMES: [(&str, &str); 1] = [("phone", "phoneNumber")];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Services, ABOUT, method, path, summary, handle);
    vec![
        route(Method::POST, "/register", "Registers a customer", |ask| Box::pin(register(ask))).takes(REGISTRATION),
        route(Method::GET, "/getall", "Customers", |ask| Box::pin(all_of(ask))).asks(&["limit", "offset"]),
        route(Method::GET, "/customer/{id}", "One customer by the card's number", |ask| Box::pin(by_card(ask))),
        route(Method::PUT, "/update", "Changes a customer", |ask| Box::pin(update_by_card(ask))).asks(&["CIN*"]).takes(REGISTRATION),
        route(Method::GET, "/customers", "Customers", |ask| Box::pin(list(ask))).asks(&["limit", "offset"]),
        route(Method::POST, "/customers", "Adds a customer", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/customers/{id}", "One customer", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/customers/{id}", "Changes a customer", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/customers/{id}", "Changes a customer", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/customers/{id}", "Puts a customer away; invoices stay", |ask| Box::pin(delete(ask))),
    ]
}

fn registered(customer: &Value) -> Value {
    let (first, last) = first_of(text(customer, "/name"));
    json!({
        "CIN": or_null(customer, "/external_ref"), "id": customer["id"], "first_name": first, "last_name": last,
        "address": or_null(customer, "/address"), "phone": or_null(customer, "/phone"), "email": or_null(customer, "/email"),
    })
}

fn view(customer: &Value) -> Value {
    json!({
        "id": customer["id"], "cin": or_null(customer, "/external_ref"), "name": customer["name"], "email": or_null(customer, "/email"),
        "phoneNumber": or_null(customer, "/phone"), "address": or_null(customer, "/address"),
    })
}

/// By ECAR's id or by the card's number, which is the customer's reference.
pub async fn found(ask: &Ask, key: &str) -> Result<Value, Reply> {
    if uuid::Uuid::parse_str(key).is_ok() {
        return ask.call(Call::get(format!("/customers/{key}"))).await;
    }
    let found = ask.call(Call::get(with("/customers", &[("q", Some(key)), ("limit", Some("10"))]))).await?;
    let own = found["items"].as_array().and_then(|items| items.iter().find(|it| text(it, "/external_ref") == key));
    own.cloned().ok_or_else(|| Reply::not_found(ask.family))
}

async fn register(ask: Ask) -> Answer {
    let ask = ask.naming(&[("external_ref", "CIN")]);
    ask.require(&["CIN", "first_name", "last_name", "phone"])?;
    let mut body = people::customer(&ask, "", &[("phone", "phone"), ("email", "email"), ("address", "address"), ("CIN", "external_ref")]);
    body["kind"] = json!("person");
    if found(&ask, &ask.text("CIN").unwrap_or_default()).await.is_ok() {
        return Err(Reply::field("CIN", "A customer with this CIN is registered already."));
    }
    Ok(Reply::created(registered(&ask.call(Call::post("/customers", body)).await?)))
}

async fn all_of(ask: Ask) -> Answer {
    listed(&ask, Source::uncounted("/customers", &[]), registered).await
}

async fn list(ask: Ask) -> Answer {
    listed(&ask, Source::uncounted("/customers", &[]), view).await
}

async fn by_card(ask: Ask) -> Answer {
    Ok(Reply::ok(registered(&found(&ask, ask.id()).await?)))
}

async fn update_by_card(ask: Ask) -> Answer {
    let card = ask.wanted("CIN").ok_or_else(|| Reply::field("CIN", "This field is required."))?;
    let customer = found(&ask, card).await?;
    let changed = people::change(&ask, text(&customer, "/id"), &[("phone", "phone"), ("email", "email"), ("address", "address")]).await?;
    Ok(Reply::ok(registered(&changed)))
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&found(&ask, ask.id()).await?)))
}

fn said(ask: &Ask) -> Map<String, Value> {
    let fields = [("name", "name"), ("email", "email"), ("phoneNumber", "phone"), ("address", "address")];
    fields.into_iter().filter(|(theirs, _)| ask.has(theirs)).map(|(theirs, ours)| (ours.to_owned(), json!(ask.text(theirs)))).collect()
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["name", "phoneNumber"])?;
    let mut body = said(&ask);
    body.insert("kind".to_owned(), json!("person"));
    if let Some(card) = ask.text("id") {
        if found(&ask, &card).await.is_ok() {
            return Err(Reply::field("id", "A customer with this id is there already."));
        }
        body.insert("external_ref".to_owned(), json!(card));
    }
    Ok(Reply::created(view(&ask.call(Call::post("/customers", Value::Object(body))).await?)))
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let customer = found(&ask, ask.id()).await?;
    let body = Value::Object(said(&ask));
    Ok(Reply::ok(view(&ask.call(Call::patch(format!("/customers/{}", text(&customer, "/id")), body)).await?)))
}

async fn delete(ask: Ask) -> Answer {
    let customer = found(&ask, ask.id()).await?;
    people::archive(&ask, text(&customer, "/id")).await
}
