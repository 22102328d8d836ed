//! POST /stock/receipts

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::{ProductId, STOCK_RECEIVE};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::money::extended;
use kernel::text::{self, filled};
use kernel::{Actor, Amount, Context, Problem, Quantity, SiteId, Tx, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::MovementView;
use super::{Change, Ledger, Note, Reference, store};
use crate::MODULE;
use crate::error::Error;
use crate::fields::{self, CODE};
use crate::products::{self, Product};

/// Goods that came in.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptInput {
    #[garde(skip)]
    pub site_id: SiteId,
    /// The supplier's delivery number.
    #[serde(default)]
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub reference: Option<String>,
    /// 1 to 200.
    #[garde(length(min = 1, max = 200), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub lines: Vec<ReceiptLine>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptLine {
    #[garde(skip)]
    pub product_id: ProductId,
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
    /// Net, of one unit.
    #[garde(custom(fields::amount()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_cost: Amount,
}

/// The movements of a receipt, one for each line, in order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    pub movements: Vec<MovementView>,
    /// What the lines come to, net: to compare with the delivery note.
    pub total: Amount,
}

/// Receives goods into a site's stock and moves their average cost. Permission: `stock.receive`.
#[utoipa::path(
    post, path = "/stock/receipts", operation_id = "receive_stock", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request repeatable")),
    request_body = ReceiptInput,
    responses((status = 201, body = Receipt))
)]
pub async fn receive_stock(
    State(context): State<Context>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(input): Json<ReceiptInput>,
) -> Result<Repeatable<Json<Receipt>>, Problem> {
    receive(&context, &actor, &key, input).await
}

async fn receive(
    context: &Context,
    actor: &Actor,
    key: &IdempotencyKey,
    input: ReceiptInput,
) -> Result<Repeatable<Json<Receipt>>, Problem> {
    actor.permit(STOCK_RECEIVE, input.site_id)?;
    let claim = Claim::new(actor, "receive_stock", key.0.as_deref(), &input)?;
    if let Some(receipt) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(receipt) });
    }
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let (mut ledger, products) = lock(&tx, &input).await?;
    let reference = filled(input.reference).map(Reference::delivery);
    let note = Note { reference, by: actor.name.clone(), at: clock.now(), ..Note::default() };
    for line in &input.lines {
        ledger.post(line.product_id, Change::Receipt { quantity: line.quantity, unit_cost: line.unit_cost }, &note)?;
    }
    store::save(&mut tx, &mut ledger, actor, clock).await?;
    for line in &input.lines {
        let Some(product) = products.iter().find(|product| product.id == line.product_id) else { continue };
        let change = audit::Change { site: Some(input.site_id), ..product.audited("stock.receive") };
        audit::record(&tx, MODULE, change, (None, Some(line)), actor, clock).await?;
    }
    let movements = ledger.movements().iter().map(|movement| MovementView::new(movement.clone(), actor)).collect();
    let receipt = Receipt { movements, total: total(&input.lines) };
    Claim::keep(claim.as_ref(), &tx, MODULE, &receipt).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(receipt) })
}

/// Each line is rounded once. A sum beyond what an amount holds stays at its end.
fn total(lines: &[ReceiptLine]) -> Amount {
    let values = lines.iter().map(|line| extended(line.quantity, line.unit_cost));
    Amount(values.fold(0, |sum, value| sum.saturating_add(value.0)))
}

/// Every line must name a product of which stock is kept.
async fn lock(tx: &Tx, input: &ReceiptInput) -> Result<(Ledger, Vec<Product>), Problem> {
    let ids: BTreeSet<_> = input.lines.iter().map(|line| line.product_id).collect();
    let products = products::store::find_many(&**tx, &ids.iter().copied().collect::<Vec<_>>()).await?;
    for (place, line) in input.lines.iter().enumerate() {
        let pointer = || format!("/lines/{place}/product_id");
        match products.iter().find(|product| product.id == line.product_id) {
            None => return Err(Error::UnknownProduct { pointer: pointer() }.into()),
            Some(product) if !product.tracked => return Err(Error::NotTracked { pointer: pointer() }.into()),
            Some(_) => {}
        }
    }
    Ok((store::lock(tx, input.site_id, &ids).await?, products))
}
