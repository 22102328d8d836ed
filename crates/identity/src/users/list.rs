use std::sync::Arc;

use axum::extract::State;
use contracts::identity::USER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem, SiteId, search};
use serde::Deserialize;
use utoipa::IntoParams;

use super::authority::Authority;
use super::store::{self, Filter};
use super::view::{UserState, UserView};
use crate::{Error, Identity};

/// Which users to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UserQuery {
    /// Only of this site.
    pub site: Option<SiteId>,
    /// Only with this role; its id.
    pub role: Option<String>,
    /// Only those who are `invited`, `active` or `disabled`.
    pub state: Option<UserState>,
    /// Beginnings of words of the name or the e-mail address.
    pub q: Option<String>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// The accounts of the people of the caller's sites, by name, disabled and invited ones too.
///
/// Permission: `user.read`. Who holds it at every site also sees the accounts of customers, who work nowhere.
#[utoipa::path(
    get, path = "/users", tag = "identity", operation_id = "list_users", params(UserQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<UserView>))
)]
pub async fn list_users(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Query(query): Query<UserQuery>,
) -> Result<Json<Page<UserView>>, Problem> {
    Ok(Json(list(&identity, &actor, query).await?))
}

async fn list(identity: &Identity, actor: &Actor, query: UserQuery) -> Result<Page<UserView>, Error> {
    let page = PageQuery { after: query.after, limit: query.limit };
    let (db, limit) = (identity.context.db.reader(), page.limit()?);
    let authority = Authority::of(db, actor).await?;
    let visible = actor.visible_sites(query.site, USER_READ)?;
    let is_all = query.site.is_none() && authority.all_sites().iter().all(|site| actor.may(USER_READ, *site));
    let typed = query.q.filter(|text| !text.trim().is_empty());
    let words = typed.as_deref().and_then(search::Query::parse);
    if typed.is_some() && words.is_none() {
        return Ok(Page { items: vec![], next: None });
    }
    let sites = visible.filter(|_| !is_all);
    let filter = Filter { sites, role: query.role, state: query.state, query: words, after: page.cursor()? };
    let rows = store::list(db, filter, limit).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let places = store::places(db, &ids).await?;
    let of = |id| places.iter().filter(|(user, _)| *user == id).map(|(_, place)| place.clone()).collect();
    Ok(Page::cut(rows, limit, |row| (row.name.clone(), row.id)).map(|row| UserView::new(row.clone(), of(row.id), &authority, actor)))
}
