//! POST /stock-takes/{id}/finish, /recount, /approve and /cancel

use std::collections::BTreeSet;

use axum::extract::State;
use contracts::inventory::{STOCK_APPROVE_COUNT, STOCK_COUNT, StockTakeId};
use kernel::http::{Json, Path};
use kernel::{Amount, Context, Problem, Quantity};

use super::store;
use super::take::{StockTake, TakeLine};
use super::view::StockTakeView;
use crate::locations::{Books, MoveKind};
use crate::papers::{Answer, Opened, Work, open};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::purchases::input::Nothing;
use crate::stock::{self, Change, Note, Reference};
use crate::supplier_invoices::decide::Reason;

/// Products that move at once.
const AT_ONCE: usize = 200;

/// Ends the counting: the differences are told to who may approve them. Permission: `stock.count`.
#[utoipa::path(
    post, path = "/stock-takes/{stock_take_id}/finish", operation_id = "finish_stock_take", tag = "inventory", security(("bearer" = [])),
    params(("stock_take_id" = StockTakeId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing,
    responses((status = 200, body = StockTakeView))
)]
pub async fn finish_stock_take(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<StockTakeId>,
    Json(body): Json<Nothing>,
) -> Result<Answer<StockTake>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("stock_take.finish", id), (STOCK_COUNT, StockTake::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    let sums = store::sums(&*work.tx, id).await?;
    work.now.finish(sums.counted, context.clock.now())?;
    work.close(context).await
}

/// Lets the counting go on. Permission: `stock.approve_count`.
#[utoipa::path(
    post, path = "/stock-takes/{stock_take_id}/recount", operation_id = "recount_stock_take", tag = "inventory",
    security(("bearer" = [])),
    params(("stock_take_id" = StockTakeId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing,
    responses((status = 200, body = StockTakeView))
)]
pub async fn recount_stock_take(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<StockTakeId>,
    Json(body): Json<Nothing>,
) -> Result<Answer<StockTake>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("stock_take.recount", id), (STOCK_APPROVE_COUNT, StockTake::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    work.now.recount()?;
    work.close(context).await
}

/// Approves the differences, for a reason: each moves the stock by what the count was more or less than the books at its instant. What nobody
/// counted stays. It cannot take stock below zero. Permission: `stock.approve_count`.
#[utoipa::path(
    post, path = "/stock-takes/{stock_take_id}/approve", operation_id = "approve_stock_take", tag = "inventory",
    security(("bearer" = [])),
    params(("stock_take_id" = StockTakeId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason,
    responses((status = 200, body = StockTakeView))
)]
pub async fn approve_stock_take(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<StockTakeId>,
    Json(body): Json<Reason>,
) -> Result<Answer<StockTake>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("stock_take.approve", id), (STOCK_APPROVE_COUNT, StockTake::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    let reason = body.reason.trim().to_owned();
    work.now.approve(work.actor.name.clone(), reason.clone(), context.clock.now())?;
    let differing: Vec<_> = store::counted(&work.tx, id).await?.into_iter().filter(differs).collect();
    let mut worth = Amount::ZERO;
    for chunk in differing.chunks(AT_ONCE) {
        worth += move_stock(&mut work, chunk, &reason, context).await?;
    }
    work.now.variance_cost = Some(worth);
    work.close(context).await
}

/// Gives a stock take up: nothing moves. Permission: `stock.approve_count`.
#[utoipa::path(
    post, path = "/stock-takes/{stock_take_id}/cancel", operation_id = "cancel_stock_take", tag = "inventory", security(("bearer" = [])),
    params(("stock_take_id" = StockTakeId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason,
    responses((status = 200, body = StockTakeView))
)]
pub async fn cancel_stock_take(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<StockTakeId>,
    Json(body): Json<Reason>,
) -> Result<Answer<StockTake>, Problem> {
    let context = &purchasing.context;
    let mut work = match open(asked, context, ("stock_take.cancel", id), (STOCK_APPROVE_COUNT, StockTake::site), &body).await? {
        Opened::Already(answer) => return Ok(*answer),
        Opened::Now(work) => work,
    };
    work.now.cancel(body.reason.trim().to_owned())?;
    work.close(context).await
}

fn differs(line: &TakeLine) -> bool {
    line.variance().is_some_and(|variance| variance != Quantity::ZERO)
}

async fn move_stock(work: &mut Work<StockTake>, lines: &[TakeLine], reason: &str, context: &Context) -> Result<Amount, Problem> {
    let (actor, clock) = (work.actor.clone(), context.clock.as_ref());
    let products: BTreeSet<_> = lines.iter().map(|line| line.product_id).collect();
    let mut ledger = stock::store::lock(&work.tx, work.now.site_id, &products).await?;
    let reference = Reference { kind: "stock_take".into(), id: Some(work.now.id.0), label: work.now.number.clone() };
    let (reason, location) = (Some(reason.to_owned()), work.now.location_id);
    let note = Note {
        reference: Some(reference),
        reason,
        by: actor.name.clone(),
        at: clock.now(),
        is_elsewhere: location.is_some(),
        ..Note::default()
    };
    let mut worth = Amount::ZERO;
    for line in lines {
        let variance = line.variance().unwrap_or_default();
        worth += ledger.post(line.product_id, Change::Count(variance), &note)?;
        if let Some(location) = location {
            let books = Books::open(&work.tx, location, work.now.site_id, line.product_id).await?;
            Books::follow(Some(books), &work.tx, &mut ledger, (MoveKind::Counted, variance), &note).await?;
        }
    }
    stock::store::save(&mut work.tx, &mut ledger, &actor, clock).await?;
    Ok(worth)
}
