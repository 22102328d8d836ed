//! POST /receipts

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{InvoiceId, PAYMENT_TAKE};
use contracts::customers::CustomerId;
use contracts::identity::{self, SiteCard};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Amount, Clock, Problem, SiteId, Tx, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::allocate::{Allocation, Part, allocate, at_most};
use super::owed::{Debtor, owed};
use super::withhold::{Withholding, withhold};
use crate::cheques::{Details, check, keep, reference};
use crate::deposits::command::{self, finish, tell};
use crate::deposits::deposit::{Money, ON_ACCOUNT, taken};
use crate::deposits::store;
use crate::deposits::view::DepositView;
use crate::entities::deposits;
use crate::invoices::invoice::{CustomerRef, WorkOrderRef};
use crate::invoices::pay::positive;
use crate::invoices::view::customer;
use crate::invoices::{Tender, store as invoices};
use crate::series::lost_race;
use crate::{Billing, MODULE, series};

/// Money received from a customer for invoices of a site, or on account.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeReceipt {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub customer_id: CustomerId,
    #[garde(skip)]
    pub tender: Tender,
    /// In minor units of the site's currency; more than zero.
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
    /// What it pays; the oldest invoices first when left out, and none of them when empty.
    #[serde(default)]
    #[garde(custom(at_most), dive)]
    #[schema(max_items = 500)]
    pub allocations: Option<Vec<Allocation>>,
    /// What the customer keeps back as tax of each invoice that is paid in full with it.
    #[serde(default)]
    #[garde(dive)]
    pub withholding: Option<Withholding>,
}

/// Takes money for several invoices at once, under the next receipt number of its site and year. What no invoice needs stays open: it is
/// the customer's, and pays a later invoice or goes back as what is left of a deposit does.
///
/// `Idempotency-Key` is required: the same key takes money once. Refused beside a cheque that is none with `not-a-cheque` or `wrong-key`, beside an allocation with `unknown`, `twice` and `over-due`, and
/// with `more-than-received`; points are no money (`points-not-here`). Permission: `payment.take`.
#[utoipa::path(
    post, path = "/receipts", operation_id = "take_receipt", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = TakeReceipt, responses((status = 201, body = DepositView))
)]
pub async fn take_receipt(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<TakeReceipt>,
) -> Result<Repeatable<axum::Json<DepositView>>, Problem> {
    let (replayed, view) = take(&billing, &actor, key, body).await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: axum::Json(view) })
}

async fn take(billing: &Billing, actor: &Actor, key: IdempotencyKey, body: TakeReceipt) -> Result<(bool, DepositView), Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    actor.permit(PAYMENT_TAKE, body.site_id)?;
    body.tender.money()?;
    check(body.tender, body.cheque.as_ref())?;
    let claim = Claim::new(actor, "take_receipt", key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }
    let site = identity::site(billing.sites.as_ref(), body.site_id).await?;
    let unknown = || Problem::field("/customer_id", "unknown", "there is no such customer");
    let payer = customer(billing, body.customer_id).await?.ok_or_else(unknown)?;
    let payer = CustomerRef { id: payer.id, name: payer.name };

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let receipt = receive(&mut tx, (&site, payer), body, actor, clock).await?;
    Ok((false, finish(tx, claim, receipt, actor).await?))
}

/// Takes the money under the next number, and pays with it.
pub async fn receive(
    tx: &mut Tx,
    (site, payer): (&SiteCard, CustomerRef),
    body: TakeReceipt,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<deposits::Model, Problem> {
    let debtor = Debtor { site: site.id, customer: payer.id, currency: site.currency.clone() };
    let owed = owed(&**tx, &debtor).await?;
    let withholding = body.withholding.clone();
    let rate = withholding.as_ref().map(|withholding| withholding.rate);
    let paid = allocate(&owed, body.amount, body.allocations.as_deref(), rate)?;
    let pays = owed.iter().map(|owed| owed.id).zip(paid).filter(|(_, part)| !part.amount.is_zero()).collect();
    let reference = reference(body.reference, body.cheque.as_ref());
    let money = Money { tender: body.tender, amount: body.amount, currency: site.currency.clone(), reference };
    let mut receipt = on_account(tx, (site, payer), money, &actor.name, clock).await?;
    store::insert(tx, &receipt).await?;
    tell(tx, "receipt.take", (None, &receipt), actor, clock).await?;
    keep::of_deposit(tx, body.cheque, &receipt, (actor, clock)).await?;
    let certificate = withholding.map(|withholding| withholding.certificate).unwrap_or_default();
    pay(tx, &mut receipt, (pays, &certificate), actor, clock).await?;
    Ok(receipt)
}

/// Pays each, locked in the order of their ids. Where less is due by now than was read before, the request is run again.
async fn pay(
    tx: &mut Tx,
    receipt: &mut deposits::Model,
    (mut pays, certificate): (Vec<(InvoiceId, Part)>, &str),
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), Problem> {
    pays.sort_by_key(|(id, _)| *id);
    for (id, Part { amount, withheld }) in pays {
        let mut invoice = invoices::lock(tx, id).await?.ok_or_else(|| lost_race("An invoice went away meanwhile"))?;
        if invoice.due() < amount + withheld {
            return Err(lost_race("An invoice was paid meanwhile"));
        }
        let at = receipt.at;
        command::pay(tx, "receipt.apply", (receipt, &mut invoice), amount, at, (actor, clock)).await?;
        if !withheld.is_zero() {
            withhold(tx, &mut invoice, (withheld, certificate, at), actor, clock).await?;
        }
    }
    Ok(())
}

/// Money on a customer's account, under the next receipt number of its site and year.
pub async fn on_account(
    tx: &Tx,
    (site, customer): (&SiteCard, CustomerRef),
    money: Money,
    by: &str,
    clock: &dyn Clock,
) -> Result<deposits::Model, Problem> {
    let place = series::next(tx, site, &format!("RC-{}", site.code), clock).await?;
    let account = WorkOrderRef { id: ON_ACCOUNT, number: String::new() };
    Ok(taken(place, site.id, account, customer, money, by))
}
