//! GET /reservations: who has what is reserved, and who waits.

use axum::extract::State;
use contracts::inventory::{PRODUCT_READ, ProductId};
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem, SiteId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::store::{self, Filter, Which};
use super::view::ReservationView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReservationFilter {
    site: Option<SiteId>,
    product: Option<ProductId>,
    work_order: Option<WorkOrderId>,
    #[param(inline)]
    state: Option<ReservationState>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReservationState {
    /// Less is reserved than is wanted.
    Short,
    /// Something was issued, and the work is not completed.
    Issued,
}

impl From<Option<ReservationState>> for Which {
    fn from(state: Option<ReservationState>) -> Self {
        match state {
            None => Self::Wanted,
            Some(ReservationState::Short) => Self::Short,
            Some(ReservationState::Issued) => Self::Issued,
        }
    }
}

/// What the lines of open work orders want and have of the shelf, the earliest promise first; with `state=issued` those for which something
/// was taken. Permission: `product.read`.
#[utoipa::path(
    get, path = "/reservations", operation_id = "list_reservations", tag = "inventory", security(("bearer" = [])),
    params(ReservationFilter, PageQuery),
    responses((status = 200, body = Page<ReservationView>))
)]
pub async fn list_reservations(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(asked): Query<ReservationFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ReservationView>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(asked.site, PRODUCT_READ)?,
        product: asked.product,
        order: asked.work_order,
        which: asked.state.into(),
        after: page.cursor()?,
        limit: limit + 1,
    };
    let rows = store::list(context.db.reader(), &filter).await?;
    let page = Page::cut(rows, limit, |row| (row.claim.promise_key, row.claim.line_id));
    Ok(Json(page.map(ReservationView::from)))
}
