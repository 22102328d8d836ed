//! GET /products/{id}/layers: what lies there by what it cost.

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::inventory::{LayerId, MovementId, ProductId, STOCK_SEE_COST};
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Amount, Context, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use crate::products;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LayerFilter {
    site: Option<SiteId>,
}

/// What came at one cost, and what is left of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CostLayer)]
pub struct LayerView {
    pub id: LayerId,
    pub site_id: SiteId,
    /// What it came with; null for what lay there when the site chose to value first in, first out.
    pub movement_id: Option<MovementId>,
    pub opened_at: DateTime<Utc>,
    pub received: Quantity,
    pub remaining: Quantity,
    pub unit_cost: Amount,
}

/// The layers of a product that something is left of, at the caller's sites that value first in, first out: those that leave first come
/// first. A product that did not move since its site chose that has none yet. Permission: `stock.see_cost`.
#[utoipa::path(
    get, path = "/products/{product_id}/layers", operation_id = "list_layers", tag = "inventory", security(("bearer" = [])),
    params(("product_id" = ProductId, Path), LayerFilter, PageQuery),
    responses((status = 200, body = Page<LayerView>))
)]
pub async fn list_layers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
    Query(filter): Query<LayerFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<LayerView>>, Problem> {
    let sites = actor.visible_sites(filter.site, STOCK_SEE_COST)?;
    let limit = page.limit()?;
    products::store::find(context.db.reader(), id).await?;
    let rows = store::layers(context.db.reader(), id, sites.as_deref(), page.cursor()?, limit + 1).await?;
    let page = Page::cut(rows, limit, |layer| (layer.site_id, layer.place));
    Ok(Json(page.map(|layer| LayerView {
        id: layer.id,
        site_id: layer.site_id,
        movement_id: layer.movement_id,
        opened_at: layer.opened_at,
        received: layer.received,
        remaining: layer.remaining,
        unit_cost: layer.unit_cost,
    })))
}
