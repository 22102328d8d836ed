//! What customers do themselves, without an account: book at a site that takes online bookings, and by the link in a mail move their
//! appointment, give it up or add words. Whoever comes here is nobody: answers hold no name of a resource, a customer or another
//! appointment, and everything is counted by address.

mod arrivals;
mod book;
pub mod calendar;
mod frames;
mod links;
mod offer;
mod site;
mod slots;
mod visit;
mod visitor;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Scheduling;

pub use arrivals::Bookings;
pub use frames::{Frames, Origin, origin};
pub use links::{Links, hash, token};
pub use visitor::Budgets;

pub fn router(scheduling: Arc<Scheduling>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(site::get_booking_site))
        .routes(routes!(slots::list_booking_times))
        .routes(routes!(book::book_online))
        .routes(routes!(visit::view::visit_appointment))
        .routes(routes!(visit::times::list_new_times))
        .routes(routes!(visit::reschedule::reschedule_visit))
        .routes(routes!(visit::cancel::cancel_visit))
        .routes(routes!(visit::words::add_words))
        .routes(routes!(visit::calendar_file::get_calendar_file))
        .with_state(scheduling)
}
