//! Which prices of parts were agreed.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Filter};
use super::view::{ContractView, shown};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContractsQuery {
    site: Option<SiteId>,
    customer: Option<CustomerId>,
}

/// Contract prices of the caller's sites, the newest first. Permission: `work_order.read`.
#[utoipa::path(get, path = "/contract-prices", tag = MODULE, operation_id = "list_contract_prices", security(("bearer" = [])),
    params(ContractsQuery, PageQuery), responses((status = 200, body = Page<ContractView>)))]
pub async fn list_contract_prices(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ContractsQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ContractView>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(query.site, WORK_ORDER_READ)?,
        customer: query.customer,
        after: page.cursor()?,
        limit: limit + 1,
    };
    let page = Page::cut(store::list(workshop.context.db.reader(), filter).await?, limit, |row| row.id);
    Ok(Json(Page { items: shown(&workshop, page.items, &actor).await?, next: page.next }))
}
