//! What somebody may do now: from the session, the person's roles and the bundles as they stand.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Utc};
use contracts::identity::Role;
use kernel::{Actor, Amount, BasisPoints, Limits, Rights, SiteId, Via};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::sessions::store::{self, AccessRow};

static OWNER: LazyLock<Arc<Rights>> = LazyLock::new(|| Arc::new(Role::Owner.rights()));

/// Limits as they are stored: the greatest discount in basis points, the greatest refund in minor units.
pub fn limits(max_discount: Option<i32>, max_refund: Option<i64>) -> Limits {
    Limits { discount: max_discount.map(BasisPoints), refund: max_refund.map(Amount) }
}

/// What a role holds: everything for the owner, else what its bundle lists (JSON), as far as its limits reach.
/// Nothing for a role that is not there.
pub fn held(role: &str, permissions: Option<&str>, limits: Limits) -> Arc<Rights> {
    if role == Role::Owner.id() {
        return OWNER.clone();
    }
    let permissions = permissions.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
    Arc::new(Rights { permissions, limits })
}

/// The person behind a session, with what they may do; none when the session or its device is over, or the person is
/// disabled.
pub async fn of_session<C: ConnectionTrait>(conn: &C, session: Uuid, now: DateTime<Utc>) -> Result<Option<Actor>, DbErr> {
    let rows = store::access(conn, session, now).await?;
    Ok(actor(session, &rows))
}

fn actor(session: Uuid, rows: &[AccessRow]) -> Option<Actor> {
    let first = rows.first()?;
    let mut sites: BTreeMap<SiteId, Arc<Rights>> = BTreeMap::new();
    for row in rows {
        if let (Some(site), Some(role)) = (row.site_id, &row.role) {
            sites.insert(site, held(role, row.permissions.as_deref(), limits(row.max_discount, row.max_refund)));
        }
    }
    let via = if first.kind == store::PIN { Via::Pin(session) } else { Via::Session(session) };
    if let Via::Pin(_) = via {
        let most = limits(first.technicians_discount, first.technicians_refund);
        let technician = held(Role::Technician.id(), first.technician.as_deref(), most);
        sites.retain(|site, _| Some(*site) == first.device_site);
        for held in sites.values_mut() {
            *held = Arc::new(held.shared_with(&technician));
        }
    }
    // A site where nothing may be done does not exist for the person: a customer sees nothing of the garage.
    sites.retain(|_, held| !held.permissions.is_empty());
    Some(Actor { id: first.user_id.0, name: first.name.clone(), via, sites })
}

#[cfg(test)]
mod tests {
    use contracts::identity::UserId;

    use super::*;

    fn row(kind: &str, site: SiteId, role: &str, permissions: &str) -> AccessRow {
        AccessRow {
            kind: kind.into(),
            user_id: UserId::new(),
            name: "Amine".into(),
            site_id: Some(site),
            role: Some(role.into()),
            permissions: Some(permissions.into()),
            max_discount: None,
            max_refund: None,
            technicians_discount: Some(0),
            technicians_refund: Some(0),
            device_site: Some(site),
            technician: Some(r#"["work_order.work","work_order.read"]"#.into()),
        }
    }

    #[test]
    fn a_pin_gives_what_a_technician_may_at_the_site_of_the_device_and_no_more() {
        let (here, there) = (SiteId::new(), SiteId::new());
        let rows = [row(store::PIN, here, "owner", "[]"), AccessRow { device_site: Some(here), ..row(store::PIN, there, "owner", "[]") }];
        let actor = actor(Uuid::nil(), &rows).unwrap();
        assert_eq!(actor.sites.keys().collect::<Vec<_>>(), [&here]);
        assert_eq!(actor.sites[&here].permissions.iter().collect::<Vec<_>>(), ["work_order.read", "work_order.work"]);
        assert_eq!(actor.limits(here), Limits::NOTHING);
        assert!(actor.session().is_err());
    }

    #[test]
    fn a_site_without_permissions_is_not_seen() {
        let actor = actor(Uuid::nil(), &[row("password", SiteId::new(), "customer", "[]")]).unwrap();
        assert!(actor.sites.is_empty() && !actor.works_here());
    }
}
