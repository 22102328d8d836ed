//! GET /supplier-returns and GET /supplier-returns/{id}

use axum::extract::State;
use contracts::inventory::{PURCHASE_READ, SupplierId, SupplierReturnId};
use kernel::http::{Caller, Json, Path, Query, Versioned};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::state::ReturnState;
use super::store::{self, Filter};
use super::view::{self, SupplierReturnRow, SupplierReturnView};
use crate::fields::states;
use crate::purchases::Purchasing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SupplierReturnFilter {
    site: Option<SiteId>,
    supplier: Option<SupplierId>,
    /// One or more, with commas: `draft,shipped`. What is shipped awaits its credit.
    #[param(value_type = Option<Vec<ReturnState>>, style = Form, explode = false)]
    state: Option<String>,
}

/// Returns to suppliers of the caller's sites, newest first. Permission: `purchase.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/supplier-returns", operation_id = "list_supplier_returns", tag = "inventory", security(("bearer" = [])),
    params(SupplierReturnFilter, PageQuery),
    responses((status = 200, body = Page<SupplierReturnRow>))
)]
pub async fn list_supplier_returns(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(asked): Query<SupplierReturnFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SupplierReturnRow>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(asked.site, PURCHASE_READ)?,
        states: states(asked.state.as_deref(), ReturnState::parse)?,
        supplier: asked.supplier,
        after: page.cursor::<SupplierReturnId>()?,
        limit: limit + 1,
    };
    let rows = store::list(purchasing.context.db.reader(), &filter).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| view::row(row, &actor))))
}

/// A return to a supplier whole. Permission: `purchase.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/supplier-returns/{supplier_return_id}", operation_id = "get_supplier_return", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_return_id" = SupplierReturnId, Path)),
    responses((status = 200, body = SupplierReturnView))
)]
pub async fn get_supplier_return(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<SupplierReturnId>,
) -> Result<Versioned<SupplierReturnView>, Problem> {
    let back = store::find(purchasing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PURCHASE_READ, back.site_id)?;
    Ok(Versioned(back.version, view::whole(&back, &actor)))
}
