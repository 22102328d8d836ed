//! `GET /audit`: the audit trails of all modules as one, newest first.

use std::sync::Arc;

use axum::Extension;
use chrono::{DateTime, Utc};
use contracts::identity::AUDIT_READ;
use contracts::inventory::{STOCK_SEE_COST, is_cost};
use futures::future::try_join_all;
use kernel::audit::{Entry, Filter, Trail};
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// The modules' trails.
#[derive(Clone)]
pub struct Trails(pub Vec<Arc<dyn Trail>>);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AuditQuery {
    /// Entries of this site and of what the group shares.
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    /// The kind of record: `customer`, `work_order`, …
    entity: Option<String>,
    /// One record.
    entity_id: Option<Uuid>,
    /// Who did it.
    actor: Option<Uuid>,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
}

pub fn router(trails: Trails) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list_audit)).layer(Extension(trails))
}

/// Lists who changed what, when, from where, before and after. Permission: `audit.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/audit", tag = "audit", params(AuditQuery, PageQuery), security(("bearer" = [])),
    responses((status = 200, body = Page<Entry>))
)]
async fn list_audit(
    Caller(actor): Caller,
    Extension(trails): Extension<Trails>,
    Query(asked): Query<AuditQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<Entry>>, Problem> {
    list(&trails, &actor, asked, &paging).await.map(Json)
}

async fn list(trails: &Trails, actor: &Actor, asked: AuditQuery, paging: &PageQuery) -> Result<Page<Entry>, Problem> {
    let limit = paging.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(asked.site, AUDIT_READ)?,
        entity: asked.entity,
        id: asked.entity_id,
        actor: asked.actor,
        from: asked.from,
        until: asked.until,
        before: paging.cursor()?,
        limit: limit + 1,
    };
    let of_each = try_join_all(trails.0.iter().map(|trail| trail.list(&filter))).await?;
    let mut entries: Vec<Entry> = of_each.into_iter().flatten().collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.id));
    for entry in &mut entries {
        hide_costs(entry, actor);
    }
    Ok(Page::cut(entries, limit, |entry| entry.id))
}

/// Takes what things cost out of an entry, for those who may not see it.
fn hide_costs(entry: &mut Entry, actor: &Actor) {
    let may = entry.site_id.map_or_else(|| actor.may_anywhere(STOCK_SEE_COST), |site| actor.may(STOCK_SEE_COST, site));
    if let Some(changes) = entry.changes.as_mut().filter(|_| !may) {
        changes.retain(|change| !is_cost(&change.field));
    }
}
