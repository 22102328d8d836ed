//! The only place with queries of credit notes. Their rows are written once.

use contracts::billing::{CreditNoteId, InvoiceId};
use contracts::customers::CustomerId;
use kernel::listing::{Conditions, Listing};
use kernel::{Problem, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Value};

use super::note::{Before, CreditLine};
use crate::chain;
use crate::entities::{credit_lines, credit_notes};
use crate::invoices::store::AT_ONCE;

pub type CreditNote = credit_notes::Model;

/// Writes the note with its lines, and links it to the one before it.
pub async fn insert(tx: &Tx, note: &CreditNote, lines: &[CreditLine]) -> Result<(), Problem> {
    credit_notes::Entity::insert(note.clone().into_active_model()).exec_without_returning(&**tx).await?;
    for chunk in lines.chunks(AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        credit_lines::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    chain::add(tx, chain::Document::CreditNote(note, lines)).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: CreditNoteId) -> Result<Option<CreditNote>, DbErr> {
    credit_notes::Entity::find_by_id(id).one(conn).await
}

/// In the order of the invoice.
pub async fn lines<C: ConnectionTrait>(conn: &C, id: CreditNoteId) -> Result<Vec<CreditLine>, DbErr> {
    let of_note = credit_lines::Entity::find().filter(credit_lines::Column::CreditNoteId.eq(id));
    of_note.order_by_asc(credit_lines::Column::Position).all(conn).await
}

/// The credit notes of an invoice, the oldest first.
pub async fn of_invoice<C: ConnectionTrait>(conn: &C, id: InvoiceId) -> Result<Vec<CreditNote>, DbErr> {
    let of_invoice = credit_notes::Entity::find().filter(credit_notes::Column::InvoiceId.eq(id));
    of_invoice.order_by_asc(credit_notes::Column::Id).all(conn).await
}

/// What was taken back of an invoice so far.
pub async fn before<C: ConnectionTrait>(conn: &C, id: InvoiceId) -> Result<Before, DbErr> {
    let notes = of_invoice(conn, id).await?;
    let lines = credit_lines::Entity::find().filter(credit_lines::Column::InvoiceId.eq(id)).all(conn).await?;
    let mut before = Before { lines, ..Before::default() };
    for note in notes {
        before.stamp_duty += note.stamp_duty;
        before.rounding += note.rounding;
        before.asked += note.gross + note.rounding;
    }
    Ok(before)
}

/// Which credit notes, from where on.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub customer: Option<CustomerId>,
    pub invoice: Option<InvoiceId>,
    pub before: Option<CreditNoteId>,
    pub limit: u64,
}

/// Newest first.
pub async fn newest<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<CreditNote>, DbErr> {
    let mut conditions = Conditions::default();
    conditions.equal("r.customer_id", filter.customer);
    conditions.equal("r.invoice_id", filter.invoice);
    let is_narrow = !conditions.sql.is_empty();
    if let Some(before) = filter.before {
        conditions.add("r.id < ?", [before.into()]);
    }
    let listing = Listing {
        table: "billing_credit_notes",
        terms: crate::invoices::store::TERMS,
        columns: "r.*",
        keys: "r.id",
        order: "r.id desc",
        limit: filter.limit,
        conditions,
        is_narrow,
        words: None,
        sites: filter.sites.as_deref(),
        states: vec![],
    };
    listing.rows(conn).await
}

/// A credit note is whose its invoice is, when customers become one or two again.
pub async fn follow_invoices(tx: &Tx, customers: [CustomerId; 2]) -> Result<(), DbErr> {
    let sql = "update billing_credit_notes set customer_id = (select i.customer_id from billing_invoices i where i.id = invoice_id) \
               where customer_id in ($1, $2)";
    db::execute(&**tx, sql, customers.map(Value::from)).await.map(drop)
}
