//! Who may sign in, where they work, and the sites themselves.
//!
//! Owns users, their roles at sites, sites, signing keys, sessions with their refresh tokens, and the log of sign-ins.
//! A session is alive until it is revoked (sign-out, a refresh token used twice, a disabled user) or 30 days old. An access
//! token lives 15 minutes, and is refused within [`tokens::TRUST`] of its session's end.
//!
//! An unknown e-mail address and a wrong password cost the same time and get the same answer. Failures are limited per
//! address and per pair of address and account, so that nobody can lock another person out from elsewhere.

pub mod demo;
mod error;
mod keys;
mod limits;
mod migrations;
mod passwords;
mod ports;
mod rules;
mod sessions;
mod sites;
mod tokens;
mod users;

use std::sync::Arc;

use contracts::identity::{SiteCard, UserId};
use kernel::actor::Authenticator;
use kernel::{Context, Module, Problem, SiteId};
use utoipa_axum::router::OpenApiRouter;

pub use error::Error;
pub use migrations::Migrator;
pub use ports::Ports;
pub use users::NewUser;

/// The module's name, and the prefix of its tables.
pub const MODULE: &str = "identity";

/// What the program's configuration decides.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Browsers keep the refresh cookie to HTTPS. Turn it off only where the site itself is served over plain HTTP.
    pub secure_cookies: bool,
}

/// What the handlers share.
struct Identity {
    context: Context,
    keys: keys::Keys,
    limits: limits::Limits,
    settings: Settings,
}

/// Makes the first signing key. Call it once at start, after the migrations.
pub async fn start(context: &Context) -> Result<(), Problem> {
    keys::ensure(context).await.map_err(Problem::from)
}

pub fn module(context: Context, settings: Settings) -> Module {
    let keys = keys::Keys::new(context.clone());
    let identity = Arc::new(Identity { context, keys, limits: limits::Limits::default(), settings });
    let router = OpenApiRouter::new().merge(sessions::router()).merge(users::router()).merge(sites::router());
    Module::new(MODULE, router.with_state(identity))
}

pub fn ports(context: &Context) -> Arc<Ports> {
    Arc::new(Ports::new(context.clone()))
}

/// Knows the callers by their access tokens.
pub fn authenticator(context: &Context) -> Arc<dyn Authenticator> {
    Arc::new(tokens::Tokens::new(context.clone()))
}

/// Registers a user. 422 for a taken address, a weak password or an unknown site.
pub async fn create_user(context: &Context, user: NewUser) -> Result<UserId, Problem> {
    users::create(context, user).await.map_err(Problem::from)
}

/// Gives a person a new password and ends their sessions. 404 when nobody has the address, 422 for a weak password.
pub async fn set_password(context: &Context, email: &str, password: &str) -> Result<(), Problem> {
    users::set_password(context, email, password).await.map_err(Problem::from)
}

/// Opens a site. 422 when its code is taken or a field is not valid.
pub async fn create_site(context: &Context, card: SiteCard) -> Result<SiteId, Problem> {
    sites::create(context, card).await.map_err(Problem::from)
}
