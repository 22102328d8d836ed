//! What happens to orders moves their estimates on.

use chrono::{DateTime, Utc};
use contracts::workshop::WorkOrderChanged;
use kernel::{Actor, Problem, Tx, outbox};
use sea_orm::DbErr;

use super::store;
use crate::work_orders::fact::Fact;
use crate::work_orders::work_order::WorkOrder;
use crate::work_orders::{events, store as orders};
use crate::{MODULE, Workshop};

/// In the transaction of what happened. The newest version is decided when none of its jobs waits any more, however that came.
pub async fn follow(tx: &Tx, order: &WorkOrder, fact: &Fact, now: DateTime<Utc>) -> Result<(), Problem> {
    if !matches!(fact, Fact::Authorised { .. }) {
        return Ok(());
    }
    let Some(version) = store::newest(&**tx, order.id).await?.filter(|version| version.decided_at.is_none()) else { return Ok(()) };
    let document = version.document()?;
    let waits = order.jobs.iter().any(|job| job.is_waiting() && document.job(job.id).is_some());
    if waits { Ok(()) } else { Ok(store::note_decided(tx, version.id, now).await?) }
}

impl Workshop {
    /// Writes down what happened about an order's estimate, and tells screens; the order itself is as it was.
    pub async fn note(&self, tx: &mut Tx, order: &WorkOrder, fact: &Fact, actor: &Actor) -> Result<(), DbErr> {
        let clock = self.context.clock.as_ref();
        orders::record(tx, order.id, std::slice::from_ref(fact), &actor.name, clock.now()).await?;
        events::announce(tx, order, fact, actor, clock).await
    }

    /// Tells screens.
    pub async fn estimates_changed(&self, tx: &mut Tx, order: &WorkOrder, change: &str, actor: &Actor) -> Result<(), DbErr> {
        let (id, site_id, promised_at) = (order.id, order.site_id, order.promised_at);
        let event = WorkOrderChanged { id, site_id, change: change.to_owned(), promised_at };
        outbox::append(tx, MODULE, &event, actor, self.context.clock.as_ref()).await
    }
}
