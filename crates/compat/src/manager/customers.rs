//! Customers: persons with a telephone. ECAR keeps names whole and looks for doubles by itself.

use axum::http::Method;
use serde_json::{Value, json};

use crate::people::{self, CUSTOMER_NAMES};
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, first_of, listed, or_null, text};

const ABOUT: &str = "Customers";
const FIELDS: &[&str] = &["first_name*", "last_name*", "phone_number*", "email", "receive_service_reminders"];
const OURS: [(&str, &str); 2] = [("phone_number", "phone"), ("email", "email")];
const WALK_IN: &str = "Walk-in Customer";
const NO_PHONE: &str = "0000000000";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/v1/customers/", "Customers, the newest first", |ask| Box::pin(list(ask))).asks(&["page", "page_size"]),
        route(Method::POST, "/api/v1/customers/", "Adds a customer", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/customers/walkin/", "The customer of who gives no name", |ask| Box::pin(walk_in(ask))),
        route(Method::GET, "/api/v1/customers/{id}/", "One customer", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/v1/customers/{id}/", "Changes a customer", |ask| Box::pin(replace(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/customers/{id}/", "Changes parts of a customer", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/v1/customers/{id}/", "Puts a customer away; invoices stay", |ask| Box::pin(delete(ask))),
    ]
}

/// In lists `receive_service_reminders` is null: the customer says it.
fn view(customer: &Value) -> Value {
    let (first, last) = first_of(text(customer, "/name"));
    let phone = if text(customer, "/name") == WALK_IN { json!(NO_PHONE) } else { or_null(customer, "/phone") };
    json!({
        "id": customer["id"], "first_name": first, "last_name": last, "phone_number": phone, "email": or_null(customer, "/email"),
        "receive_service_reminders": null,
    })
}

/// The same with what they agreed to.
async fn whole(ask: &Ask, customer: &Value) -> Result<Value, Reply> {
    let mut shown = view(customer);
    let consents = ask.call(Call::get(format!("/customers/{}/consents", text(customer, "/id")))).await?;
    shown["receive_service_reminders"] = json!(is_reminded(&consents));
    Ok(shown)
}

fn is_reminded(consents: &Value) -> bool {
    let about_service = |it: &&Value| text(it, "/purpose") == "service" && text(it, "/channel") == "sms";
    consents["items"].as_array().into_iter().flatten().find(about_service).is_some_and(|it| it["granted"] == true)
}

async fn list(ask: Ask) -> Answer {
    listed(&ask, Source::of("/customers", &[]), view).await
}

async fn get(ask: Ask) -> Answer {
    let customer = ask.call(Call::get(format!("/customers/{}", ask.id()))).await?;
    Ok(Reply::ok(whole(&ask, &customer).await?))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&CUSTOMER_NAMES);
    ask.require(&["first_name", "last_name", "phone_number"])?;
    ask.flag("receive_service_reminders")?;
    let mut body = people::customer(&ask, "", &OURS);
    body["kind"] = json!("person");
    let customer = ask.call(Call::post("/customers", body)).await?;
    decide(&ask, text(&customer, "/id")).await?;
    Ok(Reply::created(whole(&ask, &customer).await?))
}

async fn replace(ask: Ask) -> Answer {
    ask.require(&["first_name", "last_name", "phone_number"])?;
    update(ask).await
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&CUSTOMER_NAMES);
    ask.flag("receive_service_reminders")?;
    let customer = people::change(&ask, ask.id(), &OURS).await?;
    decide(&ask, ask.id()).await?;
    Ok(Reply::ok(whole(&ask, &customer).await?))
}

/// What they said of reminders, where anything was said.
async fn decide(ask: &Ask, id: &str) -> Result<(), Reply> {
    let Some(granted) = ask.flag("receive_service_reminders")? else { return Ok(()) };
    let body = json!({ "channel": "sms", "purpose": "service", "granted": granted, "source": "in_person" });
    ask.call(Call::post(format!("/customers/{id}/consents"), body)).await.map(drop)
}

async fn delete(ask: Ask) -> Answer {
    people::archive(&ask, ask.id()).await
}

async fn walk_in(ask: Ask) -> Answer {
    let found = ask.call(Call::get("/customers?q=Walk-in%20Customer&limit=10")).await?;
    let known = found["items"].as_array().and_then(|items| items.iter().find(|it| text(it, "/name") == WALK_IN).cloned());
    let customer = match known {
        Some(customer) => customer,
        None => ask.call(Call::post("/customers", json!({ "kind": "person", "name": WALK_IN })).once("walk-in")).await?,
    };
    Ok(Reply::ok(whole(&ask, &customer).await?))
}
