//! The site and the rules for its settings. Code, country and currency stay as they were opened: numbers and amounts of
//! documents rest on them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use contracts::identity::{DocumentKind, OpeningHours, SiteCard, SiteUpdated};
use garde::Validate;
use kernel::text::filled_line;
use kernel::{Amount, BasisPoints, Currency, FieldError, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{hours, numbering, tax_id};
use crate::rules::{amount, email_or_empty, known_zone, lines, one_line, rate, telephone};

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
    /// Tunisian without a country code; any spelling.
    #[garde(inner(length(chars, max = 60), custom(telephone)))]
    #[schema(max_length = 60, format = "line")]
    pub phone: Option<String>,
    #[garde(inner(length(chars, max = 254), custom(email_or_empty)))]
    #[schema(max_length = 254, format = "line")]
    pub email: Option<String>,
    #[garde(inner(length(chars, max = 60), custom(one_line)))]
    #[schema(max_length = 60, format = "line")]
    pub tax_id: Option<String>,
    #[garde(inner(custom(rate)))]
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
    /// Prefixes of document numbers by kind, 1 to 12 capital letters, digits and hyphens; those left out stay. They count for
    /// documents issued from now on.
    #[garde(inner(custom(numbering::prefixes)))]
    pub prefixes: Option<BTreeMap<DocumentKind, String>>,
    /// Digits that a sequence is filled up to.
    #[garde(inner(range(min = 1, max = 9)))]
    #[schema(minimum = 1, maximum = 9)]
    pub number_width: Option<u8>,
    /// Offered to customers; at least one.
    #[garde(inner(length(min = 1, max = 3)))]
    #[schema(min_items = 1, max_items = 3)]
    pub languages: Option<Vec<Language>>,
    /// Of who chose none; one of those offered.
    #[garde(skip)]
    pub default_language: Option<Language>,
    #[garde(inner(custom(hours::valid)))]
    pub hours: Option<OpeningHours>,
}

impl Site {
    /// 422 when fields do not fit together.
    pub fn update(&mut self, changes: SiteChanges) -> Result<SiteUpdated, Problem> {
        let card = &mut self.card;
        let texts = [
            (&mut card.name, changes.name),
            (&mut card.legal_name, changes.legal_name),
            (&mut card.address, changes.address),
            (&mut card.phone, changes.phone.map(|typed| crate::rules::e164(&typed).unwrap_or(typed))),
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
        card.numbering.prefixes.extend(changes.prefixes.unwrap_or_default());
        card.numbering.width = changes.number_width.unwrap_or(card.numbering.width);
        card.languages.offered = changes.languages.map_or_else(|| card.languages.offered.clone(), distinct);
        card.languages.default = changes.default_language.unwrap_or(card.languages.default);
        card.hours = changes.hours.unwrap_or_else(|| card.hours.clone());
        settle(card)?;
        Ok(SiteUpdated::of(card))
    }

    /// Nothing new begins here from now on; again is no change.
    pub fn close(&mut self, now: DateTime<Utc>) -> SiteUpdated {
        self.card.closed_at = self.card.closed_at.or(Some(now));
        SiteUpdated::of(&self.card)
    }

    pub fn reopen(&mut self) -> SiteUpdated {
        self.card.closed_at = None;
        SiteUpdated::of(&self.card)
    }
}

/// What depends on more than one field: the tax id on the country, the default language on those offered.
fn settle(card: &mut SiteCard) -> Result<(), Problem> {
    if tax_id::is_checked(&card.country) {
        card.tax_id = tax_id::parse(&card.tax_id).ok_or_else(|| Problem::field("/tax_id", "invalid", tax_id::RULE))?;
    }
    if !card.languages.offered.contains(&card.languages.default) {
        return Err(Problem::field("/default_language", "not-offered", "The default language is one of those offered"));
    }
    Ok(())
}

fn distinct(languages: Vec<Language>) -> Vec<Language> {
    let mut seen = vec![];
    for language in languages {
        if !seen.contains(&language) {
            seen.push(language);
        }
    }
    seen
}

/// 422 with every field of a new site that is wrong; what is spelled in more than one way comes out in one.
pub fn check(card: &mut SiteCard) -> Result<(), Problem> {
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
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    card.phone = crate::rules::e164(&card.phone).unwrap_or_default();
    settle(card)
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
            prefixes: Some(card.numbering.prefixes),
            number_width: Some(card.numbering.width),
            languages: Some(card.languages.offered),
            default_language: Some(card.languages.default),
            hours: Some(card.hours),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_named_once_in_their_order() {
        assert_eq!(distinct(vec![Language::Ar, Language::Fr, Language::Ar]), [Language::Ar, Language::Fr]);
    }
}
