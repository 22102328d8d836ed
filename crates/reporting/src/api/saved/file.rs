//! `GET /reports/saved/{id}/file`

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use kernel::Problem;
use kernel::http::{Caller, Path, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{Saved, content};
use crate::store;

/// Which.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// As if it were made on that day at the site: what a mail leads to has the days that the mail has. Today when left out.
    pub on: Option<NaiveDate>,
}

/// A saved report as a file of its format: what the caller may see of it now, the latest 20,000 rows.
///
/// Permission: `report.read` at its site, and it is one's own, shared, or sent to one; what tells costs takes `stock.see_cost` too, what tells
/// wages `pay.read`.
#[utoipa::path(get, path = "/reports/saved/{report_id}/file", tag = "reporting", operation_id = "download_saved_report",
    params(("report_id" = Uuid, Path), FileQuery), security(("bearer" = [])),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn download_saved_report(
    State(it): State<Arc<Saved>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<FileQuery>,
) -> Result<Response, Problem> {
    let reader = it.context.db.reader();
    let report = it.shown(reader, &actor, id).await?;
    let zone = store::sites::all(reader).await?.zone(report.what.site_id);
    let on = query.on.unwrap_or_else(|| it.context.clock.now().with_timezone(&zone).date_naive());
    content::table(&it.context, &actor, &report.what, on).await?.answer(report.what.format)
}
