//! Which fees a site asks for.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use super::view::FeeView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FeesQuery {
    site: SiteId,
    /// Those out of use too.
    archived: Option<bool>,
}

/// A site's fees.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Fees {
    /// In the order in which they stand on a job; 20 at most.
    pub items: Vec<FeeView>,
}

/// The fees of a site. Permission: `work_order.read` at the site.
#[utoipa::path(get, path = "/fees", tag = MODULE, operation_id = "list_fees", security(("bearer" = [])),
    params(FeesQuery), responses((status = 200, body = Fees)))]
pub async fn list_fees(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<FeesQuery>,
) -> Result<Json<Fees>, Problem> {
    actor.permit(WORK_ORDER_READ, query.site)?;
    let rows = store::list(workshop.context.db.reader(), query.site, query.archived == Some(true)).await?;
    Ok(Json(Fees { items: rows.iter().map(|row| FeeView::new(row, &actor)).collect() }))
}
