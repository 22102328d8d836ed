//! Begins an inspection.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{INSPECTION_FILL, InspectionId, TemplateId, WorkOrderId};
use garde::Validate;
use kernel::http::{Created, Json, Path, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, Tx, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::audited;
use super::error::Error;
use super::inspection::{InspectionState, items_of};
use super::tables::{inspection, template};
use super::view::{self, InspectionView};
use super::{store, template::TemplateSection};
use crate::work_orders::command::Asked;
use crate::work_orders::rows::vehicle_of;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginInspection {
    #[garde(skip)]
    pub template_id: TemplateId,
}

type Answer = Repeatable<Created<Versioned<InspectionView>>>;

/// Begins an inspection of the order's vehicle; an order may have several. It keeps the template as it is now. Refused with `no-vehicle`
/// of a sale at the counter. Permission: `inspection.fill`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/inspections", tag = MODULE, operation_id = "begin_inspection",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = BeginInspection, responses((status = 201, body = InspectionView)))]
pub async fn begin_inspection(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(order): Path<WorkOrderId>,
    Json(body): Json<BeginInspection>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("begin_inspection:{order}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let head = store::head(&*tx, order).await?;
    actor.permit(INSPECTION_FILL, head.site_id)?;
    if !head.state.is_open() {
        return Err(Error::OrderOver.into());
    }
    if vehicle_of(head.vehicle_id).is_none() {
        return Err(crate::error::Error::NoVehicle.into());
    }
    let template = store::template(&*tx, body.template_id).await.map_err(unknown)?;
    if template.archived {
        return Err(Error::TemplateArchived.into());
    }
    let inspection = begin(&workshop, &mut tx, (&template, &head), &actor).await?;
    let view = view::whole(&*tx, &inspection, &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

/// Writes a new inspection of the order's vehicle, as the template is now.
pub async fn begin(
    workshop: &Workshop,
    tx: &mut Tx,
    (template, head): (&template::Model, &store::OrderHead),
    actor: &Actor,
) -> Result<inspection::Model, Problem> {
    let clock = workshop.context.clock.as_ref();
    let sections: Vec<TemplateSection> = serde_json::from_str(&template.content).map_err(|error| Problem::internal(&error))?;
    let inspection = new(template, head, &workshop.who(actor));
    store::insert(tx, &inspection, items_of(inspection.id, &sections)).await?;
    audit::record(tx, MODULE, audited(&inspection, "inspection.begun", &head.number), (None, Some(&inspection)), actor, clock).await?;
    workshop.inspection_changed(tx, &inspection, "begun", actor).await?;
    Ok(inspection)
}

/// A template is named by the body, not by the address.
fn unknown(problem: Problem) -> Problem {
    if problem.status == StatusCode::NOT_FOUND { Problem::field("/template_id", "unknown", "there is no such template") } else { problem }
}

fn new(template: &template::Model, order: &store::OrderHead, who: &super::inspection::Who) -> inspection::Model {
    inspection::Model {
        id: InspectionId::new(),
        order_id: order.id,
        site_id: order.site_id,
        vehicle_id: order.vehicle_id,
        template_id: template.id,
        template_version: template.version,
        name_fr: template.name_fr.clone(),
        name_ar: template.name_ar.clone(),
        name_en: template.name_en.clone(),
        state: InspectionState::Open,
        begun_at: who.at,
        begun_by: who.name.clone(),
        done_at: None,
        done_by: None,
        done_by_id: None,
        reopen_reason: None,
        version: 1,
    }
}

fn answer(view: InspectionView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/inspections/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
