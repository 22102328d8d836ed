//! POST /cheque-slips

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{ChequeId, PAYMENT_TAKE};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Amount, Problem, SiteId, Tx, counters};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::entry;
use super::tables::cheques;
use super::view::{ChequeView, shown};
use super::{ChequeState, store};
use crate::error::Error;
use crate::{Billing, MODULE};

/// Cheques that go to the bank together.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BankCheques {
    #[garde(skip)]
    pub site_id: SiteId,
    /// In hand at the site, of one currency.
    #[garde(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    pub cheque_ids: Vec<ChequeId>,
}

/// What went to the bank together.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ChequeSlip {
    pub site_id: SiteId,
    /// The slip's number at its site.
    pub number: i64,
    /// Of all of them, in minor units.
    pub amount: Amount,
    pub currency: String,
    pub cheques: Vec<ChequeView>,
}

/// Takes several cheques to the bank, under the next slip number of their site.
///
/// `Idempotency-Key` is required: the same key banks once. Refused beside a cheque with `unknown` and `twice`, with `cheque-state` where one is
/// not in hand any more, and with `cheques-differ` where they are not of one currency. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/cheque-slips", operation_id = "bank_cheques", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = BankCheques, responses((status = 201, body = ChequeSlip))
)]
pub async fn bank_cheques(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<BankCheques>,
) -> Result<Repeatable<axum::Json<ChequeSlip>>, Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    actor.permit(PAYMENT_TAKE, body.site_id)?;
    let claim = Claim::new(&actor, "bank_cheques", key.required()?.0.as_deref(), &body)?;
    if let Some(slip) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: axum::Json(slip) });
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let chosen = chosen(&tx, &body).await?;
    let number = counters::next(&tx, MODULE, &format!("cheque-slips-{}", body.site_id)).await?;
    let slip = bank(&mut tx, (&billing, &actor), body.site_id, number, chosen).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &slip).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: axum::Json(slip) })
}

/// The cheques that were named, locked.
async fn chosen(tx: &Tx, body: &BankCheques) -> Result<Vec<cheques::Model>, Problem> {
    let found = store::lock_many(tx, &body.cheque_ids).await?;
    let mut named = BTreeSet::new();
    for (at, id) in body.cheque_ids.iter().enumerate() {
        let beside = format!("/cheque_ids/{at}");
        if !found.iter().any(|cheque| cheque.id == *id && cheque.site_id == body.site_id) {
            return Err(Problem::field(beside, "unknown", "there is no such cheque at this site"));
        }
        if !named.insert(*id) {
            return Err(Problem::field(beside, "twice", "the cheque is named twice"));
        }
    }
    if found.iter().any(|cheque| cheque.currency != found[0].currency) {
        return Err(Error::ChequesDiffer.into());
    }
    Ok(found)
}

async fn bank(
    tx: &mut Tx,
    (billing, actor): (&Billing, &Actor),
    site_id: SiteId,
    number: i64,
    chosen: Vec<cheques::Model>,
) -> Result<ChequeSlip, Problem> {
    let clock = billing.context.clock.as_ref();
    let currency = chosen.first().map(|cheque| cheque.currency.clone()).unwrap_or_default();
    let mut slip = ChequeSlip { site_id, number, amount: Amount::ZERO, currency, cheques: vec![] };
    for before in chosen {
        let state = before.state.turn(ChequeState::Banked)?;
        let cheque = cheques::Model { state, slip: Some(number), since: clock.now(), ..before.clone() };
        let banked = entry(&cheque, state, cheque.amount, (actor, clock));
        store::save(tx, "cheque.bank", (&before, &cheque), vec![banked], (actor, clock)).await?;
        slip.amount += cheque.amount;
        slip.cheques.push(shown(cheque, actor));
    }
    Ok(slip)
}
