//! Customers, each with the user that the old system made beside.

use axum::http::{Method, StatusCode};
use kernel::export::{Cell, Table};
use serde_json::{Value, json};

use crate::people;
use crate::plumbing::{
    Answer, Ask, Call, Family, Reply, Route, Sheet, Source, all, first_of, listed, money, or_null, text, whole_name, with,
};

const ABOUT: &str = "Customers";
const FIELDS: &[&str] = &["first_name", "last_name", "email", "phone*", "address", "user", "user_id"];
const FILTERS: &[&str] = &["search", "phone", "user__email", "ordering", "limit", "offset"];
const OURS: [(&str, &str); 3] = [("phone", "phone"), ("address", "address"), ("email", "email")];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/customers/", "Customers, the newest first", |ask| Box::pin(list(ask))).asks(FILTERS),
        route(Method::POST, "/api/customers/", "Adds a customer", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/customers/me/", "The caller as a customer", |ask| Box::pin(me(ask))),
        route(Method::POST, "/api/customers/bulk_create/", "Adds the customers of a file", |ask| Box::pin(bulk(ask))).takes(&["file*"]),
        route(Method::GET, "/api/customers/export/", "The newest thousand customers as CSV", |ask| Box::pin(export(ask))),
        route(Method::GET, "/api/customers/{id}/", "One customer", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/customers/{id}/", "Changes a customer", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/customers/{id}/", "Changes parts of a customer", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/customers/{id}/", "Puts a customer away; invoices stay", |ask| Box::pin(delete(ask))),
        route(Method::GET, "/api/customers/{id}/statistics/", "What a customer brought", |ask| Box::pin(statistics(ask))),
        route(Method::GET, "/api/customers/{id}/service_history/", "A customer's services", |ask| Box::pin(history(ask))),
        route(Method::PATCH, "/api/customers/{id}/update_address/", "Changes a customer's address", |ask| Box::pin(address(ask)))
            .takes(&["address*"]),
        route(Method::GET, "/api/customers/{id}/cars/", "A customer's cars", |ask| Box::pin(cars(ask))),
    ]
}

/// In lists the number of vehicles is null: the customer says it.
pub fn view(customer: &Value) -> Value {
    let (first, last) = first_of(text(customer, "/name"));
    json!({
        "id": customer["id"],
        "user": { "id": customer["id"], "username": customer["email"], "email": customer["email"], "first_name": first, "last_name": last },
        "phone": or_null(customer, "/phone"), "address": or_null(customer, "/address"), "created_at": customer["created_at"],
        "vehicle_count": null,
    })
}

async fn count(ask: &Ask, path: &str, filters: &[(&str, Option<&str>)]) -> Result<Value, Reply> {
    Ok(ask.call(Call::get(with(&format!("{path}/count"), filters))).await?["count"].clone())
}

async fn whole(ask: &Ask, customer: &Value) -> Result<Value, Reply> {
    let mut shown = view(customer);
    shown["vehicle_count"] = count(ask, "/vehicles", &[("owner", Some(text(customer, "/id")))]).await?;
    Ok(shown)
}

async fn list(ask: Ask) -> Answer {
    let words = ["search", "phone", "user__email", "address"].into_iter().find_map(|name| ask.wanted(name));
    let sort = match ask.wanted("ordering") {
        Some("user__first_name" | "user__last_name" | "name") => Some("name"),
        _ => None,
    };
    listed(&ask, Source::of("/customers", &[("q", words), ("sort", sort)]), view).await
}

async fn get(ask: Ask) -> Answer {
    let customer = ask.call(Call::get(format!("/customers/{}", ask.id()))).await?;
    Ok(Reply::ok(whole(&ask, &customer).await?))
}

/// Lifts the nested `user` of the version before into the body.
fn flattened(mut ask: Ask) -> Ask {
    if let Some(Value::Object(user)) = ask.fields.get("user").cloned() {
        for (name, value) in user {
            ask.fields.entry(name).or_insert(value);
        }
    }
    ask
}

/// With the name and address of the user that the last version names in the place of a name.
async fn of_user(mut ask: Ask) -> Result<Ask, Reply> {
    let Some(id) = ask.text("user_id") else { return Ok(ask) };
    let Ok(user) = ask.tried(Call::get(format!("/users/{id}"))).await? else { return Err(crate::garage::unknown("user_id", &id)) };
    let (first, last) = first_of(text(&user, "/name"));
    for (name, known) in [("first_name", first), ("last_name", last), ("email", text(&user, "/email"))] {
        ask.fields.entry(name).or_insert_with(|| json!(known));
    }
    Ok(ask)
}

async fn create(ask: Ask) -> Answer {
    let ask = of_user(flattened(ask)).await?;
    ask.require(&["phone"])?;
    let Some(name) = people::name(&ask, "").filter(|name| !name.is_empty()) else {
        return Err(Reply::field("first_name", "Ce champ est obligatoire."));
    };
    let mut body = people::customer(&ask, "", &OURS);
    body["kind"] = json!("person");
    body["name"] = json!(name);
    let customer = ask.call(Call::post("/customers", body)).await?;
    Ok(Reply::created(whole(&ask, &customer).await?))
}

