//! What the commands on an inspection share.

use contracts::workshop::{INSPECTION_FILL, InspectionChanged, InspectionId};
use kernel::audit::Change;
use kernel::{Actor, Problem, Tx, outbox};
use sea_orm::DbErr;

use super::error::Error;
use super::inspection::{InspectionState, Who};
use super::store::{self, OrderHead};
use super::tables::inspection;
use crate::{MODULE, Workshop};

/// A locked inspection that may be filled, and its order.
pub struct Filled {
    pub inspection: inspection::Model,
    pub order: OrderHead,
}

/// Locks the inspection for somebody who fills it: it is open, and so is its order.
pub async fn fill(tx: &Tx, id: InspectionId, actor: &Actor) -> Result<Filled, Problem> {
    let filled = lock(tx, id, actor).await?;
    filled.inspection.expect(InspectionState::Open)?;
    Ok(filled)
}

/// Locks the inspection, whatever its state, while its order is open.
pub async fn lock(tx: &Tx, id: InspectionId, actor: &Actor) -> Result<Filled, Problem> {
    let inspection = store::lock(tx, id).await?;
    actor.permit(INSPECTION_FILL, inspection.site_id)?;
    let order = store::head(&**tx, inspection.order_id).await?;
    if !order.state.is_open() {
        return Err(Error::OrderOver.into());
    }
    Ok(Filled { inspection, order })
}

impl Workshop {
    pub fn who(&self, actor: &Actor) -> Who {
        Who { id: actor.id, name: actor.name.clone(), at: self.now() }
    }

    /// Tells screens that the inspection is another now.
    pub async fn inspection_changed(&self, tx: &mut Tx, inspection: &inspection::Model, change: &str, actor: &Actor) -> Result<(), DbErr> {
        let event = InspectionChanged {
            id: inspection.id,
            site_id: inspection.site_id,
            work_order_id: inspection.order_id,
            change: change.to_owned(),
        };
        outbox::append(tx, MODULE, &event, actor, self.context.clock.as_ref()).await
    }
}

/// What the audit trail calls it.
pub fn audited<'a>(inspection: &inspection::Model, action: &'a str, number: &'a str) -> Change<'a> {
    Change { action, entity: "inspection", id: inspection.id.0, label: number, site: Some(inspection.site_id) }
}
