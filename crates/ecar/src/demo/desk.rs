//! The front desk: bays, technicians' skills, what can be booked, and the appointments of some days around today.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use contracts::demo::{DemoAppointment, DemoCustomer, DemoResource, DemoService, DemoVehicle, DemoVisit};
use contracts::identity::SiteCard;
use contracts::scheduling::{AppointmentId, AppointmentState, ResourceId, ServiceId, Translated};
use kernel::{Amount, BasisPoints};
use rand::Rng;

use super::Dice;
use super::catalogue::CONCERNS;
use super::people::{Crew, YEARS};

const DAYS_BEFORE: u64 = 5;
const DAYS_AFTER: u64 = 11;
/// Tunis is so far ahead of UTC in every season.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// French, Arabic and English name, minutes, skill, capability, online, deposit in millimes.
type Offer = (&'static str, &'static str, &'static str, i32, &'static str, Option<&'static str>, bool, Option<i64>);

const OFFERS: [Offer; 9] = [
    ("Vidange et filtre", "تغيير الزيت والمصفاة", "Oil and filter", 60, "service", None, true, None),
    ("Révision complète", "صيانة كاملة", "Full service", 120, "service", None, true, None),
    ("Bruit de freins", "صوت في المكابح", "Brake noise", 60, "brakes", Some("lift"), true, None),
    ("Freins avant", "المكابح الأمامية", "Front brakes", 90, "brakes", Some("lift"), false, None),
    ("Diagnostic électronique", "تشخيص إلكتروني", "Electronic diagnosis", 60, "diagnosis", Some("diagnostic_tool"), true, Some(20_000)),
    ("Géométrie des trains", "ضبط زوايا العجلات", "Wheel alignment", 60, "tyres", Some("alignment_rack"), true, None),
    ("Pneus", "إطارات", "Tyres", 45, "tyres", None, true, None),
    ("Climatisation", "مكيف الهواء", "Air conditioning", 60, "air_conditioning", None, true, None),
    ("Distribution", "سير التوقيت", "Timing belt", 240, "service", Some("lift"), false, None),
];

/// The two technicians of a site: name the first's skills, then the second's.
const SKILLS: [&[&str]; 2] = [&["brakes", "diagnosis", "service"], &["service", "tyres", "air_conditioning"]];

/// A site's desk.
pub struct Desk {
    pub resources: Vec<DemoResource>,
    pub services: Vec<DemoService>,
}

pub fn desk(sites: &[SiteCard], crew: &Crew, now: DateTime<Utc>) -> Desk {
    let mut dice = Dice::new(10);
    let at = now - YEARS;
    let mut desk = Desk { resources: vec![], services: vec![] };
    for (site, technicians) in sites.iter().zip(&crew.technicians) {
        let mut place = |kind: &str, name: String, codes: &[&str]| DemoResource {
            id: ResourceId(dice.id(at)),
            site_id: site.id,
            kind: kind.into(),
            name,
            user_id: None,
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            efficiency: BasisPoints(10_000),
            created_at: at,
        };
        desk.resources.extend([
            place("bay", "Baie 1".into(), &["lift"]),
            place("bay", "Baie 2".into(), &["lift"]),
            place("bay", "Baie 3 (géométrie)".into(), &["lift", "alignment_rack"]),
            place("equipment", "Valise de diagnostic".into(), &["diagnostic_tool"]),
        ]);
        for ((id, name), (skills, efficiency)) in technicians.iter().zip(SKILLS.iter().zip([10_500, 9_500])) {
            let technician = place("technician", name.clone(), skills);
            desk.resources.push(DemoResource { user_id: Some(*id), efficiency: BasisPoints(efficiency), ..technician });
        }
        desk.services.extend(OFFERS.iter().map(|(fr, ar, en, minutes, skill, capability, online, deposit)| DemoService {
            id: ServiceId(dice.id(at)),
            site_id: site.id,
            names: Translated { fr: (*fr).into(), ar: (*ar).into(), en: (*en).into() },
            minutes: *minutes,
            skill: Some((*skill).to_owned()),
            capability: capability.map(str::to_owned),
            online: *online,
            deposit: deposit.map(Amount),
            created_at: at,
        }));
    }
    desk
}

/// Writes a page of the book for every technician and day.
pub struct Bookings<'a> {
    dice: Dice,
    desk: &'a Desk,
    customers: &'a [DemoCustomer],
    vehicles: &'a [DemoVehicle],
    /// Visits that an appointment may have become, by site code and day.
    visits: HashMap<(String, NaiveDate), Vec<&'a DemoVisit>>,
    now: DateTime<Utc>,
    made: Vec<DemoAppointment>,
}

