//! PUT /products/{id}/minimum

use std::collections::BTreeSet;

use axum::extract::State;
use contracts::inventory::{PRODUCT_WRITE, ProductId};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::{Actor, Context, Problem, Quantity, SiteId, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use crate::MODULE;
use crate::error::Error;
use crate::fields;
use crate::products::{self, view::ProductView};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinimumInput {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Below this the product is low at the site; 0 for never.
    #[garde(custom(fields::level()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000)]
    pub minimum: Quantity,
    /// Up to how much is ordered when it is low; not below the minimum. Stays when left out.
    #[serde(default)]
    #[garde(custom(fields::level()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000)]
    pub maximum: Option<Quantity>,
}

/// Sets from how much on a product is low at a site, and up to how much is ordered then. Permission: `product.write` at that site.
#[utoipa::path(
    put, path = "/products/{product_id}/minimum", operation_id = "set_minimum", tag = "inventory", security(("bearer" = [])),
    params(("product_id" = ProductId, Path)),
    request_body = MinimumInput,
    responses((status = 200, body = ProductView))
)]
pub async fn set_minimum(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
    Json(input): Json<MinimumInput>,
) -> Result<Versioned<ProductView>, Problem> {
    set(&context, &actor, id, &input).await?;
    let view = products::changed(&context, &actor, id).await?;
    Ok(Versioned(view.version, view))
}

async fn set(context: &Context, actor: &Actor, id: ProductId, input: &MinimumInput) -> Result<(), Problem> {
    actor.permit(PRODUCT_WRITE, input.site_id)?;
    if input.maximum.is_some_and(|maximum| maximum > Quantity::ZERO && maximum < input.minimum) {
        return Err(Problem::field("/maximum", "out-of-range", "it is not below the minimum"));
    }
    let mut tx = context.db.begin().await?;
    let product = products::store::find(&*tx, id).await?;
    if !product.tracked {
        return Err(Error::NotTracked { pointer: "/minimum".into() }.into());
    }
    let mut ledger = store::lock(&tx, input.site_id, &BTreeSet::from([id])).await?;
    let raised = input.maximum.is_some_and(|maximum| ledger.set_maximum(id, maximum));
    if ledger.set_minimum(id, input.minimum) || raised {
        store::put_levels(&tx, ledger.levels().cloned().collect()).await?;
        outbox::append(&mut tx, MODULE, &product.saved(), actor, context.clock.as_ref()).await?;
        let change = audit::Change { site: Some(input.site_id), ..product.audited("stock.set_minimum") };
        audit::record(&tx, MODULE, change, (None, Some(input)), actor, context.clock.as_ref()).await?;
    }
    tx.commit().await?;
    Ok(())
}
