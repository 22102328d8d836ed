//! What became of a text message that was sent.

use kernel::{Actor, Problem, SiteId, outbox};
use uuid::Uuid;

use crate::MODULE;
use crate::gateways::Gateways;
use crate::messages::tries::{self, TryOutcome};
use crate::messages::{MessageChanged, store};

/// As the provider tells it.
pub struct Told {
    pub message: Uuid,
    pub status: String,
    /// Its name for the message.
    pub reference: String,
    pub error: Option<String>,
}

impl Told {
    /// Whether it arrived, where it is known.
    fn arrived(&self) -> Option<bool> {
        match self.status.as_str() {
            "delivered" | "read" => Some(true),
            "undelivered" | "failed" => Some(false),
            _ => None,
        }
    }
}

/// It arrived, and that is that; or it did not, and the next way is taken. Who was killed before the answer was written down is told too.
pub async fn told(it: &Gateways, site: SiteId, told: Told) -> Result<(), Problem> {
    let Some(arrived) = told.arrived() else { return Ok(()) };
    let (mut tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let now = clock.now();
    let tries = tries::of_message(&*tx, site, told.message).await?;
    let is_it = |one: &&tries::Try| one.reference.as_deref().is_none_or(|reference| reference == told.reference);
    let Some(one) = tries.iter().rev().find(is_it) else { return Ok(()) };
    let said = told.error.as_ref().map(|code| format!("The text message did not arrive ({code})"));
    if store::told(&tx, told.message, arrived, said.clone(), now).await? {
        let outcome = if arrived { TryOutcome::Delivered } else { TryOutcome::Refused };
        tries::end(&tx, one.id, outcome, said, Some(told.reference), now).await?;
        let changed = MessageChanged { id: told.message, site_id: site };
        outbox::append(&mut tx, MODULE, &changed, &Actor::system(), clock).await?;
    }
    Ok(tx.commit().await?)
}
