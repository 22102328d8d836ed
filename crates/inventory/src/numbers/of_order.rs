//! GET /stock/fitted

use axum::extract::State;
use contracts::inventory::PRODUCT_READ;
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, Json, Query};
use kernel::{Actor, Context, Db, Problem, SiteId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use super::view::FittedView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FittedFilter {
    work_order: WorkOrderId,
}

/// The lines of an order that took what has numbers.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FittedLines {
    pub lines: Vec<FittedView>,
}

/// Which pieces went on an order's lines, and how many of them nobody said the number of. Permission: `product.read`.
#[utoipa::path(
    get, path = "/stock/fitted", operation_id = "list_fitted_numbers", tag = "inventory", security(("bearer" = [])),
    params(FittedFilter), responses((status = 200, body = FittedLines))
)]
pub async fn list_fitted_numbers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(filter): Query<FittedFilter>,
) -> Result<Json<FittedLines>, Problem> {
    show(&context.db, &actor, filter.work_order).await.map(Json)
}

async fn show(db: &Db, actor: &Actor, order: WorkOrderId) -> Result<FittedLines, Problem> {
    let sites = actor.visible_sites(None, PRODUCT_READ)?;
    Ok(FittedLines { lines: fitted(db.reader(), order, sites.as_deref()).await? })
}

/// The order's lines at sites that are seen.
pub async fn fitted<C: ConnectionTrait>(conn: &C, order: WorkOrderId, sites: Option<&[SiteId]>) -> Result<Vec<FittedView>, DbErr> {
    let taken = store::taken_by(conn, order, sites).await?;
    if taken.is_empty() {
        return Ok(vec![]);
    }
    let numbers = store::of_order(conn, order).await?;
    Ok(taken.into_iter().map(|taken| FittedView::new(taken, order, &numbers)).collect())
}
