//! `GET /reports/series`

use std::collections::BTreeMap;

use axum::extract::State;
use chrono::{Datelike, Days, NaiveDate};
use kernel::http::{Caller, Json, Query};
use kernel::{Context, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::period::{PeriodQuery, by_currency};
use super::view::{opening, sum};
use crate::standing::{look_ahead, next};
use crate::store::days::{self, SiteDays};
use crate::{kpis, store};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SeriesQuery {
    #[serde(default)]
    #[param(inline)]
    pub step: Step,
}

/// What a point of a chart stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeriesStep)]
pub enum Step {
    #[default]
    Day,
    /// From Monday.
    Week,
    Month,
}

/// Figures over time.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct KpiSeries {
    /// The first day of each point that is in the period.
    pub starts: Vec<NaiveDate>,
    pub groups: Vec<SeriesGroup>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeriesGroup {
    #[schema(example = "TND")]
    pub currency: String,
    pub kpis: Vec<SeriesOfKpi>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeriesOfKpi {
    pub id: String,
    /// One for each point, in the figure's unit; null over nothing.
    pub values: Vec<Option<i64>>,
}

/// The figures of a period by day, week or month, for charts. Permission: `report.read`; what tells costs or wages as for the figures.
#[utoipa::path(get, path = "/reports/series", tag = "reporting", operation_id = "list_kpi_series", params(PeriodQuery, SeriesQuery),
    responses((status = 200, body = KpiSeries)), security(("bearer" = [])))]
pub async fn list_kpi_series(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<PeriodQuery>,
    Query(SeriesQuery { step }): Query<SeriesQuery>,
) -> Result<Json<KpiSeries>, Problem> {
    let period = query.days()?;
    let instant = context.db.snapshot().await?;
    let sites = store::sites::all(&instant).await?;
    let groups = by_currency(&actor, query.site, &sites)?;
    let ids: Vec<SiteId> = groups.iter().flat_map(|(_, sites)| sites.iter().map(|site| site.id)).collect();
    let days = days::each(&instant, Some(&ids), (period.0, next(period).1)).await?;
    let there = store::months::before(&instant, &ids, period.0).await?;
    let starts = starts(period, step);
    let of_group = |(currency, of): (String, Vec<crate::sites::Site>)| {
        let ids: Vec<_> = of.iter().map(|site| site.id).collect();
        let mut by_day = BTreeMap::<NaiveDate, Vec<&SiteDays>>::new();
        for day in days.iter().filter(|day| ids.contains(&day.site_id)) {
            by_day.entry(day.day).or_default().push(day);
        }
        let mut points = BTreeMap::<NaiveDate, Vec<&SiteDays>>::new();
        for (day, days) in by_day.range(..=period.1) {
            points.entry(start(*day, step).max(period.0)).or_default().extend(days);
        }
        let mut sums: Vec<_> = starts.iter().map(|start| sum(points.get(start).into_iter().flatten().copied(), &sites)).collect();
        let mut there = opening(&there, &ids);
        for (place, sums) in sums.iter_mut().enumerate() {
            let end = starts.get(place + 1).and_then(NaiveDate::pred_opt).unwrap_or(period.1);
            let after = there.after(sums);
            there.stand(sums, (starts[place], end));
            there = after;
            let (first, last) = next((starts[place], end));
            look_ahead(sums, &sum(by_day.range(first..=last).flat_map(|(_, days)| days.iter().copied()), &sites));
        }
        let shown = kpis::all().filter(|kpi| kpi.about.shown_to(&actor, &ids));
        let kpis = shown.map(|kpi| SeriesOfKpi { id: kpi.id.to_owned(), values: sums.iter().map(|sums| kpi.of(sums).2).collect() });
        SeriesGroup { currency, kpis: kpis.collect() }
    };
    let groups = groups.into_iter().map(of_group).collect();
    Ok(Json(KpiSeries { starts, groups }))
}

/// The first day of the point that a day is in.
fn start(day: NaiveDate, step: Step) -> NaiveDate {
    match step {
        Step::Day => day,
        Step::Week => day - Days::new(u64::from(day.weekday().num_days_from_monday())),
        Step::Month => day.with_day(1).unwrap_or(day),
    }
}

/// Of each point of a period; the first may begin within one.
fn starts((from, until): (NaiveDate, NaiveDate), step: Step) -> Vec<NaiveDate> {
    let mut starts: Vec<_> = from.iter_days().take_while(|day| *day <= until).map(|day| start(day, step).max(from)).collect();
    starts.dedup();
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_the_first_where_the_period_does() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let shown = |step| starts((day("2026-11-20"), day("2026-12-02")), step).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(shown(Step::Week), ["2026-11-20", "2026-11-23", "2026-11-30"]);
        assert_eq!(shown(Step::Month), ["2026-11-20", "2026-12-01"]);
        assert_eq!(shown(Step::Day).len(), 13);
    }
}
