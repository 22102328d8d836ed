//! What customers were invoiced by calendar month and year (UTC), so that the greatest are found without adding up everybody's invoices.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::billing::{InvoiceId, InvoiceState};
use contracts::customers::CustomerId;
use kernel::{Amount, Binds, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};

const ROWS_AT_ONCE: usize = 500;

/// The year and the month that a moment is in, as they are kept.
pub fn periods(at: DateTime<Utc>) -> [String; 2] {
    [at.format("%Y").to_string(), at.format("%Y-%m").to_string()]
}

#[derive(FromQueryResult)]
struct Billed {
    customer_id: CustomerId,
    currency: String,
    total: Amount,
    issued_at: DateTime<Utc>,
}

/// By customer, period and currency.
type Sums = BTreeMap<(CustomerId, String, String), Amount>;

fn sums(invoices: impl IntoIterator<Item = Billed>) -> Sums {
    let mut sums = Sums::new();
    for invoice in invoices {
        for period in periods(invoice.issued_at) {
            *sums.entry((invoice.customer_id, period, invoice.currency.clone())).or_default() += invoice.total;
        }
    }
    sums
}

/// An invoice is new, or another than it was. `before` is its total as it was told until now. The caller holds the customer's lock.
pub async fn follow(tx: &Tx, invoice: InvoiceId, before: Option<Amount>) -> Result<(), DbErr> {
    let sql = "select customer_id, currency, total, issued_at from customers_invoices where invoice_id = $1";
    let Some(mut row) = db::one::<Billed, _>(&**tx, sql, [invoice.into()]).await? else { return Ok(()) };
    row.total = row.total - before.unwrap_or_default();
    if row.total == Amount::ZERO { Ok(()) } else { add(tx, sums([row])).await }
}

/// Counts the invoices of these customers anew. The caller holds their locks.
pub async fn recount(tx: &Tx, customers: [CustomerId; 2]) -> Result<(), DbErr> {
    let values = || customers.map(Value::from);
    db::execute(&**tx, "delete from customers_revenue where customer_id in ($1, $2)", values()).await?;
    let sql = "select customer_id, currency, total, issued_at from customers_invoices where customer_id in ($1, $2)";
    add(tx, sums(db::all::<Billed, _>(&**tx, sql, values()).await?)).await
}

/// Many new invoices at once; for demonstration data.
pub async fn put_many(tx: &Tx, told: &[(InvoiceState, DateTime<Utc>)]) -> Result<(), DbErr> {
    let issued = |(invoice, at): &(InvoiceState, DateTime<Utc>)| Billed {
        customer_id: invoice.customer_id,
        currency: invoice.currency.clone(),
        total: invoice.total,
        issued_at: *at,
    };
    add(tx, sums(told.iter().map(issued))).await
}

async fn add(tx: &Tx, sums: Sums) -> Result<(), DbErr> {
    let sums: Vec<_> = sums.into_iter().collect();
    for chunk in sums.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let rows: Vec<_> = chunk
            .iter()
            .map(|((customer, period, currency), amount)| {
                let values: [Value; 4] = [(*customer).into(), period.as_str().into(), currency.as_str().into(), (*amount).into()];
                format!("({})", binds.list(values))
            })
            .collect();
        let sql = format!(
            "insert into customers_revenue (customer_id, period, currency, amount) values {} \
             on conflict (customer_id, period, currency) do update set amount = customers_revenue.amount + excluded.amount",
            rows.join(", ")
        );
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
pub struct Earned {
    pub customer_id: CustomerId,
    pub currency: String,
    pub amount: Amount,
}

#[derive(FromQueryResult)]
struct Currency {
    currency: String,
}

/// What each of these customers was invoiced in a year (`2026`) or month (`2026-11`), by currency.
pub async fn of_customers<C: ConnectionTrait>(conn: &C, customers: &[CustomerId], period: &str) -> Result<Vec<Earned>, DbErr> {
    if customers.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let customers = binds.list(customers.iter().copied());
    let period = binds.add(period);
    let sql = format!(
        "select customer_id, currency, amount from customers_revenue where customer_id in ({customers}) and period = {period} \
         order by customer_id, currency"
    );
    db::all(conn, sql, binds.0).await
}

/// Who was invoiced most in a year or month, by currency.
pub async fn greatest<C: ConnectionTrait>(conn: &C, period: &str, most: u64) -> Result<Vec<Earned>, DbErr> {
    let mut found = vec![];
    let mut after = String::new();
    // Few currencies: each is one step of the index.
    while let Some(row) = db::one::<Currency, _>(conn, NEXT_CURRENCY, [period.into(), after.as_str().into()]).await? {
        let values: [Value; 2] = [period.into(), row.currency.as_str().into()];
        found.extend(db::all::<Earned, _>(conn, greatest_of(most), values).await?);
        after = row.currency;
    }
    Ok(found)
}

const NEXT_CURRENCY: &str = "select currency from customers_revenue where period = $1 and currency > $2 order by period, currency limit 1";

pub fn greatest_of(most: u64) -> String {
    format!(
        "select customer_id, currency, amount from customers_revenue where period = $1 and currency = $2 and amount > 0 \
         order by amount desc, customer_id desc limit {most}"
    )
}
