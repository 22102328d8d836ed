//! POST /purchase-orders

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::identity::SiteCard;
use contracts::inventory::{PURCHASE_WRITE, PurchaseOrderId, SupplierId};
use garde::Validate;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{self, filled};
use kernel::{Actor, Problem, SiteId, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fulfil::{Goods, settle};
use super::input::{self, NOTES, PurchaseLineInput, day};
use super::purchase_order::{PurchaseOrder, SupplierLabel};
use super::state::PurchaseState;
use super::view::{self, PurchaseOrderView};
use super::{Purchasing, store};
use crate::MODULE;
use crate::error::Error;
use crate::suppliers::{self, Supplier};

type Answer = Repeatable<Created<Versioned<PurchaseOrderView>>>;

/// A new purchase order.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PurchaseOrderInput {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub supplier_id: SupplierId,
    #[serde(default)]
    #[garde(length(max = 200), dive)]
    #[schema(max_items = 200)]
    pub lines: Vec<PurchaseLineInput>,
    #[serde(default)]
    #[garde(custom(day()))]
    pub expected_on: Option<NaiveDate>,
    #[serde(default)]
    #[garde(custom(text::prose(NOTES)))]
    #[schema(max_length = 2000, format = "prose")]
    pub notes: Option<String>,
}

/// Writes a draft of a purchase order. Permission: `purchase.write` at the site; costs are shown to who holds `stock.see_cost`.
#[utoipa::path(
    post, path = "/purchase-orders", operation_id = "create_purchase_order", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = PurchaseOrderInput,
    responses((status = 201, body = PurchaseOrderView))
)]
pub async fn create_purchase_order(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(body): Json<PurchaseOrderInput>,
) -> Result<Answer, Problem> {
    create(&purchasing, &actor, key.as_deref(), body).await
}

async fn create(purchasing: &Purchasing, actor: &Actor, key: Option<&str>, body: PurchaseOrderInput) -> Result<Answer, Problem> {
    actor.permit(PURCHASE_WRITE, body.site_id)?;
    let (db, clock) = (&purchasing.context.db, purchasing.context.clock.as_ref());
    let claim = Claim::new(actor, "create_purchase_order", key, &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let site = site_card(purchasing, body.site_id).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let supplier = suppliers::store::find_many(&*tx, &[body.supplier_id]).await?.pop().ok_or(Error::UnknownSupplier)?;
    let mut order = draft(&supplier, site.id, actor, clock.now());
    (order.expected_on, order.notes) = (body.expected_on, filled(body.notes));
    for line in input::lines(&tx, &supplier, &body.lines, "/lines").await? {
        order.add(line)?;
    }
    store::insert(&tx, &mut order, &site).await?;
    settle(&mut tx, (None, &order), Goods::default(), actor, clock).await?;
    outbox::append(&mut tx, MODULE, &order.changed(), actor, clock).await?;
    audit::record(&tx, MODULE, order.audited("purchase_order.create"), (None, Some(&order)), actor, clock).await?;
    let view = view::whole(&*tx, &order, actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

/// The site, closed or not.
pub async fn site_of(purchasing: &Purchasing, id: SiteId) -> Result<SiteCard, Problem> {
    purchasing.sites.cards(&[id]).await?.into_iter().next().ok_or_else(Problem::not_found)
}

/// The site, which is open.
pub async fn site_card(purchasing: &Purchasing, id: SiteId) -> Result<SiteCard, Problem> {
    let card = site_of(purchasing, id).await?;
    if card.closed_at.is_some() {
        return Err(Problem::field("/site_id", "closed", "the site is closed"));
    }
    Ok(card)
}

/// Without lines and number.
pub fn draft(supplier: &Supplier, site_id: SiteId, actor: &Actor, now: DateTime<Utc>) -> PurchaseOrder {
    PurchaseOrder {
        id: PurchaseOrderId::new(),
        number: String::new(),
        site_id,
        supplier: SupplierLabel { id: supplier.id, name: supplier.name.clone() },
        state: PurchaseState::Draft,
        currency: supplier.currency.clone(),
        expected_on: None,
        notes: None,
        cancel_reason: None,
        lines: vec![],
        created_at: now,
        created_by: actor.name.clone(),
        sent_at: None,
        closed_at: None,
        version: 1,
    }
}

fn answer(view: PurchaseOrderView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/purchase-orders/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
