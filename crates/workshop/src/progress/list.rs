//! GET /work-in-progress/{site}/orders

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SiteCard, site};
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem, SiteId};

use super::get::rates;
use super::labour::by_order;
use super::store::{self, Row};
use super::view::{Day, DayQuery, UnfinishedOrder, may_see_labour, permit, shown};
use crate::{MODULE, Workshop};

/// The work orders that were under way at the end of a day, as they stood then; the first opened first. Names are those of today.
///
/// A day that has not begun at the site is refused (`day-not-begun`). Permission: `accounting.read` and `stock.see_cost`; the cost of labour
/// takes `pay.read` too.
#[utoipa::path(get, path = "/work-in-progress/{site_id}/orders", tag = MODULE, operation_id = "list_work_in_progress",
    security(("bearer" = [])), params(("site_id" = SiteId, Path), DayQuery, PageQuery),
    responses((status = 200, body = Page<UnfinishedOrder>)))]
pub async fn list_work_in_progress(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<DayQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<UnfinishedOrder>>, Problem> {
    permit(&actor, id)?;
    let limit = page.limit()?;
    let card = site(workshop.sites.as_ref(), id).await?;
    let day = Day::asked(query, &card, workshop.now())?;
    let rows = workshop.unfinished((&card, day), (page.cursor()?, limit + 1), &actor).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id)))
}

impl Workshop {
    /// So many orders after one, with what was worked on each.
    pub async fn unfinished(
        &self,
        (card, day): (&SiteCard, Day),
        (after, limit): (Option<WorkOrderId>, u64),
        actor: &Actor,
    ) -> Result<Vec<UnfinishedOrder>, Problem> {
        let instant = self.context.db.snapshot().await?;
        let at = day.at(card.id);
        let rows = store::list(&instant, at, after, limit).await?;
        let ids: Vec<_> = rows.iter().map(|row: &Row| row.order_id).collect();
        // Of a file that has them all, all of them are asked for.
        let among = (ids.len() <= MOST_NAMED).then_some(ids.as_slice());
        let clocked = store::clocked(&instant, at, among).await?;
        let labour = by_order(&clocked, &rates(&instant, card, at, day).await?, day.ends);
        let sees_labour = may_see_labour(actor, card.id);
        let of = |row: Row| {
            let labour = labour.get(&row.order_id).copied().unwrap_or_default();
            shown(row, labour, sees_labour)
        };
        Ok(rows.into_iter().map(of).collect())
    }
}

const MOST_NAMED: usize = 200;
