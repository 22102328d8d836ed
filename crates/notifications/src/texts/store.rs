//! The only place with queries on texts.

use std::collections::HashMap;

use contracts::documents::Language;
use kernel::problem::is_unique_violation;
use kernel::{Backend, Problem, SiteId, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveModelTrait, IntoActiveModel, QuerySelect};

use super::text::{ALL_SITES, Column, Entity, Place, Text, TextChannel};
use crate::messages::MessageEvent;

fn at(place: Place) -> Select<Entity> {
    Entity::find()
        .filter(Column::SiteId.eq(place.kept_at()))
        .filter(Column::Event.eq(place.event))
        .filter(Column::Channel.eq(place.channel))
        .filter(Column::Language.eq(place.language.code()))
}

/// One that was removed too.
pub async fn find<C: ConnectionTrait>(conn: &C, place: Place) -> Result<Option<Text>, DbErr> {
    at(place).one(conn).await
}

/// As [`find`], locked until the transaction ends.
pub async fn lock(tx: &Tx, place: Place) -> Result<Option<Text>, DbErr> {
    let find = at(place);
    if tx.backend() == Backend::Postgres { find.lock_exclusive().one(&**tx).await } else { find.one(&**tx).await }
}

/// Writes a text as the next version of itself. Where two write the first at once, the second is to find what the first wrote.
pub async fn save(tx: &Tx, text: &mut Text) -> Result<(), Problem> {
    text.version += 1;
    let row = text.clone().into_active_model();
    if text.version == 1 {
        return Entity::insert(row).exec_without_returning(&**tx).await.map(drop).map_err(|error| {
            let transient = is_unique_violation(&error);
            let problem = if transient { Problem::stale() } else { error.into() };
            Problem { transient, ..problem }
        });
    }
    Ok(Entity::update_many().set(row.reset_all()).filter(Column::Id.eq(text.id)).exec(&**tx).await.map(drop)?)
}

/// Those of all sites, and a site's own.
pub async fn all<C: ConnectionTrait>(conn: &C, site: Option<SiteId>) -> Result<Vec<Text>, DbErr> {
    Entity::find()
        .filter(Column::SiteId.is_in([Some(ALL_SITES), site].into_iter().flatten()))
        .filter(Column::Body.is_not_null())
        .all(conn)
        .await
}

/// The garage's own texts for some messages.
#[derive(Debug, Default)]
pub struct OwnTexts(HashMap<(SiteId, MessageEvent, TextChannel, String), Text>);

impl OwnTexts {
    pub async fn of<C: ConnectionTrait>(conn: &C, sites: &[SiteId], events: &[MessageEvent]) -> Result<Self, DbErr> {
        if events.is_empty() {
            return Ok(Self::default());
        }
        let all = Entity::find()
            .filter(Column::SiteId.is_in(sites.iter().copied().chain([ALL_SITES])))
            .filter(Column::Event.is_in(events.iter().copied()))
            .filter(Column::Body.is_not_null());
        let texts = all.all(conn).await?.into_iter();
        Ok(Self(texts.map(|text| ((text.site_id, text.event, text.channel, text.language.clone()), text)).collect()))
    }

    /// The site's own, else that of all sites, in this language; none where neither wrote one.
    pub fn get(&self, site: SiteId, event: MessageEvent, channel: TextChannel, language: Language) -> Option<&Text> {
        let find = |site| self.0.get(&(site, event, channel, language.code().to_owned()));
        find(site).or_else(|| find(ALL_SITES))
    }
}
