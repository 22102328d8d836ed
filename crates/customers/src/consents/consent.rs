//! Consents: pure rules. A log of decisions; the last one of a channel and purpose counts.

use chrono::{DateTime, Utc};
use contracts::customers::{Channel, CustomerId, Purpose};
use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a decision comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = ConsentSource)]
pub enum Source {
    InPerson,
    Phone,
    /// A signed paper or an online form.
    Form,
    /// A link in a message.
    Link,
    /// Many customers at once.
    Bulk,
    /// Two customers became one: the stricter counts.
    Merge,
    /// A word in answer to a message, such as STOP.
    Message,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "customers_consents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub customer_id: CustomerId,
    pub channel: Channel,
    pub purpose: Purpose,
    pub granted: bool,
    pub source: Source,
    pub note: Option<String>,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Decision;

/// Service is granted until refused, marketing refused until granted. Source: TESTING.md, opt-in for offers.
pub fn by_default(purpose: Purpose) -> bool {
    purpose == Purpose::Service
}

/// The decision that counts; the log stands in the order of its ids.
pub fn last(log: &[Decision], channel: Channel, purpose: Purpose) -> Option<&Decision> {
    log.iter().rev().find(|one| one.channel == channel && one.purpose == purpose)
}

pub fn is_granted(log: &[Decision], channel: Channel, purpose: Purpose) -> bool {
    last(log, channel, purpose).map_or_else(|| by_default(purpose), |one| one.granted)
}

/// Every channel and purpose.
pub fn pairs() -> impl Iterator<Item = (Channel, Purpose)> {
    Channel::iter().flat_map(|channel| Purpose::iter().map(move |purpose| (channel, purpose)))
}

/// What must be refused of one customer because another, who becomes part of them, refused it.
pub fn stricter(stays: &[Decision], goes: &[Decision]) -> Vec<(Channel, Purpose)> {
    // Marketing that one of both never spoke of is left as it is: silence refuses nothing that the other agreed to.
    let refuses = |log: &[Decision], channel, purpose| last(log, channel, purpose).is_some_and(|one| !one.granted);
    pairs().filter(|(channel, purpose)| is_granted(stays, *channel, *purpose) && refuses(goes, *channel, *purpose)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(channel: Channel, purpose: Purpose, granted: bool) -> Decision {
        Decision {
            id: Uuid::now_v7(),
            customer_id: CustomerId::new(),
            channel,
            purpose,
            granted,
            source: Source::Phone,
            note: None,
            by_name: "Nadia".into(),
            at: "2026-11-20T08:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn refusing_offers_leaves_service_messages_alone() {
        let log = [said(Channel::Sms, Purpose::Marketing, true), said(Channel::Sms, Purpose::Marketing, false)];
        assert!(!is_granted(&log, Channel::Sms, Purpose::Marketing));
        assert!(is_granted(&log, Channel::Sms, Purpose::Service));
        assert!(!is_granted(&[], Channel::Email, Purpose::Marketing));
    }

    #[test]
    fn of_two_who_become_one_the_refusal_counts() {
        let stays = [said(Channel::Sms, Purpose::Marketing, true), said(Channel::Email, Purpose::Marketing, true)];
        let goes = [said(Channel::Sms, Purpose::Marketing, false), said(Channel::Phone, Purpose::Service, false)];
        assert_eq!(stricter(&stays, &goes), [(Channel::Sms, Purpose::Marketing), (Channel::Phone, Purpose::Service)]);
        assert!(stricter(&goes, &stays).is_empty(), "what the other agreed to grants nothing");
    }
}
