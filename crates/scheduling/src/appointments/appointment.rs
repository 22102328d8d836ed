//! The rules of an appointment, pure: what may become of it, and when.
//!
//! requested → confirmed → arrived → converted; cancelled from what is open, and a no-show when nobody came. Once its time is over it
//! can only be rescheduled or marked as a no-show.

use chrono::{DateTime, Utc};
use contracts::scheduling::AppointmentState::{self, Arrived, Cancelled, Confirmed, Converted, NoShow, Requested};
use contracts::workshop::WorkOrderId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::{By, Model};
use crate::error::Error;
use crate::time::at;

/// Those that still take time.
pub const OPEN: [AppointmentState; 3] = [Requested, Confirmed, Arrived];

/// What happened, as histories and the audit trail call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    Requested,
    Booked,
    Confirmed,
    Rescheduled,
    Updated,
    Moved,
    Arrived,
    Converted,
    Cancelled,
    NoShow,
    DepositReceived,
}

impl Fact {
    pub fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Booked => "booked",
            Self::Confirmed => "confirmed",
            Self::Rescheduled => "rescheduled",
            Self::Updated => "updated",
            Self::Moved => "moved",
            Self::Arrived => "arrived",
            Self::Converted => "converted",
            Self::Cancelled => "cancelled",
            Self::NoShow => "no_show",
            Self::DepositReceived => "deposit_received",
        }
    }
}

/// A fact's particulars.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = AppointmentDetail)]
pub struct Detail {
    /// When it was to begin before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub old_start: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub start: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub by: Option<By>,
    /// Why it was given up, in somebody's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub reason: Option<String>,
    /// The work order it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub work_order: Option<String>,
    /// The resource whose time was moved, and to which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub resource: Option<String>,
    /// Hours, absences or a locked day were overruled.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overbooked: bool,
}

impl Model {
    pub fn is_open(&self) -> bool {
        OPEN.contains(&self.state)
    }

    fn is_past(&self, now: DateTime<Utc>) -> bool {
        self.ends <= now.timestamp()
    }

    fn among(&self, states: &[AppointmentState]) -> Result<(), Error> {
        if states.contains(&self.state) { Ok(()) } else { Err(Error::WrongState(self.state)) }
    }

    fn ahead(&self, states: &[AppointmentState], now: DateTime<Utc>) -> Result<(), Error> {
        self.among(states)?;
        if self.is_past(now) { Err(Error::Past) } else { Ok(()) }
    }

    pub fn confirm(&mut self, now: DateTime<Utc>) -> Result<Fact, Error> {
        self.ahead(&[Requested], now)?;
        self.state = Confirmed;
        Ok(Fact::Confirmed)
    }

    /// The car is here.
    pub fn arrive(&mut self, now: DateTime<Utc>) -> Result<Fact, Error> {
        self.ahead(&[Requested, Confirmed], now)?;
        self.state = Arrived;
        Ok(Fact::Arrived)
    }

    /// Late is a customer who gives up within `late_hours` of the start.
    pub fn cancel(&mut self, by: By, reason: Option<String>, late_hours: i32, now: DateTime<Utc>) -> Result<Fact, Error> {
        self.ahead(&OPEN, now)?;
        self.is_late = by == By::Customer && self.starts - now.timestamp() < i64::from(late_hours) * 3600;
        (self.state, self.cancelled_by, self.cancel_reason) = (Cancelled, Some(by), reason);
        Ok(Fact::Cancelled)
    }

    pub fn no_show(&mut self, now: DateTime<Utc>) -> Result<Fact, Error> {
        self.among(&[Requested, Confirmed])?;
        if now.timestamp() < self.starts {
            return Err(Error::NotYet);
        }
        self.state = NoShow;
        Ok(Fact::NoShow)
    }

    /// Before anything of it is edited.
    pub fn may_be_edited(&self, now: DateTime<Utc>) -> Result<(), Error> {
        self.ahead(&OPEN, now)
    }

    /// Before it gets another time: one that is over may, too.
    pub fn may_be_rescheduled(&self) -> Result<(), Error> {
        self.among(&[Requested, Confirmed])
    }

    /// Before slices of its time are moved: also while it is worked on.
    pub fn may_be_allocated(&self) -> Result<(), Error> {
        self.among(&[Requested, Confirmed, Arrived, Converted])
    }

    /// A work order was opened of it. Whatever became of it here meanwhile, the car is in the workshop.
    pub fn convert(&mut self, order: WorkOrderId, number: String) -> Option<Fact> {
        if self.work_order_id == Some(order) {
            return None;
        }
        (self.state, self.work_order_id, self.work_order_number) = (Converted, Some(order), Some(number));
        Some(Fact::Converted)
    }

