//! Time that somebody spent.

use chrono::{DateTime, NaiveDate};
use contracts::workshop::{SpentSpan, TimeSpent};
use kernel::money::pro_rata;
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};
use crate::shares::{self, By, Counts, Share};
use crate::sites::Sites;

/// One activity of one person. It counts on the day on which it began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocking {
    pub site_id: Option<SiteId>,
    pub user_id: Uuid,
    pub user: String,
    pub activity: String,
    pub order: String,
    pub starts: i64,
    pub ends: Option<i64>,
    pub pay: Vec<(NaiveDate, Amount)>,
}

impl Clocking {
    pub fn told(&mut self, span: &SpentSpan, time: &TimeSpent) {
        *self = Self {
            site_id: Some(time.site_id),
            user_id: time.user_id.0,
            user: time.user_name.clone(),
            activity: span.activity.clone(),
            order: span.order.as_ref().map(|(_, number)| number.clone()).unwrap_or_default(),
            starts: span.starts,
            ends: span.ends,
            pay: if span.activity == ATTENDED { time.pay.clone() } else { vec![] },
        };
    }

    pub fn facts(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let (Some(site_id), Some(ends), Some(measure)) = (self.site_id, self.ends, measure(&self.activity)) else { return Ok(vec![]) };
        let day = sites.day(site_id, DateTime::from_timestamp(self.starts, 0).unwrap_or_default())?;
        let seconds = (ends - self.starts).max(0);
        if seconds == 0 {
            return Ok(vec![]);
        }
        let hourly = self.pay.iter().rev().find(|(from_on, _)| *from_on <= day).map_or(Amount::ZERO, |(_, hourly)| *hourly);
        let sums = Sums::of([(measure, seconds), (Measure::LabourCost, pro_rata(hourly, seconds, 3600).0)]);
        let (number, label, document) = (self.order.clone(), self.user.clone(), (Document::User, self.user_id));
        Ok(vec![Fact { id: part(Kind::Time, id, Uuid::nil(), None), kind: Kind::Time, site_id, day, number, label, document, sums }])
    }

    /// All of it is of who clocked.
    pub fn shares(&self, id: Uuid, sites: &Sites) -> Result<Vec<Share>, Problem> {
        let share = |fact: Fact| {
            let Fact { site_id, day, number, label, document, sums, .. } = fact;
            let counts = Counts { attended: sums[Measure::Attended], worked: sums[Measure::Worked], ..Counts::default() };
            let id = shares::id(By::Technician, (id, Uuid::nil()), self.user_id, day);
            Share { id, by: By::Technician, whose: self.user_id, site_id, day, number, label, document, counts }
        };
        Ok(self.facts(id, sites)?.into_iter().map(share).filter(|share| !share.counts.is_nothing()).collect())
    }
}

const ATTENDED: &str = "attended";

/// Of work, for the order that it was on.
pub fn worked(span: &SpentSpan) -> i64 {
    if span.activity == "work" { span.ends.map_or(0, |ends| (ends - span.starts).max(0)) } else { 0 }
}

fn measure(activity: &str) -> Option<Measure> {
    Some(match activity {
        ATTENDED => Measure::Attended,
        "work" => Measure::Worked,
        "waiting_approval" => Measure::WaitingApproval,
        "waiting_parts" => Measure::WaitingParts,
        "waiting_bay" => Measure::WaitingBay,
        "waiting_diagnosis" => Measure::WaitingDiagnosis,
        _ => return None,
    })
}
