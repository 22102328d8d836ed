use contracts::identity::SiteCard;
use kernel::{Context, SiteId};

use super::{check, store};
use crate::{Error, users};

/// Opens a site, and staffs it with everybody who has a role everywhere.
pub async fn create(context: &Context, card: SiteCard) -> Result<SiteId, Error> {
    check(&card)?;
    let id = card.id;
    let tx = context.db.begin().await?;
    store::insert(&tx, &[card]).await?;
    users::store::staff_new_sites(&tx, &[id]).await?;
    tx.commit().await?;
    Ok(id)
}
