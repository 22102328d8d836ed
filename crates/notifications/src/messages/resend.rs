use axum::extract::State;
use contracts::identity::MESSAGE_RESEND;
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Context, Problem, outbox};
use uuid::Uuid;

use super::message::MessageChanged;
use super::store;
use super::view::MessageView;
use crate::MODULE;

/// Sends a message once more, to the address its recipient has now.
///
/// Permission: `message.resend`. `already-queued` when it is waiting to be sent anyway.
#[utoipa::path(
    post, path = "/messages/{message_id}/resend", tag = "notifications", operation_id = "resend_message", params(("message_id" = Uuid, Path)),
    security(("bearer" = [])), responses((status = 200, body = MessageView))
)]
pub async fn resend_message(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<MessageView>, Problem> {
    resend(&context, &actor, id).await.map(Json)
}

async fn resend(context: &Context, actor: &Actor, id: Uuid) -> Result<MessageView, Problem> {
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    let row = store::find_locked(&tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(MESSAGE_RESEND, row.site_id)?;
    row.state.resend()?;
    store::requeue(&tx, id, clock.now()).await?;
    outbox::append(&mut tx, MODULE, &MessageChanged { id, site_id: row.site_id }, actor, clock).await?;
    let queued = store::find(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(MessageView::new(queued, actor))
}
