//! Events: facts with all that their consumers need, appended in the transaction that makes them true.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Actor, Clock, Problem, SiteId, Tx, db};

/// A fact of one kind. `KIND` reads `work_order.completed`.
pub trait Event: Serialize + DeserializeOwned {
    const KIND: &'static str;
    /// What the event is about; events of one aggregate arrive in order.
    fn aggregate(&self) -> Uuid;
    /// The site whose people may see it live; none for what the group shares.
    fn site(&self) -> Option<SiteId> {
        None
    }
}

/// An event as stored and delivered.
#[derive(Clone, Debug, Serialize, Deserialize, FromQueryResult)]
pub struct Envelope {
    pub id: Uuid,
    /// Its place in the module's feed: without gaps, in commit order.
    pub seq: i64,
    pub kind: String,
    pub aggregate: Uuid,
    pub site_id: Option<SiteId>,
    pub payload: String,
    /// Name of who caused it.
    pub actor: String,
    pub at: DateTime<Utc>,
}

impl Envelope {
    /// The event, when it is of this kind.
    pub fn open<E: Event>(&self) -> Result<Option<E>, Problem> {
        if self.kind == E::KIND { self.read().map(Some) } else { Ok(None) }
    }

    /// The fact, where its kind is known already.
    pub fn read<E: Event>(&self) -> Result<E, Problem> {
        serde_json::from_str(&self.payload).map_err(|error| Problem::internal(&error))
    }
}

/// Appends an event to the module's outbox. Its place in the feed is given after the commit.
pub async fn append<E: Event>(tx: &mut Tx, module: &str, event: &E, actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    append_many(tx, module, std::slice::from_ref(event), actor, clock).await
}

/// Appends many events of one kind with few statements, for imports.
pub async fn append_many<E: Event>(tx: &mut Tx, module: &str, events: &[E], actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    const COLUMNS: usize = 7;
    for chunk in events.chunks(500) {
        let mut values: Vec<sea_orm::Value> = Vec::with_capacity(chunk.len() * COLUMNS);
        let mut places = Vec::with_capacity(chunk.len());
        for (row, event) in chunk.iter().enumerate() {
            let payload = serde_json::to_string(event).map_err(|error| DbErr::Custom(error.to_string()))?;
            let first = row * COLUMNS;
            let marks: Vec<_> = (1..=COLUMNS).map(|column| format!("${}", first + column)).collect();
            places.push(format!("({})", marks.join(", ")));
            values.extend([
                Uuid::now_v7().into(),
                E::KIND.into(),
                event.aggregate().into(),
                event.site().map(|site| site.0).into(),
                payload.into(),
                actor.name.clone().into(),
                clock.now().into(),
            ]);
        }
        let sql = format!("insert into {module}_outbox (id, kind, aggregate, site_id, payload, actor, at) values {}", places.join(", "));
        db::execute(&**tx, sql, values).await?;
        tx.event_appended();
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Pending {
    count: i64,
}

const SEQUENCE_AT_ONCE: i64 = 1_000;

/// Gives committed events their places. Returns how many were placed.
pub async fn sequence(db: &crate::Db, module: &str) -> Result<i64, DbErr> {
    let placed = place(db, module, "outbox").await?;
    if placed > 0 {
        db.events_placed();
    }
    Ok(placed)
}

/// Gives the committed rows of `<module>_<list>` their `seq` in the order of their ids. Only committed rows are seen, so the list has no holes
/// that fill later. The counter row of the list's name lets one replica at a time do it. Returns how many were placed.
pub async fn place(db: &crate::Db, module: &str, list: &str) -> Result<i64, DbErr> {
    // In the order of the index of those without a place: SQLite, told of an import while it waited, would read the whole feed for it.
    let count =
        format!("select count(*) as count from (select 1 from {module}_{list} where seq is null order by id limit {SEQUENCE_AT_ONCE}) p");
    let pending = |row: Option<Pending>| row.map_or(0, |row| row.count);
    if pending(db::one::<Pending, _>(db.reader(), count.as_str(), []).await?) == 0 {
        return Ok(0);
    }
    let tx = db.begin().await?;
    let base = crate::counters::raise(&tx, module, list, 0).await?;
    let place = format!(
        "update {module}_{list} set seq = $1 + p.place from (select id, row_number() over (order by id) as place from \
         (select id from {module}_{list} where seq is null order by id limit {SEQUENCE_AT_ONCE}) n) p where p.id = {module}_{list}.id"
    );
    let placed = i64::try_from(db::execute(&*tx, place, [base.into()]).await?.rows_affected()).unwrap_or_default();
    crate::counters::raise(&tx, module, list, placed).await?;
    tx.commit().await?;
    Ok(placed)
}

/// Up to `limit` events of a module's feed after `seq`.
pub async fn read(db: &crate::Db, module: &str, seq: i64, limit: u64) -> Result<Vec<Envelope>, DbErr> {
    let sql = format!(
        "select id, seq, kind, aggregate, site_id, payload, actor, at from {module}_outbox where seq > $1 order by seq limit {limit}"
    );
    db::all(db.reader(), sql, [seq.into()]).await
}

/// The last place given so far.
pub async fn head(db: &crate::Db, module: &str) -> Result<i64, DbErr> {
    last_place(db.reader(), module, "outbox").await
}

/// Whether events wait for their place: nobody heard them yet.
pub async fn is_placing(db: &crate::Db, module: &str) -> Result<bool, DbErr> {
    let sql = format!("select count(*) as count from (select 1 from {module}_outbox where seq is null order by id limit 1) p");
    Ok(db::one::<Pending, _>(db.reader(), sql, []).await?.is_some_and(|pending| pending.count > 0))
}

/// The last place that [`place`] gave.
pub async fn last_place<C: ConnectionTrait>(conn: &C, module: &str, list: &str) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Head {
        value: i64,
    }
    let sql = format!("select value from {module}_counters where name = $1");
    Ok(db::one::<Head, _>(conn, sql, [list.into()]).await?.map_or(0, |head| head.value))
}
