//! The list's query. What leaves few rows is collected first and sorted; what is common is walked in the order of the list.

use chrono::{DateTime, Utc};
use kernel::listing::Conditions;
use kernel::paging::{Page, PageQuery};
use kernel::search::{Plan, Query};
use kernel::{Problem, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::COLUMNS;
use crate::TERMS;
use crate::customers::customer::Customer;
use crate::customers::record::Kind;

/// More rows than this are common: walking the list finds a page of them sooner than collecting them all.
const COMMON: i64 = 3_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Newest,
    Name,
    LastVisit,
    Balance,
}

/// What a list shows; all given parts must hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub query: Option<Query>,
    pub kind: Option<Kind>,
    pub archived: bool,
    pub held: Option<bool>,
    pub owing: Option<bool>,
    pub has_email: Option<bool>,
    pub has_phone: Option<bool>,
    pub created_from: Option<DateTime<Utc>>,
    pub created_until: Option<DateTime<Utc>>,
    pub visited_from: Option<DateTime<Utc>>,
    pub visited_until: Option<DateTime<Utc>>,
    pub sort: Sort,
}

impl Filter {
    /// Each condition on `r`, with its values.
    fn conditions(&self) -> Vec<(&'static str, Option<sea_orm::Value>)> {
        let either = |asked: Option<bool>, yes: &'static str, no: &'static str| asked.map(|asked| (if asked { yes } else { no }, None));
        let time = |at: Option<DateTime<Utc>>, condition| at.map(|at| (condition, Some(at.into())));
        let visit = |at: Option<DateTime<Utc>>, condition| at.map(|at| (condition, Some(at.timestamp_micros().into())));
        [
            either(self.held, "r.hold_reason is not null", "r.hold_reason is null"),
            either(self.owing, "r.balance > 0", "r.balance <= 0"),
            either(self.has_email, "r.email is not null", "r.email is null"),
            either(self.has_phone, "r.phone_e164 is not null", "r.phone_e164 is null"),
            self.kind.map(|kind| ("r.kind = ?", Some(kind.into()))),
            time(self.created_from, "r.created_at >= ?"),
            time(self.created_until, "r.created_at < ?"),
            visit(self.visited_from, "r.last_visit >= ?"),
            // Never is not before.
            visit(self.visited_until, "r.last_visit > 0 and r.last_visit < ?"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Conditions whose rows an index gives without looking at the others.
    fn candidates(&self) -> Vec<Conditions> {
        let mut candidates = vec![];
        let mut add = |conditions: &[(&str, Option<sea_orm::Value>)]| {
            let mut candidate = Conditions::default();
            for (condition, value) in conditions {
                candidate.add(condition, value.clone());
            }
            candidates.push(candidate);
        };
        for (asked, when, condition) in [
            (self.held, true, "r.hold_reason is not null"),
            (self.owing, true, "r.balance > 0"),
            (self.has_phone, false, "r.phone_e164 is null"),
            (self.has_email, false, "r.email is null"),
        ] {
            if asked == Some(when) {
                add(&[(condition, None)]);
            }
        }
        let archived = ("r.archived = ?", Some(self.archived.into()));
        if self.sort != Sort::Newest && (self.created_from.is_some() || self.created_until.is_some()) {
            let from = self.created_from.map(|at| ("r.created_at >= ?", Some(at.into())));
            let until = self.created_until.map(|at| ("r.created_at < ?", Some(at.into())));
            add(&[Some(archived.clone()), from, until].into_iter().flatten().collect::<Vec<_>>());
        }
        if self.sort != Sort::LastVisit && (self.visited_from.is_some() || self.visited_until.is_some()) {
            let from = self.visited_from.map(|at| ("r.last_visit >= ?", Some(at.timestamp_micros().into())));
            let until = self.visited_until.map(|at| ("r.last_visit < ?", Some(at.timestamp_micros().into())));
            let ever = Some(("r.last_visit > 0", None));
            add(&[Some(archived), ever, from, until].into_iter().flatten().collect::<Vec<_>>());
        }
        candidates
    }
}

/// Where the rows come from, and what was said of them so far.
struct Source {
    from: String,
    conditions: Conditions,
}

/// One page of the list, by one query and the few that find out how rare it is what is looked for.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter, page: &PageQuery) -> Result<Page<Customer>, Problem> {
    let limit = page.limit()?;
    read(conn, filter, page, limit).await
}

/// As [`list`], with any number of rows a page.
pub async fn read<C: ConnectionTrait>(conn: &C, filter: &Filter, page: &PageQuery, limit: u64) -> Result<Page<Customer>, Problem> {
    let Source { from, mut conditions } = source(conn, filter).await?;
    conditions.add("r.archived = ?", [filter.archived.into()]);
    if filter.archived {
        conditions.add("r.merged_into is null", []);
    }
    for (condition, value) in filter.conditions() {
        conditions.add(condition, value);
    }
    let order = match filter.sort {
        Sort::Newest => {
            after::<DateTime<Utc>>(&mut conditions, page, "(r.created_at, r.id) < (?, ?)")?;
            "r.created_at desc, r.id desc"
        }
        Sort::Name => {
            after::<String>(&mut conditions, page, "(r.sort_name, r.id) > (?, ?)")?;
            "r.sort_name, r.id"
        }
        Sort::LastVisit => {
            after::<i64>(&mut conditions, page, "(r.last_visit, r.id) < (?, ?)")?;
            "r.last_visit desc, r.id desc"
        }
        Sort::Balance => {
            after::<i64>(&mut conditions, page, "(r.balance, r.id) < (?, ?)")?;
            "r.balance desc, r.id desc"
        }
    };
    let sql = format!("select {COLUMNS} from {from}{} order by {order} limit {}", conditions.sql, limit + 1);
    let rows: Vec<Customer> = db::all(conn, sql, conditions.binds.0).await?;
    Ok(match filter.sort {
        Sort::Newest => Page::cut(rows, limit, |row| (row.created_at, row.id)),
        Sort::Name => Page::cut(rows, limit, |row| (row.sort_name.clone(), row.id)),
        Sort::LastVisit => Page::cut(rows, limit, |row| (row.last_visit, row.id)),
        Sort::Balance => Page::cut(rows, limit, |row| (row.balance.0, row.id)),
    })
}

fn after<K>(conditions: &mut Conditions, page: &PageQuery, condition: &str) -> Result<(), Problem>
where
    K: serde::de::DeserializeOwned + Into<sea_orm::Value>,
{
    if let Some((key, id)) = page.cursor::<(K, Uuid)>()? {
        conditions.add(condition, [key.into(), id.into()]);
    }
    Ok(())
}

async fn source<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Source, DbErr> {
    let mut conditions = Conditions::default();
    if let Some(words) = &filter.query {
        let plan = Plan::of(conn, TERMS, words).await?;
        if plan.is_common(conn, COMMON).await? {
            conditions.sql += &plan.condition(&mut conditions.binds, "r.id");
            return Ok(Source { from: "customers_customers r where true".into(), conditions });
        }
        let ids = plan.ids(&mut conditions.binds);
        return Ok(Source { from: format!("{ids} m cross join customers_customers r where r.id = m.id"), conditions });
    }
    for candidate in filter.candidates() {
        if is_rare(conn, &candidate).await? {
            let from = format!(
                "(select r.id from customers_customers r where true{}) m cross join customers_customers r where r.id = m.id",
                candidate.sql
            );
            return Ok(Source { from, conditions: Conditions { sql: String::new(), binds: candidate.binds } });
        }
    }
    Ok(Source { from: "customers_customers r where true".into(), conditions })
}

async fn is_rare<C: ConnectionTrait>(conn: &C, candidate: &Conditions) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Counted {
        count: i64,
    }
    let sql =
        format!("select count(*) as count from (select r.id from customers_customers r where true{} limit {COMMON}) c", candidate.sql);
    let counted = db::one::<Counted, _>(conn, sql, candidate.binds.0.clone()).await?;
    Ok(counted.is_some_and(|counted| counted.count < COMMON))
}
