//! Somebody answers a message with STOP, or with START.

use contracts::customers::Purpose;
use contracts::notifications::OffersAnswered;
use kernel::audit::{self, Change};
use kernel::outbox::Envelope;
use kernel::{Actor, Clock, Problem, Tx};
use uuid::Uuid;

use super::consent::{Decision, Source, is_granted};
use super::store;
use crate::MODULE;
use crate::customers::customer::Customer;
use crate::customers::store::{Keys, matching};

/// It counts for every customer of that number, and changes nothing where it is so already.
pub async fn answered(tx: &mut Tx, told: &OffersAnswered, event: &Envelope, clock: &dyn Clock) -> Result<Vec<Customer>, Problem> {
    let keys = Keys { phones: vec![&told.phone], ..Keys::default() };
    let customers = matching(&**tx, tx.lock_clause(), &keys).await?;
    let mut changed = vec![];
    for customer in customers {
        let log = store::log(&**tx, customer.id).await?;
        if is_granted(&log, told.channel, Purpose::Marketing) == told.wanted {
            continue;
        }
        let decision = Decision {
            id: Uuid::now_v7(),
            customer_id: customer.id,
            channel: told.channel,
            purpose: Purpose::Marketing,
            granted: told.wanted,
            source: Source::Message,
            note: Some(told.word.clone()),
            by_name: customer.name.clone(),
            at: event.at,
        };
        let change = Change { action: "customer.decide_consent", entity: "customer", id: customer.id.0, label: &customer.name, site: None };
        audit::record(tx, MODULE, change, (None, Some(&decision)), &Actor::system(), clock).await?;
        store::insert(tx, vec![decision]).await?;
        changed.push(customer);
    }
    Ok(changed)
}
