//! The only place that queries the timeline.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use kernel::listing::Conditions;
use kernel::merging::{self, Merge, Named};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId, Tx, db};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveEnum, ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use super::entry::{Column, Entity, Entry, Kind};
use crate::MODULE;
use crate::customers::store::lock_present;

const TABLE: &str = "customers_timeline";
pub const NAMED: Named = Named { table: TABLE, key: "id", column: "customer_id" };
const COLUMNS: &str = "r.id, r.customer_id, r.kind, r.action, r.at, r.site_id, r.record_id, r.label, r.amount, r.currency, r.due_at, \
                       r.text, r.by_name, r.struck_at, r.struck_by";
const ROWS_AT_ONCE: usize = 500;

/// Adds entries of customers whose locks are held, or that nobody else knows yet; each once.
pub async fn insert(tx: &Tx, entries: Vec<Entry>) -> Result<(), DbErr> {
    for chunk in entries.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        let once = OnConflict::column(Column::Id).do_nothing().to_owned();
        Entity::insert_many(rows).on_conflict(once).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Adds what another module told: to whom the customer became part of, as if the merge had moved it.
pub async fn put(tx: &Tx, mut entry: Entry) -> Result<CustomerId, Problem> {
    let owner = merging::arrive(tx, MODULE, TABLE, entry.id, entry.customer_id.0).await?;
    entry.customer_id = lock_present(tx, CustomerId(owner)).await?.id;
    let owner = entry.customer_id;
    insert(tx, vec![entry]).await?;
    Ok(owner)
}

/// The last entry about a record.
pub async fn last_of<C: ConnectionTrait>(conn: &C, record: Uuid) -> Result<Option<Entry>, DbErr> {
    let sql = format!("select {COLUMNS} from {TABLE} r where r.record_id = $1 order by r.id desc limit 1");
    db::one(conn, sql, [record.into()]).await
}

/// Whether the customer has, or had, an appointment or a work order.
pub async fn is_expected(tx: &Tx, customer: CustomerId) -> Result<bool, DbErr> {
    let sql = format!("select {COLUMNS} from {TABLE} r where r.customer_id = $1 and r.kind in ('appointment', 'visit') limit 1");
    Ok(db::one::<Entry, _>(&**tx, sql, [customer.into()]).await?.is_some())
}

/// An entry of this customer.
pub async fn find<C: ConnectionTrait>(conn: &C, customer: CustomerId, id: Uuid) -> Result<Entry, Problem> {
    let found = Entity::find_by_id(id).one(conn).await?;
    found.filter(|entry| entry.customer_id == customer).ok_or_else(Problem::not_found)
}

pub async fn save(tx: &Tx, entry: Entry) -> Result<(), DbErr> {
    entry.into_active_model().reset_all().update(&**tx).await.map(|_| ())
}

/// Kinds that may be seen, each at some sites; every site without.
pub type Seen = Vec<(Kind, Option<Vec<SiteId>>)>;

/// A page of a customer's entries, newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, customer: CustomerId, seen: &Seen, page: &PageQuery) -> Result<Page<Entry>, Problem> {
    let limit = page.limit()?;
    let (sql, conditions) = statement(customer, seen, page, limit)?;
    let rows: Vec<Entry> = db::all(conn, sql, conditions.binds.0).await?;
    Ok(Page::cut(rows, limit, |row| (row.at, row.id)))
}

fn statement(customer: CustomerId, seen: &Seen, page: &PageQuery, limit: u64) -> Result<(String, Conditions), Problem> {
    let mut conditions = Conditions::default();
    conditions.add("r.customer_id = ?", [customer.into()]);
    if let Some((at, id)) = page.cursor::<(DateTime<Utc>, Uuid)>()? {
        conditions.add("(r.at, r.id) < (?, ?)", [at.into(), id.into()]);
    }
    let mut kinds = vec![];
    for (kind, sites) in seen {
        let kind = conditions.binds.add(kind.to_value());
        let sites = conditions.binds.and_among("r.site_id", sites.as_deref());
        kinds.push(format!("(r.kind = {kind}{sites})"));
    }
    let kinds = if kinds.is_empty() { "false".to_owned() } else { kinds.join(" or ") };
    let sql = format!(
        "select {COLUMNS} from {TABLE} r where true{} and ({kinds}) order by r.at desc, r.id desc limit {}",
        conditions.sql,
        limit + 1
    );
    Ok((sql, conditions))
}

/// After an undo: what is told of a record since the merge follows the record. An invoice's is told where the invoice is.
pub async fn follow_records(tx: &Tx, merge: Merge) -> Result<(), DbErr> {
    let invoices = "update customers_timeline set customer_id = \
                    (select i.customer_id from customers_invoices i where i.invoice_id = customers_timeline.record_id) \
                    where customer_id in ($1, $2) and kind in ('invoice', 'payment') \
                    and record_id in (select i.invoice_id from customers_invoices i where i.customer_id in ($1, $2))";
    db::execute(&**tx, invoices, [merge.from.into(), merge.into.into()]).await?;
    let others = "update customers_timeline set customer_id = $1 where customer_id = $2 and kind in ('visit', 'appointment') \
                  and record_id in (select o.record_id from customers_timeline o where o.customer_id = $1 and o.kind in ('visit', 'appointment'))";
    db::execute(&**tx, others, [merge.from.into(), merge.into.into()]).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use kernel::Backend;
    use sea_orm::{Iterable, Statement};
    use testkit::TestDatabase;

    use super::*;

    /// The steps by which the database goes about it. PostgreSQL is kept from what it would do with an empty table.
    async fn plan(db: &kernel::Db, seen: &Seen) -> Vec<String> {
        let tx = db.begin().await.unwrap();
        let (explain, column) = match tx.backend() {
            Backend::Postgres => ("explain", "QUERY PLAN"),
            Backend::Sqlite => ("explain query plan", "detail"),
        };
        if tx.backend() == Backend::Postgres {
            for way in ["seqscan", "bitmapscan"] {
                db::execute(&*tx, format!("set local enable_{way} = off"), []).await.unwrap();
            }
        }
        let (sql, conditions) = statement(CustomerId::new(), seen, &PageQuery::default(), 25).unwrap();
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), format!("{explain} {sql}"), conditions.binds.0);
        let rows = tx.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get("", column).unwrap()).collect()
    }

    #[tokio::test]
    async fn a_page_is_one_walk_of_the_index() {
        let database = TestDatabase::create().await;
        let db = database.db().await;
        kernel::schema::migrate::<crate::Migrator>(db.writer()).await.unwrap();
        let everything = Kind::iter().map(|kind| (kind, kind.needs().map(|_| vec![SiteId::new(), SiteId::new()]))).collect();
        for seen in [everything, vec![(Kind::Note, None)]] {
            let steps = plan(&db, &seen).await;
            assert!(steps.iter().any(|step| step.contains("customers_timeline_customer")), "{steps:?}");
            assert!(!steps.iter().any(|step| step.contains("Sort") || step.contains("TEMP B-TREE")), "{steps:?}");
        }
    }
}
