//! Begins a sheet.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{IntakeId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};
use kernel::idempotency::{Claim, Repeatable};

use super::command::shown;
use super::error::Error;
use super::sheet::Content;
use super::store::{self, MOST_SHEETS};
use super::tables::sheet;
use super::view::IntakeView;
use crate::work_orders::command::Asked;
use crate::work_orders::input::Nothing;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// A sheet, with its version as `ETag`, and whether the answer was given before.
pub type Answer = Repeatable<Versioned<IntakeView>>;

pub fn answer(status: StatusCode, replayed: bool, view: IntakeView) -> Answer {
    Repeatable { status, replayed, body: Versioned(view.version, view) }
}

/// Begins an intake sheet of an order, with what the sheet before says, or the order. One is open at a time.
/// Refused with `no-vehicle` of a sale at the counter. Permission: `work_order.update`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/intakes", tag = MODULE, operation_id = "begin_intake", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = Nothing,
    responses((status = 201, body = IntakeView)))]
pub async fn begin_intake(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("begin_intake:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(StatusCode::CREATED, true, view));
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let order = orders::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_UPDATE, order.site_id)?;
    if !order.state.name().is_open() {
        return Err(Error::OrderOver.into());
    }
    order.expect_vehicle()?;
    let last = store::of_order(&*tx, id).await?.into_iter().next();
    if last.as_ref().is_some_and(|sheet| !sheet.is_signed()) {
        return Err(Error::AlreadyOpen.into());
    }
    let number = last.as_ref().map_or(1, |sheet| sheet.number + 1);
    if number > MOST_SHEETS {
        return Err(Error::TooManySheets.into());
    }
    let content = last.map_or_else(|| of_order(&order), |sheet| sheet.content());
    let row = sheet::Model {
        id: IntakeId::new(),
        order_id: id,
        site_id: order.site_id,
        number,
        content: serde_json::to_string(&content).map_err(|error| Problem::internal(&error))?,
        begun_at: workshop.now(),
        begun_by: actor.name.clone(),
        signed_at: None,
        signed_by: None,
        signature_id: None,
        version: 1,
    };
    store::save(&tx, row.clone()).await?;
    let view = shown(&tx, row, &order, &actor).await?;
    workshop.intake_changed(&mut tx, &order, "intake.begun", (None, &view), &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(StatusCode::CREATED, false, view))
}

/// What reception asked already.
fn of_order(order: &WorkOrder) -> Content {
    Content { odometer: order.odometer_in, key_tag: order.key_tag.clone(), ..Content::default() }
}
