//! `POST /message-texts/{event}/{channel}/{language}/preview`

use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use contracts::identity::{MESSAGE_READ, SiteCard};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Actor, Problem, SiteId, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::check::{LONGEST_MAIL, LONGEST_SUBJECT, faults};
use super::list::TextQuery;
use super::text::{Place, TextChannel};
use super::write::{Facts, own_letter};
use super::{Texts, samples};
use crate::messages::store::Letter;
use crate::messages::{Params, store};
use crate::sending::Person;
use crate::sending::segments::{Segments, segments, strange};
use crate::sending::templates::params_of;

/// Words to look at before they are kept.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewMessageText {
    #[serde(default)]
    #[garde(custom(text::line(LONGEST_SUBJECT)))]
    #[schema(max_length = 200, format = "line")]
    pub subject: Option<String>,
    #[garde(custom(text::prose(LONGEST_MAIL)))]
    #[schema(max_length = 5000, format = "prose")]
    pub body: String,
    /// With the facts of this message; of an example when left out.
    #[serde(default)]
    #[garde(skip)]
    pub message_id: Option<Uuid>,
}

/// How a text message is written on its way (3GPP TS 23.038).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SmsEncoding)]
pub enum Encoding {
    /// 160 letters, or 153 in each of several parts.
    Gsm7,
    /// 70, or 67.
    Ucs2,
}

/// What the words come to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MessageTextPreview {
    /// Empty of a text message.
    pub subject: String,
    pub body: String,
    /// Places that the body takes; some letters of a text message take two.
    pub characters: usize,
    /// Null of a mail.
    pub sms: Option<SmsSize>,
}

/// What a text message costs to send.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SmsSize {
    pub encoding: Encoding,
    /// Providers take money for each.
    pub parts: i16,
    /// Places that so many parts have.
    pub room: usize,
    /// Letters that telephones have no place for: they make it `ucs2`.
    pub strange: Vec<String>,
}

/// Shows what words come to, with the facts of an example or of a message that the caller may see; nothing is kept. Its links open nothing.
/// Refused as they would be when they were kept, and with `unknown-message` or `other-event` beside a message that does not fit.
/// Permission: `message.read`.
#[utoipa::path(post, path = "/message-texts/{event}/{channel}/{language}/preview", tag = "notifications",
    operation_id = "preview_message_text", request_body = PreviewMessageText,
    params(("event" = crate::messages::MessageEvent, Path), ("channel" = TextChannel, Path), ("language" = Language, Path), TextQuery),
    responses((status = 200, body = MessageTextPreview)), security(("bearer" = [])))]
pub async fn preview_message_text(
    State(it): State<Arc<Texts>>,
    Caller(actor): Caller,
    Path(which): Path<(crate::messages::MessageEvent, TextChannel, Language)>,
    Query(TextQuery { site }): Query<TextQuery>,
    Json(body): Json<PreviewMessageText>,
) -> Result<Json<MessageTextPreview>, Problem> {
    it.permit_read(&actor, site).await?;
    let place = Place::new(site, which).ok_or_else(Problem::not_found)?;
    let faults = faults(place, body.subject.as_deref(), &body.body);
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    let (params, person, site) = match body.message_id {
        Some(message) => real(&it, &actor, place, message).await?,
        None => example(&it, &actor, place).await?,
    };
    let links = samples::links(place.event, &it.public_url);
    let facts = Facts { event: place.event, params: &params, person: &person, site: &site, links: &links };
    let letter = own_letter(place.channel, body.subject.as_deref().unwrap_or_default(), &body.body, &facts);
    Ok(Json(measured(place.channel, letter.map_err(|error| Problem::internal(&error))?)))
}

/// The message's facts and whom it goes to, in the language that is looked at.
async fn real(it: &Texts, actor: &Actor, place: Place, message: Uuid) -> Result<(Params, Person, SiteCard), Problem> {
    let unknown = || Problem::field("/message_id", "unknown-message", "there is no such message");
    let message =
        store::held(it.context.db.reader(), message).await?.filter(|row| actor.may(MESSAGE_READ, row.site_id)).ok_or_else(unknown)?;
    if message.event != place.event {
        return Err(Problem::field("/message_id", "other-event", "the message is about something else"));
    }
    let params = params_of(&message).map_err(|error| Problem::internal(&error))?;
    let people = it.directory.people_of(std::slice::from_ref(&message)).await?;
    let (person, site) = people.recipient(&message, &params).ok_or_else(unknown)?;
    Ok((params, Person { language: place.language, ..person }, site.clone()))
}

/// At the site that is asked for; else at the first that the caller sees.
async fn example(it: &Texts, actor: &Actor, place: Place) -> Result<(Params, Person, SiteCard), Problem> {
    let sites: Vec<SiteId> = place.site.map_or_else(|| actor.sites.keys().copied().collect(), |site| vec![site]);
    let cards = it.sites.cards(&sites).await?;
    let site = cards.into_iter().next().ok_or_else(Problem::not_found)?;
    let params = samples::params(place.event, &site, place.language, it.context.clock.now());
    Ok((params, samples::person(place.language), site))
}

pub fn measured(channel: TextChannel, letter: Letter) -> MessageTextPreview {
    let Letter { subject, body, .. } = letter;
    if channel == TextChannel::Email {
        return MessageTextPreview { subject, characters: body.chars().count(), body, sms: None };
    }
    let Segments { is_wide, parts, places, room } = segments(&body);
    let encoding = if is_wide { Encoding::Ucs2 } else { Encoding::Gsm7 };
    let strange = strange(&body).into_iter().map(String::from).collect();
    MessageTextPreview { subject, body, characters: places, sms: Some(SmsSize { encoding, parts, room, strange }) }
}
