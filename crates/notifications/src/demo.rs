//! Demonstration data.

use std::sync::Arc;

use contracts::identity::{SiteCard, Sites};
use kernel::{Context, Problem};

use crate::Readers;
use crate::messages::Channel;
use crate::reminders::{Reminders, load_demo};

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
