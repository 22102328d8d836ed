//! GET /cheques/summary

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use chrono::{Datelike, Days, NaiveDate};
use contracts::billing::INVOICE_READ;
use kernel::http::{Caller, Query};
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ChequeState;
use super::store::{self, OfDay};
use crate::Billing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SummaryQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// Cheques that the bank has not paid.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChequeSummary {
    pub on: NaiveDate,
    pub sums: Vec<ChequeSum>,
    /// The first that has any first.
    pub weeks: Vec<ChequeWeek>,
}

/// All of a state and currency.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChequeSum {
    pub state: ChequeState,
    pub currency: String,
    pub count: i64,
    /// Minor units.
    pub amount: Amount,
}

/// What falls due in a week, in one currency.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChequeWeek {
    /// Its Monday.
    pub from: NaiveDate,
    pub currency: String,
    pub count: i64,
    /// Minor units.
    pub amount: Amount,
}

/// What of cheques is in hand and at the bank, and in which week it falls due. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/cheques/summary", operation_id = "summarise_cheques", tag = "billing", security(("bearer" = [])),
    params(SummaryQuery), responses((status = 200, body = ChequeSummary))
)]
pub async fn summarise_cheques(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<SummaryQuery>,
) -> Result<Json<ChequeSummary>, Problem> {
    let sites = actor.visible_sites(asked.site, INVOICE_READ)?;
    let days = store::open_days(billing.context.db.reader(), sites.as_deref()).await?;
    let on = billing.context.clock.now().date_naive();
    let add = |sum: (i64, Amount), day: &OfDay| (sum.0 + day.count, sum.1 + day.amount);
    let (mut sums, mut weeks) = (BTreeMap::new(), BTreeMap::new());
    for day in &days {
        let sum = sums.entry((day.state, day.currency.clone())).or_default();
        *sum = add(*sum, day);
        let week = weeks.entry((monday(day.due_on), day.currency.clone())).or_default();
        *week = add(*week, day);
    }
    let sums = sums.into_iter().map(|((state, currency), (count, amount))| ChequeSum { state, currency, count, amount }).collect();
    let weeks = weeks.into_iter().map(|((from, currency), (count, amount))| ChequeWeek { from, currency, count, amount }).collect();
    Ok(Json(ChequeSummary { on, sums, weeks }))
}

fn monday(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}
