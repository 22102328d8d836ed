//! News as they are kept.

use chrono::{DateTime, Utc};
use contracts::identity::{BackupFailed, UserId};
use contracts::reporting::LeaksFound;
use contracts::webhooks::WebhookPaused;
use contracts::workshop::{StaffAlert, StaffAlerted, WorkOrderAssigned, WorkOrderCard, WorkOrderId};
use kernel::outbox::Event;
use kernel::{Amount, Currency, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::feedback::Feedback;

/// What news are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum NewsKind {
    /// Work was given to the person.
    Assigned,
    /// The customer approved or declined work.
    EstimateDecided,
    /// The customer asked something about a job.
    QuestionAsked,
    /// All parts of a job are here.
    PartsArrived,
    /// The promise is near, or past, and the work is not done.
    PromiseAtRisk,
    /// Somebody wrote to the garage.
    Written,
    /// A colleague handed an order's thread over to the person.
    HandedOver,
    /// A customer was not content with a visit.
    Feedback,
    /// The data were not backed up.
    BackupFailed,
    /// A program of others does not answer any more.
    WebhookPaused,
    /// Money leaks.
    LeaksFound,
    /// Money came that an order asked for ahead.
    DepositCame,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_news")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// One occasion has one key for each whom it is told.
    pub key: String,
    pub kind: NewsKind,
    pub site_id: SiteId,
    /// Whom alone it is for; the desk of the site when none.
    pub user_id: Option<UserId>,
    pub work_order_id: Option<WorkOrderId>,
    /// Of the order.
    pub number: Option<String>,
    pub vehicle: Option<String>,
    pub plate: Option<String>,
    /// The customer, or their telephone.
    pub customer: Option<String>,
    /// What they said or asked, or which jobs.
    pub text: String,
    /// Of a decision: the jobs that were declined.
    pub declined: Option<String>,
    /// What was promised.
    pub promised_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as News;

impl News {
    /// For the desk of a site, about nothing in particular yet; of each `key` there is one.
    fn new(kind: NewsKind, key: String, site_id: SiteId, at: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::now_v7(),
            key,
            kind,
            site_id,
            user_id: None,
            work_order_id: None,
            number: None,
            vehicle: None,
            plate: None,
            customer: None,
            text: String::new(),
            declined: None,
            promised_at: None,
            created_at: at,
        }
    }

    /// None when the technician was only taken off.
    pub fn assigned(event: Uuid, order: &WorkOrderAssigned, at: DateTime<Utc>) -> Option<Self> {
        let technician = order.technician_id?;
        Some(Self {
            user_id: Some(technician),
            work_order_id: Some(order.id),
            number: Some(order.number.clone()),
            vehicle: Some(order.vehicle_label.clone()),
            plate: Some(order.vehicle_plate.clone()),
            text: order.concern.clone(),
            ..Self::new(NewsKind::Assigned, format!("assigned:{event}"), order.site_id, at)
        })
    }

    /// For the desk; what lets work go on for its technician too.
    pub fn of_alert(told: &StaffAlerted, at: DateTime<Utc>) -> Vec<Self> {
        let (kind, text, declined, promised_at, is_go) = match &told.alert {
            StaffAlert::EstimateDecided { approved, declined, .. } => {
                let refused = (!declined.is_empty()).then(|| declined.join(", "));
                (NewsKind::EstimateDecided, approved.join(", "), refused, None, !approved.is_empty())
            }
            StaffAlert::QuestionAsked { job, text } => (NewsKind::QuestionAsked, format!("{job}: {text}"), None, None, false),
            StaffAlert::PartsArrived { jobs } => (NewsKind::PartsArrived, jobs.join(", "), None, None, true),
            StaffAlert::PromiseAtRisk { promised_at } => (NewsKind::PromiseAtRisk, String::new(), None, Some(*promised_at), true),
            StaffAlert::DepositCame { amount, currency } => (NewsKind::DepositCame, price(*amount, currency), None, None, false),
        };
        let named = |user_id: Option<UserId>| user_id.map_or_else(|| "desk".to_owned(), |id| id.to_string());
        let of = |user_id: Option<UserId>| Self {
            user_id,
            work_order_id: Some(told.work_order_id),
            number: Some(told.number.clone()),
            vehicle: Some(told.vehicle_label.clone()),
            plate: Some(told.vehicle_plate.clone()),
            customer: Some(told.customer_name.clone()),
            text: text.clone(),
            declined: declined.clone(),
            promised_at,
            ..Self::new(kind, format!("alert:{}:{}", told.id, named(user_id)), told.site_id, at)
        };
        let technician = told.technician_id.filter(|_| is_go);
        [Some(of(None)), technician.map(|id| of(Some(id)))].into_iter().flatten().collect()
    }

    /// For the one who goes on with an order's thread, with a line of who did so far.
    pub fn handed_over(entry: Uuid, order: &WorkOrderCard, advisor: UserId, text: &str, at: DateTime<Utc>) -> Self {
        Self {
            user_id: Some(advisor),
            work_order_id: Some(order.id),
            number: Some(order.number.clone()),
            vehicle: Some(order.vehicle_label.clone()),
            plate: Some(order.vehicle_plate.clone()),
            customer: Some(order.customer_name.clone()),
            text: text.to_owned(),
            ..Self::new(NewsKind::HandedOver, format!("handed_over:{entry}"), order.site_id, at)
        }
    }

    /// A low score, with the words beside it.
    pub fn feedback(row: &Feedback, at: DateTime<Utc>) -> Self {
        let score = row.score.map_or_else(String::new, |score| format!("{score}/5"));
        Self {
            work_order_id: Some(row.work_order_id),
            number: Some(row.number.clone()),
            vehicle: Some(row.vehicle.clone()),
            plate: Some(row.plate.clone()),
            customer: Some(row.customer.clone()),
            text: if row.words.is_empty() { score } else { format!("{score} · {}", row.words) },
            ..Self::new(NewsKind::Feedback, format!("feedback:{}", row.id), row.site_id, at)
        }
    }

    /// For an owner.
    pub fn backup_failed(told: BackupFailed, at: DateTime<Utc>) -> Self {
        Self {
            user_id: Some(told.user_id),
            text: told.reason,
            ..Self::new(NewsKind::BackupFailed, format!("backup_failed:{}:{}", told.id, told.user_id), told.site_id, at)
        }
    }

    /// For whoever set it up; for the desk where a program did.
    pub fn webhook_paused(event: Uuid, told: &WebhookPaused, at: DateTime<Utc>) -> Self {
        Self {
            user_id: told.user_id,
            text: format!("{} · {}", told.name, told.reason),
            ..Self::new(NewsKind::WebhookPaused, format!("webhook_paused:{event}"), told.site_id, at)
        }
    }

    /// For who sees figures: once each morning.
    pub fn leaks_found(told: &LeaksFound, at: DateTime<Utc>) -> Self {
        Self {
            user_id: Some(told.user_id),
            text: format!("{} · {} · {}", told.site, told.count, price(told.amount, &told.currency)),
            ..Self::new(NewsKind::LeaksFound, format!("leaks_found:{}:{}:{}", told.site_id, told.on, told.user_id), told.site_id, at)
        }
    }

    /// What somebody wrote from a telephone, about an order where it is known which.
    pub fn written(reference: &str, site_id: SiteId, phone: &str, text: &str, order: Option<WorkOrderId>, at: DateTime<Utc>) -> Self {
        Self {
            work_order_id: order,
            customer: Some(phone.to_owned()),
            text: text.to_owned(),
            ..Self::new(NewsKind::Written, format!("written:{site_id}:{reference}"), site_id, at)
        }
    }
}

/// `200.000 TND`
fn price(amount: Amount, code: &str) -> String {
    let decimals = Currency::from_code(code).map_or(2, |currency| currency.decimals);
    format!("{} {code}", amount.to_decimal(decimals))
}

/// Somebody was told something: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewsTold {
    pub id: Uuid,
    pub site_id: SiteId,
}

impl Event for NewsTold {
    const KIND: &'static str = "news.told";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
