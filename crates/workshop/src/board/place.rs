//! An order moves to another column of its state. To a column of another state it goes by that state's command.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{ColumnId, WORK_ORDER_WORK, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use crate::error::Error;
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::fact::Fact;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Placing {
    #[garde(skip)]
    pub column_id: ColumnId,
}

/// Puts an order into a column of its state.
///
/// Refused with `column-unknown` when the site has no such column, or with `column-of-another-state`. Permission: `work_order.work`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/column", tag = MODULE, operation_id = "place_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = Placing,
    responses((status = 200, body = crate::work_orders::view::WorkOrderView)))]
pub async fn place_work_order(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Placing>,
) -> Result<Answer, Problem> {
    let command = asked.to("place_work_order", id, WORK_ORDER_WORK, &body)?;
    let site = command.peek(&workshop).await?.site_id;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let columns = store::columns(workshop.context.db.reader(), site).await?;
    let column = columns.into_iter().find(|column| column.id == body.column_id).ok_or(Error::ColumnUnknown)?;
    let open = command.open(&workshop).await?;
    if open.order.state.name() != column.state {
        return Err(Error::ColumnOfAnotherState.into());
    }
    store::place(&open.tx, id, column.id).await?;
    command.close(&workshop, open, &[Fact::Placed { column: column.name }]).await
}
