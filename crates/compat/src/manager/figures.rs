//! Tables to take along.

use axum::http::Method;
use kernel::export::{Cell, Table};
use serde_json::Value;

use crate::plumbing::{Answer, Ask, Family, Reply, Route, Source, all, text};

const RESOURCES: [&str; 3] = ["service_requests", "invoices", "inventory"];

pub fn routes() -> Vec<Route> {
    vec![
        Route::new(Family::Manager, "Dashboard", Method::GET, "/api/v1/dashboard/export/", "The newest thousand rows as CSV", |ask| {
            Box::pin(export(ask))
        })
        .asks(&["resource*"]),
    ]
}

async fn export(ask: Ask) -> Answer {
    let resource = ask.wanted("resource").unwrap_or_default();
    let table = match resource {
        "service_requests" => {
            let rows = all(&ask, Source::uncounted("/work-orders", &[])).await?;
            let cells = ["/number", "/state", "/title", "/customer/name", "/vehicle/plate", "/technician/name", "/opened_at"];
            table(resource, vec!["number", "state", "description", "customer", "vehicle", "mechanic", "created_at"], &rows, &cells)
        }
        "invoices" => {
            let rows = all(&ask, Source::uncounted("/invoices", &[])).await?;
            let cells = ["/number", "/state", "/customer/name", "/plate", "/total", "/due", "/currency", "/issued_on"];
            table(
                resource,
                vec!["number", "state", "customer", "vehicle", "total_minor", "due_minor", "currency", "issued_on"],
                &rows,
                &cells,
            )
        }
        "inventory" => {
            let rows = all(&ask, Source::uncounted("/products", &[])).await?;
            let cells = ["/sku", "/name", "/category", "/on_hand", "/reserved", "/minimum"];
            table(
                resource,
                vec!["sku", "name", "category", "on_hand_thousandths", "reserved_thousandths", "reorder_level_thousandths"],
                &rows,
                &cells,
            )
        }
        _ => return Err(Reply::refused(format!("resource must be one of {}", RESOURCES.join(", ")))),
    };
    let bytes = table.csv().map_err(|problem| ask.refusal(&problem))?;
    Ok(Reply::file(bytes, "text/csv; charset=utf-8", Some(format!("{resource}.csv"))))
}

fn table(name: &str, titles: Vec<&'static str>, rows: &[Value], cells: &[&str]) -> Table {
    let cell = |row: &Value, pointer: &str| match row.pointer(pointer) {
        Some(Value::Number(number)) => Cell::Number(number.to_string()),
        _ => Cell::Text(text(row, pointer).to_owned()),
    };
    let rows = rows.iter().map(|row| cells.iter().map(|pointer| cell(row, pointer)).collect()).collect();
    Table { name: name.to_owned(), titles, rows }
}
