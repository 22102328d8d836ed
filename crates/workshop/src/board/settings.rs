//! Which columns a site's board has.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_READ, WORKSHOP_CONFIGURE};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::site_settings::of;
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::columns::{BoardColumn, ColumnInput, MOST_COLUMNS, choose};
use super::store::Model;
use crate::configure::configure;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// A site's own columns; none is the usual board, a column for each state.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BoardColumns {
    pub site_id: SiteId,
    /// From left to right.
    pub columns: Vec<BoardColumn>,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl BoardColumns {
    fn new(row: &Model, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("update", WORKSHOP_CONFIGURE)]).into_iter().map(str::to_owned).collect();
        Self { site_id: row.site_id, columns: row.columns(), version: row.version, actions }
    }
}

/// The columns whole, from left to right: what is left out is gone, and its orders stand in the first column of their state.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnsInput {
    #[garde(length(max = MOST_COLUMNS), dive)]
    #[schema(max_items = 20)]
    pub columns: Vec<ColumnInput>,
}

/// The columns of a site's board. Permission: `work_order.read`.
#[utoipa::path(get, path = "/workshops/{site_id}/columns", tag = MODULE, operation_id = "get_board_columns", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = BoardColumns)))]
pub async fn get_board_columns(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<BoardColumns>, Problem> {
    actor.permit(WORK_ORDER_READ, site)?;
    let row: Model = of(workshop.context.db.reader(), site).await?;
    Ok(Versioned(row.version, BoardColumns::new(&row, &actor)))
}

/// Chooses the columns of a site's board. Each open state needs one, unless there are none at all. Permission: `workshop.configure`.
#[utoipa::path(put, path = "/workshops/{site_id}/columns", tag = MODULE, operation_id = "set_board_columns", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = ColumnsInput,
    responses((status = 200, body = BoardColumns)))]
pub async fn set_board_columns(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(input): Json<ColumnsInput>,
) -> Result<Versioned<BoardColumns>, Problem> {
    let choose = |row: &mut Model| {
        let columns = choose(input.columns, &row.columns()).map_err(Problem::fields)?;
        row.columns = serde_json::to_string(&columns).map_err(|error| Problem::internal(&error))?;
        Ok(())
    };
    let row = configure(&workshop, &asked, (site, "workshop.columns_set"), Model::columns, choose).await?;
    Ok(Versioned(row.version, BoardColumns::new(&row, &asked.actor)))
}
