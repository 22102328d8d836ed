//! Each site's stock: an append-only ledger of movements, and the levels they add up to.

mod adjust;
pub mod consume;
pub mod converge;
pub mod layers;
mod ledger;
mod list_dead;
mod list_layers;
mod list_movements;
mod month;
mod receive;
pub mod returned;
mod set_bin;
mod set_minimum;
mod stood;
pub mod store;
pub mod valuation;
mod value;
mod valued;
mod view;

use std::collections::BTreeSet;

use contracts::inventory::ProductId;
use kernel::{Context, Problem, SiteId, Tx};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::Error;
use crate::products::{self, Product};
use crate::purchases::Purchasing;

pub use ledger::{Change, Ledger, Level, Movement, MovementKind, Note, Reference, told};
pub use stood::tell_shelves;

/// What asks the sites for their calendars.
pub fn months(purchasing: Purchasing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(month::get_stock_month))
        .routes(routes!(value::get_stock_value))
        .routes(routes!(value::export_stock_value))
        .with_state(purchasing)
}

pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_movements::list_movements))
        .routes(routes!(list_dead::list_dead_stock))
        .routes(routes!(list_layers::list_layers))
        .routes(routes!(valuation::get_valuation, valuation::set_valuation))
        .routes(routes!(set_minimum::set_minimum))
        .routes(routes!(set_bin::set_bin))
        .routes(routes!(receive::receive_stock))
        .routes(routes!(adjust::adjust_stock))
}

/// The level of a product of which stock is kept, locked; a field problem at `/product_id` otherwise.
pub async fn lock_tracked(tx: &Tx, site: SiteId, id: ProductId) -> Result<(Ledger, Product), Problem> {
    let pointer = || "/product_id".to_owned();
    match products::store::find_many(&**tx, &[id]).await?.pop() {
        None => Err(Error::UnknownProduct { pointer: pointer() }.into()),
        Some(product) if !product.tracked => Err(Error::NotTracked { pointer: pointer() }.into()),
        Some(product) => Ok((store::lock(tx, site, &BTreeSet::from([id])).await?, product)),
    }
}
