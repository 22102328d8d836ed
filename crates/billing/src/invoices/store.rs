//! The only place with queries of invoices. Rows of an issued invoice are written once, by [`save_issue`]; after that only
//! [`save_sums`] touches them, for a payment, a refund or a credit note, and only the sums paid, credited and due and the state.

use std::collections::HashMap;

use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::workshop::{CompletedLine, WorkOrderId};
use kernel::{Problem, Tx, db, search};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::invoice::{Invoice, State};
use crate::chain;
use crate::entities::{invoice_orders, invoices, lines, payments};

mod mapping;
mod rows;

pub use mapping::{from_row, line_from, line_rows, terms, to_row, written};
pub use rows::{Filter, Owed, Row, count, due_of, newest, search};

pub const TERMS: &str = "billing_terms";

/// How many rows one statement inserts.
pub const AT_ONCE: usize = 500;

/// The invoice with its lines, if it exists.
pub async fn find<C: ConnectionTrait>(conn: &C, id: InvoiceId) -> Result<Option<Invoice>, DbErr> {
    let row = invoices::Entity::find_by_id(id).one(conn).await?;
    with_lines(conn, row).await
}

/// Those of them that exist, in no order.
pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[InvoiceId]) -> Result<Vec<Invoice>, DbErr> {
    let rows = invoices::Entity::find().filter(invoices::Column::Id.is_in(ids.iter().copied())).all(conn).await?;
    let of_invoices = lines::Entity::find().filter(lines::Column::InvoiceId.is_in(ids.iter().copied()));
    let mut belonging = HashMap::<_, Vec<_>>::new();
    for line in of_invoices.order_by_asc(lines::Column::Position).all(conn).await? {
        belonging.entry(line.invoice_id).or_default().push(line_from(line));
    }
    let mut whole = |row: invoices::Model| {
        let lines = belonging.remove(&row.id).unwrap_or_default();
        from_row(row, lines)
    };
    rows.into_iter().map(&mut whole).collect()
}

/// The same, kept from others until the transaction ends; SQLite's writer is alone already.
pub async fn lock(tx: &Tx, id: InvoiceId) -> Result<Option<Invoice>, DbErr> {
    let row = invoices::Entity::find_by_id(id).lock_exclusive().one(&**tx).await?;
    with_lines(&**tx, row).await
}

/// The drafts of a work order, one for each who pays, locked.
pub async fn lock_drafts_of(tx: &Tx, order: WorkOrderId) -> Result<Vec<Invoice>, DbErr> {
    lock_drafts(tx, invoices::Column::WorkOrderId.eq(order)).await
}

/// A customer's drafts, locked.
pub async fn lock_drafts_for(tx: &Tx, customer: CustomerId) -> Result<Vec<Invoice>, DbErr> {
    lock_drafts(tx, invoices::Column::CustomerId.eq(customer)).await
}

async fn lock_drafts(tx: &Tx, whose: SimpleExpr) -> Result<Vec<Invoice>, DbErr> {
    let theirs = invoices::Entity::find().filter(whose).filter(invoices::Column::State.eq(State::Draft));
    let mut drafts = vec![];
    for row in theirs.order_by_asc(invoices::Column::Id).lock_exclusive().all(&**tx).await? {
        drafts.extend(with_lines(&**tx, Some(row)).await?);
    }
    Ok(drafts)
}

async fn with_lines<C: ConnectionTrait>(conn: &C, row: Option<invoices::Model>) -> Result<Option<Invoice>, DbErr> {
    let Some(row) = row else { return Ok(None) };
    let of_invoice = lines::Entity::find().filter(lines::Column::InvoiceId.eq(row.id)).order_by_asc(lines::Column::Position);
    let lines = of_invoice.all(conn).await?.into_iter().map(line_from).collect();
    from_row(row, lines).map(Some)
}

/// Lines of a work order that are on issued invoices; of an invoice of several orders, all of its lines.
pub async fn issued_lines(tx: &Tx, order: WorkOrderId) -> Result<Vec<CompletedLine>, DbErr> {
    let shared = invoice_orders::Entity::find().select_only().column(invoice_orders::Column::InvoiceId);
    let shared = shared.filter(invoice_orders::Column::WorkOrderId.eq(order)).into_query();
    let invoice_ids = invoices::Entity::find()
        .select_only()
        .column(invoices::Column::Id)
        .filter(Condition::any().add(invoices::Column::WorkOrderId.eq(order)).add(invoices::Column::Id.in_subquery(shared)))
        .filter(invoices::Column::State.ne(State::Draft));
    let held = lines::Entity::find().filter(lines::Column::InvoiceId.in_subquery(invoice_ids.into_query()));
    Ok(held.all(&**tx).await?.into_iter().map(line_from).collect())
}

/// Payments and refunds in the order they were made.
pub async fn payments<C: ConnectionTrait>(conn: &C, id: InvoiceId) -> Result<Vec<payments::Model>, DbErr> {
    payments::Entity::find().filter(payments::Column::InvoiceId.eq(id)).order_by_asc(payments::Column::Id).all(conn).await
}

