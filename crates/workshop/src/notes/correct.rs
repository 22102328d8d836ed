//! Another version of a note: the one before stays.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{NoteId, WORK_ORDER_READ};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use kernel::idempotency::Claim;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::add::{Answer, answer};
use super::note::{Model, readable};
use super::store;
use super::view::{NoteView, shown};
use crate::work_orders::command::Asked;
use crate::work_orders::input::filled_prose;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    #[garde(custom(filled_prose(2000)))]
    #[schema(max_length = 2000, format = "filled-prose")]
    pub text: String,
}

/// Writes a note anew; the version before stays to be read.
///
/// Refused with `note-gone` when it was replaced or withdrawn meanwhile. Permission: as for writing it, for one's own; for somebody
/// else's `work_order.update`.
#[utoipa::path(post, path = "/work-order-notes/{note_id}/correct", tag = MODULE, operation_id = "correct_note", security(("bearer" = [])),
    params(("note_id" = NoteId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = Corrected,
    responses((status = 201, body = NoteView)))]
pub async fn correct_note(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<NoteId>,
    Json(input): Json<Corrected>,
) -> Result<Answer, Problem> {
    let (db, clock) = (&workshop.context.db, workshop.context.clock.as_ref());
    let actor = asked.actor.clone();
    let claim = asked.claim(&format!("correct_note:{id}"), &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let before = changeable(store::lock(&tx, id).await?, &actor)?;
    let note = Model { replaces: Some(id), ..workshop.written(&actor, (before.order_id, before.site_id), before.kind, &input.text) };
    store::save(&tx, &Model { replaced_by: Some(note.id), ..before.clone() }).await?;
    store::insert(&tx, &note).await?;
    workshop.noted(&mut tx, "corrected", (Some(&before), &note), &actor).await?;
    let view = shown(note, &actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

/// The note, if it is there for who asks, theirs to change, and stands.
pub fn changeable(note: Model, actor: &kernel::Actor) -> Result<Model, Problem> {
    actor.permit(WORK_ORDER_READ, note.site_id)?;
    if !readable(actor, note.site_id).contains(&note.kind) {
        return Err(Problem::not_found());
    }
    if !note.may_change(actor) {
        return Err(Problem::forbidden(contracts::workshop::WORK_ORDER_UPDATE));
    }
    note.expect_standing()?;
    Ok(note)
}
