//! The board: every order in the shop, and the newest that are invoiced but not handed over; next promise first.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use super::view::{self, WorkOrderRow};
use crate::board::{BoardColumn, store as boards};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BoardQuery {
    /// All the caller's sites when left out.
    site: Option<SiteId>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Board {
    pub items: Vec<WorkOrderRow>,
    /// The site's own columns from left to right; none is the usual board, and so is that of several sites.
    pub columns: Vec<BoardColumn>,
}

/// Shows the board: at most 500 orders in the shop, and the newest 60 that are invoiced.
///
/// Permission: `work_order.read`.
#[utoipa::path(
    get, path = "/work-orders/board", tag = MODULE, operation_id = "show_board", security(("bearer" = [])),
    params(BoardQuery), responses((status = 200, body = Board))
)]
pub async fn show_board(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<BoardQuery>,
) -> Result<Json<Board>, Problem> {
    let sites = actor.visible_sites(query.site, WORK_ORDER_READ)?;
    let db = workshop.context.db.reader();
    let rows = store::board(db, sites.as_deref()).await?;
    let columns = match sites.as_deref() {
        Some([site]) => boards::columns(db, *site).await?,
        _ => vec![],
    };
    Ok(Json(Board { items: rows.into_iter().map(|row| view::row(row, &actor)).collect(), columns }))
}
