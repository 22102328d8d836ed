//! `GET /reports/receivables`

use axum::extract::State;
use chrono::{Days, NaiveDate};
use kernel::http::{Caller, Json, Query};
use kernel::{Actor, Amount, Context, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::period::by_currency;
use super::view::ReportedSite;
use crate::kpis::dso;
use crate::store;
use crate::store::days;

/// Whose.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReceivablesQuery {
    /// All where the caller may see figures when left out.
    pub site: Option<SiteId>,
}

/// What is open now, by how late it is.
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
    pub total: Amount,
    /// Not due yet first, then due for 1 to 30 days, 31 to 60, 61 to 90, and longer.
    pub buckets: Vec<AgeBucket>,
    /// What was sold on credit within the last ninety days.
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

/// What customers owe a site, or all where the caller may see figures, as it stands now. Permission: `report.read`.
#[utoipa::path(get, path = "/reports/receivables", tag = "reporting", operation_id = "get_receivables_report", params(ReceivablesQuery),
    responses((status = 200, body = Receivables)), security(("bearer" = [])))]
pub async fn get_receivables(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<ReceivablesQuery>,
) -> Result<Json<Receivables>, Problem> {
    report(&context, &actor, query.site).await.map(Json)
}

/// What is shown to the actor.
pub async fn report(context: &Context, actor: &Actor, site: Option<SiteId>) -> Result<Receivables, Problem> {
    let instant = context.db.snapshot().await?;
    let sites = store::sites::all(&instant).await?;
    let mut groups = vec![];
    for (currency, of) in by_currency(actor, site, &sites)? {
        let ids: Vec<_> = of.iter().map(|site| site.id).collect();
        let today =
            of.first().map_or_else(|| context.clock.now().date_naive(), |site| context.clock.now().with_timezone(&site.zone).date_naive());
        let ages = ages(today);
        let debts = days::debts(&instant, &ids, &ages, (today - Days::new(LATELY - 1), today)).await?;
        let of_age = |((from, until), open): (&days::Span, &i64)| AgeBucket { from: *from, until: *until, open: Amount(*open) };
        let buckets: Vec<_> = ages.iter().zip(&debts.open).map(of_age).collect();
        let (total, credit_sales) = (buckets.iter().map(|bucket| bucket.open).sum::<Amount>(), Amount(debts.credit_sales));
        let days = dso(total.0, credit_sales.0, LATELY);
        groups.push(ReceivablesGroup { currency, sites: of.iter().map(ReportedSite::from).collect(), total, buckets, credit_sales, days });
    }
    Ok(Receivables { groups })
}

/// Days of credit sales that debts are compared with.
const LATELY: u64 = 90;

/// From when until when it fell due, of each age.
fn ages(today: NaiveDate) -> [days::Span; 5] {
    let ago = |days: u64| Some(today - Days::new(days));
    [(Some(today), None), (ago(30), ago(1)), (ago(60), ago(31)), (ago(90), ago(61)), (None, ago(91))]
}
