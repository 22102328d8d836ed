//! When a deferred job is due, and why it was declined.

use std::sync::Arc;

use axum::extract::State;
use chrono::{Datelike, NaiveDate};
use contracts::workshop::{DeferredJobChanged, DeferredJobId, WORK_ORDER_UPDATE};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned, present};
use kernel::text::{filled, prose};
use kernel::{Actor, Problem, Tx, audit, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::entry::Deferred;
use super::store;
use super::view::{DeferredView, shown};
use crate::work_orders::input::kilometres;
use crate::{MODULE, Workshop};

/// What may change; left out stays, null empties.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied or set are three things")]
pub struct UpdateDeferredJob {
    #[serde(default, deserialize_with = "present")]
    #[garde(skip)]
    #[schema(value_type = Option<NaiveDate>)]
    pub due_on: Option<Option<NaiveDate>>,
    #[serde(default, deserialize_with = "present")]
    #[garde(inner(inner(custom(kilometres()))))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 9_999_999)]
    pub due_km: Option<Option<i64>>,
    #[serde(default, deserialize_with = "present")]
    #[garde(inner(custom(prose(1000))))]
    #[schema(value_type = Option<String>, max_length = 1000, format = "prose")]
    pub reason: Option<Option<String>>,
}

/// Says when a deferred job is due, and why it was declined. Permission: `work_order.update`.
#[utoipa::path(patch, path = "/deferred-jobs/{deferred_job_id}", tag = MODULE, operation_id = "update_deferred_job", security(("bearer" = [])),
    params(("deferred_job_id" = DeferredJobId, Path), ("If-Match" = Option<String>, Header)), request_body = UpdateDeferredJob, responses((status = 200, body = DeferredView)))]
pub async fn update_deferred_job(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    if_match: IfMatch,
    Path(id): Path<DeferredJobId>,
    Json(body): Json<UpdateDeferredJob>,
) -> Result<Versioned<DeferredView>, Problem> {
    if body.due_on.flatten().is_some_and(|day| !(2000..=2999).contains(&day.year())) {
        return Err(Problem::field("/due_on", "out-of-range", "it is between the years 2000 and 2999"));
    }
    let mut tx = workshop.context.db.begin().await?;
    let before = store::lock(&tx, id).await?;
    actor.permit(WORK_ORDER_UPDATE, before.site_id)?;
    if_match.check(before.version)?;
    let mut entry = before.clone();
    entry.due_on = body.due_on.unwrap_or(entry.due_on);
    entry.due_km = body.due_km.unwrap_or(entry.due_km);
    if let Some(reason) = body.reason {
        entry.reason = filled(reason);
    }
    workshop.keep_deferred(&mut tx, "updated", &before, &mut entry, &actor).await?;
    tx.commit().await?;
    Ok(Versioned(entry.version, shown(entry, &actor)?))
}

impl Workshop {
    /// Saves what differs, with its trail, and tells the screens.
    pub(super) async fn keep_deferred(
        &self,
        tx: &mut Tx,
        verb: &str,
        before: &Deferred,
        entry: &mut Deferred,
        actor: &Actor,
    ) -> Result<(), Problem> {
        if before == entry {
            return Ok(());
        }
        let clock = self.context.clock.as_ref();
        store::save(tx, vec![entry.clone()]).await?;
        entry.version += 1;
        let told = DeferredJobChanged { id: entry.id, site_id: entry.site_id };
        outbox::append(tx, MODULE, &told, actor, clock).await?;
        let action = format!("deferred_job.{verb}");
        let change =
            audit::Change { action: &action, entity: "deferred_job", id: entry.id.0, label: &entry.title, site: Some(entry.site_id) };
        Ok(audit::record(tx, MODULE, change, (Some(before), Some(&*entry)), actor, clock).await?)
    }
}
