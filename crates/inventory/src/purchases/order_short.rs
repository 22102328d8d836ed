//! POST /purchase-orders/order-short: everything that jobs wait for, ordered in one step.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::PURCHASE_WRITE;
use contracts::workshop::LineId;
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Purchasing;
use super::create::site_card;
use super::distribute::{Distributed, Sources, Want, distribute};
use super::purchase_order::Link;
use crate::MODULE;
use crate::reservations::store::{Filter, Which};
use crate::reservations::{self, Shortage};

/// More than a site is short of on any day; what is left is ordered by asking again.
const MOST: u64 = 200;

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderShort {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Lines of work orders; all that are short when left out.
    #[serde(default)]
    #[garde(length(max = 200))]
    #[schema(max_items = 200)]
    pub line_ids: Option<Vec<LineId>>,
}

/// Orders what jobs are short of: each product of its preferred supplier, on the supplier's draft or a new one. What is reserved, drafted
/// or ordered for a line already is not ordered again. Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/purchase-orders/order-short", operation_id = "order_short", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = OrderShort,
    responses((status = 201, body = Distributed))
)]
pub async fn order_short(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(body): Json<OrderShort>,
) -> Result<Repeatable<Json<Distributed>>, Problem> {
    order(&purchasing, &actor, key.as_deref(), body).await
}

async fn order(
    purchasing: &Purchasing,
    actor: &Actor,
    key: Option<&str>,
    body: OrderShort,
) -> Result<Repeatable<Json<Distributed>>, Problem> {
    actor.permit(PURCHASE_WRITE, body.site_id)?;
    let (db, clock) = (&purchasing.context.db, purchasing.context.clock.as_ref());
    let claim = Claim::new(actor, "order_short", key, &body)?;
    if let Some(answer) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(answer) });
    }
    let site = site_card(purchasing, body.site_id).await?;
    let filter = Filter { sites: Some(vec![site.id]), which: Which::Short, limit: MOST, ..Filter::default() };
    let short = reservations::store::list(db.reader(), &filter).await?;
    let products: BTreeSet<_> = short.iter().map(|row| row.claim.product_id).collect();
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let sources = Sources::lock(&tx, site.id, &products).await?;
    let claims = reservations::store::of_products(&tx, site.id, &products).await?;
    let is_asked = |shortage: &Shortage| body.line_ids.as_ref().is_none_or(|lines| lines.contains(&shortage.line_id));
    let wants = claims.short().filter(is_asked).map(want).collect();
    let answer = distribute(&mut tx, purchasing, &site, sources, wants, actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &answer).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(answer) })
}

fn want(short: Shortage) -> Want {
    let Shortage { line_id, work_order_id, order_number, product_id, quantity } = short;
    let link = Link { line_id, work_order_id, order_number, quantity, served: Quantity::ZERO };
    Want { product_id, quantity, link: Some(link) }
}
