//! POST /stock/issues

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::STOCK_ISSUE;
use contracts::workshop::WORK_ORDER_ALLOW_NEGATIVE_STOCK;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{self, Repeatable};
use kernel::text::filled;
use kernel::{Actor, Context, Problem, SiteId, Tx, audit};

use super::input::IssueInput;
use super::rule::Asked;
use super::shelf::Shelf;
use super::view::IssueView;
use crate::MODULE;
use crate::error::Error;
use crate::numbers;
use crate::products::{self, Product};
use crate::reservations;
use crate::reservations::claims::Claim;

/// Takes a part from the shelf for a line of an open work order, at once.
///
/// Refused with `wrong-part`, `already-issued`, `more-than-wanted`, `approval-missing` or `not-on-the-shelf`; an order without parts that it
/// wants or has is not found. Permission: `stock.issue`; `allow_negative_stock` takes `work_order.allow_negative_stock` too.
#[utoipa::path(
    post, path = "/stock/issues", operation_id = "issue_part", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request repeatable")),
    request_body = IssueInput,
    responses((status = 201, body = IssueView))
)]
pub async fn issue_part(
    State(context): State<Context>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(input): Json<IssueInput>,
) -> Result<Repeatable<Json<IssueView>>, Problem> {
    issue(&context, &actor, &key, input).await
}

async fn issue(context: &Context, actor: &Actor, key: &IdempotencyKey, input: IssueInput) -> Result<Repeatable<Json<IssueView>>, Problem> {
    let claim = idempotency::Claim::new(actor, "issue_part", key.0.as_deref(), &input)?;
    if let Some(view) = idempotency::Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(view) });
    }
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    idempotency::Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let claims = reservations::store::of_order(&tx, input.work_order_id).await?;
    let site = site_of(&claims, &input, actor)?;
    let (article, by_code) = article(&tx, &input, &claims).await?;
    let shelf = Shelf::lock(&tx, site, article.id, input.location_id).await?;
    // Its work may have been completed while the shelf was waited for.
    site_of(&reservations::store::of_order(&tx, input.work_order_id).await?, &input, actor)?;
    let asked = Asked {
        order: input.work_order_id,
        line: input.line_id,
        article: &article,
        by_code,
        quantity: input.quantity,
        free: shelf.ledger.free(article.id).unwrap_or_default(),
        there: shelf.there(article.id),
        may_lack: input.allow_negative_stock,
    };
    let (served, quantity) = asked.of(shelf.claims.rows())?;
    let served = served.clone();
    let told = numbers::told(&article, &input.numbers, "/numbers")?;
    if numbers::sum(&told) > quantity {
        return Err(Error::MoreNumbers { pointer: "/numbers".into(), room: quantity }.into());
    }
    let served = shelf.take(&mut tx, &served, quantity, actor, clock).await?;
    numbers::put_on(&tx, &numbers::line_of(&served), &told, served.issued, (actor, clock)).await?;
    let change = audit::Change { site: Some(site), ..article.audited("stock.issue") };
    audit::record(&tx, MODULE, change, (None, Some(&input)), actor, clock).await?;
    let view = IssueView::new(&served, article.clone(), quantity);
    idempotency::Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(view) })
}

/// Where the order wants its parts; not found for who may not issue there.
fn site_of(claims: &[Claim], input: &IssueInput, actor: &Actor) -> Result<SiteId, Problem> {
    let site = claims.first().map(|claim| claim.site_id).ok_or_else(Problem::not_found)?;
    actor.permit(STOCK_ISSUE, site)?;
    if input.allow_negative_stock {
        actor.permit(WORK_ORDER_ALLOW_NEGATIVE_STOCK, site)?;
    }
    Ok(site)
}

/// The article that was scanned, or of the line that was tapped.
async fn article(tx: &Tx, input: &IssueInput, claims: &[Claim]) -> Result<(Product, bool), Problem> {
    if let Some(code) = filled(input.code.clone()) {
        let found = products::store::find_by_code(&**tx, &code).await?;
        return found.map(|product| (product, true)).ok_or_else(|| Error::UnknownCode.into());
    }
    let Some(line) = input.line_id else { return Err(Problem::field("/code", "required", "say which part")) };
    let product = claims.iter().find(|claim| claim.line_id == line).map(|claim| claim.product_id).ok_or_else(Problem::not_found)?;
    Ok((products::store::find(&**tx, product).await?, false))
}
