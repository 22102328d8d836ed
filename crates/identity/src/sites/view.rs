//! A site as the API shows it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use contracts::identity::{DocumentKind, OpeningHours, SITE_MANAGE, SITE_UPDATE};
use kernel::{Actor, Amount, BasisPoints, Currency, SiteId};
use serde::Serialize;
use utoipa::ToSchema;

use super::site::Site;
use super::tax_id;

/// A workshop location and its settings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Site)]
pub struct SiteView {
    pub id: SiteId,
    /// Part of document numbers.
    pub code: String,
    pub name: String,
    pub legal_name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub tax_id: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
    pub currency_decimals: u8,
    pub vat_rate: BasisPoints,
    /// Per invoice.
    pub stamp_duty: Amount,
    /// Per hour, net.
    pub labour_rate: Amount,
    /// IANA name.
    pub time_zone: String,
    pub payment_terms_days: i32,
    pub bank_account: String,
    /// Prefixes of document numbers: `F-LAC` makes `F-LAC-2026-00042`.
    pub prefixes: BTreeMap<DocumentKind, String>,
    /// Digits that a sequence is filled up to.
    pub number_width: u8,
    pub languages: Vec<Language>,
    pub default_language: Language,
    pub hours: OpeningHours,
    /// Nothing new begins at a closed site.
    pub closed_at: Option<DateTime<Utc>>,
    /// What is worth a look: `tax_id_key` (the key letter does not follow from the digits).
    pub warnings: Vec<&'static str>,
    pub version: i64,
    /// `update`, `close`, `reopen`.
    pub actions: Vec<&'static str>,
}

impl SiteView {
    pub fn new(site: Site, actor: &Actor) -> Self {
        let card = site.card;
        let change = if card.closed_at.is_some() { "reopen" } else { "close" };
        let is_doubtful = tax_id::is_checked(&card.country) && !tax_id::key_fits(&card.tax_id);
        Self {
            id: card.id,
            actions: actor.allowed(card.id, &[("update", SITE_UPDATE), (change, SITE_MANAGE)]),
            prefixes: DocumentKind::ALL.into_iter().map(|kind| (kind, card.numbering.prefix(kind, &card.code))).collect(),
            number_width: card.numbering.width,
            languages: card.languages.offered,
            default_language: card.languages.default,
            hours: card.hours,
            closed_at: card.closed_at,
            warnings: if is_doubtful { vec!["tax_id_key"] } else { vec![] },
            currency_decimals: Currency::from_code(&card.currency).map_or(2, |currency| currency.decimals),
            code: card.code,
            name: card.name,
            legal_name: card.legal_name,
            address: card.address,
            phone: card.phone,
            email: card.email,
            tax_id: card.tax_id,
            country: card.country,
            currency: card.currency,
            vat_rate: card.vat_rate,
            stamp_duty: card.stamp_duty,
            labour_rate: card.labour_rate,
            time_zone: card.time_zone,
            payment_terms_days: card.payment_terms_days,
            bank_account: card.bank_account,
            version: site.version,
        }
    }
}
