//! A site's workshop is set up: one sequence, whatever is chosen.

use contracts::workshop::{WORKSHOP_CONFIGURE, WorkshopConfigured};
use kernel::site_settings::{SiteSettings, lock, save};
use kernel::{Problem, SiteId, audit, outbox};
use serde::Serialize;

use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Locks what the site chose, lets `choose` change it, and saves it with its trail and news where it changed. `told` is what the trail keeps.
pub async fn configure<M: SiteSettings + PartialEq, T: Serialize>(
    workshop: &Workshop,
    asked: &Asked,
    (site, action): (SiteId, &'static str),
    told: impl Fn(&M) -> T,
    choose: impl FnOnce(&mut M) -> Result<(), Problem>,
) -> Result<M, Problem> {
    asked.actor.permit(WORKSHOP_CONFIGURE, site)?;
    let clock = workshop.context.clock.as_ref();
    let mut tx = workshop.context.db.begin().await?;
    let mut before: M = lock(&tx, site).await?;
    asked.if_match.check(*before.version())?;
    let mut row = before.clone();
    choose(&mut row)?;
    if row != before {
        save(&tx, &mut row).await?;
        let change = audit::Change { action, entity: "workshop", id: site.0, label: "", site: Some(site) };
        audit::record(&tx, MODULE, change, (Some(&told(&before)), Some(&told(&row))), &asked.actor, clock).await?;
        outbox::append(&mut tx, MODULE, &WorkshopConfigured { site_id: site }, &asked.actor, clock).await?;
    }
    tx.commit().await?;
    Ok(row)
}
