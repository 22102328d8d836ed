//! Tells others of sites that were there before anybody was told.

use contracts::identity::SiteUpdated;
use kernel::{Actor, Context, counters, outbox};

use super::store;
use crate::{Error, MODULE};

/// Each site once, as it stands.
pub async fn tell_sites(context: &Context) -> Result<(), Error> {
    for card in store::cards(context.db.reader(), &[]).await? {
        let mut tx = context.db.begin().await?;
        if counters::next(&tx, MODULE, &format!("told:{}", card.id)).await? == 1 {
            outbox::append(&mut tx, MODULE, &SiteUpdated::of(&card), &Actor::system(), context.clock.as_ref()).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
