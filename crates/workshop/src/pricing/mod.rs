//! What sets a price: the rates of labour, who was promised which, and the rule that a line remembers.
//!
//! Owns a site's labour rates, its agreements with customers and for vehicles, and its matrices of markups. Why it is as it is:
//! docs/decisions/0030-prices.md and 0039-costs-and-matrices.md.

mod agreements;
mod choose;
mod contract_prices;
pub mod demo;
mod fees;
mod labour_matrix;
mod matrices;
mod migration;
mod packs;
mod rates;
mod rule;
mod rules;
mod store;
mod tables;

use std::sync::Arc;

use contracts::workshop::PricesChanged;
use kernel::audit::{self, Change};
use kernel::{Actor, Problem, SiteId, Tx, outbox};
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{MODULE, Workshop};

pub use contract_prices::migration::CreateContractPrices;
pub use fees::follow::follow as follow_fees;
pub use fees::migration::{CreateFees, FeesOfTyres, KeepFeesTakenOff};
pub use fees::taken_off::FeeTakenOff;
pub use labour_matrix::migration::CreateLabourMatrices;
pub use labour_matrix::store::tiers_of;
pub use labour_matrix::tiers::{LabourTier, factor, multiplied};
pub use matrices::migration::CreateMarkupMatrices;
pub use migration::CreatePricing;
pub use rule::{Origin, PriceRule, PriceRuleView};
pub use rules::{Asking, Priced, Rules};

/// Agreements name customers: a merge re-points them.
pub const AGREEMENTS: &str = "workshop_price_agreements";
pub const CONTRACTS: &str = "workshop_contract_prices";

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(rates::list::list_labour_rates, rates::create::create_labour_rate))
        .routes(routes!(rates::update::update_labour_rate))
        .routes(routes!(agreements::list::list_price_agreements, agreements::save::save_price_agreement))
        .routes(routes!(agreements::remove::remove_price_agreement))
        .routes(routes!(contract_prices::list::list_contract_prices, contract_prices::save::save_contract_price))
        .routes(routes!(contract_prices::remove::remove_contract_price))
        .routes(routes!(fees::list::list_fees, fees::create::create_fee))
        .routes(routes!(fees::update::update_fee))
        .routes(routes!(matrices::list::list_markup_matrices, matrices::create::create_markup_matrix))
        .routes(routes!(matrices::update::update_markup_matrix))
        .routes(routes!(matrices::preview::preview_markup))
        .routes(routes!(labour_matrix::settings::get_labour_matrix, labour_matrix::settings::set_labour_matrix))
        .routes(routes!(choose::show_labour_price, choose::choose_labour_rate))
        .with_state(workshop)
}

/// What the trail calls a rate, an agreement or a coupon.
pub struct Told<'a> {
    pub action: &'a str,
    pub entity: &'a str,
    pub id: Uuid,
    pub label: &'a str,
    pub site: SiteId,
}

/// Writes into the trail what became of it, and tells screens.
pub async fn tell<T: Serialize>(
    workshop: &Workshop,
    tx: &mut Tx,
    told: Told<'_>,
    (before, after): (Option<&T>, Option<&T>),
    actor: &Actor,
) -> Result<(), Problem> {
    let clock = workshop.context.clock.as_ref();
    let Told { action, entity, id, label, site } = told;
    audit::record(tx, MODULE, Change { action, entity, id, label, site: Some(site) }, (before, after), actor, clock).await?;
    Ok(outbox::append(tx, MODULE, &PricesChanged { id, site_id: site }, actor, clock).await?)
}
