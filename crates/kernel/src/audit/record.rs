//! Writing entries.

use chrono::SubsecRound;
use sea_orm::{DbErr, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::differences;
use crate::idempotency::hex;
use crate::origin::origin;
use crate::{Actor, Binds, Clock, SiteId, Tx, db};

/// What an actor did to a record.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The permission-like name of what was done: `customer.update`.
    pub action: &'a str,
    /// The kind of record: `customer`.
    pub entity: &'a str,
    pub id: Uuid,
    /// What people call the record: a name, a number, a plate.
    pub label: &'a str,
    /// None for what the group shares.
    pub site: Option<SiteId>,
}

/// Records a change of one record; nothing when nothing differs. `None` before: it is new; `None` after: it is gone.
pub async fn record<T: Serialize>(
    tx: &Tx,
    module: &str,
    change: Change<'_>,
    (before, after): (Option<&T>, Option<&T>),
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    let json = |state: Option<&T>| serde_json::to_value(state).map_err(|error| DbErr::Custom(error.to_string()));
    let found = differences(&json(before)?, &json(after)?);
    if found.is_empty() && before.is_some() == after.is_some() {
        return Ok(());
    }
    let changes = serde_json::to_string(&found).map_err(|error| DbErr::Custom(error.to_string()))?;
    let mut binds = Binds::default();
    let values: [Value; 11] = [
        Uuid::now_v7().into(),
        // As precise as both databases keep it, because the hash is of what they give back.
        clock.now().trunc_subsecs(3).into(),
        actor.id.into(),
        actor.name.as_str().into(),
        origin().map(|origin| origin.to_string()).into(),
        change.action.into(),
        change.entity.into(),
        change.id.into(),
        change.label.into(),
        change.site.map(|site| site.0).into(),
        hex(&Sha256::digest(changes.as_bytes())).into(),
    ];
    let places = binds.list(values);
    let sql = format!(
        "insert into {module}_audit (id, at, actor_id, actor_name, address, action, entity, entity_id, label, site_id, digest, changes) \
         values ({places}, {})",
        binds.add(changes)
    );
    db::execute(&**tx, sql, binds.0).await.map(|_| ())
}
