//! Tells figures what waits at suppliers.

use contracts::inventory::{StorePaperChanged, SupplierInvoiceId, SupplierReturnId};
use kernel::{Actor, Context, Problem, db, outbox};
use sea_orm::{EntityTrait, FromQueryResult};

use crate::cores::{Core, CoreState};
use crate::{MODULE, entities, supplier_invoices, supplier_returns};

#[derive(FromQueryResult)]
struct Found<T: sea_orm::TryGetable> {
    id: T,
}

/// The papers of the demonstration's store as they stand, once they are there.
pub async fn tell(context: &Context) -> Result<(), Problem> {
    let mut tx = context.db.begin().await?;
    let mut told: Vec<StorePaperChanged> = vec![];
    let sql = "select id from inventory_supplier_invoices where state = 'differs' order by id";
    for Found { id } in db::all::<Found<SupplierInvoiceId>, _>(&*tx, sql, []).await? {
        told.extend(supplier_invoices::store::find(&*tx, id).await?.map(|invoice| invoice.changed()));
    }
    let sql = "select id from inventory_supplier_returns where state = 'shipped' order by id";
    for Found { id } in db::all::<Found<SupplierReturnId>, _>(&*tx, sql, []).await? {
        told.extend(supplier_returns::store::find(&*tx, id).await?.map(|back| back.changed()));
    }
    let cores = entities::cores::Entity::find().all(&*tx).await?;
    told.extend(cores.iter().filter(|core| matches!(core.state, CoreState::InHand | CoreState::Sent)).map(Core::changed));
    outbox::append_many(&mut tx, MODULE, &told, &Actor::system(), context.clock.as_ref()).await?;
    Ok(tx.commit().await?)
}
