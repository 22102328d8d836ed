//! Grants, refuses or takes back what was asked for.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::text::{filled, line};
use kernel::{Actor, Problem, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::request::{Request, State};
use super::rule::{give, may_decide};
use super::store;
use super::view::RequestView;
use crate::work_orders::command::keep;
use crate::work_orders::fact::Fact;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// A request with its order, both locked.
struct Open {
    tx: Tx,
    request: Request,
    before: WorkOrder,
    order: WorkOrder,
}

/// The order first, as every command does.
async fn open(workshop: &Workshop, actor: &Actor, id: Uuid) -> Result<Open, Problem> {
    let order: WorkOrderId = store::find(workshop.context.db.reader(), id).await?.order_id;
    let tx = workshop.context.db.begin().await?;
    let before = orders::lock(&tx, order).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_UPDATE, before.site_id)?;
    let request = store::lock(&tx, id).await?;
    if request.state == State::Open {
        Ok(Open { tx, request, order: before.clone(), before })
    } else {
        Err(Problem::conflict("discount-decided", "It was decided on already"))
    }
}

async fn close(workshop: &Workshop, actor: &Actor, open: Open, state: State, facts: &[Fact]) -> Result<Json<RequestView>, Problem> {
    let Open { mut tx, mut request, before, mut order } = open;
    request.end(state, &actor.name, workshop.now().timestamp());
    store::save(&tx, &request).await?;
    keep(&mut tx, &before, &mut order, facts, actor, workshop.context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(Json(RequestView::of(request, actor)))
}

fn expect_reach(request: &Request, actor: &Actor) -> Result<(), Problem> {
    if may_decide(request, actor.limits(request.site_id)) {
        Ok(())
    } else {
        Err(Problem::forbidden(WORK_ORDER_UPDATE).detail("Your role may not give such a discount"))
    }
}

/// Gives the discount that was asked for, in the caller's name. Permission: `work_order.update`, with a role that may give so much (403).
/// 409 `discount-decided`, and what giving it answers.
#[utoipa::path(post, path = "/discount-requests/{request_id}/grant", tag = MODULE, operation_id = "grant_discount",
    security(("bearer" = [])), params(("request_id" = Uuid, Path)), responses((status = 200, body = RequestView)))]
pub async fn grant_discount(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<RequestView>, Problem> {
    let mut open = open(&workshop, &actor, id).await?;
    expect_reach(&open.request, &actor)?;
    let limits = actor.limits(open.order.site_id);
    let facts = give(&mut open.order, &open.request, &actor.name, limits)?;
    close(&workshop, &actor, open, State::Granted, &facts).await
}

/// A word with a refusal.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseDiscount {
    #[serde(default)]
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub word: Option<String>,
}

/// Gives nothing. Permission: `work_order.update`, with a role that may give so much (403). 409 `discount-decided`.
#[utoipa::path(post, path = "/discount-requests/{request_id}/refuse", tag = MODULE, operation_id = "refuse_discount",
    security(("bearer" = [])), params(("request_id" = Uuid, Path)), request_body = RefuseDiscount,
    responses((status = 200, body = RequestView)))]
pub async fn refuse_discount(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<RefuseDiscount>,
) -> Result<Json<RequestView>, Problem> {
    let mut open = open(&workshop, &actor, id).await?;
    expect_reach(&open.request, &actor)?;
    open.request.word = filled(body.word);
    let fact = Fact::DiscountRefused { job: open.request.title.clone().unwrap_or_default(), word: open.request.word.clone() };
    close(&workshop, &actor, open, State::Refused, &[fact]).await
}

/// Takes back what was asked for: the asker, or who stands at the desk in their place. Permission: `work_order.update`. 409
/// `discount-decided`.
#[utoipa::path(post, path = "/discount-requests/{request_id}/withdraw", tag = MODULE, operation_id = "withdraw_discount",
    security(("bearer" = [])), params(("request_id" = Uuid, Path)), responses((status = 200, body = RequestView)))]
pub async fn withdraw_discount(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<RequestView>, Problem> {
    let open = open(&workshop, &actor, id).await?;
    let fact = Fact::DiscountWithdrawn { job: open.request.title.clone().unwrap_or_default() };
    close(&workshop, &actor, open, State::Withdrawn, &[fact]).await
}
