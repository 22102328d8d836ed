//! Takes an inspection up again.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::InspectionId;
use kernel::http::{Json, Path};
use kernel::idempotency::Claim;
use kernel::{Problem, audit};

use super::command::{Filled, audited, lock};
use super::complete::{Answer, answer};
use super::{store, view};
use crate::work_orders::command::Asked;
use crate::work_orders::input::Reason;
use crate::{MODULE, Workshop};

/// Takes a signed inspection up again, with the reason; links to its report show nothing until it is signed anew. Permission:
/// `inspection.fill`.
#[utoipa::path(post, path = "/inspections/{inspection_id}/reopen", tag = MODULE, operation_id = "reopen_inspection",
    security(("bearer" = [])), params(("inspection_id" = InspectionId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason, responses((status = 200, body = view::InspectionView)))]
pub async fn reopen_inspection(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<InspectionId>,
    Json(body): Json<Reason>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("reopen_inspection:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let Filled { inspection: before, order } = lock(&tx, id, &actor).await?;
    let mut inspection = before.clone();
    inspection.reopen(body.reason.trim().to_owned())?;
    store::save(&tx, &mut inspection).await?;
    let change = audited(&inspection, "inspection.reopened", &order.number);
    audit::record(&tx, MODULE, change, (Some(&before), Some(&inspection)), &actor, clock).await?;
    workshop.inspection_changed(&mut tx, &inspection, "reopened", &actor).await?;
    let view = view::whole(&*tx, &inspection, &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}
