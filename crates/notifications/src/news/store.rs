//! The only place with queries on news.

use contracts::identity::UserId;
use kernel::{Actor, Clock, Problem, SiteId, Tx, db, outbox};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{FromQueryResult, IntoActiveModel, Value};

use super::record::{self, News, NewsTold};
use crate::{MODULE, push};

/// Tells it once.
pub async fn tell(tx: &mut Tx, news: News, clock: &dyn Clock) -> Result<(), Problem> {
    let told = NewsTold { id: news.id, site_id: news.site_id };
    let once = OnConflict::column(record::Column::Key).do_nothing().to_owned();
    let inserted = record::Entity::insert(news.into_active_model()).on_conflict(once).exec_without_returning(&**tx).await?;
    if inserted == 1 {
        push::wait(tx, told.id, clock).await?;
        outbox::append(tx, MODULE, &told, &Actor::system(), clock).await?;
    }
    Ok(())
}

pub async fn of_ids<C: ConnectionTrait>(conn: &C, ids: &[Uuid]) -> Result<Vec<News>, DbErr> {
    record::Entity::find().filter(record::Column::Id.is_in(ids.iter().copied())).all(conn).await
}

/// Whose news are read.
#[derive(Clone, Debug)]
pub struct Reader {
    pub user: UserId,
    /// The sites whose desk they are.
    pub desks: Vec<SiteId>,
}

/// The newest first, older than `before`; `limit + 1` of them. Each desk is read from its own end of the index.
pub async fn list<C: ConnectionTrait>(conn: &C, reader: &Reader, before: Option<Uuid>, limit: u64) -> Result<Vec<News>, DbErr> {
    let (sql, values) = heads(reader, ("<", before), limit + 1);
    let sql = format!("select * from notifications_news where id in ({sql}) order by id desc limit {}", limit + 1);
    db::all(conn, sql, values).await
}

/// How many are newer than what they saw last, as far as `most`.
pub async fn unseen<C: ConnectionTrait>(conn: &C, reader: &Reader, most: u64) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let seen = seen(conn, reader.user).await?;
    let (sql, values) = heads(reader, (">", seen), most);
    let sql = format!("select count(*) as count from (select id from ({sql}) heads limit {most}) news");
    Ok(db::one::<Count, _>(conn, sql, values).await?.map_or(0, |row| row.count))
}

/// The ids at the ends of the person's own news and of each desk's.
fn heads(reader: &Reader, (sign, bound): (&str, Option<Uuid>), limit: u64) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![reader.user.into()];
    let beyond = bound.map_or_else(String::new, |id| {
        values.push(id.into());
        format!(" and id {sign} ${}", values.len())
    });
    let head = |whose: String| format!("select id from notifications_news where {whose}{beyond} order by id desc limit {limit}");
    let mut heads = vec![head("user_id = $1".into())];
    for desk in &reader.desks {
        values.push((*desk).into());
        heads.push(head(format!("site_id = ${} and user_id is null", values.len())));
    }
    let heads: Vec<_> = heads.iter().enumerate().map(|(number, head)| format!("select id from ({head}) h{number}")).collect();
    (heads.join(" union all "), values)
}

/// The last that somebody saw.
pub async fn seen<C: ConnectionTrait>(conn: &C, user: UserId) -> Result<Option<Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Seen {
        news_id: Uuid,
    }
    let row: Option<Seen> = db::one(conn, "select news_id from notifications_news_seen where user_id = $1", [user.into()]).await?;
    Ok(row.map(|row| row.news_id))
}

/// They saw everything as far as this; further back than before is no news.
pub async fn see(tx: &Tx, user: UserId, until: Uuid) -> Result<(), DbErr> {
    let sql = "insert into notifications_news_seen (user_id, news_id) values ($1, $2) \
               on conflict (user_id) do update set news_id = excluded.news_id where notifications_news_seen.news_id < excluded.news_id";
    db::execute(&**tx, sql, [user.into(), until.into()]).await.map(drop)
}
