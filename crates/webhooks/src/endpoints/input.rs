//! What is typed of a webhook, and the ways in which it may not be so.

use std::collections::BTreeSet;

use contracts::webhooks::{WEBHOOK_MANAGE, WebhookChanged};
use kernel::audit::{self, Change};
use kernel::{Actor, Problem, SiteId, Tx, outbox};
use serde::Serialize;
use uuid::Uuid;

use super::endpoint::Endpoint;
use super::store;
use crate::events::EventType;
use crate::{MODULE, Webhooks};

/// What the audit trail tells of a webhook.
#[derive(Serialize)]
pub struct Audited<'a> {
    name: &'a str,
    url: &'a str,
    types: &'a [EventType],
    sites: &'a [SiteId],
    state: &'static str,
}

impl<'a> Audited<'a> {
    fn of(one: &'a Endpoint) -> Self {
        Self { name: &one.name, url: &one.url, types: &one.kinds, sites: &one.sites, state: one.state.name() }
    }
}

/// In their order, each once; what is only ever a trial is not told.
pub fn kinds(asked: Vec<EventType>) -> Result<Vec<EventType>, Problem> {
    let kinds: BTreeSet<_> = asked.into_iter().collect();
    if kinds.contains(&EventType::WebhookTest) {
        return Err(Problem::field("/types", "unknown", "A test is sent when somebody asks for it"));
    }
    Ok(kinds.into_iter().collect())
}

/// Each once; the caller manages webhooks at all of them.
pub fn sites(actor: &Actor, asked: Vec<SiteId>) -> Result<Vec<SiteId>, Problem> {
    let sites: BTreeSet<_> = asked.into_iter().collect();
    for site in &sites {
        actor.permit(WEBHOOK_MANAGE, *site)?;
    }
    Ok(sites.into_iter().collect())
}

impl Webhooks {
    /// An address outside, or one that the settings name.
    pub fn address(&self, typed: &str) -> Result<String, Problem> {
        let refused = |why: String| Problem::field("/url", "address-refused", why);
        let url = self.calls.place(typed.trim()).map_err(|fault| refused(fault.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(refused("An address names no user, and no place within its page".into()));
        }
        Ok(url.into())
    }

    /// The caller's webhook, kept from others until the transaction ends; another's does not exist.
    pub async fn managed(&self, tx: &Tx, actor: &Actor, id: Uuid) -> Result<Endpoint, Problem> {
        actor.permit_anywhere(WEBHOOK_MANAGE)?;
        store::lock(tx, id).await?.filter(|one| one.is_managed_by(actor)).ok_or_else(Problem::hidden)
    }

    /// The same, to be read.
    pub async fn shown(&self, actor: &Actor, id: Uuid) -> Result<Endpoint, Problem> {
        actor.permit_anywhere(WEBHOOK_MANAGE)?;
        store::find(self.context.db.reader(), id).await?.filter(|one| one.is_managed_by(actor)).ok_or_else(Problem::hidden)
    }

    /// Writes what somebody did to a webhook: it, the audit trail, and the word for the screens.
    pub async fn keep(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        action: &str,
        (before, after): (Option<&Endpoint>, Option<&Endpoint>),
    ) -> Result<(), Problem> {
        let Some(one) = after.or(before) else { return Ok(()) };
        match after {
            Some(after) => store::save(tx, after).await?,
            None => store::remove(tx, one.id).await?,
        }
        let clock = self.context.clock.as_ref();
        let change = Change { action, entity: "webhook", id: one.id, label: &one.name, site: Some(one.first_site()) };
        let (was, is) = (before.map(Audited::of), after.map(Audited::of));
        audit::record(tx, MODULE, change, (was.as_ref(), is.as_ref()), actor, clock).await?;
        let changed = WebhookChanged { id: one.id, site_id: one.first_site() };
        Ok(outbox::append(tx, MODULE, &changed, actor, clock).await?)
    }
}
