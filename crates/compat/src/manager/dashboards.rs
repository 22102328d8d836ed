//! The workshop manager's dashboards, of ECAR's own figures: net of VAT, by the day on which a document was issued.

use std::collections::BTreeMap;

use axum::http::Method;
use chrono::{Days, NaiveDate};
use serde_json::{Map, Value, json};

use super::sold::Sold;
use crate::garage::Garage;
use crate::invoices::decimals;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, money, or_null, quantity, text, with};

const ABOUT: &str = "Dashboard";
const SHORTEST: u64 = 7;
const LONGEST: u64 = 365;
const LONGEST_REPORT: u64 = 730;
const USUAL: u64 = 30;
const WEEK: u64 = 7;

pub fn routes() -> Vec<Route> {
    let route = |path, summary, handle| Route::new(Family::Manager, ABOUT, Method::GET, path, summary, handle);
    vec![
        route("/api/v1/dashboard/", "What the garage did", |ask| Box::pin(dashboard(ask))).asks(&["period", "site_id"]),
        route("/api/v1/dashboard/site/", "What a site did today and this week", |ask| Box::pin(of_site(ask))).asks(&["site_id"]),
        route("/api/v1/dashboard/activities/", "What happened in the last day", |ask| Box::pin(activities(ask)))
            .asks(&["limit", "site_id"]),
        route("/api/v1/dashboard/reports/", "What each site did", |ask| Box::pin(reports(ask))).asks(&["period", "site_id"]),
        route("/api/v1/dashboard/sales-report/", "Sales of a period", |ask| Box::pin(sales(ask))).asks(&[
            "date_from",
            "date_to",
            "period",
            "site_id",
            "group_by",
        ]),
    ]
}

struct Period {
    from: NaiveDate,
    until: NaiveDate,
}

impl Period {
    /// So many days up to today.
    fn of_days(ask: &Ask, days: u64) -> Self {
        let until = ask.clock.now().date_naive();
        Self { from: until - Days::new(days.saturating_sub(1)), until }
    }

    /// What the client asks for, within what the old system allowed.
    fn wanted(ask: &Ask, most: u64) -> Result<(Self, u64), Reply> {
        let days = ask.wanted("period").map_or(Ok(USUAL), str::parse::<u64>).ok().filter(|days| (SHORTEST..=most).contains(days));
        let days = days.ok_or_else(|| Reply::refused(format!("period must be between {SHORTEST} and {most}")))?;
        Ok((Self::of_days(ask, days), days))
    }

    fn filters<'a>(&self, site: Option<&'a str>, (from, until): (&'a mut String, &'a mut String)) -> [(&'static str, Option<&'a str>); 3] {
        (*from, *until) = (self.from.to_string(), self.until.to_string());
        [("site", site), ("from", Some(from)), ("until", Some(until))]
    }
}

/// The figures of a period by their name, of the first currency.
struct Figures {
    currency: String,
    kpis: BTreeMap<String, Value>,
}

impl Figures {
    async fn of(ask: &Ask, period: &Period, site: Option<&str>) -> Result<Self, Reply> {
        let (mut from, mut until) = (String::new(), String::new());
        let report = ask.call(Call::get(with("/reports/kpis", &period.filters(site, (&mut from, &mut until))))).await?;
        let group = &report["groups"][0];
        let kpis = group["kpis"].as_array().into_iter().flatten().map(|kpi| (text(kpi, "/id").to_owned(), kpi.clone())).collect();
        Ok(Self { currency: text(group, "/currency").to_owned(), kpis })
    }

    fn value(&self, id: &str, when: &str) -> Value {
        self.kpis.get(id).map_or(Value::Null, |kpi| or_null(kpi, &format!("/{when}/value")))
    }

    fn money(&self, id: &str, when: &str) -> Value {
        money(&self.value(id, when), decimals(&self.currency))
    }

    /// What a summary shows.
    fn summary(&self) -> Value {
        json!({
            "total_revenue": self.money("net_sales", "now"), "revenue_before": self.money("net_sales", "before"),
            "completed_requests": self.value("car_count", "now"), "average_order": self.money("aro", "now"), "currency": self.currency,
        })
    }
}

/// Points of a figure over time, of the first currency.
async fn course(ask: &Ask, period: &Period, site: Option<&str>, step: &str) -> Result<(Vec<Value>, Map<String, Value>, String), Reply> {
    let (mut from, mut until) = (String::new(), String::new());
    let [one, two, three] = period.filters(site, (&mut from, &mut until));
    let series = ask.call(Call::get(with("/reports/series", &[one, two, three, ("step", Some(step))]))).await?;
    let group = &series["groups"][0];
    let values = group["kpis"].as_array().into_iter().flatten().map(|kpi| (text(kpi, "/id").to_owned(), kpi["values"].clone())).collect();
    Ok((series["starts"].as_array().cloned().unwrap_or_default(), values, text(group, "/currency").to_owned()))
}

fn trend(starts: &[Value], values: Option<&Value>, name: &str, shape: impl Fn(&Value) -> Value) -> Vec<Value> {
    let point = |(day, value): (&Value, &Value)| json!({ "date": day, name: shape(value) });
    starts.iter().zip(values.and_then(Value::as_array).into_iter().flatten()).map(point).collect()
}

async fn by_site(ask: &Ask, period: &Period, garage: &Garage) -> Result<Vec<Value>, Reply> {
    let mut sites = vec![];
    for site in &garage.sites {
        let id = text(site, "/id");
        let figures = Figures::of(ask, period, Some(id)).await?;
        let mut shown = figures.summary();
        shown["site_id"] = json!(id);
        shown["site_name"] = site["name"].clone();
        sites.push(shown);
    }
    Ok(sites)
}

