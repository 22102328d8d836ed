//! The only place with queries on what lies where.

use std::collections::BTreeMap;

use contracts::inventory::ProductId;
use kernel::{Binds, Quantity, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::products::Unit;

/// An article at a site.
#[derive(Clone, Debug, FromQueryResult)]
pub struct There {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub tracked: bool,
    pub on_hand: Quantity,
    pub reserved: Quantity,
    pub bin: Option<String>,
}

/// Which bin each of some products has at a site.
pub async fn bins_of<C: ConnectionTrait>(conn: &C, site: SiteId, products: &[ProductId]) -> Result<BTreeMap<ProductId, String>, DbErr> {
    if products.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut binds = Binds::default();
    let site = binds.add(site);
    let products = binds.list(products.iter().copied());
    let sql = format!("{THERE} where p.id in ({products}) and s.bin is not null").replace("?site", &site);
    let rows: Vec<There> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.bin?))).collect())
}

pub async fn article<C: ConnectionTrait>(conn: &C, site: SiteId, product: ProductId) -> Result<Option<There>, DbErr> {
    let mut binds = Binds::default();
    let (site, product) = (binds.add(site), binds.add(product));
    db::one(conn, format!("{THERE} where p.id = {product}").replace("?site", &site), binds.0).await
}

/// What lies in a bin, by SKU.
pub async fn in_bin<C: ConnectionTrait>(conn: &C, site: SiteId, bin: &str, limit: u64) -> Result<Vec<There>, DbErr> {
    let mut binds = Binds::default();
    let (site, bin) = (binds.add(site), binds.add(bin));
    let sql = format!(
        "select p.id, p.sku, p.name, p.unit, p.tracked, s.on_hand, s.reserved, s.bin from inventory_stock s \
         join inventory_products p on p.id = s.product_id where s.site_id = {site} and s.bin = {bin} and not p.archived \
         order by p.sku_key limit {limit}"
    );
    db::all(conn, sql, binds.0).await
}

const THERE: &str = "select p.id, p.sku, p.name, p.unit, p.tracked, coalesce(s.on_hand, 0) as on_hand, coalesce(s.reserved, 0) as reserved, \
                     s.bin from inventory_products p left join inventory_stock s on s.product_id = p.id and s.site_id = ?site";
