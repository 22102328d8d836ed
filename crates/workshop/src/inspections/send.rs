//! Sends the customer the report, and makes the link when its mail is written.

use std::sync::Arc;

use async_trait::async_trait;
use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{InspectionId, InspectionLinks, InspectionSent};
use kernel::http::{Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Context, Problem, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::audited;
use super::inspection::InspectionState;
use super::link::sendable;
use super::store;
use crate::links::{self, Kind, NewLink};
use crate::work_orders::command::Asked;
use crate::work_orders::input::Nothing;
use crate::{MODULE, Workshop};

/// As whom a link for a mail is made: whoever asked stands in the audit trail.
const BY_MESSAGE: &str = "ECAR";

/// It is on its way.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InspectionQueued {
    pub inspection_id: InspectionId,
}

/// Sends the customer a message with a link to the report of a signed inspection. Permission: `inspection.send`.
#[utoipa::path(post, path = "/inspections/{inspection_id}/send", tag = MODULE, operation_id = "send_inspection", security(("bearer" = [])),
    params(("inspection_id" = InspectionId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 202, body = InspectionQueued)))]
pub async fn send_inspection(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<InspectionId>,
    Json(body): Json<Nothing>,
) -> Result<Repeatable<Json<InspectionQueued>>, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("send_inspection:{id}"), &body)?;
    if let Some(known) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::ACCEPTED, replayed: true, body: Json(known) });
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let inspection = sendable(&tx, id, &actor).await?;
    let order = store::head(&*tx, inspection.order_id).await?;
    let event = InspectionSent {
        id,
        site_id: inspection.site_id,
        work_order_id: order.id,
        number: order.number.clone(),
        customer_id: order.customer_id,
        vehicle_plate: order.vehicle_plate,
        vehicle_label: order.vehicle_label,
    };
    outbox::append(&mut tx, MODULE, &event, &actor, clock).await?;
    let queued = InspectionQueued { inspection_id: id };
    audit::record(&tx, MODULE, audited(&inspection, "inspection.sent", &order.number), (None, Some(&queued)), &actor, clock).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &queued).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::ACCEPTED, replayed: false, body: Json(queued) })
}

/// Makes the links of mails.
pub struct Links {
    context: Context,
    public_url: String,
}

impl Links {
    pub fn new(context: Context, public_url: &str) -> Self {
        Self { context, public_url: public_url.trim_end_matches('/').to_owned() }
    }
}

#[async_trait]
impl InspectionLinks for Links {
    async fn issue(&self, id: InspectionId) -> Result<Option<String>, Problem> {
        let tx = self.context.db.begin().await?;
        let inspection = match store::lock(&tx, id).await {
            Err(problem) if problem.status == StatusCode::NOT_FOUND => return Ok(None),
            found => found?,
        };
        if inspection.state != InspectionState::Done {
            return Ok(None);
        }
        let link = NewLink::make(Kind::Inspection, id.0, inspection.order_id, true, BY_MESSAGE, self.context.clock.now())?;
        links::store::insert(&tx, link.row).await?;
        tx.commit().await?;
        Ok(Some(format!("{}/i/{}", self.public_url, link.token)))
    }
}
