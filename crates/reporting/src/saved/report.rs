//! A saved report, and who may do what with it.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::reporting::{REPORT_MANAGE, REPORT_READ};
use garde::Validate;
use kernel::export::FileFormat;
use kernel::{Actor, Permission, Problem, SiteId, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Rule, Schedule};

/// What a report shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReportShows)]
pub enum Shows {
    /// All figures.
    Figures,
    /// The documents behind a figure.
    Rows,
    /// What is open now, invoice by invoice.
    Receivables,
    /// What leaks now and nobody explained.
    Leaks,
}

/// A report to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReportToSave)]
pub struct Definition {
    #[garde(custom(text::filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: String,
    #[garde(skip)]
    pub shows: Shows,
    /// Of rows: the figure.
    #[serde(default)]
    #[garde(inner(custom(text::filled_line(60))))]
    #[schema(max_length = 60, format = "filled-line", example = "aro")]
    pub kpi: Option<String>,
    /// Of all sites where its reader may see figures when null.
    #[serde(default)]
    #[garde(skip)]
    pub site_id: Option<SiteId>,
    /// Of figures and rows; the others are as they stand when they are made.
    #[garde(skip)]
    pub period: Rule,
    #[garde(skip)]
    pub format: FileFormat,
    /// Whether others who see figures there find it too.
    #[serde(default)]
    #[garde(skip)]
    pub shared: bool,
    /// By mail; null of one that nobody is sent.
    #[serde(default)]
    #[garde(dive)]
    pub schedule: Option<Schedule>,
}

/// Somebody as they were called when it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReportPerson)]
pub struct Person {
    pub id: UserId,
    pub name: String,
}

/// One that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedReport {
    pub id: Uuid,
    pub owner: Person,
    pub what: Definition,
    /// Of its schedule, by name.
    pub recipients: Vec<Person>,
    /// None without a schedule.
    pub next_at: Option<DateTime<Utc>>,
    pub removed_at: Option<DateTime<Utc>>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReportMailState)]
pub enum MailState {
    /// On its way.
    Scheduled,
    Sent,
    Failed,
}

/// What came of a report that was to go to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub id: Uuid,
    pub report_id: Uuid,
    pub name: String,
    pub at: DateTime<Utc>,
    pub state: MailState,
    /// `forbidden` of who may not see it any more; else what the log of messages says.
    pub reason: Option<String>,
}

impl MailState {
    const ALL: [Self; 3] = [Self::Scheduled, Self::Sent, Self::Failed];

    pub fn name(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// None of what is not one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

impl Definition {
    /// At its site, or anywhere where it is about all.
    pub fn permit(&self, actor: &Actor, permission: Permission) -> Result<(), Problem> {
        self.site_id.map_or_else(|| actor.permit_anywhere(permission), |site| actor.permit(permission, site))
    }

    /// Whether it concerns others than its owner.
    fn is_told(&self) -> bool {
        self.shared || self.schedule.is_some()
    }

    /// To keep it like this: to have others see it takes more than to see it.
    pub fn permit_keeping(&self, actor: &Actor) -> Result<(), Problem> {
        self.permit(actor, REPORT_READ)?;
        if self.is_told() { self.permit(actor, REPORT_MANAGE) } else { Ok(()) }
    }
}

impl SavedReport {
    /// Whether the actor finds it: its owner, those whom it goes to, and others where it is shared.
    pub fn is_seen(&self, actor: &Actor) -> bool {
        let concerns = |person: &Person| person.id.0 == actor.id;
        let is_found = actor.is_system() || self.what.shared || concerns(&self.owner) || self.recipients.iter().any(concerns);
        is_found && self.what.permit(actor, REPORT_READ).is_ok()
    }

    /// To change it: its owner, and who manages reports there where it concerns others.
    pub fn permit_changing(&self, actor: &Actor) -> Result<(), Problem> {
        if self.owner.id.0 == actor.id { self.what.permit(actor, REPORT_READ) } else { self.what.permit(actor, REPORT_MANAGE) }
    }

    /// To send it now to others.
    pub fn permit_sending(&self, actor: &Actor) -> Result<(), Problem> {
        if self.what.schedule.is_some() { self.what.permit(actor, REPORT_MANAGE) } else { actor.person() }
    }
}
