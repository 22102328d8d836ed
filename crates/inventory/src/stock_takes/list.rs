//! GET /stock-takes, GET /stock-takes/{id} and GET /stock-takes/{id}/lines

use axum::extract::State;
use contracts::inventory::{PRODUCT_READ, STOCK_SEE_COST, StockTakeId};
use kernel::http::{Caller, Json, Path, Query, Versioned};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::state::TakeState;
use super::store::{self, Filter, Which};
use super::view::{self, StockTakeRow, StockTakeView, TakeLineView};
use crate::fields::states;
use crate::purchases::Purchasing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StockTakeFilter {
    site: Option<SiteId>,
    /// One or more, with commas: `counting,counted`.
    #[param(value_type = Option<Vec<TakeState>>, style = Form, explode = false)]
    state: Option<String>,
}

/// Stock takes of the caller's sites, newest first. Permission: `product.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/stock-takes", operation_id = "list_stock_takes", tag = "inventory", security(("bearer" = [])),
    params(StockTakeFilter, PageQuery),
    responses((status = 200, body = Page<StockTakeRow>))
)]
pub async fn list_stock_takes(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(asked): Query<StockTakeFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<StockTakeRow>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        supplier: None,
        sites: actor.visible_sites(asked.site, PRODUCT_READ)?,
        states: states(asked.state.as_deref(), TakeState::parse)?,
        after: page.cursor::<StockTakeId>()?,
        limit: limit + 1,
    };
    let rows = store::list(purchasing.context.db.reader(), &filter).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| view::row(row, &actor))))
}

/// A stock take; what differs is told to who may approve it, once nobody counts. Permission: `product.read`.
#[utoipa::path(
    get, path = "/stock-takes/{stock_take_id}", operation_id = "get_stock_take", tag = "inventory", security(("bearer" = [])),
    params(("stock_take_id" = StockTakeId, Path)),
    responses((status = 200, body = StockTakeView))
)]
pub async fn get_stock_take(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<StockTakeId>,
) -> Result<Versioned<StockTakeView>, Problem> {
    let conn = purchasing.context.db.reader();
    let take = store::find(conn, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PRODUCT_READ, take.site_id)?;
    let view = view::whole(conn, &take, &actor).await?;
    Ok(Versioned(view.version, view))
}

/// Which lines of a stock take.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StockTakeLines {
    Uncounted,
    /// Those that differ from the books: for who is told what differs, all for others.
    Differing,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TakeLineFilter {
    /// All when left out.
    #[param(inline)]
    kind: Option<StockTakeLines>,
}

/// The products of a stock take as one walks along the shelves: by bin, then by code. Permission: `product.read`.
#[utoipa::path(
    get, path = "/stock-takes/{stock_take_id}/lines", operation_id = "list_stock_take_lines", tag = "inventory",
    security(("bearer" = [])),
    params(("stock_take_id" = StockTakeId, Path), TakeLineFilter, PageQuery),
    responses((status = 200, body = Page<TakeLineView>))
)]
pub async fn list_stock_take_lines(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<StockTakeId>,
    Query(asked): Query<TakeLineFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<TakeLineView>>, Problem> {
    let conn = purchasing.context.db.reader();
    let take = store::find(conn, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PRODUCT_READ, take.site_id)?;
    let (told, sees) = (view::is_told(&take, &actor), actor.may(STOCK_SEE_COST, take.site_id));
    let which = match asked.kind {
        Some(StockTakeLines::Uncounted) => Which::Uncounted,
        Some(StockTakeLines::Differing) if told => Which::Differing,
        _ => Which::All,
    };
    let (limit, after) = (page.limit()?, page.cursor::<(String, String)>()?);
    let rows = store::list_lines(conn, id, which, after.as_ref(), limit + 1).await?;
    let page = Page::cut(rows, limit, |line| (line.bin.clone(), line.sku_key.clone()));
    Ok(Json(page.map(|line| view::line(line, told, sees))))
}
