//! GET /loyalty-liabilities/{site}

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use contracts::billing::ACCOUNTING_READ;
use contracts::identity;
use kernel::export::{Cell, FileFormat, Table};
use kernel::http::{Caller, Path, Query};
use kernel::site_settings::of;
use kernel::{Actor, Amount, Currency, Problem, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::settings::Model as Settings;
use super::store::LOTS;
use crate::Billing;
use crate::invoices::invoice::local_day;
use crate::series::{day_begins, zone};

#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LiabilityQuery {
    /// As it stood at the end of this day at the site; today when left out.
    pub until: Option<NaiveDate>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormatQuery {
    #[serde(default)]
    #[param(inline)]
    format: FileFormat,
}

/// What a site's customers could use of points at the end of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoyaltyLiability {
    pub site_id: SiteId,
    pub until: NaiveDate,
    pub currency: String,
    pub customers: i64,
    pub points: i64,
    /// Of a point today, in minor units.
    pub worth: Amount,
    /// Of all of them.
    pub amount: Amount,
    /// What customers are short of, who used points that were not theirs in the end: below zero, and in no other sum.
    pub overdrawn: i64,
    /// The youngest first.
    pub ages: Vec<LoyaltyAge>,
    /// The twelve months up to the day, those in which something happened, the oldest first.
    pub months: Vec<LoyaltyMonth>,
}

/// Points that were earned so long ago.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoyaltyAge {
    /// More than so many months before.
    pub from_months: i64,
    /// At most so many; null for the oldest.
    pub to_months: Option<i64>,
    pub points: i64,
    pub amount: Amount,
}

/// What happened in a month, in points.
#[derive(Debug, Serialize, FromQueryResult, ToSchema)]
pub struct LoyaltyMonth {
    /// `2026-11`
    pub month: String,
    /// Less what was reversed.
    pub earned: i64,
    /// Given less taken by hand.
    pub granted: i64,
    /// For bringing customers and for being brought, less what was reversed.
    pub referred: i64,
    /// Less what was given back.
    pub used: i64,
    /// What they paid, in minor units.
    pub paid: Amount,
    pub expired: i64,
}

/// Points that are outstanding on a day with what they are worth, by age, and what was earned, used and lost in each month.
/// Permission: `accounting.read`.
#[utoipa::path(get, path = "/loyalty-liabilities/{site_id}", tag = "billing", operation_id = "get_loyalty_liability", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), LiabilityQuery), responses((status = 200, body = LoyaltyLiability)))]
pub async fn get_loyalty_liability(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(asked): Query<LiabilityQuery>,
) -> Result<Json<LoyaltyLiability>, Problem> {
    report(&billing, &actor, id, asked).await.map(Json)
}

/// The months of the same for a spreadsheet: amounts as decimals. Permission: `accounting.read`.
#[utoipa::path(get, path = "/loyalty-liabilities/{site_id}/export", tag = "billing", operation_id = "export_loyalty_liability",
    security(("bearer" = [])), params(("site_id" = SiteId, Path), LiabilityQuery, FormatQuery),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export_loyalty_liability(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(asked): Query<LiabilityQuery>,
    Query(FormatQuery { format }): Query<FormatQuery>,
) -> Result<Response, Problem> {
    let report = report(&billing, &actor, id, asked).await?;
    let decimals = Currency::from_code(&report.currency).map_or(2, |currency| currency.decimals);
    let number = |points: i64| Cell::Number(points.to_string());
    let money = |amount: Amount| Cell::Number(amount.to_decimal(decimals));
    let row = |(what, points): (String, [Cell; 7])| std::iter::once(Cell::Text(what)).chain(points).collect::<Vec<_>>();
    let months = report.months.iter().map(|month| {
        let LoyaltyMonth { earned, granted, referred, used, expired, .. } = *month;
        let [paid, empty] = [money(month.paid), Cell::Empty];
        (month.month.clone(), [number(earned), number(granted), number(referred), number(used), paid, number(expired), empty])
    });
    let ages = report.ages.iter().map(|age| {
        let upto = age.to_months.map_or_else(String::new, |months| months.to_string());
        let empty = || Cell::Empty;
        (format!("{}-{upto} months", age.from_months), [number(age.points), empty(), empty(), empty(), empty(), empty(), money(age.amount)])
    });
    let empty = || Cell::Empty;
    let outstanding = [number(report.points), empty(), empty(), empty(), empty(), empty(), money(report.amount)];
    let rows = months.chain(ages).chain([(format!("outstanding {}", report.until), outstanding)]).map(row).collect();
    let titles = vec!["what", "points", "granted", "referred", "used", "paid", "expired", "worth"];
    Table { name: format!("points-{}", report.until), titles, rows }.answer(format)
}

