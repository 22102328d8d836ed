//! What happened with a customer, newest first: this module's own, what others told of visits, invoices, payments, appointments and
//! messages, and what people note by hand. Entries are added; a wrong note is struck out and stays.

pub mod entry;
mod list;
mod note;
pub mod store;
mod strike;
pub mod told;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list::read_timeline, note::note_entry)).routes(routes!(strike::strike_entry)).with_state(context)
}
