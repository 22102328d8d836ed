//! What was taken without its number: somebody reads it on the car, while it is there.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CUSTOMER_READ;
use contracts::inventory::{MissingNumbers, MissingSearch, ProductId};
use contracts::workshop::{LineId, WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::part::FittedOn;
use super::store::{self, Owner};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MissingQuery {
    site: Option<SiteId>,
}

/// A line that took an article with numbers, and how many of its pieces nobody told.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LineWithoutNumbers)]
pub struct MissingView {
    pub line_id: LineId,
    pub product_id: ProductId,
    pub sku: String,
    #[serde(rename = "name")]
    pub product_name: String,
    pub unit: String,
    /// Each piece has its own; otherwise many share a batch.
    pub is_serial: bool,
    pub site_id: SiteId,
    /// What the line took of the shelf.
    pub quantity: Quantity,
    /// Of it, what has no number.
    pub missing: Quantity,
    /// Null while the order is not known here yet.
    pub fitted: Option<FittedOn>,
}

/// Lines that took articles with numbers, of which somebody still has to say which pieces they were: with the order, its vehicle and customer,
/// the newest order first. Permission: `work_order.read`; customers need `customer.read`.
#[utoipa::path(get, path = "/numbered-parts/missing", tag = MODULE, operation_id = "list_missing_numbers", security(("bearer" = [])),
    params(MissingQuery, PageQuery), responses((status = 200, body = Page<MissingView>)))]
pub async fn list_missing_numbers(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<MissingQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<MissingView>>, Problem> {
    let sites = actor.visible_sites(query.site, WORK_ORDER_READ)?;
    let (limit, after) = (page.limit()?, page.cursor::<(WorkOrderId, LineId)>()?);
    let found = workshop.catalogue.numbers_missing(&MissingSearch { sites, after, limit: limit + 1 }).await?;
    let page = Page::cut(found, limit, |line| (line.work_order_id, line.line_id));
    let mut orders: Vec<_> = page.items.iter().map(|line| line.work_order_id).collect();
    orders.dedup();
    let owners = store::owners(workshop.context.db.reader(), &orders).await?;
    let sees_customers = actor.may_anywhere(CUSTOMER_READ);
    Ok(Json(page.map(|line| {
        let owner = owners.get(&line.work_order_id);
        MissingView::new(line, owner, sees_customers)
    })))
}

impl MissingView {
    fn new(line: MissingNumbers, owner: Option<&Owner>, sees_customers: bool) -> Self {
        Self {
            line_id: line.line_id,
            product_id: line.product_id,
            sku: line.sku,
            product_name: line.name,
            unit: line.unit,
            is_serial: line.is_serial,
            site_id: line.site_id,
            quantity: line.quantity,
            missing: line.quantity - line.numbered,
            fitted: owner.map(|owner| FittedOn::new(owner, sees_customers)),
        }
    }
}
