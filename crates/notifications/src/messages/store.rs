//! The only place with queries on messages.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::notifications::{CustomerMessaged, ReportDelivered, VehicleReminded};
use contracts::workshop::WorkOrderId;
use kernel::{Backend, Binds, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Value};

use super::message::{Channel, Draft, MessageEvent, MessageState, PRIORITIES, Params, Progress};
use super::view::Row;

/// How many messages a turn of the worker takes at most.
pub const BATCH: usize = 20;
/// A worker that died gives its messages up after this; longer than a whole batch may take.
const LEASE: TimeDelta = TimeDelta::minutes(5);

/// Queues the message; none when its key was there.
pub async fn insert(tx: &Tx, draft: Draft, channel: Channel, now: DateTime<Utc>, next_at: DateTime<Utc>) -> Result<Option<Uuid>, DbErr> {
    let id = Uuid::now_v7();
    let mut binds = Binds::default();
    let row = row(&mut binds, id, draft, channel, (now, next_at))?;
    let inserted = db::execute(&**tx, format!("{INSERT} {row} on conflict (key) do nothing"), binds.0).await?.rows_affected() == 1;
    Ok(inserted.then_some(id))
}

/// Queues messages under these ids; those whose keys were there are left out of the answer.
pub async fn insert_many(tx: &Tx, drafts: Vec<(Uuid, Draft)>, channel: Channel, now: DateTime<Utc>) -> Result<Vec<(Uuid, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Queued {
        id: Uuid,
        key: String,
    }
    if drafts.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let rows: Vec<_> = drafts.into_iter().map(|(id, draft)| row(&mut binds, id, draft, channel, (now, now))).collect::<Result<_, _>>()?;
    let sql = format!("{INSERT} {} on conflict (key) do nothing returning id, key", rows.join(", "));
    let queued: Vec<Queued> = db::all(&**tx, sql, binds.0).await?;
    Ok(queued.into_iter().map(|row| (row.id, row.key)).collect())
}

const INSERT: &str = "insert into notifications_messages (id, key, event, channel, state, site_id, customer_id, user_id, work_order_id, \
                      invoice_id, params, recipient, language, subject, body, attachments, sendings, attempts, next_at, created_at, \
                      priority) values";

