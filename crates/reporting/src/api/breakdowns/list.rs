//! `GET /reports/breakdowns/{by}`

use std::cmp::Reverse;
use std::collections::BTreeMap;

use axum::extract::State;
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Actor, Context, Problem, SiteId};
use uuid::Uuid;

use super::known;
use super::view::{Breakdown, BreakdownCounts, BreakdownGroup, BreakdownPart, Shown};
use crate::api::period::{PeriodQuery, by_currency};
use crate::api::view::{ReportedSite, sum};
use crate::kpis::Secrets;
use crate::measures::{Measure, Sums};
use crate::names::Names;
use crate::shares::{By, Counts, NOBODY};
use crate::sites::Site;
use crate::store;
use crate::store::days;
use crate::store::shares::{self, Of};

/// So many are shown by name; the others together.
const MOST: usize = 200;

/// A period by technician (`technician`) or by service (`service`): what each sold, and what it was made of. The parts add up to the figures of
/// the same period: what was told of nobody is a part too.
///
/// Permission: `report.read`; costs and margins are shown to who holds `stock.see_cost` at all these sites.
#[utoipa::path(get, path = "/reports/breakdowns/{by}", tag = "reporting", operation_id = "get_breakdown",
    params(("by" = String, Path, example = "technician"), PeriodQuery),
    responses((status = 200, body = Breakdown)), security(("bearer" = [])))]
pub async fn get_breakdown(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(by): Path<String>,
    Query(query): Query<PeriodQuery>,
) -> Result<Json<Breakdown>, Problem> {
    breakdown(&context, &actor, known(&by)?, &query).await.map(Json)
}

/// What is shown to the actor.
pub async fn breakdown(context: &Context, actor: &Actor, by: By, query: &PeriodQuery) -> Result<Breakdown, Problem> {
    let period = query.days()?;
    let instant = context.db.snapshot().await?;
    let sites = store::sites::all(&instant).await?;
    let by_currency = by_currency(actor, query.site, &sites)?;
    let ids: Vec<SiteId> = by_currency.iter().flat_map(|(_, sites)| sites.iter().map(|site| site.id)).collect();
    let days = days::of_period(&instant, Some(&ids), period).await?;
    let shares = shares::of_period(&instant, by, &ids, period).await?;
    let mut groups = vec![];
    for (currency, of) in by_currency {
        let ids: Vec<_> = of.iter().map(|site| site.id).collect();
        let total = sum(days.iter().filter(|day| ids.contains(&day.site_id)), &sites);
        let (total, parts) = parts(by, &total, shares.iter().filter(|share| ids.contains(&share.site_id)));
        let whose: Vec<_> = parts.iter().map(|(whose, _)| *whose).collect();
        let names = store::names::of(&instant, by, &whose).await?;
        let shown = Shown { by, costs: Secrets::Costs.shown_to(actor, &ids) };
        groups.push(group((currency, of), total, (parts, names), shown));
    }
    Ok(Breakdown { from: period.0, until: period.1, groups })
}

/// The whole, and whose it is: who sold the most first. What the period has and no share is of nobody.
fn parts<'a>(by: By, total: &Sums, shares: impl Iterator<Item = &'a Of>) -> (Counts, Vec<(Uuid, Counts)>) {
    let (mut whose, mut told) = (BTreeMap::<Uuid, Counts>::new(), Counts::default());
    for share in shares {
        whose.entry(share.whose).or_default().add(share.counts);
        told.add(share.counts);
    }
    let mut rest = whose.remove(&NOBODY).unwrap_or_default();
    let all = whole(by, total, told);
    rest.add(all);
    rest.take(told);
    let mut parts: Vec<_> = whose.into_iter().filter(|(_, counts)| !counts.is_nothing()).collect();
    parts.sort_by_key(|(id, counts)| (Reverse(counts.sales), Reverse(counts.worked), *id));
    for (_, counts) in parts.drain(MOST.min(parts.len())..) {
        rest.add(counts);
    }
    parts.extend(Some((NOBODY, rest)).filter(|(_, rest)| !rest.is_nothing()));
    (all, parts)
}

/// As the figures have it; of what is no figure, what was told.
fn whole(by: By, total: &Sums, told: Counts) -> Counts {
    let of_person = |measure| if by == By::Technician { total[measure] } else { 0 };
    Counts {
        sales: total[Measure::Sales],
        labour: total[Measure::Labour],
        parts: total[Measure::Parts],
        sold: told.sold,
        billed: total[Measure::Hours],
        cost: total[Measure::PartsCost] + total[Measure::SubletCost],
        attended: of_person(Measure::Attended),
        worked: of_person(Measure::Worked),
        jobs: told.jobs,
    }
}

fn group(
    (currency, sites): (String, Vec<Site>),
    total: Counts,
    (parts, mut names): (Vec<(Uuid, Counts)>, Names),
    shown: Shown,
) -> BreakdownGroup {
    let part = |(id, counts): (Uuid, Counts)| BreakdownPart {
        id,
        name: names.remove(&(shown.by, id)),
        counts: BreakdownCounts::of(counts, shown),
    };
    BreakdownGroup {
        currency,
        sites: sites.iter().map(ReportedSite::from).collect(),
        total: BreakdownCounts::of(total, shown),
        parts: parts.into_iter().map(part).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(whose: u128, sales: i64) -> Of {
        Of { site_id: SiteId(Uuid::nil()), whose: Uuid::from_u128(whose), counts: Counts { sales, ..Counts::default() } }
    }

    #[test]
    fn who_sold_most_stands_first_and_what_nobody_told_of_last() {
        let total = Sums::of([(Measure::Sales, 1000), (Measure::Worked, 60)]);
        let shares = [of(1, 200), of(2, 500), of(1, 100), of(3, 0)];
        let (whole, found) = parts(By::Technician, &total, shares.iter());
        let sales: Vec<_> = found.iter().map(|(id, counts)| (id.as_u128(), counts.sales)).collect();
        assert_eq!(sales, [(2, 500), (1, 300), (0, 200)]);
        assert_eq!((whole.sales, found[2].1.worked), (1000, 60));
        assert!(parts(By::Service, &Sums::of([(Measure::Worked, 60)]), [].iter()).1.is_empty(), "time is of nobody's service");
    }

    #[test]
    fn beyond_two_hundred_they_stand_together() {
        let shares: Vec<_> = (1..=203).map(|id| of(id, 10)).collect();
        let found = parts(By::Service, &Sums::of([(Measure::Sales, 2030)]), shares.iter()).1;
        assert_eq!((found.len(), found.last().map(|(id, counts)| (*id, counts.sales))), (201, Some((NOBODY, 30))));
    }
}
