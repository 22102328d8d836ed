//! The only place with queries on messages.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::notifications::CustomerMessaged;
use contracts::workshop::WorkOrderId;
use kernel::{Backend, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Value};

use super::message::{Channel, Draft, MessageEvent, MessageState, Progress};
use super::view::Row;

/// How many messages a turn of the worker takes.
pub const BATCH: usize = 20;
/// A worker that died gives its messages up after this; longer than a whole batch may take.
const LEASE: TimeDelta = TimeDelta::minutes(5);

/// Queues the message; none when its key was there.
pub async fn insert(tx: &Tx, draft: Draft, channel: Channel, now: DateTime<Utc>, next_at: DateTime<Utc>) -> Result<Option<Uuid>, DbErr> {
    let id = Uuid::now_v7();
    let params = serde_json::to_string(&draft.params).map_err(|error| DbErr::Custom(error.to_string()))?;
    let sql = "insert into notifications_messages (id, key, event, channel, state, site_id, customer_id, user_id, work_order_id, \
               invoice_id, params, recipient, language, subject, body, attachments, sendings, attempts, next_at, created_at) \
               values ($1, $2, $3, $4, 'queued', $5, $6, $7, $8, $9, $10, '', 'fr', '', '', '[]', 1, 0, $11, $12) \
               on conflict (key) do nothing";
    let values: [Value; 12] = [
        id.into(),
        draft.key.into(),
        draft.event.to_value().into(),
        channel.to_value().into(),
        draft.site_id.0.into(),
        draft.customer_id.map(|id| id.0).into(),
        draft.user_id.map(|id| id.0).into(),
        draft.work_order_id.map(|id| id.0).into(),
        draft.invoice_id.map(|id| id.0).into(),
        params.into(),
        next_at.into(),
        now.into(),
    ];
    let inserted = db::execute(&**tx, sql, values).await?.rows_affected() == 1;
    Ok(inserted.then_some(id))
}

/// A message that a worker holds.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Claimed {
    pub id: Uuid,
    pub event: MessageEvent,
    pub site_id: SiteId,
    pub customer_id: Option<CustomerId>,
    pub user_id: Option<UserId>,
    pub invoice_id: Option<InvoiceId>,
    pub params: String,
    pub sendings: i32,
    /// The number of this try; it also tells this holder from a later one.
    pub attempts: i32,
}

impl Claimed {
    /// What the customer's file is told; nothing while it is tried again, and of messages to others.
    pub fn messaged(&self, state: MessageState, subject: &str) -> Option<CustomerMessaged> {
        let customer_id = self.customer_id.filter(|_| state != MessageState::Queued)?;
        let (outcome, subject) = (state.to_value(), subject.to_owned());
        Some(CustomerMessaged { id: self.id, site_id: self.site_id, customer_id, outcome, subject })
    }
}

const DUE: &str = "state = 'queued' and next_at <= $1 and (lease_until is null or lease_until <= $1)";

pub async fn is_due<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Due {}
    let row: Option<Due> = db::one(conn, format!("select id from notifications_messages where {DUE} limit 1"), [now.into()]).await?;
    Ok(row.is_some())
}

/// Takes due messages for some minutes; other workers leave them alone meanwhile.
pub async fn claim(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Claimed>, DbErr> {
    let lock = if tx.backend() == Backend::Postgres { " for update skip locked" } else { "" };
    let sql = format!(
        "update notifications_messages set lease_until = $2, attempts = attempts + 1 where id in \
         (select id from notifications_messages where {DUE} order by next_at, id limit {BATCH}{lock}) \
         returning id, event, site_id, customer_id, user_id, invoice_id, params, sendings, attempts"
    );
    db::all(&**tx, sql, [now.into(), (now + LEASE).into()]).await
}

/// What was sent, or was to be.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    pub recipient: String,
    pub language: String,
    pub subject: String,
    pub body: String,
    pub attachments: Vec<String>,
}

