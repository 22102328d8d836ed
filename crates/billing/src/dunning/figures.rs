//! GET /dunning-figures

use axum::Json;
use axum::extract::State;
use chrono::{NaiveDate, TimeDelta};
use contracts::billing::INVOICE_READ;
use kernel::http::{Caller, Query};
use kernel::{Amount, Binds, Problem, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Billing;

/// How far back letters are looked at.
const HALF_A_YEAR: TimeDelta = TimeDelta::days(182);

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FiguresQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// How far customers were reminded of what is past due, and what it brought.
#[derive(Debug, Serialize, ToSchema)]
pub struct DunningFigures {
    pub on: NaiveDate,
    /// Past due today, by the last step that was taken.
    pub reached: Vec<DunningReached>,
    /// Letters of the last half year, by step.
    pub answered: Vec<DunningAnswered>,
}

/// Invoices that are past due.
#[derive(Debug, FromQueryResult, Serialize, ToSchema)]
pub struct DunningReached {
    /// 0 before the first.
    pub step: i32,
    pub currency: String,
    pub invoices: i64,
    pub customers: i64,
    /// Minor units.
    pub due: Amount,
}

/// What a step's letters asked for, and what came in for it within 14 days after each.
#[derive(Debug, FromQueryResult, Serialize, ToSchema)]
pub struct DunningAnswered {
    pub step: i32,
    pub currency: String,
    pub letters: i64,
    /// Minor units.
    pub asked: Amount,
    /// Minor units; what two letters asked for within 14 days counts for both.
    pub received: Amount,
}

/// How many invoices are at which step, and what came in upon letters. Permission: `invoice.read`.
#[utoipa::path(get, path = "/dunning-figures", tag = "billing", operation_id = "get_dunning_figures", security(("bearer" = [])),
    params(FiguresQuery), responses((status = 200, body = DunningFigures)))]
pub async fn get_dunning_figures(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<FiguresQuery>,
) -> Result<Json<DunningFigures>, Problem> {
    let sites = actor.visible_sites(asked.site, INVOICE_READ)?;
    let now = billing.context.clock.now();
    let (on, conn) = (now.date_naive(), billing.context.db.snapshot().await?);
    let reached = reached(&conn, sites.as_deref(), on).await?;
    let answered = answered(&conn, sites.as_deref(), now - HALF_A_YEAR).await?;
    Ok(Json(DunningFigures { on, reached, answered }))
}

async fn reached<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>, on: NaiveDate) -> Result<Vec<DunningReached>, DbErr> {
    let mut binds = Binds::default();
    let day = binds.add(on);
    let sites = binds.and_among("i.site_id", sites);
    let sql = format!(
        "select f.step, f.currency, count(*) as invoices, count(distinct f.customer_id) as customers, cast(sum(f.due) as bigint) as due from \
         (select i.currency, i.customer_id, i.due, coalesce((select max(l.step) from billing_dunning_lines l where l.invoice_id = i.id \
         and l.done_on is not null), 0) as step from billing_invoices i where i.due > 0 and i.due <> 0 and i.state <> 'draft' \
         and i.due_on < {day}{sites}) f group by f.step, f.currency order by f.step, f.currency"
    );
    db::all(conn, sql, binds.0).await
}

async fn answered<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    since: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<DunningAnswered>, DbErr> {
    let mut binds = Binds::default();
    let since = binds.add(since);
    let sites = binds.and_among("t.site_id", sites);
    let sql = format!(
        "select f.step, f.currency, count(distinct f.id) as letters, cast(sum(f.due) as bigint) as asked, cast(sum(f.came) as bigint) as received \
         from (select l.step, t.currency, t.id, l.due, coalesce((select sum(case when p.kind in ('refund', 'moved', 'bounced', 'taken_back') \
         then -p.amount else p.amount end) from billing_payments p where p.invoice_id = l.invoice_id and p.at >= t.sent_at \
         and p.at < t.answer_until), 0) as came from billing_dunning_letters t join billing_dunning_lines l on l.letter_id = t.id \
         where t.sent_at >= {since}{sites}) f group by f.step, f.currency order by f.step, f.currency"
    );
    db::all(conn, sql, binds.0).await
}
