//! `GET /reports/leaks/totals`

use axum::extract::State;
use contracts::inventory::STOCK_SEE_COST;
use kernel::http::{Caller, Json, Query};
use kernel::{Actor, Amount, Context, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::days;
use crate::api::period::by_currency;
use crate::api::view::ReportedSite;
use crate::leaks::Kind;
use crate::sites::Site;
use crate::store;
use crate::store::leaks::{self, Total};

/// Whose.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LeakTotalsQuery {
    /// All where the caller may see figures when left out.
    pub site: Option<SiteId>,
}

/// How much leaks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LeakTotals {
    /// The sites of each currency together.
    pub groups: Vec<LeakGroup>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LeakGroup {
    #[schema(example = "TND")]
    pub currency: String,
    pub sites: Vec<ReportedSite>,
    /// What nobody explained.
    pub count: i64,
    /// Minor units, net, of the kinds whose amounts the caller may see.
    pub amount: Amount,
    /// Those of which there are any.
    pub kinds: Vec<LeakTotal>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LeakTotal {
    pub kind: Kind,
    pub count: i64,
    /// Null for who may not see costs at one of the sites.
    pub amount: Option<Amount>,
    /// Findings that somebody explained.
    pub explained: i64,
}

/// How much leaks, by kind. Permission: `report.read`; amounts that tell costs take `stock.see_cost` too.
#[utoipa::path(get, path = "/reports/leaks/totals", tag = "reporting", operation_id = "list_leak_totals", params(LeakTotalsQuery),
    responses((status = 200, body = LeakTotals)), security(("bearer" = [])))]
pub async fn list_leak_totals(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<LeakTotalsQuery>,
) -> Result<Json<LeakTotals>, Problem> {
    report(&context, &actor, query.site).await.map(Json)
}

/// What is shown to the actor.
pub async fn report(context: &Context, actor: &Actor, site: Option<SiteId>) -> Result<LeakTotals, Problem> {
    let instant = context.db.snapshot().await?;
    let sites = store::sites::all(&instant).await?;
    let among = days(context, actor, site, &sites)?;
    let totals = leaks::totals(&instant, &among).await?;
    let groups = by_currency(actor, site, &sites)?.into_iter().map(|(currency, of)| group(actor, currency, &of, &totals));
    Ok(LeakTotals { groups: groups.collect() })
}

fn group(actor: &Actor, currency: String, of: &[Site], totals: &[Total]) -> LeakGroup {
    let mut kinds = vec![];
    for kind in Kind::ALL {
        let there: Vec<_> =
            totals.iter().filter(|total| total.kind == kind.name() && of.iter().any(|site| site.id == total.site_id)).collect();
        let sees = !kind.is_cost() || of.iter().all(|site| actor.may(STOCK_SEE_COST, site.id));
        let sum = |what: fn(&Total) -> i64| there.iter().map(|total| what(total)).sum::<i64>();
        let (count, explained, amount) = (sum(|total| total.count), sum(|total| total.explained), sum(|total| total.amount.0));
        if count + explained > 0 {
            kinds.push(LeakTotal { kind, count, amount: sees.then_some(Amount(amount)), explained });
        }
    }
    LeakGroup {
        currency,
        sites: of.iter().map(ReportedSite::from).collect(),
        count: kinds.iter().map(|total| total.count).sum(),
        amount: kinds.iter().filter_map(|total| total.amount).sum(),
        kinds,
    }
}
