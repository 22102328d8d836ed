//! POST /products/{id}/numbers/withdraw

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::{ProductId, STOCK_ADJUST};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{self, filled};
use kernel::{Actor, Context, Problem, Quantity, SiteId, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::follow::remark;
use super::tell::lock;
use super::view::NumberedShelf;
use super::{NumberInput, NumberKind, store, told};
use crate::MODULE;
use crate::fields::{self, CODE, NAME};
use crate::products;

/// How pieces left a shelf under their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberLeft {
    /// To the supplier.
    Returned,
    Scrapped,
    /// It was never there: somebody misread it, or the piece is gone without anybody saying how.
    Corrected,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberWithdrawal {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(custom(text::name(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub number: String,
    /// How many; one when left out.
    #[serde(default)]
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Option<Quantity>,
    #[garde(skip)]
    pub why: NumberLeft,
    #[serde(default)]
    #[garde(custom(text::line(NAME)))]
    #[schema(max_length = 200, format = "line")]
    pub reason: Option<String>,
}

/// Takes a number off a shelf: its pieces went back, were scrapped, or were never there. Stock itself stays as its own papers say.
/// Permission: `stock.adjust`.
#[utoipa::path(
    post, path = "/products/{product_id}/numbers/withdraw", operation_id = "withdraw_number", tag = "inventory",
    security(("bearer" = [])),
    params(("product_id" = ProductId, Path), ("Idempotency-Key" = Option<String>, Header, description = "Makes the request repeatable")),
    request_body = NumberWithdrawal,
    responses((status = 200, body = NumberedShelf))
)]
pub async fn withdraw_number(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
    key: IdempotencyKey,
    Json(input): Json<NumberWithdrawal>,
) -> Result<Repeatable<Json<NumberedShelf>>, Problem> {
    withdraw(&context, &actor, id, &key, input).await
}

async fn withdraw(
    context: &Context,
    actor: &Actor,
    id: ProductId,
    key: &IdempotencyKey,
    input: NumberWithdrawal,
) -> Result<Repeatable<Json<NumberedShelf>>, Problem> {
    actor.permit(STOCK_ADJUST, input.site_id)?;
    let claim = Claim::new(actor, &format!("withdraw_number:{id}"), key.0.as_deref(), &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::OK, replayed: true, body: Json(view) });
    }
    let clock = context.clock.as_ref();
    let tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let product = products::store::load(&tx, id).await?;
    let asked = NumberInput { number: input.number.clone(), quantity: input.quantity };
    let told = told(&product, &[asked], "/number")?;
    let on_hand = lock(&tx, input.site_id, &product).await?;
    let mut book = store::book(&tx, (id, input.site_id), &told, None, remark(filled(input.reason.clone()), actor, clock)).await?;
    for told in &told {
        book.withdraw(told, input.why.kind())?;
    }
    store::save(&tx, book).await?;
    let change = audit::Change { site: Some(input.site_id), ..product.audited("product.withdraw_number") };
    audit::record(&tx, MODULE, change, (None, Some(&input)), actor, clock).await?;
    let numbered = store::on_shelves(&*tx, id, Some(&[input.site_id])).await?.remove(&input.site_id).unwrap_or_default();
    let view = NumberedShelf { product_id: id, site_id: input.site_id, on_hand, numbered };
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::OK, replayed: false, body: Json(view) })
}

impl NumberLeft {
    fn kind(self) -> NumberKind {
        match self {
            Self::Returned => NumberKind::Returned,
            Self::Scrapped => NumberKind::Scrapped,
            Self::Corrected => NumberKind::Corrected,
        }
    }
}
