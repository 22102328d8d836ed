//! What somebody else says of the work.

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use contracts::workshop::{JobId, WORK_ORDER_WORK, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use kernel::text::{filled, prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::{Technician, Verdict};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QualityCheck)]
pub struct Check {
    #[garde(skip)]
    pub passed: bool,
    /// Which job goes back, when one does.
    #[serde(default)]
    #[garde(skip)]
    pub job_id: Option<JobId>,
    /// What is wrong; needed when it did not pass.
    #[serde(default)]
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub reason: Option<String>,
}

/// Passes the work, or sends it back with the reason.
///
/// Refused with `own-work` to the technician who is assigned. Permission: `work_order.work`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/check", tag = MODULE, operation_id = "check_work_order",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Check, responses((status = 200, body = WorkOrderView)))]
pub async fn check_work_order(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Check>,
) -> Result<Answer, Problem> {
    let by = Technician { id: UserId(asked.actor.id), name: asked.actor.name.clone() };
    let command = asked.to("check_work_order", id, WORK_ORDER_WORK, &body)?;
    let verdict = verdict(body)?;
    command.run(&workshop, |order| order.check(verdict, &by)).await
}

fn verdict(body: Check) -> Result<Verdict, Problem> {
    match (body.passed, filled(body.reason)) {
        (true, _) => Ok(Verdict::Passed),
        (false, Some(reason)) => Ok(Verdict::Failed { job: body.job_id, reason }),
        (false, None) => Err(Problem::field("/reason", "required", "say what is wrong")),
    }
}
