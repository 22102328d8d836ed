//! Quotes with their age and value.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId, search};
use serde::Deserialize;
use utoipa::IntoParams;

use super::quote::QuoteState;
use super::store::{self, Filter};
use super::view::QuoteRow;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
    /// All when left out.
    #[param(inline)]
    state: Option<QuoteState>,
    customer: Option<CustomerId>,
    /// Number or the caller's name.
    q: Option<String>,
}

/// Quotes of the caller's sites, the newest first. Permission: `work_order.read`.
#[utoipa::path(get, path = "/quotes", tag = MODULE, operation_id = "list_quotes", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<QuoteRow>)))]
pub async fn list_quotes(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<QuoteRow>>, Problem> {
    let limit = page.limit()?;
    let typed = query.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let words = typed.and_then(search::Query::parse);
    let now = workshop.now();
    let filter = Filter {
        sites: actor.visible_sites(query.site, WORK_ORDER_READ)?,
        state: query.state,
        customer: query.customer,
        now,
        after: page.cursor()?,
        limit: limit + 1,
        words,
    };
    if typed.is_some() && filter.words.is_none() {
        return Ok(Json(Page { items: vec![], next: None }));
    }
    let page = Page::cut(store::list(workshop.context.db.reader(), &filter).await?, limit, |row| (row.quote_asked_at, row.id));
    Ok(Json(page.map(|row| QuoteRow::of(row, now))))
}