async fn dashboard(ask: Ask) -> Answer {
    let (period, days) = Period::wanted(&ask, LONGEST)?;
    let (garage, site) = (Garage::of(&ask).await?, ask.wanted_id("site_id"));
    let figures = Figures::of(&ask, &period, site).await?;
    let (starts, values, currency) = course(&ask, &period, site, "day").await?;
    let low = all(&ask, Source::uncounted("/stock/reorder", &[("site", site)])).await?;
    let item = |row: &Value| json!({ "product_id": row["product_id"], "product_name": row["name"], "site_id": row["site_id"], "quantity_on_hand": quantity(&row["on_hand"]) });
    let sites: Vec<_> = garage.sites.iter().map(|site| json!({ "id": site["id"], "name": site["name"] })).collect();
    Ok(Reply::ok(json!({
        "summary": figures.summary(), "by_site": by_site(&ask, &period, &garage).await?, "sites": sites,
        "requests_trend": trend(&starts, values.get("car_count"), "count", Clone::clone),
        "revenue_trend": trend(&starts, values.get("net_sales"), "total", |value| money(value, decimals(&currency))),
        "low_stock_items": low.iter().map(item).collect::<Vec<_>>(), "period_days": days,
    })))
}

async fn of_site(ask: Ask) -> Answer {
    let garage = Garage::of(&ask).await?;
    let site = text(garage.wanted(&ask, "site_id")?, "/id");
    let (today, week) = (Period::of_days(&ask, 1), Period::of_days(&ask, WEEK));
    let sold = Sold::of(&ask, week.from, week.until, Some(site)).await?;
    let (paid_today, unpaid_today) = Sold::of(&ask, today.from, today.until, Some(site)).await?.paid_and_due();
    let (today, week) = (Figures::of(&ask, &today, Some(site)).await?, Figures::of(&ask, &week, Some(site)).await?);
    Ok(Reply::ok(json!({
        "site_id": site, "currency": today.currency,
        "revenue_today": today.money("net_sales", "now"), "revenue_week": week.money("net_sales", "now"),
        "revenue_prev_week": week.money("net_sales", "before"), "sales_count_today": today.value("car_count", "now"),
        "sales_count_week": week.value("car_count", "now"), "sales_count_prev_week": week.value("car_count", "before"),
        "paid_today": paid_today, "unpaid_today": unpaid_today, "top_products": sold.top_products(),
        "by_service_category": sold.by_service(), "by_payment_method": sold.by_payment_method(), "revenue_mix": sold.mix(),
        "is_whole": sold.is_whole(),
    })))
}

async fn activities(ask: Ask) -> Answer {
    let limit = ask.wanted("limit").and_then(|limit| limit.parse::<u64>().ok()).unwrap_or(20).clamp(1, 50).to_string();
    let from = (ask.clock.now() - chrono::Duration::days(1)).to_rfc3339();
    let filters = [("site", ask.wanted_id("site_id")), ("from", Some(from.as_str())), ("limit", Some(limit.as_str()))];
    let found = ask.call(Call::get(with("/audit", &filters))).await?;
    let row = |entry: &Value| json!({ "type": entry["entity"], "action": entry["action"], "title": entry["label"], "user": entry["actor_name"], "created_at": entry["at"] });
    Ok(Reply::ok(json!({ "activities": found["items"].as_array().into_iter().flatten().map(row).collect::<Vec<_>>() })))
}

async fn reports(ask: Ask) -> Answer {
    let (period, days) = Period::wanted(&ask, LONGEST)?;
    let garage = Garage::of(&ask).await?;
    let sold = Sold::of(&ask, period.from, period.until, ask.wanted_id("site_id")).await?;
    Ok(Reply::ok(json!({
        "by_site": by_site(&ask, &period, &garage).await?, "top_products": sold.top_products(), "period_days": days,
        "is_whole": sold.is_whole(),
    })))
}

async fn sales(ask: Ask) -> Answer {
    let day = |name: &str| ask.wanted(name).map(str::parse::<NaiveDate>).transpose().map_err(|_| Reply::field(name, "Enter a valid date."));
    let period = match (day("date_from")?, day("date_to")?) {
        (Some(from), Some(until)) if from <= until && (until - from).num_days().unsigned_abs() < LONGEST_REPORT => Period { from, until },
        (Some(_), Some(_)) => return Err(Reply::refused(format!("date_from is before date_to, by at most {LONGEST_REPORT} days"))),
        _ => Period::wanted(&ask, LONGEST_REPORT)?.0,
    };
    let step = ask.wanted("group_by").unwrap_or("day");
    if !["day", "week", "month"].contains(&step) {
        return Err(Reply::refused("group_by is day, week or month"));
    }
    let (garage, site) = (Garage::of(&ask).await?, ask.wanted_id("site_id"));
    let figures = Figures::of(&ask, &period, site).await?;
    let (starts, values, currency) = course(&ask, &period, site, step).await?;
    let sold = Sold::of(&ask, period.from, period.until, site).await?;
    Ok(Reply::ok(json!({
        "report_metadata": { "date_from": period.from, "date_to": period.until, "group_by": step, "currency": currency },
        "summary": figures.summary(), "by_site": by_site(&ask, &period, &garage).await?,
        "by_date": trend(&starts, values.get("net_sales"), "total", |value| money(value, decimals(&currency))),
        "by_payment_method": sold.by_payment_method(), "transactions": sold.transactions(), "is_whole": sold.is_whole(),
    })))
}
