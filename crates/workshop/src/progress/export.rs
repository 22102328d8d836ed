//! GET /work-in-progress/{site}/export

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use contracts::identity::site;
use kernel::export::{Cell, MOST_ROWS, Table};
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Currency, Problem, SiteId};
use sea_orm::ActiveEnum;

use super::view::{Day, DayQuery, UnfinishedOrder, permit};
use crate::time::{ExportQuery, seconds_as_hours};
use crate::{MODULE, Workshop};

/// The same for a spreadsheet, order by order: amounts and hours as decimals, the first 20,000.
///
/// Permission: `accounting.read` and `stock.see_cost`; the cost of labour takes `pay.read` too.
#[utoipa::path(get, path = "/work-in-progress/{site_id}/export", tag = MODULE, operation_id = "export_work_in_progress",
    security(("bearer" = [])), params(("site_id" = SiteId, Path), DayQuery, ExportQuery),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export_work_in_progress(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<DayQuery>,
    Query(export): Query<ExportQuery>,
) -> Result<Response, Problem> {
    permit(&actor, id)?;
    let card = site(workshop.sites.as_ref(), id).await?;
    let day = Day::asked(query, &card, workshop.now())?;
    let most = u64::try_from(MOST_ROWS).unwrap_or(u64::MAX);
    let orders = workshop.unfinished((&card, day), (None, most), &actor).await?;
    let decimals = Currency::from_code(&card.currency).map_or(2, |currency| currency.decimals);
    let rows = orders.iter().map(|order| row(order, &card.currency, decimals)).collect();
    Table { name: format!("work-in-progress-{}", day.on), titles: TITLES.to_vec(), rows }.answer(export.format)
}

const TITLES: [&str; 13] = [
    "number",
    "customer",
    "plate",
    "vehicle",
    "state",
    "since",
    "net",
    "parts_cost",
    "sublet_cost",
    "labour_cost",
    "cost",
    "worked_hours",
    "currency",
];

fn row(order: &UnfinishedOrder, currency: &str, decimals: u8) -> Vec<Cell> {
    let decimal = |amount: Amount| Cell::Number(amount.to_decimal(decimals));
    let worth = order.worth;
    vec![
        Cell::Text(order.number.clone()),
        Cell::Text(order.customer_name.clone()),
        Cell::Text(order.vehicle_plate.clone()),
        Cell::Text(order.vehicle_label.clone()),
        Cell::Text(order.state.to_value()),
        Cell::Text(order.since.to_rfc3339()),
        decimal(worth.net),
        decimal(worth.parts_cost),
        decimal(worth.sublet_cost),
        worth.labour_cost.map_or(Cell::Empty, decimal),
        decimal(worth.cost),
        seconds_as_hours(order.worked),
        Cell::Text(currency.to_owned()),
    ]
}
