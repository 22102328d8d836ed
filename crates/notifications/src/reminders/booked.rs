//! What others tell that reminders follow: a booking by the link of one.

use contracts::scheduling::{AppointmentCancelled, AppointmentNoShow, AppointmentNotice, AppointmentRequested};
use kernel::outbox::{self, Envelope};
use kernel::{Actor, Clock, Problem, Tx};

use super::ReminderRunChanged;
use super::store;
use crate::MODULE;

/// Hears of appointments.
pub async fn hear(tx: &mut Tx, event: &Envelope, clock: &dyn Clock) -> Result<(), Problem> {
    if let Some(AppointmentRequested(notice)) = event.open()?
        && let Some(code) = &notice.reminder
    {
        let changed = store::booked(tx, code, notice.id).await?;
        return tell(tx, changed, &notice, clock).await;
    }
    let given_up = event.open::<AppointmentCancelled>()?.map(|AppointmentCancelled(notice)| notice);
    let missed = event.open::<AppointmentNoShow>()?.map(|AppointmentNoShow(notice)| notice);
    if let Some(notice) = given_up.or(missed) {
        let changed = store::unbooked(tx, notice.id).await?;
        return tell(tx, changed, &notice, clock).await;
    }
    Ok(())
}

async fn tell(tx: &mut Tx, changed: u64, notice: &AppointmentNotice, clock: &dyn Clock) -> Result<(), Problem> {
    if changed > 0 {
        outbox::append(tx, MODULE, &ReminderRunChanged { site_id: notice.site_id }, &Actor::system(), clock).await?;
    }
    Ok(())
}
