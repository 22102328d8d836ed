//! `GET /message-texts/{event}/{channel}/{language}`

use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use kernel::Problem;
use kernel::http::{Caller, Path, Query, Versioned};

use super::Texts;
use super::list::TextQuery;
use super::text::{Place, TextChannel};
use super::view::TextView;
use crate::messages::MessageEvent;

/// What a message says, and which names its text may have. Messages about people's accounts are in our words alone, and are not here.
/// Permission: `message.read`.
#[utoipa::path(get, path = "/message-texts/{event}/{channel}/{language}", tag = "notifications", operation_id = "get_message_text",
    params(("event" = MessageEvent, Path), ("channel" = TextChannel, Path), ("language" = Language, Path), TextQuery),
    responses((status = 200, body = TextView)), security(("bearer" = [])))]
pub async fn get_message_text(
    State(it): State<Arc<Texts>>,
    Caller(actor): Caller,
    Path(which): Path<(MessageEvent, TextChannel, Language)>,
    Query(TextQuery { site }): Query<TextQuery>,
) -> Result<Versioned<TextView>, Problem> {
    it.permit_read(&actor, site).await?;
    let place = Place::new(site, which).ok_or_else(Problem::not_found)?;
    let may_change = it.may_change(&actor, site).await?;
    it.shown(it.context.db.reader(), place, may_change).await
}
