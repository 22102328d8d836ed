//! Appointments for a rebuild of what they are found by.

use async_trait::async_trait;
use kernel::Tx;
use kernel::search::Indexed;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::MODULE;
use crate::appointments::store;

pub struct Records;

#[async_trait]
impl Indexed for Records {
    fn module(&self) -> &'static str {
        MODULE
    }

    async fn terms_after(&self, tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Vec<String>)>, DbErr> {
        let appointments = store::lock_after(tx, after, limit).await?;
        Ok(appointments.iter().map(|appointment| (appointment.id.0, store::terms(appointment).collect())).collect())
    }
}
