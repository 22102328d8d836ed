//! The old part of a line came, or the customer keeps it.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::inventory::STOCK_ISSUE;
use contracts::workshop::{CoreState, LineId, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::{filled, line};
use kernel::{Problem, search};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::core::core_of_code;
use super::view::WorkOrderView;
use super::work_order::WorkOrder;
use crate::error::Error;
use crate::{MODULE, Workshop};

/// What becomes of an old part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CoreDecision {
    /// The garage has it.
    InHand,
    /// The customer keeps it, and pays the charge.
    Kept,
}

/// Of a line, or of the part whose barcode or SKU was scanned.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideCore {
    #[serde(default)]
    #[garde(skip)]
    pub line_id: Option<LineId>,
    #[serde(default)]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub code: Option<String>,
    #[garde(skip)]
    pub decision: CoreDecision,
}

/// Takes an old part in, or notes that the customer keeps it.
///
/// What is charged for it leaves an order whose work is not completed; of a completed one it is owed to the customer (`core_owed`). Refused
/// with `no-core`, `core-in-hand` or, for a code, `not-its-core`. Permission: `stock.issue`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/cores", tag = MODULE, operation_id = "decide_core", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = DecideCore, responses((status = 200, body = WorkOrderView))
)]
pub async fn decide_core(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<DecideCore>,
) -> Result<Answer, Problem> {
    let command = asked.to("decide_core", id, STOCK_ISSUE, &body)?;
    let order = command.peek(&workshop).await?;
    let line = match (body.line_id, filled(body.code.clone())) {
        (Some(line), _) => line,
        (None, Some(code)) => scanned(&workshop, &order, &code).await?,
        (None, None) => return Err(Problem::field("/line_id", "required", "say which part")),
    };
    let state = if body.decision == CoreDecision::InHand { CoreState::InHand } else { CoreState::Kept };
    command.run(&workshop, |order| order.decide_core(line, state)).await
}

/// The line of the article that goes by a code.
async fn scanned(workshop: &Workshop, order: &WorkOrder, code: &str) -> Result<LineId, Problem> {
    let lines = order.jobs.iter().flat_map(|job| &job.lines).filter(|line| line.core.is_some());
    let ids: Vec<_> = lines.filter_map(|line| line.product_id).collect();
    let cards = if ids.is_empty() { vec![] } else { workshop.catalogue.cards(&ids).await? };
    let key = |text: &str| search::normalise(text).replace(' ', "");
    let is_meant = |card: &contracts::inventory::ProductCard| card.barcode.as_deref() == Some(code) || key(&card.sku) == key(code);
    let meant: Vec<_> = cards.iter().filter(|card| is_meant(card)).map(|card| card.id).collect();
    let found = core_of_code(order, |line| line.product_id.is_some_and(|id| meant.contains(&id)));
    found.ok_or_else(|| Error::NotItsCore.into())
}