impl<'a> Bookings<'a> {
    pub fn of(
        sites: &[SiteCard],
        desk: &'a Desk,
        (customers, vehicles): (&'a [DemoCustomer], &'a [DemoVehicle]),
        recent: &'a [DemoVisit],
        now: DateTime<Utc>,
    ) -> Vec<DemoAppointment> {
        let mut visits = HashMap::<_, Vec<_>>::new();
        for visit in recent {
            visits.entry((visit.site.code.clone(), (visit.opened_at + AHEAD).date_naive())).or_default().push(visit);
        }
        let mut bookings = Self { dice: Dice::new(11), desk, customers, vehicles, visits, now, made: vec![] };
        let first = (now + AHEAD).date_naive() - Days::new(DAYS_BEFORE);
        for site in sites {
            for day in first.iter_days().take(usize::try_from(DAYS_BEFORE + DAYS_AFTER).unwrap_or_default()) {
                bookings.day(site, day);
            }
        }
        bookings.numbered(sites)
    }

    fn day(&mut self, site: &SiteCard, day: NaiveDate) {
        let desk = self.desk;
        let of_site = |kind: &str| desk.resources.iter().filter(|one| one.site_id == site.id && one.kind == kind).collect::<Vec<_>>();
        let (bays, equipment) = (of_site("bay"), of_site("equipment"));
        let spans: &[(i64, i64)] = match day.weekday() {
            Weekday::Sun => &[],
            Weekday::Sat => &[(8 * 60, 13 * 60)],
            _ => &[(8 * 60, 12 * 60), (14 * 60, 18 * 60)],
        };
        for (place, technician) in of_site("technician").into_iter().enumerate() {
            let offers: Vec<_> = desk.services.iter().filter(|one| one.site_id == site.id && can(technician, one)).collect();
            for (from, until) in spans {
                let mut minute = *from;
                while minute < *until {
                    minute += [0, 0, 0, 15, 30, 60][self.dice.rng.random_range(0..6)];
                    let service = offers[self.dice.rng.random_range(0..offers.len())];
                    let end = minute + i64::from(service.minutes);
                    if end <= *until && self.dice.rng.random_bool(fullness(day, self.now)) {
                        // Each has a bay of their own, and the second the one with the rack, so that nothing is taken twice.
                        let needs_rack = service.capability.as_deref() == Some("alignment_rack");
                        let bay = if needs_rack { bays[2] } else { bays[place] };
                        let tool = equipment.iter().filter(|one| service.capability.iter().all(|code| one.codes.contains(code)));
                        let tool = tool.filter(|_| service.capability.is_some()).map(|one| one.id);
                        let resources = [technician.id, bay.id].into_iter().chain(tool).collect();
                        self.book(site, service, technician, resources, (on(day, minute), on(day, end)));
                    }
                    minute = end;
                }
            }
        }
    }

