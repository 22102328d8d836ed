//! What the commands on a sheet share.

use contracts::workshop::{IntakeId, WORK_ORDER_UPDATE, WorkOrderChanged};
use kernel::audit::{self, Change};
use kernel::{Actor, Problem, Tx, outbox};

use super::error::Error;
use super::store;
use super::tables::sheet;
use super::view::{self, IntakeView};
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// A sheet that may be written, with its order locked.
pub struct Written {
    pub order: WorkOrder,
    pub sheet: sheet::Model,
}

/// Locks the order of a sheet for somebody who writes it: it is not signed, and its order not over.
pub async fn write(tx: &Tx, id: IntakeId, actor: &Actor) -> Result<Written, Problem> {
    let found = store::find(&**tx, id).await?;
    actor.permit(WORK_ORDER_UPDATE, found.site_id)?;
    let order = orders::lock(tx, found.order_id).await?.ok_or_else(Problem::not_found)?;
    if !order.state.name().is_open() {
        return Err(Error::OrderOver.into());
    }
    // Read again: it may have been signed while the lock was waited for.
    let sheet = store::find(&**tx, id).await?;
    sheet.expect_open()?;
    Ok(Written { order, sheet })
}

impl Workshop {
    /// Writes the trail of what became of a sheet, and tells screens.
    pub async fn intake_changed(
        &self,
        tx: &mut Tx,
        order: &WorkOrder,
        action: &str,
        change: (Option<&IntakeView>, &IntakeView),
        actor: &Actor,
    ) -> Result<(), Problem> {
        let (before, after) = change;
        let clock = self.context.clock.as_ref();
        let entry = Change { action, entity: "intake", id: after.id.0, label: &order.number, site: Some(order.site_id) };
        audit::record(tx, MODULE, entry, (before, Some(after)), actor, clock).await?;
        let (id, site_id, promised_at) = (order.id, order.site_id, order.promised_at);
        let event = WorkOrderChanged { id, site_id, change: action.replace('.', "_"), promised_at };
        Ok(outbox::append(tx, MODULE, &event, actor, clock).await?)
    }
}

/// The sheet as the API shows it.
pub async fn shown(tx: &Tx, sheet: sheet::Model, order: &WorkOrder, actor: &Actor) -> Result<IntakeView, Problem> {
    Ok(view::whole(&**tx, sheet, order, actor).await?)
}
