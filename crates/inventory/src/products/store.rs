//! The only place with queries on the catalogue.

use contracts::inventory::ProductId;
use kernel::paging::{Counted, counted};
use kernel::problem::is_unique_violation;
use kernel::search::{self, Plan, Query};
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{FromQueryResult, IntoActiveModel, QuerySelect};
use serde::{Deserialize, Serialize};

use super::Product;
use super::product::{ProductRow, Sort, StockFilter};
use crate::TERMS;
use crate::entities::products::{Column, Entity};
use crate::error::Error;

pub async fn find<C: ConnectionTrait>(conn: &C, id: ProductId) -> Result<Product, Problem> {
    Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[ProductId]) -> Result<Vec<Product>, DbErr> {
    let mut products = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(1_000) {
        products.extend(Entity::find().filter(Column::Id.is_in(chunk.iter().copied())).all(conn).await?);
    }
    Ok(products)
}

/// An article as the search box shows it.
#[derive(FromQueryResult)]
pub struct Found {
    pub id: ProductId,
    pub name: String,
    pub sku: String,
}

/// The best hits of the search box; archived articles have no terms.
pub async fn search<C: ConnectionTrait>(conn: &C, query: &Query, limit: u64) -> Result<Vec<Found>, DbErr> {
    let source = search::Source { terms: TERMS, table: "inventory_products", columns: "r.id, r.name, r.sku" };
    search::find(conn, source, query, limit, |_| String::new()).await
}

pub async fn find_by_keys(tx: &Tx, keys: &[String]) -> Result<Vec<Product>, DbErr> {
    let query = Entity::find().filter(Column::SkuKey.is_in(keys.iter().map(String::as_str)));
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    query.all(&**tx).await
}

/// The article of a code that somebody scanned or typed: its barcode, or its SKU whatever its case and separators. A barcode goes first.
pub async fn find_by_code<C: ConnectionTrait>(conn: &C, code: &str) -> Result<Option<Product>, DbErr> {
    if let Some(product) = Entity::find().filter(Column::Barcode.eq(code.trim())).one(conn).await? {
        return Ok(Some(product));
    }
    Entity::find().filter(Column::SkuKey.eq(super::sku_key(code))).one(conn).await
}

pub async fn find_by_barcodes(tx: &Tx, barcodes: &[&str]) -> Result<Vec<Product>, DbErr> {
    Entity::find().filter(Column::Barcode.is_in(barcodes.iter().copied())).all(&**tx).await
}

/// Refuses a barcode that another product has: a scan finds one.
pub async fn only_barcode(tx: &Tx, product: &Product) -> Result<(), Problem> {
    let Some(barcode) = product.barcode.as_deref() else { return Ok(()) };
    let taken = find_by_barcodes(tx, &[barcode]).await?.iter().any(|other| other.id != product.id);
    if taken { Err(Error::BarcodeTaken.into()) } else { Ok(()) }
}

pub async fn load(tx: &Tx, id: ProductId) -> Result<Product, Problem> {
    let query = Entity::find_by_id(id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    query.one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, product: &Product) -> Result<(), Problem> {
    insert_many(tx, std::slice::from_ref(product)).await.map_err(taken)
}

/// At most 500 at once.
pub async fn insert_many(tx: &Tx, products: &[Product]) -> Result<(), DbErr> {
    if products.is_empty() {
        return Ok(());
    }
    Entity::insert_many(products.iter().cloned().map(IntoActiveModel::into_active_model)).exec_without_returning(&**tx).await?;
    let terms = products.iter().flat_map(|product| product.terms().into_iter().map(|term| (product.id.0, term)));
    search::insert(tx, TERMS, terms.collect()).await
}

/// Writes the product over the version it was read at.
pub async fn save(tx: &Tx, product: &Product) -> Result<(), Problem> {
    let row = product.clone().into_active_model().reset_all();
    let read = Entity::update_many().set(row).filter(Column::Id.eq(product.id)).filter(Column::Version.eq(product.version - 1));
    let saved = read.exec(&**tx).await.map_err(taken)?;
    if saved.rows_affected == 0 {
        return Err(Problem::stale());
    }
    Ok(search::index(tx, TERMS, product.id.0, product.terms()).await?)
}

/// Writes what an import may change of products that are there: at most 500, in one statement.
pub async fn save_imported(tx: &Tx, products: &[Product]) -> Result<(), DbErr> {
    if products.is_empty() {
        return Ok(());
    }
    let mut binds = Binds::default();
    let rows: Vec<_> = products
        .iter()
        .map(|product| {
            let id = binds.add(product.id);
            let texts = [Some(&product.sku), Some(&product.name), Some(&product.sort_name)].map(|text| binds.add(text.cloned()));
            let optional = [&product.barcode, &product.category].map(|text| binds.add(text.clone()));
            let rest =
                [binds.add(product.unit.as_str()), binds.add(product.price), binds.add(product.vat_rate), binds.add(product.archived)];
            format!("({id}, {}, {}, {})", texts.join(", "), optional.join(", "), rest.join(", "))
        })
        .collect();
    let sql = format!(
        "update inventory_products set sku = v.column2, name = v.column3, sort_name = v.column4, barcode = v.column5, \
         category = v.column6, unit = v.column7, price = v.column8, vat_rate = v.column9, archived = v.column10, version = version + 1 \
         from (values {}) v where inventory_products.id = v.column1",
        rows.join(", ")
    );
    db::execute(&**tx, sql, binds.0).await?;
    search::forget(tx, TERMS, &products.iter().map(|product| product.id).collect::<Vec<_>>()).await?;
    let terms = products.iter().flat_map(|product| product.terms().into_iter().map(|term| (product.id.0, term)));
    search::insert(tx, TERMS, terms.collect()).await
}

fn taken(error: DbErr) -> Problem {
    match is_unique_violation(&error) {
        // Both databases name the column or its index.
        true if error.to_string().contains("barcode") => Error::BarcodeTaken.into(),
        true => Error::SkuTaken.into(),
        false => error.into(),
    }
}

/// What a list asks for.
pub struct Listing<'a> {
    pub query: Option<Query>,
    /// None: every site.
    pub sites: Option<Vec<SiteId>>,
    pub category: Option<&'a str>,
    pub stock: Option<StockFilter>,
    pub sort: Sort,
    pub after: Option<Cursor>,
    pub limit: u64,
}

