//! The only place that queries calendar feeds.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::{SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A feed, without what opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromQueryResult, ToSchema)]
#[schema(as = CalendarFeed)]
pub struct Feed {
    pub id: Uuid,
    #[serde(skip)]
    pub user_id: UserId,
    pub site_id: SiteId,
    /// All of the site; else the maker's own work.
    pub whole_site: bool,
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, user_id, site_id, whole_site, created_at";

pub async fn insert(tx: &Tx, feed: &Feed, hash: &str) -> Result<(), DbErr> {
    let sql = "insert into scheduling_feeds (id, user_id, site_id, whole_site, created_at, hash) values ($1, $2, $3, $4, $5, $6)";
    let values = [feed.id.into(), feed.user_id.into(), feed.site_id.into(), feed.whole_site.into(), feed.created_at.into(), hash.into()];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// Of a person, oldest first.
pub async fn of<C: ConnectionTrait>(conn: &C, user: UserId, after: Option<Uuid>, limit: u64) -> Result<Vec<Feed>, DbErr> {
    let sql = format!("select {COLUMNS} from scheduling_feeds where user_id = $1 and id > $2 order by id limit {limit}");
    db::all(conn, sql, [user.into(), after.unwrap_or_default().into()]).await
}

pub async fn by_hash<C: ConnectionTrait>(conn: &C, hash: &str) -> Result<Option<Feed>, DbErr> {
    db::one(conn, format!("select {COLUMNS} from scheduling_feeds where hash = $1"), [hash.into()]).await
}

/// The feed, if it was the person's.
pub async fn delete(tx: &Tx, id: Uuid, user: UserId) -> Result<Option<Feed>, DbErr> {
    let sql = format!("delete from scheduling_feeds where id = $1 and user_id = $2 returning {COLUMNS}");
    db::one(&**tx, sql, [id.into(), user.into()]).await
}
