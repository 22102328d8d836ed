//! The only place that queries opening entries.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use kernel::{Amount, Problem, SiteId, Tx, search};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entities::{invoices, openings};
use crate::invoices::invoice::Invoice;
use crate::invoices::store::{AT_ONCE, TERMS, from_row, terms, to_row};

/// By site, customer and document, as documents are compared.
pub type Known = HashMap<(CustomerId, String), Invoice>;

/// The opening entries of a site that these customers have; locked where `lock` says so.
pub async fn of_customers<C: ConnectionTrait>(conn: &C, site: SiteId, customers: &[CustomerId], lock: bool) -> Result<Known, DbErr> {
    let mut known = Known::new();
    for chunk in customers.chunks(AT_ONCE) {
        let mut find = invoices::Entity::find()
            .filter(invoices::Column::CustomerId.is_in(chunk.iter().copied()))
            .filter(invoices::Column::SiteId.eq(site))
            .filter(invoices::Column::Document.is_not_null())
            .order_by_asc(invoices::Column::Id);
        if lock {
            find = find.lock_exclusive();
        }
        for row in find.all(conn).await? {
            let document = search::normalise(row.document.as_deref().unwrap_or_default());
            known.insert((row.customer_id, document), from_row(row, vec![])?);
        }
    }
    Ok(known)
}

/// Writes a new one with its first entry.
pub async fn insert(tx: &Tx, opening: &Invoice, entry: Entry<'_>) -> Result<(), DbErr> {
    invoices::Entity::insert(to_row(opening)?.into_active_model()).exec_without_returning(&**tx).await?;
    search::index(tx, TERMS, opening.id.0, terms(opening)).await?;
    add(tx, opening.id, entry).await
}

/// Writes one that was corrected, with the entry that did it.
pub async fn save(tx: &Tx, opening: &mut Invoice, entry: Entry<'_>) -> Result<(), Problem> {
    let read = opening.version;
    opening.version += 1;
    let row = to_row(opening)?;
    let update = invoices::Entity::update_many()
        .col_expr(invoices::Column::State, Expr::value(row.state))
        .col_expr(invoices::Column::Net, Expr::value(row.net))
        .col_expr(invoices::Column::Gross, Expr::value(row.gross))
        .col_expr(invoices::Column::Total, Expr::value(row.total))
        .col_expr(invoices::Column::Due, Expr::value(row.due))
        .col_expr(invoices::Column::DocumentTotal, Expr::value(row.document_total))
        .col_expr(invoices::Column::IssuedOn, Expr::value(row.issued_on))
        .col_expr(invoices::Column::DueOn, Expr::value(row.due_on))
        .col_expr(invoices::Column::Version, Expr::value(row.version));
    let this = update.filter(invoices::Column::Id.eq(opening.id)).filter(invoices::Column::Version.eq(read));
    if this.exec(&**tx).await?.rows_affected != 1 {
        return Err(Problem::stale());
    }
    Ok(add(tx, opening.id, entry).await?)
}

/// What an entry adds to what is open; never changed.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub amount: Amount,
    pub by_name: &'a str,
    pub at: DateTime<Utc>,
}

async fn add(tx: &Tx, invoice_id: InvoiceId, entry: Entry<'_>) -> Result<(), DbErr> {
    // Another date alone adds nothing.
    if entry.amount == Amount::ZERO {
        return Ok(());
    }
    let row = openings::Model { id: Uuid::now_v7(), invoice_id, amount: entry.amount, by_name: entry.by_name.to_owned(), at: entry.at };
    openings::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}
