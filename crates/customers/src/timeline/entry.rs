//! An entry of a customer's timeline.

use chrono::{DateTime, Utc};
use contracts::billing::INVOICE_READ;
use contracts::customers::CustomerId;
use contracts::identity::MESSAGE_READ;
use contracts::scheduling::SCHEDULE_READ;
use contracts::workshop::WORK_ORDER_READ;
use kernel::{Amount, Permission, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Error;
use crate::consents::consent::Decision;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = TimelineKind)]
pub enum Kind {
    /// A work order: `opened`, `completed`, `reopened`, `cancelled`.
    Visit,
    /// `issued`
    Invoice,
    /// `paid`, `refunded`
    Payment,
    /// `requested`, `confirmed`, `rescheduled`, `cancelled`, `no_show`
    Appointment,
    /// `sent`, `failed`, `skipped`
    Message,
    /// `granted`, `refused`
    Consent,
    /// `merged`, `unmerged`
    Merge,
    /// By hand: `call`, `complaint`, `remark`
    Note,
}

impl Kind {
    /// What somebody must be allowed, at the site of the entry, to see it; nothing more than to see the customer when none.
    pub fn needs(self) -> Option<Permission> {
        match self {
            Self::Visit => Some(WORK_ORDER_READ),
            Self::Invoice | Self::Payment => Some(INVOICE_READ),
            Self::Appointment => Some(SCHEDULE_READ),
            Self::Message => Some(MESSAGE_READ),
            Self::Consent | Self::Merge | Self::Note => None,
        }
    }
}

/// What somebody notes by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TimelineNote)]
pub enum Note {
    Call,
    Complaint,
    Remark,
}

impl Note {
    pub fn action(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Complaint => "complaint",
            Self::Remark => "remark",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "customers_timeline")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub customer_id: CustomerId,
    pub kind: Kind,
    pub action: String,
    pub at: DateTime<Utc>,
    pub site_id: Option<SiteId>,
    pub record_id: Option<Uuid>,
    pub label: Option<String>,
    pub amount: Option<Amount>,
    pub currency: Option<String>,
    pub due_at: Option<DateTime<Utc>>,
    pub text: Option<String>,
    pub by_name: String,
    pub struck_at: Option<DateTime<Utc>>,
    pub struck_by: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Entry;

impl Entry {
    pub fn new(customer_id: CustomerId, kind: Kind, action: &str, at: DateTime<Utc>, by: &str) -> Self {
        Self {
            id: Uuid::now_v7(),
            customer_id,
            kind,
            action: action.to_owned(),
            at,
            site_id: None,
            record_id: None,
            label: None,
            amount: None,
            currency: None,
            due_at: None,
            text: None,
            by_name: by.to_owned(),
            struck_at: None,
            struck_by: None,
        }
    }

    /// About a record of a site.
    pub fn about(self, site: SiteId, record: Uuid, label: Option<&str>) -> Self {
        Self { site_id: Some(site), record_id: Some(record), label: label.filter(|text| !text.is_empty()).map(str::to_owned), ..self }
    }

    pub fn worth(self, amount: Amount, currency: &str) -> Self {
        Self { amount: Some(amount), currency: Some(currency.to_owned()), ..self }
    }

    pub fn of_consent(decision: &Decision) -> Self {
        let action = if decision.granted { "granted" } else { "refused" };
        let label = format!("{}.{}", decision.channel.to_value(), decision.purpose.to_value());
        let entry = Self::new(decision.customer_id, Kind::Consent, action, decision.at, &decision.by_name);
        Self { label: Some(label), text: decision.note.clone(), ..entry }
    }

    pub fn of_merge(customer: CustomerId, action: &str, other: (CustomerId, &str), at: DateTime<Utc>, by: &str) -> Self {
        let (record_id, label) = (Some(other.0.0), Some(other.1.to_owned()));
        Self { record_id, label, ..Self::new(customer, Kind::Merge, action, at, by) }
    }

    /// Strikes a note out: it stays to be read.
    pub fn strike(&mut self, by: &str, now: DateTime<Utc>) -> Result<(), Error> {
        if self.kind != Kind::Note {
            return Err(Error::NotByHand);
        }
        if self.struck_at.is_some() {
            return Err(Error::EntryStruck);
        }
        (self.struck_at, self.struck_by) = (Some(now), Some(by.to_owned()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_noted_by_hand_is_struck_out_and_once() {
        let now = "2026-11-20T08:00:00Z".parse().unwrap();
        let entry = |kind| Entry::new(CustomerId::new(), kind, "call", now, "Nadia");
        assert_eq!(entry(Kind::Payment).strike("Hela", now), Err(Error::NotByHand));
        let mut note = entry(Kind::Note);
        assert_eq!(note.strike("Hela", now), Ok(()));
        assert_eq!((note.struck_by.as_deref(), note.by_name.as_str()), (Some("Hela"), "Nadia"));
        assert_eq!(note.strike("Hela", now), Err(Error::EntryStruck));
    }
}
