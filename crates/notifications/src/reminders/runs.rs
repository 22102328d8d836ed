//! A run as the API shows it.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::SiteId;
use sea_orm::ActiveEnum;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::reminder::Stop;
use super::run::{Figures, Run};

/// Who was to be reminded, and what came of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReminderRun)]
pub struct RunView {
    pub id: Uuid,
    pub site_id: SiteId,
    /// Where the site is.
    pub day: NaiveDate,
    /// Who began it; null for the day's own.
    pub by_name: Option<String>,
    pub began_at: DateTime<Utc>,
    /// Null while it goes on.
    pub ended_at: Option<DateTime<Utc>>,
    /// Vehicles with something due within the days chosen: those whose owners a message was queued for, and those that were passed over.
    pub found: i64,
    pub queued: i64,
    pub passed: PassedOver,
}

/// How many vehicles were passed over, by the reason.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PassedOver {
    /// They heard of it before, and it is too early for the next time.
    pub told: i64,
    pub booked: i64,
    pub inside: i64,
    pub no_owner: i64,
    pub customer_gone: i64,
    pub refused: i64,
    pub unreachable: i64,
}

impl From<&Run> for RunView {
    fn from(run: &Run) -> Self {
        let figures = run.figures();
        Self {
            id: run.id,
            site_id: run.site_id,
            day: run.day,
            by_name: run.by_name.clone(),
            began_at: run.began_at,
            ended_at: run.ended_at,
            found: figures.found,
            queued: figures.queued,
            passed: PassedOver::of(&figures),
        }
    }
}

impl PassedOver {
    fn of(figures: &Figures) -> Self {
        let by = |why: Stop| figures.stopped.get(&why.to_value()).copied().unwrap_or_default();
        Self {
            told: figures.told,
            booked: by(Stop::Booked),
            inside: by(Stop::Inside),
            no_owner: by(Stop::NoOwner),
            customer_gone: by(Stop::CustomerGone),
            refused: by(Stop::Refused),
            unreachable: by(Stop::Unreachable),
        }
    }
}
