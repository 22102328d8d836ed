//! The second factor: codes of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds), and recovery codes for
//! when the telephone is lost.
//!
//! A code is good once, and one step earlier or later for clocks that differ. Five wrong ones, and the next waits a minute;
//! whoever gets there knows the password already, so a stranger locks nobody out. The app's secret is needed
//! to check codes, so it is kept sealed; recovery codes are kept as SHA-256 only, since each has 80 random bits.

mod begin;
mod check;
mod codes;
mod confirm;
mod new_codes;
mod remove;
mod status;
pub mod store;
mod totp;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use begin::Proof;
pub use check::check;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(status::get_second_factor))
        .routes(routes!(begin::begin_second_factor))
        .routes(routes!(confirm::confirm_second_factor))
        .routes(routes!(remove::remove_second_factor))
        .routes(routes!(new_codes::make_recovery_codes))
}
