//! `GET /credit-notes`

use axum::Json;
use axum::extract::State;
use contracts::billing::{INVOICE_READ, InvoiceId};
use contracts::customers::CustomerId;
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::CreditNoteRow;
use crate::Billing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    #[param(value_type = Option<String>, format = Uuid)]
    customer: Option<CustomerId>,
    #[param(value_type = Option<String>, format = Uuid)]
    invoice: Option<InvoiceId>,
}

/// Credit notes, newest first. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/credit-notes", operation_id = "list_credit_notes", tag = "billing", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<CreditNoteRow>))
)]
pub async fn list_credit_notes(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<CreditNoteRow>>, Problem> {
    let (sites, limit) = (actor.visible_sites(asked.site, INVOICE_READ)?, paging.limit()?);
    let filter = store::Filter { sites, customer: asked.customer, invoice: asked.invoice, before: paging.cursor()?, limit: limit + 1 };
    let page = Page::cut(store::newest(billing.context.db.reader(), &filter).await?, limit, |row| row.id);
    Ok(Json(page.map(CreditNoteRow::from)))
}
