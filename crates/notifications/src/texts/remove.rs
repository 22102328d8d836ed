//! `DELETE /message-texts/{event}/{channel}/{language}`

use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use kernel::Problem;
use kernel::http::{Caller, IfMatch, Path, Query, Versioned};

use super::Texts;
use super::change::{Change, change};
use super::list::TextQuery;
use super::text::{Place, TextChannel};
use super::view::TextView;
use crate::messages::MessageEvent;

/// Takes own words away again: those of all sites go out, or the built-in. Permission: `site.update`, at every site for
/// words of all.
#[utoipa::path(delete, path = "/message-texts/{event}/{channel}/{language}", tag = "notifications", operation_id = "remove_message_text",
    params(("event" = MessageEvent, Path), ("channel" = TextChannel, Path), ("language" = Language, Path), TextQuery,
        ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = TextView)), security(("bearer" = [])))]
pub async fn remove_message_text(
    State(it): State<Arc<Texts>>,
    Caller(actor): Caller,
    Path(which): Path<(MessageEvent, TextChannel, Language)>,
    Query(TextQuery { site }): Query<TextQuery>,
    if_match: IfMatch,
) -> Result<Versioned<TextView>, Problem> {
    it.permit_change(&actor, site).await?;
    let place = Place::new(site, which).ok_or_else(Problem::not_found)?;
    change(&it, place, &actor, if_match, Change { action: "message_text.remove", words: (String::new(), None) }).await
}