/// Writes down what came of a try; false when the message is no longer this holder's.
pub async fn record(tx: &Tx, held: &Claimed, channel: Channel, letter: Option<&Letter>, progress: &Progress) -> Result<bool, DbErr> {
    let mut sql =
        "update notifications_messages set lease_until = null, state = $1, next_at = $2, error = $3, sent_at = $4, channel = $5, \
         attempts = attempts - $8"
            .to_owned();
    let mut values: Vec<Value> = vec![
        progress.state.to_value().into(),
        progress.next_at.into(),
        progress.error.clone().into(),
        progress.sent_at.into(),
        channel.to_value().into(),
        held.id.into(),
        held.attempts.into(),
        i32::from(progress.is_early).into(),
    ];
    if let Some(letter) = letter {
        let attachments = serde_json::to_string(&letter.attachments).map_err(|error| DbErr::Custom(error.to_string()))?;
        sql += ", recipient = $9, language = $10, subject = $11, body = $12, attachments = $13";
        let Letter { recipient, language, subject, body, .. } = letter.clone();
        values.extend([recipient.into(), language.into(), subject.into(), body.into(), attachments.into()]);
    }
    sql += " where id = $6 and attempts = $7 and state = 'queued'";
    Ok(db::execute(&**tx, sql, values).await?.rows_affected() == 1)
}

const COLUMNS: &str = "id, event, channel, recipient, language, subject, body, attachments, state, attempts, error, site_id, \
                       work_order_id, invoice_id, created_at, sent_at";

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Row>, DbErr> {
    db::one(conn, format!("select {COLUMNS} from notifications_messages where id = $1"), [id.into()]).await
}

/// As [`find`], locked until the transaction ends.
pub async fn find_locked(tx: &Tx, id: Uuid) -> Result<Option<Row>, DbErr> {
    let sql = format!("select {COLUMNS} from notifications_messages where id = $1{}", tx.lock_clause());
    db::one(&**tx, sql, [id.into()]).await
}

/// Which messages to list.
#[derive(Default)]
pub struct Filter {
    /// `None`: every site.
    pub sites: Option<Vec<SiteId>>,
    pub state: Option<MessageState>,
    pub event: Option<MessageEvent>,
    pub work_order: Option<WorkOrderId>,
    pub invoice: Option<InvoiceId>,
    pub before: Option<Uuid>,
}

/// Newest first; `limit + 1` rows. Each site is read from its own end of the index and the heads are merged, so that a page
/// costs the same however long the log is.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: Filter, limit: u64) -> Result<Vec<Row>, DbErr> {
    let limit = limit + 1;
    let mut values: Vec<Value> = vec![];
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let equal = [
        ("state", filter.state.map(|state| state.to_value().into())),
        ("event", filter.event.map(|event| event.to_value().into())),
        ("work_order_id", filter.work_order.map(|id| id.0.into())),
        ("invoice_id", filter.invoice.map(|id| id.0.into())),
    ];
    let mut conditions: Vec<_> =
        equal.into_iter().filter_map(|(column, value)| Some(format!(" and {column} = {}", place(value?)))).collect();
    conditions.extend(filter.before.map(|before| format!(" and id < {}", place(before.into()))));
    let condition = conditions.concat();
    let head_of = |site: String| format!("select id from notifications_messages where {site}{condition} order by id desc limit {limit}");
    let heads: Vec<_> = match &filter.sites {
        None => vec![head_of("site_id is not null".into())],
        Some(sites) => sites.iter().map(|site| head_of(format!("site_id = {}", place(site.0.into())))).collect(),
    };
    if heads.is_empty() {
        return Ok(vec![]);
    }
    let heads: Vec<_> = heads.iter().enumerate().map(|(number, head)| format!("select id from ({head}) h{number}")).collect();
    let sql = format!(
        "select {COLUMNS} from notifications_messages where id in \
         (select id from ({}) heads order by id desc limit {limit}) order by id desc",
        heads.join(" union all ")
    );
    db::all(conn, sql, values).await
}

/// Puts a message back in the queue, with a fresh count of tries and a Message-ID of its own.
pub async fn requeue(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update notifications_messages set state = 'queued', sendings = sendings + 1, attempts = 0, next_at = $1, \
               lease_until = null, error = null, sent_at = null where id = $2";
    db::execute(&**tx, sql, [now.into(), id.into()]).await.map(drop)
}
