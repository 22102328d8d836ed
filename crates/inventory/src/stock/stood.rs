//! Tells figures of shelves that were there before movements told what they are worth.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, ShelfStood};
use kernel::money::extended;
use kernel::{Actor, Amount, Context, Problem, Quantity, SiteId, Tx, counters, db, outbox};
use sea_orm::{DbErr, FromQueryResult};

use crate::MODULE;

/// The series of which one number says that shelves were told.
const TOLD: &str = "shelves_told";

/// All shelves as they stand, once: what comes later tells itself.
pub async fn tell_shelves(context: &Context) -> Result<(), Problem> {
    if counters::is_begun(&context.db, MODULE, TOLD).await? {
        return Ok(());
    }
    let mut tx = context.db.begin().await?;
    if counters::next(&tx, MODULE, TOLD).await? == 1 {
        let told = shelves(&tx, context.clock.now()).await?;
        outbox::append_many(&mut tx, MODULE, &told, &Actor::system(), context.clock.as_ref()).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    product_id: ProductId,
    site_id: SiteId,
    name: String,
    on_hand: Quantity,
    average_cost: Amount,
}

#[derive(FromQueryResult)]
struct Since {
    product_id: ProductId,
    site_id: SiteId,
    at: DateTime<Utc>,
}

/// Nobody moves them meanwhile.
async fn shelves(tx: &Tx, at: DateTime<Utc>) -> Result<Vec<ShelfStood>, DbErr> {
    let sql = format!(
        "select s.product_id, s.site_id, p.name, s.on_hand, s.average_cost from inventory_stock s join inventory_products p on p.id = s.product_id \
         where s.on_hand <> 0 order by s.site_id, s.product_id{}",
        if tx.lock_clause().is_empty() { "" } else { " for update of s" }
    );
    let rows: Vec<Row> = db::all(&**tx, sql, []).await?;
    let sql = "select product_id, site_id, coalesce(max(case when kind = 'consumption' then at end), min(at)) as at \
               from inventory_movements group by product_id, site_id";
    let since: Vec<Since> = db::all(&**tx, sql, []).await?;
    let since: BTreeMap<_, _> = since.into_iter().map(|row| ((row.site_id, row.product_id), row.at)).collect();
    let told = |row: Row| ShelfStood {
        product_id: row.product_id,
        site_id: row.site_id,
        article: row.name,
        left: extended(row.on_hand, row.average_cost),
        since: since.get(&(row.site_id, row.product_id)).copied().unwrap_or(at),
        at,
    };
    Ok(rows.into_iter().map(told).filter(|shelf| !shelf.left.is_zero()).collect())
}
