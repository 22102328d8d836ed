//! GET /products

use axum::extract::State;
use contracts::inventory::PRODUCT_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Counted, Page, PageQuery, not_a_cursor};
use kernel::{Actor, Context, Problem, SiteId, search};
use serde::Deserialize;
use utoipa::IntoParams;

use super::product::{ProductRow, Sort, StockFilter};
use super::store::{self, Cursor, Listing};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProductFilter {
    /// Words of the name, the SKU or the barcode, or their beginnings.
    q: Option<String>,
    /// Show this site's stock, not the sum over all.
    site: Option<SiteId>,
    category: Option<String>,
    #[param(inline)]
    stock: Option<StockFilter>,
    #[param(inline)]
    sort: Option<Sort>,
}

/// The catalogue, without archived products. Permission: `product.read`.
#[utoipa::path(
    get, path = "/products", operation_id = "list_products", tag = "inventory", security(("bearer" = [])),
    params(ProductFilter, PageQuery),
    responses((status = 200, body = Page<ProductRow>))
)]
pub async fn list_products(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(filter): Query<ProductFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ProductRow>>, Problem> {
    list(&context, &actor, filter, &page).await.map(Json)
}

/// How many products the list has with these filters. Permission: `product.read`.
#[utoipa::path(
    get, path = "/products/count", operation_id = "count_products", tag = "inventory", security(("bearer" = [])),
    params(ProductFilter), responses((status = 200, body = Counted))
)]
pub async fn count_products(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(filter): Query<ProductFilter>,
) -> Result<Json<Counted>, Problem> {
    let Some(listing) = listing(&actor, &filter, &PageQuery::default())? else { return Ok(Json(Counted { count: 0 })) };
    Ok(Json(store::count(context.db.reader(), &listing).await?))
}

/// What is asked for; none when what was typed can find nothing.
fn listing<'a>(actor: &Actor, filter: &'a ProductFilter, page: &PageQuery) -> Result<Option<Listing<'a>>, Problem> {
    let sites = actor.visible_sites(filter.site, PRODUCT_READ)?;
    let query = filter.q.as_deref().filter(|text| !text.trim().is_empty()).map(search::Query::parse);
    if matches!(query, Some(None)) {
        return Ok(None);
    }
    if filter.category.as_deref().is_some_and(|category| category.contains('\0')) {
        return Err(Problem::field("/category", "invalid", "it must not contain control characters"));
    }
    let sort = filter.sort.unwrap_or_default();
    let category = filter.category.as_deref().filter(|category| !category.is_empty());
    let (after, limit) = (cursor(page, sort)?, page.limit()?);
    Ok(Some(Listing { query: query.flatten(), sites, category, stock: filter.stock, sort, after, limit }))
}

async fn list(context: &Context, actor: &Actor, filter: ProductFilter, page: &PageQuery) -> Result<Page<ProductRow>, Problem> {
    let Some(listing) = listing(actor, &filter, page)? else { return Ok(Page { items: vec![], next: None }) };
    let (sort, limit) = (listing.sort, listing.limit);
    let rows = store::list(context.db.reader(), &listing).await?;
    Ok(Page::cut(rows, limit, |row| match sort {
        Sort::Sku => Cursor::Sku(row.sku_key.clone()),
        Sort::Name => Cursor::Name(row.sort_name.clone(), row.id),
    }))
}

/// A cursor goes on only in the order it was made in.
fn cursor(page: &PageQuery, sort: Sort) -> Result<Option<Cursor>, Problem> {
    let cursor = page.cursor::<Cursor>()?;
    let fits = match &cursor {
        None => true,
        Some(Cursor::Sku(key)) => sort == Sort::Sku && !key.contains('\0'),
        Some(Cursor::Name(name, _)) => sort == Sort::Name && !name.contains('\0'),
    };
    if fits { Ok(cursor) } else { Err(not_a_cursor()) }
}
