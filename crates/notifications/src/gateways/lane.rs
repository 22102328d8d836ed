//! What the ways of a site's short messages have in common: each is a row of settings that is shown, paused and tried alike.

use chrono::{DateTime, Utc};
use contracts::identity::{MESSAGE_READ, SITE_UPDATE, site};
use kernel::audit::{self, Change};
use kernel::http::{IfMatch, Versioned};
use kernel::limits::{Rate, key};
use kernel::site_settings::{SiteSettings, lock, of, save};
use kernel::{Actor, Problem, SiteId};
use serde::Serialize;

use super::trial::{SmsTrial, TrySmsGateway, phone_of, told};
use super::{Gateways, store};
use crate::messages::Channel;
use crate::sending::{Filled, Gateway, Short};
use crate::{Error, MODULE};

/// A site's way of one channel.
pub trait Lane: SiteSettings + Serialize + PartialEq {
    type View;

    const CHANNEL: Channel;
    /// In the audit trail.
    const ENTITY: &'static str;
    const SET: &'static str;
    const PAUSE: &'static str;
    const RESUME: &'static str;

    fn is_enabled(&self) -> bool;
    /// Since when its messages wait.
    fn paused_at(&self) -> Option<DateTime<Utc>>;
    /// The same, its messages waiting since then, or going on.
    fn paused(self, at: Option<DateTime<Utc>>) -> Self;
    /// What calls the provider; none where something is missing.
    fn open<'a>(&self, it: &'a Gateways) -> Result<Option<Box<dyn Gateway + 'a>>, Problem>;
    /// What a trial says where a text of one's own is not let through.
    fn trial(&self, garage: &str) -> Option<Filled>;
    fn view(self, it: &Gateways, waiting: i64, actor: &Actor) -> Versioned<Self::View>;
}

/// Permission: `message.read`.
pub async fn show<L: Lane>(it: &Gateways, actor: &Actor, site: SiteId) -> Result<Versioned<L::View>, Problem> {
    actor.permit(MESSAGE_READ, site)?;
    let reader = it.context.db.reader();
    let row: L = of(reader, site).await?;
    Ok(row.view(it, store::waiting(reader, site, L::CHANNEL).await?, actor))
}

/// Replaces the choice by what `change` makes of it.
pub async fn set<L: Lane>(
    it: &Gateways,
    actor: &Actor,
    id: SiteId,
    if_match: IfMatch,
    change: impl FnOnce(&L) -> Result<L, Problem> + Send,
) -> Result<Versioned<L::View>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let (tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let before: L = lock(&tx, id).await?;
    if_match.check(*before.clone().version())?;
    let mut row = change(&before)?;
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: L::SET, entity: L::ENTITY, id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), actor, clock).await?;
    }
    let waiting = store::waiting(&*tx, id, L::CHANNEL).await?;
    tx.commit().await?;
    Ok(row.view(it, waiting, actor))
}

/// Keeps its messages waiting, or lets them go on.
pub async fn turn<L: Lane>(
    it: &Gateways,
    actor: &Actor,
    id: SiteId,
    if_match: IfMatch,
    pauses: bool,
) -> Result<Versioned<L::View>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let (tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let before: L = lock(&tx, id).await?;
    if_match.check(*before.clone().version())?;
    if !before.is_enabled() {
        return Err(Error::GatewayOff.into());
    }
    let mut row = before.clone().paused(pauses.then(|| before.paused_at().unwrap_or_else(|| clock.now())));
    if row != before {
        save(&tx, &mut row).await?;
        let action = if pauses { L::PAUSE } else { L::RESUME };
        let change = Change { action, entity: L::ENTITY, id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), actor, clock).await?;
    }
    let waiting = store::waiting(&*tx, id, L::CHANNEL).await?;
    tx.commit().await?;
    Ok(row.view(it, waiting, actor))
}

/// Trials cost money.
const TRIALS: Rate = Rate { burst: 5, every: chrono::TimeDelta::minutes(1) };

/// Sends one message in the site's name, whether it is switched on or not.
pub async fn try_out<L: Lane>(it: &Gateways, actor: &Actor, id: SiteId, body: &TrySmsGateway) -> Result<SmsTrial, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let to = phone_of(body)?;
    let card = site(it.sites.as_ref(), id).await?;
    let row: L = of(it.context.db.reader(), id).await?;
    let gateway = row.open(it)?.ok_or(Error::GatewayIncomplete)?;
    it.counter.take(key("sms-trial", &[id.0.as_bytes()]), TRIALS, it.context.clock.now()).await.map_err(Problem::too_many)?;
    let (text, form) = (format!("ECAR, {}: OK", card.name), row.trial(&card.name));
    let short = Short { message: uuid::Uuid::now_v7(), to: &to, text: &text, form: form.as_ref() };
    Ok(told(gateway.send(short).await))
}
