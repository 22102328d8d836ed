//! What a payment provider is asked, whichever it is.

use async_trait::async_trait;
use axum::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Amount, Currency, Problem, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use kernel::calls::Fault;

/// Who takes the customer's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = PaymentProvider)]
pub enum Kind {
    Stripe,
    Konnect,
    Flouci,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Stripe, Self::Konnect, Self::Flouci];

    /// As people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stripe => "Stripe",
            Self::Konnect => "Konnect",
            Self::Flouci => "Flouci",
        }
    }

    /// Whether it takes exactly this sum. Stripe wants the last digit of three decimals to be 0, and counts two currencies otherwise than
    /// ISO 4217 does; the Tunisian ones take dinars alone.
    pub fn takes(self, amount: Amount, currency: Currency) -> bool {
        match self {
            Self::Stripe => (currency.decimals < 3 || amount.0 % 10 == 0) && !["ISK", "UGX"].contains(&currency.code()),
            Self::Konnect | Self::Flouci => currency == Currency::TND,
        }
    }
}

/// A checkout to begin.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The same checkout has the same key, however often it is asked for.
    pub key: String,
    /// In minor units of the currency.
    pub amount: Amount,
    pub currency: Currency,
    pub site: SiteId,
    /// What the customer reads: the invoice's number.
    pub label: String,
    /// Where the browser goes afterwards, and where it comes back to when the customer gives up.
    pub paid_url: String,
    pub left_url: String,
    /// Where the provider tells that something happened.
    pub webhook_url: String,
}

/// A checkout that was begun.
#[derive(Clone, Debug)]
pub struct Made {
    /// The provider's name for it.
    pub reference: String,
    /// Where the customer pays.
    pub url: String,
    pub good_for: TimeDelta,
}

/// How a checkout stands at the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nobody paid yet.
    Pending,
    Paid,
    Failed,
    Expired,
    /// The provider does not know it.
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub reference: String,
    pub answer: Answer,
    /// In minor units, and the code of the currency: as the provider says them.
    pub amount: Amount,
    pub currency: String,
}

impl Standing {
    pub fn without_money(reference: &str, answer: Answer) -> Self {
        Self { reference: reference.to_owned(), answer, amount: Amount::ZERO, currency: String::new() }
    }
}

/// What came in at the address for messages.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    pub headers: &'a HeaderMap,
    /// Of `payment_ref` or `payment_id` in the address.
    pub named: Option<&'a str>,
    pub body: &'a [u8],
    pub at: DateTime<Utc>,
}

/// What a message is about. It says that something happened, never what: that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Of a signed message, the provider's own; none of an unsigned one.
    pub id: Option<String>,
    /// None where it is about nothing of ours.
    pub reference: Option<String>,
}

/// The code of [`silent`].
pub const SILENT: &str = "provider-silent";

/// 503: the provider does not do what it is asked. The cause is in the log.
pub fn silent(kind: Kind, fault: &Fault) -> Problem {
    tracing::warn!(provider = kind.name(), error = %fault, "a payment provider does not answer");
    let title = format!("{} does not answer: try again later", kind.name());
    Problem::new(axum::http::StatusCode::SERVICE_UNAVAILABLE, SILENT, title)
}

/// A message that nobody signed, or that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unheard {
    #[error("The message is not signed as it must be")]
    Signature,
    #[error("The message was signed too long ago")]
    TooOld,
    #[error("The message cannot be read")]
    Unreadable,
}

#[async_trait]
pub trait Provider: Send + Sync {
    /// Begins a checkout; the same key begins the same one, where the provider knows keys.
    async fn create_checkout(&self, ask: &Ask) -> Result<Made, Fault>;
    /// How a checkout stands now.
    async fn verify(&self, reference: &str) -> Result<Standing, Fault>;
    /// What a message is about, when it is the provider's.
    fn parse_webhook(&self, message: &Message<'_>) -> Result<Event, Unheard>;
    /// What was paid at a site since a moment; nothing where the provider lists nothing.
    async fn paid_since(&self, site: SiteId, since: DateTime<Utc>) -> Result<Vec<Standing>, Fault>;
}

/// A name that a provider may give: short, visible, and good in an address.
pub fn reference(text: &str) -> Option<String> {
    let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter);
    let is_good = (1..=200).contains(&text.len()) && text.bytes().all(is_plain) && text.bytes().any(|letter| letter != b'.');
    is_good.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_taken_as_it_is_or_not_at_all() {
        assert!(!Kind::Stripe.takes(Amount(459_189), Currency::TND) && Kind::Stripe.takes(Amount(459_190), Currency::TND));
        assert!(Kind::Konnect.takes(Amount(459_189), Currency::TND) && !Kind::Flouci.takes(Amount(4_999), Currency::EUR));
        assert!(Kind::Stripe.takes(Amount(4_999), Currency::EUR));
    }

    #[test]
    fn a_reference_is_a_name_and_no_path() {
        assert_eq!(reference("cs_test_a1-B"), Some("cs_test_a1-B".into()));
        for bad in ["", "..", "a/b", "a?b", "a\0", "é", &"x".repeat(201)] {
            assert_eq!(reference(bad), None, "{bad}");
        }
    }
}
