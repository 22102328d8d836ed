//! GET /work-in-progress/{site}

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SiteCard, site};
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Problem, SiteId};
use sea_orm::{ConnectionTrait, DbErr};

use super::labour::{Rates, by_order};
use super::store::{self, At};
use super::view::{Day, DayQuery, WorkInProgress, WorkOfState, WorkWorth, may_see_labour, permit};
use crate::time::midnight;
use crate::work_orders::state::WorkOrderState::{self, Approved, InProgress, OnHold, QualityCheck, Ready};
use crate::{MODULE, Workshop, pay};

/// What a site's work that is approved and not invoiced was worth at the end of a day: at its price without VAT, and at its cost.
///
/// A day that has not begun at the site is refused (`day-not-begun`). Permission: `accounting.read` and `stock.see_cost`; the cost of labour
/// takes `pay.read` too.
#[utoipa::path(get, path = "/work-in-progress/{site_id}", tag = MODULE, operation_id = "get_work_in_progress", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), DayQuery), responses((status = 200, body = WorkInProgress)))]
pub async fn get_work_in_progress(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<DayQuery>,
) -> Result<Json<WorkInProgress>, Problem> {
    permit(&actor, id)?;
    let card = site(workshop.sites.as_ref(), id).await?;
    let day = Day::asked(query, &card, workshop.now())?;
    let instant = workshop.context.db.snapshot().await?;
    let mut sums = store::sums(&instant, day.at(id)).await?;
    sums.sort_by_key(|sum| WORK.iter().position(|state| *state == sum.state));
    let clocked = store::clocked(&instant, day.at(id), None).await?;
    let labour = by_order(&clocked, &rates(&instant, &card, day.at(id), day).await?, day.ends);
    let cost = labour.values().map(|labour| labour.cost).sum();
    Ok(Json(WorkInProgress {
        site_id: id,
        sum: WorkWorth::of(&sums, may_see_labour(&actor, id).then_some(cost)),
        states: sums.into_iter().map(|sum| WorkOfState { state: sum.state, orders: sum.orders, net: sum.net }).collect(),
        worked: labour.values().map(|labour| labour.seconds).sum(),
        unpriced: labour.values().map(|labour| labour.unknown_seconds).sum(),
        currency: card.currency,
        on: day.on,
    }))
}

const WORK: [WorkOrderState; 5] = [Approved, InProgress, OnHold, QualityCheck, Ready];

/// What everybody at a site earned an hour up to a day.
pub async fn rates<C: ConnectionTrait>(conn: &C, card: &SiteCard, at: At, day: Day) -> Result<Rates, DbErr> {
    let mut rates = Rates::new();
    for terms in pay::until(conn, at.site, day.on).await? {
        rates.entry(terms.user_id).or_default().push((midnight(card, terms.from_on), terms.hourly));
    }
    Ok(rates)
}
