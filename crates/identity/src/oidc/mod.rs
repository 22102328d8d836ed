//! Signing in with an outside provider (OpenID Connect): authorisation code with PKCE, state and nonce, one provider per garage.
//!
//! A person is known by issuer and `sub`, never by e-mail, which providers let people change. The link is made from the profile of
//! somebody who is signed in, or when somebody accepts an invitation by signing in with the invited address, if the
//! provider vouches for it. What the provider asks for (a second factor, say) is its affair: ECAR asks for no code again.
//!
//! Verified with `jsonwebtoken`, which verifies our own tokens, over `reqwest`: a client library for the whole of OpenID would
//! bring a second set of cryptography for one request and one token, and read the wall clock.

mod callback;
mod claims;
mod flow;
mod link;
mod options;
mod provider;
mod settings;
mod start;
pub mod store;
mod unlink;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use provider::Provider;
pub use settings::Oidc;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(options::get_sign_in_options))
        .routes(routes!(start::start_oidc))
        .routes(routes!(callback::finish_oidc))
        .routes(routes!(link::get_oidc_link))
        .routes(routes!(unlink::unlink_oidc))
        .routes(routes!(start::start_oidc_link))
}
