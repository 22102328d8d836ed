//! What a saved report shows to a reader, made on a day.

use chrono::NaiveDate;
use contracts::reporting::{MainFigure, REPORT_READ, ReportedFigure, ReportedGroup};
use kernel::export::{Cell, Table};
use kernel::{Actor, Amount, Context, Currency, Problem, SiteId};

use crate::api::export::MOST;
use crate::api::leaks::view::LeakView;
use crate::api::leaks::{self, totals};
use crate::api::period::PeriodQuery;
use crate::api::rows::{known, read, seen};
use crate::api::view::{KpiGroup, KpiRow, ReportedSite};
use crate::api::{export, export_kpis, list, receivables};
use crate::kpis::Kpi;
use crate::saved::{Definition, Shows};
use crate::sites::{Site, Sites};
use crate::store;
use crate::store::leaks::Asked;

/// The figures that stand in a mail.
const MAIN: [(&str, MainFigure); 5] = [
    ("net_sales", MainFigure::NetSales),
    ("car_count", MainFigure::CarCount),
    ("aro", MainFigure::Aro),
    ("gp_total", MainFigure::GpTotal),
    ("effective_labour_rate", MainFigure::EffectiveLabourRate),
];

/// All days: what is open is open whenever it falls due.
const EVER: (Option<NaiveDate>, Option<NaiveDate>) = (NaiveDate::from_ymd_opt(1900, 1, 1), NaiveDate::from_ymd_opt(2999, 12, 31));

/// The days that it is of; none of what is as it stands now.
pub fn period(what: &Definition, on: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    matches!(what.shows, Shows::Figures | Shows::Rows).then(|| what.period.of(on))
}

fn query(what: &Definition, on: NaiveDate) -> PeriodQuery {
    let (from, until) = what.period.of(on);
    PeriodQuery { site: what.site_id, from, until }
}

/// The figure of its rows. 404 of one that this version does not have.
pub fn kpi(what: &Definition) -> Result<&'static Kpi, Problem> {
    known(what.kpi.as_deref().unwrap_or_default())
}

/// All of it, as the actor may see it.
pub async fn table(context: &Context, actor: &Actor, what: &Definition, on: NaiveDate) -> Result<Table, Problem> {
    match what.shows {
        Shows::Figures => Ok(export_kpis::table(&list::report(context, actor, &query(what, on)).await?)),
        Shows::Rows => export::table(context, actor, kpi(what)?, &query(what, on)).await,
        Shows::Receivables => open(context, actor, what.site_id).await,
        Shows::Leaks => leaking(context, actor, what.site_id).await,
    }
}

/// The few numbers that stand in a mail, as the actor may see them.
pub async fn summary(context: &Context, actor: &Actor, what: &Definition, on: NaiveDate) -> Result<Vec<ReportedGroup>, Problem> {
    match what.shows {
        Shows::Figures => {
            let report = list::report(context, actor, &query(what, on)).await?;
            Ok(report.groups.iter().map(main).collect())
        }
        Shows::Rows => counted(context, actor, what, on).await,
        Shows::Receivables => {
            let report = receivables::report(context, actor, what.site_id, None).await?;
            let group = |group: &receivables::ReceivablesGroup| {
                let not_due = group.buckets.first().map_or(0, |bucket| bucket.open.0);
                let figures = vec![now(MainFigure::Open, group.total.0), now(MainFigure::PastDue, group.total.0 - not_due)];
                ReportedGroup { sites: names(&group.sites), currency: group.currency.clone(), figures }
            };
            Ok(report.groups.iter().map(group).collect())
        }
        Shows::Leaks => {
            let report = totals::report(context, actor, what.site_id).await?;
            let group = |group: &totals::LeakGroup| {
                let figures = vec![now(MainFigure::Leaks, group.count), now(MainFigure::Leaking, group.amount.0)];
                ReportedGroup { sites: names(&group.sites), currency: group.currency.clone(), figures }
            };
            Ok(report.groups.iter().map(group).collect())
        }
    }
}

fn now(figure: MainFigure, value: i64) -> ReportedFigure {
    ReportedFigure { figure, value: Some(value), before: None }
}

