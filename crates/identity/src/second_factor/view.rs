//! The second factor as the API shows it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the caller's account asks for a code.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SecondFactor)]
pub struct SecondFactorView {
    pub enabled: bool,
    pub enabled_at: Option<DateTime<Utc>>,
    pub recovery_codes_left: i64,
    /// `begin`, or `remove` and `make_recovery_codes`.
    pub actions: Vec<&'static str>,
}

/// What the authenticator app takes. It counts after the first code was confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewSecondFactor {
    /// Base32, to type in.
    pub secret: String,
    /// `otpauth://…`, to show as a QR code.
    pub address: String,
}

/// Shown this once: ten codes, each good for one sign-in without the app.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodes {
    pub recovery_codes: Vec<String>,
}
