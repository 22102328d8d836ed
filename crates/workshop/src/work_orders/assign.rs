//! Puts a technician on the order, or takes the technician off.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::identity::UserId;
use contracts::workshop::{WORK_ORDER_ASSIGN, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::view::WorkOrderView;
use super::work_order::Technician;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// Null takes the technician off.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    #[garde(skip)]
    pub technician_id: Option<UserId>,
}

/// Assigns a technician who works at the order's site.
///
/// Permission: `work_order.assign`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/assign", tag = MODULE, operation_id = "assign_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Assign, responses((status = 200, body = WorkOrderView))
)]
pub async fn assign_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Assign>,
) -> Result<Answer, Problem> {
    let command = asked.to("assign_work_order", id, WORK_ORDER_ASSIGN, &body)?;
    let technician = match body.technician_id {
        Some(technician) => Some(at_site(&workshop, command.peek(&workshop).await?.site_id, technician).await?),
        None => None,
    };
    command.run(&workshop, |order| order.assign(technician)).await
}

async fn at_site(workshop: &Workshop, site: SiteId, id: UserId) -> Result<Technician, Problem> {
    let fault = |code, detail| Problem::field("/technician_id", code, detail);
    let card = workshop.staff.cards(&[id]).await?.into_iter().next().ok_or_else(|| fault("unknown", "nobody has this id"))?;
    if !card.sites.contains(&site) {
        return Err(fault("elsewhere", "does not work at this site"));
    }
    Ok(Technician { id: card.id, name: card.name })
}
