//! GET /supplier-invoices, GET /supplier-invoices/{id} and GET /purchase-lines/unbilled

use axum::extract::State;
use contracts::inventory::{PURCHASE_READ, PurchaseLineId, SupplierId, SupplierInvoiceId};
use kernel::http::{Caller, Json, Path, Query, Versioned};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::state::InvoiceState;
use super::store::{self, Filter};
use super::view::{self, SupplierInvoiceRow, SupplierInvoiceView, UnbilledLine};
use crate::fields::states;
use crate::purchases::Purchasing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SupplierInvoiceFilter {
    site: Option<SiteId>,
    supplier: Option<SupplierId>,
    /// One or more, with commas: `differs,billed`.
    #[param(value_type = Option<Vec<InvoiceState>>, style = Form, explode = false)]
    state: Option<String>,
}

/// Suppliers' invoices of the caller's sites, newest first. Permission: `purchase.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/supplier-invoices", operation_id = "list_supplier_invoices", tag = "inventory", security(("bearer" = [])),
    params(SupplierInvoiceFilter, PageQuery),
    responses((status = 200, body = Page<SupplierInvoiceRow>))
)]
pub async fn list_supplier_invoices(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(asked): Query<SupplierInvoiceFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SupplierInvoiceRow>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(asked.site, PURCHASE_READ)?,
        states: states(asked.state.as_deref(), InvoiceState::parse)?,
        supplier: asked.supplier,
        after: page.cursor::<SupplierInvoiceId>()?,
        limit: limit + 1,
    };
    let rows = store::list(purchasing.context.db.reader(), &filter).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| view::row(row, &actor))))
}

/// A supplier's invoice whole. Permission: `purchase.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/supplier-invoices/{supplier_invoice_id}", operation_id = "get_supplier_invoice", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_invoice_id" = SupplierInvoiceId, Path)),
    responses((status = 200, body = SupplierInvoiceView))
)]
pub async fn get_supplier_invoice(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<SupplierInvoiceId>,
) -> Result<Versioned<SupplierInvoiceView>, Problem> {
    let invoice = store::find(purchasing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PURCHASE_READ, invoice.site_id)?;
    Ok(Versioned(invoice.version, view::whole(&invoice, &actor)))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UnbilledFilter {
    site: Option<SiteId>,
    supplier: Option<SupplierId>,
}

/// What came and no supplier billed yet, the oldest first. Permission: `purchase.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/purchase-lines/unbilled", operation_id = "list_unbilled", tag = "inventory", security(("bearer" = [])),
    params(UnbilledFilter, PageQuery),
    responses((status = 200, body = Page<UnbilledLine>))
)]
pub async fn list_unbilled(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(asked): Query<UnbilledFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<UnbilledLine>>, Problem> {
    let sites = actor.visible_sites(asked.site, PURCHASE_READ)?;
    let (limit, after) = (page.limit()?, page.cursor::<PurchaseLineId>()?);
    let rows = store::unbilled(purchasing.context.db.reader(), sites.as_deref(), asked.supplier, after, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.line_id).map(|row| view::unbilled(row, &actor))))
}
