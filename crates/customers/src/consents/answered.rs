//! Somebody answers a message with STOP, or with START; or follows the link by which one hears no more offers.

use contracts::customers::{Channel, Purpose};
use contracts::notifications::{OffersAnswered, OffersRefused};
use kernel::audit::{self, Change};
use kernel::outbox::Envelope;
use kernel::{Actor, Clock, Problem, Tx};
use sea_orm::Iterable;
use uuid::Uuid;

use super::consent::{Decision, Source, is_granted};
use super::store;
use crate::MODULE;
use crate::customers::customer::Customer;
use crate::customers::store::{Keys, lock_present, matching};

/// It counts for every customer of that number, and changes nothing where it is so already.
pub async fn answered(tx: &mut Tx, told: &OffersAnswered, event: &Envelope, clock: &dyn Clock) -> Result<Vec<Customer>, Problem> {
    let keys = Keys { phones: vec![&told.phone], ..Keys::default() };
    let customers = matching(&**tx, tx.lock_clause(), &keys).await?;
    let mut changed = vec![];
    for customer in customers {
        let wish = Wish { channels: vec![told.channel], granted: told.wanted, source: Source::Message, note: Some(told.word.clone()) };
        if decide(tx, &customer, wish, event, clock).await? {
            changed.push(customer);
        }
    }
    Ok(changed)
}

/// It counts for every way to write to them.
pub async fn refused(tx: &mut Tx, told: &OffersRefused, event: &Envelope, clock: &dyn Clock) -> Result<Vec<Customer>, Problem> {
    let customer = lock_present(tx, told.customer_id).await?;
    let wish = Wish { channels: Channel::iter().collect(), granted: false, source: Source::Link, note: None };
    let is_changed = decide(tx, &customer, wish, event, clock).await?;
    Ok(if is_changed { vec![customer] } else { vec![] })
}

/// Whether offers are to go out by these ways.
struct Wish {
    channels: Vec<Channel>,
    granted: bool,
    source: Source,
    note: Option<String>,
}

/// Writes down what is not so already; whether there was any.
async fn decide(tx: &mut Tx, customer: &Customer, wish: Wish, event: &Envelope, clock: &dyn Clock) -> Result<bool, Problem> {
    let log = store::log(&**tx, customer.id).await?;
    let mut decisions = vec![];
    for channel in wish.channels {
        if is_granted(&log, channel, Purpose::Marketing) == wish.granted {
            continue;
        }
        let decision = Decision {
            id: Uuid::now_v7(),
            customer_id: customer.id,
            channel,
            purpose: Purpose::Marketing,
            granted: wish.granted,
            source: wish.source,
            note: wish.note.clone(),
            by_name: customer.name.clone(),
            at: event.at,
        };
        let change = Change { action: "customer.decide_consent", entity: "customer", id: customer.id.0, label: &customer.name, site: None };
        audit::record(tx, MODULE, change, (None, Some(&decision)), &Actor::system(), clock).await?;
        decisions.push(decision);
    }
    let is_any = !decisions.is_empty();
    if is_any {
        store::insert(tx, decisions).await?;
    }
    Ok(is_any)
}
