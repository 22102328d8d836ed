//! The only place that queries bulk actions.

use chrono::{DateTime, Utc};
use contracts::customers::{CustomerId, TagId};
use kernel::paging::{Page, PageQuery};
use kernel::{Backend, Binds, Problem, Tx, db};
use sea_orm::entity::prelude::StringLen;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::action::Action;

const ROWS_AT_ONCE: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sea_orm::EnumIter, sea_orm::DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = BulkState)]
pub enum State {
    Running,
    Done,
    Undoing,
    Undone,
}

impl State {
    fn code(self) -> String {
        sea_orm::ActiveEnum::to_value(&self)
    }
}

/// What became of one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sea_orm::EnumIter, sea_orm::DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = BulkOutcome)]
pub enum Outcome {
    Waiting,
    Done,
    /// `code` names the rule.
    Skipped,
    Undone,
}

impl Outcome {
    fn code(self) -> String {
        sea_orm::ActiveEnum::to_value(&self)
    }
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Bulk {
    pub id: Uuid,
    pub action: Action,
    pub state: State,
    pub total: i64,
    /// JSON.
    pub actor: String,
    pub at: DateTime<Utc>,
    /// What is put on or taken off.
    pub tag_id: Option<TagId>,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub place: i64,
    pub customer_id: CustomerId,
    pub name: String,
    pub outcome: Outcome,
    pub code: Option<String>,
    pub kept: Option<String>,
}

const COLUMNS: &str = "id, action, state, total, actor, at, tag_id";

pub async fn insert(tx: &Tx, bulk: &Bulk, customers: &[(CustomerId, String)]) -> Result<(), DbErr> {
    let sql = format!("insert into customers_bulk ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)");
    let values: [Value; 7] = [
        bulk.id.into(),
        bulk.action.into(),
        bulk.state.code().into(),
        bulk.total.into(),
        bulk.actor.as_str().into(),
        bulk.at.into(),
        bulk.tag_id.into(),
    ];
    db::execute(&**tx, sql, values).await?;
    for (part, chunk) in customers.chunks(ROWS_AT_ONCE).enumerate() {
        let mut binds = Binds::default();
        let row = |(place, (id, name)): (usize, &(CustomerId, String)), binds: &mut Binds| {
            let place = i64::try_from(part * ROWS_AT_ONCE + place).unwrap_or(i64::MAX);
            let values: [Value; 5] = [bulk.id.into(), place.into(), (*id).into(), name.as_str().into(), Outcome::Waiting.code().into()];
            format!("({})", binds.list(values))
        };
        let rows: Vec<_> = chunk.iter().enumerate().map(|one| row(one, &mut binds)).collect();
        let sql = "insert into customers_bulk_rows (bulk_id, place, customer_id, name, outcome) values ";
        db::execute(&**tx, format!("{sql}{}", rows.join(", ")), binds.0).await?;
    }
    Ok(())
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Bulk, Problem> {
    let found = db::one::<Bulk, _>(conn, format!("select {COLUMNS} from customers_bulk where id = $1"), [id.into()]).await?;
    found.ok_or_else(Problem::not_found)
}

pub async fn lock(tx: &Tx, id: Uuid) -> Result<Bulk, Problem> {
    let sql = format!("select {COLUMNS} from customers_bulk where id = $1{}", tx.lock_clause());
    db::one::<Bulk, _>(&**tx, sql, [id.into()]).await?.ok_or_else(Problem::not_found)
}

/// Whether there is work, without a lock.
pub async fn is_any_open<C: ConnectionTrait>(conn: &C) -> Result<bool, DbErr> {
    let sql = format!("select {COLUMNS} from customers_bulk where state in ('running', 'undoing') limit 1");
    Ok(db::one::<Bulk, _>(conn, sql, []).await?.is_some())
}

/// The oldest that is not through, locked; none while another replica has it.
pub async fn take(tx: &Tx) -> Result<Option<Bulk>, DbErr> {
    let lock = if tx.backend() == Backend::Postgres { " for update skip locked" } else { "" };
    let sql = format!("select {COLUMNS} from customers_bulk where state in ('running', 'undoing') order by id limit 1{lock}");
    db::one(&**tx, sql, []).await
}

pub async fn set_state(tx: &Tx, id: Uuid, state: State) -> Result<(), DbErr> {
    let sql = "update customers_bulk set state = $1 where id = $2";
    db::execute(&**tx, sql, [state.code().into(), id.into()]).await.map(|_| ())
}

const ROW: &str = "place, customer_id, name, outcome, code, kept";

/// The next rows with this outcome.
pub async fn next(tx: &Tx, id: Uuid, outcome: Outcome, limit: u64) -> Result<Vec<Row>, DbErr> {
    let sql = format!("select {ROW} from customers_bulk_rows where bulk_id = $1 and outcome = $2 order by place limit {limit}");
    db::all(&**tx, sql, [id.into(), outcome.code().into()]).await
}

pub async fn note(tx: &Tx, id: Uuid, row: &Row) -> Result<(), DbErr> {
    let sql = "update customers_bulk_rows set outcome = $1, code = $2, kept = $3 where bulk_id = $4 and place = $5";
    let values: [Value; 5] = [row.outcome.code().into(), row.code.clone().into(), row.kept.clone().into(), id.into(), row.place.into()];
    db::execute(&**tx, sql, values).await.map(|_| ())
}

/// How many customers had which outcome.
pub async fn counts<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Vec<(Outcome, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Counted {
        outcome: Outcome,
        count: i64,
    }
    let sql = "select outcome, count(*) as count from customers_bulk_rows where bulk_id = $1 group by outcome order by outcome";
    Ok(db::all::<Counted, _>(conn, sql, [id.into()]).await?.into_iter().map(|row| (row.outcome, row.count)).collect())
}

/// The rows in the order of the list they came from.
pub async fn rows<C: ConnectionTrait>(conn: &C, id: Uuid, outcome: Option<Outcome>, page: &PageQuery) -> Result<Page<Row>, Problem> {
    let limit = page.limit()?;
    let mut binds = Binds::default();
    let mut sql = format!("select {ROW} from customers_bulk_rows where bulk_id = {}", binds.add(id));
    if let Some(outcome) = outcome {
        sql += &format!(" and outcome = {}", binds.add(outcome.code()));
    }
    if let Some(after) = page.cursor::<i64>()? {
        sql += &format!(" and place > {}", binds.add(after));
    }
    let rows = db::all::<Row, _>(conn, format!("{sql} order by place limit {}", limit + 1), binds.0).await?;
    Ok(Page::cut(rows, limit, |row| row.place))
}
