//! `GET /reports/kpis`

use std::collections::BTreeMap;

use axum::extract::State;
use kernel::http::{Caller, Json, Query};
use kernel::{Actor, Context, Problem, SiteId};

use super::period::{Days2, PeriodQuery, by_currency};
use super::view::{KpiGroup, KpiReport, KpiView, ReportedSite, opening, sum};
use crate::goals::{Goal, month_of, target};
use crate::sites::{Site, Sites};
use crate::standing::{Opening, look_ahead, next};
use crate::store::days::{self, SiteDays};
use crate::{kpis, store};

/// The figures of a site, or of all where the caller may see them, in a period: each with what it is made of, and as it was in as many days
/// before.
///
/// Permission: `report.read`; what tells costs takes `stock.see_cost` too, what tells wages `pay.read`: figures that the caller may not see of
/// one of the sites are left out.
#[utoipa::path(get, path = "/reports/kpis", tag = "reporting", operation_id = "list_kpis", params(PeriodQuery),
    responses((status = 200, body = KpiReport)), security(("bearer" = [])))]
pub async fn list_kpis(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<PeriodQuery>,
) -> Result<Json<KpiReport>, Problem> {
    report(&context, &actor, &query).await.map(Json)
}

/// What is shown to the actor.
pub async fn report(context: &Context, actor: &Actor, query: &PeriodQuery) -> Result<KpiReport, Problem> {
    let (period, earlier) = (query.days()?, query.before()?);
    let instant = context.db.snapshot().await?;
    let sites = store::sites::all(&instant).await?;
    let groups = by_currency(actor, query.site, &sites)?;
    let ids: Vec<SiteId> = groups.iter().flat_map(|(_, sites)| sites.iter().map(|site| site.id)).collect();
    let now = days::of_period(&instant, Some(&ids), period).await?;
    let before = days::of_period(&instant, Some(&ids), earlier).await?;
    let coming = days::of_period(&instant, Some(&ids), next(period)).await?;
    let then = days::of_period(&instant, Some(&ids), next(earlier)).await?;
    let there = store::months::before(&instant, &ids, earlier.0).await?;
    let goals = store::goals::of(&instant, &ids, (month_of(period.0), period.1)).await?;
    let wanted = Wanted { period, earlier, goals: &goals, there: &there, next: &coming, then: &then };
    let groups = groups.into_iter().map(|of| group(actor, of, (&now, &before, &wanted), &sites)).collect();
    let ((from, until), (before_from, before_until)) = (period, earlier);
    Ok(KpiReport { from, until, before_from, before_until, groups })
}

/// The goals that count in a period, and what was there before the one before it.
struct Wanted<'a> {
    period: Days2,
    earlier: Days2,
    goals: &'a [Goal],
    there: &'a BTreeMap<SiteId, Opening>,
    /// The days after each.
    next: &'a [SiteDays],
    then: &'a [SiteDays],
}

/// What was, what was before, and what is wanted.
type Told<'a> = (&'a [SiteDays], &'a [SiteDays], &'a Wanted<'a>);

fn group(actor: &Actor, (currency, of): (String, Vec<Site>), (now, before, wanted): Told<'_>, sites: &Sites) -> KpiGroup {
    let ids: Vec<_> = of.iter().map(|site| site.id).collect();
    let among = |days: &[SiteDays]| sum(days.iter().filter(|day| ids.contains(&day.site_id)), sites);
    let (mut now, mut before) = (among(now), among(before));
    let opening = opening(wanted.there, &ids);
    opening.after(&before).stand(&mut now, wanted.period);
    opening.stand(&mut before, wanted.earlier);
    look_ahead(&mut now, &among(wanted.next));
    look_ahead(&mut before, &among(wanted.then));
    let shown = kpis::all().filter(|kpi| kpi.about.shown_to(actor, &ids));
    KpiGroup {
        currency,
        sites: of.iter().map(ReportedSite::from).collect(),
        kpis: shown
            .map(|kpi| KpiView::of(kpi, (&now, &before), (wanted.period.1, target(kpi, &ids, wanted.period, wanted.goals))))
            .collect(),
    }
}
