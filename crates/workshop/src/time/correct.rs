//! A clocking is put right: the correction counts, and the original stays.

use std::sync::Arc;

use crate::work_orders::input::filled_prose;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use contracts::workshop::{ClockingId, TIME_CORRECT};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Problem, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clocking::Clocking;
use super::input::{keep_apart, span};
use super::order::tell;
use super::view::{ClockingView, shown};
use super::{order, store};
use crate::error::Error;
use crate::{MODULE, Workshop};

/// What really was. Beginning and end at the same moment count nothing.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectClocking {
    #[garde(skip)]
    pub started_at: DateTime<Utc>,
    #[garde(skip)]
    pub ended_at: DateTime<Utc>,
    #[garde(custom(filled_prose(1000)))]
    #[schema(max_length = 1000, format = "filled-prose")]
    pub reason: String,
}

/// Corrects a clocking that is over or was forgotten, or ends one that runs; the original stays. Permission: `time.correct`.
#[utoipa::path(post, path = "/clockings/{clocking_id}/correct", tag = MODULE, operation_id = "correct_clocking", security(("bearer" = [])),
    params(("clocking_id" = ClockingId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = CorrectClocking,
    responses((status = 200, body = ClockingView)))]
pub async fn correct_clocking(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Path(id): Path<ClockingId>,
    Json(body): Json<CorrectClocking>,
) -> Result<Repeatable<Json<ClockingView>>, Problem> {
    let (db, clock) = (&workshop.context.db, workshop.context.clock.as_ref());
    let claim = Claim::new(&actor, &format!("correct_clocking:{id}"), key.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::OK, replayed: true, body: Json(view) });
    }
    let now = workshop.now().timestamp();
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let before = store::lock(&tx, id).await?;
    actor.permit(TIME_CORRECT, before.site_id)?;
    if before.replaced_by.is_some() {
        return Err(Error::AlreadyCorrected.into());
    }
    let (starts, ends) = span(body.started_at, body.ended_at, now)?;
    let correction = Clocking {
        id: ClockingId::new(),
        starts,
        ends: Some(ends),
        running: None,
        replaces: Some(id),
        reason: Some(body.reason.trim().to_owned()),
        corrected_by: Some(actor.name.clone()),
        ..before.clone()
    };
    keep_apart(&*tx, &correction, Some(&before), now).await?;
    let original = Clocking { replaced_by: Some(correction.id), running: None, ..before.clone() };
    store::save(&tx, vec![original.clone(), correction.clone()]).await?;
    order::credit_again(&tx, correction.order_id).await?;
    tell(&mut tx, &[original, correction.clone()], &actor, clock).await?;
    audit::record(&tx, MODULE, correction.audited("clocking.corrected"), (Some(&before), Some(&correction)), &actor, clock).await?;
    let view = shown(correction, now);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::OK, replayed: false, body: Json(view) })
}

impl Clocking {
    /// What the audit trail calls it.
    pub fn audited<'a>(&'a self, action: &'a str) -> audit::Change<'a> {
        audit::Change { action, entity: "clocking", id: self.id.0, label: &self.user_name, site: Some(self.site_id) }
    }
}
