//! Demonstration data: a text of the garage's own, reminders, campaigns, and what was said.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contracts::demo::DemoVisit;
use contracts::documents::Language;
use contracts::identity::{SiteCard, Sites, UserId};
use contracts::workshop::WorkOrderHandedOver;
use kernel::limits::{Strangers, counter};
use kernel::{Context, Db, Problem};

use crate::Readers;
use crate::campaigns::{self, Audience, Campaigns};
use crate::feedback;
use crate::messages::{Channel, MessageEvent};
use crate::reminders::{Reminders, load_demo};
use crate::texts::{self, Place, TextChannel};
use crate::thread;

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

/// The site asks customers how their visits were: of these, each when its keys went back.
pub async fn ask(context: &Context, site: &SiteCard, visits: Vec<(WorkOrderHandedOver, DateTime<Utc>)>) -> Result<(), Problem> {
    feedback::demo::load(context, site, visits).await
}

/// What was said about some of these orders, which are open, between their customers and this advisor.
pub async fn converse(context: &Context, open: &[DemoVisit], advisor: (UserId, &str)) -> Result<(), Problem> {
    thread::demo::load(context, open, advisor).await
}

/// The site reminds people of what is due for their vehicles, and has done so until yesterday.
pub async fn remind(
    context: &Context,
    sites: Arc<dyn Sites>,
    (customers, consents, vehicles, arrivals): Readers,
    site: &SiteCard,
) -> Result<(), Problem> {
    let reminders = Reminders { context: context.clone(), sites, customers, consents, vehicles, arrivals, mail: Channel::Console };
    load_demo(&reminders, site).await
}

/// What the site offered to many, and what it brought.
pub async fn promote(
    context: &Context,
    sites: Arc<dyn Sites>,
    (customers, consents, _, arrivals): Readers,
    audience: Audience,
    (site, author): (&SiteCard, &str),
) -> Result<(), Problem> {
    let campaigns = Campaigns {
        context: context.clone(),
        sites,
        customers,
        consents,
        arrivals,
        audience,
        mail: Channel::Console,
        public_url: String::new(),
        strangers: Strangers::new(counter(None), "offers"),
    };
    campaigns::load_demo(&campaigns, site, author).await
}
