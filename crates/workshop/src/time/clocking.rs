//! A clocking: one activity of one person, from a beginning to an end.

use contracts::identity::UserId;
use contracts::workshop::{ClockingId, JobId, WorkOrderId};
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A moment, in seconds since 1970.
pub type Moment = i64;

/// What runs longer than this many seconds was forgotten.
pub const LONGEST: i64 = 16 * 3600;

/// What the time was spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Activity {
    /// Being there: the shift clock. All others are the job clock.
    Attended,
    Work,
    WaitingApproval,
    WaitingParts,
    WaitingBay,
    WaitingDiagnosis,
}

/// Each person has one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    Shift,
    Job,
}

/// A row of workshop's clockings.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "workshop_clockings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClockingId,
    pub user_id: UserId,
    pub user_name: String,
    pub site_id: SiteId,
    pub activity: Activity,
    pub order_id: Option<WorkOrderId>,
    pub order_number: Option<String>,
    pub job_id: Option<JobId>,
    pub job_title: Option<String>,
    pub starts: Moment,
    /// None while it runs, and of what was forgotten.
    pub ends: Option<Moment>,
    /// The person and clock while it runs: no two run at once.
    pub running: Option<String>,
    /// The correction that counts instead.
    pub replaced_by: Option<ClockingId>,
    /// Of a correction: what it replaces, if anything, why, and who wrote it.
    pub replaces: Option<ClockingId>,
    pub reason: Option<String>,
    pub corrected_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Clocking;

/// Whose clock, and where.
#[derive(Clone, Debug)]
pub struct Person {
    pub user_id: UserId,
    pub name: String,
    pub site_id: SiteId,
}

/// What a job clock runs on: a job, or an order as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub order_id: WorkOrderId,
    pub order_number: String,
    pub job: Option<(JobId, String)>,
}

impl Activity {
    pub fn clock(self) -> Clock {
        if self == Self::Attended { Clock::Shift } else { Clock::Job }
    }
}

impl Clock {
    pub fn key(self, user: UserId) -> String {
        match self {
            Self::Shift => format!("{user}:shift"),
            Self::Job => format!("{user}:job"),
        }
    }
}

impl Clocking {
    pub fn begin(person: &Person, activity: Activity, task: Option<&Task>, now: Moment) -> Self {
        let job = task.and_then(|task| task.job.clone());
        Self {
            id: ClockingId::new(),
            user_id: person.user_id,
            user_name: person.name.clone(),
            site_id: person.site_id,
            activity,
            order_id: task.map(|task| task.order_id),
            order_number: task.map(|task| task.order_number.clone()),
            job_id: job.as_ref().map(|(id, _)| *id),
            job_title: job.map(|(_, title)| title),
            starts: now,
            ends: None,
            running: Some(activity.clock().key(person.user_id)),
            replaced_by: None,
            replaces: None,
            reason: None,
            corrected_by: None,
        }
    }

    /// Ends it now; what was forgotten gets no end, because nobody knows it.
    pub fn end(&mut self, now: Moment) {
        self.running = None;
        if !self.is_too_long(now) {
            self.ends = Some(now.max(self.starts));
        }
    }

    pub fn is_on(&self, task: &Task, activity: Activity) -> bool {
        let job = task.job.as_ref().map(|(id, _)| *id);
        self.activity == activity && self.order_id == Some(task.order_id) && self.job_id == job
    }

    /// Ran too long, or was left without an end: somebody has to say when it ended.
    pub fn is_forgotten(&self, now: Moment) -> bool {
        self.replaced_by.is_none() && self.ends.is_none() && (self.running.is_none() || self.is_too_long(now))
    }

    /// How long it took within a period, up to now while it runs. What was forgotten or corrected counts nothing.
    pub fn seconds_within(&self, from: Moment, until: Moment, now: Moment) -> i64 {
        if self.replaced_by.is_some() || self.is_forgotten(now) {
            return 0;
        }
        let end = self.ends.unwrap_or(now).min(until);
        (end - self.starts.max(from)).max(0)
    }

    fn is_too_long(&self, now: Moment) -> bool {
        now - self.starts > LONGEST
    }
}
