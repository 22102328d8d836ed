//! At which rate lines are taxed (PRODUCT L2; docs/decisions/0092-tax-by-what-a-line-is.md): by what they are, as the country says until the site
//! chooses. An order keeps the rates that held on the day it began; a line keeps its own.

mod migration;
mod settings;
mod store;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::KeepTaxRates;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(settings::get_tax_rates, settings::set_tax_rates)).with_state(workshop)
}
