//! GET /dunning-letters

use axum::Json;
use axum::extract::State;
use contracts::billing::{INVOICE_READ, InvoiceId};
use contracts::customers::CustomerId;
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::letter::LetterState;
use super::store;
use super::view::{LetterView, shown};
use crate::Billing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    #[param(inline)]
    state: Option<LetterState>,
    #[param(value_type = Option<String>, format = Uuid)]
    customer: Option<CustomerId>,
    #[param(value_type = Option<String>, format = Uuid)]
    invoice: Option<InvoiceId>,
}

/// Letters to who is late, newest first. A proposal of which everything is paid by now is left out. Permission: `invoice.read`.
#[utoipa::path(get, path = "/dunning-letters", tag = "billing", operation_id = "list_dunning_letters", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<LetterView>)))]
pub async fn list_dunning_letters(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<LetterView>>, Problem> {
    let (sites, limit) = (actor.visible_sites(asked.site, INVOICE_READ)?, paging.limit()?);
    let ListQuery { state, customer, invoice, .. } = asked;
    let filter = store::Filter { sites, state, customer, invoice, before: paging.cursor()?, limit: limit + 1 };
    let conn = billing.context.db.reader();
    let Page { items, next } = Page::cut(store::newest(conn, &filter).await?, limit, |row| row.id);
    Ok(Json(Page { items: shown(conn, &items, &actor).await?, next }))
}