    /// What may be done with it, whoever asks.
    pub fn possible(&self, now: DateTime<Utc>) -> Vec<&'static str> {
        let is_now = |states: &[AppointmentState]| states.contains(&self.state);
        let is_ahead = !self.is_past(now);
        let all = [
            ("update", is_ahead && self.is_open()),
            ("match", is_ahead && self.is_open() && (self.customer_id.is_none() || self.vehicle_id.is_none())),
            ("confirm", is_ahead && is_now(&[Requested])),
            ("reschedule", is_now(&[Requested, Confirmed])),
            ("arrive", is_ahead && is_now(&[Requested, Confirmed])),
            ("open_work_order", is_now(&[Requested, Confirmed, Arrived])),
            ("no_show", now.timestamp() >= self.starts && is_now(&[Requested, Confirmed])),
            ("cancel", is_ahead && self.is_open()),
            ("receive_deposit", self.lacks_deposit()),
            ("allocate", self.may_be_allocated().is_ok()),
        ];
        all.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect()
    }

    pub fn start(&self) -> DateTime<Utc> {
        at(self.starts)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use contracts::scheduling::AppointmentId;
    use kernel::SiteId;

    use super::super::record::Source;
    use super::*;

    fn start() -> DateTime<Utc> {
        "2026-11-21T08:00:00Z".parse().unwrap()
    }

    fn of(state: AppointmentState) -> Model {
        Model {
            id: AppointmentId::new(),
            number: "LAC-R-2026-00001".into(),
            site_id: SiteId::new(),
            state,
            customer_id: None,
            customer_name: "Leïla".into(),
            phone: None,
            email: None,
            vehicle_id: None,
            plate: None,
            vehicle_label: None,
            services: "[]".into(),
            concern: String::new(),
            notes: None,
            is_waiter: false,
            source: Source::Desk,
            starts: start().timestamp(),
            ends: start().timestamp() + 3600,
            minutes: 60,
            promised_at: None,
            technician_id: None,
            series_id: None,
            work_order_id: None,
            work_order_number: None,
            cancelled_by: None,
            cancel_reason: None,
            is_late: false,
            language: None,
            consent_at: None,
            deposit_asked: None,
            deposit_received: None,
            reminder: None,
            created_at: start(),
            version: 1,
        }
    }

    #[test]
    fn each_state_allows_what_it_should_before_during_and_after() {
        let cases: [(AppointmentState, i64, &[&str]); 9] = [
            (Requested, -60, &["update", "match", "confirm", "reschedule", "arrive", "open_work_order", "cancel", "allocate"]),
            (Confirmed, -60, &["update", "match", "reschedule", "arrive", "open_work_order", "cancel", "allocate"]),
            (Confirmed, 10, &["update", "match", "reschedule", "arrive", "open_work_order", "no_show", "cancel", "allocate"]),
            (Confirmed, 60, &["reschedule", "open_work_order", "no_show", "allocate"]),
            (Arrived, 10, &["update", "match", "open_work_order", "cancel", "allocate"]),
            (Arrived, 90, &["open_work_order", "allocate"]),
            (Converted, 10, &["allocate"]),
            (Cancelled, -60, &[]),
            (NoShow, 90, &[]),
        ];
        for (state, minutes, expected) in cases {
            assert_eq!(of(state).possible(start() + TimeDelta::minutes(minutes)), expected, "{state:?} {minutes}");
        }
    }

    #[test]
    fn one_that_is_over_can_only_be_rescheduled_or_marked_a_no_show() {
        let later = start() + TimeDelta::hours(1);
        assert_eq!(of(Requested).confirm(later), Err(Error::Past));
        assert_eq!(of(Confirmed).arrive(later), Err(Error::Past));
        assert_eq!(of(Confirmed).cancel(By::Garage, None, 24, later), Err(Error::Past));
        assert_eq!(of(Confirmed).may_be_edited(later), Err(Error::Past));
        assert_eq!(of(Confirmed).may_be_rescheduled(), Ok(()));
        assert_eq!(of(Confirmed).no_show(later), Ok(Fact::NoShow));
        assert_eq!(of(Confirmed).no_show(start() - TimeDelta::seconds(1)), Err(Error::NotYet));
    }

    #[test]
    fn a_customer_who_gives_up_late_is_late_and_the_garage_never_is() {
        let late = |by, hours| {
            let mut appointment = of(Confirmed);
            appointment.cancel(by, None, 24, start() - TimeDelta::hours(hours)).unwrap();
            appointment.is_late
        };
        assert!(late(By::Customer, 23) && !late(By::Customer, 24) && !late(By::Garage, 1));
    }

    #[test]
    fn a_work_order_converts_it_once_from_any_state() {
        let mut appointment = of(NoShow);
        let order = WorkOrderId::new();
        assert_eq!(appointment.convert(order, "LAC-2026-00042".into()), Some(Fact::Converted));
        assert_eq!((appointment.state, appointment.convert(order, "LAC-2026-00042".into())), (Converted, None));
        assert_eq!(appointment.confirm(start()), Err(Error::WrongState(Converted)));
    }
}
