//! Cars as files of CSV.

use axum::http::Method;
use kernel::export::{Cell, Table};
use serde_json::{Value, json};

use super::cars::{row, their_fuel};
use crate::plumbing::{Answer, Ask, Call, Family, Line, Reply, Route, Sheet, Source, all, text};

const TITLES: [&str; 9] = ["ID", "Customer", "Make", "Model", "Year", "License Plate", "VIN", "Fuel Type", "Mileage"];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, "Cars", method, path, summary, handle);
    vec![
        route(Method::POST, "/api/cars/bulk_create/", "Adds the cars of a file", |ask| Box::pin(bulk(ask))).takes(&["file*"]),
        route(Method::GET, "/api/cars/export/", "The newest thousand cars as CSV", |ask| Box::pin(export(ask))),
    ]
}

/// Each line by itself, once however often the file is sent: what is wrong is told by its line.
async fn bulk(ask: Ask) -> Answer {
    let sheet = Sheet::of(&ask, "file", ask.file("file")?)?;
    let (mut created, mut errors) = (0, vec![]);
    for line in sheet.lines() {
        let body = said(&line);
        let key = format!("cars:{}:{body}", line.number);
        match ask.call(Call::post("/vehicles", body).once(&key)).await {
            Ok(_) => created += 1,
            Err(refusal) => errors.push(json!(format!("Ligne {} : {}", line.number, refusal.words()))),
        }
    }
    Ok(Reply::ok(json!({ "created_cars": created, "errors": errors })))
}

fn said(line: &Line<'_>) -> Value {
    let number = |title: &str| line.cell(title).and_then(|cell| cell.parse::<i64>().ok());
    json!({
        "owner_id": line.cell("customer_id"), "make": line.cell("make"), "model": line.cell("model"), "year": number("year"),
        "plate": line.cell("license_plate"), "vin": line.cell("vin"), "fuel": line.cell("fuel_type").map(their_fuel),
        "odometer_km": number("mileage").or_else(|| number("initial_mileage")),
    })
}

async fn export(ask: Ask) -> Answer {
    let rows = all(&ask, Source::uncounted("/vehicles", &[])).await?;
    let line = |vehicle: &Value| {
        let shown = row(vehicle);
        let places = ["/id", "/customer/name", "/make", "/model", "/year", "/license_plate", "/vin", "/fuel_type", "/mileage"];
        let cell = |place: &str| match shown.pointer(place) {
            Some(Value::Number(number)) => Cell::Number(number.to_string()),
            _ => Cell::Text(text(&shown, place).to_owned()),
        };
        places.map(cell).to_vec()
    };
    let table = Table { name: "cars".to_owned(), titles: TITLES.to_vec(), rows: rows.iter().map(line).collect() };
    let bytes = table.csv().map_err(|problem| ask.refusal(&problem))?;
    Ok(Reply::file(bytes, "text/csv; charset=utf-8", Some("cars.csv".to_owned())))
}