    fn book(
        &mut self,
        site: &SiteCard,
        service: &DemoService,
        technician: &DemoResource,
        resources: Vec<ResourceId>,
        (start, end): (DateTime<Utc>, DateTime<Utc>),
    ) {
        let state = self.state(start, end);
        let visit = match state {
            AppointmentState::Converted => {
                let waiting = self.visits.get_mut(&(site.code.clone(), (start + AHEAD).date_naive())).and_then(Vec::pop);
                // Nobody came by appointment: the day's other cars are somebody's who walked in.
                let Some(visit) = waiting else { return };
                Some(visit)
            }
            _ => None,
        };
        let place = self.dice.rng.random_range(0..self.vehicles.len());
        let vehicle = &self.vehicles[place];
        let label = format!("{} {} {}", vehicle.make, vehicle.model, vehicle.year);
        let created_at = (start - TimeDelta::hours(self.dice.rng.random_range(20..200))).min(self.now - TimeDelta::minutes(10));
        let is_taken = !matches!(state, AppointmentState::Cancelled | AppointmentState::NoShow);
        let source =
            if state == AppointmentState::Requested { "online" } else { ["desk", "phone", "phone"][self.dice.rng.random_range(0..3)] };
        self.made.push(DemoAppointment {
            id: AppointmentId(self.dice.id(created_at)),
            number: String::new(),
            site_id: site.id,
            state,
            customer: visit.map_or_else(|| self.customers[place % self.customers.len()].card.clone(), |visit| visit.customer.clone()),
            vehicle_id: visit.map_or(vehicle.id, |visit| visit.vehicle_id),
            vehicle_plate: visit.map_or_else(|| vehicle.plate.clone(), |visit| visit.vehicle_plate.clone()),
            vehicle_label: visit.map_or(label, |visit| visit.vehicle_label.clone()),
            service: service.clone(),
            concern: CONCERNS[self.dice.rng.random_range(0..CONCERNS.len())].into(),
            is_waiter: service.minutes <= 60 && self.dice.rng.random_bool(0.3),
            source: source.into(),
            start,
            end,
            technician_id: technician.user_id,
            resources: if is_taken { resources } else { vec![] },
            work_order: visit.map(|visit| (visit.id, visit.number.clone())),
            history_id: self.dice.id(created_at),
            created_at,
        });
    }

    fn state(&mut self, start: DateTime<Utc>, end: DateTime<Utc>) -> AppointmentState {
        let chance = self.dice.rng.random_range(0..100);
        if end <= self.now {
            return match chance {
                0..5 => AppointmentState::NoShow,
                5..12 => AppointmentState::Cancelled,
                _ => AppointmentState::Converted,
            };
        }
        match chance {
            _ if start <= self.now => AppointmentState::Arrived,
            0..15 => AppointmentState::Requested,
            15..19 => AppointmentState::Cancelled,
            _ => AppointmentState::Confirmed,
        }
    }

    /// In the order in which they were made, from one on for each site and year.
    fn numbered(mut self, sites: &[SiteCard]) -> Vec<DemoAppointment> {
        self.made.sort_by_key(|one| (one.created_at, one.id));
        let mut numbers = HashMap::<_, u32>::new();
        for one in &mut self.made {
            let year = (one.created_at + AHEAD).year();
            let number = numbers.entry((one.site_id, year)).or_default();
            *number += 1;
            let code = sites.iter().find(|site| site.id == one.site_id).map_or("", |site| site.code.as_str());
            one.number = format!("{code}-R-{year}-{number:05}");
        }
        self.made
    }
}

fn can(technician: &DemoResource, service: &DemoService) -> bool {
    service.skill.iter().all(|skill| technician.codes.contains(skill))
}

/// The days next to today are fuller than those further ahead.
fn fullness(day: NaiveDate, now: DateTime<Utc>) -> f64 {
    match (day - (now + AHEAD).date_naive()).num_days() {
        ..=1 => 0.8,
        2..=4 => 0.6,
        _ => 0.3,
    }
}

fn on(day: NaiveDate, minute: i64) -> DateTime<Utc> {
    (day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute) - AHEAD).and_utc()
}
