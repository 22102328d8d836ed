//! `GET /reminders`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{ReminderView, with_messages};
use super::{Reminders, store};

/// Which reminders to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReminderQuery {
    /// Of this site.
    pub site: SiteId,
    /// False for what is over: done, too late, or the vehicle is gone. Those that are looked at each day when left out.
    pub open: Option<bool>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// What is due at a site as its last run found it, with what was told and why nothing more is; by the day on which it is due.
/// Permission: `message.read`.
#[utoipa::path(get, path = "/reminders", tag = "notifications", operation_id = "list_reminders",
    params(ReminderQuery), responses((status = 200, body = Page<ReminderView>)), security(("bearer" = [])))]
pub async fn list_reminders(
    State(it): State<Arc<Reminders>>,
    Caller(actor): Caller,
    Query(query): Query<ReminderQuery>,
) -> Result<Json<Page<ReminderView>>, Problem> {
    let site = query.site;
    actor.permit(MESSAGE_READ, site)?;
    let (page, reader) = (PageQuery { after: query.after, limit: query.limit }, it.context.db.reader());
    let limit = page.limit()?;
    let rows = store::list(reader, site, query.open.unwrap_or(true), page.cursor()?, limit).await?;
    let Page { items, next } = Page::cut(rows, limit, |row| (row.due_on, row.id));
    Ok(Json(Page { items: with_messages(reader, items).await?, next }))
}
