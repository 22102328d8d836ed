//! Reminders of what is due for a vehicle: once a day at each site, and by hand.
//!
//! Owns what a site chose, the runs with their figures, and a row for each thing that is due for a vehicle: what was told of it last and why
//! nothing more is. What is due vehicles say, who is expected anyway scheduling, whom one may write to customers; each is asked anew at a run
//! (`judge.rs`) and again when the message goes out (`wanted.rs`), so any change of a date counts by itself. `ladder.rs` has the rules.
//!
//! Nothing is told twice: a row of the day's run is claimed once, each batch of it is one transaction with its place, and the key of a message
//! is its vehicle and the day.

mod batch;
mod begin;
mod booked;
mod demo;
mod draft;
mod get;
mod judge;
mod ladder;
mod list;
mod list_runs;
mod of_vehicle;
mod outlook;
mod reminder;
mod run;
mod runs;
mod set;
pub mod settings;
mod start;
mod store;
mod sweep;
mod view;
mod wanted;
mod work;
mod worker;

use std::sync::Arc;

use contracts::customers::{Consents, Customers};
use contracts::identity::Sites;
use contracts::scheduling::Arrivals;
use contracts::vehicles::DueVehicles;
use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use booked::hear;
pub use demo::load as load_demo;
pub use draft::{DueLine, ServiceDue};
pub use run::ReminderRunChanged;
pub use worker::DailyRun;

/// What reminders ask, and where they are kept.
#[derive(Clone)]
pub struct Reminders {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub customers: Arc<dyn Customers>,
    pub consents: Arc<dyn Consents>,
    pub vehicles: Arc<dyn DueVehicles>,
    pub arrivals: Arc<dyn Arrivals>,
    /// By which mails go out.
    pub mail: crate::messages::Channel,
}

pub fn router(reminders: Arc<Reminders>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_reminder_settings))
        .routes(routes!(set::set_reminder_settings))
        .routes(routes!(list::list_reminders))
        .routes(routes!(outlook::get_reminder_outlook))
        .routes(routes!(of_vehicle::list_vehicle_reminders))
        .routes(routes!(list_runs::list_reminder_runs))
        .routes(routes!(start::start_reminder_run))
        .with_state(reminders)
}
