//! Customers: the persons and businesses that own vehicles or pay. The whole group shares them.
//!
//! Owns the customer's profile, contacts, consents, certificates of exemption from VAT, tags, timeline, credit hold and merges; who owns which vehicle is the vehicles module's.
//! What a customer owes, and what happened with them elsewhere, is fed by events (decision 0017).
//! A customer is active or archived. Archived ones are kept, because documents name them, but take no changes until
//! restored and are left out of lists and search. Nothing is ever deleted; who is erased keeps a row without a name (decision 0114).
//!
//! Refuses telephone numbers and e-mail addresses that cannot work, a change of an archived customer
//! (`customer-archived`), a return of an erased one (`customer-erased`), and an external reference that another customer has (`external-ref-taken`).

mod bulk;
mod consents;
mod contacts;
mod customers;
pub mod demo;
mod erasures;
mod error;
mod exemptions;
mod import;
mod listeners;
mod merges;
mod migrations;
mod phone;
mod ports;
mod standing;
mod statistics;
mod tags;
mod terms;
mod timeline;

use std::sync::Arc;

use contracts::identity::{Sites, Staff};
use contracts::subjects::SubjectData;
use kernel::import::Undoing;
use kernel::search::Rebuild;
use kernel::{Context, Module};

pub use error::Error;
pub use migrations::Migrator;
pub use phone::Phone;
pub use ports::Ports;
pub use standing::store::{dues, has_heard, put_no_show};

pub const MODULE: &str = "customers";
const TERMS: &str = "customers_terms";

/// What other modules may ask of this one.
pub fn ports(context: &Context) -> Arc<Ports> {
    Arc::new(Ports::new(context.clone()))
}

/// Whom this module asks: who works where, and the modules that keep something of customers.
pub struct Around {
    pub sites: Arc<dyn Sites>,
    pub staff: Arc<dyn Staff>,
    pub subjects: Vec<Arc<dyn SubjectData>>,
}

pub fn module(context: Context, Around { sites, staff, subjects }: Around) -> Module {
    let erasures = erasures::Erasures { context: context.clone(), sites, staff, subjects };
    let router = customers::router(context.clone())
        .merge(bulk::router(context.clone()))
        .merge(contacts::router(context.clone()))
        .merge(consents::router(context.clone()))
        .merge(exemptions::router(context.clone()))
        .merge(merges::router(context.clone()))
        .merge(standing::router(context.clone()))
        .merge(timeline::router(context.clone()))
        .merge(tags::router(context.clone()))
        .merge(statistics::router(context.clone()))
        .merge(erasures::router(erasures.clone()));
    let mut module = Module::new(MODULE, router);
    let clock = || context.clock.clone();
    module.listeners = vec![
        Arc::new(listeners::Dues { clock: clock() }),
        Arc::new(listeners::Visits { clock: clock() }),
        Arc::new(listeners::Bookings { clock: clock() }),
        Arc::new(listeners::Messages { clock: clock() }),
    ];
    module.importers = vec![Arc::new(import::CustomerImporter::new(context.clone()))];
    module.workers = vec![
        Arc::new(bulk::BulkWorker { context: context.clone() }),
        Arc::new(erasures::Finishing::new(erasures)),
        Arc::new(Rebuild::new(context.db.clone(), terms::Records)),
        Arc::new(Undoing::new(MODULE, context, module.importers.clone())),
    ];
    module
}
