//! GET /stock/month: purchased − sold − returned − scrapped and so on is what the stock is worth more or less, or the gap is told.

use axum::extract::State;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contracts::inventory::{PURCHASE_READ, STOCK_SEE_COST};
use kernel::http::{Caller, Json, Query};
use kernel::{Amount, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::MovementKind;
use super::store::{self, Moved};
use crate::purchases::Purchasing;
use crate::purchases::create::site_of;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MonthFilter {
    site: SiteId,
    /// `2026-11`, by the site's calendar.
    #[param(format = "year-month", pattern = "^20[0-9]{2}-(0[1-9]|1[0-2])$")]
    month: String,
}

/// What moved a site's stock in a month, and whether that explains what it is worth.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StockMonth {
    pub site_id: SiteId,
    pub month: String,
    pub currency: String,
    /// What the stock was worth when the month began, and when it ended.
    pub opening_cost: Amount,
    pub closing_cost: Amount,
    /// What moved it, by kind: signed as the stock sees it.
    pub causes: Vec<StockCause>,
    /// What the averages were rounded by: the rest of the difference that the causes do not explain.
    pub rounding_cost: Amount,
    /// On no shelf at this moment: sent to other sites, or from them, and not received.
    pub in_transit_cost: Amount,
    /// Returned to suppliers, and not credited at this moment.
    pub open_credit_cost: Amount,
    /// Received, and not billed at this moment, as ordered.
    pub unbilled_cost: Amount,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StockCause {
    pub kind: MovementKind,
    pub movements: i64,
    /// Of different units, too: zero says that nothing is left over, and no more.
    pub quantity: Quantity,
    pub value_cost: Amount,
}

/// What a month did to the value of a site's stock: every cause with its value, and what they do not explain. Permission: `purchase.read` and
/// `stock.see_cost` at the site.
#[utoipa::path(
    get, path = "/stock/month", operation_id = "get_stock_month", tag = "inventory", security(("bearer" = [])),
    params(MonthFilter),
    responses((status = 200, body = StockMonth))
)]
pub async fn get_stock_month(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(filter): Query<MonthFilter>,
) -> Result<Json<StockMonth>, Problem> {
    actor.permit(PURCHASE_READ, filter.site)?;
    actor.permit(STOCK_SEE_COST, filter.site)?;
    let first = first_day(&filter.month).ok_or_else(|| Problem::field("/month", "invalid", "it is a month like 2026-11"))?;
    let site = site_of(&purchasing, filter.site).await?;
    let zone: chrono_tz::Tz = site.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let (from, until) = (begins(first, zone), begins(next_month(first), zone));
    let conn = purchasing.context.db.reader();
    let moved = store::moved_between(conn, filter.site, from, until).await?;
    let (opening, closing) = (store::worth_at(conn, filter.site, from).await?, store::worth_at(conn, filter.site, until).await?);
    let open = store::open_papers(conn, filter.site).await?;
    let explained = moved.iter().fold(0, |sum: i64, cause| sum.saturating_add(cause.value_cost.0));
    Ok(Json(StockMonth {
        site_id: filter.site,
        month: filter.month,
        currency: site.currency,
        opening_cost: opening,
        closing_cost: closing,
        rounding_cost: Amount(closing.0.saturating_sub(opening.0).saturating_sub(explained)),
        causes: moved.iter().map(cause).collect(),
        in_transit_cost: Amount(open.in_transit),
        open_credit_cost: Amount(open.open_credit),
        unbilled_cost: Amount(open.unbilled),
    }))
}

fn cause(moved: &Moved) -> StockCause {
    let Moved { kind, movements, quantity, value_cost } = *moved;
    StockCause { kind, movements, quantity, value_cost }
}

fn first_day(month: &str) -> Option<NaiveDate> {
    let first = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok()?;
    (2000..2100).contains(&first.year()).then_some(first)
}

fn next_month(first: NaiveDate) -> NaiveDate {
    first.checked_add_months(chrono::Months::new(1)).unwrap_or(first)
}

/// The instant at which a day begins there.
pub fn begins(day: NaiveDate, zone: chrono_tz::Tz) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let local = midnight.and_local_timezone(zone);
    local.earliest().map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_the_sites_midnight_and_ends_when_the_next_does() {
        let first = first_day("2026-12").unwrap();
        assert_eq!(next_month(first), NaiveDate::from_ymd_opt(2027, 1, 1).unwrap());
        assert_eq!(begins(first, chrono_tz::Africa::Tunis).to_rfc3339(), "2026-11-30T23:00:00+00:00");
        assert_eq!((first_day("2026-13"), first_day("11-2026"), first_day("0001-01")), (None, None, None));
    }
}
