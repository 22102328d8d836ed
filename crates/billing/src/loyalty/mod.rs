//! Points that customers earn by paying and pay with (PRODUCT S1, Z16). docs/decisions/0107-loyalty.md, 0108-referrals.md.
//!
//! Owns: what a site promises ([`settings`]), the ledger of points with its balances ([`store`]), what each invoice earned ([`follow`]), and who brought
//! whom ([`referrals`]). Paying with points is a payment of an invoice ([`spend`]).

pub mod demo;
pub mod doctor;
mod entries;
mod error;
pub mod expire;
mod follow;
mod get;
mod grant;
mod liability;
mod points;
mod refer;
mod referral;
mod referrals;
mod settings;
mod spend;
mod store;
mod tables;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use error::Error;
pub use follow::follow;
pub use referrals::REFERRALS;
pub use spend::{give_back, give_back_surplus, spend, spent};
pub use store::{ENTRIES, follow_invoices, recount};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(settings::get_loyalty_settings, settings::set_loyalty_settings))
        .routes(routes!(get::get_loyalty))
        .routes(routes!(entries::list_loyalty_entries, grant::grant_points))
        .routes(routes!(refer::set_referrer))
        .routes(routes!(liability::get_loyalty_liability))
        .routes(routes!(liability::export_loyalty_liability))
        .with_state(billing)
}
