//! `GET /e-invoices`, and how many stand where.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Wired;
use contracts::billing::{INVOICE_READ, InvoiceId};
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId, listing};
use serde::Deserialize;
use utoipa::IntoParams;

use super::document::State;
use super::store;
use super::view::{EInvoiceCounts, EInvoiceView};
use crate::einvoices::EInvoices;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    #[param(value_type = Option<String>, format = Uuid)]
    invoice: Option<InvoiceId>,
    /// Any of `pending`, `signed`, `sent`, `accepted`, `rejected`, with commas between.
    #[param(value_type = Option<Vec<State>>, style = Form, explode = false)]
    state: Option<String>,
    /// `true`: those that were not accepted in time.
    overdue: Option<bool>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CountQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// Electronic documents, newest first. Permission: `invoice.read`.
#[utoipa::path(get, path = "/e-invoices", tag = "billing", operation_id = "list_e_invoices", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<EInvoiceView>)))]
pub async fn list_e_invoices(
    Wired(it): Wired<Arc<EInvoices>>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<EInvoiceView>>, Problem> {
    let (sites, limit) = (actor.visible_sites(asked.site, INVOICE_READ)?, paging.limit()?);
    let now = it.billing.context.clock.now();
    let (states, overdue) = (states(asked.state.as_deref())?, asked.overdue.filter(|late| *late).map(|_| now));
    let filter = store::Filter { sites, states, invoice: asked.invoice, overdue, before: paging.cursor()?, limit: limit + 1 };
    let rows = store::newest(it.billing.context.db.reader(), &filter).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| EInvoiceView::of(&actor, row, now))))
}

/// How many electronic documents stand where. Permission: `invoice.read`.
#[utoipa::path(get, path = "/e-invoice-counts", tag = "billing", operation_id = "count_e_invoices", security(("bearer" = [])),
    params(CountQuery), responses((status = 200, body = EInvoiceCounts)))]
pub async fn count_e_invoices(
    Wired(it): Wired<Arc<EInvoices>>,
    Caller(actor): Caller,
    Query(asked): Query<CountQuery>,
) -> Result<Json<EInvoiceCounts>, Problem> {
    let sites = actor.visible_sites(asked.site, INVOICE_READ)?;
    let found = store::counts(it.billing.context.db.reader(), sites.as_deref(), it.billing.context.clock.now()).await?;
    let mut counts = EInvoiceCounts::default();
    for store::Tally { state, documents, overdue } in found {
        counts.overdue += overdue;
        match state {
            State::Pending => counts.pending = documents,
            State::Signed => counts.signed = documents,
            State::Sent => counts.sent = documents,
            State::Rejected => counts.rejected = documents,
            State::Accepted => {}
        }
    }
    Ok(Json(counts))
}

fn states(text: Option<&str>) -> Result<Vec<State>, Problem> {
    listing::states(text, State::parse, |_| "state is pending, signed, sent, accepted or rejected".to_owned())
}
