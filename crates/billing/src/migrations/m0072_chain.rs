//! Issued documents are linked, and the database refuses to change them. docs/decisions/0072-documents-that-do-not-change.md.

use sea_orm::{DbBackend, Statement};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, pk_uuid, string, uuid};

pub struct Chain;

impl MigrationName for Chain {
    fn name(&self) -> &'static str {
        "m0072_chain"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Chain {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(chain()).await?;
        let conn = manager.get_connection();
        conn.execute_unprepared("create unique index billing_chain_place on billing_chain (series, sequence)").await?;
        conn.execute_unprepared("create index billing_chain_site on billing_chain (site_id, series)").await?;
        match manager.get_database_backend() {
            DbBackend::Sqlite => guard(conn, sqlite).await,
            DbBackend::Postgres if is_one_node(conn).await? => {
                conn.execute_unprepared(FROZEN).await?;
                conn.execute_unprepared(FROZEN_LINE).await?;
                guard(conn, postgres).await
            }
            _ => Ok(()),
        }
    }
}

fn chain() -> TableCreateStatement {
    Table::create()
        .table("billing_chain")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(string("series"))
        .col(big_integer("sequence"))
        .col(string("kind"))
        .col(string("hash"))
        .take()
}

/// Which rows of a table stay as they are.
#[derive(Clone, Copy)]
enum Guard {
    /// All of it, of every row.
    Whole,
    /// These columns, of rows that have a number; and such a row stays.
    Columns(&'static [&'static str]),
    /// All of it, of lines of an issued invoice.
    Lines,
}

const INVOICE: &[&str] = &[
    "number",
    "series",
    "sequence",
    "parties",
    "language",
    "currency",
    "net",
    "vat",
    "gross",
    "stamp_duty",
    "total",
    "issued_at",
    "issued_on",
    "due_on",
    "notes",
    "work_order_id",
    "vehicle_plate",
];
const CREDIT_NOTE: &[&str] = &[
    "number",
    "series",
    "sequence",
    "invoice_id",
    "reason",
    "parties",
    "language",
    "currency",
    "net",
    "vat",
    "vat_groups",
    "gross",
    "stamp_duty",
    "total",
    "issued_at",
    "issued_on",
    "by_name",
];
const DEPOSIT: &[&str] =
    &["number", "series", "sequence", "currency", "amount", "tender", "reference", "from_invoice_id", "by_name", "at", "customer_name"];

const GUARDS: [(&str, Guard); 11] = [
    ("billing_invoices", Guard::Columns(INVOICE)),
    ("billing_lines", Guard::Lines),
    ("billing_credit_notes", Guard::Columns(CREDIT_NOTE)),
    ("billing_credit_lines", Guard::Whole),
    ("billing_deposits", Guard::Columns(DEPOSIT)),
    ("billing_deposit_entries", Guard::Whole),
    ("billing_payments", Guard::Whole),
    ("billing_day_closes", Guard::Whole),
    ("billing_day_entries", Guard::Whole),
    ("billing_journal_entries", Guard::Whole),
    ("billing_chain", Guard::Whole),
];

