//! The only place with queries on threads.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::workshop::WorkOrderId;
use kernel::{Actor, Clock, Problem, SiteId, Tx, db, outbox};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect, Value};

use super::ThreadChanged;
use super::entry::{self, Entry};
use crate::MODULE;
use crate::messages::{Channel, MessageEvent, MessageState};

/// The most orders that are told to have something unread.
const MOST_UNREAD: u64 = 500;

/// A thread but for what stands in it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Thread {
    pub unread: i64,
    pub advisor_id: Option<UserId>,
    pub advisor_name: Option<String>,
}

pub async fn find<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Option<Thread>, DbErr> {
    let sql = "select unread, advisor_id, advisor_name from notifications_threads where work_order_id = $1";
    db::one(conn, sql, [order.into()]).await
}

/// Keeps an entry once; what came from the customer is unread.
pub async fn keep(tx: &mut Tx, entry: Entry, clock: &dyn Clock) -> Result<(), Problem> {
    let (order, site_id, is_theirs) = (entry.work_order_id, entry.site_id, entry.kind.is_theirs());
    // Its row first: who sees the thread meanwhile waits, or has seen.
    begin(tx, order, site_id).await?;
    let once = OnConflict::column(entry::Column::Key).do_nothing().to_owned();
    let inserted = entry::Entity::insert(entry.into_active_model()).on_conflict(once).exec_without_returning(&**tx).await?;
    if inserted != 1 {
        return Ok(());
    }
    if is_theirs {
        db::execute(&**tx, "update notifications_threads set unread = unread + 1 where work_order_id = $1", [order.into()]).await?;
    }
    tell(tx, order, site_id, &Actor::system(), clock).await
}

/// Tells the screens.
pub async fn tell(tx: &mut Tx, id: WorkOrderId, site_id: SiteId, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    Ok(outbox::append(tx, MODULE, &ThreadChanged { id, site_id }, actor, clock).await?)
}

async fn begin(tx: &Tx, order: WorkOrderId, site: SiteId) -> Result<(), DbErr> {
    let sql = "insert into notifications_threads (work_order_id, site_id, unread) values ($1, $2, 0) \
               on conflict (work_order_id) do update set site_id = excluded.site_id";
    db::execute(&**tx, sql, [order.into(), site.into()]).await.map(drop)
}

/// The desk saw everything as far as this; false where that is no news.
pub async fn see(tx: &Tx, order: WorkOrderId, until: Uuid) -> Result<bool, DbErr> {
    let sql = "update notifications_threads set seen_id = $2 where work_order_id = $1 and unread > 0 and (seen_id is null or seen_id < $2)";
    if db::execute(&**tx, sql, [order.into(), until.into()]).await?.rows_affected() == 0 {
        return Ok(false);
    }
    let sql = "update notifications_threads set unread = (select count(*) from notifications_entries where work_order_id = $1 and id > $2 \
               and kind in ('written', 'asked')) where work_order_id = $1";
    db::execute(&**tx, sql, [order.into(), until.into()]).await?;
    Ok(true)
}

pub async fn set_advisor(tx: &Tx, (order, site): (WorkOrderId, SiteId), id: UserId, name: &str) -> Result<(), DbErr> {
    begin(tx, order, site).await?;
    let sql = "update notifications_threads set advisor_id = $2, advisor_name = $3 where work_order_id = $1";
    db::execute(&**tx, sql, [order.into(), id.into(), name.into()]).await.map(drop)
}

/// How much of an order nobody of the desk saw.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Unread {
    pub work_order_id: WorkOrderId,
    pub unread: i64,
}

/// Of every site when none is named.
pub async fn unread<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>) -> Result<Vec<Unread>, DbErr> {
    let mut binds = kernel::Binds::default();
    let at = sites
        .map_or_else(String::new, |sites| format!("site_id in ({}) and ", binds.list::<Value>(sites.iter().map(|site| (*site).into()))));
    if sites.is_some_and(<[SiteId]>::is_empty) {
        return Ok(vec![]);
    }
    let sql =
        format!("select work_order_id, unread from notifications_threads where {at}unread > 0 order by work_order_id limit {MOST_UNREAD}");
    db::all(conn, sql, binds.0).await
}

/// A message as a thread shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sent {
    pub id: Uuid,
    pub event: MessageEvent,
    pub channel: Channel,
    pub subject: String,
    pub body: String,
    pub params: String,
    pub state: MessageState,
    pub error: Option<String>,
    pub next_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
}

const SENT: &str = "id, event, channel, subject, body, params, state, error, next_at, created_at";

/// What the customer of an order was sent, newest first.
pub async fn sent<C: ConnectionTrait>(conn: &C, order: WorkOrderId, before: Option<Uuid>, limit: u64) -> Result<Vec<Sent>, DbErr> {
    let mut values: Vec<Value> = vec![order.into()];
    let past = before.map_or("", |id| {
        values.push(id.into());
        " and id < $2"
    });
    let sql = format!(
        "select {SENT} from notifications_messages where work_order_id = $1 and customer_id is not null{past} order by id desc limit {limit}"
    );
    db::all(conn, sql, values).await
}

pub async fn sent_one<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Sent>, DbErr> {
    db::one(conn, format!("select {SENT} from notifications_messages where id = $1"), [id.into()]).await
}

/// The entries of an order, newest first.
pub async fn entries<C: ConnectionTrait>(conn: &C, order: WorkOrderId, before: Option<Uuid>, limit: u64) -> Result<Vec<Entry>, DbErr> {
    let mut find = entry::Entity::find().filter(entry::Column::WorkOrderId.eq(order));
    if let Some(id) = before {
        find = find.filter(entry::Column::Id.lt(id));
    }
    find.order_by_desc(entry::Column::Id).limit(limit).all(conn).await
}
