//! `GET /reports/saved`

use std::sync::Arc;

use axum::extract::State;
use contracts::reporting::REPORT_READ;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};

use super::Saved;
use super::view::{SavedReportView, views};
use crate::store::saved::{self as store, Asked};

/// One's own reports, those that others share, and those that are sent to one; the latest first. Permission: `report.read`.
#[utoipa::path(get, path = "/reports/saved", tag = "reporting", operation_id = "list_saved_reports", params(PageQuery),
    responses((status = 200, body = Page<SavedReportView>)), security(("bearer" = [])))]
pub async fn list_saved_reports(
    State(it): State<Arc<Saved>>,
    Caller(actor): Caller,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SavedReportView>>, Problem> {
    let sites = actor.visible_sites(None, REPORT_READ)?;
    let (limit, before, reader) = (page.limit()?, page.cursor()?, it.context.db.reader());
    let rows = store::list(reader, &Asked { user: actor.id, sites: sites.as_deref(), before, limit: limit + 1 }).await?;
    let Page { items, next } = Page::cut(rows, limit, |report| report.id);
    Ok(Json(Page { items: views(reader, items, &actor).await?, next }))
}
