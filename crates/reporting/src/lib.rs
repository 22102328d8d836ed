//! Figures of the whole garage: what owners look at, by day and site, and the documents behind each.
//!
//! Hears the events of all other modules; only what is sent asks identity who may see it. Of each thing that something is counted of it keeps what was told ([`sources`]), what
//! counts of it on which day ([`facts`]), and what each site's days add up to ([`store`]): a step of one event moves all three by the difference.
//! All of it can be made anew from the feeds ([`rebuild`]). docs/decisions/0109-figures.md.

mod api;
mod debts;
pub mod demo;
mod facts;
mod goals;
mod hear;
mod kpis;
mod leaks;
mod listeners;
mod mails;
mod measures;
mod migrations;
mod mornings;
mod names;
mod news;
mod rebuild;
mod saved;
mod shares;
mod sites;
mod sources;
mod standing;
mod store;

use std::sync::Arc;

use contracts::identity::Staff;
use kernel::{Context, Module};

pub use hear::HEARD;
pub use migrations::Migrator;
pub use rebuild::{Rebuilt, rebuild};

/// The module's name, and the prefix of its tables.
pub const MODULE: &str = "reporting";

pub fn module(context: Context, staff: Arc<dyn Staff>) -> Module {
    let mut module = Module::new(MODULE, api::router(context.clone(), staff.clone()));
    module.listeners = listeners::all(&context.clock);
    module.workers = vec![Arc::new(mornings::Mornings::new(context.clone(), staff.clone())), Arc::new(mails::Mails::new(context, staff))];
    module
}
