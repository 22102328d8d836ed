//! What is asked for, and what was.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::request::State;
use super::store::{self, Filter};
use super::view::RequestView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
    work_order: Option<WorkOrderId>,
    #[param(inline)]
    state: Option<State>,
}

/// Discounts that were asked for at the caller's sites, the newest first. Permission: `work_order.read`.
#[utoipa::path(get, path = "/discount-requests", tag = MODULE, operation_id = "list_discount_requests", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<RequestView>)))]
pub async fn list_discount_requests(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<RequestView>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(query.site, WORK_ORDER_READ)?,
        order: query.work_order,
        state: query.state,
        after: page.cursor()?,
        limit: limit + 1,
    };
    let page = Page::cut(store::list(workshop.context.db.reader(), &filter).await?, limit, |request| request.id);
    let items = page.items.into_iter().map(|request| RequestView::of(request, &actor)).collect();
    Ok(Json(Page { items, next: page.next }))
}
