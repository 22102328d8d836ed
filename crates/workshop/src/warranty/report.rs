//! How much comes back, and what an order is worth without those that do.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::identity::UserId;
use contracts::workshop::WORKSHOP_CONFIGURE;
use kernel::http::{Caller, Json, Query};
use kernel::{Amount, Binds, Problem, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::comeback::ComebackCause;
use crate::work_orders::rows::NO_VEHICLE;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ComebackQuery {
    site: Option<SiteId>,
    /// Completed from then on; a year ago when left out.
    from: Option<DateTime<Utc>>,
    /// Completed before then; all that is completed now when left out.
    until: Option<DateTime<Utc>>,
}

/// The figures of a period.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ComebackReport {
    /// Completed orders, comebacks left out.
    pub orders: i64,
    /// Their totals, by currency.
    pub worth: Vec<Worth>,
    /// Completed orders that make an earlier one good.
    pub comebacks: i64,
    /// Comebacks ÷ orders, in basis points; null without orders.
    pub rate: Option<i64>,
    pub by_cause: Vec<CauseCount>,
    /// Who worked on the originals.
    pub by_technician: Vec<TechnicianCount>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Worth {
    pub currency: String,
    pub total: Amount,
    /// Of an order, comebacks left out.
    pub average: Amount,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CauseCount {
    /// Null where nobody knows yet.
    pub cause: Option<ComebackCause>,
    pub comebacks: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TechnicianCount {
    pub id: UserId,
    pub name: String,
    pub comebacks: i64,
}

/// How much comes back, and what orders are worth without comebacks. Permission: `workshop.configure`.
#[utoipa::path(get, path = "/comeback-report", tag = MODULE, operation_id = "report_comebacks", security(("bearer" = [])),
    params(ComebackQuery), responses((status = 200, body = ComebackReport)))]
pub async fn report_comebacks(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ComebackQuery>,
) -> Result<Json<ComebackReport>, Problem> {
    let sites = actor.visible_sites(query.site, WORKSHOP_CONFIGURE)?;
    let until = query.until.unwrap_or_else(|| workshop.now() + TimeDelta::seconds(1));
    let from = query.from.unwrap_or(until - TimeDelta::days(365));
    let reader = workshop.context.db.reader();
    let worth = completed(reader, sites.as_deref(), (from, until)).await?;
    let back = came_back(reader, sites.as_deref(), (from, until)).await?;
    Ok(Json(report(&worth, &back)))
}

#[derive(FromQueryResult)]
struct Completed {
    currency: String,
    orders: i64,
    total: i64,
}

#[derive(FromQueryResult)]
struct Back {
    cause: Option<ComebackCause>,
    technician_id: Option<UserId>,
    technician_name: Option<String>,
}

type Period = (DateTime<Utc>, DateTime<Utc>);

async fn completed<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>, period: Period) -> Result<Vec<Completed>, DbErr> {
    let mut binds = Binds::default();
    let (from, until) = (binds.add(period.0), binds.add(period.1));
    let (sites, none) = (binds.and_among("o.site_id", sites), binds.add(NO_VEHICLE));
    let sql = format!(
        "select o.currency, count(*) as orders, cast(sum(o.total) as bigint) as total from workshop_orders o \
         where o.completed_at >= {from} and o.completed_at < {until}{sites} and o.vehicle_id <> {none} \
         and not exists (select 1 from workshop_comebacks c where c.order_id = o.id) group by o.currency order by o.currency"
    );
    db::all(conn, sql, binds.0).await
}

async fn came_back<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>, period: Period) -> Result<Vec<Back>, DbErr> {
    let mut binds = Binds::default();
    let (from, until) = (binds.add(period.0), binds.add(period.1));
    let sites = binds.and_among("o.site_id", sites);
    let sql = format!(
        "select c.cause, c.technician_id, c.technician_name from workshop_comebacks c join workshop_orders o on o.id = c.order_id \
         where o.completed_at >= {from} and o.completed_at < {until}{sites}"
    );
    db::all(conn, sql, binds.0).await
}

fn report(worth: &[Completed], back: &[Back]) -> ComebackReport {
    let orders: i64 = worth.iter().map(|row| row.orders).sum();
    let comebacks = i64::try_from(back.len()).unwrap_or(i64::MAX);
    let mut by_cause = BTreeMap::<Option<ComebackCause>, i64>::new();
    let mut by_technician = BTreeMap::<UserId, (String, i64)>::new();
    for row in back {
        *by_cause.entry(row.cause).or_default() += 1;
        let Some(id) = row.technician_id else { continue };
        let (name, count) = by_technician.entry(id).or_default();
        *name = row.technician_name.clone().unwrap_or_default();
        *count += 1;
    }
    let average = |row: &Completed| Amount(row.total / row.orders.max(1));
    ComebackReport {
        orders,
        worth: worth.iter().map(|row| Worth { average: average(row), currency: row.currency.clone(), total: Amount(row.total) }).collect(),
        comebacks,
        rate: (orders > 0).then(|| comebacks * 10_000 / orders),
        by_cause: by_cause.into_iter().map(|(cause, comebacks)| CauseCount { cause, comebacks }).collect(),
        by_technician: by_technician.into_iter().map(|(id, (name, comebacks))| TechnicianCount { id, name, comebacks }).collect(),
    }
}
