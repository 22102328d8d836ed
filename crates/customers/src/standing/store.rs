//! The only place that queries what customers owe and how often they did not come. Each row is the last state that its owner
//! told; sums on the customer are added up from the rows, in the transaction that changes one.

use chrono::{DateTime, Utc};
use contracts::billing::{DepositChanged, InvoiceId, InvoiceState};
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::merging::{self, Named};
use kernel::{Amount, Binds, Db, Problem, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{Money, leads, revenue};
use crate::MODULE;
use crate::customers::store::lock_present;
use crate::{exemptions, timeline};

const VISITS: &str = "customers_visits";
const INVOICES: &str = "customers_invoices";
const DEPOSITS: &str = "customers_deposits";
/// Whose rows a merge moves.
pub const NAMED: [Named; 8] = [
    exemptions::store::NAMED,
    timeline::store::NAMED,
    Named { table: "customers_contacts", key: "id", column: "customer_id" },
    Named { table: INVOICES, key: "invoice_id", column: "customer_id" },
    Named { table: DEPOSITS, key: "deposit_id", column: "customer_id" },
    Named { table: "customers_no_shows", key: "appointment_id", column: "customer_id" },
    Named { table: VISITS, key: "work_order_id", column: "customer_id" },
    leads::NAMED,
];

const ROWS_AT_ONCE: usize = 500;
/// A merge may move the invoice while its owner's lock is waited for.
const TRIES: usize = 8;

/// Keeps what billing says of an issued invoice, and says whose it is. `at` is when it was issued, of a new one.
pub async fn put_invoice(tx: &Tx, invoice: &InvoiceState, at: DateTime<Utc>) -> Result<CustomerId, Problem> {
    let owner = lock_owner(tx, (INVOICES, "invoice_id"), invoice.id.0, invoice.customer_id).await?;
    let before = total_of(tx, invoice.id).await?;
    let sql = "insert into customers_invoices (invoice_id, customer_id, currency, total, due, issued_at, is_opening, work_order_id) \
               values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (invoice_id) do update set total = excluded.total, due = excluded.due";
    // What was open before was not spent here.
    let total = if invoice.is_opening() { Amount::ZERO } else { invoice.total };
    let values = [
        invoice.id.into(),
        owner.into(),
        invoice.currency.as_str().into(),
        total.into(),
        invoice.due.into(),
        at.into(),
        invoice.is_opening().into(),
        invoice.work_order_id.into(),
    ];
    db::execute(&**tx, sql, values).await?;
    revenue::follow(tx, invoice.id, before).await?;
    add_up(tx, owner).await?;
    Ok(owner)
}

/// Keeps what is left of what a customer paid ahead, as billing told it last, and says whose it is.
pub async fn put_deposit(tx: &Tx, deposit: &DepositChanged) -> Result<CustomerId, Problem> {
    let owner = lock_owner(tx, (DEPOSITS, "deposit_id"), deposit.id.0, deposit.customer_id).await?;
    let sql = "insert into customers_deposits (deposit_id, customer_id, currency, open) values ($1, $2, $3, $4) \
               on conflict (deposit_id) do update set open = excluded.open";
    let values = [deposit.id.into(), owner.into(), deposit.currency.as_str().into(), deposit.open.into()];
    db::execute(&**tx, sql, values).await?;
    add_up(tx, owner).await?;
    Ok(owner)
}

/// Whose row of a table with this key it is, locked; of a new one, who it arrives at. A merge may move the row while the lock is waited for.
async fn lock_owner(tx: &Tx, (table, key): (&'static str, &str), id: Uuid, told: CustomerId) -> Result<CustomerId, Problem> {
    let sql = format!("select customer_id from {table} where {key} = $1");
    let of_row = || db::one::<Owner, _>(&**tx, sql.as_str(), [id.into()]);
    let known = of_row().await?.map(|row| row.customer_id);
    let mut owner = lock_present(tx, known.unwrap_or(told)).await?.id;
    for _ in 0..TRIES {
        match of_row().await? {
            Some(row) if row.customer_id != owner => owner = lock_present(tx, row.customer_id).await?.id,
            _ => break,
        }
    }
    if known.is_none() {
        merging::arrive(tx, MODULE, table, id, told.0).await?;
    }
    Ok(owner)
}

/// As [`put_invoice`] for many new ones at once, without adding up.
pub async fn put_invoices(tx: &Tx, told: &[(InvoiceState, DateTime<Utc>)]) -> Result<(), DbErr> {
    for chunk in told.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let row = |(invoice, at): &(InvoiceState, DateTime<Utc>), binds: &mut Binds| {
            let values: [Value; 7] = [
                invoice.id.into(),
                invoice.customer_id.into(),
                invoice.currency.as_str().into(),
                invoice.total.into(),
                invoice.due.into(),
                (*at).into(),
                invoice.work_order_id.into(),
            ];
            format!("({})", binds.list(values))
        };
        let rows: Vec<_> = chunk.iter().map(|one| row(one, &mut binds)).collect();
        let sql = "insert into customers_invoices (invoice_id, customer_id, currency, total, due, issued_at, work_order_id) values ";
        db::execute(&**tx, format!("{sql}{}", rows.join(", ")), binds.0).await?;
    }
    revenue::put_many(tx, told).await
}

#[derive(FromQueryResult)]
struct Owner {
    customer_id: CustomerId,
}

/// What an invoice was of, as it was told last.
async fn total_of(tx: &Tx, invoice: InvoiceId) -> Result<Option<Amount>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        total: Amount,
    }
    let sql = "select total from customers_invoices where invoice_id = $1";
    Ok(db::one::<Row, _>(&**tx, sql, [invoice.into()]).await?.map(|row| row.total))
}

