//! Pictures that came with what a customer wrote: fetched from the provider, and kept among the papers of the order.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::workshop::{GivenPaper, WorkOrderId};
use kernel::module::Worker;
use kernel::{Actor, Backend, Problem, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry::Entry;
use super::{Threads, store};
use crate::gateways::Missed;
use crate::messages::Channel;

/// A worker that died gives its picture up after this; longer than a fetch may take.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// The waits between tries; after the last it is given up.
const WAITS: [TimeDelta; 4] = [TimeDelta::minutes(1), TimeDelta::minutes(10), TimeDelta::hours(1), TimeDelta::hours(6)];

/// Where a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum PictureState {
    /// It is fetched soon.
    Waiting,
    /// It is among the papers of the order.
    Kept,
    /// It cannot be had, or is nothing that can be kept.
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_pictures")]
pub struct Model {
    /// The paper's too.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub entry_id: Uuid,
    pub work_order_id: WorkOrderId,
    pub site_id: SiteId,
    pub channel: Channel,
    /// Where the provider has it.
    pub source: String,
    pub state: PictureState,
    pub attempts: i32,
    pub next_at: DateTime<Utc>,
    pub error: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Picture;

/// Has the pictures of an entry fetched.
pub async fn expect(tx: &Tx, entry: &Entry, sources: Vec<String>, now: DateTime<Utc>) -> Result<(), DbErr> {
    let Some(channel) = entry.channel.filter(|_| !sources.is_empty()) else { return Ok(()) };
    let picture = |source| {
        let (id, entry_id, work_order_id, site_id) = (Uuid::now_v7(), entry.id, entry.work_order_id, entry.site_id);
        let (state, attempts, next_at, error) = (PictureState::Waiting, 0, now, None);
        Picture { id, entry_id, work_order_id, site_id, channel, source, state, attempts, next_at, error }.into_active_model()
    };
    Entity::insert_many(sources.into_iter().map(picture)).exec_without_returning(&**tx).await.map(drop)
}

/// The pictures of some entries, each entry's in their order.
pub async fn of_entries<C: ConnectionTrait>(conn: &C, entries: &[Entry]) -> Result<Vec<Picture>, DbErr> {
    if entries.is_empty() {
        return Ok(vec![]);
    }
    let ids = entries.iter().map(|entry| entry.id);
    Entity::find().filter(Column::EntryId.is_in(ids)).order_by_asc(Column::Id).all(conn).await
}

/// Takes one that is due for some minutes; other workers leave it alone meanwhile.
async fn claim(tx: &Tx, now: DateTime<Utc>) -> Result<Option<Picture>, DbErr> {
    let lock = if tx.backend() == Backend::Postgres { " for update skip locked" } else { "" };
    let sql = format!(
        "update notifications_pictures set next_at = $2, attempts = attempts + 1 where id in (select id from notifications_pictures \
         where state = 'waiting' and next_at <= $1 order by next_at, id limit 1{lock}) returning *"
    );
    db::one(&**tx, sql, [now.into(), (now + LEASE).into()]).await
}

/// The worker.
pub struct Pictures(pub Arc<Threads>);

#[async_trait]
impl Worker for Pictures {
    async fn turn(&self) -> Result<bool, DbErr> {
        let context = &self.0.context;
        let due = Entity::find().filter(Column::State.eq(PictureState::Waiting)).filter(Column::NextAt.lte(context.clock.now()));
        if due.one(context.db.reader()).await?.is_none() {
            return Ok(false);
        }
        let tx = context.db.begin().await?;
        let claimed = claim(&tx, context.clock.now()).await?;
        tx.commit().await?;
        let Some(picture) = claimed else { return Ok(false) };
        let kept = self.keep(&picture).await;
        self.record(picture, kept).await.map_err(|problem| DbErr::Custom(format!("a picture could not be noted: {}", problem.title)))?;
        Ok(true)
    }
}

impl Pictures {
    async fn keep(&self, picture: &Picture) -> Result<(), Missed> {
        let Self(threads) = self;
        let later = |problem: Problem| Missed::Later(problem.title);
        let order = threads.orders.card(picture.work_order_id).await.map_err(later)?;
        let order = order.ok_or_else(|| Missed::Never("The order is gone".into()))?;
        let bytes = threads.gateways.picture(picture.site_id, picture.channel, &picture.source).await?;
        let (name, by) = (order.customer_name.clone(), order.customer_name);
        match threads.papers.keep(picture.work_order_id, GivenPaper { id: picture.id, name, by, bytes }).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Missed::Never("The order keeps as many papers as it may".into())),
            Err(problem) if problem.status == 422 => Err(Missed::Never("It is neither a picture nor a PDF".into())),
            Err(problem) => Err(later(problem)),
        }
    }

    async fn record(&self, picture: Picture, kept: Result<(), Missed>) -> Result<(), Problem> {
        let (context, Picture { id, work_order_id, site_id, attempts, .. }) = (&self.0.context, picture);
        let (clock, now) = (context.clock.as_ref(), context.clock.now());
        let wait = usize::try_from(attempts - 1).ok().and_then(|tries| WAITS.get(tries));
        let (state, next_at, error) = match (kept, wait) {
            (Ok(()), _) => (PictureState::Kept, now, None),
            (Err(Missed::Later(error)), Some(wait)) => (PictureState::Waiting, now + *wait, Some(error)),
            (Err(Missed::Later(error) | Missed::Never(error)), _) => (PictureState::Failed, now, Some(error)),
        };
        let mut tx = context.db.begin().await?;
        let sql = "update notifications_pictures set state = $2, next_at = $3, error = $4 where id = $1 and attempts = $5";
        let values: [sea_orm::Value; 5] = [id.into(), state.to_value().into(), next_at.into(), error.into(), attempts.into()];
        db::execute(&*tx, sql, values).await?;
        store::tell(&mut tx, work_order_id, site_id, &Actor::system(), clock).await?;
        Ok(tx.commit().await?)
    }
}
