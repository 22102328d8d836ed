//! Reading entries, newest first.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Difference;
use crate::{Binds, SiteId, db};

/// What to read; all given parts must hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Filter {
    /// Entries of these sites and of what the group shares; all without.
    pub sites: Option<Vec<SiteId>>,
    pub entity: Option<String>,
    pub id: Option<Uuid>,
    pub actor: Option<Uuid>,
    pub from: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    /// Only entries older than this one.
    pub before: Option<Uuid>,
    pub limit: u64,
}

/// An entry of the audit trail.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Entry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub actor_id: Uuid,
    /// What the actor was called then.
    pub actor_name: String,
    /// The network address the request came from; none for what ECAR did itself.
    pub address: Option<String>,
    /// `customer.update`
    pub action: String,
    /// `customer`
    pub entity: String,
    pub entity_id: Uuid,
    pub label: String,
    pub site_id: Option<SiteId>,
    /// None when they were erased on a person's demand.
    pub changes: Option<Vec<Difference>>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    actor_id: Uuid,
    actor_name: String,
    address: Option<String>,
    action: String,
    entity: String,
    entity_id: Uuid,
    label: String,
    site_id: Option<SiteId>,
    changes: Option<String>,
}

/// Entries of one module.
pub async fn list<C: ConnectionTrait>(conn: &C, module: &str, filter: &Filter) -> Result<Vec<Entry>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!(
        "select id, at, actor_id, actor_name, address, action, entity, entity_id, label, site_id, changes from {module}_audit where true"
    );
    if let Some(sites) = &filter.sites {
        let seen = if sites.is_empty() { String::new() } else { format!(" or site_id in ({})", binds.list(sites.iter().copied())) };
        sql += &format!(" and (site_id is null{seen})");
    }
    let mut only = |condition: &str, value: Option<sea_orm::Value>| {
        if let Some(value) = value {
            sql += &format!(" and {condition} {}", binds.add(value));
        }
    };
    only("entity =", filter.entity.clone().map(Into::into));
    only("entity_id =", filter.id.map(Into::into));
    only("actor_id =", filter.actor.map(Into::into));
    only("at >=", filter.from.map(Into::into));
    only("at <", filter.until.map(Into::into));
    only("id <", filter.before.map(Into::into));
    sql += &format!(" order by id desc limit {}", filter.limit);
    let rows = db::all::<Row, _>(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(entry).collect())
}

fn entry(row: Row) -> Entry {
    Entry {
        id: row.id,
        at: row.at,
        actor_id: row.actor_id,
        actor_name: row.actor_name,
        address: row.address,
        action: row.action,
        entity: row.entity,
        entity_id: row.entity_id,
        label: row.label,
        site_id: row.site_id,
        changes: row.changes.and_then(|text| serde_json::from_str(&text).ok()),
    }
}
