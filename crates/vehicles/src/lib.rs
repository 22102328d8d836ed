//! Vehicles: plates, VINs, owners, odometer readings and what was done at each visit. The whole group shares them.
//!
//! Owns the vehicle's record, the dated links to its owners, its odometer readings (never changed, only added to; what a past visit
//! told goes with it), a row per visit, fed by completed work orders, and the visits out of an earlier system ([`past`]). The owner's name is kept as a label for lists and search, fed by events.
//! A plate is never refused for its form; the same plate on two vehicles is refused once (`plate-exists`) and taken when
//! confirmed, because plates are issued again. A lower reading needs a reason (`odometer-rollback`). A VIN must have 17 of
//! its letters (`invalid-vin`); a wrong check digit is a warning only.

mod care;
mod days;
pub mod demo;
mod erasing;
mod error;
mod fields;
mod files;
mod import;
mod listeners;
mod merging;
mod migrations;
mod past;
mod plate;
mod ports;
mod terms;
mod tyres;
mod vehicles;
mod vin;

use std::sync::Arc;

use contracts::customers::Customers;
use contracts::documents::Press;
use contracts::identity::Sites;
use kernel::import::Undoing;
use kernel::search::Rebuild;
use kernel::{Context, Module};

pub use error::Error;
pub use migrations::Migrator;
pub use plate::Plate;
pub use ports::Ports;

pub const MODULE: &str = "vehicles";
const TERMS: &str = "vehicles_terms";

/// What the operations need.
#[derive(Clone)]
struct App {
    context: Context,
    sites: Arc<dyn Sites>,
    customers: Arc<dyn Customers>,
    press: Press,
}

/// What other modules may ask of this one.
pub fn ports(context: &Context) -> Arc<Ports> {
    Arc::new(Ports::new(context.clone()))
}

pub fn module(context: Context, sites: Arc<dyn Sites>, customers: Arc<dyn Customers>, press: Press) -> Module {
    let app = App { context, sites, customers, press };
    let router = vehicles::router(app.clone())
        .merge(care::router(app.clone()))
        .merge(files::router(app.clone()))
        .merge(fields::router(app.clone()))
        .merge(tyres::router(app.clone()));
    let mut module = Module::new(MODULE, router);
    module.uploads = files::uploads(app.clone());
    module.listeners = vec![Arc::new(listeners::OwnerNames), Arc::new(listeners::Visits)];
    module.importers = vec![Arc::new(import::VehicleImporter::new(app.clone())), Arc::new(past::import::VisitImporter::new(app.clone()))];
    module.workers = vec![
        Arc::new(care::CatchUp(app.context.clone())),
        Arc::new(Rebuild::new(app.context.db.clone(), terms::Records)),
        Arc::new(Undoing::new(MODULE, app.context, module.importers.clone())),
    ];
    module
}
