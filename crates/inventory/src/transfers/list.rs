//! GET /transfers and GET /transfers/{id}

use axum::extract::State;
use contracts::inventory::{PRODUCT_READ, TransferId};
use kernel::http::{Caller, Json, Path, Query, Versioned};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::permit_at_either;
use super::state::TransferState;
use super::store::{self, Filter};
use super::view::{self, TransferRow, TransferView};
use crate::fields::states;
use crate::purchases::Purchasing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TransferFilter {
    /// Where they leave or go.
    site: Option<SiteId>,
    /// One or more, with commas: `shipped,differs`. What is shipped is in transit.
    #[param(value_type = Option<Vec<TransferState>>, style = Form, explode = false)]
    state: Option<String>,
}

/// Transfers from and to the caller's sites, newest first. Permission: `product.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/transfers", operation_id = "list_transfers", tag = "inventory", security(("bearer" = [])),
    params(TransferFilter, PageQuery),
    responses((status = 200, body = Page<TransferRow>))
)]
pub async fn list_transfers(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(asked): Query<TransferFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<TransferRow>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(asked.site, PRODUCT_READ)?,
        states: states(asked.state.as_deref(), TransferState::parse)?,
        after: page.cursor::<TransferId>()?,
        limit: limit + 1,
    };
    let rows = store::list(purchasing.context.db.reader(), &filter).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| view::row(row, &actor))))
}

/// A transfer whole. Permission: `product.read` at one of its sites; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/transfers/{transfer_id}", operation_id = "get_transfer", tag = "inventory", security(("bearer" = [])),
    params(("transfer_id" = TransferId, Path)),
    responses((status = 200, body = TransferView))
)]
pub async fn get_transfer(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<TransferId>,
) -> Result<Versioned<TransferView>, Problem> {
    let conn = purchasing.context.db.reader();
    let transfer = store::find(conn, id).await?.ok_or_else(Problem::not_found)?;
    permit_at_either(&actor, PRODUCT_READ, [transfer.to.site_id, transfer.from.site_id])?;
    let view = view::whole(conn, &transfer, &actor).await?;
    Ok(Versioned(view.version, view))
}
