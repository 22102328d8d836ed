//! The only place with queries on what the stock was worth.

use chrono::{DateTime, Utc};
use contracts::inventory::LocationId;
use kernel::{Amount, Binds, Quantity, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::products::Unit;

/// What a movement left, at the average after it, or at its own cost where that is not known.
const WORTH: &str = "round(m.on_hand * (coalesce(m.average_cost, m.unit_cost) / 1000.0))";

/// Of each product of a site its last movement before an instant: one look at the end of each product's own.
fn last_movements(site: SiteId, before: DateTime<Utc>, binds: &mut Binds) -> String {
    let (before, site) = (binds.add(before), binds.add(site));
    format!(
        "(select (select m.id from inventory_movements m where m.product_id = s.product_id and m.site_id = s.site_id and m.at < {before} \
         order by m.at desc, m.id desc limit 1) as movement_id from inventory_stock s where s.site_id = {site}) l \
         join inventory_movements m on m.id = l.movement_id join inventory_products p on p.id = m.product_id"
    )
}

/// A category, or the products that have none.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OfCategory {
    pub category: Option<String>,
    pub products: i64,
    pub value_cost: Amount,
}

pub async fn categories<C: ConnectionTrait>(conn: &C, site: SiteId, before: DateTime<Utc>) -> Result<Vec<OfCategory>, DbErr> {
    let mut binds = Binds::default();
    let sql = format!(
        "select p.category, count(*) as products, cast(sum({WORTH}) as bigint) as value_cost from {} where m.on_hand <> 0 group by p.category",
        last_movements(site, before, &mut binds)
    );
    db::all(conn, sql, binds.0).await
}

/// A product that the site had, or owed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OfProduct {
    pub sku: String,
    pub name: String,
    pub category: Option<String>,
    pub unit: Unit,
    pub on_hand: Quantity,
    pub average_cost: Amount,
    pub value_cost: Amount,
}

/// In the order of their numbers.
pub async fn products<C: ConnectionTrait>(conn: &C, site: SiteId, before: DateTime<Utc>, limit: usize) -> Result<Vec<OfProduct>, DbErr> {
    let mut binds = Binds::default();
    let sql = format!(
        "select p.sku, p.name, p.category, p.unit, m.on_hand, coalesce(m.average_cost, m.unit_cost) as average_cost, \
         cast({WORTH} as bigint) as value_cost from {} where m.on_hand <> 0 order by p.sku_key limit {limit}",
        last_movements(site, before, &mut binds)
    );
    db::all(conn, sql, binds.0).await
}

/// What lay in a room or a van.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OfLocation {
    pub location_id: LocationId,
    pub name: String,
    pub value_cost: Amount,
}

/// Rooms and vans by name, archived ones too.
pub async fn locations<C: ConnectionTrait>(conn: &C, site: SiteId, before: DateTime<Utc>) -> Result<Vec<OfLocation>, DbErr> {
    let mut binds = Binds::default();
    let (moved, movement, site) = (binds.add(before), binds.add(before), binds.add(site));
    let sql = format!(
        "select l.location_id, n.name, cast(sum(round(l.balance * (l.cost / 1000.0))) as bigint) as value_cost from \
         (select v.location_id, (select b.balance from inventory_location_moves b where b.product_id = v.product_id \
         and b.location_id = v.location_id and b.at < {moved} order by b.id desc limit 1) as balance, \
         (select coalesce(m.average_cost, m.unit_cost) from inventory_movements m where m.product_id = v.product_id \
         and m.site_id = v.site_id and m.at < {movement} order by m.at desc, m.id desc limit 1) as cost \
         from inventory_location_levels v where v.site_id = {site}) l join inventory_locations n on n.id = l.location_id \
         where l.balance <> 0 group by l.location_id, n.name order by n.name"
    );
    db::all(conn, sql, binds.0).await
}

/// What had come by then and nobody had billed by then, at the prices it was ordered at.
pub async fn unbilled<C: ConnectionTrait>(conn: &C, site: SiteId, before: DateTime<Utc>) -> Result<Amount, DbErr> {
    #[derive(FromQueryResult)]
    struct Unbilled {
        unbilled: Amount,
    }
    let mut binds = Binds::default();
    let (came_to, came) = (binds.add(site), binds.add(before));
    let (billed_to, billed) = (binds.add(site), binds.add(before));
    let sql = format!(
        "select cast(coalesce(sum(round((d.received - coalesce(b.billed, 0)) * (l.pack_cost / (l.pack_size * 1.0)))), 0) as bigint) \
         as unbilled from (select c.purchase_line_id, sum(c.quantity) as received from inventory_purchase_orders o \
         join inventory_receipts r on r.order_id = o.id join inventory_receipt_lines c on c.receipt_id = r.id \
         where o.site_id = {came_to} and r.at < {came} group by c.purchase_line_id) d \
         join inventory_purchase_lines l on l.id = d.purchase_line_id \
         left join (select n.purchase_line_id, sum(n.matched) as billed from inventory_supplier_invoices i \
         join inventory_supplier_invoice_lines n on n.invoice_id = i.id where i.site_id = {billed_to} and i.state <> 'cancelled' \
         and i.created_at < {billed} group by n.purchase_line_id) b on b.purchase_line_id = d.purchase_line_id \
         where d.received > coalesce(b.billed, 0)"
    );
    Ok(db::one::<Unbilled, _>(conn, sql, binds.0).await?.map(|row| row.unbilled).unwrap_or_default())
}
