//! POST /transfers/{id}/ship, /receive, /explain and /cancel

use std::collections::BTreeSet;

use axum::extract::State;
use contracts::inventory::{STOCK_ADJUST, STOCK_TRANSFER, TransferId, TransferLineId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::filled_line;
use kernel::{Context, FieldError, Permission, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::state::TransferStep;
use super::store;
use super::transfer::{Happened, MAX_LINES, Part, Transfer};
use super::view::TransferView;
use crate::fields::{self, NAME};
use crate::papers::{self, Answer, Begun, Opened, Work, begin, open};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::stock::{self, Change, Note, Reference};
use crate::supplier_invoices::decide::Reason;

#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ShipTransfer {
    /// What leaves, where that is other than was requested.
    #[garde(length(max = MAX_LINES), dive)]
    #[schema(max_items = 200)]
    pub lines: Vec<TransferPart>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiveTransfer {
    /// What came; a line that is not told did not.
    #[garde(length(max = MAX_LINES), dive)]
    #[schema(max_items = 200)]
    pub lines: Vec<TransferPart>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferPart {
    #[garde(skip)]
    pub line_id: TransferLineId,
    #[garde(custom(fields::level()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000)]
    pub quantity: Quantity,
}

/// Where something is that was shipped and did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransferOutcome {
    /// At the site that receives.
    FoundThere,
    /// At the site that sent.
    FoundHere,
    Lost,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainTransfer {
    #[garde(skip)]
    pub line_id: TransferLineId,
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
    #[garde(skip)]
    pub outcome: TransferOutcome,
    #[garde(custom(filled_line(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

/// Ships a transfer: its parts leave the shelf at what they cost there, and are in transit, on no shelf. What is reserved for jobs stays
/// (`stock-reserved`). Permission: `stock.transfer` where they are.
#[utoipa::path(
    post, path = "/transfers/{transfer_id}/ship", operation_id = "ship_transfer", tag = "inventory", security(("bearer" = [])),
    params(("transfer_id" = TransferId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ShipTransfer,
    responses((status = 200, body = TransferView))
)]
pub async fn ship_transfer(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<TransferId>,
    Json(body): Json<ShipTransfer>,
) -> Result<Answer<Transfer>, Problem> {
    let parts = parts(&body.lines)?;
    let at = (STOCK_TRANSFER, from as Where);
    run(&purchasing.context, asked, ("transfer.ship", id), at, &body, |transfer, now| Ok((transfer.ship(&parts, now)?, None))).await
}

/// Receives what came of a transfer, at what it cost where it came from. What did not come stays open until somebody says where it is.
/// Permission: `stock.transfer` where they go.
#[utoipa::path(
    post, path = "/transfers/{transfer_id}/receive", operation_id = "receive_transfer", tag = "inventory", security(("bearer" = [])),
    params(("transfer_id" = TransferId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ReceiveTransfer,
    responses((status = 200, body = TransferView))
)]
pub async fn receive_transfer(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<TransferId>,
    Json(body): Json<ReceiveTransfer>,
) -> Result<Answer<Transfer>, Problem> {
    let parts = parts(&body.lines)?;
    let at = (STOCK_TRANSFER, to as Where);
    run(&purchasing.context, asked, ("transfer.receive", id), at, &body, |transfer, now| Ok((transfer.receive(&parts, now)?, None))).await
}

/// Says where something is that was shipped and did not come: found at one of the two sites, or lost, for a reason.
/// Permission: `stock.adjust` where it should have come.
#[utoipa::path(
    post, path = "/transfers/{transfer_id}/explain", operation_id = "explain_transfer", tag = "inventory", security(("bearer" = [])),
    params(("transfer_id" = TransferId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ExplainTransfer,
    responses((status = 200, body = TransferView))
)]
pub async fn explain_transfer(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<TransferId>,
    Json(body): Json<ExplainTransfer>,
) -> Result<Answer<Transfer>, Problem> {
    let step = match body.outcome {
        TransferOutcome::FoundThere => TransferStep::FoundThere,
        TransferOutcome::FoundHere => TransferStep::FoundHere,
        TransferOutcome::Lost => TransferStep::Lost,
    };
    let part = Part { line: body.line_id, quantity: body.quantity };
    let reason = body.reason.trim().to_owned();
    let at = (STOCK_ADJUST, to as Where);
    run(&purchasing.context, asked, ("transfer.explain", id), at, &body, |transfer, now| {
        Ok((vec![transfer.explain(part, step, now)?], Some(reason)))
    })
    .await
}

/// Cancels a transfer that was not shipped. Permission: `stock.transfer` at one of the two sites.
#[utoipa::path(
    post, path = "/transfers/{transfer_id}/cancel", operation_id = "cancel_transfer", tag = "inventory", security(("bearer" = [])),
    params(("transfer_id" = TransferId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason,
    responses((status = 200, body = TransferView))
)]
pub async fn cancel_transfer(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<TransferId>,
    Json(body): Json<Reason>,
) -> Result<Answer<Transfer>, Problem> {
    let context = &purchasing.context;
    let command = match begin::<TransferView>(asked, context, ("transfer.cancel", id), &body).await? {
        Begun::Already(view) => return Ok(papers::replayed::<Transfer>(view)),
        Begun::Now(command) => command,
    };
    let actor = command.actor.clone();
    let mine = |transfer: &Transfer| if actor.may(STOCK_TRANSFER, to(transfer)) { to(transfer) } else { from(transfer) };
    let mut work = command.open::<Transfer>(id, STOCK_TRANSFER, mine).await?;
    work.now.cancel(body.reason.trim().to_owned())?;
    work.close(context).await
}

/// At which of the two sites the permission is held.
type Where = fn(&Transfer) -> SiteId;

fn from(transfer: &Transfer) -> SiteId {
    transfer.from.site_id
}

fn to(transfer: &Transfer) -> SiteId {
    transfer.to.site_id
}

/// Every line is told once.
fn parts(inputs: &[TransferPart]) -> Result<Vec<Part>, Problem> {
    let mut faults = vec![];
    for (place, input) in inputs.iter().enumerate() {
        if inputs[..place].iter().any(|earlier| earlier.line_id == input.line_id) {
            faults.push(FieldError::new(format!("/lines/{place}/line_id"), "duplicate", "this line is told twice"));
        }
    }
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    Ok(inputs.iter().map(|input| Part { line: input.line_id, quantity: input.quantity }).collect())
}

async fn run(
    context: &Context,
    asked: Asked,
    (action, id): (&'static str, TransferId),
    (permission, at): (Permission, Where),
    body: &impl Serialize,
    decide: impl FnOnce(&mut Transfer, chrono::DateTime<chrono::Utc>) -> Result<(Vec<Happened>, Option<String>), Problem>,
) -> Result<Answer<Transfer>, Problem> {
    let mut work = match open(asked, context, (action, id), (permission, at), body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    let (happened, reason) = decide(&mut work.now, context.clock.now())?;
    move_goods(&mut work, happened, reason, context).await?;
    work.close(context).await
}

/// Moves the shelf that it concerns, and writes down what happened: a step concerns the shelf of one site, or none.
async fn move_goods(
    work: &mut Work<Transfer>,
    mut happened: Vec<Happened>,
    reason: Option<String>,
    context: &Context,
) -> Result<(), Problem> {
    let (actor, clock) = (work.actor.clone(), context.clock.as_ref());
    let reference = Reference { kind: "transfer".into(), id: Some(work.now.id.0), label: work.now.number.clone() };
    let note = Note { reference: Some(reference), reason, by: actor.name.clone(), at: clock.now(), ..Note::default() };
    if let Some(site) = happened.first().and_then(|first| shelf_of(first.step, &work.now)) {
        let products: BTreeSet<_> = happened.iter().map(|happened| happened.product_id).collect();
        let mut ledger = stock::store::lock(&work.tx, site, &products).await?;
        for happened in &mut happened {
            if happened.step == TransferStep::Shipped {
                happened.unit_cost = ledger.cost_of(happened.product_id, happened.quantity);
                work.now.set_cost(happened.line, happened.unit_cost);
                ledger.post(happened.product_id, Change::TransferOut(happened.quantity), &note)?;
            } else {
                let change = Change::TransferIn { quantity: happened.quantity, unit_cost: happened.unit_cost };
                ledger.post(happened.product_id, change, &note)?;
            }
        }
        stock::store::save(&mut work.tx, &mut ledger, &actor, clock).await?;
    }
    Ok(store::write(&work.tx, work.now.id, &happened, &note).await?)
}

fn shelf_of(step: TransferStep, transfer: &Transfer) -> Option<SiteId> {
    match step {
        TransferStep::Shipped | TransferStep::FoundHere => Some(transfer.from.site_id),
        TransferStep::Received | TransferStep::FoundThere => Some(transfer.to.site_id),
        TransferStep::Lost => None,
    }
}
