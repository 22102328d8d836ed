//! `GET /feedback`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::rule::State as Standing;
use super::view::FeedbackView;
use super::{Asking, store};

/// Which feedback to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FeedbackQuery {
    /// Of this site.
    pub site: SiteId,
    /// All that was answered when left out.
    #[param(inline)]
    pub state: Option<Standing>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// What customers of a site said of their visits, who was asked last first. Permission: `message.read`.
#[utoipa::path(get, path = "/feedback", tag = "notifications", operation_id = "list_feedback", params(FeedbackQuery),
    responses((status = 200, body = Page<FeedbackView>)), security(("bearer" = [])))]
pub async fn list_feedback(
    State(it): State<Arc<Asking>>,
    Caller(actor): Caller,
    Query(query): Query<FeedbackQuery>,
) -> Result<Json<Page<FeedbackView>>, Problem> {
    actor.permit(MESSAGE_READ, query.site)?;
    let page = PageQuery { after: query.after, limit: query.limit };
    let (limit, before) = (page.limit()?, page.cursor()?);
    let states = query.state.map_or_else(|| vec![Standing::Good, Standing::Open, Standing::Handled], |state| vec![state]);
    let rows = store::list(it.context.db.reader(), query.site, &states, before, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| FeedbackView::new(row, &actor))))
}
