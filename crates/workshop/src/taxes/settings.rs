//! The rates of a site, by what lines are.

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::site;
use contracts::taxes::{Pack, TaxRates};
use contracts::workshop::{WORK_ORDER_READ, WORKSHOP_CONFIGURE};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::site_settings::of;
use kernel::{Actor, BasisPoints, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::Model;
use crate::configure::configure;
use crate::time::period;
use crate::work_orders::command::Asked;
use crate::work_orders::input::rates;
use crate::{MODULE, Workshop};

/// At which rates new orders of a site are taxed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SiteTaxRates {
    pub site_id: SiteId,
    /// The site's rate, of everything that nothing else is said of.
    pub standard: BasisPoints,
    /// The standard rate of its country today, if there is one: the site's own may be another.
    pub country_standard: Option<BasisPoints>,
    /// What its country says today.
    pub usual: TaxRates,
    /// What the site says instead.
    pub chosen: TaxRates,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl SiteTaxRates {
    async fn new(workshop: &Workshop, row: &Model, actor: &Actor) -> Result<Self, Problem> {
        let card = site(workshop.sites.as_ref(), row.site_id).await?;
        let (pack, today) = (Pack::of(&card.country), period::today(&card, workshop.now()));
        Ok(Self {
            site_id: row.site_id,
            standard: card.vat_rate,
            country_standard: pack.standard_on(today),
            usual: pack.rates_on(today),
            chosen: row.rates(),
            version: row.version,
            actions: actor.allowed(row.site_id, &[("update", WORKSHOP_CONFIGURE)]).into_iter().map(str::to_owned).collect(),
        })
    }
}

/// Rates in basis points; what is left out is taxed as the country says, and as the site where that says nothing.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxRatesInput {
    #[serde(default)]
    #[garde(inner(custom(rates())))]
    pub labour: Option<BasisPoints>,
    /// Of parts in words: an article has a rate of its own.
    #[serde(default)]
    #[garde(inner(custom(rates())))]
    pub part: Option<BasisPoints>,
    #[serde(default)]
    #[garde(inner(custom(rates())))]
    pub fee: Option<BasisPoints>,
    /// Work that others do.
    #[serde(default)]
    #[garde(inner(custom(rates())))]
    pub sublet: Option<BasisPoints>,
    /// A fee that is asked for tyres alone; as other fees where it is left out.
    #[serde(default)]
    #[garde(inner(custom(rates())))]
    pub tyre_fee: Option<BasisPoints>,
}

impl From<TaxRatesInput> for TaxRates {
    fn from(TaxRatesInput { labour, part, fee, sublet, tyre_fee }: TaxRatesInput) -> Self {
        Self { labour, part, fee, sublet, tyre_fee }
    }
}

/// The rates at which new orders of a site are taxed, by what lines are. Permission: `work_order.read`.
#[utoipa::path(get, path = "/workshops/{site_id}/tax-rates", tag = MODULE, operation_id = "get_tax_rates", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = SiteTaxRates)))]
pub async fn get_tax_rates(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<SiteTaxRates>, Problem> {
    actor.permit(WORK_ORDER_READ, site)?;
    let row: Model = of(workshop.context.db.reader(), site).await?;
    Ok(Versioned(row.version, SiteTaxRates::new(&workshop, &row, &actor).await?))
}

/// Chooses at which rates new orders of a site are taxed. Orders and lines that are there keep theirs. Permission: `workshop.configure`.
#[utoipa::path(put, path = "/workshops/{site_id}/tax-rates", tag = MODULE, operation_id = "set_tax_rates", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = TaxRatesInput,
    responses((status = 200, body = SiteTaxRates)))]
pub async fn set_tax_rates(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(input): Json<TaxRatesInput>,
) -> Result<Versioned<SiteTaxRates>, Problem> {
    let choose = |row: &mut Model| {
        row.rates = serde_json::to_string(&TaxRates::from(input)).map_err(|error| Problem::internal(&error))?;
        Ok(())
    };
    let row = configure(&workshop, &asked, (site, "workshop.tax_rates_set"), Model::rates, choose).await?;
    Ok(Versioned(row.version, SiteTaxRates::new(&workshop, &row, &asked.actor).await?))
}
