use chrono::{DateTime, Utc};
use contracts::workshop::WorkOrderId;
use kernel::SiteId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::{News, NewsKind};

/// Something that the caller is to know.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = News)]
pub struct NewsView {
    pub id: Uuid,
    pub kind: NewsKind,
    pub site_id: SiteId,
    /// It is for them alone, not for the whole desk.
    pub is_own: bool,
    pub work_order_id: Option<WorkOrderId>,
    /// Of the order.
    pub number: Option<String>,
    pub vehicle: Option<String>,
    pub plate: Option<String>,
    /// The customer's name, or the telephone that it was written from.
    pub customer: Option<String>,
    /// What they said or asked, or which jobs; the concern of work that was given to somebody.
    pub text: String,
    /// Of a decision: the jobs that were declined.
    pub declined: Option<String>,
    pub promised_at: Option<DateTime<Utc>>,
    pub at: DateTime<Utc>,
    /// The caller did not see it yet.
    pub is_new: bool,
}

impl NewsView {
    pub fn new(news: News, seen: Option<Uuid>) -> Self {
        Self {
            is_new: seen.is_none_or(|seen| news.id > seen),
            id: news.id,
            kind: news.kind,
            site_id: news.site_id,
            is_own: news.user_id.is_some(),
            work_order_id: news.work_order_id,
            number: news.number,
            vehicle: news.vehicle,
            plate: news.plate,
            customer: news.customer,
            text: news.text,
            declined: news.declined,
            promised_at: news.promised_at,
            at: news.created_at,
        }
    }
}
