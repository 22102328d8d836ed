//! Feedback as the API shows it.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::workshop::{WORK_ORDER_AUTHORISE, WorkOrderId};
use kernel::{Actor, SiteId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::row::Feedback;
use super::rule::State;

/// What a customer said of a visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Feedback)]
pub struct FeedbackView {
    pub id: Uuid,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    /// Of the order.
    pub number: String,
    pub customer_id: CustomerId,
    pub customer: String,
    pub plate: String,
    pub vehicle: String,
    pub state: State,
    /// 1 to 5.
    pub score: Option<i16>,
    pub words: String,
    pub answered_at: Option<DateTime<Utc>>,
    pub handled_at: Option<DateTime<Utc>>,
    pub handled_by: Option<String>,
    /// What was done about it.
    pub note: Option<String>,
    /// `handle`.
    pub actions: Vec<&'static str>,
}

impl FeedbackView {
    pub fn new(row: Feedback, actor: &Actor) -> Self {
        let actions = if row.state == State::Open { actor.allowed(row.site_id, &[("handle", WORK_ORDER_AUTHORISE)]) } else { vec![] };
        Self {
            id: row.id,
            site_id: row.site_id,
            work_order_id: row.work_order_id,
            number: row.number,
            customer_id: row.customer_id,
            customer: row.customer,
            plate: row.plate,
            vehicle: row.vehicle,
            state: row.state,
            score: row.score,
            words: row.words,
            answered_at: row.answered_at,
            handled_at: row.handled_at,
            handled_by: row.handled_by,
            note: row.note,
            actions,
        }
    }
}
