//! Signs an inspection.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{InspectionDone, InspectionId};
use kernel::http::{Json, Path, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Problem, audit, outbox};

use super::command::{Filled, audited, fill};
use super::store;
use super::view::{self, InspectionView, counts_of};
use crate::work_orders::command::Asked;
use crate::work_orders::input::Nothing;
use crate::{MODULE, Workshop};

pub type Answer = Repeatable<Versioned<InspectionView>>;

/// Signs the inspection as the caller, now. Every required item is looked at or says why not (`items-missing`), and what is urgent
/// has its photo where the template asks for one (`photo-missing`). Permission: `inspection.fill`.
#[utoipa::path(post, path = "/inspections/{inspection_id}/complete", tag = MODULE, operation_id = "complete_inspection",
    security(("bearer" = [])), params(("inspection_id" = InspectionId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = InspectionView)))]
pub async fn complete_inspection(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<InspectionId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("complete_inspection:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let Filled { inspection: before, order } = fill(&tx, id, &actor).await?;
    let items = store::items(&*tx, id).await?;
    let photographed: Vec<_> = store::photos(&*tx, id).await?.into_iter().map(|photo| photo.item_id).collect();
    let mut inspection = before.clone();
    inspection.complete(&items, &photographed, &workshop.who(&actor))?;
    store::save(&tx, &mut inspection).await?;
    let change = audited(&inspection, "inspection.done", &order.number);
    audit::record(&tx, MODULE, change, (Some(&before), Some(&inspection)), &actor, clock).await?;
    let counts = counts_of(items.iter().map(|item| (item.verdict, 1)));
    let event = InspectionDone {
        id,
        site_id: inspection.site_id,
        work_order_id: order.id,
        vehicle_id: inspection.vehicle_id,
        soon: counts.soon,
        urgent: counts.urgent,
        done_at: workshop.now(),
    };
    outbox::append(&mut tx, MODULE, &event, &actor, clock).await?;
    let view = view::whole(&*tx, &inspection, &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

pub fn answer(view: InspectionView, replayed: bool) -> Answer {
    Repeatable { status: StatusCode::OK, replayed, body: Versioned(view.version, view) }
}
