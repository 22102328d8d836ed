//! POST /stock/location-moves

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::STOCK_ISSUE;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::filled;
use kernel::{Actor, Context, Problem, Tx, audit, outbox};

use super::books::{Books, MoveKind};
use super::input::MoveInput;
use super::store;
use super::view::ProductLocation;
use crate::MODULE;
use crate::error::Error;
use crate::products::Product;
use crate::stock::{self, Ledger, Note};

type Answer = Repeatable<Json<Vec<ProductLocation>>>;

/// Brings a product from one place of a site to another, and answers in which rooms and vans of the site it lies then. The site's stock does
/// not change. Refused with `not-there` or `lies-elsewhere`. Permission: `stock.issue`.
#[utoipa::path(
    post, path = "/stock/location-moves", operation_id = "move_stock", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request repeatable")),
    request_body = MoveInput,
    responses((status = 201, body = Vec<ProductLocation>))
)]
pub async fn move_stock(
    State(context): State<Context>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(input): Json<MoveInput>,
) -> Result<Answer, Problem> {
    actor.permit(STOCK_ISSUE, input.site_id)?;
    if input.from == input.to {
        return Err(Problem::field("/to", "same-place", "It lies there already"));
    }
    run(&context, &actor, &key, input).await
}

async fn run(context: &Context, actor: &Actor, key: &IdempotencyKey, input: MoveInput) -> Result<Answer, Problem> {
    let claim = Claim::new(actor, "move_stock", key.0.as_deref(), &input)?;
    if let Some(places) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(places) });
    }
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let (mut ledger, product) = stock::lock_tracked(&tx, input.site_id, input.product_id).await?;
    let note = Note { reason: filled(input.reason.clone()), by: actor.name.clone(), at: clock.now(), ..Note::default() };
    carry(&tx, &mut ledger, &input, &note).await?;
    stock::store::put_levels(&tx, ledger.levels().cloned().collect()).await?;
    tell(&mut tx, &product, &input, actor, context).await?;
    let places = store::places(&*tx, product.id, Some(&[input.site_id])).await?;
    let places: Vec<_> = places.into_iter().map(ProductLocation::from).collect();
    Claim::keep(claim.as_ref(), &tx, MODULE, &places).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(places) })
}

/// Out of the one, into the other: from here no more than lies here.
async fn carry(tx: &Tx, ledger: &mut Ledger, input: &MoveInput, note: &Note) -> Result<(), Problem> {
    let MoveInput { product_id, quantity, from, to, .. } = *input;
    let here = ledger.here(product_id);
    if from.is_none() && here < quantity {
        return Err(Error::LiesElsewhere { here }.into());
    }
    for (id, other, quantity, pointer) in [(from, to, -quantity, "/from"), (to, from, quantity, "/to")] {
        let Some(id) = id else { continue };
        store::in_use(tx, input.site_id, id, pointer).await?;
        let mut books = Books::open(tx, id, input.site_id, product_id).await?;
        books.post(ledger, (MoveKind::Moved, quantity), (other, None), note)?;
        books.save(tx).await?;
    }
    Ok(())
}

async fn tell(tx: &mut Tx, product: &Product, input: &MoveInput, actor: &Actor, context: &Context) -> Result<(), Problem> {
    let clock = context.clock.as_ref();
    outbox::append(tx, MODULE, &product.saved(), actor, clock).await?;
    let change = audit::Change { site: Some(input.site_id), ..product.audited("stock.move") };
    Ok(audit::record(tx, MODULE, change, (None, Some(input)), actor, clock).await?)
}
