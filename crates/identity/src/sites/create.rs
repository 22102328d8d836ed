use contracts::identity::SiteCard;
use kernel::{Context, SiteId, Tx};

use super::{check, store};
use crate::{Error, users};

/// Opens a site, and staffs it with everybody who has a role everywhere.
pub async fn create(context: &Context, mut card: SiteCard) -> Result<SiteId, Error> {
    check(&mut card)?;
    let id = card.id;
    let tx = context.db.begin().await?;
    create_in(&tx, card).await?;
    tx.commit().await?;
    Ok(id)
}

/// As [`create`], of a card that was checked.
pub async fn create_in(tx: &Tx, card: SiteCard) -> Result<(), Error> {
    let id = card.id;
    store::insert(tx, &[card]).await?;
    Ok(users::store::staff_new_sites(tx, &[id]).await?)
}
