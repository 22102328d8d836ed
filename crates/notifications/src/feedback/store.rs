//! The only place with queries on feedback.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use kernel::{Backend, Clock, Problem, SiteId, Tx, db, outbox};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::FeedbackChanged;
use super::row::{Column, Entity, Feedback};
use super::rule::State;
use crate::MODULE;

/// Whether a customer was asked by a site since then.
pub async fn was_asked(tx: &Tx, site: SiteId, customer: CustomerId, since: DateTime<Utc>) -> Result<bool, DbErr> {
    let lately = Entity::find().filter(Column::CustomerId.eq(customer)).filter(Column::SiteId.eq(site)).filter(Column::AskedAt.gt(since));
    Ok(lately.limit(1).one(&**tx).await?.is_some())
}

/// False where its order has one.
pub async fn insert(tx: &Tx, row: Feedback) -> Result<bool, DbErr> {
    let once = OnConflict::column(Column::WorkOrderId).do_nothing().to_owned();
    let inserted = Entity::insert(row.into_active_model()).on_conflict(once).exec_without_returning(&**tx).await?;
    Ok(inserted == 1)
}

pub async fn by_code<C: ConnectionTrait>(conn: &C, code: &str) -> Result<Option<Feedback>, DbErr> {
    Entity::find().filter(Column::Code.eq(code)).one(conn).await
}

/// The same, kept from others until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Feedback, Problem> {
    let mut find = Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn save(tx: &mut Tx, row: Feedback, actor: &kernel::Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let told = FeedbackChanged { id: row.id, site_id: row.site_id };
    Entity::update(row.into_active_model().reset_all()).exec(&**tx).await?;
    Ok(outbox::append(tx, MODULE, &told, actor, clock).await?)
}

/// The newest first of some states, older than `before`. Each state is read from its own end of the index.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    states: &[State],
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Feedback>, DbErr> {
    let mut all = vec![];
    for state in states {
        let mut find = Entity::find().filter(Column::SiteId.eq(site)).filter(Column::State.eq(*state));
        if let Some(id) = before {
            find = find.filter(Column::Id.lt(id));
        }
        all.extend(find.order_by_desc(Column::Id).limit(limit).all(conn).await?);
    }
    all.sort_by_key(|row| std::cmp::Reverse(row.id));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// What a customer answered at these sites, or at all, who was asked last first.
pub async fn of_customer<C: ConnectionTrait>(
    conn: &C,
    customer: CustomerId,
    sites: Option<Vec<SiteId>>,
    limit: u64,
) -> Result<Vec<Feedback>, DbErr> {
    let mut find = Entity::find().filter(Column::CustomerId.eq(customer)).filter(Column::Score.is_not_null());
    if let Some(sites) = sites {
        find = find.filter(Column::SiteId.is_in(sites));
    }
    find.order_by_desc(Column::AskedAt).order_by_desc(Column::Id).limit(limit).all(conn).await
}

/// What was said in a month.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Said {
    pub month: String,
    pub answers: i64,
    pub sum: i64,
}

/// The months since one, the oldest first.
pub async fn months<C: ConnectionTrait>(conn: &C, site: SiteId, since: &str) -> Result<Vec<Said>, DbErr> {
    let sql = "select month, count(*) as answers, cast(sum(score) as bigint) as sum from notifications_feedback \
               where site_id = $1 and month >= $2 group by month order by month";
    db::all(conn, sql, [site.into(), since.into()]).await
}
