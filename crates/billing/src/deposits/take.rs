//! POST /deposits

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::PAYMENT_TAKE;
use contracts::identity::{self, SiteCard};
use contracts::workshop::{WorkOrderCard, WorkOrderId};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Amount, Clock, Problem, Tx, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{finish, tell};
use super::deposit::{Money, taken};
use super::view::DepositView;
use super::{Deposits, store};
use crate::cheques::{Details, check, keep, reference};
use crate::entities::deposits;
use crate::error::Error;
use crate::invoices::Tender;
use crate::invoices::invoice::{CustomerRef, WorkOrderRef};
use crate::invoices::pay::positive;
use crate::{MODULE, series};

/// Money received before there is an invoice.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeDeposit {
    /// On which it is held.
    #[garde(skip)]
    pub work_order_id: WorkOrderId,
    #[garde(skip)]
    pub tender: Tender,
    /// In minor units of the work order's currency; more than zero.
    #[garde(custom(positive))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Amount,
    /// Cheque or transfer number, at most 200 characters.
    #[serde(default)]
    #[garde(custom(text::line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub reference: Option<String>,
    /// Of a cheque: what is written on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(dive)]
    pub cheque: Option<Details>,
}

/// Takes a deposit on a work order, under the next receipt number of its site and year. The order's next invoice is paid with it when
/// it is issued; what is left stays open.
///
/// `Idempotency-Key` is required: the same key takes money once. Refused beside a cheque that is none with `not-a-cheque` or `wrong-key`, and with `nothing-ahead` on an order that is invoiced, closed or
/// cancelled. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/deposits", operation_id = "take_deposit", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = TakeDeposit, responses((status = 201, body = DepositView))
)]
pub async fn take_deposit(
    State(deposits): State<Deposits>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<TakeDeposit>,
) -> Result<Repeatable<axum::Json<DepositView>>, Problem> {
    let (replayed, view) = take(&deposits, &actor, key, body).await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: axum::Json(view) })
}

async fn take(deposits: &Deposits, actor: &Actor, key: IdempotencyKey, body: TakeDeposit) -> Result<(bool, DepositView), Problem> {
    let key = key.required()?;
    let (db, clock) = (&deposits.context.db, deposits.context.clock.as_ref());
    let order = deposits.work_orders.card(body.work_order_id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAYMENT_TAKE, order.site_id)?;
    body.tender.money()?;
    check(body.tender, body.cheque.as_ref())?;
    let claim = Claim::new(actor, "take_deposit", key.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }
    if !order.is_under_way {
        return Err(Error::NothingAhead.into());
    }
    let site = identity::site(deposits.sites.as_ref(), order.site_id).await?;

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let cheque = body.cheque.clone();
    let deposit = numbered(&tx, (&site, order), body, &actor.name, clock).await?;
    store::insert(&tx, &deposit).await?;
    tell(&mut tx, "deposit.take", (None, &deposit), actor, clock).await?;
    keep::of_deposit(&mut tx, cheque, &deposit, (actor, clock)).await?;
    Ok((false, finish(tx, claim, deposit, actor).await?))
}

/// The deposit under the next number.
async fn numbered(
    tx: &Tx,
    (site, order): (&SiteCard, WorkOrderCard),
    body: TakeDeposit,
    by: &str,
    clock: &dyn Clock,
) -> Result<deposits::Model, Problem> {
    let place = series::next(tx, site, &format!("AC-{}", site.code), clock).await?;
    let on = WorkOrderRef { id: order.id, number: order.number };
    let customer = CustomerRef { id: order.customer_id, name: order.customer_name };
    let reference = reference(body.reference, body.cheque.as_ref());
    let money = Money { tender: body.tender, amount: body.amount, currency: order.currency, reference };
    Ok(taken(place, order.site_id, on, customer, money, by))
}
