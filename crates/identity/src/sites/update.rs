use std::sync::Arc;

use axum::extract::State;
use contracts::identity::SITE_UPDATE;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Actor, Problem, SiteId, outbox};

use super::site::SiteChanges;
use super::store;
use super::view::SiteView;
use crate::{Identity, MODULE, trail};

/// Changes a site's settings. Prefixes and width count for documents from now on: numbers that were given stay, and sequences go
/// on. `prefix-taken` when another site printed documents under a prefix.
///
/// Permission: `site.update`.
#[utoipa::path(
    patch, path = "/sites/{site_id}", tag = "identity", operation_id = "update_site", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = SiteChanges, responses((status = 200, body = SiteView))
)]
pub async fn update_site(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    read: IfMatch,
    Json(changes): Json<SiteChanges>,
) -> Result<Versioned<SiteView>, Problem> {
    let view = update(&identity, &actor, id, &read, changes).await?;
    Ok(Versioned(view.version, view))
}

async fn update(identity: &Identity, actor: &Actor, id: SiteId, read: &IfMatch, changes: SiteChanges) -> Result<SiteView, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let mut tx = identity.context.db.begin().await?;
    let mut site = store::find(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    read.check(site.version)?;
    let before = site.card.clone();
    let event = site.update(changes)?;
    store::claim_prefixes(&tx, &site.card).await?;
    if !store::save(&tx, &site).await? {
        return Err(Problem::stale());
    }
    outbox::append(&mut tx, MODULE, &event, actor, identity.context.clock.as_ref()).await?;
    let change = trail::of("site.update", "site", id.0, &site.card.name, Some(id));
    trail::record(&tx, identity, actor, change, (Some(&before), Some(&site.card))).await?;
    tx.commit().await?;
    site.version += 1;
    Ok(SiteView::new(site, actor))
}
