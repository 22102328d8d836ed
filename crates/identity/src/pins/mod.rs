//! PINs: a quick change of person on a shared device. A PIN opens what a technician may do at the device's site, and no more than
//! the person may, for a quarter of an hour; then it is typed again. It opens nothing elsewhere, and never the account itself.
//!
//! Four digits are soon tried out, so after ten wrong ones in a row the PIN is blocked until the person sets a new one;
//! only who stands at the device can do that to somebody.

mod people;
mod pin;
mod remove;
mod set;
pub mod store;
mod switch;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(set::set_pin, remove::remove_pin))
        .routes(routes!(people::list_pin_people))
        .routes(routes!(switch::switch_by_pin))
}