async fn update(ask: Ask) -> Answer {
    let ask = flattened(ask);
    let customer = people::change(&ask, ask.id(), &OURS).await?;
    Ok(Reply::ok(whole(&ask, &customer).await?))
}

async fn delete(ask: Ask) -> Answer {
    people::archive(&ask, ask.id()).await
}

/// The caller's own: never another's, whoever asked before.
async fn me(ask: Ask) -> Answer {
    let missing = || Reply::detail(StatusCode::NOT_FOUND, "Customer profile not found");
    let me = ask.call(Call::get("/me")).await?;
    let email = text(&me, "/email");
    if email.is_empty() {
        return Err(missing());
    }
    let found = ask.tried(Call::get(with("/customers", &[("q", Some(email)), ("limit", Some("5"))]))).await?.map_err(|_| missing())?;
    let own = found["items"].as_array().and_then(|items| items.iter().find(|it| text(it, "/email").eq_ignore_ascii_case(email)));
    Ok(Reply::ok(whole(&ask, own.ok_or_else(missing)?).await?))
}

async fn address(ask: Ask) -> Answer {
    ask.require(&["address"])?;
    let customer = ask.call(Call::patch(format!("/customers/{}", ask.id()), json!({ "address": ask.text("address") }))).await?;
    Ok(Reply::ok(whole(&ask, &customer).await?))
}

async fn statistics(ask: Ask) -> Answer {
    let id = ask.id();
    let of = |state: Option<&'static str>| [("customer", Some(id)), ("state", state)];
    let (figures, cars, services, done, paid, pending) = futures::try_join!(
        ask.call(Call::get(format!("/customers/{id}/statistics"))),
        async { count(&ask, "/vehicles", &[("owner", Some(id))]).await },
        async { count(&ask, "/work-orders", &of(None)).await },
        async { count(&ask, "/work-orders", &of(Some("ready,invoiced,closed"))).await },
        async { count(&ask, "/invoices", &of(Some("paid"))).await },
        async { count(&ask, "/invoices", &of(Some("draft,issued,part_paid"))).await },
    )?;
    let spent = &figures["spent"][0];
    Ok(Reply::ok(json!({
        "total_cars": cars, "total_services": services, "completed_services": done,
        "total_amount_spent": money(&json!(spent["paid"].as_i64().unwrap_or_default()), crate::invoices::decimals(text(spent, "/currency"))),
        "paid_invoices": paid, "pending_invoices": pending, "last_service_date": figures["last_visit_at"],
    })))
}

async fn history(ask: Ask) -> Answer {
    ask.call(Call::get(format!("/customers/{}", ask.id()))).await?;
    let rows = all(&ask, Source::uncounted("/work-orders", &[("customer", Some(ask.id()))])).await?;
    Ok(Reply::ok(rows.iter().map(super::services::row).collect()))
}

async fn cars(ask: Ask) -> Answer {
    ask.call(Call::get(format!("/customers/{}", ask.id()))).await?;
    let rows = all(&ask, Source::uncounted("/vehicles", &[("owner", Some(ask.id()))])).await?;
    Ok(Reply::ok(rows.iter().map(super::cars::row).collect()))
}

/// Each line by itself, as the old system did: what is wrong is told by its line, the others are kept. A line is taken once, however
/// often the file is sent.
async fn bulk(ask: Ask) -> Answer {
    let sheet = Sheet::of(&ask, "file", ask.file("file")?)?;
    let (mut created, mut errors) = (0, vec![]);
    for line in sheet.lines() {
        let name = whole_name(line.cell("first_name").unwrap_or_default(), line.cell("last_name").unwrap_or_default());
        let body = json!({
            "kind": "person", "name": name, "email": line.cell("email"), "phone": line.cell("phone"), "address": line.cell("address"),
        });
        let key = format!("bulk:{}:{body}", line.number);
        match ask.call(Call::post("/customers", body).once(&key)).await {
            Ok(_) => created += 1,
            Err(refusal) => errors.push(json!(format!("Ligne {} : {}", line.number, refusal.words()))),
        }
    }
    Ok(Reply::ok(json!({ "created_customers": created, "errors": errors })))
}

async fn export(ask: Ask) -> Answer {
    let rows = all(&ask, Source::uncounted("/customers", &[])).await?;
    let row = |customer: &Value| {
        let (first, last) = first_of(text(customer, "/name"));
        let cells = [
            text(customer, "/id"),
            text(customer, "/email"),
            text(customer, "/email"),
            first,
            last,
            text(customer, "/phone"),
            text(customer, "/address"),
            text(customer, "/created_at"),
        ];
        cells.map(|cell| Cell::Text(cell.to_owned())).to_vec()
    };
    let titles = vec!["ID", "Username", "Email", "First Name", "Last Name", "Phone", "Address", "Created At"];
    let table = Table { name: "customers".to_owned(), titles, rows: rows.iter().map(row).collect() };
    let bytes = table.csv().map_err(|problem| ask.refusal(&problem))?;
    Ok(Reply::file(bytes, "text/csv; charset=utf-8", Some("customers.csv".to_owned())))
}
