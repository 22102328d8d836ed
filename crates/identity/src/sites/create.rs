use contracts::identity::SiteCard;
use kernel::{Context, SiteId};

use super::{check, store};
use crate::Error;

/// Opens a site.
pub async fn create(context: &Context, card: SiteCard) -> Result<SiteId, Error> {
    check(&card)?;
    let id = card.id;
    let tx = context.db.begin().await?;
    store::insert(&tx, &[card]).await?;
    tx.commit().await?;
    Ok(id)
}
