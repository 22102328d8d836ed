//! Several technicians do one job: who is credited with which part of its sold hours.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::identity::UserId;
use contracts::workshop::{JobId, TIME_CORRECT, WORK_ORDER_ASSIGN, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::{BasisPoints, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::shares::{MOST_SHARES, Share};
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareJob {
    /// Together 10 000. None: by the time that each clocks on the job.
    #[garde(length(max = MOST_SHARES), dive)]
    #[schema(max_items = 10)]
    pub shares: Vec<ShareInput>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareInput {
    /// Works at the order's site.
    #[garde(skip)]
    pub user_id: UserId,
    #[garde(custom(parts()))]
    #[schema(value_type = i32, minimum = 1, maximum = 10_000)]
    pub share: BasisPoints,
}

fn parts() -> impl Fn(&BasisPoints, &()) -> garde::Result {
    |share, ()| if (1..=10_000).contains(&share.0) { Ok(()) } else { Err(garde::Error::new("out-of-range")) }
}

/// Says how the sold hours of a job are split; its parts are what reports of time and pay count.
///
/// Permission: `work_order.assign`; of an order that is completed also `time.correct`, because hours that were credited move.
#[utoipa::path(
    put, path = "/work-orders/{work_order_id}/jobs/{job_id}/shares", tag = MODULE, operation_id = "share_job", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("job_id" = JobId, Path), ("If-Match" = Option<String>, Header)),
    request_body = ShareJob, responses((status = 200, body = WorkOrderView))
)]
pub async fn share_job(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, job_id)): Path<(WorkOrderId, JobId)>,
    Json(body): Json<ShareJob>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("share_job:{job_id}"), id, WORK_ORDER_ASSIGN, &body)?;
    let order = command.peek(&workshop).await?;
    let shares = named(&workshop, order.site_id, &body.shares).await?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let mut open = command.open(&workshop).await?;
    if open.order.completed_at.is_some() {
        command.actor.permit(TIME_CORRECT, open.order.site_id)?;
    }
    let facts = open.order.share_job(job_id, shares)?;
    command.close(&workshop, open, &facts).await
}

/// Who they are. 422 beside who does not work at the site.
async fn named(workshop: &Workshop, site: SiteId, shares: &[ShareInput]) -> Result<Vec<Share>, Problem> {
    let ids: Vec<_> = shares.iter().map(|share| share.user_id).collect();
    let cards = workshop.staff.cards(&ids).await?;
    let name = |(place, input): (usize, &ShareInput)| {
        let fault = |code, detail| Problem::field(format!("/shares/{place}/user_id"), code, detail);
        let card = cards.iter().find(|card| card.id == input.user_id).ok_or_else(|| fault("unknown", "nobody has this id"))?;
        if !card.sites.contains(&site) {
            return Err(fault("elsewhere", "does not work at this site"));
        }
        Ok(Share { user_id: card.id, name: card.name.clone(), share: input.share })
    };
    shares.iter().enumerate().map(name).collect()
}
