//! The list's query. What leaves few rows is collected first and sorted; what is common is walked in the order of the list.

use chrono::{DateTime, Utc};
use contracts::customers::TagId;
use contracts::workshop::LeadSource;
use kernel::listing::Conditions;
use kernel::paging::{Counted, Page, PageQuery, counted};
use kernel::search::{Plan, Query};
use kernel::{Problem, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::COLUMNS;
use crate::TERMS;
use crate::customers::customer::Customer;
use crate::customers::record::{Kind, Language};

/// More rows than this are common: walking the list finds a page of them sooner than collecting them all.
const COMMON: i64 = 3_000;

const TAGGED: &str = "exists (select 1 from customers_tagged t where t.customer_id = r.id and t.tag_id = ?)";

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
    pub language: Option<Language>,
    /// Of the first visit.
    pub lead_source: Option<LeadSource>,
    /// All of them.
    pub tags: Vec<TagId>,
    pub sort: Sort,
}

impl Filter {
    /// Each condition on `r`, with its values.
    fn conditions(&self) -> Vec<(&'static str, Option<sea_orm::Value>)> {
        let either = |asked: Option<bool>, yes: &'static str, no: &'static str| asked.map(|asked| (if asked { yes } else { no }, None));
        let time = |at: Option<DateTime<Utc>>, condition| at.map(|at| (condition, Some(at.into())));
        let visit = |at: Option<DateTime<Utc>>, condition| at.map(|at| (condition, Some(at.timestamp_micros().into())));
        let tags = self.tags.iter().map(|tag| Some((TAGGED, Some((*tag).into()))));
        [
            either(self.held, "r.hold_reason is not null", "r.hold_reason is null"),
            either(self.owing, "r.balance > 0", "r.balance <= 0"),
            either(self.has_email, "r.email is not null", "r.email is null"),
            either(self.has_phone, "r.phone_e164 is not null", "r.phone_e164 is null"),
            self.kind.map(|kind| ("r.kind = ?", Some(kind.into()))),
            self.language.map(|language| ("r.language = ?", Some(language.into()))),
            self.lead_source.map(|source| ("r.first_source = ?", Some(source.into()))),
            time(self.created_from, "r.created_at >= ?"),
            time(self.created_until, "r.created_at < ?"),
            visit(self.visited_from, "r.last_visit >= ?"),
            // Never is not before.
            visit(self.visited_until, "r.last_visit > 0 and r.last_visit < ?"),
        ]
        .into_iter()
        .chain(tags)
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
        for tag in &self.tags {
            add(&[("r.id in (select t.customer_id from customers_tagged t where t.tag_id = ?)", Some((*tag).into()))]);
        }
        let archived = ("r.archived = ?", Some(self.archived.into()));
        if let Some(source) = self.lead_source {
            add(&[archived.clone(), ("r.first_source = ?", Some(source.into()))]);
        }
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
    let (sql, conditions) = statement(conn, filter, page, limit).await?;
    let rows: Vec<Customer> = db::all(conn, sql, conditions.binds.0).await?;
    Ok(match filter.sort {
        Sort::Newest => Page::cut(rows, limit, |row| (row.created_at, row.id)),
        Sort::Name => Page::cut(rows, limit, |row| (row.sort_name.clone(), row.id)),
        Sort::LastVisit => Page::cut(rows, limit, |row| (row.last_visit, row.id)),
        Sort::Balance => Page::cut(rows, limit, |row| (row.balance.0, row.id)),
    })
}

async fn statement<C: ConnectionTrait>(conn: &C, filter: &Filter, page: &PageQuery, limit: u64) -> Result<(String, Conditions), Problem> {
    let Source { from, mut conditions } = filtered(conn, filter).await?;
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
    Ok((sql, conditions))
}

/// How many the filter lets through.
pub async fn count<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Counted, DbErr> {
    let Source { from, conditions } = filtered(conn, filter).await?;
    counted(conn, &format!("{from}{}", conditions.sql), conditions.binds.0).await
}

async fn filtered<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Source, DbErr> {
    let Source { from, mut conditions } = source(conn, filter).await?;
    conditions.add("r.archived = ?", [filter.archived.into()]);
    if filter.archived {
        conditions.add("r.merged_into is null", []);
    }
    for (condition, value) in filter.conditions() {
        conditions.add(condition, value);
    }
    Ok(Source { from, conditions })
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

#[cfg(test)]
mod tests {
    use kernel::{Backend, Db, Tx};
    use sea_orm::Statement;
    use testkit::TestDatabase;

    use super::*;

    async fn database() -> (TestDatabase, Db) {
        let database = TestDatabase::create().await;
        let db = database.db().await;
        kernel::schema::migrate::<crate::Migrator>(db.writer()).await.unwrap();
        (database, db)
    }

    /// PostgreSQL plans by what is in its tables, and these are empty: it is kept from what it would do with empty ones.
    async fn as_if_full(tx: &Tx) {
        if tx.backend() == Backend::Postgres {
            for way in ["seqscan", "bitmapscan"] {
                db::execute(&**tx, format!("set local enable_{way} = off"), []).await.unwrap();
            }
        }
    }

    /// The steps by which the database goes about it.
    async fn plan(db: &Db, filter: &Filter) -> Vec<String> {
        let tx = db.begin().await.unwrap();
        as_if_full(&tx).await;
        let (sql, conditions) = statement(&*tx, filter, &PageQuery::default(), 25).await.unwrap();
        let (explain, column) = match tx.backend() {
            Backend::Postgres => ("explain", "QUERY PLAN"),
            Backend::Sqlite => ("explain query plan", "detail"),
        };
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), format!("{explain} {sql}"), conditions.binds.0);
        let rows = tx.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get("", column).unwrap()).collect()
    }

    #[tokio::test]
    async fn every_order_is_walked_in_its_index() {
        let (_database, db) = database().await;
        for (sort, index) in [
            (Sort::Newest, "customers_customers_created"),
            (Sort::Name, "customers_customers_name"),
            (Sort::LastVisit, "customers_customers_last_visit"),
            (Sort::Balance, "customers_customers_balance"),
        ] {
            let steps = plan(&db, &Filter { sort, ..Filter::default() }).await;
            assert!(steps.iter().any(|step| step.contains(index)), "{sort:?}: {steps:?}");
            let sorts = |step: &String| step.contains("Sort") || step.contains("TEMP B-TREE");
            assert!(!steps.iter().any(sorts), "{sort:?} is sorted after reading all: {steps:?}");
        }
    }

    #[tokio::test]
    async fn what_is_rare_is_found_by_an_index() {
        let (_database, db) = database().await;
        let day = || Some("2026-01-01T00:00:00Z".parse().unwrap());
        let narrow = [
            (Filter { held: Some(true), ..Filter::default() }, "customers_customers_held"),
            (Filter { owing: Some(true), ..Filter::default() }, "customers_customers_owing"),
            (Filter { has_phone: Some(false), ..Filter::default() }, "customers_customers_phone"),
            (Filter { has_email: Some(false), ..Filter::default() }, "customers_customers_unmailed"),
            (Filter { visited_until: day(), sort: Sort::Name, ..Filter::default() }, "customers_customers_last_visit"),
            (Filter { created_from: day(), sort: Sort::Name, ..Filter::default() }, "customers_customers_created"),
            (Filter { tags: vec![TagId::new()], ..Filter::default() }, "customers_tagged_tag"),
            (Filter { lead_source: Some(LeadSource::Advert), ..Filter::default() }, "customers_customers_source"),
        ];
        for (filter, index) in narrow {
            let steps = plan(&db, &filter).await;
            assert!(steps.iter().any(|step| step.contains(index)), "{filter:?}: {steps:?}");
            let whole = |step: &String| step.contains("Seq Scan") || (step.starts_with("SCAN") && !step.contains("INDEX"));
            assert!(!steps.iter().any(whole), "{filter:?}: {steps:?}");
        }
    }
}
