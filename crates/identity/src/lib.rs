//! Who may sign in, where they work, and the sites themselves.
//!
//! Owns users, roles and who holds them where, sites, signing keys, sessions with their refresh tokens, secret links, and the log
//! of sign-ins. A session is alive until it is revoked (sign-out, a refresh token used twice, a disabled user) or 30 days old.
//! An access token lives 15 minutes; what it opens is asked again every [`tokens::TRUST`], so the end of a session and a change
//! of roles count that fast.
//!
//! An unknown e-mail address or user name and a wrong password cost the same time and get the same answer. How failures are limited
//! without letting anybody lock another person out is in [`limits`].

mod access;
mod alerts;
mod api_keys;
pub mod demo;
mod devices;
mod erasing;
mod error;
mod keys;
mod limits;
mod links;
mod migrations;
mod oidc;
mod passkeys;
mod passwords;
mod pins;
mod ports;
mod proof;
mod roles;
mod rules;
mod second_factor;
mod sessions;
mod sign_ins;
mod sites;
mod tokens;
mod trail;
mod users;

use std::sync::Arc;

use contracts::identity::{AccountLinks, OpenWork, SiteCard, UserId};
use kernel::actor::Authenticator;
use kernel::limits::Counter;
use kernel::{Context, Module, Problem, SiteId};
use utoipa_axum::router::OpenApiRouter;

pub use alerts::backup_failed;
pub use error::Error;
pub use kernel::vault::{Vault, WeakKey};
pub use migrations::Migrator;
pub use oidc::Oidc;
pub use ports::Ports;
pub use users::NewUser;

/// The module's name, and the prefix of its tables.
pub const MODULE: &str = "identity";

/// What the program's configuration decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Browsers keep the cookies to HTTPS. Turn it off only where the site itself is served over plain HTTP.
    pub secure_cookies: bool,
    /// Where browsers find the app, without a slash at the end: what links in messages begin with.
    pub public_url: String,
    /// Messages go out by e-mail. Where they don't, whoever invites somebody hands the link over, as to who has no address.
    pub has_mail: bool,
    /// Customers may open an account.
    pub customer_registration: bool,
    /// The outside provider that people may sign in with.
    pub oidc: Option<Oidc>,
    /// Where tries are counted.
    pub counter: Arc<dyn Counter>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            secure_cookies: true,
            public_url: "http://127.0.0.1:8080".into(),
            has_mail: false,
            customer_registration: false,
            oidc: None,
            counter: kernel::limits::counter(None),
        }
    }
}

/// What the handlers share.
struct Identity {
    context: Context,
    keys: keys::Keys,
    limits: limits::Limits,
    /// None where the garage has no provider.
    oidc: Option<oidc::Provider>,
    /// None where the public address cannot have passkeys.
    passkeys: Option<passkeys::RelyingParty>,
    settings: Settings,
    /// What keeps a site from being closed.
    work: Vec<Arc<dyn OpenWork>>,
    vault: Vault,
}

impl Identity {
    /// Whether mail reaches the person: who it doesn't gets links from whoever manages users.
    fn reaches(&self, user: &users::store::User) -> bool {
        self.settings.has_mail && user.email.is_some()
    }
}

/// Makes the first signing key, and seals with the vault's first key what is not. Call it once at start, after the migrations.
/// [`Error::OtherKey`] when the database's secrets were sealed with a key that the vault has not.
pub async fn start(context: &Context, vault: &Vault) -> Result<(), Error> {
    keys::seal_all(context, vault).await?;
    second_factor::store::seal_all(context, vault).await?;
    sites::tell_sites(context).await?;
    keys::rotate(context, vault).await.map(drop)
}

/// Whether the database holds secrets that some key sealed.
pub async fn is_sealed(context: &Context) -> Result<bool, Error> {
    keys::are_sealed(context).await
}

/// `work` are the modules that are asked before a site is closed.
pub fn module(context: Context, vault: Vault, settings: Settings, work: Vec<Arc<dyn OpenWork>>) -> Module {
    let keys = keys::Keys::new(context.clone(), vault.clone());
    let rebuild = kernel::search::Rebuild::new(context.db.clone(), users::Records);
    let rotation = keys::Rotation::new(context.clone(), vault.clone());
    let oidc = settings.oidc.clone().and_then(|oidc| oidc::Provider::new(oidc, &settings.public_url, context.clock.clone()));
    let passkeys = passkeys::RelyingParty::new(&settings.public_url);
    let limits = limits::Limits::new(settings.counter.clone());
    let clock = context.clock.clone();
    let accounts = users::import::AccountImporter::new(context.clone());
    let identity = Arc::new(Identity { context, keys, limits, oidc, passkeys, settings, work, vault });
    let router = OpenApiRouter::new()
        .merge(sessions::router())
        .merge(links::router())
        .merge(second_factor::router())
        .merge(devices::router())
        .merge(pins::router())
        .merge(api_keys::router())
        .merge(oidc::router())
        .merge(passkeys::router())
        .merge(users::router())
        .merge(roles::router())
        .merge(sign_ins::router())
        .merge(sites::router());
    let mut module = Module::new(MODULE, router.with_state(identity));
    module.workers = vec![Arc::new(rotation), Arc::new(rebuild)];
    module.importers = vec![Arc::new(accounts)];
    module.listeners = vec![Arc::new(erasing::Forgotten { clock })];
    module
}

pub fn ports(context: &Context) -> Arc<Ports> {
    Arc::new(Ports::new(context.clone()))
}

/// Writes the secret links of messages; `public_url` is where browsers find the app.
pub fn account_links(context: &Context, public_url: &str) -> Arc<dyn AccountLinks> {
    Arc::new(ports::Links { context: context.clone(), public_url: public_url.to_owned() })
}

/// Knows the callers by their access tokens and API keys.
pub fn authenticator(context: &Context, vault: &Vault) -> Arc<dyn Authenticator> {
    Arc::new(tokens::Tokens::new(context.clone(), vault.clone(), tokens::TRUST))
}

/// As [`authenticator`], for other processes, which believe an answer as long themselves: the database is asked each time.
pub fn authenticator_for_services(context: &Context, vault: &Vault) -> Arc<dyn Authenticator> {
    Arc::new(tokens::Tokens::new(context.clone(), vault.clone(), chrono::TimeDelta::zero()))
}

/// Registers a user. 422 for a taken address, a weak password or an unknown site.
pub async fn create_user(context: &Context, user: NewUser) -> Result<UserId, Problem> {
    users::create(context, user).await.map_err(Problem::from)
}

/// Gives a person a new password and ends their sessions. 404 when nobody has the address or user name, 422 for a weak password.
pub async fn set_password(context: &Context, sign_in: &str, password: &str) -> Result<(), Problem> {
    users::set_password(context, sign_in, password).await.map_err(Problem::from)
}

/// A link for somebody who forgot their password, to hand over: it works once, for ten minutes. 404 when nobody has the address or user name.
pub async fn reset_link(context: &Context, sign_in: &str, public_url: &str) -> Result<String, Problem> {
    users::reset_link(context, sign_in, public_url).await.map_err(Problem::from)
}

/// Opens a site. 422 when its code is taken or a field is not valid.
pub async fn create_site(context: &Context, card: SiteCard) -> Result<SiteId, Problem> {
    sites::create(context, card).await.map_err(Problem::from)
}
