//! GET /products/{id}

use axum::extract::State;
use contracts::inventory::{PRODUCT_READ, ProductId};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Actor, Context, Problem, SiteId};

use super::store;
use super::view::ProductView;
use crate::numbers::{self, Numbering};
use crate::stock;

/// A product with its stock at the caller's sites. Permission: `product.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/products/{product_id}", operation_id = "get_product", tag = "inventory", security(("bearer" = [])),
    params(("product_id" = ProductId, Path)),
    responses((status = 200, body = ProductView))
)]
pub async fn get_product(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
) -> Result<Versioned<ProductView>, Problem> {
    let view = show(&context, &actor, id).await?;
    Ok(Versioned(view.version, view))
}

async fn show(context: &Context, actor: &Actor, id: ProductId) -> Result<ProductView, Problem> {
    let sites = actor.visible_sites(None, PRODUCT_READ)?;
    view(context, actor, id, sites).await
}

/// The product after the actor changed it: with the stock that they may read, if any.
pub async fn changed(context: &Context, actor: &Actor, id: ProductId) -> Result<ProductView, Problem> {
    let sites = actor.visible_sites(None, PRODUCT_READ).unwrap_or_else(|_| Some(vec![]));
    view(context, actor, id, sites).await
}

async fn view(context: &Context, actor: &Actor, id: ProductId, sites: Option<Vec<SiteId>>) -> Result<ProductView, Problem> {
    let product = store::find(context.db.reader(), id).await?;
    let levels = stock::store::levels(context.db.reader(), id, sites.as_deref()).await?;
    let is_numbered = product.numbering != Numbering::None;
    let mut view = ProductView::new(product, levels, actor);
    if is_numbered {
        let numbered = numbers::store::on_shelves(context.db.reader(), id, sites.as_deref()).await?;
        for level in &mut view.stock {
            level.numbered = numbered.get(&level.site_id).copied().unwrap_or_default();
        }
    }
    Ok(view)
}
