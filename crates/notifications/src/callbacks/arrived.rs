//! What became of a short message that was sent.

use contracts::notifications::CustomerMessaged;
use kernel::{Actor, Problem, SiteId, outbox};
use uuid::Uuid;

use crate::MODULE;
use crate::gateways::Gateways;
use crate::messages::store::{self, Letter, Word, reminds_of};
use crate::messages::tries::{self, TryOutcome};
use crate::messages::{Channel, MessageChanged, MessageState};

/// As the provider tells it.
pub struct Told {
    pub message: Uuid,
    pub channel: Channel,
    pub status: String,
    /// Its name for the message.
    pub reference: String,
    pub error: Option<String>,
}

impl Told {
    /// What it says in its word, where that is anything to us.
    fn word(&self) -> Option<(Word, TryOutcome)> {
        match self.status.as_str() {
            "accepted" | "queued" | "sending" | "sent" => Some((Word::Has, TryOutcome::Taken)),
            "delivered" | "read" => Some((Word::Arrived, TryOutcome::Delivered)),
            "undelivered" | "failed" => Some((Word::Failed, TryOutcome::Refused)),
            _ => None,
        }
    }

    fn said(&self) -> Option<String> {
        let kind = if self.channel == Channel::Whatsapp { "WhatsApp" } else { "text" };
        self.error.as_ref().filter(|error| !error.is_empty()).map(|error| format!("The {kind} message did not arrive ({error})"))
    }
}

/// It arrived, and that is that; or it did not, and the next way is taken. Who was killed before the answer was written down is told too.
pub async fn told(it: &Gateways, site: SiteId, told: Told) -> Result<(), Problem> {
    let Some((word, outcome)) = told.word() else { return Ok(()) };
    let (mut tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let now = clock.now();
    let tries = tries::of_message(&*tx, site, told.message, told.channel).await?;
    let is_it = |one: &&tries::Try| one.reference.as_deref().is_none_or(|reference| reference == told.reference);
    let Some(one) = tries.iter().rev().find(is_it) else { return Ok(()) };
    let said = told.said();
    if let Some(before) = store::told(&tx, told.message, told.channel, word, said.clone(), now).await? {
        tries::end(&tx, one.id, outcome, said, Some(told.reference), now).await?;
        let changed = MessageChanged { id: told.message, site_id: site };
        outbox::append(&mut tx, MODULE, &changed, &Actor::system(), clock).await?;
        // Nobody told the customer's file yet that it went out.
        let is_first = word != Word::Failed && before.state != MessageState::Sent;
        if let Some(customer_id) = before.customer_id.filter(|_| is_first) {
            let reminds_of = reminds_of(&before.params);
            let subject = Letter { subject: before.subject, body: before.body, ..Letter::default() }.title();
            let messaged = CustomerMessaged { id: told.message, site_id: site, customer_id, outcome: "sent".into(), subject, reminds_of };
            outbox::append(&mut tx, MODULE, &messaged, &Actor::system(), clock).await?;
        }
    }
    Ok(tx.commit().await?)
}
