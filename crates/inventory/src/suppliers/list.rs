//! GET /suppliers

use axum::extract::State;
use contracts::inventory::PURCHASE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem, search};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Cursor};
use super::view::SupplierView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SupplierFilter {
    /// Parts of the name.
    q: Option<String>,
}

/// Suppliers by name, without archived ones. Permission: `purchase.read`.
#[utoipa::path(
    get, path = "/suppliers", operation_id = "list_suppliers", tag = "inventory", security(("bearer" = [])),
    params(SupplierFilter, PageQuery),
    responses((status = 200, body = Page<SupplierView>))
)]
pub async fn list_suppliers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(filter): Query<SupplierFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SupplierView>>, Problem> {
    actor.permit_anywhere(PURCHASE_READ)?;
    let (limit, after) = (page.limit()?, page.cursor::<Cursor>()?);
    let words = search::normalise(filter.q.as_deref().unwrap_or_default());
    let rows = store::list(context.db.reader(), &words, after.as_ref(), limit + 1).await?;
    let page = Page::cut(rows, limit, |supplier| (supplier.sort_name.clone(), supplier.id));
    Ok(Json(page.map(|supplier| SupplierView::new(supplier, &actor))))
}
