//! GET /purchase-orders

use axum::extract::State;
use contracts::inventory::{PURCHASE_READ, PurchaseOrderId, SupplierId};
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Purchasing;
use super::state::PurchaseState;
use super::store::{self, Filter};
use super::view::{self, PurchaseOrderRow};
use crate::fields::states;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PurchaseOrderFilter {
    site: Option<SiteId>,
    supplier: Option<SupplierId>,
    /// One or more, with commas: `sent,partly_received`.
    #[param(value_type = Option<Vec<PurchaseState>>, style = Form, explode = false)]
    state: Option<String>,
}

/// Purchase orders of the caller's sites, newest first. Permission: `purchase.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/purchase-orders", operation_id = "list_purchase_orders", tag = "inventory", security(("bearer" = [])),
    params(PurchaseOrderFilter, PageQuery),
    responses((status = 200, body = Page<PurchaseOrderRow>))
)]
pub async fn list_purchase_orders(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(asked): Query<PurchaseOrderFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<PurchaseOrderRow>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(asked.site, PURCHASE_READ)?,
        states: states(asked.state.as_deref(), PurchaseState::parse)?,
        supplier: asked.supplier,
        after: page.cursor::<PurchaseOrderId>()?,
        limit: limit + 1,
    };
    let rows = store::list(purchasing.context.db.reader(), &filter).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| view::row(row, &actor))))
}