async fn report(billing: &Billing, actor: &Actor, id: SiteId, asked: LiabilityQuery) -> Result<LoyaltyLiability, Problem> {
    actor.permit(ACCOUNTING_READ, id)?;
    let site = identity::site(billing.sites.as_ref(), id).await?;
    let until = match asked.until {
        Some(day) => day,
        None => local_day(billing.context.clock.now(), zone(&site)?),
    };
    let out_of_range = || Problem::field("/until", "out-of-range", "there is no such day");
    let ends = day_begins(&site, until.succ_opt().ok_or_else(out_of_range)?)?;
    let first = until.with_day(1).and_then(|first| first.checked_sub_months(Months::new(11))).ok_or_else(out_of_range)?;
    let instant = billing.context.db.snapshot().await?;
    let settings: Settings = of(&instant, id).await?;
    let standing = standing(&instant, id, &site.currency, ends).await?;
    let worth = |points: i64| Amount(points.saturating_mul(settings.worth.0));
    let age = |(from_months, to_months, points)| LoyaltyAge { from_months, to_months, points, amount: worth(points) };
    Ok(LoyaltyLiability {
        site_id: id,
        until,
        customers: standing.customers,
        points: standing.points,
        worth: settings.worth,
        amount: worth(standing.points),
        overdrawn: standing.overdrawn,
        ages: standing.ages().map(age).into(),
        months: months(&instant, id, &site.currency, (first, until)).await?,
        currency: site.currency,
    })
}

/// What is outstanding, and what of it is older than so many months.
#[derive(Clone, Copy, Debug, FromQueryResult)]
struct Standing {
    customers: i64,
    points: i64,
    overdrawn: i64,
    older_3: i64,
    older_6: i64,
    older_12: i64,
}

impl Standing {
    fn ages(self) -> [(i64, Option<i64>, i64); 4] {
        let Self { points, older_3, older_6, older_12, .. } = self;
        [(0, Some(3), points - older_3), (3, Some(6), older_3 - older_6), (6, Some(12), older_6 - older_12), (12, None, older_12)]
    }
}

/// Of each customer the oldest points went first: what is left of those before a day is what came until then, less all that went.
async fn standing<C: ConnectionTrait>(conn: &C, site: SiteId, currency: &str, ends: DateTime<Utc>) -> Result<Standing, Problem> {
    let before = |months: u32| ends.checked_sub_months(Months::new(months)).unwrap_or(ends);
    let left = |placeholder: &str, name: &str| {
        format!("sum(case when {LOTS} then (case when earned_at < {placeholder} then points else 0 end) else points end) as {name}")
    };
    let positive = |name: &str, of: &str| {
        format!(
            "cast(coalesce(sum(case when s.{of} <= 0 or s.balance <= 0 then 0 when s.{of} > s.balance then s.balance else s.{of} end), 0) as bigint) as {name}"
        )
    };
    let sql = format!(
        "select cast(coalesce(sum(case when s.balance > 0 then 1 else 0 end), 0) as bigint) as customers, {}, \
         cast(coalesce(sum(case when s.balance < 0 then s.balance else 0 end), 0) as bigint) as overdrawn, {}, {}, {} from (\
         select customer_id, sum(points) as balance, {}, {}, {} from billing_loyalty_entries \
         where site_id = $4 and currency = $5 and at < $6 group by customer_id) s",
        positive("points", "balance"),
        positive("older_3", "l3"),
        positive("older_6", "l6"),
        positive("older_12", "l12"),
        left("$1", "l3"),
        left("$2", "l6"),
        left("$3", "l12"),
    );
    let binds = [before(3).into(), before(6).into(), before(12).into(), site.0.into(), currency.into(), ends.into()];
    let row: Option<Standing> = db::one(conn, sql, binds).await?;
    row.ok_or_else(|| Problem::internal(&"a sum has a row"))
}

async fn months<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    currency: &str,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<LoyaltyMonth>, DbErr> {
    let month = "substr(cast(on_day as text), 1, 7)";
    let sum = |kinds: &str, what: &str, name: &str| {
        format!("cast(coalesce(sum(case when kind in ({kinds}) then {what} else 0 end), 0) as bigint) as {name}")
    };
    let sql = format!(
        "select {month} as month, {}, {}, {}, {}, {}, {} from billing_loyalty_entries \
         where site_id = $1 and currency = $2 and on_day >= $3 and on_day <= $4 group by {month} order by 1",
        sum("'earned', 'reversed'", "points", "earned"),
        sum("'granted', 'withdrawn'", "points", "granted"),
        sum("'referred', 'referral', 'referral_reversed'", "points", "referred"),
        sum("'used', 'given_back'", "-points", "used"),
        sum("'used', 'given_back'", "amount", "paid"),
        sum("'expired'", "-points", "expired"),
    );
    db::all(conn, sql, [site.0.into(), currency.into(), first.into(), last.into()]).await
}
