//! Passkeys (WebAuthn): a key that stays in the telephone or the computer, opened by a finger, a face or a PIN there. User
//! verification is always asked for, so one passkey is both factors, and no code is asked for besides.
//!
//! Nobody types an address: the authenticator says whose key it is, so nothing can be asked about who has one. They are offered
//! where the app's public address has a host name; an address of digits cannot have passkeys.

mod ceremony;
mod finish;
mod list;
mod register;
mod relying_party;
mod remove;
mod rename;
mod sign_in;
pub mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use relying_party::RelyingParty;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(list::list_my_passkeys))
        .routes(routes!(register::start_passkey))
        .routes(routes!(finish::finish_passkey))
        .routes(routes!(rename::rename_passkey))
        .routes(routes!(remove::remove_passkey))
        .routes(routes!(sign_in::start_passkey_sign_in))
        .routes(routes!(sign_in::finish_passkey_sign_in))
}
