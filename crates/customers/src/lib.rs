//! Customers: the persons and businesses that own vehicles or pay. The whole group shares them.
//!
//! Owns the customer's profile and how to reach them; who owns which vehicle is the vehicles module's.
//! A customer is active or archived. Archived ones are kept, because documents name them, but take no changes until
//! restored and are left out of lists and search. Nothing is ever deleted.
//!
//! Refuses telephone numbers and e-mail addresses that cannot work, a change of an archived customer
//! (`customer-archived`), and an external reference that another customer has (`external-ref-taken`).

mod customers;
pub mod demo;
mod error;
mod import;
mod migrations;
mod phone;
mod ports;
mod terms;

use std::sync::Arc;

use kernel::search::Rebuild;
use kernel::{Context, Module};

pub use error::Error;
pub use migrations::Migrator;
pub use phone::Phone;
pub use ports::Ports;

pub const MODULE: &str = "customers";
const TERMS: &str = "customers_terms";

/// What other modules may ask of this one.
pub fn ports(context: &Context) -> Arc<Ports> {
    Arc::new(Ports::new(context.clone()))
}

pub fn module(context: Context) -> Module {
    let mut module = Module::new(MODULE, customers::router(context.clone()));
    module.workers = vec![Arc::new(Rebuild::new(context.db.clone(), terms::Records))];
    module.importers = vec![Arc::new(import::CustomerImporter::new(context))];
    module
}
