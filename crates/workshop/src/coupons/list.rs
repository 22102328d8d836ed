//! Which coupons a site has.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use super::view::CouponView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CouponsQuery {
    site: SiteId,
    /// Those out of use too.
    archived: Option<bool>,
}

/// A site's coupons.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Coupons {
    /// The newest first; 200 at most.
    pub items: Vec<CouponView>,
}

/// The coupons of a site, with how often each was used. Permission: `work_order.read` at the site.
#[utoipa::path(get, path = "/coupons", tag = MODULE, operation_id = "list_coupons", security(("bearer" = [])),
    params(CouponsQuery), responses((status = 200, body = Coupons)))]
pub async fn list_coupons(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<CouponsQuery>,
) -> Result<Json<Coupons>, Problem> {
    actor.permit(WORK_ORDER_READ, query.site)?;
    let reader = workshop.context.db.reader();
    let used = store::used(reader, query.site).await?;
    let rows = store::list(reader, query.site, query.archived == Some(true)).await?;
    let shown = |row| CouponView::new(row, used.get(&row.id).copied().unwrap_or_default(), &actor);
    Ok(Json(Coupons { items: rows.iter().map(shown).collect() }))
}