fn names(sites: &[ReportedSite]) -> String {
    sites.iter().map(|site| site.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn main(group: &KpiGroup) -> ReportedGroup {
    let figure = |(id, figure): &(&str, MainFigure)| {
        let kpi = group.kpis.iter().find(|kpi| kpi.id == *id)?;
        Some(ReportedFigure { figure: *figure, value: kpi.now.value, before: kpi.before.value })
    };
    ReportedGroup { sites: names(&group.sites), currency: group.currency.clone(), figures: MAIN.iter().filter_map(figure).collect() }
}

/// How many documents there are.
async fn counted(context: &Context, actor: &Actor, what: &Definition, on: NaiveDate) -> Result<Vec<ReportedGroup>, Problem> {
    let (kpi, reader) = (kpi(what)?, context.db.reader());
    let (sites, among) = seen(reader, actor, kpi, what.site_id).await?;
    let rows = read(reader, kpi, (&sites, &among), &query(what, on), (None, MOST)).await?;
    let named = among.iter().filter_map(|site| sites.0.get(site)).map(|site| site.name.as_str()).collect::<Vec<_>>();
    let figures = vec![now(MainFigure::Rows, i64::try_from(rows.len()).unwrap_or(i64::MAX))];
    Ok(vec![ReportedGroup { sites: named.join(", "), currency: String::new(), figures }])
}

/// Each document that is open, what fell due first before the others.
async fn open(context: &Context, actor: &Actor, site: Option<SiteId>) -> Result<Table, Problem> {
    let (kpi, reader, at) = (known("receivables")?, context.db.reader(), context.clock.now());
    let (sites, among) = seen(reader, actor, kpi, site).await?;
    let (from, until) = EVER.0.zip(EVER.1).ok_or_else(Problem::not_found)?;
    let asked = store::rows::Asked { kpi, sites: &among, window: store::Window { from, until, before: None, limit: MOST } };
    let rows = store::rows::list(reader, &asked).await?.into_iter().rev().map(|row| KpiRow::of(kpi, row, &sites));
    let cells = |row: KpiRow| {
        let (name, currency, decimals) = labels(&sites, row.site_id);
        let today = sites.0.get(&row.site_id).map_or_else(|| at.date_naive(), |site| site.today(at));
        vec![
            Cell::Text(name),
            Cell::Text(row.number),
            Cell::Text(row.label),
            Cell::Text(row.day.to_string()),
            Cell::Number((today - row.day).num_days().max(0).to_string()),
            Cell::Number(Amount(row.numerator).to_decimal(decimals)),
            Cell::Text(currency),
        ]
    };
    let titles = vec!["site", "number", "name", "due_on", "days_late", "open", "currency"];
    Ok(Table { name: "receivables".into(), titles, rows: rows.map(cells).collect() })
}

/// Each finding that nobody explained, the oldest first.
async fn leaking(context: &Context, actor: &Actor, site: Option<SiteId>) -> Result<Table, Problem> {
    let (reader, at) = (context.db.reader(), context.clock.now());
    let sites = store::sites::all(reader).await?;
    let among = leaks::days(context, actor, site, &sites)?;
    let asked = Asked { sites: &among, kind: None, is_explained: false, after: None, limit: MOST };
    let mut rows = vec![];
    for row in store::leaks::list(reader, &asked).await? {
        let today = sites.0.get(&row.site_id).map_or_else(|| at.date_naive(), |site| site.today(at));
        let kind = row.kind.clone();
        let leak = LeakView::of(row, today, &sites, actor)?;
        let (name, currency, decimals) = labels(&sites, leak.site_id);
        rows.push(vec![
            Cell::Text(name),
            Cell::Text(kind),
            Cell::Text(leak.number),
            Cell::Text(leak.label),
            Cell::Text(leak.since.to_string()),
            Cell::Number(leak.age.to_string()),
            leak.amount.map_or(Cell::Empty, |amount| Cell::Number(amount.to_decimal(decimals))),
            Cell::Text(currency),
        ]);
    }
    let titles = vec!["site", "kind", "number", "name", "since", "days", "amount", "currency"];
    Ok(Table { name: "leaks".into(), titles, rows })
}

/// A site's name and currency, and how many decimals that has.
fn labels(sites: &Sites, site: SiteId) -> (String, String, u8) {
    let (name, currency) = sites.0.get(&site).map(|Site { name, currency, .. }| (name.clone(), currency.clone())).unwrap_or_default();
    let decimals = Currency::from_code(&currency).map_or(2, |currency| currency.decimals);
    (name, currency, decimals)
}

/// Where a reader sees figures first: whose name stands below a mail.
pub fn first_site(actor: &Actor, what: &Definition) -> Option<SiteId> {
    what.site_id.or_else(|| actor.sites.keys().copied().find(|site| actor.may(REPORT_READ, *site)))
}
