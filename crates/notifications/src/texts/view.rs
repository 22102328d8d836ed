//! Texts as the API shows them.

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use kernel::{Problem, SiteId};
use serde::Serialize;
use utoipa::ToSchema;

use super::names::{LINK, names, needs_link};
use super::start::start;
use super::text::{Place, Text, TextChannel};
use crate::messages::MessageEvent;

/// Whose words go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MessageTextSource)]
pub enum Source {
    BuiltIn,
    /// The garage's, for all sites.
    Garage,
    /// The site's own.
    Site,
}

/// What goes out, event by event.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MessageTexts)]
pub struct TextsView {
    /// Null: for all sites.
    pub site_id: Option<SiteId>,
    pub events: Vec<EventTexts>,
    /// `set`.
    pub actions: Vec<&'static str>,
}

/// The texts of an event.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MessageEventTexts)]
pub struct EventTexts {
    pub event: MessageEvent,
    pub texts: Vec<TextMark>,
}

/// Whose words a text is in.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MessageTextMark)]
pub struct TextMark {
    pub channel: TextChannel,
    pub language: Language,
    pub source: Source,
}

/// Words of a message.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MessageWords)]
pub struct Words {
    /// Empty of a text message.
    pub subject: String,
    pub body: String,
    /// Who wrote them; null of the built-in.
    pub written_by: Option<String>,
    pub written_at: Option<DateTime<Utc>>,
}

/// A name that a text may have in braces.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MessageTextName)]
pub struct NameView {
    #[schema(example = "plate")]
    pub name: &'static str,
    /// A text without it is refused.
    pub is_needed: bool,
}

/// What a message says: in own words, or in which others where it has none.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MessageText)]
pub struct TextView {
    pub event: MessageEvent,
    pub channel: TextChannel,
    pub language: Language,
    /// Null: for all sites.
    pub site_id: Option<SiteId>,
    pub source: Source,
    /// Null while it has none.
    pub own: Option<Words>,
    /// Of a site: the garage's words for all sites.
    pub garage: Option<Words>,
    /// With names in place of facts. What the built-in text only says where there is something to say is in it too; in an own text a line
    /// is left out where all its names stand for nothing.
    pub built_in: Words,
    pub names: Vec<NameView>,
    /// `set`, `remove`.
    pub actions: Vec<&'static str>,
    /// For `If-Match`; 0 while nothing was ever written.
    pub version: i64,
}

impl From<&Text> for Words {
    fn from(text: &Text) -> Self {
        let Text { subject, body, written_by, written_at, .. } = text.clone();
        Self { subject, body: body.unwrap_or_default(), written_by: Some(written_by), written_at: Some(written_at) }
    }
}

impl TextView {
    /// `own` and `garage` may have been removed.
    pub fn of(place: Place, own: Option<&Text>, garage: Option<&Text>, may_change: bool) -> Result<Self, Problem> {
        let is_there = |text: &&Text| text.body.is_some();
        let version = own.map_or(0, |text| text.version);
        let (own, garage) = (own.filter(is_there), garage.filter(is_there));
        let source = match (place.site, own, garage) {
            (Some(_), Some(_), _) => Source::Site,
            (None, Some(_), _) | (_, None, Some(_)) => Source::Garage,
            (_, None, None) => Source::BuiltIn,
        };
        let (subject, body) = start(place).map_err(|error| Problem::internal(&error))?;
        let possible = [("set", true), ("remove", own.is_some())];
        let name = |(name, _)| NameView { name, is_needed: name == LINK && needs_link(place.event) };
        Ok(Self {
            event: place.event,
            channel: place.channel,
            language: place.language,
            site_id: place.site,
            source,
            own: own.map(Words::from),
            garage: garage.map(Words::from),
            built_in: Words { subject, body, written_by: None, written_at: None },
            names: names(place.event).into_iter().map(name).collect(),
            actions: possible.into_iter().filter(|(_, holds)| *holds && may_change).map(|(action, _)| action).collect(),
            version,
        })
    }
}
