use std::sync::Arc;

use axum::extract::State;
use contracts::identity::SITE_READ;
use kernel::http::{Caller, Path, Versioned};
use kernel::{Problem, SiteId};

use super::store;
use super::view::SiteView;
use crate::Identity;

/// One site.
///
/// Permission: `site.read`.
#[utoipa::path(
    get, path = "/sites/{site_id}", tag = "identity", operation_id = "get_site", params(("site_id" = SiteId, Path)), security(("bearer" = [])),
    responses((status = 200, body = SiteView))
)]
pub async fn get_site(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Versioned<SiteView>, Problem> {
    actor.permit(SITE_READ, id)?;
    let site = store::find(identity.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    Ok(Versioned(site.version, SiteView::new(site, &actor)))
}
