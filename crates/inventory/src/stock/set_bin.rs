//! PUT /products/{id}/bin

use std::collections::BTreeSet;

use axum::extract::State;
use contracts::inventory::{PRODUCT_WRITE, ProductId};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::text::{self, filled};
use kernel::{Actor, Context, Problem, SiteId, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use crate::MODULE;
use crate::error::Error;
use crate::fields::CODE;
use crate::products::{self, view::ProductView};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BinInput {
    #[garde(skip)]
    pub site_id: SiteId,
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
    if ledger.set_bin(id, filled(input.bin.clone())) {
        store::put_levels(&tx, ledger.levels().cloned().collect()).await?;
        outbox::append(&mut tx, MODULE, &product.saved(), actor, context.clock.as_ref()).await?;
        let change = audit::Change { site: Some(input.site_id), ..product.audited("stock.set_bin") };
        audit::record(&tx, MODULE, change, (None, Some(input)), actor, context.clock.as_ref()).await?;
    }
    tx.commit().await?;
    Ok(())
}
