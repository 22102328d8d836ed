//! PUT /products/{id}/bin

use std::collections::BTreeSet;

use axum::extract::State;
use contracts::inventory::{LocationId, PRODUCT_WRITE, ProductId};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::text::{self, filled};
use kernel::{Actor, Context, Problem, SiteId, Tx, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Ledger, store};
use crate::MODULE;
use crate::error::Error;
use crate::fields::CODE;
use crate::locations::Books;
use crate::products::{self, view::ProductView};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BinInput {
    #[garde(skip)]
    pub site_id: SiteId,
    /// The room or van; the site's own shelves when left out.
    #[serde(default)]
    #[garde(skip)]
    pub location_id: Option<LocationId>,
    /// Where it lies there: a shelf, a drawer; null for nowhere in particular.
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub bin: Option<String>,
}

/// Sets where a product lies at a site. Permission: `product.write` at that site.
#[utoipa::path(
    put, path = "/products/{product_id}/bin", operation_id = "set_bin", tag = "inventory", security(("bearer" = [])),
    params(("product_id" = ProductId, Path)),
    request_body = BinInput,
    responses((status = 200, body = ProductView))
)]
pub async fn set_bin(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
    Json(input): Json<BinInput>,
) -> Result<Versioned<ProductView>, Problem> {
    set(&context, &actor, id, &input).await?;
    let view = products::changed(&context, &actor, id).await?;
    Ok(Versioned(view.version, view))
}

async fn set(context: &Context, actor: &Actor, id: ProductId, input: &BinInput) -> Result<(), Problem> {
    actor.permit(PRODUCT_WRITE, input.site_id)?;
    let mut tx = context.db.begin().await?;
    let product = products::store::find(&*tx, id).await?;
    if !product.tracked {
        return Err(Error::NotTracked { pointer: "/bin".into() }.into());
    }
    let mut ledger = store::lock(&tx, input.site_id, &BTreeSet::from([id])).await?;
    if put_in(&tx, &mut ledger, id, input).await? {
        outbox::append(&mut tx, MODULE, &product.saved(), actor, context.clock.as_ref()).await?;
        let change = audit::Change { site: Some(input.site_id), ..product.audited("stock.set_bin") };
        audit::record(&tx, MODULE, change, (None, Some(input)), actor, context.clock.as_ref()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whether that says something new.
async fn put_in(tx: &Tx, ledger: &mut Ledger, id: ProductId, input: &BinInput) -> Result<bool, Problem> {
    let bin = filled(input.bin.clone());
    if let Some(mut books) = Books::of(tx, input.site_id, id, input.location_id).await? {
        let is_new = books.set_bin(bin);
        books.save(tx).await?;
        return Ok(is_new);
    }
    let is_new = ledger.set_bin(id, bin);
    if is_new {
        store::put_levels(tx, ledger.levels().cloned().collect()).await?;
    }
    Ok(is_new)
}
