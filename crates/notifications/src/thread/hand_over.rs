//! `POST /threads/{id}/hand-over`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{StaffCard, UserId};
use contracts::workshop::{WORK_ORDER_AUTHORISE, WorkOrderId};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::Claim;
use kernel::text::filled_line;
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry::Entry;
use super::note::{Answer, answer};
use super::view::ThreadEntry;
use super::{Threads, store};
use crate::MODULE;
use crate::news::{self, News};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandThreadOver {
    /// Somebody who works at the order's site.
    #[garde(skip)]
    pub user_id: UserId,
    /// What they should know; customers never see it.
    #[garde(custom(filled_line(500)))]
    #[schema(max_length = 500, format = "filled-line")]
    pub text: String,
}

/// Hands a work order's thread over to a colleague, who is told. Permission: `work_order.authorise`.
#[utoipa::path(post, path = "/threads/{work_order_id}/hand-over", tag = "notifications", operation_id = "hand_thread_over",
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = String, Header)), request_body = HandThreadOver,
    responses((status = 201, body = ThreadEntry)), security(("bearer" = [])))]
pub async fn hand_thread_over(
    State(it): State<Arc<Threads>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
    key: IdempotencyKey,
    Json(body): Json<HandThreadOver>,
) -> Result<Answer, Problem> {
    let order = it.order(&actor, id, WORK_ORDER_AUTHORISE).await?;
    let claim = Claim::new(&actor, &format!("hand_thread_over {id}"), key.required()?.0.as_deref(), &body)?;
    let (db, clock) = (&it.context.db, it.context.clock.as_ref());
    if let Some(entry) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(id, entry, true));
    }
    let advisor = it.colleague(order.site_id, body.user_id).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let entry = Entry::handed_over(&order, (&actor.name, &advisor.name), &body.text, clock.now());
    store::keep(&mut tx, entry.clone(), clock).await?;
    store::set_advisor(&tx, (id, order.site_id), advisor.id, &advisor.name).await?;
    // Who takes it over themselves knows.
    if advisor.id.0 != actor.id {
        news::tell(&mut tx, News::handed_over(entry.id, &order, advisor.id, &entry.text, clock.now()), clock).await?;
    }
    let entry = ThreadEntry::from(entry);
    Claim::keep(claim.as_ref(), &tx, MODULE, &entry).await?;
    tx.commit().await?;
    Ok(answer(id, entry, false))
}

impl Threads {
    async fn colleague(&self, site: SiteId, id: UserId) -> Result<StaffCard, Problem> {
        let fault = |code, detail| Problem::field("/user_id", code, detail);
        let card = self.staff.cards(&[id]).await?.into_iter().next().ok_or_else(|| fault("unknown", "nobody has this id"))?;
        if card.sites.contains(&site) { Ok(card) } else { Err(fault("elsewhere", "does not work at this site")) }
    }
}
