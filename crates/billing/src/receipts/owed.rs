//! The only place with queries of what a customer owes, invoice by invoice.

use chrono::NaiveDate;
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use kernel::{Amount, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

/// How many invoices one receipt pays at most.
pub const AT_MOST: u64 = 500;

/// An invoice with something due.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Owed {
    pub id: InvoiceId,
    pub number: Option<String>,
    /// Of an opening entry.
    pub document: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub due: Amount,
    /// What it asked for without stamp duty: what was told with tax as it was told.
    pub gross: Amount,
}

impl Owed {
    #[cfg(test)]
    pub const fn of(id: InvoiceId, due: Amount) -> Self {
        Self { id, number: None, document: None, issued_on: None, due_on: None, due, gross: due }
    }
}

/// Whose invoices.
#[derive(Clone, Debug)]
pub struct Debtor {
    pub site: SiteId,
    pub customer: CustomerId,
    pub currency: String,
}

/// What they owe, what fell due first before the rest. That more than nothing is not nothing is said for the planner: it takes the index of
/// what is owed by those very words.
pub async fn owed<C: ConnectionTrait>(conn: &C, debtor: &Debtor) -> Result<Vec<Owed>, DbErr> {
    let sql = format!(
        "select id, number, document, issued_on, due_on, due, gross + rounding as gross from billing_invoices where site_id = $1 and customer_id = $2 and currency = $3 \
         and due > 0 and due <> 0 and state <> 'draft' order by due_on, id limit {AT_MOST}"
    );
    db::all(conn, sql, [debtor.site.into(), debtor.customer.into(), debtor.currency.clone().into()]).await
}
