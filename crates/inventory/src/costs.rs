//! What articles cost at a site, for the rules of prices and the margins of who sells them.

use contracts::inventory::{ProductCost, ProductId};
use kernel::{Amount, Binds, Quantity, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::suppliers::{self, Item};

/// Articles in one statement.
const AT_ONCE: usize = 500;

#[derive(FromQueryResult)]
struct Known {
    id: ProductId,
    category: Option<String>,
    brand: Option<String>,
    average_cost: Option<Amount>,
    last_cost: Option<Amount>,
}

/// Those that exist. What nothing is known of costs nothing that anybody could go by: no cost at all.
pub async fn of<C: ConnectionTrait>(conn: &C, site: SiteId, products: &[ProductId]) -> Result<Vec<ProductCost>, DbErr> {
    let sources = suppliers::store::sources(conn, products).await?;
    let mut costs = Vec::with_capacity(products.len());
    for chunk in products.chunks(AT_ONCE) {
        let known = known(conn, site, chunk).await?;
        costs.extend(known.into_iter().map(|row| {
            let source = sources.get(&row.id);
            ProductCost {
                id: row.id,
                category: row.category,
                brand: row.brand,
                supplier_id: source.map(|item| item.supplier_id),
                average_cost: row.average_cost.filter(|cost| cost.0 > 0),
                last_cost: row.last_cost.or_else(|| source.and_then(asked)).filter(|cost| cost.0 > 0),
            }
        }));
    }
    Ok(costs)
}

/// The newest receipt of each comes from an index of its own, however often the article moved since.
async fn known<C: ConnectionTrait>(conn: &C, site: SiteId, products: &[ProductId]) -> Result<Vec<Known>, DbErr> {
    let mut binds = Binds::default();
    let site = binds.add(site);
    let sql = format!(
        "select p.id, p.category, p.brand, s.average_cost, (select m.unit_cost from inventory_movements m where m.product_id = p.id \
         and m.site_id = {site} and m.kind = 'receipt' order by m.at desc, m.id desc limit 1) as last_cost \
         from inventory_products p left join inventory_stock s on s.product_id = p.id and s.site_id = {site} where p.id in ({})",
        binds.list(products.iter().copied())
    );
    db::all(conn, sql, binds.0).await
}

fn asked(item: &Item) -> Option<Amount> {
    item.pack_cost.map(|pack| of_unit(pack, item.pack_size))
}

/// What one of our units costs at a pack's price, rounded half up.
pub fn of_unit(pack_cost: Amount, pack_size: Quantity) -> Amount {
    let size = i128::from(pack_size.0.max(1));
    Amount(i64::try_from((i128::from(pack_cost.0) * 2000 + size) / (2 * size)).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drum_tells_what_a_litre_costs() {
        // 1,925.000 for 208 litres is 9.2548…; 0.010 for 3 pieces is 0.0033….
        assert_eq!(of_unit(Amount(1_925_000), Quantity(208_000)), Amount(9_255));
        assert_eq!(of_unit(Amount(10), Quantity(3000)), Amount(3));
        assert_eq!(of_unit(Amount(81_300), Quantity(1000)), Amount(81_300));
        assert_eq!(of_unit(Amount(5), Quantity(2000)), Amount(3), "half up");
    }
}
