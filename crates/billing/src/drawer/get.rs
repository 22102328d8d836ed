//! GET /drawers/{site}

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Days, Utc};
use contracts::billing::{DAY_CLOSE, PAYMENT_TAKE};
use contracts::identity::{self, SiteCard};
use kernel::http::{Caller, Path};
use kernel::{Amount, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::count::{TenderSum, expected};
use super::store::{self, Movement};
use crate::Billing;
use crate::entities::day_closes;
use crate::invoices::invoice::local_day;
use crate::series::{day_begins, zone};

/// What moved at a site since its last close, in minor units of the currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Drawer {
    pub site_id: SiteId,
    pub currency: String,
    /// When it was last closed; null before the first time.
    pub closed_at: Option<DateTime<Utc>>,
    /// The cash that it began with.
    pub begun_with: Amount,
    pub tenders: Vec<TenderSum>,
    /// The oldest first.
    pub movements: Vec<Movement>,
    /// close
    pub actions: Vec<String>,
}

/// What should be in the drawer now, and of what. Permission: `payment.take`.
#[utoipa::path(
    get, path = "/drawers/{site_id}", operation_id = "get_drawer", tag = "billing", security(("bearer" = [])),
    params(("site_id" = String, Path, format = Uuid)), responses((status = 200, body = Drawer))
)]
pub async fn get_drawer(State(billing): State<Billing>, Caller(actor): Caller, Path(id): Path<SiteId>) -> Result<Json<Drawer>, Problem> {
    actor.permit(PAYMENT_TAKE, id)?;
    let site = identity::site(billing.sites.as_ref(), id).await?;
    let instant = billing.context.db.snapshot().await?;
    let Open { last, begun_with, movements, .. } = open(&instant, &site, billing.context.clock.now()).await?;
    let actions = actor.allowed(id, &[("close", DAY_CLOSE)]).into_iter().map(str::to_owned).collect();
    let tenders = expected(&movements, begun_with);
    let closed_at = last.map(|close| close.at);
    Ok(Json(Drawer { site_id: id, currency: site.currency, closed_at, begun_with, tenders, movements, actions }))
}

/// What the next close is about.
pub struct Open {
    pub last: Option<day_closes::Model>,
    /// When the site's first close began to count, or will.
    pub counts_from: DateTime<Utc>,
    pub begun_with: Amount,
    pub movements: Vec<Movement>,
}

/// What moved since the last close, or today. What began a day before the last close is looked for too: it may have come late.
pub async fn open<C: ConnectionTrait>(conn: &C, site: &SiteCard, now: DateTime<Utc>) -> Result<Open, Problem> {
    let last = store::last(conn, site.id).await?;
    let counts_from = match &last {
        Some(close) => close.counts_from,
        None => day_begins(site, local_day(now, zone(site)?))?,
    };
    let from = last.as_ref().map_or(counts_from, |close| (close.at - Days::new(1)).max(counts_from));
    let movements = store::open(conn, site.id, &site.currency, from).await?;
    Ok(Open { counts_from, begun_with: last.as_ref().map_or(Amount::ZERO, |close| close.kept), last, movements })
}
