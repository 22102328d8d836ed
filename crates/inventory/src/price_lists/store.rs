//! The only place with queries of price lists.

use contracts::inventory::SupplierId;
use kernel::{Backend, Binds};
use kernel::{Tx, db};
use sea_orm::DbErr;

use crate::suppliers::Item;

/// Items of a supplier by its own article numbers. Of a number that stands twice the item that was told last.
pub async fn by_number(tx: &Tx, supplier: SupplierId, numbers: &[String]) -> Result<Vec<Item>, DbErr> {
    if numbers.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let supplier = binds.add(supplier);
    let sql = format!(
        "select * from inventory_supplier_items where supplier_id = {supplier} and article_number in ({}) order by updated_at, product_id{}",
        binds.list(numbers.iter().map(String::as_str)),
        if tx.backend() == Backend::Postgres { " for update" } else { "" },
    );
    db::all(&**tx, sql, binds.0).await
}
