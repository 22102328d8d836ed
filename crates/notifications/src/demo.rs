//! Demonstration data: a text of the garage's own.

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use kernel::{Db, Problem};

use crate::messages::MessageEvent;
use crate::texts::{self, Place, TextChannel};

/// A reminder that sounds like the garage, at all sites.
pub async fn load(db: &Db, author: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    let which = (MessageEvent::AppointmentReminder, TextChannel::Sms, Language::Fr);
    let Some(place) = Place::new(None, which) else { return Ok(()) };
    let body = "{garage} : on vous attend le {date} à {hour} ({plate}). Un contretemps ? {link}";
    let tx = db.begin().await?;
    texts::write_first(&tx, place, body, (author, now)).await?;
    tx.commit().await?;
    Ok(())
}
