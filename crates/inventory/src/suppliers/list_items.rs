//! GET /supplier-items

use axum::extract::State;
use contracts::inventory::{PURCHASE_READ, ProductId, SupplierId};
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::SupplierItem;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ItemFilter {
    supplier: Option<SupplierId>,
    product: Option<ProductId>,
}

/// What suppliers sell: of one supplier, of one product, or all. Permission: `purchase.read`; prices need `stock.see_cost`.
#[utoipa::path(
    get, path = "/supplier-items", operation_id = "list_supplier_items", tag = "inventory", security(("bearer" = [])),
    params(ItemFilter, PageQuery),
    responses((status = 200, body = Page<SupplierItem>))
)]
pub async fn list_supplier_items(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(filter): Query<ItemFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SupplierItem>>, Problem> {
    actor.permit_anywhere(PURCHASE_READ)?;
    let (limit, after) = (page.limit()?, page.cursor::<(String, SupplierId)>()?);
    let rows = store::items(context.db.reader(), (filter.supplier, filter.product), after.as_ref(), limit + 1).await?;
    let page = Page::cut(rows, limit, |row| (row.sku_key.clone(), row.item.supplier_id));
    Ok(Json(page.map(|row| SupplierItem::new(row, &actor))))
}
