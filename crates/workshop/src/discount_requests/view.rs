//! What the API shows of a request.

use chrono::{DateTime, Utc};
use contracts::workshop::{JobId, LineId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::{Actor, Amount, BasisPoints, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::request::{Request, State};
use super::rule::may_decide;

/// A discount that somebody asks for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = DiscountRequest)]
pub struct RequestView {
    pub id: Uuid,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    pub work_order: String,
    pub customer: String,
    /// The whole order when neither this nor a line is named.
    pub job_id: Option<JobId>,
    pub line_id: Option<LineId>,
    /// The job's title or the line's description.
    pub title: Option<String>,
    pub share: Option<BasisPoints>,
    /// Minor units, without VAT.
    pub amount: Option<Amount>,
    pub currency: String,
    pub reason: String,
    pub asked_by: String,
    pub asked_at: Option<DateTime<Utc>>,
    pub state: State,
    pub decided_by: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub word: Option<String>,
    /// What the caller may do: `grant`, `refuse`, `withdraw`.
    pub actions: Vec<String>,
}

impl RequestView {
    pub fn of(request: Request, actor: &Actor) -> Self {
        let actions = actions(&request, actor);
        Self {
            id: request.id,
            site_id: request.site_id,
            work_order_id: request.order_id,
            work_order: request.order_number,
            customer: request.customer_name,
            job_id: request.job_id,
            line_id: request.line_id,
            title: request.title,
            share: request.share,
            amount: request.amount,
            currency: request.currency,
            reason: request.reason,
            asked_by: request.asked_by_name,
            asked_at: DateTime::from_timestamp(request.asked_at, 0),
            state: request.state,
            decided_by: request.decided_by_name,
            decided_at: request.decided_at.and_then(|at| DateTime::from_timestamp(at, 0)),
            word: request.word,
            actions,
        }
    }
}

fn actions(request: &Request, actor: &Actor) -> Vec<String> {
    if request.state != State::Open || !actor.may(WORK_ORDER_UPDATE, request.site_id) {
        return vec![];
    }
    let decides = may_decide(request, actor.limits(request.site_id));
    let named = [("grant", decides), ("refuse", decides), ("withdraw", request.asked_by == actor.id)];
    named.into_iter().filter(|(_, may)| *may).map(|(name, _)| name.to_owned()).collect()
}
