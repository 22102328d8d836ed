//! Invoices for a rebuild of what they are found by.

use async_trait::async_trait;
use kernel::search::Indexed;
use kernel::{Tx, db};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::MODULE;
use crate::entities::invoices;
use crate::invoices::store;

pub struct Records;

#[async_trait]
impl Indexed for Records {
    fn module(&self) -> &'static str {
        MODULE
    }

    async fn terms_after(&self, tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Vec<String>)>, DbErr> {
        let lock = tx.lock_clause();
        let sql = format!("select * from billing_invoices where id > $1 order by id limit {limit}{lock}");
        let rows: Vec<invoices::Model> = db::all(&**tx, sql, [after.into()]).await?;
        // Lines are not searched.
        let terms = |row: invoices::Model| Ok((row.id.0, store::terms(&store::from_row(row, vec![])?)));
        rows.into_iter().map(terms).collect()
    }
}
