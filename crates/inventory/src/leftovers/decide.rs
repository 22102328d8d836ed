//! POST /leftovers/{id}/decide

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::{LeftoverId, PURCHASE_WRITE, STOCK_ADJUST, StorePaperChanged};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{self, filled};
use kernel::{Actor, Problem, Tx, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{Decision, LeftoverView};
use super::{Leftover, store};
use crate::MODULE;
use crate::error::Error;
use crate::fields::NAME;
use crate::products;
use crate::purchases::Purchasing;
use crate::purchases::create::site_card;
use crate::stock::{self, Change, Note, Reference};
use crate::supplier_returns::{self, ReturnReason, input};
use crate::suppliers;

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideLeftover {
    #[garde(skip)]
    pub decision: Decision,
    /// Why; scrap needs one (`required`).
    #[serde(default)]
    #[garde(custom(text::line(NAME)))]
    #[schema(max_length = 200, format = "line")]
    pub reason: Option<String>,
}

/// Says what becomes of a part that a job no longer wants: it stays on the shelf, goes on the draft of a return to its supplier, or is
/// scrapped with a movement and a reason. Permission: `purchase.write`; scrap takes `stock.adjust` too.
#[utoipa::path(
    post, path = "/leftovers/{leftover_id}/decide", operation_id = "decide_leftover", tag = "inventory", security(("bearer" = [])),
    params(("leftover_id" = LeftoverId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = DecideLeftover,
    responses((status = 200, body = LeftoverView))
)]
pub async fn decide_leftover(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Path(id): Path<LeftoverId>,
    Json(body): Json<DecideLeftover>,
) -> Result<Repeatable<Json<LeftoverView>>, Problem> {
    decide(&purchasing, &actor, key.as_deref(), id, body).await
}

async fn decide(
    purchasing: &Purchasing,
    actor: &Actor,
    key: Option<&str>,
    id: LeftoverId,
    body: DecideLeftover,
) -> Result<Repeatable<Json<LeftoverView>>, Problem> {
    let (db, clock) = (&purchasing.context.db, purchasing.context.clock.as_ref());
    let claim = Claim::new(actor, &format!("decide_leftover:{id}"), key, &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::OK, replayed: true, body: Json(view) });
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let before = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PURCHASE_WRITE, before.site_id)?;
    if before.decision.is_some() {
        return Err(Error::WrongState("decided".into()).into());
    }
    let mut leftover = before.clone();
    leftover.decision = Some(body.decision);
    leftover.reason = filled(body.reason);
    (leftover.decided_by, leftover.decided_at) = (Some(actor.name.clone()), Some(clock.now()));
    match body.decision {
        Decision::Shelf => {}
        Decision::Supplier => give_back(&mut tx, purchasing, &leftover, actor).await?,
        Decision::Scrap => scrap(&mut tx, purchasing, &leftover, actor).await?,
    }
    store::save(&tx, &leftover).await?;
    let label = &leftover.order_number;
    let change = audit::Change { action: "leftover.decide", entity: "leftover", id: id.0, label, site: Some(leftover.site_id) };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&leftover)), actor, clock).await?;
    outbox::append(&mut tx, MODULE, &changed(&leftover), actor, clock).await?;
    let view = store::one(&*tx, id).await?.map(LeftoverView::from).ok_or_else(Problem::not_found)?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::OK, replayed: false, body: Json(view) })
}

fn changed(leftover: &Leftover) -> StorePaperChanged {
    let (id, site_id, number) = (leftover.id.0, leftover.site_id, leftover.order_number.clone());
    StorePaperChanged { id, site_id, kind: "leftover".into(), number, state: "decided".into(), claim: None }
}

/// On the draft that its supplier has, or on a new one.
async fn give_back(tx: &mut Tx, purchasing: &Purchasing, leftover: &Leftover, actor: &Actor) -> Result<(), Problem> {
    let clock = purchasing.context.clock.as_ref();
    let site = site_card(purchasing, leftover.site_id).await?;
    let known = supplier_returns::store::draft_of(tx, site.id, leftover.supplier_id).await?;
    let mut back = match &known {
        Some(back) => back.clone(),
        None => input::draft(&suppliers::store::find(&**tx, leftover.supplier_id).await?, site.id, actor, clock.now()),
    };
    let product = products::store::find(&**tx, leftover.product_id).await?;
    let item = suppliers::store::item(&**tx, leftover.supplier_id, product.id).await?;
    let unit_cost = input::usual_cost(&**tx, site.id, product.id, item.as_ref()).await?;
    let mut line = input::line_of(&product, leftover.quantity, unit_cost, ReturnReason::NotNeeded);
    line.purchase_line_id = Some(leftover.purchase_line_id);
    back.add(line)?;
    let action = if let Some(before) = &known {
        supplier_returns::store::save(tx, before, &mut back).await?;
        "supplier_return.add_line"
    } else {
        supplier_returns::store::insert(tx, &mut back, &site).await?;
        "supplier_return.create"
    };
    outbox::append(tx, MODULE, &back.changed(), actor, clock).await?;
    Ok(audit::record(tx, MODULE, back.audited(action), (known.as_ref(), Some(&back)), actor, clock).await?)
}

async fn scrap(tx: &mut Tx, purchasing: &Purchasing, leftover: &Leftover, actor: &Actor) -> Result<(), Problem> {
    actor.permit(STOCK_ADJUST, leftover.site_id)?;
    let reason = leftover.reason.clone().ok_or_else(|| Problem::field("/reason", "required", "scrap has a reason"))?;
    let clock = purchasing.context.clock.as_ref();
    let mut ledger = stock::store::lock(tx, leftover.site_id, &BTreeSet::from([leftover.product_id])).await?;
    let reference = Reference::work_order(leftover.work_order_id, &leftover.order_number);
    let note = Note { reference: Some(reference), reason: Some(reason), by: actor.name.clone(), at: clock.now(), ..Note::default() };
    ledger.post(leftover.product_id, Change::Scrap(leftover.quantity), &note)?;
    Ok(stock::store::save(tx, &mut ledger, actor, clock).await?)
}
