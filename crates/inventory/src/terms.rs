//! Articles for a rebuild of what they are found by.

use async_trait::async_trait;
use kernel::search::Indexed;
use kernel::{Tx, db};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::MODULE;
use crate::products::Product;

pub struct Records;

#[async_trait]
impl Indexed for Records {
    fn module(&self) -> &'static str {
        MODULE
    }

    async fn terms_after(&self, tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Vec<String>)>, DbErr> {
        let lock = tx.lock_clause();
        let sql = format!("select * from inventory_products where id > $1 order by id limit {limit}{lock}");
        let products: Vec<Product> = db::all(&**tx, sql, [after.into()]).await?;
        Ok(products.iter().map(|product| (product.id.0, product.terms())).collect())
    }
}
