//! Customers for a rebuild of what they are found by.

use std::collections::BTreeMap;

use async_trait::async_trait;
use kernel::search::Indexed;
use kernel::{Tx, db};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::MODULE;
use crate::customers::customer::Customer;
use crate::customers::store;

pub struct Records;

#[async_trait]
impl Indexed for Records {
    fn module(&self) -> &'static str {
        MODULE
    }

    async fn terms_after(&self, tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Vec<String>)>, DbErr> {
        let lock = tx.lock_clause();
        let sql = format!("select * from customers_customers where id > $1 order by id limit {limit}{lock}");
        let customers: Vec<Customer> = db::all(&**tx, sql, [after.into()]).await?;
        let mut terms: BTreeMap<_, Vec<_>> = customers.iter().map(|customer| (customer.id.0, vec![])).collect();
        for (id, term) in store::terms_of(tx, &customers).await? {
            terms.entry(id).or_default().push(term);
        }
        Ok(terms.into_iter().collect())
    }
}
