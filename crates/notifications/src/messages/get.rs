use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};
use uuid::Uuid;

use super::store;
use super::view::MessageView;

/// One message.
///
/// Permission: `message.read`.
#[utoipa::path(
    get, path = "/messages/{message_id}", tag = "notifications", operation_id = "get_message", params(("message_id" = Uuid, Path)),
    security(("bearer" = [])), responses((status = 200, body = MessageView))
)]
pub async fn get_message(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<MessageView>, Problem> {
    let row = store::find(context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(MESSAGE_READ, row.site_id)?;
    Ok(Json(MessageView::new(row, &actor)))
}
