use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SIGN_IN_READ, UserId};
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::store::{self, Whose};
use super::view::SignInView;
use crate::{Identity, api_keys, users};

/// Whose entries to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SignInQuery {
    /// Only of this person.
    pub user: Option<UserId>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// What happened to the accounts of the people of the caller's sites, and what they and programs were refused, newest first.
///
/// Permission: `sign_in.read`, at a site where the person works.
#[utoipa::path(
    get, path = "/sign-ins", tag = "identity", operation_id = "list_sign_ins", params(SignInQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<SignInView>))
)]
pub async fn list_sign_ins(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Query(query): Query<SignInQuery>,
) -> Result<Json<Page<SignInView>>, Problem> {
    list(&identity, &actor, query).await.map(Json)
}

async fn list(identity: &Identity, actor: &Actor, query: SignInQuery) -> Result<Page<SignInView>, Problem> {
    let page = PageQuery { after: query.after, limit: query.limit };
    let (db, limit) = (identity.context.db.reader(), page.limit()?);
    let sites = actor.visible_sites(None, SIGN_IN_READ)?.unwrap_or_default();
    let whose = match query.user {
        Some(user) => {
            let works_at = users::store::sites_of(db, user).await?;
            let is_ours = works_at.iter().any(|place| sites.contains(&place.site_id));
            if !is_ours {
                return Err(Problem::hidden());
            }
            Whose::One(user)
        }
        None => Whose::At(sites.clone(), programs(db, &sites).await?),
    };
    let rows = store::list(db, whose, page.cursor()?, limit).await?;
    Ok(Page::cut(rows, limit, |row| row.id))
}

/// The API keys that work at one of these sites.
async fn programs<C: ConnectionTrait>(conn: &C, sites: &[SiteId]) -> Result<Vec<Uuid>, Problem> {
    let keys = api_keys::store::all(conn).await?;
    Ok(keys.into_iter().filter(|key| sites.iter().any(|site| key.sites.contains(site))).map(|key| key.id).collect())
}