/// What is due of an invoice as it was told last.
pub async fn due_of(tx: &Tx, invoice: InvoiceId) -> Result<Option<Amount>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        due: Amount,
    }
    let sql = "select due from customers_invoices where invoice_id = $1";
    Ok(db::one::<Row, _>(&**tx, sql, [invoice.into()]).await?.map(|row| row.due))
}

/// Counts an appointment to which the customer did not come, once however often it is told.
pub async fn put_no_show(tx: &Tx, appointment: Uuid, customer: CustomerId, at: DateTime<Utc>) -> Result<(), Problem> {
    let customer = lock_present(tx, customer).await?.id;
    let sql = "insert into customers_no_shows (appointment_id, customer_id, at) values ($1, $2, $3) on conflict do nothing";
    db::execute(&**tx, sql, [appointment.into(), customer.into(), at.into()]).await?;
    Ok(add_up(tx, customer).await?)
}

/// Keeps when an order was completed last.
pub async fn put_visit(tx: &Tx, order: WorkOrderId, customer: CustomerId, at: DateTime<Utc>) -> Result<(), Problem> {
    let owner = match visitor_of(tx, order).await? {
        Some(known) => known,
        None => CustomerId(merging::arrive(tx, MODULE, VISITS, order.0, customer.0).await?),
    };
    let owner = lock_present(tx, owner).await?.id;
    let sql = "insert into customers_visits (work_order_id, customer_id, at) values ($1, $2, $3) \
               on conflict (work_order_id) do update set at = excluded.at";
    db::execute(&**tx, sql, [order.into(), owner.into(), at.timestamp_micros().into()]).await?;
    Ok(add_up(tx, owner).await?)
}

/// The order was given up: it was no visit.
pub async fn forget_visit(tx: &Tx, order: WorkOrderId) -> Result<(), Problem> {
    let Some(owner) = visitor_of(tx, order).await? else { return Ok(()) };
    let owner = lock_present(tx, owner).await?.id;
    db::execute(&**tx, "delete from customers_visits where work_order_id = $1", [order.into()]).await?;
    Ok(add_up(tx, owner).await?)
}

async fn visitor_of(tx: &Tx, order: WorkOrderId) -> Result<Option<CustomerId>, DbErr> {
    let sql = "select customer_id from customers_visits where work_order_id = $1";
    Ok(db::one::<Owner, _>(&**tx, sql, [order.into()]).await?.map(|row| row.customer_id))
}

#[derive(FromQueryResult)]
pub struct VisitsOf {
    pub count: i64,
    pub first: Option<i64>,
    pub last: Option<i64>,
}

/// An order makes an earlier one good, or does not after all.
pub async fn mark_comeback(tx: &Tx, order: WorkOrderId, is_one: bool) -> Result<(), DbErr> {
    let sql = if is_one {
        "insert into customers_comebacks (work_order_id) values ($1) on conflict do nothing"
    } else {
        "delete from customers_comebacks where work_order_id = $1"
    };
    db::execute(&**tx, sql, [order.into()]).await.map(drop)
}

/// How often a customer was here, comebacks left out, with the first and the last time of all in microseconds.
pub async fn visits_of<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<VisitsOf, DbErr> {
    let sql = "select cast(sum(case when c.work_order_id is null then 1 else 0 end) as bigint) as count, min(v.at) as first, \
               max(v.at) as last from customers_visits v left join customers_comebacks c on c.work_order_id = v.work_order_id \
               where v.customer_id = $1 having count(*) > 0";
    let found = db::one(conn, sql, [customer.into()]).await?;
    Ok(found.unwrap_or(VisitsOf { count: 0, first: None, last: None }))
}

#[derive(FromQueryResult)]
pub struct Spent {
    pub currency: String,
    pub count: i64,
    pub total: Amount,
    pub due: Amount,
    /// Of those that are not of comebacks.
    pub regular: i64,
    pub regular_total: Amount,
}

