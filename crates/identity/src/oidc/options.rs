use std::sync::Arc;

use axum::extract::State;
use kernel::http::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Identity;

/// How one can sign in here.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignInOptions {
    /// What the button of the outside provider says; null where there is none.
    pub oidc: Option<String>,
    pub passkeys: bool,
    /// Customers may open an account.
    pub registration: bool,
    /// A forgotten password can be mended by e-mail.
    pub password_reset: bool,
}

/// What the page of signing in offers.
///
/// Permission: none.
#[utoipa::path(
    get, path = "/auth/options", tag = "identity", operation_id = "get_sign_in_options", security(()),
    responses((status = 200, body = SignInOptions))
)]
pub async fn get_sign_in_options(State(identity): State<Arc<Identity>>) -> Json<SignInOptions> {
    Json(SignInOptions {
        oidc: identity.oidc.as_ref().map(|provider| provider.settings.name.clone()),
        passkeys: identity.passkeys.is_some(),
        registration: identity.settings.customer_registration,
        password_reset: identity.settings.has_mail,
    })
}
