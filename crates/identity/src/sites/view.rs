//! A site as the API shows it.

use contracts::identity::SITE_UPDATE;
use kernel::{Actor, Amount, BasisPoints, Currency, SiteId};
use serde::Serialize;
use utoipa::ToSchema;

use super::site::Site;

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
    pub version: i64,
    /// `update`.
    pub actions: Vec<&'static str>,
}

impl SiteView {
    pub fn new(site: Site, actor: &Actor) -> Self {
        let card = site.card;
        Self {
            id: card.id,
            actions: actor.allowed(card.id, &[("update", SITE_UPDATE)]),
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
