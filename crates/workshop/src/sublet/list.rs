//! What others do for an order.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::STOCK_SEE_COST;
use contracts::workshop::{LineId, LineKind, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::http::{Caller, Json, Path};
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::{self, Model};
use crate::work_orders::line::Line;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

/// A sublet line with the order to whom does it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Sublet {
    pub line_id: LineId,
    pub description: String,
    /// Net: what the customer pays.
    pub price: Amount,
    /// Null until it is ordered, and all that follows.
    pub number: Option<String>,
    pub vendor: Option<String>,
    /// Net: what the vendor asks. Null for who may not see costs, as is the margin.
    pub cost: Option<Amount>,
    /// Price less cost.
    pub margin: Option<Amount>,
    pub expected_on: Option<NaiveDate>,
    pub vendor_invoice: Option<String>,
    pub ordered_at: Option<DateTime<Utc>>,
    pub ordered_by: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Sublets {
    pub items: Vec<Sublet>,
    pub currency: String,
}

/// The sublet lines of a work order; what they cost is for who holds `stock.see_cost`. Permission: `work_order.update`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/sublets", tag = MODULE, operation_id = "list_sublets", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = Sublets)))]
pub async fn list_sublets(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<Sublets>, Problem> {
    let db = workshop.context.db.reader();
    let order = orders::find(db, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_UPDATE, order.site_id)?;
    let sees_cost = actor.may(STOCK_SEE_COST, order.site_id);
    let mut rows = store::of_order(db, id).await?;
    let lines = order.jobs.iter().flat_map(|job| &job.lines).filter(|line| line.kind == LineKind::Sublet);
    let items = lines.map(|line| match rows.iter().position(|row| row.line_id == line.id) {
        Some(place) => shown(rows.swap_remove(place), line, sees_cost),
        None => unordered(line),
    });
    Ok(Json(Sublets { items: items.collect(), currency: order.terms.currency.code().to_owned() }))
}

pub fn shown(row: Model, line: &Line, sees_cost: bool) -> Sublet {
    let price = line.net();
    let cost = Some(row.cost).filter(|_| sees_cost);
    Sublet {
        line_id: row.line_id,
        description: line.description.clone(),
        price,
        number: Some(row.number),
        vendor: Some(row.vendor),
        cost,
        margin: cost.map(|cost| Amount(price.0 - cost.0)),
        expected_on: row.expected_on,
        vendor_invoice: row.vendor_invoice,
        ordered_at: Some(row.ordered_at),
        ordered_by: Some(row.ordered_by),
    }
}

fn unordered(line: &Line) -> Sublet {
    Sublet {
        line_id: line.id,
        description: line.description.clone(),
        price: line.net(),
        number: None,
        vendor: None,
        cost: None,
        margin: None,
        expected_on: None,
        vendor_invoice: None,
        ordered_at: None,
        ordered_by: None,
    }
}
