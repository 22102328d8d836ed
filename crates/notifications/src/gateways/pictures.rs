//! Fetches a picture that a provider keeps. Twilio is asked only for what is the account's, and where it sends on is called without the key;
//! neither may lead within the house.

use std::time::Duration;

use kernel::calls::{Fault, answer_or_place, ask};
use kernel::{Problem, SiteId};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde::Deserialize;

use super::whatsapp::gateway::places;
use super::{Gateways, Provider, gateway, store, whatsapp};
use crate::messages::Channel;

/// Providers pass on nothing larger. Bytes.
const LARGEST: usize = 5 << 20;
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a picture was not had, in words for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// This time.
    Later(String),
    Never(String),
}

impl From<Fault> for Missed {
    fn from(fault: Fault) -> Self {
        Self::Later(fault.to_string())
    }
}

impl From<Problem> for Missed {
    fn from(problem: Problem) -> Self {
        Self::Later(problem.title)
    }
}

impl From<sea_orm::DbErr> for Missed {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Later(error.to_string())
    }
}

/// Where Meta has it, for a few minutes.
#[derive(Deserialize)]
struct Place {
    url: String,
}

impl Gateways {
    /// What a site was sent by a channel: `source` is the provider's address of it, or its name for it.
    pub async fn picture(&self, site: SiteId, channel: Channel, source: &str) -> Result<Vec<u8>, Missed> {
        let gone = || Missed::Never("The gateway is not there any more".into());
        let reader = self.context.db.reader();
        if channel == Channel::Sms {
            let row = store::find::<gateway::Entity, _>(reader, site).await?.filter(|row| row.provider == Provider::Twilio);
            let row = row.ok_or_else(gone)?;
            let key = self.opened(&gateway::place(site), &row.secret.ok_or_else(gone)?)?;
            return self.of_twilio(&row.account.unwrap_or_default(), &key, source).await;
        }
        let row = store::find::<whatsapp::gateway::Entity, _>(reader, site).await?.ok_or_else(gone)?;
        let [place, _] = places(site);
        let key = self.opened(&place, &row.secret.ok_or_else(gone)?)?;
        match row.provider {
            whatsapp::Provider::Twilio => self.of_twilio(&row.account.unwrap_or_default(), &key, source).await,
            whatsapp::Provider::Meta => self.of_meta(&key, source).await,
        }
    }

    async fn of_twilio(&self, account: &str, key: &str, source: &str) -> Result<Vec<u8>, Missed> {
        let ours = format!("{}/2010-04-01/Accounts/{account}/", self.twilio);
        if account.is_empty() || !source.starts_with(&ours) || source.contains("..") {
            return Err(Missed::Never("It is not the account's".into()));
        }
        let request = self.ours.call(Method::GET, source)?.basic_auth(account, Some(key));
        let (status, place, bytes) = answer_or_place(request.timeout(PATIENCE), LARGEST).await?;
        match place {
            Some(place) => fetched(self.outside.call(Method::GET, &place)?).await,
            None => taken(status, bytes),
        }
    }

    async fn of_meta(&self, token: &str, id: &str) -> Result<Vec<u8>, Missed> {
        if id.is_empty() || id.len() > 100 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Missed::Never("It has no name of Meta's".into()));
        }
        let place: Option<Place> = ask(self.ours.get(&self.meta, id)?.bearer_auth(token)).await?;
        let place = place.ok_or_else(|| Missed::Never("Meta has it no more".into()))?;
        fetched(self.outside.call(Method::GET, &place.url)?.bearer_auth(token)).await
    }
}

async fn fetched(request: RequestBuilder) -> Result<Vec<u8>, Missed> {
    let (status, _, bytes) = answer_or_place(request.timeout(PATIENCE), LARGEST).await?;
    taken(status, bytes)
}

fn taken(status: StatusCode, bytes: Vec<u8>) -> Result<Vec<u8>, Missed> {
    if status.is_success() {
        return Ok(bytes);
    }
    let said = format!("It was answered {status}");
    if crate::sending::is_passing(status.as_u16()) { Err(Missed::Later(said)) } else { Err(Missed::Never(said)) }
}
