use std::sync::Arc;

use axum::extract::State;
use contracts::identity::SITE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem};

use super::store;
use super::view::SiteView;
use crate::Identity;

/// The sites where the caller works, in order of their codes.
///
/// Permission: `site.read`.
#[utoipa::path(
    get, path = "/sites", tag = "identity", operation_id = "list_sites", params(PageQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<SiteView>))
)]
pub async fn list_sites(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SiteView>>, Problem> {
    list(&identity, &actor, &page).await.map(Json)
}

async fn list(identity: &Identity, actor: &Actor, page: &PageQuery) -> Result<Page<SiteView>, Problem> {
    let limit = page.limit()?;
    let after: Option<String> = page.cursor()?;
    let visible = actor.visible_sites(None, SITE_READ)?;
    let sites = store::list(identity.context.db.reader(), visible, after, limit).await?;
    Ok(Page::cut(sites, limit, |site| site.card.code.clone()).map(|site| SiteView::new(site, actor)))
}
