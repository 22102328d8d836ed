//! What people earn.

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use contracts::workshop::PAY_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Filter};
use super::terms::TermsView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TermsQuery {
    site: Option<SiteId>,
    user: Option<UserId>,
}

/// Terms of pay at the caller's sites, the newest first. Permission: `pay.read`.
#[utoipa::path(get, path = "/pay-terms", tag = MODULE, operation_id = "list_pay_terms", security(("bearer" = [])),
    params(TermsQuery, PageQuery), responses((status = 200, body = Page<TermsView>)))]
pub async fn list_pay_terms(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<TermsQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<TermsView>>, Problem> {
    let limit = page.limit()?;
    let sites = actor.visible_sites(query.site, PAY_READ)?;
    let filter = Filter { sites, user: query.user, after: page.cursor()?, limit: limit + 1 };
    let page = Page::cut(store::list(workshop.context.db.reader(), filter).await?, limit, |row| row.id);
    Ok(Json(page.map(|row| TermsView::new(row, &actor))))
}
