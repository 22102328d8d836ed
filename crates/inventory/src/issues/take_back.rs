//! POST /stock/issues/take-back

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::STOCK_ISSUE;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{self, Repeatable};
use kernel::text::filled;
use kernel::{Actor, Context, Problem, Tx, audit};

use super::input::TakeBackInput;
use super::rule::coming_back;
use super::shelf::Shelf;
use super::view::IssueView;
use crate::MODULE;
use crate::error::Error;
use crate::numbers;
use crate::products;
use crate::reservations;
use crate::reservations::claims::Claim;

/// Puts a part that was issued back on its shelf, where it is put aside for its line again.
///
/// Only while the work is not completed: then the line is changed. What a line that is gone had issued comes back by itself. Refused with
/// `more-than-issued`. Permission: `stock.issue`.
#[utoipa::path(
    post, path = "/stock/issues/take-back", operation_id = "take_back_part", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request repeatable")),
    request_body = TakeBackInput,
    responses((status = 201, body = IssueView))
)]
pub async fn take_back_part(
    State(context): State<Context>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(input): Json<TakeBackInput>,
) -> Result<Repeatable<Json<IssueView>>, Problem> {
    take_back(&context, &actor, &key, input).await
}

async fn take_back(
    context: &Context,
    actor: &Actor,
    key: &IdempotencyKey,
    input: TakeBackInput,
) -> Result<Repeatable<Json<IssueView>>, Problem> {
    let claim = idempotency::Claim::new(actor, "take_back_part", key.0.as_deref(), &input)?;
    if let Some(view) = idempotency::Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(view) });
    }
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    idempotency::Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let (shelf, held) = lock(&tx, actor, &input).await?;
    let quantity = coming_back(&held, input.quantity)?;
    let product = products::store::find(&*tx, held.product_id).await?;
    let told = numbers::told(&product, &input.numbers, "/numbers")?;
    if numbers::sum(&told) > quantity {
        return Err(Error::MoreNumbers { pointer: "/numbers".into(), room: quantity }.into());
    }
    let after = shelf.put_back(&mut tx, (&held, quantity), filled(input.reason.clone()), actor, clock).await?;
    numbers::come_back(&tx, (&after, after.issued), &told, input.reason.clone(), (actor, clock)).await?;
    let change = audit::Change { site: Some(held.site_id), ..product.audited("stock.take_back") };
    audit::record(&tx, MODULE, change, (None, Some(&input)), actor, clock).await?;
    let view = IssueView::new(&after, product, quantity);
    idempotency::Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(view) })
}

/// The line's claim with its product's level, locked; not found for who may not issue there, and once the work is completed.
async fn lock(tx: &Tx, actor: &Actor, input: &TakeBackInput) -> Result<(Shelf, Claim), Problem> {
    let line = input.line_id;
    let claim = reservations::store::of_line(tx, line).await?.ok_or_else(Problem::not_found)?;
    actor.permit(STOCK_ISSUE, claim.site_id)?;
    let shelf = Shelf::lock(tx, claim.site_id, claim.product_id, input.location_id).await?;
    let held = shelf.claims.of(line).cloned().ok_or_else(Problem::not_found)?;
    Ok((shelf, held))
}
