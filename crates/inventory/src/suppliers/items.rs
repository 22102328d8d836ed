//! PUT and DELETE /suppliers/{id}/items/{product}

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::{ProductId, SUPPLIER_WRITE, SupplierId};
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::text::{self, filled};
use kernel::{Actor, Amount, Context, Problem, Quantity, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::{self, ItemRow};
use super::supplier::{Item, Supplier};
use super::view::SupplierItem;
use crate::MODULE;
use crate::fields::{self, CODE};
use crate::products::{self, Product};

/// How a supplier sells a product.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplierItemInput {
    /// The supplier's.
    #[serde(default)]
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub article_number: Option<String>,
    /// How many of our units are in one of theirs: 208000 for a drum of 208 litres. 1000 when left out.
    #[serde(default)]
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000)]
    pub pack_size: Option<Quantity>,
    /// Of one pack, net.
    #[serde(default)]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub pack_cost: Option<Amount>,
    /// Buy it there unless somebody says otherwise; no other supplier is preferred for it then.
    #[serde(default)]
    #[garde(skip)]
    pub preferred: bool,
}

/// Says how a supplier sells a product, in place of what was known. Permission: `supplier.write`.
#[utoipa::path(
    put, path = "/suppliers/{supplier_id}/items/{product_id}", operation_id = "set_supplier_item", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_id" = SupplierId, Path), ("product_id" = ProductId, Path)),
    request_body = SupplierItemInput,
    responses((status = 200, body = SupplierItem))
)]
pub async fn set_supplier_item(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((supplier, product)): Path<(SupplierId, ProductId)>,
    Json(input): Json<SupplierItemInput>,
) -> Result<Json<SupplierItem>, Problem> {
    set(&context, &actor, (supplier, product), input).await.map(Json)
}

async fn set(
    context: &Context,
    actor: &Actor,
    (supplier, product): (SupplierId, ProductId),
    input: SupplierItemInput,
) -> Result<SupplierItem, Problem> {
    actor.permit_anywhere(SUPPLIER_WRITE)?;
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    let supplier = store::load(&tx, supplier).await?;
    let product = products::store::find(&*tx, product).await?;
    let before = store::item(&*tx, supplier.id, product.id).await?;
    let item = Item {
        supplier_id: supplier.id,
        product_id: product.id,
        article_number: filled(input.article_number),
        pack_size: input.pack_size.unwrap_or(Quantity::whole(1)),
        pack_cost: input.pack_cost,
        preferred: input.preferred,
        updated_at: clock.now(),
    };
    if item.preferred {
        store::prefer(&tx, &item).await?;
    }
    store::put_items(&tx, std::slice::from_ref(&item)).await?;
    outbox::append(&mut tx, MODULE, &supplier.saved(), actor, clock).await?;
    let change = supplier.audited("supplier.set_item");
    audit::record(&tx, MODULE, change, (before.as_ref(), Some(&item)), actor, clock).await?;
    tx.commit().await?;
    Ok(SupplierItem::new(row(item, supplier, product), actor))
}

fn row(item: Item, supplier: Supplier, product: Product) -> ItemRow {
    ItemRow {
        item,
        supplier_name: supplier.name,
        currency: supplier.currency,
        sku: product.sku,
        sku_key: product.sku_key,
        product_name: product.name,
        unit: product.unit,
    }
}

/// The supplier does not sell it any more. Permission: `supplier.write`.
#[utoipa::path(
    delete, path = "/suppliers/{supplier_id}/items/{product_id}", operation_id = "remove_supplier_item", tag = "inventory",
    security(("bearer" = [])),
    params(("supplier_id" = SupplierId, Path), ("product_id" = ProductId, Path)),
    responses((status = 204))
)]
pub async fn remove_supplier_item(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((supplier, product)): Path<(SupplierId, ProductId)>,
) -> Result<StatusCode, Problem> {
    actor.permit_anywhere(SUPPLIER_WRITE)?;
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    let supplier = store::load(&tx, supplier).await?;
    let before = store::item(&*tx, supplier.id, product).await?.ok_or_else(Problem::not_found)?;
    store::remove_item(&tx, supplier.id, product).await?;
    outbox::append(&mut tx, MODULE, &supplier.saved(), &actor, clock).await?;
    audit::record(&tx, MODULE, supplier.audited("supplier.remove_item"), (Some(&before), None), &actor, clock).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