async fn guard<C: ConnectionTrait>(conn: &C, write: fn(&str, Guard) -> Vec<String>) -> Result<(), DbErr> {
    for (table, guard) in GUARDS {
        for sql in write(table, guard) {
            conn.execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}

/// The same of a table that came later: no row of it changes or goes.
pub(super) async fn guard_whole(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let conn = manager.get_connection();
    let write = match manager.get_database_backend() {
        DbBackend::Sqlite => sqlite,
        DbBackend::Postgres if is_one_node(conn).await? => postgres,
        _ => return Ok(()),
    };
    for sql in write(table, Guard::Whole) {
        conn.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Rows that `billing_forgotten` names may be changed from here on, and still do not go.
pub(super) async fn let_forgotten_pass(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let conn = manager.get_connection();
    match manager.get_database_backend() {
        DbBackend::Sqlite => {
            for (trigger, table, when) in passing() {
                conn.execute_unprepared(&format!("drop trigger {trigger}")).await?;
                let guarded = format!(
                    "create trigger {trigger} before update on {table} for each row \
                     when {when}not exists (select 1 from billing_forgotten f where f.id = old.id) \
                     begin select raise(abort, 'issued documents do not change'); end"
                );
                conn.execute_unprepared(&guarded).await?;
            }
            Ok(())
        }
        DbBackend::Postgres if is_one_node(conn).await? => conn.execute_unprepared(FROZEN_UNLESS_FORGOTTEN).await.map(drop),
        _ => Ok(()),
    }
}

/// The guards of what names a person: trigger, table, and when it counts.
fn passing() -> Vec<(String, &'static str, String)> {
    const NAMING: [&str; 4] = ["billing_invoices", "billing_credit_notes", "billing_deposits", "billing_journal_entries"];
    let named = GUARDS.into_iter().filter(|(table, _)| NAMING.contains(table));
    let whole = named.map(|(table, guard)| {
        let [(_, when), _] = conditions(guard, "is not");
        (format!("{table}_no_update"), table, when.map(|when| format!("{when} and ")).unwrap_or_default())
    });
    let exempt = ["billing_invoices", "billing_credit_notes"].map(|table| {
        let when = "old.number is not null and old.exemption is not new.exemption and ";
        (format!("{table}_no_exemption"), table, when.to_owned())
    });
    whole.chain(exempt).collect()
}

/// A table without an `id` names nobody.
const FROZEN_UNLESS_FORGOTTEN: &str = "create or replace function billing_frozen() returns trigger language plpgsql as $$ begin \
     if tg_op = 'UPDATE' and exists (select 1 from billing_forgotten f where f.id = (to_jsonb(old) ->> 'id')::uuid) then \
       return new; end if; \
     raise exception 'issued documents do not change'; end $$";

/// The same of a column that came later: it stays as it is once its document has a number.
pub(super) async fn guard_column(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    let (conn, backend) = (manager.get_connection(), manager.get_database_backend());
    let name = format!("{table}_no_{column}");
    let sql = match backend {
        DbBackend::Sqlite => format!(
            "create trigger {name} before update on {table} for each row when old.number is not null and old.{column} is not new.{column} \
             begin select raise(abort, 'issued documents do not change'); end"
        ),
        DbBackend::Postgres if is_one_node(conn).await? => format!(
            "create trigger {name} before update on {table} for each row \
             when (old.number is not null and old.{column} is distinct from new.{column}) execute function billing_frozen()"
        ),
        _ => return Ok(()),
    };
    conn.execute_unprepared(&sql).await.map(drop)
}

/// When an event on a row is refused, in the words of either database.
fn conditions(guard: Guard, differs: &str) -> [(&'static str, Option<String>); 2] {
    match guard {
        Guard::Whole => [("update", None), ("delete", None)],
        Guard::Columns(columns) => {
            let differs: Vec<_> = columns.iter().map(|column| format!("old.{column} {differs} new.{column}")).collect();
            let is_frozen = "old.number is not null";
            [("update", Some(format!("{is_frozen} and ({})", differs.join(" or ")))), ("delete", Some(is_frozen.to_owned()))]
        }
        Guard::Lines => {
            let is_issued = "exists (select 1 from billing_invoices i where i.id = old.invoice_id and i.number is not null)";
            [("update", Some(is_issued.to_owned())), ("delete", Some(is_issued.to_owned()))]
        }
    }
}

fn sqlite(table: &str, guard: Guard) -> Vec<String> {
    let trigger = |(event, when): (&str, Option<String>)| {
        let when = when.map(|when| format!("when {when} ")).unwrap_or_default();
        format!(
            "create trigger {table}_no_{event} before {event} on {table} for each row {when}\
             begin select raise(abort, 'issued documents do not change'); end"
        )
    };
    conditions(guard, "is not").map(trigger).into()
}

const FROZEN: &str = "create function billing_frozen() returns trigger language plpgsql as $$ \
     begin raise exception 'issued documents do not change'; end $$";

/// A condition of a trigger cannot ask another table.
const FROZEN_LINE: &str = "create function billing_frozen_line() returns trigger language plpgsql as $$ begin \
     if exists (select 1 from billing_invoices i where i.id = old.invoice_id and i.number is not null) then \
       raise exception 'issued documents do not change'; end if; \
     if tg_op = 'DELETE' then return old; end if; return new; end $$";

fn postgres(table: &str, guard: Guard) -> Vec<String> {
    let is_lines = matches!(guard, Guard::Lines);
    let trigger = |(event, when): (&str, Option<String>)| {
        let when = when.filter(|_| !is_lines).map(|when| format!("when ({when}) ")).unwrap_or_default();
        let function = if is_lines { "billing_frozen_line" } else { "billing_frozen" };
        format!("create trigger {table}_no_{event} before {event} on {table} for each row {when}execute function {function}()")
    };
    conditions(guard, "is distinct from").map(trigger).into()
}

/// Citus, `CockroachDB` and `YugabyteDB` refuse triggers, or are slowed down by them.
async fn is_one_node<C: ConnectionTrait>(conn: &C) -> Result<bool, DbErr> {
    let sql = "select 1 as one from pg_extension where extname = 'citus' union all \
               select 1 from (select version() as name) v where v.name like '%CockroachDB%' or v.name like '%-YB-%'";
    Ok(conn.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?.is_none())
}
