//! `GET /reminder-runs/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};

use super::runs::RunView;
use super::{Reminders, store};

/// The runs of a site with what came of each, newest first. Permission: `message.read`.
#[utoipa::path(get, path = "/reminder-runs/{site_id}", tag = "notifications", operation_id = "list_reminder_runs",
    params(("site_id" = SiteId, Path), PageQuery), responses((status = 200, body = Page<RunView>)), security(("bearer" = [])))]
pub async fn list_reminder_runs(
    State(it): State<Arc<Reminders>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<RunView>>, Problem> {
    actor.permit(MESSAGE_READ, site)?;
    let limit = page.limit()?;
    let rows = store::runs(it.context.db.reader(), site, page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| RunView::from(&row))))
}
