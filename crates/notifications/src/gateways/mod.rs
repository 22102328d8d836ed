//! Through whom the short messages of a site go: as texts through Twilio or a web address that the garage describes, as WhatsApp messages through
//! Meta or Twilio.
//!
//! Owns the choice of each site, its keys (sealed), and whether messages wait. Sending itself is `sending`; what providers tell afterwards is
//! `callbacks`.

pub mod gateway;
mod get;
mod lane;
mod line;
mod pause;
mod pictures;
mod request;
mod set;
pub mod store;
mod trial;
mod try_out;
mod view;
pub mod whatsapp;

use std::sync::Arc;

use contracts::identity::Sites;
use kernel::calls::Calls;
use kernel::limits::{Counter, Strangers};
use kernel::vault::Vault;
use kernel::{Context, Problem, SiteId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::messages::Channel;
use crate::sending::Tokens;

pub use gateway::{Provider, SmsGateway};
pub use line::Line;
pub use pictures::Missed;
pub use request::{Place, Request, TokenRequest, Verb, fill};
pub use trial::is_e164;

/// Where providers tell what became of a message, below the public address.
const TOLD_AT: &str = "api/v1/public/messages";

/// What sends short messages.
pub struct Gateways {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub vault: Vault,
    /// To Twilio and Meta.
    ours: Calls,
    /// To addresses that people typed.
    outside: Calls,
    pub tokens: Tokens,
    twilio: String,
    meta: String,
    pub public_url: String,
    counter: Arc<dyn Counter>,
    pub strangers: Strangers,
}

/// How short messages go out, as the program's settings say.
#[derive(Clone, Debug)]
pub struct SmsSettings {
    pub vault: Vault,
    /// Where customers reach the program.
    pub public_url: String,
    /// Where Twilio is, without a slash at the end.
    pub twilio: String,
    /// Where Meta's Graph API is, with its version, likewise.
    pub meta: String,
    /// Machines of the house that a gateway may be.
    pub hosts: Vec<String>,
    pub counter: Arc<dyn Counter>,
}

impl SmsSettings {
    pub const TWILIO: &str = "https://api.twilio.com";
    pub const META: &str = "https://graph.facebook.com/v23.0";
}

impl Gateways {
    pub fn new(context: Context, sites: Arc<dyn Sites>, settings: SmsSettings) -> Arc<Self> {
        let SmsSettings { vault, public_url, twilio, meta, hosts, counter } = settings;
        let public_url = public_url.trim_end_matches('/').to_owned();
        let (ours, outside, strangers) = (Calls::new(), Calls::outside(hosts), Strangers::new(counter.clone(), "messages"));
        Arc::new(Self { context, sites, vault, ours, outside, tokens: Tokens::default(), twilio, meta, public_url, counter, strangers })
    }

    /// What is sealed there.
    pub fn opened(&self, place: &str, sealed: &str) -> Result<String, Problem> {
        String::from_utf8(self.vault.open(place, sealed)?).map_err(|error| Problem::internal(&error))
    }

    /// A page of ours, as customers reach it.
    pub fn page(&self, path: &str) -> String {
        format!("{}/{path}", self.public_url)
    }

    /// Where a provider is to tell what became of the messages of a channel.
    pub fn told_at(&self, site: SiteId, channel: Channel) -> String {
        let name = if channel == Channel::Whatsapp { "whatsapp" } else { "twilio" };
        format!("{}/{TOLD_AT}/{name}/{site}", self.public_url)
    }
}

pub fn router(gateways: Arc<Gateways>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_sms_gateway))
        .routes(routes!(set::set_sms_gateway))
        .routes(routes!(pause::pause_sms_gateway))
        .routes(routes!(pause::resume_sms_gateway))
        .routes(routes!(try_out::try_sms_gateway))
        .with_state(gateways.clone())
        .merge(whatsapp::router(gateways))
}
