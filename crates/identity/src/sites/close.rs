use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{OpenRecord, SITE_MANAGE, SiteUpdated};
use kernel::http::{Caller, IfMatch, Path, Versioned};
use kernel::{Actor, Problem, SiteId, outbox};

use super::site::Site;
use super::store;
use super::view::SiteView;
use crate::{Error, Identity, MODULE, trail};

/// Records that the refusal names.
const NAMED: usize = 5;

/// Closes a site: it is offered for nothing new, and what was done there stays to be read.
///
/// Permission: `site.manage`. `site-has-open-work` names work that is not finished, and `last-site` the only site
/// that is open. Work that begins in the instant of closing goes on to its end, as what is reopened later does.
#[utoipa::path(
    post, path = "/sites/{site_id}/close", tag = "identity", operation_id = "close_site", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    responses((status = 200, body = SiteView))
)]
pub async fn close_site(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    read: IfMatch,
) -> Result<Versioned<SiteView>, Error> {
    let db = identity.context.db.reader();
    actor.session()?;
    actor.permit(SITE_MANAGE, id)?;
    // Asked before the transaction, because other modules' rows are not in it. An order opened in between is as one that is reopened
    // at a closed site: it stands on the board and can be finished, invoiced or cancelled, and nothing refuses because of the site.
    if let Some(found) = open_work(&identity, id).await? {
        return Err(Error::SiteHasOpenWork(found));
    }
    let others = store::cards(db, &[]).await?.into_iter().any(|card| card.id != id && card.closed_at.is_none());
    if !others {
        return Err(Error::LastSite);
    }
    let now = identity.context.clock.now();
    change(&identity, &actor, id, &read, "site.close", |site| site.close(now)).await
}

/// Opens a closed site again.
///
/// Permission: `site.manage`.
#[utoipa::path(
    post, path = "/sites/{site_id}/reopen", tag = "identity", operation_id = "reopen_site", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    responses((status = 200, body = SiteView))
)]
pub async fn reopen_site(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    read: IfMatch,
) -> Result<Versioned<SiteView>, Error> {
    actor.session()?;
    actor.permit(SITE_MANAGE, id)?;
    change(&identity, &actor, id, &read, "site.reopen", Site::reopen).await
}

/// The numbers of what is not finished, as a sentence has them.
async fn open_work(identity: &Identity, id: SiteId) -> Result<Option<String>, Problem> {
    let mut found: Vec<OpenRecord> = vec![];
    for module in &identity.work {
        found.extend(module.open_work(id, NAMED as u64 + 1).await?);
    }
    let more = if found.len() > NAMED { ", …" } else { "" };
    let named: Vec<_> = found.iter().map(|record| record.label.as_str()).take(NAMED).collect();
    Ok((!named.is_empty()).then(|| named.join(", ") + more))
}

async fn change(
    identity: &Identity,
    actor: &Actor,
    id: SiteId,
    read: &IfMatch,
    action: &str,
    change: impl FnOnce(&mut Site) -> SiteUpdated,
) -> Result<Versioned<SiteView>, Error> {
    let mut tx = identity.context.db.begin().await?;
    let mut site = store::find(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    read.check(site.version)?;
    let before = site.card.clone();
    let event = change(&mut site);
    if !store::save(&tx, &site).await? {
        return Err(Problem::stale().into());
    }
    outbox::append(&mut tx, MODULE, &event, actor, identity.context.clock.as_ref()).await?;
    let entry = trail::of(action, "site", id.0, &site.card.name, Some(id));
    trail::record(&tx, identity, actor, entry, (Some(&before), Some(&site.card))).await?;
    tx.commit().await?;
    site.version += 1;
    Ok(Versioned(site.version, SiteView::new(site, actor)))
}
