//! What stands in a thread and is no message.

use chrono::{DateTime, Utc};
use contracts::workshop::{StaffAlert, StaffAlerted, WorkOrderCard, WorkOrderId};
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::messages::Channel;

/// What an entry of a thread is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ThreadKind {
    /// A message to the customer.
    Sent,
    /// The customer wrote from a telephone.
    Written,
    /// The customer asked on the page of their link.
    Asked,
    /// Between advisors; customers never see it.
    HandedOver,
}

impl ThreadKind {
    /// It came from the customer.
    pub const fn is_theirs(self) -> bool {
        matches!(self, Self::Written | Self::Asked)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// One occasion has one key, and a key makes one entry.
    pub key: String,
    pub kind: ThreadKind,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    /// Of what was written.
    pub channel: Option<Channel>,
    /// Who wrote: a telephone, or a name.
    pub by_name: Option<String>,
    /// Whom it was handed over to.
    pub to_name: Option<String>,
    pub text: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Entry;

impl Entry {
    /// `reference` is the provider's name for it.
    pub fn written(
        (work_order_id, site_id): (WorkOrderId, SiteId),
        (channel, reference): (Channel, &str),
        phone: &str,
        text: &str,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            id: Uuid::now_v7(),
            key: format!("written:{site_id}:{}:{reference}", channel.to_value()),
            kind: ThreadKind::Written,
            site_id,
            work_order_id,
            channel: Some(channel),
            by_name: Some(phone.to_owned()),
            to_name: None,
            text: text.to_owned(),
            created_at: at,
        }
    }

    /// None of what staff are told that no customer said.
    pub fn asked(told: &StaffAlerted, at: DateTime<Utc>) -> Option<Self> {
        let StaffAlert::QuestionAsked { job, text } = &told.alert else { return None };
        Some(Self {
            id: Uuid::now_v7(),
            key: format!("asked:{}", told.id),
            kind: ThreadKind::Asked,
            site_id: told.site_id,
            work_order_id: told.work_order_id,
            channel: None,
            by_name: Some(told.customer_name.clone()),
            to_name: None,
            text: format!("{job}: {text}"),
            created_at: at,
        })
    }

    pub fn handed_over(order: &WorkOrderCard, (by, to): (&str, &str), text: &str, at: DateTime<Utc>) -> Self {
        let id = Uuid::now_v7();
        Self {
            id,
            key: format!("handed_over:{id}"),
            kind: ThreadKind::HandedOver,
            site_id: order.site_id,
            work_order_id: order.id,
            channel: None,
            by_name: Some(by.to_owned()),
            to_name: Some(to.to_owned()),
            text: text.trim().to_owned(),
            created_at: at,
        }
    }
}
