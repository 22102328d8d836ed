//! What the API shows of estimates.

use chrono::{DateTime, Utc};
use contracts::identity::SITE_UPDATE;
use contracts::workshop::{EstimateId, JobId, WORK_ORDER_AUTHORISE, WorkOrderId};
use kernel::{Actor, Amount};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::document::Document;
use super::settings::EstimateSettings;
use super::tables::{decision, version, word};
use crate::links::view::LinkView;
use crate::work_orders::job::AuthorisationMethod;
use crate::work_orders::work_order::WorkOrder;

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EstimateState {
    /// The customer may decide.
    Open,
    /// None of its jobs waits any more.
    Decided,
    /// The time to decide is over.
    Expired,
    /// A newer version was sent.
    Superseded,
}

/// A version of an order's estimate.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = EstimateVersion)]
pub struct VersionView {
    pub id: EstimateId,
    /// 1 is the order's first.
    pub version: i64,
    pub state: EstimateState,
    /// Sent with a message; otherwise a link was handed over.
    pub by_message: bool,
    pub sent_at: DateTime<Utc>,
    pub sent_by: String,
    pub expires_at: DateTime<Utc>,
    pub first_opened_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub currency: String,
    pub total: Amount,
    /// SHA-256 of the document.
    pub hash: String,
    /// Whom of the customer is asked; null where nobody in particular is.
    #[serde(default)]
    pub asked: Option<String>,
}

/// A version with what it says.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Estimate)]
pub struct EstimateView {
    pub work_order_id: WorkOrderId,
    #[serde(flatten)]
    pub version: VersionView,
    pub document: Document,
}

/// What was decided on a job, with its evidence.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerDecision)]
pub struct DecisionView {
    pub id: Uuid,
    pub job_id: JobId,
    pub job_title: String,
    pub approved: bool,
    pub reason: Option<String>,
    pub method: AuthorisationMethod,
    pub by_name: String,
    pub phone: Option<String>,
    /// The network address that the link was used from.
    pub address: Option<String>,
    pub user_agent: Option<String>,
    pub signature_id: Option<Uuid>,
    /// Gross of the job.
    pub amount: Amount,
    /// The version that the customer saw, as far as it is known.
    pub version: Option<i64>,
    pub hash: Option<String>,
    pub at: DateTime<Utc>,
    pub recorded_by: String,
}

/// A question on a job, or its answer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = EstimateWord)]
pub struct WordView {
    pub id: Uuid,
    pub job_id: JobId,
    pub job_title: String,
    pub by_customer: bool,
    pub by_name: String,
    pub text: String,
    pub at: DateTime<Utc>,
}

/// All that is known of what an order's customer was offered and said to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OrderEstimates)]
pub struct EstimatesView {
    /// Newest first.
    pub items: Vec<VersionView>,
    /// Newest first.
    pub decisions: Vec<DecisionView>,
    /// As they were said.
    pub words: Vec<WordView>,
    pub links: Vec<LinkView>,
    /// What the site's estimates are like.
    pub settings: EstimateSettings,
    /// send, link, answer, configure
    pub actions: Vec<String>,
}

impl VersionView {
    /// `newest` is the number of the order's newest version.
    pub fn of(row: version::Model, newest: i64, now: DateTime<Utc>) -> Self {
        Self {
            state: state_of(&row, newest, now),
            id: row.id,
            version: row.number,
            by_message: row.by_message,
            sent_at: row.sent_at,
            sent_by: row.sent_by,
            expires_at: row.expires_at,
            first_opened_at: row.first_opened_at,
            decided_at: row.decided_at,
            currency: row.currency,
            total: row.total,
            hash: row.hash,
            asked: row.asked_name,
        }
    }
}

pub fn state_of(row: &version::Model, newest: i64, now: DateTime<Utc>) -> EstimateState {
    if row.decided_at.is_some() {
        EstimateState::Decided
    } else if row.number < newest {
        EstimateState::Superseded
    } else if row.expires_at <= now {
        EstimateState::Expired
    } else {
        EstimateState::Open
    }
}

impl From<decision::Model> for DecisionView {
    fn from(row: decision::Model) -> Self {
        Self {
            id: row.id,
            job_id: row.job_id,
            job_title: row.job_title,
            approved: row.approved,
            reason: row.reason,
            method: row.method,
            by_name: row.by_name,
            phone: row.phone,
            address: row.address,
            user_agent: row.user_agent,
            signature_id: row.signature_id,
            amount: row.amount,
            version: row.version,
            hash: row.hash,
            at: row.at,
            recorded_by: row.recorded_by,
        }
    }
}

impl From<word::Model> for WordView {
    fn from(row: word::Model) -> Self {
        Self {
            id: row.id,
            job_id: row.job_id,
            job_title: row.job_title,
            by_customer: row.by_customer,
            by_name: row.by_name,
            text: row.text,
            at: row.at,
        }
    }
}

/// What the caller may do about the order's estimates.
pub fn actions(order: &WorkOrder, was_sent: bool, actor: &Actor) -> Vec<String> {
    let is_work = order.state.name().is_work();
    let possible = [
        ("send", is_work && order.jobs_waiting() > 0, WORK_ORDER_AUTHORISE),
        ("link", was_sent, WORK_ORDER_AUTHORISE),
        ("answer", was_sent, WORK_ORDER_AUTHORISE),
        ("configure", true, SITE_UPDATE),
    ];
    let possible: Vec<_> = possible.into_iter().filter(|(_, holds, _)| *holds).map(|(name, _, permission)| (name, permission)).collect();
    actor.allowed(order.site_id, &possible).into_iter().map(str::to_owned).collect()
}
