//! Which matrices count at a site.

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::site;
use contracts::inventory::STOCK_SEE_COST;
use kernel::http::{Caller, Json, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::matrix::{Matrix, order};
use super::store;
use super::view::MatrixView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MatricesQuery {
    site: SiteId,
    /// Those out of use too.
    archived: Option<bool>,
}

/// What counts at a site.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MarkupMatrices {
    /// In the order in which they are asked; 200 at most.
    pub items: Vec<MatrixView>,
}

/// The matrices that price parts at a site, in the order in which they are asked: the first that fits an article prices it.
///
/// Permission: `stock.see_cost` at the site, because tiers and a price tell what a part costs.
#[utoipa::path(get, path = "/markup-matrices", tag = MODULE, operation_id = "list_markup_matrices", security(("bearer" = [])),
    params(MatricesQuery), responses((status = 200, body = MarkupMatrices)))]
pub async fn list_markup_matrices(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<MatricesQuery>,
) -> Result<Json<MarkupMatrices>, Problem> {
    actor.permit(STOCK_SEE_COST, query.site)?;
    let currency = site(workshop.sites.as_ref(), query.site).await?.currency;
    let rows = store::at(workshop.context.db.reader(), query.site, query.archived == Some(true)).await?;
    let mut matrices: Vec<_> = rows.iter().filter(|row| row.currency == currency).map(|row| Matrix::new(row, query.site)).collect();
    order(&mut matrices);
    let row = |matrix: &Matrix| rows.iter().find(|row| row.id == matrix.id);
    Ok(Json(MarkupMatrices { items: matrices.iter().filter_map(row).map(|row| MatrixView::new(row, &actor)).collect() }))
}
