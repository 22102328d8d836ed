//! How orders stand, for figures.

use chrono::{DateTime, Utc};
use kernel::outbox::Event;
use kernel::{Amount, BasisPoints, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CannedJobId, DeferredJobId, JobId, LineId, LineKind, WorkOrderId};
use crate::customers::CustomerId;
use crate::identity::UserId;
use crate::scheduling::Translated;

/// An order began, is promised, ready or given up, or costs something else: how it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOrderStood {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    /// It was given up.
    pub is_cancelled: bool,
    /// False of a sale at the counter, and of what was asked by telephone.
    pub is_visit: bool,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub technician: Option<(UserId, String)>,
    pub opened_at: DateTime<Utc>,
    pub promised_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
    /// What the customer was shown, or decided on.
    #[serde(default)]
    pub offers: Vec<OfferedJob>,
    /// What lines cost of which the shelf tells nothing: parts without stock, once the work is done, and work of others.
    pub costs: Vec<LineCost>,
    /// Of work that is done, all that is to be invoiced, or was; none before, and of what was told before this was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<StoodLine>>,
    /// Lines that charge a deposit on an old part: no sale, it comes back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deposits: Vec<LineId>,
    /// Of work that is done, its jobs: what was sold, and by whom. None of what was told before this was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jobs: Vec<StoodJob>,
}

/// A job that is to be invoiced, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoodJob {
    pub id: JobId,
    pub title: String,
    /// What it was made of, by its names of now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canned: Option<(CannedJobId, Translated)>,
    /// Who is credited with which part of it, where somebody chose; else whoever clocked time on it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<(UserId, String, BasisPoints)>,
}

/// Something that is to be invoiced, or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoodLine {
    pub line_id: LineId,
    pub job_id: JobId,
    pub kind: LineKind,
    /// Minor units, without VAT, less what discounts take and the garage gives.
    pub net: Amount,
}

/// A job that the customer was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedJob {
    pub id: JobId,
    /// Minor units, without VAT.
    pub net: Amount,
    /// None while they think about it.
    pub is_approved: Option<bool>,
    pub decided_at: Option<DateTime<Utc>>,
}

/// Work that was offered and not done, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeferredStood {
    pub id: DeferredJobId,
    pub site_id: SiteId,
    /// Where it was offered last.
    pub order_id: WorkOrderId,
    pub number: String,
    pub title: String,
    /// Minor units, with VAT.
    pub gross: Amount,
    /// Seconds since 1970.
    pub deferred_at: i64,
    /// None of what is not sold.
    pub sold_at: Option<i64>,
    /// It came back to its order: it is as if it had never been put off.
    pub is_gone: bool,
}

impl Event for DeferredStood {
    const KIND: &'static str = "deferred_job.stood";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Minor units, net.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCost {
    pub line_id: LineId,
    pub cost: Amount,
    /// What others ask; of a part, what it cost when the line was written.
    pub is_sublet: bool,
}

impl Event for WorkOrderStood {
    const KIND: &'static str = "work_order.stood";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A person's clocks at a site: those that changed, as they stand now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeSpent {
    pub user_id: UserId,
    pub user_name: String,
    pub site_id: SiteId,
    pub spans: Vec<SpentSpan>,
    /// What the person earns an hour there, by the first day on which they did; in order.
    pub pay: Vec<(chrono::NaiveDate, Amount)>,
}

/// One activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpentSpan {
    pub id: super::ClockingId,
    /// `attended`, `work`, `waiting_parts`, …
    pub activity: String,
    pub order: Option<(WorkOrderId, String)>,
    /// Of the order, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<JobId>,
    /// Seconds since 1970.
    pub starts: i64,
    /// None while it runs, of what was forgotten, and of what a correction counts instead of.
    pub ends: Option<i64>,
}

impl Event for TimeSpent {
    const KIND: &'static str = "time.spent";
    fn aggregate(&self) -> Uuid {
        self.user_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
