//! POST /stock/adjustments

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::{ProductId, STOCK_ADJUST};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text;
use kernel::{Actor, Context, Problem, Quantity, SiteId, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::MovementView;
use super::{Change, Note, lock_tracked, store};
use crate::MODULE;
use crate::fields::{self, NAME};

/// A difference between the books and the shelf.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentInput {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub product_id: ProductId,
    /// Signed: what is added to the quantity on hand.
    /// `zero` is refused.
    #[garde(custom(fields::difference()))]
    #[schema(value_type = i64, minimum = -1_000_000_000, maximum = 1_000_000_000)]
    pub quantity: Quantity,
    #[garde(custom(text::name(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

/// Corrects a quantity on hand, for a reason. It cannot take stock below zero. Permission: `stock.adjust`.
#[utoipa::path(
    post, path = "/stock/adjustments", operation_id = "adjust_stock", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request repeatable")),
    request_body = AdjustmentInput,
    responses((status = 201, body = MovementView))
)]
pub async fn adjust_stock(
    State(context): State<Context>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(input): Json<AdjustmentInput>,
) -> Result<Repeatable<Json<MovementView>>, Problem> {
    adjust(&context, &actor, &key, input).await
}

async fn adjust(
    context: &Context,
    actor: &Actor,
    key: &IdempotencyKey,
    input: AdjustmentInput,
) -> Result<Repeatable<Json<MovementView>>, Problem> {
    actor.permit(STOCK_ADJUST, input.site_id)?;
    if input.quantity == Quantity::ZERO {
        return Err(Problem::field("/quantity", "zero", "It must not be zero"));
    }
    let claim = Claim::new(actor, "adjust_stock", key.0.as_deref(), &input)?;
    if let Some(movement) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(movement) });
    }
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let (mut ledger, product) = lock_tracked(&tx, input.site_id, input.product_id).await?;
    let reason = Some(input.reason.trim().to_owned());
    let note = Note { reason, by: actor.name.clone(), at: clock.now(), ..Note::default() };
    ledger.post(input.product_id, Change::Adjustment(input.quantity), &note)?;
    store::save(&mut tx, &mut ledger, actor, clock).await?;
    let movement = ledger.movements().first().cloned().ok_or_else(Problem::not_found)?;
    let movement = MovementView::new(movement, actor);
    let change = audit::Change { site: Some(input.site_id), ..product.audited("stock.adjust") };
    audit::record(&tx, MODULE, change, (None, Some(&input)), actor, clock).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &movement).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(movement) })
}
