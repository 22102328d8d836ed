//! GET /stock-values/{site}/export

use axum::extract::State;
use axum::response::Response;
use kernel::export::{Cell, FileFormat, MOST_ROWS, Table};
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Currency, Problem, SiteId};
use sea_orm::ActiveEnum;
use serde::Deserialize;
use utoipa::IntoParams;

use super::get::{Day, DayQuery};
use super::store::{self, OfProduct};
use crate::purchases::Purchasing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    #[serde(default)]
    #[param(inline)]
    format: FileFormat,
}

/// The same for a spreadsheet, article by article: quantities and amounts as decimals, the first 20,000.
///
/// Permission: `accounting.read` and `stock.see_cost` at the site.
#[utoipa::path(
    get, path = "/stock-values/{site_id}/export", operation_id = "export_stock_value", tag = "inventory", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), DayQuery, FileQuery),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
pub async fn export_stock_value(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<DayQuery>,
    Query(FileQuery { format }): Query<FileQuery>,
) -> Result<Response, Problem> {
    let day = Day::asked(&purchasing, &actor, id, query).await?;
    let decimals = Currency::from_code(&day.site.currency).map_or(2, |currency| currency.decimals);
    let products = store::products(purchasing.context.db.reader(), id, day.ends, MOST_ROWS).await?;
    let rows = products.into_iter().map(|product| row(product, &day.site.currency, decimals)).collect();
    let titles = vec!["sku", "name", "category", "unit", "on_hand", "average_cost", "value_cost", "currency"];
    Table { name: format!("stock-value-{}", day.on), titles, rows }.answer(format)
}

fn row(product: OfProduct, currency: &str, decimals: u8) -> Vec<Cell> {
    vec![
        Cell::Text(product.sku),
        Cell::Text(product.name),
        Cell::from(product.category),
        Cell::Text(product.unit.to_value()),
        Cell::Number(Amount(product.on_hand.0).to_decimal(3)),
        Cell::Number(product.average_cost.to_decimal(decimals)),
        Cell::Number(product.value_cost.to_decimal(decimals)),
        Cell::Text(currency.to_owned()),
    ]
}
