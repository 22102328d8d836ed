//! Inventory owns the catalogue (products, shared by the group) and each site's stock.
//!
//! Stock is an append-only ledger: a movement is never changed or removed, and `on_hand` of a site always equals the sum of its
//! movements, which [`doctor`] proves. A receipt moves the moving average cost; everything else leaves at that average.
//!
//! Stock falls when a work order is completed. The listener converges: what each line consumed is remembered, so the same
//! event twice, or an order completed again with other quantities, moves only the difference. Completion may take stock below
//! zero, because the advisor allowed it; an adjustment may not (`stock-negative`). Negative stock shows in its own list.
//!
//! What approved jobs want is reserved ([`reservations`]): never more than is on hand, and told to who waits as it comes. Suppliers and
//! purchase orders ([`purchases`]) keep for which job a part was ordered.
//!
//! Parts may be issued before: they leave the shelf at once for the line that wants them, and completion takes the rest ([`issues`]).
//!
//! A site may have rooms and vans beside its own shelves, which the site's stock is divided among ([`locations`]).
//!
//! Labels for articles and bins are printed, and what a scanned code stands for is told ([`labels`]).
//!
//! Pieces may be known by a serial number or a batch: where each is, and on which line it went ([`numbers`]).
//!
//! It fails with: `wrong-state`, `nothing-ordered`, `needed-by-jobs`, `too-many-lines`, `stock-negative`, `stock-too-large` and
//! `stock-on-hand` (409), `not-tracked` (422), and field problems.

mod cores;
mod costs;
pub mod demo;
mod doctor;
mod entities;
mod error;
mod fields;
mod import;
mod issues;
mod labels;
mod leftovers;
mod listeners;
mod locations;
mod migrations;
mod newest;
mod numbers;
mod papers;
mod ports;
mod price_lists;
mod products;
mod purchases;
mod reservations;
mod stock;
mod stock_takes;
mod supplier_invoices;
mod supplier_returns;
mod suppliers;
mod terms;
mod transfers;

use std::sync::Arc;

use contracts::documents::Press;
use contracts::identity::Sites;
use contracts::inventory::PurchaseOrders;
use kernel::import::{Importer, Undoing};
use kernel::search::Rebuild;
use kernel::{Context, Module, Problem};
use utoipa_axum::router::OpenApiRouter;

pub use doctor::doctor;
pub use migrations::Migrator;
pub use ports::Ports;

/// The module's name and its tables' prefix.
pub const MODULE: &str = "inventory";
const TERMS: &str = "inventory_terms";

/// Tells figures once what lay on the shelves before they asked. Call it at start, after the migrations.
pub async fn start(context: &Context) -> Result<(), Problem> {
    stock::tell_shelves(context).await
}

/// What other modules may ask of inventory: the catalogue, and search.
pub fn ports(context: &Context) -> Arc<Ports> {
    Arc::new(Ports { db: context.db.clone() })
}

/// Orders to suppliers as PDF, for messages.
pub fn purchase_orders(context: &Context, sites: Arc<dyn Sites>, press: Press) -> Arc<dyn PurchaseOrders> {
    Arc::new(purchases::Papers(purchases::Purchasing { context: context.clone(), sites, press }))
}

/// `sites` tells imports the currency and the usual VAT rate; `press` prints labels and orders.
pub fn module(context: Context, sites: Arc<dyn Sites>, press: Press) -> Module {
    let listener = listeners::WorkshopListener { clock: context.clock.clone() };
    let returns = listeners::BillingListener { clock: context.clock.clone() };
    let purchasing = purchases::Purchasing { context: context.clone(), sites: sites.clone(), press: press.clone() };
    let importer: Arc<dyn Importer> = Arc::new(import::ProductImporter { context: context.clone(), sites });
    let prices: Arc<dyn Importer> = Arc::new(price_lists::PriceListImporter { context: context.clone(), supplier: None });
    let undoing = Undoing::new(MODULE, context.clone(), vec![importer.clone(), prices.clone()]);
    let rebuild = Rebuild::new(context.db.clone(), terms::Records);
    let labels = labels::routes(labels::Press { context: context.clone(), renderer: press.renderer });
    let router = OpenApiRouter::new().merge(products::routes()).merge(stock::routes()).merge(reservations::routes());
    let router = router.merge(issues::routes()).merge(locations::routes());
    let router = router.merge(numbers::routes());
    let router = router.merge(suppliers::routes()).with_state(context).merge(purchases::routes(purchasing.clone()));
    let router = router.merge(supplier_invoices::routes(purchasing.clone()));
    let router = router.merge(supplier_returns::routes(purchasing.clone())).merge(leftovers::routes(purchasing.clone()));
    let router = router.merge(transfers::routes(purchasing.clone()));
    let router = router.merge(stock_takes::routes(purchasing.clone()));
    let router = router.merge(cores::routes(purchasing.clone()));
    let uploads = supplier_invoices::attachments::uploads(purchasing.clone());
    let router = router.merge(supplier_invoices::attachments::routes(purchasing.clone()));
    let router = router.merge(stock::months(purchasing));
    let router = router.merge(labels);
    let mut module = Module::new(MODULE, router);
    module.uploads = uploads;
    module.workers.push(Arc::new(rebuild));
    module.workers.push(Arc::new(undoing));
    module.listeners.push(Arc::new(listener));
    module.listeners.push(Arc::new(returns));
    module.importers.extend([importer, prices]);
    module
}
