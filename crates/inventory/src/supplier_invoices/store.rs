//! The only place with queries on suppliers' invoices.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{ProductId, PurchaseLineId, PurchaseOrderId, SupplierId, SupplierInvoiceId};
use kernel::problem::is_unique_violation;
use kernel::{Amount, Backend, Binds, Problem, Quantity, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::invoice::SupplierInvoice;
use super::rows::{assemble, invoice_row, line_rows};
use super::state::InvoiceState;
use crate::entities::{purchase_lines, supplier_invoice_lines as lines, supplier_invoices as invoices};
use crate::error::Error;
use crate::newest::{Newest, newest};
use crate::products::Unit;
use crate::purchases::store::put;

pub async fn find<C: ConnectionTrait>(conn: &C, id: SupplierInvoiceId) -> Result<Option<SupplierInvoice>, DbErr> {
    match invoices::Entity::find_by_id(id).one(conn).await? {
        Some(row) => whole(conn, row).await.map(Some),
        None => Ok(None),
    }
}

pub async fn lock(tx: &Tx, id: SupplierInvoiceId) -> Result<Option<SupplierInvoice>, DbErr> {
    let query = invoices::Entity::find_by_id(id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    match query.one(&**tx).await? {
        Some(row) => whole(&**tx, row).await.map(Some),
        None => Ok(None),
    }
}

async fn whole<C: ConnectionTrait>(conn: &C, row: invoices::Model) -> Result<SupplierInvoice, DbErr> {
    let of = lines::Entity::find().filter(lines::Column::InvoiceId.eq(row.id)).order_by_asc(lines::Column::Position);
    Ok(assemble(row, of.all(conn).await?))
}

pub async fn insert(tx: &Tx, invoice: &SupplierInvoice) -> Result<(), Problem> {
    match invoices::Entity::insert(invoice_row(invoice).into_active_model()).exec_without_returning(&**tx).await {
        Ok(_) => Ok(put::<lines::Entity>(tx, line_rows(invoice)).await?),
        Err(error) if is_unique_violation(&error) => Err(Error::InvoiceNumberTaken.into()),
        Err(error) => Err(error.into()),
    }
}

pub async fn save(tx: &Tx, before: &SupplierInvoice, invoice: &mut SupplierInvoice) -> Result<(), Problem> {
    invoice.version = before.version + 1;
    let row = invoice_row(invoice).into_active_model().reset_all();
    let update = invoices::Entity::update_many().set(row).filter(invoices::Column::Id.eq(invoice.id));
    if update.filter(invoices::Column::Version.eq(before.version)).exec(&**tx).await?.rows_affected == 0 {
        return Err(Problem::stale());
    }
    Ok(put::<lines::Entity>(tx, line_rows(invoice)).await?)
}

/// The orders that some lines are of; fewer when a line is of none.
pub async fn orders_of(tx: &Tx, of: &BTreeSet<PurchaseLineId>) -> Result<BTreeSet<PurchaseOrderId>, DbErr> {
    let found = purchase_lines::Entity::find().filter(purchase_lines::Column::Id.is_in(of.iter().copied()));
    Ok(found.all(&**tx).await?.into_iter().map(|line| line.order_id).collect())
}

/// An invoice as lists show it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: SupplierInvoiceId,
    pub number: String,
    pub site_id: SiteId,
    pub supplier_id: SupplierId,
    pub supplier_name: String,
    pub state: InvoiceState,
    pub currency: String,
    pub dated_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub total_cost: Amount,
    pub difference_cost: Amount,
    pub created_at: DateTime<Utc>,
}

/// Which, from where on.
pub type Filter = Newest<InvoiceState, SupplierInvoiceId>;

/// Newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let columns = "r.id, r.number, r.site_id, r.supplier_id, r.supplier_name, r.state, r.currency, r.dated_on, r.due_on, r.total_cost, \
                   r.difference_cost, r.created_at";
    newest(conn, ("inventory_supplier_invoices", columns), filter).await
}

/// A line of an order of which more came than is billed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Unbilled {
    pub line_id: PurchaseLineId,
    pub order_id: PurchaseOrderId,
    pub order_number: String,
    pub site_id: SiteId,
    pub supplier_id: SupplierId,
    pub supplier_name: String,
    pub currency: String,
    pub product_id: ProductId,
    pub sku: String,
    pub article_number: Option<String>,
    pub description: String,
    pub unit: Unit,
    pub pack_size: Quantity,
    pub quantity: Quantity,
    pub received: Quantity,
    pub billed: Quantity,
    pub pack_cost: Amount,
}

/// What came and nobody billed, the oldest first: read from an index of such lines alone.
pub async fn unbilled<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    supplier: Option<SupplierId>,
    after: Option<PurchaseLineId>,
    limit: u64,
) -> Result<Vec<Unbilled>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = "select l.id as line_id, o.id as order_id, o.number as order_number, o.site_id, o.supplier_id, o.supplier_name, \
                   o.currency, l.product_id, l.sku, l.article_number, l.description, l.unit, l.pack_size, l.quantity, l.received, \
                   l.billed, l.pack_cost from inventory_purchase_lines l cross join inventory_purchase_orders o \
                   where l.received > l.billed and o.id = l.order_id"
        .to_owned();
    sql += &binds.and_among("o.site_id", sites);
    if let Some(supplier) = supplier {
        sql += &format!(" and o.supplier_id = {}", binds.add(supplier));
    }
    if let Some(id) = after {
        sql += &format!(" and l.id > {}", binds.add(id));
    }
    sql += &format!(" order by l.id limit {limit}");
    db::all(conn, sql, binds.0).await
}
