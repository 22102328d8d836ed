//! POST /stock/fitted

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::STOCK_ISSUE;
use contracts::workshop::LineId;
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Clock, Context, Problem, Quantity, Tx, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::follow::remark;
use super::of_order::fitted;
use super::tell::lock;
use super::view::FittedView;
use super::{Fitting, NumberInput, Told, store, sum, told};
use crate::MODULE;
use crate::entities::consumptions;
use crate::error::Error;
use crate::products::{self, Product};
use crate::reservations;

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FitNumbers {
    #[garde(skip)]
    pub line_id: LineId,
    #[garde(length(min = 1, max = 200), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub numbers: Vec<NumberInput>,
}

/// Tells which pieces went on a line of a work order, once it took them: never more than it took. A number that no shelf has is taken as read.
/// Permission: `stock.issue`.
#[utoipa::path(
    post, path = "/stock/fitted", operation_id = "fit_numbers", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request repeatable")),
    request_body = FitNumbers,
    responses((status = 201, body = FittedView))
)]
pub async fn fit_numbers(
    State(context): State<Context>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(input): Json<FitNumbers>,
) -> Result<Repeatable<Json<FittedView>>, Problem> {
    fit(&context, &actor, &key, input).await
}

async fn fit(context: &Context, actor: &Actor, key: &IdempotencyKey, input: FitNumbers) -> Result<Repeatable<Json<FittedView>>, Problem> {
    let claim = Claim::new(actor, "fit_numbers", key.0.as_deref(), &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(view) });
    }
    let clock = context.clock.as_ref();
    let tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let (line, product) = line(&tx, actor, input.line_id).await?;
    let told = told(&product, &input.numbers, "/numbers")?;
    put_on(&tx, &line, &told, line.quantity, (actor, clock)).await?;
    let change = audit::Change { site: Some(line.site_id), ..product.audited("stock.fit_numbers") };
    audit::record(&tx, MODULE, change, (None, Some(&input)), actor, clock).await?;
    let view = shown(&tx, &line).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(view) })
}

/// A line that took something, with the level of its article locked; not found for who may not issue there.
pub async fn line(tx: &Tx, actor: &Actor, id: LineId) -> Result<(consumptions::Model, Product), Problem> {
    let before = store::consumed(&**tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(STOCK_ISSUE, before.site_id)?;
    let product = products::store::find(&**tx, before.product_id).await?;
    lock(tx, before.site_id, &product).await?;
    let taken = store::consumed(&**tx, id).await?.filter(|taken| taken.product_id == product.id && taken.quantity > Quantity::ZERO);
    Ok((taken.ok_or_else(Problem::not_found)?, product))
}

/// What a line has that parts were just issued to.
pub fn line_of(served: &reservations::claims::Claim) -> consumptions::Model {
    consumptions::Model {
        line_id: served.line_id,
        work_order_id: served.work_order_id,
        product_id: served.product_id,
        site_id: served.site_id,
        quantity: served.issued,
    }
}

/// Writes numbers on a line, which has at most so many.
pub async fn put_on(
    tx: &Tx,
    line: &consumptions::Model,
    told: &[Told],
    most: Quantity,
    (actor, clock): (&Actor, &dyn Clock),
) -> Result<(), Problem> {
    if told.is_empty() {
        return Ok(());
    }
    let fitting = Fitting { line: line.line_id, order: line.work_order_id };
    let at = (line.product_id, line.site_id);
    let mut book = store::book(tx, at, told, Some(line.line_id), remark(None, actor, clock)).await?;
    let has = book.of_line(line.line_id).fold(Quantity::ZERO, |sum, held| sum + held.quantity);
    let room = (most - has).max(Quantity::ZERO);
    if sum(told) > room {
        return Err(Error::MoreNumbers { pointer: "/numbers".into(), room }.into());
    }
    for told in told {
        book.fit(told, fitting)?;
    }
    store::save(tx, book).await
}

/// The line as it stands.
pub async fn shown(tx: &Tx, line: &consumptions::Model) -> Result<FittedView, Problem> {
    let lines = fitted(&**tx, line.work_order_id, Some(&[line.site_id])).await?;
    lines.into_iter().find(|view| view.line_id == line.line_id).ok_or_else(Problem::not_found)
}
