//! What should be ordered for the shelf, and ordering it.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::{PURCHASE_READ, PURCHASE_WRITE, ProductId, SupplierId};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Query};
use kernel::idempotency::{Claim, Repeatable};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem, Quantity, SiteId};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Purchasing;
use super::create::site_card;
use super::distribute::{Distributed, Sources, Want, distribute};
use super::store::{self, Low};
use crate::error::Error;
use crate::products::Unit;
use crate::suppliers::{self, Item, Supplier, packs_for};
use crate::{MODULE, fields};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReorderFilter {
    site: Option<SiteId>,
}

/// A product of which a site has less than its minimum, without what is reserved and with what is on order (PRODUCT J6).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReorderRow {
    pub product_id: ProductId,
    pub site_id: SiteId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub on_hand: Quantity,
    pub reserved: Quantity,
    pub available: Quantity,
    pub on_order: Quantity,
    /// On purchase orders that are not sent.
    pub drafted: Quantity,
    pub minimum: Quantity,
    pub maximum: Quantity,
    /// Up to the maximum, in whole packs; nothing when drafts have it already.
    pub suggested: Quantity,
    pub supplier_id: Option<SupplierId>,
    pub supplier_name: Option<String>,
    pub pack_size: Quantity,
}

/// What should be ordered for the shelf. Permission: `purchase.read`.
#[utoipa::path(
    get, path = "/stock/reorder", operation_id = "list_reorder", tag = "inventory", security(("bearer" = [])),
    params(ReorderFilter, PageQuery),
    responses((status = 200, body = Page<ReorderRow>))
)]
pub async fn list_reorder(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(filter): Query<ReorderFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ReorderRow>>, Problem> {
    let sites = actor.visible_sites(filter.site, PURCHASE_READ)?;
    let (limit, after) = (page.limit()?, page.cursor()?);
    let conn = purchasing.context.db.reader();
    let low = store::low(conn, sites.as_deref(), after, limit + 1).await?;
    let page = Page::cut(low, limit, |low| (low.site_id, low.product_id));
    let supply = Supply::of(conn, &page.items).await?;
    Ok(Json(page.map(|low| supply.row(low))))
}

/// Where each product is bought, and what drafts have of it.
struct Supply {
    items: BTreeMap<ProductId, Item>,
    suppliers: Vec<Supplier>,
    drafted: BTreeMap<(SiteId, ProductId), Quantity>,
}

impl Supply {
    async fn of<C: sea_orm::ConnectionTrait>(conn: &C, low: &[Low]) -> Result<Self, DbErr> {
        let ids: Vec<_> = low.iter().map(|low| low.product_id).collect();
        let items = suppliers::store::sources(conn, &ids).await?;
        let of: BTreeSet<_> = items.values().map(|item| item.supplier_id).collect();
        let suppliers = suppliers::store::find_many(conn, &of.into_iter().collect::<Vec<_>>()).await?;
        let mut drafted = BTreeMap::new();
        for site in low.iter().map(|low| low.site_id).collect::<BTreeSet<_>>() {
            drafted.extend(store::drafted(conn, site, &ids).await?.into_iter().map(|(product, quantity)| ((site, product), quantity)));
        }
        Ok(Self { items, suppliers, drafted })
    }

    fn row(&self, low: Low) -> ReorderRow {
        let item = self.items.get(&low.product_id);
        let supplier = item.and_then(|item| self.suppliers.iter().find(|supplier| supplier.id == item.supplier_id));
        let drafted = self.drafted.get(&(low.site_id, low.product_id)).copied().unwrap_or_default();
        let pack_size = item.map_or(Quantity::whole(1), |item| item.pack_size);
        ReorderRow {
            available: low.on_hand - low.reserved,
            suggested: packs_for(missing(&low, drafted), pack_size),
            product_id: low.product_id,
            site_id: low.site_id,
            sku: low.sku,
            name: low.name,
            unit: low.unit,
            on_hand: low.on_hand,
            reserved: low.reserved,
            on_order: low.on_order,
            drafted,
            minimum: low.minimum,
            maximum: low.maximum,
            supplier_id: item.map(|item| item.supplier_id),
            supplier_name: supplier.map(|supplier| supplier.name.clone()),
            pack_size,
        }
    }
}

/// What is missing up to the maximum; nothing when drafts bring it to the minimum.
fn missing(low: &Low, drafted: Quantity) -> Quantity {
    let projected = low.on_hand - low.reserved + low.on_order + drafted;
    if projected >= low.minimum { Quantity::ZERO } else { low.maximum.max(low.minimum) - projected }
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reorder {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(length(min = 1, max = 200), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub lines: Vec<ReorderLine>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReorderLine {
    #[garde(skip)]
    pub product_id: ProductId,
    /// In our units; whole packs are ordered.
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
}

/// Orders products for the shelf: each of its preferred supplier, on the supplier's draft or a new one. Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/purchase-orders/reorder", operation_id = "reorder", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = Reorder,
    responses((status = 201, body = Distributed))
)]
pub async fn reorder(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(body): Json<Reorder>,
) -> Result<Repeatable<Json<Distributed>>, Problem> {
    order(&purchasing, &actor, key.as_deref(), body).await
}

async fn order(purchasing: &Purchasing, actor: &Actor, key: Option<&str>, body: Reorder) -> Result<Repeatable<Json<Distributed>>, Problem> {
    actor.permit(PURCHASE_WRITE, body.site_id)?;
    let (db, clock) = (&purchasing.context.db, purchasing.context.clock.as_ref());
    let claim = Claim::new(actor, "reorder", key, &body)?;
    if let Some(answer) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(answer) });
    }
    let site = site_card(purchasing, body.site_id).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let ids: BTreeSet<_> = body.lines.iter().map(|line| line.product_id).collect();
    let sources = Sources::lock(&tx, site.id, &ids).await?;
    for (place, line) in body.lines.iter().enumerate() {
        let pointer = format!("/lines/{place}/product_id");
        match sources.products().iter().find(|product| product.id == line.product_id) {
            None => return Err(Error::UnknownProduct { pointer }.into()),
            Some(product) if !product.tracked => return Err(Error::NotTracked { pointer }.into()),
            Some(_) => {}
        }
    }
    let wants = body.lines.iter().map(|line| Want { product_id: line.product_id, quantity: line.quantity, link: None });
    let answer = distribute(&mut tx, purchasing, &site, sources, wants.collect(), actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &answer).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(answer) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// PRODUCT 3.4 step 2: on hand 4, reserved 1, on order 0, minimum 6, maximum 11: eight are suggested.
    #[test]
    fn what_is_reserved_counts_as_gone_and_what_is_ordered_as_there() {
        let low = |on_order: i64| Low {
            product_id: ProductId::new(),
            site_id: SiteId::new(),
            sku: "FLT".into(),
            name: "Filtre".into(),
            unit: Unit::Each,
            on_hand: Quantity::whole(4),
            reserved: Quantity::whole(1),
            on_order: Quantity::whole(on_order),
            minimum: Quantity::whole(6),
            maximum: Quantity::whole(11),
        };
        assert_eq!(missing(&low(0), Quantity::ZERO), Quantity::whole(8));
        assert_eq!(missing(&low(2), Quantity::ZERO), Quantity::whole(6));
        assert_eq!(missing(&low(2), Quantity::whole(1)), Quantity::ZERO);
        assert_eq!(missing(&Low { maximum: Quantity::ZERO, ..low(0) }, Quantity::ZERO), Quantity::whole(3));
    }
}
