//! Work orders for a rebuild of what they are found by.

use async_trait::async_trait;
use kernel::search::Indexed;
use kernel::{Tx, db};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::MODULE;
use crate::work_orders::store;

pub struct Records;

#[derive(FromQueryResult)]
struct Labelled {
    id: Uuid,
    number: String,
    customer_name: String,
    vehicle_plate: String,
    po_number: Option<String>,
}

#[async_trait]
impl Indexed for Records {
    fn module(&self) -> &'static str {
        MODULE
    }

    async fn terms_after(&self, tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Vec<String>)>, DbErr> {
        let lock = tx.lock_clause();
        let columns = "id, number, customer_name, vehicle_plate, po_number";
        let sql = format!("select {columns} from workshop_orders where id > $1 order by id limit {limit}{lock}");
        let orders: Vec<Labelled> = db::all(&**tx, sql, [after.into()]).await?;
        Ok(orders
            .iter()
            .map(|order| {
                let terms = store::terms(&order.number, &order.vehicle_plate, &order.customer_name, order.po_number.as_deref());
                (order.id, terms.collect())
            })
            .collect())
    }
}
