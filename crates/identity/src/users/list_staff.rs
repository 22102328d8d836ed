use std::sync::Arc;

use axum::extract::State;
use contracts::identity::STAFF_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::StaffView;
use crate::{Identity, roles};

/// Which staff to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StaffQuery {
    /// Only of this site.
    pub site: Option<SiteId>,
    /// Only with this role; its id.
    pub role: Option<String>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// Who works at the caller's sites, by name; a person once per site.
///
/// Permission: `staff.read`.
#[utoipa::path(
    get, path = "/staff", tag = "identity", operation_id = "list_staff", params(StaffQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<StaffView>))
)]
pub async fn list_staff(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Query(query): Query<StaffQuery>,
) -> Result<Json<Page<StaffView>>, Problem> {
    list(&identity, &actor, query).await.map(Json)
}

async fn list(identity: &Identity, actor: &Actor, query: StaffQuery) -> Result<Page<StaffView>, Problem> {
    let page = PageQuery { after: query.after, limit: query.limit };
    let limit = page.limit()?;
    let sites = actor.visible_sites(query.site, STAFF_READ)?;
    let db = identity.context.db.reader();
    if let Some(role) = &query.role {
        roles::store::find(db, role).await?.ok_or_else(|| Problem::field("/role", "unknown-role", "There is no such role"))?;
    }
    let rows = store::list_staff(db, sites, query.role, page.cursor()?, limit).await?;
    Ok(Page::cut(rows, limit, |row| (row.name.clone(), row.id, row.site_id)))
}