fn row(
    binds: &mut Binds,
    id: Uuid,
    draft: Draft,
    channel: Channel,
    (now, next_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<String, DbErr> {
    let params = serde_json::to_string(&draft.params).map_err(|error| DbErr::Custom(error.to_string()))?;
    let first = binds.list::<Value>([
        id.into(),
        draft.key.into(),
        draft.event.to_value().into(),
        channel.to_value().into(),
        "queued".into(),
        draft.site_id.0.into(),
        draft.customer_id.map(|id| id.0).into(),
        draft.user_id.map(|id| id.0).into(),
        draft.work_order_id.map(|id| id.0).into(),
        draft.invoice_id.map(|id| id.0).into(),
        params.into(),
    ]);
    let last = binds.list::<Value>([next_at.into(), now.into(), draft.event.priority().into()]);
    Ok(format!("({first}, '', 'fr', '', '', '[]', 1, 0, {last})"))
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
    pub channel: Channel,
    /// The channels by which it failed for good, with commas between.
    pub passed: String,
    pub sendings: i32,
    /// The number of this try; it also tells this holder from a later one.
    pub attempts: i32,
}

impl Claimed {
    pub fn passed(&self) -> Vec<Channel> {
        self.passed.split(',').filter_map(|name| Channel::try_from_value(&name.to_owned()).ok()).collect()
    }

    /// What the customer's file is told; nothing while it is tried again, and of messages to others.
    pub fn messaged(&self, state: MessageState, subject: &str) -> Option<CustomerMessaged> {
        let customer_id = self.customer_id.filter(|_| state != MessageState::Queued)?;
        let (outcome, subject) = (state.to_value(), subject.to_owned());
        Some(CustomerMessaged { id: self.id, site_id: self.site_id, customer_id, outcome, subject, reminds_of: reminds_of(&self.params) })
    }

    /// What came of a report that somebody has sent; nothing while it is tried again, and of other messages.
    pub fn reported(&self, progress: &Progress) -> Option<ReportDelivered> {
        if self.event != MessageEvent::Report || progress.state == MessageState::Queued {
            return None;
        }
        let Ok(Params::Report { report }) = serde_json::from_str(&self.params) else { return None };
        let said = progress.error.clone();
        Some(ReportDelivered { id: report.id, site_id: self.site_id, is_sent: progress.state == MessageState::Sent, said })
    }
}

/// The vehicle of which a message with these facts tells what is due.
pub fn reminds_of(params: &str) -> Option<VehicleReminded> {
    match serde_json::from_str(params) {
        Ok(Params::ServiceDue { due }) => Some(VehicleReminded { id: due.vehicle_id, plate: due.plate }),
        _ => None,
    }
}

/// A message as a worker would hold it, to look at.
pub async fn held<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Claimed>, DbErr> {
    db::one(conn, format!("select {HELD} from notifications_messages where id = $1"), [id.into()]).await
}

const HELD: &str = "id, event, site_id, customer_id, user_id, invoice_id, params, channel, passed, sendings, attempts";

/// What a turn of the worker looks at.
#[derive(Clone, Copy, Debug)]
pub enum Queue {
    Mail,
    /// What a site sends by one of its gateways.
    Line(SiteId, Channel),
}

impl Queue {
    /// The channels in it, each with a condition.
    fn parts(self) -> Vec<(Channel, Option<SiteId>)> {
        match self {
            Self::Mail => vec![(Channel::Email, None), (Channel::Console, None), (Channel::Push, None)],
            Self::Line(site, channel) => vec![(channel, Some(site))],
        }
    }
}

/// Whether anything is due in a queue. It reads the ends of an index, however much waits.
pub async fn is_due<C: ConnectionTrait>(conn: &C, queue: Queue, now: DateTime<Utc>) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Due {}
    for (channel, site) in queue.parts() {
        for priority in PRIORITIES {
            let (due, values) = due(channel, site, priority, now);
            let row: Option<Due> = db::one(conn, format!("select id from notifications_messages where {due} limit 1"), values).await?;
            if row.is_some() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn due(channel: Channel, site: Option<SiteId>, priority: i16, now: DateTime<Utc>) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![now.into(), channel.to_value().into(), priority.into()];
    let mut due =
        "state = 'queued' and channel = $2 and priority = $3 and next_at <= $1 and (lease_until is null or lease_until <= $1)".to_owned();
    if let Some(site) = site {
        values.push(site.into());
        due += " and site_id = $4";
    }
    (due, values)
}

/// Takes at most so many due messages for some minutes, the urgent first; other workers leave them alone meanwhile.
pub async fn claim(tx: &Tx, queue: Queue, now: DateTime<Utc>, most: usize) -> Result<Vec<Claimed>, DbErr> {
    let lock = if tx.backend() == Backend::Postgres { " for update skip locked" } else { "" };
    let mut claimed: Vec<Claimed> = vec![];
    for priority in PRIORITIES {
        for (channel, site) in queue.parts() {
            let left = most - claimed.len();
            if left == 0 {
                return Ok(claimed);
            }
            let (due, mut values) = due(channel, site, priority, now);
            values.push((now + LEASE).into());
            let sql = format!(
                "update notifications_messages set lease_until = ${}, attempts = attempts + 1 where id in \
                 (select id from notifications_messages where {due} order by next_at, id limit {left}{lock}) \
                 returning {HELD}",
                values.len()
            );
            claimed.extend(db::all::<Claimed, _>(&**tx, sql, values).await?);
        }
    }
    Ok(claimed)
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

impl Letter {
    /// What a list calls it: its subject, or how a text without one begins.
    pub fn title(&self) -> String {
        if self.subject.is_empty() { self.body.chars().take(80).collect() } else { self.subject.clone() }
    }
}

/// Writes down what came of a try; false when the message is no longer this holder's. Where another way is taken, tries are counted anew.
pub async fn record(tx: &Tx, held: &Claimed, channel: Channel, letter: Option<&Letter>, progress: &Progress) -> Result<bool, DbErr> {
    let mut passed = held.passed();
    passed.extend(progress.passes.then_some(channel));
    let passed: Vec<_> = passed.iter().map(Channel::to_value).collect();
    // Which way is left is looked for at once, however long this one rests.
    let channel = if progress.passes { Channel::Email } else { channel };
    let mut sql =
        "update notifications_messages set lease_until = null, state = $1, next_at = $2, error = $3, sent_at = $4, channel = $5, \
         passed = $9, attempts = case when $10 then 0 else attempts - $8 end"
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
        passed.join(",").into(),
        progress.passes.into(),
    ];
    if let Some(letter) = letter {
        let attachments = serde_json::to_string(&letter.attachments).map_err(|error| DbErr::Custom(error.to_string()))?;
        sql += ", recipient = $11, language = $12, subject = $13, body = $14, attachments = $15";
        let Letter { recipient, language, subject, body, .. } = letter.clone();
        values.extend([recipient.into(), language.into(), subject.into(), body.into(), attachments.into()]);
    }
    sql += " where id = $6 and attempts = $7 and state = 'queued'";
    Ok(db::execute(&**tx, sql, values).await?.rows_affected() == 1)
}

const COLUMNS: &str = "id, event, channel, recipient, language, subject, body, attachments, state, attempts, error, site_id, \
                       work_order_id, invoice_id, created_at, sent_at, delivered_at";

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

/// What a provider says of a message that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// It has it, which is news where its answer was lost.
    Has,
    Arrived,
    /// It waits for another way.
    Failed,
}

/// A message that a provider speaks of, locked.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Spoken {
    pub state: MessageState,
    pub customer_id: Option<CustomerId>,
    pub subject: String,
    pub body: String,
    pub params: String,
}

/// Writes down what a provider says; none where it is no news, else the message as it stood. Who holds it meanwhile finds that it is not theirs
/// any more; that a provider has it is news of none that somebody holds.
pub async fn told(
    tx: &Tx,
    id: Uuid,
    channel: Channel,
    word: Word,
    said: Option<String>,
    now: DateTime<Utc>,
) -> Result<Option<Spoken>, DbErr> {
    let change = match word {
        Word::Has => "state = 'sent', sent_at = coalesce(sent_at, $1)",
        Word::Arrived => "state = 'delivered', delivered_at = $1, sent_at = coalesce(sent_at, $1)",
        Word::Failed => {
            "state = 'queued', channel = 'email', next_at = $1, sent_at = null, passed = case when passed = '' then $4 else passed || ',' || $4 end"
        }
    };
    let from = if word == Word::Has { "'unknown') or (state = 'queued' and lease_until is null" } else { "'queued', 'sent', 'unknown'" };
    let stands = format!("where id = $1 and channel = $2 and (state in ({from})) and passed not like '%' || $2 || '%'");
    let sql = format!("select state, customer_id, subject, body, params from notifications_messages {stands}{}", tx.lock_clause());
    let Some(spoken) = db::one::<Spoken, _>(&**tx, sql, [id.into(), channel.to_value().into()]).await? else { return Ok(None) };
    let sql = format!("update notifications_messages set {change}, attempts = 0, lease_until = null, error = $3 where id = $2 and $4 = $4");
    let values: [Value; 4] = [now.into(), id.into(), said.into(), channel.to_value().into()];
    db::execute(&**tx, &sql, values).await?;
    Ok(Some(spoken))
}

/// The order that somebody was written to about last, where it is one.
pub async fn last_order<C: ConnectionTrait>(conn: &C, site: SiteId, recipient: &str) -> Result<Option<WorkOrderId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Last {
        work_order_id: Option<WorkOrderId>,
    }
    let sql = "select work_order_id from notifications_messages where recipient = $1 and site_id = $2 order by id desc limit 1";
    Ok(db::one::<Last, _>(conn, sql, [recipient.into(), site.into()]).await?.and_then(|last| last.work_order_id))
}

