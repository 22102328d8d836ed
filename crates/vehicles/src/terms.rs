//! Vehicles for a rebuild of what they are found by.

use async_trait::async_trait;
use kernel::search::Indexed;
use kernel::{Tx, db};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::MODULE;
use crate::vehicles::vehicle::Vehicle;

pub struct Records;

#[async_trait]
impl Indexed for Records {
    fn module(&self) -> &'static str {
        MODULE
    }

    async fn terms_after(&self, tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Vec<String>)>, DbErr> {
        let lock = tx.lock_clause();
        let sql = format!("select * from vehicles_vehicles where id > $1 order by id limit {limit}{lock}");
        let vehicles: Vec<Vehicle> = db::all(&**tx, sql, [after.into()]).await?;
        Ok(vehicles.iter().map(|vehicle| (vehicle.id.0, vehicle.terms())).collect())
    }
}
