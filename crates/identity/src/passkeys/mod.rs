//! Passkeys (WebAuthn): a key that stays in the telephone or the computer, opened by a finger, a face or a PIN there. User
//! verification is always asked for, so one passkey is both factors, and no code is asked for besides.
//!
//! Nobody types an address: the authenticator says whose key it is, so nothing can be asked about who has one. They are offered
//! where the app's public address has a host name; an address of digits cannot have passkeys.

mod ceremony;
mod finish;
mod list;
mod register;
mod remove;
mod sign_in;
pub mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use crate::Identity;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(list::list_my_passkeys))
        .routes(routes!(register::start_passkey))
        .routes(routes!(finish::finish_passkey))
        .routes(routes!(remove::remove_passkey))
        .routes(routes!(sign_in::start_passkey_sign_in))
        .routes(routes!(sign_in::finish_passkey_sign_in))
}

/// None where the public address cannot have passkeys.
pub fn relying_party(public_url: &str) -> Option<Webauthn> {
    let origin: Url = public_url.parse().ok()?;
    let host = origin.domain()?.to_owned();
    WebauthnBuilder::new(&host, &origin).ok()?.rp_name("ECAR").build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_host_name() {
        assert!(relying_party("https://garage.example").is_some());
        assert!(relying_party("http://localhost:8080").is_some());
        assert!(relying_party("http://127.0.0.1:8080").is_none());
        assert!(relying_party("garage").is_none());
    }
}
