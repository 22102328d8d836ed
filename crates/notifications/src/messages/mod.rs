//! The log of messages.

mod code;
pub mod demo;
mod get;
mod list;
mod message;
pub mod night;
mod queue;
pub mod reminder;
mod resend;
mod status;
pub mod store;
pub mod tries;
mod view;
pub mod zones;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use code::code_of;
pub use message::{Channel, Draft, MessageChanged, MessageEvent, MessageState, NotePaper, Outcome, Params, after};
pub use queue::{queue, queue_for, queue_many, queue_one};
pub use reminder::Reminder;
pub use status::{tell_status, withdraw};

pub fn router() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_messages))
        .routes(routes!(get::get_message))
        .routes(routes!(tries::list_tries))
        .routes(routes!(resend::resend_message))
}
