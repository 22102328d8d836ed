//! The site and the rules for its settings. Code, country and currency stay as they were opened: numbers and amounts of
//! documents rest on them.

use contracts::identity::SiteCard;
use garde::Validate;
use kernel::outbox::Event;
use kernel::text::filled_line;
use kernel::{Amount, BasisPoints, Currency, FieldError, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::rules::{amount, email_or_empty, known_zone, lines, one_line, rate};

/// A card with the version that was read.
pub struct Site {
    pub card: SiteCard,
    pub version: i64,
}

/// The settings to change; what is left out stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteChanges {
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: Option<String>,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub legal_name: Option<String>,
    #[garde(inner(length(chars, max = 500), custom(lines)))]
    #[schema(max_length = 500, format = "prose")]
    pub address: Option<String>,
    #[garde(inner(length(chars, max = 60), custom(one_line)))]
    #[schema(max_length = 60, format = "line")]
    pub phone: Option<String>,
    #[garde(inner(length(chars, max = 254), custom(email_or_empty)))]
    #[schema(max_length = 254, format = "line")]
    pub email: Option<String>,
    #[garde(inner(length(chars, max = 60), custom(one_line)))]
    #[schema(max_length = 60, format = "line")]
    pub tax_id: Option<String>,
    #[garde(inner(custom(rate)))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 10_000)]
    pub vat_rate: Option<BasisPoints>,
    #[garde(inner(custom(amount)))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub stamp_duty: Option<Amount>,
    #[garde(inner(custom(amount)))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub labour_rate: Option<Amount>,
    /// The IANA name.
    #[garde(inner(custom(known_zone)))]
    #[schema(max_length = 40, format = "line", example = "Africa/Tunis")]
    pub time_zone: Option<String>,
    #[garde(inner(range(min = 0, max = 365)))]
    #[schema(minimum = 0, maximum = 365)]
    pub payment_terms_days: Option<i32>,
    #[garde(inner(length(chars, max = 60), custom(one_line)))]
    #[schema(max_length = 60, format = "line")]
    pub bank_account: Option<String>,
}

/// The settings of a site changed.
#[derive(Debug, Serialize, Deserialize)]
pub struct SiteUpdated {
    pub id: SiteId,
}

impl Event for SiteUpdated {
    const KIND: &'static str = "site.updated";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.id)
    }
}

impl Site {
    pub fn update(&mut self, changes: SiteChanges) -> SiteUpdated {
        let card = &mut self.card;
        let texts = [
            (&mut card.name, changes.name),
            (&mut card.legal_name, changes.legal_name),
            (&mut card.address, changes.address),
            (&mut card.phone, changes.phone),
            (&mut card.email, changes.email),
            (&mut card.tax_id, changes.tax_id),
            (&mut card.time_zone, changes.time_zone),
            (&mut card.bank_account, changes.bank_account),
        ];
        for (field, change) in texts {
            if let Some(text) = change {
                text.trim().clone_into(field);
            }
        }
        card.vat_rate = changes.vat_rate.unwrap_or(card.vat_rate);
        card.stamp_duty = changes.stamp_duty.unwrap_or(card.stamp_duty);
        card.labour_rate = changes.labour_rate.unwrap_or(card.labour_rate);
        card.payment_terms_days = changes.payment_terms_days.unwrap_or(card.payment_terms_days);
        SiteUpdated { id: card.id }
    }
}

/// 422 with every field of a new site that is wrong.
pub fn check(card: &SiteCard) -> Result<(), Problem> {
    let mut errors = vec![];
    let is_code =
        !card.code.is_empty() && card.code.len() <= 12 && card.code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !is_code {
        errors.push(FieldError::new("/code", "invalid", "A code has up to 12 capital letters and digits"));
    }
    if card.country.len() != 2 || !card.country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        errors.push(FieldError::new("/country", "invalid", "A country is its ISO 3166 code of two letters"));
    }
    if Currency::from_code(&card.currency).is_none() {
        errors.push(FieldError::new("/currency", "invalid", "A currency is its ISO 4217 code of three letters"));
    }
    let settings = SiteChanges::from(card.clone());
    if let Err(report) = settings.validate() {
        let wrong = report.iter().map(|(path, error)| FieldError::new(format!("/{path}"), "invalid", error.message()));
        errors.extend(wrong);
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
}

impl From<SiteCard> for SiteChanges {
    fn from(card: SiteCard) -> Self {
        Self {
            name: Some(card.name),
            legal_name: Some(card.legal_name),
            address: Some(card.address),
            phone: Some(card.phone),
            email: Some(card.email),
            tax_id: Some(card.tax_id),
            vat_rate: Some(card.vat_rate),
            stamp_duty: Some(card.stamp_duty),
            labour_rate: Some(card.labour_rate),
            time_zone: Some(card.time_zone),
            payment_terms_days: Some(card.payment_terms_days),
            bank_account: Some(card.bank_account),
        }
    }
}
