//! What people wrote to a site, once each.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use contracts::notifications::OffersAnswered;
use kernel::{Actor, Clock, Problem, SiteId, Tx, db, outbox};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, QuerySelect};

use super::word::wanted;
use crate::MODULE;
use crate::messages::{self, Channel};
use crate::news::{self, News};
use crate::thread::{self, Entry};

/// WhatsApp lets a business write freely for a day after somebody wrote; a little less, so that none comes too late.
const FRESH: TimeDelta = TimeDelta::minutes(24 * 60 - 10);
const LONGEST: usize = 2000;
const LONGEST_WORD: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_answers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub site_id: SiteId,
    pub channel: Channel,
    /// The provider's name for it.
    pub reference: String,
    /// E.164.
    pub phone: String,
    pub body: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Something that somebody wrote.
pub struct Heard {
    pub channel: Channel,
    pub reference: String,
    /// E.164.
    pub phone: String,
    pub text: String,
    /// Where the provider keeps each picture that came with it.
    pub pictures: Vec<String>,
}

/// Keeps what somebody wrote. Where it says that they want no more offers, or want them again, the customers' file is told. Heard again, it does
/// nothing.
pub async fn keep(tx: &mut Tx, site_id: SiteId, heard: Heard, clock: &dyn Clock) -> Result<(), Problem> {
    let Heard { channel, reference, phone, text, pictures } = heard;
    let body: String = text.chars().filter(|letter| *letter != '\0').take(LONGEST).collect();
    let sql = "insert into notifications_answers (id, site_id, channel, reference, phone, body, at) values ($1, $2, $3, $4, $5, $6, $7) \
               on conflict (site_id, channel, reference) do nothing";
    let values: [sea_orm::Value; 7] = [
        Uuid::now_v7().into(),
        site_id.into(),
        channel.to_value().into(),
        reference.clone().into(),
        phone.clone().into(),
        body.clone().into(),
        clock.now().into(),
    ];
    let is_new = db::execute(&**tx, sql, values).await?.rows_affected() == 1;
    if !is_new {
        return Ok(());
    }
    let (Some(wanted), Some(consented)) = (wanted(&text), channel.consented()) else {
        let order = messages::store::last_order(&**tx, site_id, &phone).await?;
        if let Some(order) = order {
            let entry = Entry::written((order, site_id), (channel, &reference), &phone, &body, clock.now());
            thread::expect(tx, &entry, pictures, clock.now()).await?;
            thread::keep(tx, entry, clock).await?;
        }
        return news::tell(tx, News::written(&reference, site_id, &phone, &body, order, clock.now()), clock).await;
    };
    let word = text.trim().chars().take(LONGEST_WORD).collect();
    let told = OffersAnswered { id: Uuid::now_v7(), site_id, channel: consented, phone, wanted, word };
    Ok(outbox::append(tx, MODULE, &told, &Actor::system(), clock).await?)
}

/// Who of these wrote to a site by WhatsApp lately.
pub async fn fresh<C: ConnectionTrait>(conn: &C, phones: Vec<String>, now: DateTime<Utc>) -> Result<HashSet<(SiteId, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        site_id: SiteId,
        phone: String,
    }
    if phones.is_empty() {
        return Ok(HashSet::new());
    }
    let lately = Entity::find().filter(Column::Phone.is_in(phones)).filter(Column::Channel.eq(Channel::Whatsapp));
    let columns = lately.filter(Column::At.gt(now - FRESH)).select_only().columns([Column::SiteId, Column::Phone]);
    let rows = columns.distinct().into_model::<Row>().all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.site_id, row.phone)).collect())
}
