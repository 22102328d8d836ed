//! A note is taken back: it stays, and is shown no more.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::NoteId;
use kernel::Problem;
use kernel::http::{Json, Path};

use super::correct::changeable;
use super::note::Model;
use super::store;
use super::view::{NoteView, shown};
use crate::work_orders::command::Asked;
use crate::work_orders::input::Nothing;
use crate::{MODULE, Workshop};

/// Takes a note back; it stays among the versions.
///
/// Refused with `note-gone` when it was replaced or withdrawn meanwhile. Permission: as for writing it, for one's own; for somebody
/// else's `work_order.update`.
#[utoipa::path(post, path = "/work-order-notes/{note_id}/withdraw", tag = MODULE, operation_id = "withdraw_note", security(("bearer" = [])),
    params(("note_id" = NoteId, Path)), request_body = Nothing, responses((status = 200, body = NoteView)))]
pub async fn withdraw_note(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<NoteId>,
    _body: Json<Nothing>,
) -> Result<Json<NoteView>, Problem> {
    let actor = &asked.actor;
    let mut tx = workshop.context.db.begin().await?;
    let before = changeable(store::lock(&tx, id).await?, actor)?;
    let note = Model { withdrawn_at: Some(workshop.now()), withdrawn_by: Some(actor.name.clone()), ..before.clone() };
    store::save(&tx, &note).await?;
    workshop.noted(&mut tx, "withdrawn", (Some(&before), &note), actor).await?;
    tx.commit().await?;
    Ok(Json(shown(note, actor)))
}
