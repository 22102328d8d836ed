//! POST /day-closes

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::DAY_CLOSE;
use contracts::identity;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::money::MAX_AMOUNT;
use kernel::{Actor, Amount, Problem, SiteId, counters, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::count::{Found, counted, expected};
use super::get::open;
use super::store;
use super::view::{DayCloseView, shown};
use crate::entities::day_closes;
use crate::error::Error;
use crate::invoices::invoice::local_day;
use crate::invoices::pay::not_negative;
use crate::series::zone;
use crate::{Billing, MODULE};

/// What somebody counted, in minor units of the site's currency.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseDay {
    #[garde(skip)]
    pub site_id: SiteId,
    /// The cash that they were told should be there.
    #[garde(custom(sum))]
    #[schema(value_type = i64, minimum = -1_000_000_000_000_i64, maximum = 1_000_000_000_000_i64)]
    pub expected_cash: Amount,
    #[garde(custom(not_negative))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub cash: Amount,
    /// Nobody counted it when left out.
    #[serde(default)]
    #[garde(inner(custom(sum)))]
    #[schema(value_type = Option<i64>, minimum = -1_000_000_000_000_i64, maximum = 1_000_000_000_000_i64)]
    pub card: Option<Amount>,
    #[serde(default)]
    #[garde(inner(custom(sum)))]
    #[schema(value_type = Option<i64>, minimum = -1_000_000_000_000_i64, maximum = 1_000_000_000_000_i64)]
    pub transfer: Option<Amount>,
    #[serde(default)]
    #[garde(inner(custom(sum)))]
    #[schema(value_type = Option<i64>, minimum = -1_000_000_000_000_i64, maximum = 1_000_000_000_000_i64)]
    pub cheque: Option<Amount>,
    /// What the providers say.
    #[serde(default)]
    #[garde(inner(custom(sum)))]
    #[schema(value_type = Option<i64>, minimum = -1_000_000_000_000_i64, maximum = 1_000_000_000_000_i64)]
    pub online: Option<Amount>,
    /// Of the cash, what stays in the drawer for tomorrow.
    #[garde(custom(not_negative))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub kept: Amount,
    /// Why what was counted is not what was expected.
    #[serde(default)]
    #[garde(custom(text::line(500)))]
    #[schema(max_length = 500, format = "line")]
    pub reason: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
fn sum<C>(amount: &Amount, _: &C) -> garde::Result {
    if amount.0.abs() <= MAX_AMOUNT { Ok(()) } else { Err(garde::Error::new("an amount is at most 10^12")) }
}

/// Closes the day at a site: what moved since the last close is counted, and no later close counts it again.
///
/// `Idempotency-Key` is required: the same key closes once. Refused with `money-moved` when the cash to be expected is no longer what was
/// shown, with `reason-missing` where a difference has none, and with `kept-over-counted`. Permission: `day.close`.
#[utoipa::path(
    post, path = "/day-closes", operation_id = "close_day", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = CloseDay, responses((status = 201, body = DayCloseView))
)]
pub async fn close_day(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<CloseDay>,
) -> Result<Repeatable<axum::Json<DayCloseView>>, Problem> {
    let (replayed, view) = close(&billing, &actor, key, body).await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: axum::Json(view) })
}

async fn close(billing: &Billing, actor: &Actor, key: IdempotencyKey, body: CloseDay) -> Result<(bool, DayCloseView), Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    actor.permit(DAY_CLOSE, body.site_id)?;
    let claim = Claim::new(actor, "close_day", key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }
    let site = identity::site(billing.sites.as_ref(), body.site_id).await?;

    let tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    // Before anything is read: who closes next waits here.
    let sequence = counters::next(&tx, MODULE, &format!("day-closes-{}", site.id)).await?;
    let at = clock.now();
    let opened = open(&*tx, &site, at).await?;
    let sums = expected(&opened.movements, opened.begun_with);
    if sums[0].expected != body.expected_cash {
        return Err(Error::MoneyMoved { expected: sums[0].expected }.into());
    }
    let CloseDay { cash, card, transfer, cheque, online, kept, .. } = body;
    let reason = text::filled(body.reason);
    let tenders = counted(sums, Found { cash, card, transfer, cheque, online, kept }, reason.is_some())?;
    let row = day_closes::Model {
        id: Uuid::now_v7(),
        site_id: site.id,
        sequence,
        on_day: local_day(at, zone(&site)?),
        counts_from: opened.counts_from,
        at,
        currency: site.currency,
        begun_with: opened.begun_with,
        cash,
        kept,
        tenders: serde_json::to_string(&tenders).map_err(|error| Problem::internal(&error))?,
        reason,
        by_name: actor.name.clone(),
    };
    store::insert(&tx, &row, &opened.movements).await?;
    let view = shown(row)?;
    let change = Change { action: "day.close", entity: "day_close", id: view.id, label: &view.number.to_string(), site: Some(site.id) };
    audit::record(&tx, MODULE, change, (None::<&DayCloseView>, Some(&view)), actor, clock).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}
