//! `GET /message-texts`

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use kernel::http::{Caller, Json, Query};
use kernel::{Problem, SiteId};
use sea_orm::Iterable;
use serde::Deserialize;
use utoipa::IntoParams;

use super::text::{ALL_SITES, Text, TextChannel, channels};
use super::view::{EventTexts, Source, TextMark, TextsView};
use super::{Texts, store};
use crate::messages::MessageEvent;

/// For which site.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TextQuery {
    /// For all sites when left out.
    pub site: Option<SiteId>,
}

pub const LANGUAGES: [Language; 3] = [Language::Fr, Language::Ar, Language::En];

/// Which messages are in the garage's own words, by event, channel and language. Permission: `message.read`.
#[utoipa::path(get, path = "/message-texts", tag = "notifications", operation_id = "list_message_texts", params(TextQuery),
    responses((status = 200, body = TextsView)), security(("bearer" = [])))]
pub async fn list_message_texts(
    State(it): State<Arc<Texts>>,
    Caller(actor): Caller,
    Query(TextQuery { site }): Query<TextQuery>,
) -> Result<Json<TextsView>, Problem> {
    it.permit_read(&actor, site).await?;
    let own: Vec<Text> = store::all(it.context.db.reader(), site).await?;
    let mut sources = HashMap::new();
    for text in &own {
        let source = if text.site_id == ALL_SITES { Source::Garage } else { Source::Site };
        let place = (text.event, text.channel, text.language.clone());
        let kept = sources.entry(place).or_insert(source);
        *kept = if *kept == Source::Site { Source::Site } else { source };
    }
    let source = |event: MessageEvent, channel: TextChannel, language: Language| {
        sources.get(&(event, channel, language.code().to_owned())).copied().unwrap_or(Source::BuiltIn)
    };
    let marks = |event: MessageEvent| {
        let each = channels(event).into_iter().flat_map(|channel| LANGUAGES.map(|language| (channel, language)));
        each.map(|(channel, language)| TextMark { channel, language, source: source(event, channel, language) }).collect::<Vec<_>>()
    };
    let events = MessageEvent::iter().map(|event| EventTexts { event, texts: marks(event) }).filter(|event| !event.texts.is_empty());
    let actions = if it.may_change(&actor, site).await? { vec!["set"] } else { vec![] };
    Ok(Json(TextsView { site_id: site, events: events.collect(), actions }))
}
