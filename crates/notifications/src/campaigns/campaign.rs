//! A campaign, and what may become of it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::WrittenBy;
use contracts::documents::Language;
use kernel::outbox::Event;
use kernel::{Problem, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::segment::Segment;
use crate::Error;
use crate::messages::Channel;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum CampaignState {
    Draft,
    Running,
    Paused,
    Ended,
}

/// What it says in a language; empty where it says nothing that way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignText {
    pub subject: String,
    pub body: String,
    /// As a text message.
    pub short: String,
}

pub type Texts = BTreeMap<String, CampaignText>;

/// A campaign as it is kept. Serialized into the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_campaigns")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub id: Uuid,
    pub site_id: SiteId,
    pub name: String,
    pub state: CampaignState,
    /// JSON of [`Segment`].
    pub segment: String,
    /// JSON of [`Texts`].
    pub texts: String,
    /// JSON: the channels, the best first.
    pub channels: String,
    /// Hundredths of who is found that hear nothing.
    pub holdout: i16,
    /// Where the site is; without a first day it began already, without a last one it goes on.
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    /// It runs when somebody says so, and not by itself.
    pub by_hand: bool,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Campaign;

/// What somebody does with a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Start,
    Pause,
    End,
}

impl CampaignState {
    pub fn after(self, act: Act) -> Result<Self, Problem> {
        match (self, act) {
            (Self::Draft | Self::Paused, Act::Start) => Ok(Self::Running),
            (Self::Running, Act::Pause) => Ok(Self::Paused),
            (Self::Running | Self::Paused, Act::End) => Ok(Self::Ended),
            _ => Err(Error::NotInThisState.into()),
        }
    }

    pub const fn may_change(self) -> bool {
        matches!(self, Self::Draft | Self::Paused)
    }
}

impl Model {
    pub fn segment(&self) -> Result<Segment, Problem> {
        serde_json::from_str(&self.segment).map_err(|error| Problem::internal(&error))
    }

    pub fn texts(&self) -> Texts {
        serde_json::from_str(&self.texts).unwrap_or_default()
    }

    pub fn channels(&self) -> Vec<WrittenBy> {
        serde_json::from_str(&self.channels).unwrap_or_default()
    }

    /// What somebody of this language hears, and in which: theirs, or the first that there is.
    pub fn text(&self, language: Language) -> Option<(Language, CampaignText)> {
        let texts = self.texts();
        let order = [language, Language::Fr, Language::En, Language::Ar];
        order.into_iter().find_map(|language| Some((language, texts.get(language.code())?.clone())))
    }

    /// It runs by itself on this day.
    pub fn is_of(&self, day: NaiveDate) -> bool {
        !self.by_hand && self.starts_on.is_none_or(|first| first <= day) && !self.is_over(day)
    }

    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.ends_on.is_some_and(|last| last < day)
    }
}

/// By what a message goes.
pub const fn channel_of(way: WrittenBy) -> Channel {
    match way {
        WrittenBy::Email => Channel::Email,
        WrittenBy::Sms => Channel::Sms,
        WrittenBy::Whatsapp => Channel::Whatsapp,
    }
}

/// A site's campaign changed, ran, or brought something: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CampaignChanged {
    pub id: Uuid,
    pub site_id: SiteId,
}

impl Event for CampaignChanged {
    const KIND: &'static str = "message.campaign";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn campaign() -> Campaign {
        Campaign {
            id: Uuid::from_u128(1),
            site_id: SiteId(Uuid::nil()),
            name: "Freins".into(),
            state: CampaignState::Running,
            segment: r#"{"kind":"all"}"#.into(),
            texts: r#"{"fr":{"subject":"s","body":"b","short":"c"},"ar":{"subject":"","body":"","short":"د"}}"#.into(),
            channels: r#"["sms","email"]"#.into(),
            holdout: 10,
            starts_on: None,
            ends_on: None,
            by_hand: false,
            created_by: "Hela".into(),
            created_at: DateTime::UNIX_EPOCH,
            version: 1,
        }
    }

    #[test]
    fn a_campaign_goes_from_a_draft_to_its_end_and_never_back() {
        use CampaignState::{Draft, Ended, Paused, Running};
        let table = [
            (Draft, Act::Start, Some(Running)),
            (Draft, Act::Pause, None),
            (Draft, Act::End, None),
            (Running, Act::Pause, Some(Paused)),
            (Running, Act::End, Some(Ended)),
            (Running, Act::Start, None),
            (Paused, Act::Start, Some(Running)),
            (Paused, Act::End, Some(Ended)),
            (Ended, Act::Start, None),
            (Ended, Act::End, None),
        ];
        for (state, act, expected) in table {
            assert_eq!(state.after(act).ok(), expected, "{state:?} {act:?}");
        }
    }

    #[test]
    fn people_hear_it_in_their_language_or_in_the_first_that_there_is() {
        let of = |language| campaign().text(language).map(|(language, text)| (language, text.short));
        assert_eq!(of(Language::Ar), Some((Language::Ar, "د".into())));
        assert_eq!(of(Language::En), Some((Language::Fr, "c".into())));
    }

    #[test]
    fn it_runs_on_its_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |starts_on, ends_on, by_hand| Campaign { starts_on, ends_on, by_hand, ..campaign() }.is_of(day("2026-11-20"));
        assert!(of(None, None, false) && of(Some(day("2026-11-20")), Some(day("2026-11-20")), false));
        assert!(!of(Some(day("2026-11-21")), None, false) && !of(None, Some(day("2026-11-19")), false) && !of(None, None, true));
    }
}
