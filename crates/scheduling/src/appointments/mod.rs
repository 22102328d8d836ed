//! Appointments: a file per operation, the rules in [`appointment`].

mod allocate;
pub mod appointment;
mod arrive;
pub mod book;
pub mod cancel;
pub mod command;
mod confirm;
pub mod deposit;
pub mod events;
mod fields;
mod get;
mod history;
mod list;
mod matching;
mod move_allocation;
mod no_show;
mod place;
pub mod record;
pub mod reschedule;
pub mod store;
mod update;
pub mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Scheduling;

pub use appointment::Detail;
pub use command::Whole;
pub use fields::{Contact, minutes as booked_minutes, start, wish};
pub use record::Booked;
pub use store::SERIES_LENGTH;

pub fn router(scheduling: Arc<Scheduling>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_appointments, book::book_appointment))
        .routes(routes!(get::get_appointment, update::update_appointment))
        .routes(routes!(history::list_appointment_history))
        .routes(routes!(confirm::confirm_appointment))
        .routes(routes!(matching::match_appointment))
        .routes(routes!(reschedule::reschedule_appointment))
        .routes(routes!(arrive::arrive_appointment))
        .routes(routes!(no_show::mark_no_show))
        .routes(routes!(deposit::receive_deposit))
        .routes(routes!(cancel::cancel_appointment))
        .routes(routes!(allocate::add_allocation))
        .routes(routes!(allocate::remove_allocation))
        .routes(routes!(move_allocation::move_allocation))
        .with_state(scheduling)
}
