//! Through whom the text messages of a site go: Twilio, or a web address that the garage describes.
//!
//! Owns the choice of each site, its key (sealed), and whether messages wait. Sending itself is `sending`; what providers tell afterwards is
//! `callbacks`.

pub mod gateway;
mod get;
mod pause;
mod request;
mod set;
pub mod store;
mod try_out;
mod view;

use std::sync::Arc;

use contracts::identity::Sites;
use kernel::calls::Calls;
use kernel::limits::{Counter, Strangers};
use kernel::vault::{self, Vault};
use kernel::{Context, Problem, SiteId};
use sea_orm::DbErr;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::sending::{Gateway, Plain, Twilio};

pub use gateway::{Provider, SmsGateway};
pub use request::{Place, Request, Verb, fill};
pub use try_out::is_e164;

/// Where a provider tells what became of a message, below the public address.
const TOLD_AT: &str = "api/v1/public/messages/twilio";

/// What sends text messages.
pub struct Gateways {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub vault: Vault,
    /// To Twilio.
    ours: Calls,
    /// To addresses that people typed.
    outside: Calls,
    twilio: String,
    public_url: String,
    counter: Arc<dyn Counter>,
    pub strangers: Strangers,
}

/// How text messages go out, as the program's settings say.
#[derive(Clone, Debug)]
pub struct SmsSettings {
    pub vault: Vault,
    /// Where customers reach the program.
    pub public_url: String,
    /// Where Twilio is, without a slash at the end.
    pub twilio: String,
    /// Machines of the house that a gateway may be.
    pub hosts: Vec<String>,
    pub counter: Arc<dyn Counter>,
}

impl SmsSettings {
    pub const TWILIO: &str = "https://api.twilio.com";
}

impl Gateways {
    pub fn new(context: Context, sites: Arc<dyn Sites>, settings: SmsSettings) -> Arc<Self> {
        let SmsSettings { vault, public_url, twilio, hosts, counter } = settings;
        let public_url = public_url.trim_end_matches('/').to_owned();
        let (ours, outside, strangers) = (Calls::new(), Calls::outside(hosts), Strangers::new(counter.clone(), "messages"));
        Arc::new(Self { context, sites, vault, ours, outside, twilio, public_url, counter, strangers })
    }

    /// The gateway with its key opened; none where it lacks something.
    pub fn open(&self, row: &SmsGateway) -> Result<Option<Box<dyn Gateway + '_>>, Problem> {
        if row.lacks().is_some() {
            return Ok(None);
        }
        let key = row.secret.as_deref().map(|sealed| self.key(row.site_id, sealed)).transpose()?.unwrap_or_default();
        let (account, sender) = (row.account.clone().unwrap_or_default(), row.sender.clone().unwrap_or_default());
        if let Some(request) = row.call().filter(|_| row.provider == Provider::Address) {
            return Ok(Some(Box::new(Plain { calls: &self.outside, request, sender, key })));
        }
        let told_at = self.told_at(row.site_id);
        Ok(Some(Box::new(Twilio { calls: &self.ours, base: &self.twilio, account, token: key, sender, told_at })))
    }

    pub fn key(&self, site: SiteId, sealed: &str) -> Result<String, Problem> {
        let text = self.vault.open(&gateway::place(site), sealed)?;
        String::from_utf8(text).map_err(|error| Problem::internal(&error))
    }

    pub fn told_at(&self, site: SiteId) -> String {
        format!("{}/{TOLD_AT}/{site}", self.public_url)
    }
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn start(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    store::seal_all(context, vault).await
}

/// Whether the database holds secrets that some key sealed.
pub async fn is_sealed(context: &Context) -> Result<bool, DbErr> {
    store::are_sealed(context).await
}

pub fn router(gateways: Arc<Gateways>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_sms_gateway))
        .routes(routes!(set::set_sms_gateway))
        .routes(routes!(pause::pause_sms_gateway))
        .routes(routes!(pause::resume_sms_gateway))
        .routes(routes!(try_out::try_sms_gateway))
        .with_state(gateways)
}
