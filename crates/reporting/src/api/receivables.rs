//! `GET /reports/receivables`

use axum::extract::State;
use chrono::{Days, NaiveDate};
use kernel::http::{Caller, Json, Query};
use kernel::{Actor, Amount, Context, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::period::by_currency;
use super::view::ReportedSite;
use crate::kpis::dso;
use crate::sites::Site;
use crate::store;
use crate::store::debts::{self, Span};

/// Whose.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReceivablesQuery {
    /// All where the caller may see figures when left out.
    pub site: Option<SiteId>,
    /// As it was at the end of that day; as it is now when left out, or today.
    pub on: Option<NaiveDate>,
}

/// What is open, or was on a day, by how late it is.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ReceivablesReport)]
pub struct Receivables {
    pub groups: Vec<ReceivablesGroup>,
}

/// Amounts are minor units with VAT.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReceivablesGroup {
    #[schema(example = "TND")]
    pub currency: String,
    pub sites: Vec<ReportedSite>,
    /// The day that it is of.
    pub on: NaiveDate,
    pub total: Amount,
    /// Not due yet first, then due for 1 to 30 days, 31 to 60, 61 to 90, and longer.
    pub buckets: Vec<AgeBucket>,
    /// What was sold on credit within the ninety days until then.
    pub credit_sales: Amount,
    /// How many days of that are open; null where nothing was sold so.
    pub days: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AgeBucket {
    /// The first and the last day on which it fell due; null where there is no end.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub open: Amount,
}

/// What customers owe a site, or all where the caller may see figures, as it stands now or stood at the end of a day. What is the customer's own,
/// because more was paid than a credited invoice asks for, is no debt. Permission: `report.read`.
#[utoipa::path(get, path = "/reports/receivables", tag = "reporting", operation_id = "get_receivables_report", params(ReceivablesQuery),
    responses((status = 200, body = Receivables)), security(("bearer" = [])))]
pub async fn get_receivables(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<ReceivablesQuery>,
) -> Result<Json<Receivables>, Problem> {
    report(&context, &actor, query.site, query.on).await.map(Json)
}

/// What is shown to the actor. 422 of a day that is yet to come.
pub async fn report(context: &Context, actor: &Actor, site: Option<SiteId>, on: Option<NaiveDate>) -> Result<Receivables, Problem> {
    let instant = context.db.snapshot().await?;
    let sites = store::sites::all(&instant).await?;
    let mut groups = vec![];
    for (currency, of) in by_currency(actor, site, &sites)? {
        let now = context.clock.now();
        let today = of.first().map_or_else(|| now.date_naive(), |site| site.today(now));
        groups.push(group(&instant, currency, &of, (on.unwrap_or(today), today)).await?);
    }
    Ok(Receivables { groups })
}

async fn group<C: ConnectionTrait>(
    conn: &C,
    currency: String,
    of: &[Site],
    (on, today): (NaiveDate, NaiveDate),
) -> Result<ReceivablesGroup, Problem> {
    let ids: Vec<_> = of.iter().map(|site| site.id).collect();
    let yet_to_come = || Problem::field("/on", "out-of-range", "that day is yet to come, or long before there was anything to pay");
    let since = on.checked_sub_days(Days::new(LATELY)).filter(|_| on <= today).ok_or_else(yet_to_come)?;
    let ages = ages(on);
    let open = if on == today { debts::now(conn, &ids, &ages).await? } else { debts::on(conn, &ids, on, &ages).await? };
    let credit_sales = Amount(debts::credit_sales(conn, &ids, (since + Days::new(1), on)).await?);
    let of_age = |((from, until), open): (&Span, &i64)| AgeBucket { from: *from, until: *until, open: Amount(*open) };
    let buckets: Vec<_> = ages.iter().zip(&open).map(of_age).collect();
    let total = buckets.iter().map(|bucket| bucket.open).sum::<Amount>();
    let days = dso(total.0, credit_sales.0, LATELY);
    Ok(ReceivablesGroup { currency, sites: of.iter().map(ReportedSite::from).collect(), on, total, buckets, credit_sales, days })
}

/// Days of credit sales that debts are compared with.
const LATELY: u64 = 90;

/// From when until when it fell due, of each age.
fn ages(on: NaiveDate) -> [Span; 5] {
    let ago = |days: u64| on.checked_sub_days(Days::new(days));
    [(Some(on), None), (ago(30), ago(1)), (ago(60), ago(31)), (ago(90), ago(61)), (None, ago(91))]
}