/// Where a page ended, in the order it was read in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cursor {
    Sku(String),
    Name(String, ProductId),
}

/// One page: the products first, then the stock of these few.
pub async fn list<C: ConnectionTrait>(conn: &C, listing: &Listing<'_>) -> Result<Vec<ProductRow>, DbErr> {
    let mut binds = Binds::default();
    let page = page(conn, listing, &mut binds).await?;
    let sum = |column: &str| {
        let sites = binds.and_among("s.site_id", listing.sites.as_deref());
        let sum = format!("select sum(s.{column}) from inventory_stock s where s.product_id = p.id{sites}");
        format!("cast(coalesce(({sum}), 0) as bigint) as {column}")
    };
    let sums = ["on_hand", "reserved", "on_order", "minimum", "maximum"].map(sum).join(", ");
    let bin = match listing.sites.as_deref() {
        Some([site]) => format!("(select b.bin from inventory_stock b where b.product_id = p.id and b.site_id = {})", binds.add(*site)),
        _ => "cast(null as varchar)".to_owned(),
    };
    let order = order(listing.sort).replace("p.", "q.");
    let sql = format!(
        "select q.*, q.on_hand - q.reserved as available from (select p.*, {bin} as bin, {sums} from ({page}) p) q order by {order}"
    );
    db::all(conn, sql, binds.0).await
}

/// How many the listing has, on all pages.
pub async fn count<C: ConnectionTrait>(conn: &C, listing: &Listing<'_>) -> Result<Counted, DbErr> {
    let mut binds = Binds::default();
    let from = source(conn, listing, &mut binds).await?;
    counted(conn, &from, binds.0).await
}

async fn page<C: ConnectionTrait>(conn: &C, listing: &Listing<'_>, binds: &mut Binds) -> Result<String, DbErr> {
    let from = source(conn, listing, binds).await?;
    let columns = "p.id, p.sku, p.sku_key, p.name, p.sort_name, p.category, p.brand, p.unit, p.price, p.vat_rate, p.tracked, p.packs";
    let after = match &listing.after {
        Some(Cursor::Sku(key)) => format!(" and p.sku_key > {}", binds.add(key.as_str())),
        Some(Cursor::Name(name, id)) => format!(" and (p.sort_name, p.id) > ({}, {})", binds.add(name.as_str()), binds.add(*id)),
        None => String::new(),
    };
    Ok(format!("select {columns} from {from}{after} order by {} limit {}", order(listing.sort), listing.limit + 1))
}

async fn source<C: ConnectionTrait>(conn: &C, listing: &Listing<'_>, binds: &mut Binds) -> Result<String, DbErr> {
    let mut from = match &listing.query {
        Some(query) => {
            let ids = Plan::of(conn, TERMS, query).await?.ids(binds);
            format!("{ids} m cross join inventory_products p where p.id = m.id and not p.archived")
        }
        None => "inventory_products p where not p.archived".to_owned(),
    };
    if let Some(category) = listing.category {
        from += &format!(" and p.category = {}", binds.add(category));
    }
    if let Some(filter) = listing.stock {
        from += &stands(filter, listing.sites.as_deref(), binds);
    }
    Ok(from)
}

fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Sku => "p.sku_key",
        Sort::Name => "p.sort_name, p.id",
    }
}

/// Low and negative are few and read from their own index; whatever has no stock row is out.
fn stands(filter: StockFilter, sites: Option<&[SiteId]>, binds: &mut Binds) -> String {
    let sites = binds.and_among("s.site_id", sites);
    let some =
        |condition: &str| format!(" and p.tracked and p.id in (select s.product_id from inventory_stock s where {condition}{sites})");
    match filter {
        StockFilter::Low => some("s.on_hand < s.minimum"),
        StockFilter::Negative => some("s.on_hand < s.elsewhere"),
        // One look-up for each product on the way: a join would read all stock for one page.
        StockFilter::Out => {
            let most = format!("select max(s.on_hand) from inventory_stock s where s.product_id = p.id{sites}");
            format!(" and p.tracked and coalesce(({most}), 0) <= 0")
        }
    }
}

/// Whether any site has a quantity other than zero.
pub async fn is_in_stock(tx: &Tx, id: ProductId) -> Result<bool, DbErr> {
    use crate::entities::stock::{Column as Stock, Entity as Levels};
    let found = Levels::find()
        .filter(Stock::ProductId.eq(id))
        .filter(Stock::OnHand.ne(0))
        .select_only()
        .column_as(Expr::value(1), "one")
        .into_tuple::<i32>();
    Ok(found.one(&**tx).await?.is_some())
}
