//! Whether somebody is to be reminded of a vehicle today: pure.

use chrono::NaiveDate;
use contracts::customers::{Channel, CustomerCard, CustomerId};
use contracts::scheduling::Expected;
use contracts::vehicles::{DueKind, DueVehicle};

use super::ladder::{Ladder, Standing, Told, begins_anew};
use super::reminder::{Reminder, Stop};

/// What holds for all vehicles of a run.
pub struct Rules<'a> {
    pub ladder: &'a Ladder,
    pub kinds: &'a [DueKind],
    pub today: NaiveDate,
    /// The site sends text messages; likewise WhatsApp messages.
    pub sends_sms: bool,
    pub sends_whatsapp: bool,
}

/// What is known of the vehicle's owner.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    pub card: &'a CustomerCard,
    /// By what they agree to hear about their visits.
    pub agrees: &'a [Channel],
}

/// What is due, with the step that is told of it now: its own, or the one that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueNow {
    pub standing: Standing,
    pub step: Option<i32>,
    /// What was told of it that still counts.
    pub told: Option<Told>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub stop: Option<Stop>,
    pub due: Vec<DueNow>,
}

impl Verdict {
    /// A message is to go out.
    pub fn tells(&self) -> bool {
        self.stop.is_none() && self.due.iter().any(|due| due.step.is_some())
    }
}

impl Rules<'_> {
    /// The kinds that are due for the vehicle within the ladder.
    pub fn kinds_due(&self, vehicle: &DueVehicle) -> Vec<DueKind> {
        let (from, until) = self.ladder.window(self.today);
        let is_due = |kind: &DueKind| vehicle.on(*kind).is_some_and(|on| (from..=until).contains(&on));
        self.kinds.iter().copied().filter(is_due).collect()
    }

    pub fn judge(&self, vehicle: &DueVehicle, owner: Option<Owner<'_>>, expected: Option<Expected>, known: &[Reminder]) -> Verdict {
        let due = self.kinds_due(vehicle).into_iter().filter_map(|kind| {
            let standing = standing(vehicle, kind)?;
            let told = known.iter().find(|row| row.kind == kind).and_then(Reminder::told);
            let step = self.ladder.step(&standing, told.as_ref(), self.today);
            Some(DueNow { told: told.filter(|told| !begins_anew(told, &standing)), standing, step })
        });
        Verdict { stop: self.stop(vehicle.owner_id, owner, expected), due: due.collect() }
    }

    fn stop(&self, owner_id: Option<CustomerId>, owner: Option<Owner<'_>>, expected: Option<Expected>) -> Option<Stop> {
        match (expected, owner_id, owner) {
            (Some(Expected::Inside), ..) => Some(Stop::Inside),
            (Some(Expected::Booked), ..) => Some(Stop::Booked),
            (None, None, _) => Some(Stop::NoOwner),
            (None, Some(_), None) => Some(Stop::CustomerGone),
            (None, Some(_), Some(owner)) => owner.stop(self),
        }
    }
}

impl Owner<'_> {
    fn stop(&self, rules: &Rules<'_>) -> Option<Stop> {
        if self.card.archived {
            return Some(Stop::CustomerGone);
        }
        let by = |way| self.agrees.contains(&way);
        // Nobody says by WhatsApp what the garage does not use.
        let by_whatsapp = by(Channel::Whatsapp) && rules.sends_whatsapp;
        if !by_whatsapp && ![Channel::Sms, Channel::Email, Channel::Push].into_iter().any(by) {
            return Some(Stop::Refused);
        }
        let has_email = self.card.email.as_deref().is_some_and(|email| !email.trim().is_empty());
        let by_telephone = (by(Channel::Sms) && rules.sends_sms) || by_whatsapp;
        let is_reached = (by_telephone && self.card.phone.is_some()) || (by(Channel::Email) && has_email) || by(Channel::Push);
        (!is_reached).then_some(Stop::Unreachable)
    }
}

pub fn standing(vehicle: &DueVehicle, kind: DueKind) -> Option<Standing> {
    let service = vehicle.service.as_ref().filter(|_| kind == DueKind::Service);
    Some(Standing {
        kind,
        due_on: vehicle.on(kind)?,
        done_on: service.and_then(|service| service.done_on),
        item: service.map(|service| service.item.clone()),
        owner: vehicle.owner_id,
    })
}

/// Why what is not due within the ladder any more is told no more; none where it may be told again.
pub fn ended(rules: &Rules<'_>, vehicle: Option<&DueVehicle>, row: &Reminder) -> Option<Stop> {
    let Some(vehicle) = vehicle.filter(|vehicle| !vehicle.archived) else { return Some(Stop::Archived) };
    let elsewhere = vehicle.site_id.is_some_and(|site| site != row.site_id);
    if elsewhere || !rules.kinds.contains(&row.kind) {
        return Some(Stop::Off);
    }
    let (from, until) = rules.ladder.window(rules.today);
    match vehicle.on(row.kind) {
        None => Some(Stop::Done),
        Some(on) if on > until => Some(Stop::Done),
        Some(on) if on < from => Some(Stop::Overdue),
        Some(_) => None,
    }
}
