//! The same as a file, for the letters that a recall takes.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use contracts::customers::CUSTOMER_EXPORT;
use kernel::export::{Cell, MOST_ROWS, Table};
use kernel::http::{Caller, Query};
use kernel::{Actor, Problem};

use super::part::PartView;
use super::search::NumberedQuery;
use crate::time::ExportQuery;
use crate::{MODULE, Workshop};

/// Rows of one query.
const AT_ONCE: u64 = 1_000;

/// What `GET /numbered-parts` finds, as a CSV or XLSX file of at most 20,000 rows (`too-many-rows`). Permission: `work_order.read`; customers
/// are in it for who holds `customer.export`.
#[utoipa::path(get, path = "/numbered-parts/export", tag = MODULE, operation_id = "export_numbered_parts", security(("bearer" = [])),
    params(NumberedQuery, ExportQuery),
    responses((status = 200, content(
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))))]
pub async fn export_numbered_parts(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<NumberedQuery>,
    Query(asked): Query<ExportQuery>,
) -> Result<Response, Problem> {
    workshop.numbered_table(&actor, &query).await?.answer(asked.format)
}

const TITLES: [&str; 13] = [
    "sku",
    "article",
    "number",
    "quantity",
    "since",
    "written_down_by",
    "work_order",
    "completed",
    "plate",
    "vehicle",
    "odometer",
    "customer",
    "phone",
];

impl Workshop {
    async fn numbered_table(&self, actor: &Actor, query: &NumberedQuery) -> Result<Table, Problem> {
        let name = format!("numbers-{}", self.now().date_naive());
        let mut table = Table { name, titles: TITLES.to_vec(), rows: vec![] };
        let takes_customers = actor.may_anywhere(CUSTOMER_EXPORT);
        let mut after = None;
        loop {
            let found = self.numbered(&query.search(actor, after, AT_ONCE)?).await?;
            after = found.last().map(|part| (part.number_key.clone(), part.id));
            let is_last = u64::try_from(found.len()).unwrap_or_default() < AT_ONCE;
            table.rows.extend(self.with_owners(found, takes_customers).await?.into_iter().map(row));
            if table.rows.len() > MOST_ROWS {
                return Err(Problem::conflict("too-many-rows", "A file has at most 20,000 rows: say more of the number"));
            }
            if is_last {
                return Ok(table);
            }
        }
    }
}

fn row(part: PartView) -> Vec<Cell> {
    let day = |at: chrono::DateTime<chrono::Utc>| Cell::Text(at.format("%Y-%m-%d").to_string());
    let mut cells = vec![
        Cell::Text(part.sku),
        Cell::Text(part.product_name),
        Cell::Text(part.number),
        Cell::Number(part.quantity.to_string()),
        day(part.since),
        Cell::Text(part.by),
    ];
    let Some(fitted) = part.fitted else {
        cells.resize(TITLES.len(), Cell::Empty);
        return cells;
    };
    let (name, phone) = fitted.customer.map_or((Cell::Empty, Cell::Empty), |owner| (Cell::Text(owner.customer_name), owner.phone.into()));
    cells.extend([
        Cell::Text(fitted.work_order),
        fitted.completed_at.map_or(Cell::Empty, day),
        Cell::Text(fitted.vehicle_plate),
        Cell::Text(fitted.vehicle_label),
        fitted.odometer.map_or(Cell::Empty, |km| Cell::Number(km.to_string())),
        name,
        phone,
    ]);
    cells
}
