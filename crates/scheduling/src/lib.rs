//! Scheduling: appointments, and whose time they take.
//!
//! Owns a site's resources (bays, equipment, technicians with their skills and hours), their absences, locked days, what can be
//! booked, appointments with their history, allocations, recurring bookings, and the secret links of appointments. Opening hours and time zones are identity's.
//!
//! An appointment goes requested → confirmed → arrived → converted (it became a work order), or ends cancelled or as a no-show; a
//! reschedule keeps the record. Its time is what is allocated: slices of a technician, a bay and equipment, several over days when
//! the work needs it. [`appointments::appointment`] holds the rules, [`shop`] the choice of who and where.
//!
//! Refuses, with a 409 that names each clash: two things at once on one resource, always; closed hours, absences and locked days
//! unless the caller holds `schedule.overbook` and says so. Other sites' rows do not exist (404), stale writes are 412.

mod appointments;
pub mod demo;
mod doctor;
mod erasing;
mod error;
mod feeds;
mod listeners;
mod merging;
mod migrations;
mod online;
mod ports;
mod resources;
mod schedule;
mod series;
mod services;
mod settings;
mod shop;
mod tell;
mod terms;
mod time;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contracts::customers::Customers;
use contracts::identity::{Sites, Staff};
use contracts::scheduling::{AppointmentLinks, Arrivals, BookingPages};
use contracts::vehicles::Vehicles;
use kernel::limits::Counter;
use kernel::module::Worker;
use kernel::search::Rebuild;
use kernel::{Context, Module};

pub use doctor::doctor;
pub use migrations::Migrator;
pub use ports::Ports;

/// The module's name, and the prefix of its tables.
pub const MODULE: &str = "scheduling";
const TERMS: &str = "scheduling_terms";

/// What the operations work with.
struct Scheduling {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub staff: Arc<dyn Staff>,
    pub customers: Arc<dyn Customers>,
    pub vehicles: Arc<dyn Vehicles>,
    /// What strangers have left.
    pub budgets: online::Budgets,
}

impl Scheduling {
    fn now(&self) -> DateTime<Utc> {
        self.context.clock.now()
    }
}

/// What scheduling offers to others.
pub fn ports(context: &Context) -> Arc<Ports> {
    Arc::new(Ports::new(context.db.clone()))
}

/// Makes secret links of appointments, for whoever writes the mails.
pub fn links(context: &Context, sites: Arc<dyn Sites>, public_url: &str) -> Arc<dyn AppointmentLinks> {
    Arc::new(online::Links::new(context.clone(), sites, public_url))
}

/// Knows whose visit is to come, and where others book.
pub fn arrivals(context: &Context, sites: Arc<dyn Sites>, public_url: &str) -> Arc<dyn Arrivals> {
    Arc::new(online::Bookings::new(context.clone(), sites, public_url))
}

/// Knows which other sites' pages may show a site's booking page.
pub fn booking_pages(context: &Context, sites: Arc<dyn Sites>) -> Arc<dyn BookingPages> {
    Arc::new(online::Frames::new(context.db.clone(), sites))
}

/// `counter` holds what strangers may still ask for.
pub fn module(
    context: Context,
    sites: Arc<dyn Sites>,
    staff: Arc<dyn Staff>,
    customers: Arc<dyn Customers>,
    vehicles: Arc<dyn Vehicles>,
    counter: Arc<dyn Counter>,
) -> Module {
    let budgets = online::Budgets::new(counter);
    let listeners = listeners::all(&context.clock);
    let rebuild = Rebuild::new(context.db.clone(), terms::Records);
    let scheduling = Arc::new(Scheduling { context, sites, staff, customers, vehicles, budgets });
    let standing = schedule::standing::Standing::new(scheduling.clone());
    let workers: Vec<Arc<dyn Worker>> = vec![Arc::new(rebuild), Arc::new(standing)];
    let router = resources::router(scheduling.clone())
        .merge(services::router(scheduling.clone()))
        .merge(settings::router(scheduling.clone()))
        .merge(appointments::router(scheduling.clone()))
        .merge(series::router(scheduling.clone()))
        .merge(online::router(scheduling.clone()))
        .merge(feeds::router(scheduling.clone()))
        .merge(schedule::router(scheduling));
    Module { listeners, workers, ..Module::new(MODULE, router) }
}
