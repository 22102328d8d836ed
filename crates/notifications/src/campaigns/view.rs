//! Campaigns, their runs and the settings as the API shows them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::WrittenBy;
use contracts::documents::Language;
use contracts::identity::CAMPAIGN_MANAGE;
use kernel::http::Versioned;
use kernel::{Actor, Problem, SiteId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::campaign::{Campaign, CampaignState};
use super::input::CampaignTextInput;
use super::judge::Pass;
use super::run::{Figures, Run};
use super::segment::Segment;
use super::settings::CampaignSettings;

/// When a site writes to many, and how often.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CampaignSettings)]
pub struct SettingsView {
    pub site_id: SiteId,
    /// Of the daily run, where the site is.
    pub hour: i16,
    /// So many promotions a customer hears at most in so many days, of all campaigns of all sites.
    pub cap: i16,
    pub cap_days: i16,
    /// When the next daily run begins; null while no campaign runs by itself.
    pub next_at: Option<DateTime<Utc>>,
    /// `set`; `create`.
    pub actions: Vec<&'static str>,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
}

impl SettingsView {
    pub fn of(row: &CampaignSettings, actor: &Actor) -> Versioned<Self> {
        let view = Self {
            site_id: row.site_id,
            hour: row.hour,
            cap: row.cap,
            cap_days: row.cap_days,
            next_at: row.next_at,
            actions: actor.allowed(row.site_id, &[("set", CAMPAIGN_MANAGE), ("create", CAMPAIGN_MANAGE)]),
            version: row.version,
        };
        Versioned(row.version, view)
    }
}

/// How many of a campaign's people there are so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CampaignReach {
    pub told: i64,
    /// They hear nothing.
    pub held: i64,
    /// Of those who were told, who booked in the time that counts.
    pub booked: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Campaign)]
pub struct CampaignView {
    pub id: Uuid,
    pub site_id: SiteId,
    pub name: String,
    pub state: CampaignState,
    pub segment: Segment,
    pub texts: Vec<CampaignTextInput>,
    pub channels: Vec<WrittenBy>,
    pub holdout: i16,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub by_hand: bool,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub reach: CampaignReach,
    /// `try`, `update`, `start`, `pause`, `end`, `run`.
    pub actions: Vec<&'static str>,
    pub version: i64,
}

impl CampaignView {
    pub fn of(row: &Campaign, reach: &HashMap<Uuid, CampaignReach>, actor: &Actor) -> Result<Self, Problem> {
        let possible: &[_] = match row.state {
            CampaignState::Draft => &["try", "update", "start"],
            CampaignState::Running => &["try", "pause", "end", "run"],
            CampaignState::Paused => &["try", "update", "start", "end"],
            CampaignState::Ended => &[],
        };
        let possible: Vec<_> = possible.iter().map(|name| (*name, CAMPAIGN_MANAGE)).collect();
        let texts = row.texts().into_iter().map(|(language, text)| CampaignTextInput {
            language: Some(Language::from_code(&language)),
            subject: Some(text.subject),
            body: Some(text.body),
            short: Some(text.short),
        });
        Ok(Self {
            id: row.id,
            site_id: row.site_id,
            name: row.name.clone(),
            state: row.state,
            segment: row.segment()?,
            texts: texts.collect(),
            channels: row.channels(),
            holdout: row.holdout,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            by_hand: row.by_hand,
            created_by: row.created_by.clone(),
            created_at: row.created_at,
            reach: reach.get(&row.id).copied().unwrap_or_default(),
            actions: actor.allowed(row.site_id, &possible),
            version: row.version,
        })
    }
}

/// What a run comes to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CampaignFigures {
    /// Whom it means: those a message was queued for, those who hear nothing, and those who were passed over.
    pub found: i64,
    pub queued: i64,
    pub held: i64,
    pub passed: CampaignPassed,
}

/// How many were passed over, by the reason.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CampaignPassed {
    /// They heard of it before, or are among those who hear nothing.
    pub told: i64,
    pub customer_gone: i64,
    pub sold: i64,
    pub booked: i64,
    pub inside: i64,
    pub refused: i64,
    pub unreachable: i64,
    pub capped: i64,
}

impl From<&Figures> for CampaignFigures {
    fn from(figures: &Figures) -> Self {
        let by = |why| figures.passed(why);
        let passed = CampaignPassed {
            told: by(Pass::Told),
            customer_gone: by(Pass::CustomerGone),
            sold: by(Pass::Sold),
            booked: by(Pass::Booked),
            inside: by(Pass::Inside),
            refused: by(Pass::Refused),
            unreachable: by(Pass::Unreachable),
            capped: by(Pass::Capped),
        };
        Self { found: figures.found, queued: figures.queued, held: figures.held, passed }
    }
}

/// Whom a campaign meant on a day, and what came of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CampaignRun {
    pub id: Uuid,
    pub campaign_id: Uuid,
    /// Where the site is.
    pub day: NaiveDate,
    /// Who began it; null for the day's own.
    pub by_name: Option<String>,
    pub began_at: DateTime<Utc>,
    /// Null while it goes on.
    pub ended_at: Option<DateTime<Utc>>,
    pub figures: CampaignFigures,
}

impl From<&Run> for CampaignRun {
    fn from(run: &Run) -> Self {
        Self {
            id: run.id,
            campaign_id: run.campaign_id,
            day: run.day,
            by_name: run.by_name.clone(),
            began_at: run.began_at,
            ended_at: run.ended_at,
            figures: (&run.figures()).into(),
        }
    }
}