pub async fn insert_draft(tx: &Tx, invoice: &Invoice) -> Result<(), DbErr> {
    invoices::Entity::insert(to_row(invoice)?.into_active_model()).exec_without_returning(&**tx).await?;
    insert_lines(tx, invoice).await?;
    search::index(tx, TERMS, invoice.id.0, terms(invoice)).await
}

/// Saves a draft that follows its order, with its lines.
pub async fn save_draft(tx: &Tx, invoice: &mut Invoice) -> Result<(), Problem> {
    let read = invoice.version;
    invoice.version += 1;
    let row = to_row(invoice)?.into_active_model().reset_all();
    let update = invoices::Entity::update_many().set(invoices::ActiveModel { id: ActiveValue::NotSet, ..row });
    let still = update.filter(invoices::Column::Id.eq(invoice.id)).filter(invoices::Column::State.eq(State::Draft));
    one_row(still.filter(invoices::Column::Version.eq(read)).exec(&**tx).await?.rows_affected)?;
    lines::Entity::delete_many().filter(lines::Column::InvoiceId.eq(invoice.id)).exec(&**tx).await?;
    insert_lines(tx, invoice).await?;
    search::index(tx, TERMS, invoice.id.0, terms(invoice)).await.map_err(Problem::from)
}

pub async fn discard_draft(tx: &Tx, invoice: &Invoice) -> Result<(), DbErr> {
    lines::Entity::delete_many().filter(lines::Column::InvoiceId.eq(invoice.id)).exec(&**tx).await?;
    let draft =
        invoices::Entity::delete_many().filter(invoices::Column::Id.eq(invoice.id)).filter(invoices::Column::State.eq(State::Draft));
    draft.exec(&**tx).await?;
    search::index(tx, TERMS, invoice.id.0, vec![]).await
}

/// Freezes what was a draft, and links it to the document before it.
pub async fn save_issue(tx: &Tx, invoice: &mut Invoice) -> Result<(), Problem> {
    let read = invoice.version;
    invoice.version += 1;
    let row = to_row(invoice)?.into_active_model().reset_all();
    let update = invoices::Entity::update_many().set(invoices::ActiveModel { id: ActiveValue::NotSet, ..row });
    let draft = update.filter(invoices::Column::Id.eq(invoice.id)).filter(invoices::Column::State.eq(State::Draft));
    one_row(draft.filter(invoices::Column::Version.eq(read)).exec(&**tx).await?.rows_affected)?;
    chain::add(tx, chain::Document::Invoice(&to_row(invoice)?, &line_rows(invoice))).await?;
    search::index(tx, TERMS, invoice.id.0, terms(invoice)).await.map_err(Problem::from)
}

/// What was paid ahead of an invoice that is issued in the same transaction.
pub async fn insert_payments(tx: &Tx, ahead: &[payments::Model]) -> Result<(), DbErr> {
    for payment in ahead {
        payment.clone().into_active_model().insert(&**tx).await?;
    }
    Ok(())
}

/// Adds a payment or a refund.
pub async fn save_payment(tx: &Tx, invoice: &mut Invoice, payment: payments::Model) -> Result<(), Problem> {
    payment.into_active_model().insert(&**tx).await?;
    save_sums(tx, invoice).await
}

/// What is paid, credited and due: the one write that an issued invoice knows.
pub async fn save_sums(tx: &Tx, invoice: &mut Invoice) -> Result<(), Problem> {
    let read = invoice.version;
    invoice.version += 1;
    let update = invoices::Entity::update_many()
        .col_expr(invoices::Column::State, Expr::value(invoice.state()))
        .col_expr(invoices::Column::Paid, Expr::value(invoice.paid()))
        .col_expr(invoices::Column::Credited, Expr::value(invoice.credited()))
        .col_expr(invoices::Column::Due, Expr::value(invoice.due()))
        .col_expr(invoices::Column::Version, Expr::value(invoice.version));
    let issued = update.filter(invoices::Column::Id.eq(invoice.id)).filter(invoices::Column::State.ne(State::Draft));
    one_row(issued.filter(invoices::Column::Version.eq(read)).exec(&**tx).await?.rows_affected)
}

/// The row was locked, so another count means that it is no longer what was read.
fn one_row(affected: u64) -> Result<(), Problem> {
    if affected == 1 { Ok(()) } else { Err(Problem::stale()) }
}

async fn insert_lines(tx: &Tx, invoice: &Invoice) -> Result<(), DbErr> {
    let rows: Vec<_> = line_rows(invoice).into_iter().map(IntoActiveModel::into_active_model).collect();
    for chunk in rows.chunks(AT_ONCE) {
        lines::Entity::insert_many(chunk.to_vec()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// What is needed of an invoice before its transaction begins: whose it is.
#[derive(Clone, Copy, sea_orm::FromQueryResult)]
pub struct Owner {
    pub site_id: kernel::SiteId,
    pub customer_id: CustomerId,
}

pub async fn owner<C: ConnectionTrait>(conn: &C, id: InvoiceId) -> Result<Option<Owner>, DbErr> {
    db::one(conn, "select site_id, customer_id from billing_invoices where id = $1", [id.0.into()]).await
}
