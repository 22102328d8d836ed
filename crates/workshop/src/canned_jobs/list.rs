//! What is kept ready.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{CannedJobId, WORK_ORDER_READ};
use kernel::http::{Caller, Json, Path, Query, Versioned};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, search};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Filter};
use super::view::{CannedJobView, shown};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CannedJobsQuery {
    /// Words of its name, in any of its languages.
    q: Option<String>,
    /// Those out of use instead.
    archived: Option<bool>,
}

/// Jobs that are kept ready, by name. Permission: `work_order.read`.
#[utoipa::path(get, path = "/canned-jobs", tag = MODULE, operation_id = "list_canned_jobs", security(("bearer" = [])),
    params(CannedJobsQuery, PageQuery), responses((status = 200, body = Page<CannedJobView>)))]
pub async fn list_canned_jobs(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<CannedJobsQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<CannedJobView>>, Problem> {
    actor.permit_anywhere(WORK_ORDER_READ)?;
    let limit = page.limit()?;
    let words = search::normalise(query.q.as_deref().unwrap_or_default());
    let words = words.split_whitespace().take(MOST_WORDS).map(str::to_owned).collect();
    let filter = Filter { words, archived: query.archived == Some(true), after: page.cursor()?, limit: limit + 1 };
    let rows = store::list(workshop.context.db.reader(), &filter).await?;
    let page = Page::cut(rows, limit, |row| (row.sort_name.clone(), row.id));
    Ok(Json(Page { items: shown(&workshop, page.items, &actor).await?, next: page.next }))
}

const MOST_WORDS: usize = 8;

/// One of them. Permission: `work_order.read`.
#[utoipa::path(get, path = "/canned-jobs/{canned_job_id}", tag = MODULE, operation_id = "get_canned_job", security(("bearer" = [])),
    params(("canned_job_id" = CannedJobId, Path)), responses((status = 200, body = CannedJobView)))]
pub async fn get_canned_job(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<CannedJobId>,
) -> Result<Versioned<CannedJobView>, Problem> {
    actor.permit_anywhere(WORK_ORDER_READ)?;
    let row = store::find(workshop.context.db.reader(), id).await?;
    let view = shown(&workshop, vec![row], &actor).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(Versioned(view.version, view))
}
