//! Says who bears a part of a job in the customer's place.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::customers::CustomerId;
use contracts::workshop::{CoverKind, JobId, Payer, WORK_ORDER_COVER, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::filled_line;
use kernel::{BasisPoints, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::order::is_gift;
use super::rule::{Cover, WHOLE};
use crate::deposits::shares;
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Left out, nobody bears it but the customer.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverJob {
    #[serde(default)]
    #[garde(dive)]
    pub cover: Option<CoverInput>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JobCoverInput)]
pub struct CoverInput {
    #[garde(skip)]
    pub kind: CoverKind,
    /// Of what the job costs after its discounts; all of it when left out.
    #[serde(default)]
    #[garde(inner(custom(shares())))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    pub share: Option<BasisPoints>,
    /// Of the kind `payer`: another customer.
    #[serde(default)]
    #[garde(skip)]
    pub payer_id: Option<CustomerId>,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

/// Says who bears a share of a job in the customer's place: the garage, as warranty, goodwill or its own work, or another customer. What the
/// garage bears is invoiced at zero; another customer gets an invoice of their own when the order is completed.
///
/// Permission: `work_order.update`; for what the garage bears also `work_order.cover`. 409 `line-locked` when something of the job is
/// invoiced.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/jobs/{job_id}/cover", tag = MODULE, operation_id = "cover_job",
    security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("job_id" = JobId, Path), ("If-Match" = Option<String>, Header)),
    request_body = CoverJob, responses((status = 200, body = WorkOrderView)))]
pub async fn cover_job(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, job_id)): Path<(WorkOrderId, JobId)>,
    Json(body): Json<CoverJob>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("cover_job:{job_id}"), id, WORK_ORDER_UPDATE, &body)?;
    let order = command.peek(&workshop).await?;
    // Nobody gives away, and nobody takes a gift back, who may not.
    let is = body.cover.as_ref().map(|cover| cover.kind);
    let was = order.jobs.iter().find(|job| job.id == job_id).and_then(|job| job.reductions.cover.as_ref()).map(|cover| cover.kind);
    if is.into_iter().chain(was).any(is_gift) {
        command.actor.permit(WORK_ORDER_COVER, order.site_id)?;
    }
    let cover = match body.cover {
        Some(input) => Some(cover_of(&workshop, input, order.customer.known(), &command.actor.name).await?),
        None => None,
    };
    command.run(&workshop, |order| order.cover_job(job_id, cover)).await
}

async fn cover_of(workshop: &Workshop, input: CoverInput, customer: Option<CustomerId>, by: &str) -> Result<Cover, Problem> {
    let CoverInput { kind, share, payer_id, reason } = input;
    let payer = match (kind, payer_id) {
        (CoverKind::Payer, Some(id)) if Some(id) == customer => {
            return Err(Problem::field("/cover/payer_id", "same", "it is the order's own customer"));
        }
        (CoverKind::Payer, Some(id)) => Some(payer_of(workshop, id).await?),
        (CoverKind::Payer, None) => return Err(Problem::field("/cover/payer_id", "missing", "says who pays")),
        (_, Some(_)) => return Err(Problem::field("/cover/payer_id", "not-allowed", "the garage bears it")),
        (_, None) => None,
    };
    Ok(Cover { kind, share: share.unwrap_or(WHOLE), reason: reason.trim().to_owned(), by: by.to_owned(), payer })
}

async fn payer_of(workshop: &Workshop, id: CustomerId) -> Result<Payer, Problem> {
    let card = workshop.customers.cards(&[id]).await?.into_iter().next();
    let card = card.ok_or_else(|| Problem::field("/cover/payer_id", "unknown", "there is no such customer"))?;
    Ok(Payer { id: card.id, name: card.name })
}
