//! GET /stock/dead: what lies there and nobody wants.

use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::inventory::{PURCHASE_READ, ProductId, STOCK_SEE_COST};
use kernel::http::{Caller, Json, Query};
use kernel::money::extended;
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Amount, Context, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store::{self, Dead};
use crate::products::Unit;

const USUAL_DAYS: i64 = 180;
const MOST_DAYS: i64 = 3650;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeadFilter {
    site: Option<SiteId>,
    /// For how many days nothing moved, 1 to 3650; 180 when left out.
    #[param(minimum = 1, maximum = 3650)]
    days: Option<i64>,
}

/// A product of which a site has some, and which did not move for long.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadRow {
    pub product_id: ProductId,
    pub site_id: SiteId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub on_hand: Quantity,
    /// At the average cost; null for those who may not see costs.
    pub stock_cost: Option<Amount>,
    pub last_moved_at: Option<DateTime<Utc>>,
}

/// What a site has and did not move for so many days: neither used nor received nor counted. Permission: `purchase.read`; costs need
/// `stock.see_cost`.
#[utoipa::path(
    get, path = "/stock/dead", operation_id = "list_dead_stock", tag = "inventory", security(("bearer" = [])),
    params(DeadFilter, PageQuery),
    responses((status = 200, body = Page<DeadRow>))
)]
pub async fn list_dead_stock(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(filter): Query<DeadFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<DeadRow>>, Problem> {
    let sites = actor.visible_sites(filter.site, PURCHASE_READ)?;
    let days = filter.days.unwrap_or(USUAL_DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Problem::field("/days", "out-of-range", "it is between 1 and 3650"));
    }
    let since = context.clock.now() - TimeDelta::days(days);
    let (limit, after) = (page.limit()?, page.cursor()?);
    let rows = store::dead(context.db.reader(), sites.as_deref(), since, after, limit + 1).await?;
    let page = Page::cut(rows, limit, |row| (row.site_id, row.product_id));
    Ok(Json(page.map(|row| shown(row, &actor))))
}

fn shown(row: Dead, actor: &Actor) -> DeadRow {
    let sees_cost = actor.may(STOCK_SEE_COST, row.site_id);
    DeadRow {
        stock_cost: sees_cost.then(|| extended(row.on_hand, row.average_cost)),
        product_id: row.product_id,
        site_id: row.site_id,
        sku: row.sku,
        name: row.name,
        unit: row.unit,
        on_hand: row.on_hand,
        last_moved_at: row.last_moved_at,
    }
}
