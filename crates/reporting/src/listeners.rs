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
    HEARD.into_iter().map(|module| Arc::new(Hears { module, clock: clock.clone() }) as Arc<dyn Listener>).collect()
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
        match event.open::<ReportDelivered>()? {
            Some(told) => self.delivered(tx, told).await,
            None => hear(tx, event, self.clock.as_ref()).await,
        }
    }
}

impl Hears {
    /// What came of a report that was to go out: nothing is counted of it.
    async fn delivered(&self, tx: &mut Tx, told: ReportDelivered) -> Result<(), Problem> {
        let state = if told.is_sent { MailState::Sent } else { MailState::Failed };
        let Some(id) = saved::end_mail(tx, told.id, state, told.said).await? else { return Ok(()) };
        let site_id = saved::find(&**tx, id).await?.and_then(|report| report.what.site_id);
        Ok(outbox::append(tx, MODULE, &SavedReportChanged { id, site_id }, &Actor::system(), self.clock.as_ref()).await?)
    }
}