/// The letter that is about to be handed over: whoever is told of it before its sender comes back finds it.
pub async fn keep_letter(tx: &Tx, held: &Claimed, letter: &Letter) -> Result<(), DbErr> {
    let Letter { recipient, language, body, .. } = letter.clone();
    let sql = "update notifications_messages set recipient = $3, language = $4, subject = '', body = $5 where id = $1 and attempts = $2";
    let values: [Value; 5] = [held.id.into(), held.attempts.into(), recipient.into(), language.into(), body.into()];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// Puts a message back in the queue, with a fresh count of tries, all ways open, and a Message-ID of its own.
pub async fn requeue(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update notifications_messages set state = 'queued', sendings = sendings + 1, attempts = 0, next_at = $1, \
               lease_until = null, error = null, sent_at = null, delivered_at = null, passed = '' where id = $2";
    db::execute(&**tx, sql, [now.into(), id.into()]).await.map(drop)
}

/// Takes messages about an order back that nobody has in hand: skipped, under a key of their own so that the same occasion
/// may queue another. With their facts.
pub async fn withdraw(
    tx: &Tx,
    order: WorkOrderId,
    event: MessageEvent,
    why: &str,
    now: DateTime<Utc>,
) -> Result<Vec<(Uuid, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Waiting {
        id: Uuid,
        key: String,
        params: String,
    }
    let lock = tx.lock_clause();
    let sql = format!(
        "select id, key, params from notifications_messages where work_order_id = $1 and event = $2 and state = 'queued' \
         and (lease_until is null or lease_until <= $3) \
         and not exists (select 1 from notifications_tries where message_id = notifications_messages.id and ended_at is null){lock}"
    );
    let waiting: Vec<Waiting> = db::all(&**tx, sql, [order.0.into(), event.to_value().into(), now.into()]).await?;
    for one in &waiting {
        let sql = "update notifications_messages set state = 'skipped', error = $1, key = $2 where id = $3";
        let key = format!("{}:{}", one.key, one.id);
        db::execute(&**tx, sql, [why.into(), key.into(), one.id.into()]).await?;
    }
    Ok(waiting.into_iter().map(|one| (one.id, one.params)).collect())
}
