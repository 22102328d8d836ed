//! What the ways of a site's short messages have in common: each is a row of settings that is shown, paused and tried alike.

use chrono::{DateTime, Datelike, TimeZone, Utc};
use chrono_tz::Tz;
use contracts::identity::{MESSAGE_READ, SITE_UPDATE, SiteCard, site};
use kernel::audit::{self, Change};
use kernel::http::{IfMatch, Versioned};
use kernel::limits::{Rate, key};
use kernel::site_settings::{SiteSettings, lock, of, save};
use kernel::{Actor, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::Serialize;

use super::store::SentInMonth;
use super::trial::{SmsTrial, TrySmsGateway, phone_of, told};
use super::{Gateways, store};
use crate::messages::Channel;
use crate::sending::{Filled, Gateway, Short, zone};
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
    fn view(self, it: &Gateways, standing: Standing, actor: &Actor) -> Versioned<Self::View>;
}

/// How it stands with a way.
pub struct Standing {
    /// Messages that wait, of 1000 at most.
    pub waiting: i64,
    pub month: SentInMonth,
    /// Of the site.
    pub currency: String,
}

impl Standing {
    async fn of<C: ConnectionTrait>(conn: &C, card: &SiteCard, channel: Channel, now: DateTime<Utc>) -> Result<Self, Problem> {
        Ok(Self {
            waiting: store::waiting(conn, card.id, channel).await?,
            month: store::month(conn, card.id, channel, month_of(zone(card), now)).await?,
            currency: card.currency.clone(),
        })
    }
}

/// When the month began, by the clock of a zone.
fn month_of(zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    let first = now.with_timezone(&zone).date_naive().with_day(1).and_then(|day| day.and_hms_opt(0, 0, 0));
    first.and_then(|first| zone.from_local_datetime(&first).earliest()).map_or(now, |first| first.to_utc())
}

/// Permission: `message.read`.
pub async fn show<L: Lane>(it: &Gateways, actor: &Actor, id: SiteId) -> Result<Versioned<L::View>, Problem> {
    actor.permit(MESSAGE_READ, id)?;
    let (reader, card) = (it.context.db.reader(), site(it.sites.as_ref(), id).await?);
    let row: L = of(reader, id).await?;
    Ok(row.view(it, Standing::of(reader, &card, L::CHANNEL, it.context.clock.now()).await?, actor))
}

/// Replaces the choice by what `change` makes of it.
pub async fn set<L: Lane>(
    it: &Gateways,
    actor: &Actor,
    id: SiteId,
    if_match: IfMatch,
    change: impl FnOnce(&L) -> Result<L, Problem> + Send,
) -> Result<Versioned<L::View>, Problem> {
    alter(it, actor, id, (if_match, L::SET), change).await
}

/// Keeps its messages waiting, or lets them go on.
pub async fn turn<L: Lane>(
    it: &Gateways,
    actor: &Actor,
    id: SiteId,
    if_match: IfMatch,
    pauses: bool,
) -> Result<Versioned<L::View>, Problem> {
    let (action, now) = (if pauses { L::PAUSE } else { L::RESUME }, it.context.clock.now());
    let turned = |before: &L| {
        if !before.is_enabled() {
            return Err(Error::GatewayOff.into());
        }
        Ok(before.clone().paused(pauses.then(|| before.paused_at().unwrap_or(now))))
    };
    alter(it, actor, id, (if_match, action), turned).await
}

async fn alter<L: Lane>(
    it: &Gateways,
    actor: &Actor,
    id: SiteId,
    (if_match, action): (IfMatch, &'static str),
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
        let change = Change { action, entity: L::ENTITY, id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), actor, clock).await?;
    }
    let standing = Standing::of(&*tx, &card, L::CHANNEL, clock.now()).await?;
    tx.commit().await?;
    Ok(row.view(it, standing, actor))
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

#[cfg(test)]
mod tests {
    use chrono_tz::{Africa, Europe};

    use super::*;

    #[test]
    fn a_month_begins_at_midnight_where_the_site_is() {
        let began = |zone, now: &str| month_of(zone, now.parse().unwrap()).to_rfc3339();
        assert_eq!(began(Africa::Tunis, "2026-11-28T10:00:00Z"), "2026-10-31T23:00:00+00:00");
        assert_eq!(began(Africa::Tunis, "2026-10-31T23:30:00Z"), "2026-10-31T23:00:00+00:00");
        assert_eq!(began(Europe::Paris, "2026-07-01T12:00:00Z"), "2026-06-30T22:00:00+00:00");
        assert_eq!(began(Tz::UTC, "2026-07-02T12:00:00Z"), "2026-07-01T00:00:00+00:00");
    }
}
