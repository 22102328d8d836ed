//! Tells figures of shelves that were there before movements told what they are worth.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, ShelfStood};
use kernel::money::extended;
use kernel::{Actor, Amount, Context, Problem, Quantity, SiteId, Tx, counters, db, outbox};
use sea_orm::{DbErr, FromQueryResult};

use crate::MODULE;

/// Each site that has stock once, as it stands.
pub async fn tell_shelves(context: &Context) -> Result<(), Problem> {
    #[derive(FromQueryResult)]
    struct At {
        site_id: SiteId,
    }
    let sql = "select distinct site_id from inventory_stock order by site_id";
    for At { site_id } in db::all::<At, _>(context.db.reader(), sql, []).await? {
        let mut tx = context.db.begin().await?;
        if is_first(&tx, site_id).await? {
            let told = shelves(&tx, site_id, context.clock.now()).await?;
            outbox::append_many(&mut tx, MODULE, &told, &Actor::system(), context.clock.as_ref()).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Whether nobody told of the site's shelves yet; from now on somebody did.
pub async fn is_first(tx: &Tx, site: SiteId) -> Result<bool, DbErr> {
    Ok(counters::next(tx, MODULE, &format!("worth:{site}")).await? == 1)
}

#[derive(FromQueryResult)]
struct Row {
    product_id: ProductId,
    name: String,
    on_hand: Quantity,
    average_cost: Amount,
}

#[derive(FromQueryResult)]
struct Since {
    product_id: ProductId,
    since: DateTime<Utc>,
}

/// Nobody moves them meanwhile.
async fn shelves(tx: &Tx, site: SiteId, at: DateTime<Utc>) -> Result<Vec<ShelfStood>, DbErr> {
    let sql = format!(
        "select s.product_id, p.name, s.on_hand, s.average_cost from inventory_stock s join inventory_products p on p.id = s.product_id \
         where s.site_id = $1 order by s.product_id{}",
        if tx.lock_clause().is_empty() { "" } else { " for update of s" }
    );
    let rows: Vec<Row> = db::all(&**tx, sql, [site.into()]).await?;
    let sql = "select product_id, coalesce(max(case when kind = 'consumption' then at end), min(at)) as since from inventory_movements \
               where site_id = $1 group by product_id";
    let since: Vec<Since> = db::all(&**tx, sql, [site.into()]).await?;
    let since: BTreeMap<_, _> = since.into_iter().map(|row| (row.product_id, row.since)).collect();
    let told = |row: Row| ShelfStood {
        product_id: row.product_id,
        site_id: site,
        article: row.name,
        left: extended(row.on_hand, row.average_cost),
        since: since.get(&row.product_id).copied().unwrap_or(at),
        at,
    };
    Ok(rows.into_iter().map(told).filter(|shelf| !shelf.left.is_zero()).collect())
}
