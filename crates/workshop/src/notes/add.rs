//! Writes a note.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use contracts::workshop::{NoteId, OrderNoted, WORK_ORDER_READ, WorkOrderId};
use garde::Validate;
use kernel::http::{Created, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, SiteId, Tx, audit, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::note::{Model, NoteKind};
use super::store;
use super::view::{NoteView, shown};
use crate::work_orders::command::Asked;
use crate::work_orders::input::filled_prose;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    #[garde(skip)]
    pub kind: NoteKind,
    #[garde(custom(filled_prose(2000)))]
    #[schema(max_length = 2000, format = "filled-prose")]
    pub text: String,
}

pub type Answer = Repeatable<Created<Json<NoteView>>>;

/// Writes a note on a work order, whatever its state.
///
/// Permission: `work_order.update`, or `work_order.work` for a technician's note.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/notes", tag = MODULE, operation_id = "add_note", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = NoteInput,
    responses((status = 201, body = NoteView)))]
pub async fn add_note(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(order): Path<WorkOrderId>,
    Json(input): Json<NoteInput>,
) -> Result<Answer, Problem> {
    let (db, clock) = (&workshop.context.db, workshop.context.clock.as_ref());
    let actor = asked.actor.clone();
    let site = orders::site_of(db.reader(), order).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, site)?;
    actor.permit(input.kind.writing(), site)?;
    let claim = asked.claim(&format!("add_note:{order}"), &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let note = workshop.written(&actor, (order, site), input.kind, &input.text);
    store::insert(&tx, &note).await?;
    workshop.noted(&mut tx, "added", (None, &note), &actor).await?;
    let view = shown(note, &actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

pub fn answer(view: NoteView, replayed: bool) -> Answer {
    let location = format!("/api/v1/work-orders/{}/notes", view.work_order_id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}

impl Workshop {
    pub(super) fn written(&self, actor: &Actor, (order_id, site_id): (WorkOrderId, SiteId), kind: NoteKind, text: &str) -> Model {
        Model {
            id: NoteId::new(),
            order_id,
            site_id,
            kind,
            text: text.trim().to_owned(),
            by_id: UserId(actor.id),
            by_name: actor.name.clone(),
            at: self.now(),
            replaces: None,
            replaced_by: None,
            withdrawn_at: None,
            withdrawn_by: None,
        }
    }

    /// The trail of a note, and the news for the screens.
    pub(super) async fn noted(
        &self,
        tx: &mut Tx,
        verb: &str,
        (before, note): (Option<&Model>, &Model),
        actor: &Actor,
    ) -> Result<(), Problem> {
        let clock = self.context.clock.as_ref();
        let action = format!("note.{verb}");
        let change = audit::Change { action: &action, entity: "work_order", id: note.order_id.0, label: "", site: Some(note.site_id) };
        audit::record(tx, MODULE, change, (before, Some(note)), actor, clock).await?;
        let is_printed = note.kind == NoteKind::Customer;
        let for_customer = if is_printed { Some(store::for_customer(&**tx, note.order_id).await?) } else { None };
        let told = OrderNoted { id: note.order_id, site_id: note.site_id, for_customer };
        Ok(outbox::append(tx, MODULE, &told, actor, clock).await?)
    }
}
