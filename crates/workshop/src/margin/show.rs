//! What is left of an order's prices, for who may see costs.

use std::sync::Arc;

use axum::extract::State;
use contracts::inventory::STOCK_SEE_COST;
use contracts::workshop::{JobId, LineId, WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Json, Path};
use kernel::{Amount, BasisPoints, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::guard::guard;
use super::rule::{Costs, MarginLevels, Sum, cost_of, counts, suggested};
use crate::sublet;
use crate::work_orders::job::Job;
use crate::work_orders::line::Line;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// A price, what it cost, and what is left.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the amount is what everybody calls the margin")]
pub struct Margin {
    /// Net, of the lines whose cost is known.
    pub price: Amount,
    pub cost: Amount,
    /// Price less cost.
    pub margin: Amount,
    /// In basis points of the price; null of nothing.
    pub rate: Option<i32>,
    /// Less than the site wants at least.
    pub low: bool,
    /// Parts and sublets whose cost nobody knows; they are not in it.
    pub unknown: usize,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LineMargin {
    pub line_id: LineId,
    pub description: String,
    pub unit_price: Amount,
    /// Null where nobody knows the cost.
    pub margin: Option<Margin>,
    /// The least unit price that reaches the margin the site aims at, where the line is below it and may still change.
    pub suggested_price: Option<Amount>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JobMargin {
    pub job_id: JobId,
    pub title: String,
    pub margin: Margin,
    /// Its parts and sublets.
    pub lines: Vec<LineMargin>,
}

/// What is left of an order's prices.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrderMargin {
    pub currency: String,
    /// What the site aims at.
    pub target: Option<BasisPoints>,
    /// Of the jobs below together.
    pub margin: Margin,
    /// Those that count and have parts or sublets.
    pub jobs: Vec<JobMargin>,
}

/// The margins of an order's parts and sublets, its jobs and all of it: price less cost, of the price. Declined jobs and options that
/// are not chosen do not count; labour and fees have no cost and are left out.
///
/// Permission: `work_order.read` and `stock.see_cost`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/margin", tag = MODULE, operation_id = "show_margin", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = OrderMargin)))]
pub async fn show_margin(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<OrderMargin>, Problem> {
    let db = workshop.context.db.reader();
    let order = orders::find(db, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    actor.permit(STOCK_SEE_COST, order.site_id)?;
    let (levels, sublets) = (guard(db, order.site_id).await?, sublet::costs(db, id).await?);
    Ok(Json(shown(&order, &sublets, &levels)))
}

fn shown(order: &WorkOrder, sublets: &Costs, levels: &MarginLevels) -> OrderMargin {
    let counting: Vec<_> = order.jobs.iter().filter(|job| order.counts(job)).collect();
    let all = Sum::of_lines(counting.iter().flat_map(|job| &job.lines), sublets);
    let may_change = order.state.name().is_work();
    let with_costs = counting.into_iter().filter(|job| job.lines.iter().any(counts));
    OrderMargin {
        currency: order.terms.currency.code().to_owned(),
        target: levels.target,
        margin: margin(all, levels.order),
        jobs: with_costs.map(|job| job_margin(job, may_change, sublets, levels)).collect(),
    }
}

fn job_margin(job: &Job, may_change: bool, sublets: &Costs, levels: &MarginLevels) -> JobMargin {
    let lines = job.lines.iter().filter(|line| counts(line));
    JobMargin {
        job_id: job.id,
        title: job.title.clone(),
        margin: margin(Sum::of_lines(&job.lines, sublets), levels.job),
        lines: lines.map(|line| line_margin(line, may_change && !line.locked, sublets, levels)).collect(),
    }
}

fn line_margin(line: &Line, may_change: bool, sublets: &Costs, levels: &MarginLevels) -> LineMargin {
    LineMargin {
        line_id: line.id,
        description: line.description.clone(),
        unit_price: line.unit_price,
        margin: cost_of(line, sublets).map(|_| margin(Sum::of_lines([line], sublets), levels.line)),
        suggested_price: if may_change { suggested(line, sublets, levels) } else { None },
    }
}

fn margin(sum: Sum, least: Option<BasisPoints>) -> Margin {
    Margin {
        price: sum.price,
        cost: sum.cost,
        margin: sum.price - sum.cost,
        rate: sum.rate(),
        low: sum.is_below(least),
        unknown: sum.unknown,
    }
}
