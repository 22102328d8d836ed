//! Hears every module that something is counted of.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::notifications::ReportDelivered;
use contracts::reporting::SavedReportChanged;
use kernel::outbox::{self, Envelope};
use kernel::relay::Listener;
use kernel::{Actor, Problem, SharedClock, Tx};

use crate::MODULE;
use crate::hear::{HEARD, hear};
use crate::saved::MailState;
use crate::store::saved;

pub fn all(clock: &SharedClock) -> Vec<Arc<dyn Listener>> {
    let figures = HEARD.into_iter().map(|module| Arc::new(Hears { module, clock: clock.clone() }) as Arc<dyn Listener>);
    figures.chain([Arc::new(HearsNotifications { clock: clock.clone() }) as Arc<dyn Listener>]).collect()
}

struct Hears {
    module: &'static str,
    clock: SharedClock,
}

#[async_trait]
impl Listener for Hears {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        self.module
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        hear(tx, event, self.clock.as_ref()).await
    }
}

/// What came of reports that were to go out: nothing is counted of it.
struct HearsNotifications {
    clock: SharedClock,
}

#[async_trait]
impl Listener for HearsNotifications {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "notifications"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let Some(told) = event.open::<ReportDelivered>()? else { return Ok(()) };
        let state = if told.is_sent { MailState::Sent } else { MailState::Failed };
        let Some(id) = saved::end_mail(tx, told.id, state, told.said).await? else { return Ok(()) };
        let site_id = saved::find(&**tx, id).await?.and_then(|report| report.what.site_id);
        outbox::append(tx, MODULE, &SavedReportChanged { id, site_id }, &Actor::system(), self.clock.as_ref()).await?;
        Ok(())
    }
}
