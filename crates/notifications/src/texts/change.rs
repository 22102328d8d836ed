//! What writing and removing a text have in common.

use chrono::{DateTime, Utc};
use kernel::audit;
use kernel::http::{IfMatch, Versioned};
use kernel::{Actor, Problem, Tx};
use sea_orm::ActiveEnum;
use uuid::Uuid;

use super::text::{Place, Text};
use super::view::TextView;
use super::{Texts, store};
use crate::MODULE;

/// Subject and body to be; no body where it goes.
pub struct Change {
    pub action: &'static str,
    pub words: (String, Option<String>),
}

/// Of somebody who may. Keeps the words as the next version, with who wrote them, and their trail. Where they are the same nothing changes.
pub async fn change(it: &Texts, place: Place, actor: &Actor, if_match: IfMatch, to: Change) -> Result<Versioned<TextView>, Problem> {
    let (tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let before = store::lock(&tx, place).await?;
    if_match.check(before.as_ref().map_or(0, |text| text.version))?;
    let (subject, body) = to.words;
    let is_same = before.as_ref().map_or(body.is_none(), |text| text.subject == subject && text.body == body);
    if !is_same {
        let base = before.clone().unwrap_or_else(|| nothing(place, clock.now()));
        let mut text = Text { subject, body, written_by: actor.name.clone(), written_at: clock.now(), ..base };
        store::save(&tx, &mut text).await?;
        let label = format!("{}.{}.{}", place.event.to_value(), place.channel.to_value(), place.language.code());
        let change = audit::Change { action: to.action, entity: "message_text", id: text.id, label: &label, site: place.site };
        let is_there = |text: &&Text| text.body.is_some();
        audit::record(&tx, MODULE, change, (before.as_ref().filter(is_there), Some(&text).filter(is_there)), actor, clock).await?;
    }
    let view = it.shown(&*tx, place, true).await?;
    tx.commit().await?;
    Ok(view)
}

/// The first text of a place, without a trail: for demonstration data.
pub async fn write_first(tx: &Tx, place: Place, body: &str, (author, now): (&str, DateTime<Utc>)) -> Result<(), Problem> {
    let mut text = Text { body: Some(body.to_owned()), written_by: author.to_owned(), ..nothing(place, now) };
    store::save(tx, &mut text).await
}

fn nothing(place: Place, now: DateTime<Utc>) -> Text {
    Text {
        id: Uuid::now_v7(),
        site_id: place.kept_at(),
        event: place.event,
        channel: place.channel,
        language: place.language.code().to_owned(),
        subject: String::new(),
        body: None,
        written_by: String::new(),
        written_at: now,
        version: 0,
    }
}
