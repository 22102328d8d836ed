//! GET /suppliers/{id}/figures: how well a supplier delivers (PRODUCT K6, decision 0048).

use axum::extract::State;
use chrono::{DateTime, Months, Utc};
use contracts::inventory::{PURCHASE_READ, SupplierId};
use kernel::http::{Caller, Json, Path};
use kernel::{Amount, BasisPoints, Context, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::store::{self, Delivered};

/// What is looked back on.
const PERIOD: Months = Months::new(12);

/// How a supplier delivered to the caller's sites in the twelve months before now. A figure without anything to reckon with is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SupplierFigures {
    pub since: DateTime<Utc>,
    /// Orders that were sent and not cancelled.
    pub orders: usize,
    /// Of these, those of which something came.
    pub delivered: usize,
    /// From sending an order to its first delivery, hours: the median of those that were delivered, which one forgotten order does not move.
    pub lead_hours: Option<i64>,
    /// Lines that came whole with the first delivery ÷ lines of the orders that were delivered.
    pub fill_rate: Option<BasisPoints>,
    /// What was sent back ÷ what came, both at cost.
    pub return_rate: Option<BasisPoints>,
    /// When something came last.
    pub last_received_at: Option<DateTime<Utc>>,
}

/// How a supplier delivered in the last twelve months: median lead time, fill rate and return rate, over the caller's sites. Permission:
/// `purchase.read`.
#[utoipa::path(
    get, path = "/suppliers/{supplier_id}/figures", operation_id = "get_supplier_figures", tag = "inventory", security(("bearer" = [])),
    params(("supplier_id" = SupplierId, Path)),
    responses((status = 200, body = SupplierFigures))
)]
pub async fn get_supplier_figures(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<SupplierId>,
) -> Result<Json<SupplierFigures>, Problem> {
    let sites = actor.visible_sites(None, PURCHASE_READ)?;
    let conn = context.db.reader();
    store::find(conn, id).await?;
    let now = context.clock.now();
    let since = now.checked_sub_months(PERIOD).unwrap_or(now);
    let orders = store::delivered(conn, id, sites.as_deref(), since).await?;
    let moved = store::came_and_went(conn, id, sites.as_deref(), since).await?;
    Ok(Json(figures(since, &orders, (moved.came, moved.went), moved.last_received_at)))
}

fn figures(
    since: DateTime<Utc>,
    orders: &[Delivered],
    (came, went): (Amount, Amount),
    last_received_at: Option<DateTime<Utc>>,
) -> SupplierFigures {
    let delivered: Vec<_> = orders.iter().filter_map(|order| order.came_at.map(|at| (order, at))).collect();
    let hours = delivered.iter().map(|(order, at)| (*at - order.sent_at).num_hours().max(0)).collect();
    let lines: i64 = delivered.iter().map(|(order, _)| order.lines).sum();
    let whole: i64 = delivered.iter().map(|(order, _)| order.whole).sum();
    SupplierFigures {
        since,
        orders: orders.len(),
        delivered: delivered.len(),
        lead_hours: median(hours),
        fill_rate: rate(whole, lines),
        return_rate: rate(went.0, came.0),
        last_received_at,
    }
}

/// The one in the middle; of two, what lies between.
fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    let upper = *all.get(all.len() / 2)?;
    let lower = all[(all.len() - 1) / 2];
    Some(lower + (upper - lower) / 2)
}

/// A part of a whole, never more than all of it: what came before the period may go back within it.
fn rate(part: i64, whole: i64) -> Option<BasisPoints> {
    if whole <= 0 {
        return None;
    }
    let rate = (i128::from(part) * 10_000 + i128::from(whole) / 2) / i128::from(whole);
    Some(BasisPoints(i32::try_from(rate.clamp(0, 10_000)).unwrap_or(10_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: &str) -> DateTime<Utc> {
        format!("2026-11-{hour}:00:00Z").parse().unwrap()
    }

    #[test]
    fn what_was_delivered_is_reckoned_and_what_waits_is_only_counted() {
        let order = |came_at: Option<&str>, lines, whole| Delivered { sent_at: at("10T08"), came_at: came_at.map(at), lines, whole };
        let orders = [order(Some("12T08"), 3, 2), order(Some("13T08"), 1, 1), order(None, 5, 0)];
        let figures = figures(at("01T00"), &orders, (Amount(200_000), Amount(5_000)), Some(at("13T08")));
        assert_eq!((figures.orders, figures.delivered, figures.lead_hours), (3, 2, Some(60)));
        assert_eq!((figures.fill_rate, figures.return_rate), (Some(BasisPoints(7500)), Some(BasisPoints(250))));
    }

    #[test]
    fn the_lead_time_is_the_one_in_the_middle() {
        assert_eq!(median(vec![30, 24, 2000]), Some(30));
        assert_eq!(median(vec![48, 24, 30, 900]), Some(39));
        assert_eq!((median(vec![7]), median(vec![])), (Some(7), None));
    }

    #[test]
    fn nothing_is_no_figure() {
        let none = figures(at("01T00"), &[], (Amount::ZERO, Amount(10)), None);
        assert_eq!((none.lead_hours, none.fill_rate, none.return_rate), (None, None, None));
        assert_eq!(rate(30, 20), Some(BasisPoints(10_000)));
    }
}
