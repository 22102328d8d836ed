//! The only place with queries on the feed.

use chrono::{DateTime, Utc};
use kernel::{Binds, Problem, SiteId, Tx, db, outbox};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::{EventType, FeedEvent, LIST};
use crate::MODULE;

/// Its place comes after the commit. What was heard before is there already.
pub async fn append(tx: &Tx, event: &FeedEvent) -> Result<(), Problem> {
    let body = serde_json::to_string(event).map_err(|error| Problem::internal(&error))?;
    let sql = "insert into webhooks_events (id, kind, site_id, at, body) values ($1, $2, $3, $4, $5) on conflict (id) do nothing";
    let values = [event.id.into(), event.kind.name().into(), event.site_id.into(), event.timestamp.into(), body.into()];
    Ok(db::execute(&**tx, sql, values).await.map(drop)?)
}

/// An event at its place.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Placed {
    pub id: Uuid,
    pub seq: i64,
    pub kind: String,
    /// As it is told, byte for byte.
    pub body: String,
}

/// What is picked of the feed.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of these sites; of all when none.
    pub sites: Option<Vec<SiteId>>,
    /// And of what the group shares.
    pub shared: bool,
    /// Of these kinds; of all when none.
    pub kinds: Option<Vec<EventType>>,
}

impl Wanted {
    fn condition(&self, binds: &mut Binds) -> String {
        let kinds = self.kinds.as_ref().map(|kinds| kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>());
        let mut condition = binds.and_among("kind", kinds.as_deref());
        if let Some(sites) = &self.sites {
            let among = if sites.is_empty() { "false".into() } else { format!("site_id in ({})", binds.list(sites.iter().copied())) };
            condition += &if self.shared { format!(" and (site_id is null or {among})") } else { format!(" and {among}") };
        }
        condition
    }
}

/// The last place that was given.
pub async fn head<C: ConnectionTrait>(conn: &C) -> Result<i64, DbErr> {
    outbox::last_place(conn, MODULE, LIST).await
}

/// What is wanted after a place and up to another, in order.
pub async fn between<C: ConnectionTrait>(conn: &C, wanted: &Wanted, after: i64, until: i64, limit: u64) -> Result<Vec<Placed>, DbErr> {
    let mut binds = Binds::default();
    let (first, last) = (binds.add(after), binds.add(until));
    let wanted = wanted.condition(&mut binds);
    let sql =
        format!("select id, seq, kind, body from webhooks_events where seq > {first} and seq <= {last}{wanted} order by seq limit {limit}");
    db::all(conn, sql, binds.0).await
}

/// How much is wanted after a place, as far as `most`.
pub async fn count_after<C: ConnectionTrait>(conn: &C, wanted: &Wanted, after: i64, most: u64) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let mut binds = Binds::default();
    let first = binds.add(after);
    let wanted = wanted.condition(&mut binds);
    let sql = format!(
        "select count(*) as count from (select 1 from webhooks_events where seq > {first}{wanted} order by seq limit {most}) waiting"
    );
    Ok(db::one::<Count, _>(conn, sql, binds.0).await?.map_or(0, |row| row.count))
}

/// One that has its place, among what is wanted.
pub async fn find<C: ConnectionTrait>(conn: &C, wanted: &Wanted, id: Uuid) -> Result<Option<Placed>, DbErr> {
    let mut binds = Binds::default();
    let place = binds.add(id);
    let wanted = wanted.condition(&mut binds);
    let sql = format!("select id, seq, kind, body from webhooks_events where id = {place} and seq is not null{wanted}");
    db::one(conn, sql, binds.0).await
}

/// The place before the first event of a time or later; the last place when there is none.
pub async fn place_before<C: ConnectionTrait>(conn: &C, since: DateTime<Utc>) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct First {
        seq: Option<i64>,
    }
    let sql = "select min(seq) as seq from webhooks_events where at >= $1 and seq is not null";
    match db::one::<First, _>(conn, sql, [since.into()]).await?.and_then(|first| first.seq) {
        Some(seq) => Ok(seq - 1),
        None => head(conn).await,
    }
}
