//! The only place with queries of what is held on orders.

use contracts::billing::DepositChanged;
use contracts::workshop::{StaffAlert, WorkOrderChanged, WorkOrderId};
use kernel::outbox::{self, Envelope};
use kernel::{Actor, Amount, Clock, Problem, Tx, db};
use sea_orm::{DbErr, EntityTrait, FromQueryResult};

use super::tables;
use crate::work_orders::store::{lock, put};
use crate::{MODULE, alerts};

/// Takes over what became of a deposit, and tells the screens of its order; the desk, when money came that the order asked for. The order's version stays: what people edit did not change.
pub async fn hear(tx: &mut Tx, told: &DepositChanged, event: &Envelope, clock: &dyn Clock) -> Result<(), Problem> {
    let Some(order) = lock(tx, told.work_order_id).await? else { return Ok(()) };
    let is_new = tables::Entity::find_by_id(told.id).one(&**tx).await?.is_none();
    put::<tables::Entity>(tx, vec![tables::Model { id: told.id, order_id: order.id, open: told.open }]).await?;
    let held = held(tx, order.id).await?;
    if held == order.deposit.held {
        return Ok(());
    }
    let sql = "update workshop_orders set deposits_held = $1 where id = $2";
    db::execute(&**tx, sql, [held.into(), order.id.into()]).await?;
    let actor = Actor { name: event.actor.clone(), ..Actor::system() };
    if is_new && order.deposit.ask.is_some() {
        let came = StaffAlert::DepositCame { amount: told.amount, currency: told.currency.clone() };
        alerts::tell(tx, &order, came, &actor, clock).await?;
    }
    let (change, promised_at) = ("deposit_changed".to_owned(), order.promised_at);
    let news = WorkOrderChanged { id: order.id, site_id: order.site_id, change, promised_at };
    Ok(outbox::append(tx, MODULE, &news, &actor, clock).await?)
}

#[derive(FromQueryResult)]
struct Held {
    held: Amount,
}

async fn held(tx: &Tx, order: WorkOrderId) -> Result<Amount, DbErr> {
    let sql = "select cast(coalesce(sum(open), 0) as bigint) as held from workshop_deposits where order_id = $1";
    Ok(db::one::<Held, _>(&**tx, sql, [order.into()]).await?.map_or(Amount::ZERO, |row| row.held))
}
