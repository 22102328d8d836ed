//! Read the figures of all customers.

use std::collections::HashMap;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::billing::INVOICE_READ;
use contracts::customers::CUSTOMER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::{Context, Problem};
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{CustomersStatistics, KindCount, LanguageCount, LostCount, TopCustomer};
use super::{period, store};
use crate::customers;
use crate::customers::record::{Kind, Language};
use crate::standing::revenue;

const MOST: u64 = 10;
const LONG_AGO: [u32; 3] = [6, 12, 24];

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StatisticsQuery {
    /// Calendar months to show, with this one: 12 when left out.
    #[param(minimum = 1, maximum = 36)]
    months: Option<u32>,
    /// Of `top`: a year (`2026`) or a month (`2026-11`); this year when left out.
    #[param(pattern = "^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
    period: Option<String>,
}

/// All customers in figures: what they are, how they came, who comes back, who does not, and who was invoiced most. Permission:
/// `customer.read`; who was invoiced most is shown with `invoice.read`.
#[utoipa::path(get, path = "/customer-statistics", tag = "customers", operation_id = "read_customers_statistics",
    params(StatisticsQuery),
    responses((status = 200, body = CustomersStatistics)), security(("bearer" = [])))]
pub async fn read_customers_statistics(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<StatisticsQuery>,
) -> Result<Json<CustomersStatistics>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let now = context.clock.now();
    let (months, period) = query.asked(now)?;
    let sees_money = actor.may_anywhere(INVOICE_READ);
    Ok(Json(count(context.db.reader(), now, months, (period, sees_money)).await?))
}

impl StatisticsQuery {
    /// How many months, and of which period those who were invoiced most.
    fn asked(self, now: DateTime<Utc>) -> Result<(u32, String), Problem> {
        let months = self.months.unwrap_or(12);
        if !(1..=36).contains(&months) {
            return Err(Problem::field("/months", "out-of-range", "It is between 1 and 36"));
        }
        let period = self.period.unwrap_or_else(|| now.format("%Y").to_string());
        if !period::is_period(&period) {
            return Err(Problem::field("/period", "invalid", "It is a year or a month: 2026 or 2026-11"));
        }
        Ok((months, period))
    }
}

async fn count<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    months: u32,
    (top_period, sees_money): (String, bool),
) -> Result<CustomersStatistics, Problem> {
    let (days, end) = period::months(now, months);
    let since = days.first().map_or(now, |day| period::midnight(*day));
    let groups = store::groups(conn).await?;
    Ok(CustomersStatistics {
        total: groups.iter().map(|group| group.count).sum(),
        kinds: kinds(&groups),
        languages: languages(&groups),
        tags: store::tags(conn).await?,
        lead_sources: store::sources(conn).await?,
        lost: lost(conn, now).await?,
        months: store::by_month(conn, &days, end).await?,
        visit_sources: store::visit_sources(conn, since).await?,
        top: if sees_money { top(conn, &top_period).await? } else { vec![] },
        top_period,
    })
}

async fn lost<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<Vec<LostCount>, Problem> {
    let mut lost = vec![];
    for months in LONG_AGO {
        let before = period::ago(now, months);
        lost.push(LostCount { months, before, count: store::lost(conn, before).await? });
    }
    Ok(lost)
}

fn kinds(groups: &[store::Group]) -> Vec<KindCount> {
    let count = |kind| groups.iter().filter(|group| group.kind == kind).map(|group| group.count).sum();
    [Kind::Person, Kind::Business].map(|kind| KindCount { kind, count: count(kind) }).to_vec()
}

fn languages(groups: &[store::Group]) -> Vec<LanguageCount> {
    let count = |language| groups.iter().filter(|group| group.language == language).map(|group| group.count).sum();
    [Language::Fr, Language::Ar, Language::En].map(|language| LanguageCount { language, count: count(language) }).to_vec()
}

async fn top<C: ConnectionTrait>(conn: &C, period: &str) -> Result<Vec<TopCustomer>, Problem> {
    let greatest = revenue::greatest(conn, period, MOST).await?;
    let ids: Vec<_> = greatest.iter().map(|one| one.customer_id).collect();
    let names: HashMap<_, _> = customers::store::find_many(conn, &ids).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let row = |one: revenue::Earned| {
        let name = names.get(&one.customer_id)?.clone();
        Some(TopCustomer { customer_id: one.customer_id, name, invoiced: one.amount, currency: one.currency })
    };
    Ok(greatest.into_iter().filter_map(row).collect())
}