/// What a customer was invoiced and still owes, by currency.
pub async fn spent_by<C: ConnectionTrait>(conn: &C, customer: CustomerId) -> Result<Vec<Spent>, DbErr> {
    let sql = "select i.currency, count(*) as count, cast(sum(i.total) as bigint) as total, cast(sum(i.due) as bigint) as due, \
               cast(sum(case when c.work_order_id is null then 1 else 0 end) as bigint) as regular, \
               cast(sum(case when c.work_order_id is null then i.total else 0 end) as bigint) as regular_total \
               from customers_invoices i left join customers_comebacks c on c.work_order_id = i.work_order_id \
               where i.customer_id = $1 and not i.is_opening group by i.currency order by i.currency";
    db::all(conn, sql, [customer.into()]).await
}

/// Many visits at once, and the last of each customer; for demonstration data, which comes in the order of opening.
pub async fn put_visits(tx: &Tx, visits: &[(WorkOrderId, CustomerId, DateTime<Utc>)]) -> Result<(), DbErr> {
    for chunk in visits.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let row = |(order, customer, at): &(WorkOrderId, CustomerId, DateTime<Utc>), binds: &mut Binds| {
            let values: [Value; 3] = [(*order).into(), (*customer).into(), at.timestamp_micros().into()];
            format!("({})", binds.list(values))
        };
        let rows: Vec<_> = chunk.iter().map(|one| row(one, &mut binds)).collect();
        let sql = "insert into customers_visits (work_order_id, customer_id, at) values ";
        db::execute(&**tx, format!("{sql}{}", rows.join(", ")), binds.0).await?;
    }
    Ok(())
}

/// Brings everybody's first and last visit up to their visits.
pub async fn catch_up_visits(tx: &Tx) -> Result<(), DbErr> {
    let sql = "update customers_customers set last_visit = v.last, first_visit = v.first from \
               (select customer_id, min(at) as first, max(at) as last from customers_visits group by customer_id) v \
               where v.customer_id = customers_customers.id";
    db::execute(&**tx, sql, []).await.map(|_| ())
}

#[derive(FromQueryResult)]
struct Due {
    currency: String,
    amount: Amount,
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

/// Brings the customer's sums up to their rows. The caller holds the customer's lock.
pub async fn add_up(tx: &Tx, customer: CustomerId) -> Result<(), DbErr> {
    let sql = "select currency, cast(sum(due) as bigint) as amount from customers_invoices where customer_id = $1 and due <> 0 \
               group by currency order by currency";
    let dues: Vec<_> = db::all::<Due, _>(&**tx, sql, [customer.into()]).await?;
    let balances = told(dues);
    let greatest = balances.iter().map(|money| money.amount).max().unwrap_or(Amount::ZERO);
    let sql = "select currency, cast(sum(open) as bigint) as amount from customers_deposits where customer_id = $1 and open <> 0 \
               group by currency order by currency";
    let credits = told(db::all::<Due, _>(&**tx, sql, [customer.into()]).await?);
    let (balances, credits) = (json(&balances)?, json(&credits)?);
    let count = "select count(*) as count from customers_no_shows where customer_id = $1";
    let no_shows = db::one::<Count, _>(&**tx, count, [customer.into()]).await?.map_or(0, |row| row.count);
    let visits = visits_of(&**tx, customer).await?;
    let (first, last) = (visits.first.unwrap_or_default(), visits.last.unwrap_or_default());
    let sources = leads::ends_of(tx, customer).await?;
    let sql = "update customers_customers set balance = $1, balances = $2, no_shows = $3, last_visit = $4, first_visit = $5, \
               first_source = $6, last_source = $7, credits = $8 where id = $9";
    let values: [Value; 9] = [
        greatest.into(),
        balances.into(),
        no_shows.into(),
        last.into(),
        first.into(),
        sources.first.into(),
        sources.last.into(),
        credits.into(),
        customer.into(),
    ];
    db::execute(&**tx, sql, values).await.map(|_| ())
}

fn told(rows: Vec<Due>) -> Vec<Money> {
    rows.into_iter().map(|row| Money { amount: row.amount, currency: row.currency }).collect()
}

fn json(money: &[Money]) -> Result<String, DbErr> {
    serde_json::to_string(money).map_err(|error| DbErr::Custom(error.to_string()))
}

/// Whether everything that billing told until now is in the sums; for where billing's feed is in the same database.
pub async fn has_heard(db: &Db, head: i64) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Place {
        seq: i64,
    }
    let sql = "select seq from customers_cursors where listener = 'customers<billing'";
    Ok(db::one::<Place, _>(db.reader(), sql, []).await?.map_or(0, |place| place.seq) >= head)
}

/// What is due by customer and currency, as this module knows it: for comparing with billing's books.
pub async fn dues(db: &Db) -> Result<Vec<(Uuid, String, Amount)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        customer_id: Uuid,
        currency: String,
        amount: Amount,
    }
    let sql = "select customer_id, currency, cast(sum(due) as bigint) as amount from customers_invoices where due <> 0 \
               group by customer_id, currency order by customer_id, currency";
    let rows = db::all::<Row, _>(db.reader(), sql, []).await?;
    Ok(rows.into_iter().map(|row| (row.customer_id, row.currency, row.amount)).collect())
}
