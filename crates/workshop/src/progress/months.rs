//! GET /work-in-progress/{site}/month-ends

use std::sync::Arc;

use axum::extract::State;
use chrono::{Datelike, Months, NaiveDate};
use contracts::identity::site;
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Amount, Problem, SiteId};
use serde::Serialize;
use utoipa::ToSchema;

use super::store;
use super::view::{Day, DayQuery, permit};
use crate::time::midnight;
use crate::{MODULE, Workshop};

/// Unfinished work at the ends of months.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = WorkMonthEnds)]
pub struct MonthEnds {
    pub currency: String,
    /// The oldest first; the last is the day itself.
    pub months: Vec<MonthEnd>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = WorkMonthEnd)]
pub struct MonthEnd {
    /// The month's last day; of the last one the day that was asked for.
    pub on: NaiveDate,
    pub orders: i64,
    /// What was approved and not invoiced, without VAT.
    pub net: Amount,
}

const BEFORE: u32 = 11;

/// What unfinished work was worth at the ends of the eleven months before a day, and at the end of that day; its price without VAT.
///
/// A day that has not begun at the site is refused (`day-not-begun`). Permission: `accounting.read` and `stock.see_cost`.
#[utoipa::path(get, path = "/work-in-progress/{site_id}/month-ends", tag = MODULE, operation_id = "list_work_month_ends",
    security(("bearer" = [])), params(("site_id" = SiteId, Path), DayQuery), responses((status = 200, body = MonthEnds)))]
pub async fn list_month_ends(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<DayQuery>,
) -> Result<Json<MonthEnds>, Problem> {
    permit(&actor, id)?;
    let card = site(workshop.sites.as_ref(), id).await?;
    let day = Day::asked(query, &card, workshop.now())?;
    let days = month_ends(day.on);
    let moments: Vec<_> = days.iter().map(|on| midnight(&card, on.succ_opt().unwrap_or(*on))).collect();
    let sums = store::sums_at(workshop.context.db.reader(), id, &moments).await?;
    let of = |(on, before): (&NaiveDate, &i64)| {
        let sum = sums.iter().find(|sum| sum.before == *before);
        MonthEnd { on: *on, orders: sum.map_or(0, |sum| sum.orders), net: sum.map(|sum| sum.net).unwrap_or_default() }
    };
    Ok(Json(MonthEnds { currency: card.currency, months: days.iter().zip(&moments).map(of).collect() }))
}

/// The last days of the months before, and the day.
fn month_ends(on: NaiveDate) -> Vec<NaiveDate> {
    let first = on.with_day(1).unwrap_or(on);
    let before = (0..BEFORE).rev().filter_map(|back| first.checked_sub_months(Months::new(back))?.pred_opt());
    before.chain([on]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_month_ends_ends_with_the_day_itself() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let days = month_ends(day(2026, 3, 17));
        assert_eq!((days.len(), days[0], days[10], days[11]), (12, day(2025, 4, 30), day(2026, 2, 28), day(2026, 3, 17)));
    }
}
