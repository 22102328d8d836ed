//! A certificate of exemption from VAT, and how it stands on a day. Pure.

use chrono::{Days, NaiveDate};
use contracts::customers::{CustomerId, Exemption, ExemptionId};
use kernel::text::filled_line;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Error;

/// For so many days before its end a certificate is said to run out.
const SOON: Days = Days::new(30);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "customers_exemptions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExemptionId,
    pub customer_id: CustomerId,
    pub number: String,
    pub reason: String,
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_until: NaiveDate,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Certificate;

/// A certificate as a request says it.
#[derive(Clone, Debug, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExemptionInput)]
pub struct CertificateInput {
    /// As the tax office wrote it.
    #[garde(custom(filled_line(60)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub number: String,
    /// What it rests on: documents print it.
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line", example = "Suspension de TVA, art. 11 du code de la TVA")]
    pub reason: String,
    #[garde(skip)]
    pub valid_from: NaiveDate,
    /// The last day.
    #[garde(skip)]
    pub valid_until: NaiveDate,
}

/// How a certificate stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExemptionState)]
pub enum State {
    /// It begins later.
    Upcoming,
    Valid,
    /// It holds for thirty days or less.
    Expiring,
    Expired,
}

impl State {
    pub fn of(certificate: &Certificate, today: NaiveDate) -> Self {
        if today > certificate.valid_until {
            Self::Expired
        } else if today < certificate.valid_from {
            Self::Upcoming
        } else if certificate.valid_until <= today.checked_add_days(SOON).unwrap_or(today) {
            Self::Expiring
        } else {
            Self::Valid
        }
    }
}

impl Certificate {
    pub fn read(id: ExemptionId, customer_id: CustomerId, input: CertificateInput) -> Result<Self, Error> {
        let CertificateInput { number, reason, valid_from, valid_until } = input;
        if valid_until < valid_from {
            return Err(Error::EndsBeforeItBegins);
        }
        Ok(Self { id, customer_id, number: number.trim().to_owned(), reason: reason.trim().to_owned(), valid_from, valid_until })
    }

    /// As other modules know it.
    pub fn told(self) -> Exemption {
        let Self { id, number, reason, valid_from, valid_until, .. } = self;
        Exemption { id, number, reason, valid_from, valid_until }
    }
}

/// A certificate as the API shows it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerExemption)]
pub struct CertificateView {
    pub id: ExemptionId,
    pub number: String,
    pub reason: String,
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_until: NaiveDate,
    pub state: State,
}

impl CertificateView {
    pub fn of(certificate: Certificate, today: NaiveDate) -> Self {
        let state = State::of(&certificate, today);
        let Certificate { id, number, reason, valid_from, valid_until, .. } = certificate;
        Self { id, number, reason, valid_from, valid_until, state }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn certificate(from: &str, until: &str) -> Result<Certificate, Error> {
        let input =
            CertificateInput { number: " 2026/118 ".into(), reason: "Art. 11".into(), valid_from: day(from), valid_until: day(until) };
        Certificate::read(ExemptionId::new(), CustomerId::new(), input)
    }

    #[test]
    fn a_certificate_holds_on_its_first_and_last_day_and_is_said_to_run_out_before() {
        let year = certificate("2026-01-01", "2026-12-31").unwrap();
        assert_eq!(year.number, "2026/118");
        let states: Vec<_> = ["2025-12-31", "2026-01-01", "2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"]
            .map(|today| State::of(&year, day(today)))
            .into();
        assert_eq!(states, [State::Upcoming, State::Valid, State::Valid, State::Expiring, State::Expiring, State::Expired]);
        let told = year.told();
        assert!(told.is_valid_on(day("2026-01-01")) && told.is_valid_on(day("2026-12-31")));
        assert!(!told.is_valid_on(day("2025-12-31")) && !told.is_valid_on(day("2027-01-01")));
    }

    #[test]
    fn a_certificate_does_not_end_before_it_begins() {
        assert_eq!(certificate("2026-12-31", "2026-01-01"), Err(Error::EndsBeforeItBegins));
        assert!(certificate("2026-01-01", "2026-01-01").is_ok());
    }
}
