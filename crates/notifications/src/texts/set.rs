//! `PUT /message-texts/{event}/{channel}/{language}`

use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Query, Versioned};
use kernel::{Problem, text};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Texts;
use super::change::{Change, change};
use super::check::{LONGEST_MAIL, LONGEST_SUBJECT, faults};
use super::list::TextQuery;
use super::text::{Place, TextChannel};
use super::view::TextView;
use crate::messages::MessageEvent;

/// Words of the garage's own. Names in braces, such as `{plate}`, stand for facts; nothing else may stand in braces.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMessageText {
    /// Of a mail.
    #[serde(default)]
    #[garde(custom(text::line(LONGEST_SUBJECT)))]
    #[schema(max_length = 200, format = "line", example = "{vehicle} ({plate}) est prête")]
    pub subject: Option<String>,
    /// Of a text message at most 640 letters. A line all whose names stand for nothing is left out.
    #[garde(custom(text::prose(LONGEST_MAIL)))]
    #[schema(max_length = 5000, format = "prose", example = "Bonjour {customer}, votre {vehicle} vous attend. {phone}")]
    pub body: String,
}

/// Has a message say it in the garage's own words: at all sites, or at one, where they come before those. Refused with `required` beside what
/// is missing, `no-subject` beside the subject of a text message, `sms-too-long`, `stray-brace` and `unknown-name` beside a text with them,
/// `link-in-subject`, and `link-missing` beside a text without the link that the message is for. Permission: `site.update`, at every site for a
/// text of all.
#[utoipa::path(put, path = "/message-texts/{event}/{channel}/{language}", tag = "notifications", operation_id = "set_message_text",
    params(("event" = MessageEvent, Path), ("channel" = TextChannel, Path), ("language" = Language, Path), TextQuery,
        ("If-Match" = Option<String>, Header)), request_body = SetMessageText,
    responses((status = 200, body = TextView)), security(("bearer" = [])))]
pub async fn set_message_text(
    State(it): State<Arc<Texts>>,
    Caller(actor): Caller,
    Path(which): Path<(MessageEvent, TextChannel, Language)>,
    Query(TextQuery { site }): Query<TextQuery>,
    if_match: IfMatch,
    Json(body): Json<SetMessageText>,
) -> Result<Versioned<TextView>, Problem> {
    it.permit_change(&actor, site).await?;
    let place = Place::new(site, which).ok_or_else(Problem::not_found)?;
    let faults = faults(place, body.subject.as_deref(), &body.body);
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    let lines = body.body.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let words = (text::filled(body.subject).unwrap_or_default(), Some(lines.trim().to_owned()));
    change(&it, place, &actor, if_match, Change { action: "message_text.set", words }).await
}
