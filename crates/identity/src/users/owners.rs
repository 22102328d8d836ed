//! A site that has an owner keeps one who can sign in.

use kernel::{SiteId, Tx};

use super::authority::Roles;
use super::store;
use crate::Error;

/// The sites that the person owns.
pub fn owned(roles: &Roles) -> Vec<SiteId> {
    let owner = contracts::identity::Role::Owner.id();
    roles.places.iter().filter(|place| place.role == owner).map(|place| place.site_id).collect()
}

/// 409 when one of these sites has no owner left who can sign in. Call it in the transaction, after the change, having called
/// [`lock`] before it.
pub async fn keep_one(tx: &Tx, sites: &[SiteId]) -> Result<(), Error> {
    let left = store::owners(tx, sites).await?;
    let is_orphan = sites.iter().any(|site| left.iter().all(|(owned, count)| owned != site || *count == 0));
    if is_orphan { Err(Error::LastOwner) } else { Ok(()) }
}

/// Lets one request at a time touch the owners of these sites.
pub async fn lock(tx: &Tx, sites: &[SiteId]) -> Result<(), Error> {
    store::owners(tx, sites).await?;
    Ok(())
}
