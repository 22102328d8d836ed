//! Asks for a discount that goes beyond the caller's role.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::StatusCode;
use contracts::workshop::{JobId, LineId, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Created, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::filled_line;
use kernel::{Actor, Amount, BasisPoints, Limits, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::request::{Request, State, open_key};
use super::view::RequestView;
use super::{rule, store};
use crate::deposits::{amounts, shares};
use crate::work_orders::command::{Asked, keep};
use crate::work_orders::fact::Fact;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// A share or an amount, of a line, a job, or the whole order.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskDiscount {
    #[serde(default)]
    #[garde(skip)]
    pub job_id: Option<JobId>,
    /// A line takes a share alone.
    #[serde(default)]
    #[garde(skip)]
    pub line_id: Option<LineId>,
    #[serde(default)]
    #[garde(inner(custom(shares())))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    pub share: Option<BasisPoints>,
    /// In minor units of the order's currency, without VAT.
    #[serde(default)]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Option<Amount>,
    /// What the discount stands with, and what who decides reads.
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

impl AskDiscount {
    fn check(&self) -> Result<(), Problem> {
        match (self.share, self.amount) {
            (Some(_), Some(_)) => Err(Problem::field("/amount", "exclusive", "it is a share or an amount")),
            (None, None) => Err(Problem::field("/share", "missing", "says how much")),
            (None, Some(_)) if self.line_id.is_some() => Err(Problem::field("/amount", "not-allowed", "a line takes a share")),
            _ => Ok(()),
        }
    }

    fn request(self, order: &WorkOrder, actor: &Actor, at: i64) -> Result<Request, Problem> {
        let title = rule::title(order, self.job_id, self.line_id)?;
        Ok(Request {
            id: Uuid::now_v7(),
            site_id: order.site_id,
            order_id: order.id,
            order_number: order.number.clone(),
            customer_name: order.customer.name.clone(),
            job_id: self.job_id,
            line_id: self.line_id,
            title,
            share: self.share,
            amount: self.amount,
            currency: order.terms.currency.code().to_owned(),
            reason: self.reason.trim().to_owned(),
            asked_by: actor.id,
            asked_by_name: actor.name.clone(),
            asked_at: at,
            state: State::Open,
            decided_by_name: None,
            decided_at: None,
            word: None,
            open_key: Some(open_key(order.id, self.job_id, self.line_id)),
        })
    }
}

type Answer = Repeatable<Created<Json<RequestView>>>;

/// Asks for a discount that the caller may not give: who may, sees it at once and decides. It takes the place of what was asked for before
/// on the same thing.
///
/// Permission: `work_order.update`. 409 `discount-allowed` when the caller may give it, and what giving it would answer: `line-locked`,
/// `wrong-state`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/discount-requests", tag = MODULE, operation_id = "ask_discount",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = AskDiscount, responses((status = 201, body = RequestView)))]
pub async fn ask_discount(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<AskDiscount>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("ask_discount:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let before = orders::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_UPDATE, before.site_id)?;
    body.check()?;
    let request = body.request(&before, &actor, workshop.now().timestamp())?;
    expect_need(&before, &request, &actor)?;
    if let Some(key) = &request.open_key {
        store::replace(&tx, key, request.asked_at).await?;
    }
    store::save(&tx, &request).await?;
    let fact = Fact::DiscountAsked {
        job: request.title.clone().unwrap_or_default(),
        size: request.size(),
        reason: request.reason.clone(),
        currency: before.terms.currency,
    };
    keep(&mut tx, &before, &mut before.clone(), &[fact], &actor, clock).await?;
    let view = RequestView::of(request, &actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

/// It could be given, and not by the caller.
fn expect_need(order: &WorkOrder, request: &Request, actor: &Actor) -> Result<(), Problem> {
    rule::give(&mut order.clone(), request, &actor.name, Limits::default())?;
    match rule::give(&mut order.clone(), request, &actor.name, actor.limits(order.site_id)) {
        Ok(_) => Err(Problem::conflict("discount-allowed", "Your role may give it: give it yourself")),
        Err(_) => Ok(()),
    }
}

fn answer(view: RequestView, replayed: bool) -> Answer {
    let location = format!("/api/v1/discount-requests?work_order={}", view.work_order_id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}
