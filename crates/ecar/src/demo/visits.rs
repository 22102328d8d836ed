//! Three years of visits in order of opening: most closed and paid, the last days' still on the board.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, TimeDelta, Utc, Weekday};
use contracts::billing::{InvoiceId, PaymentId};
use contracts::demo::{DemoCustomer, DemoInvoice, DemoJob, DemoLine, DemoPayment, DemoProduct, DemoState, DemoVehicle, DemoVisit};
use contracts::identity::{SiteCard, UserId};
use contracts::workshop::{JobId, LineId, LineKind, WorkOrderId};
use kernel::money::{line_net, totals};
use kernel::{Amount, BasisPoints, Currency, Quantity};
use rand::Rng;

use super::Dice;
use super::catalogue::{self, CONCERNS, WORKS};
use super::people::{Crew, YEARS};

/// Yields visits one by one; numbers run on per site and year.
pub struct Visits<'a> {
    dice: Dice,
    /// Apart, so that refunds leave everything else as it is.
    refunds: Dice,
    sites: &'a [SiteCard],
    crew: &'a Crew,
    customers: &'a [DemoCustomer],
    vehicles: &'a [DemoVehicle],
    products: &'a [DemoProduct],
    openings: std::vec::IntoIter<DateTime<Utc>>,
    now: DateTime<Utc>,
    numbers: HashMap<(&'static str, usize, i32), u32>,
}

impl<'a> Visits<'a> {
    pub fn new(
        work_orders: usize,
        sites: &'a [SiteCard],
        crew: &'a Crew,
        customers: &'a [DemoCustomer],
        vehicles: &'a [DemoVehicle],
        products: &'a [DemoProduct],
        now: DateTime<Utc>,
    ) -> Self {
        let mut dice = Dice::new(6);
        let openings = openings(&mut dice, work_orders, now);
        let (refunds, openings) = (Dice::new(9), openings.into_iter());
        Self { dice, refunds, sites, crew, customers, vehicles, products, openings, now, numbers: HashMap::new() }
    }

    fn number(&mut self, series: &'static str, site: usize, year: i32) -> u32 {
        let number = self.numbers.entry((series, site, year)).or_default();
        *number += 1;
        *number
    }

    fn visit(&mut self, opened_at: DateTime<Utc>) -> DemoVisit {
        // The larger site has half of the work.
        let site_place = [0, 0, 0, 1, 1, 2][self.dice.rng.random_range(0..6)].min(self.sites.len() - 1);
        let site = self.sites[site_place].clone();
        let vehicle_place = self.dice.rng.random_range(0..self.vehicles.len());
        let vehicle = &self.vehicles[vehicle_place];
        let customer = self.customers[vehicle_place % self.customers.len()].card.clone();
        let (label, plate) = (format!("{} {} {}", vehicle.make, vehicle.model, vehicle.year), vehicle.plate.clone());
        let odometer_km = vehicle.odometer_km + (opened_at - (self.now - YEARS)).num_days() * 40;
        let state = self.state(opened_at);
        let technicians = &self.crew.technicians[site_place];
        let technician: (UserId, String) = technicians[self.dice.rng.random_range(0..technicians.len())].clone();
        let jobs = self.jobs(opened_at, site.labour_rate, state);
        let completed_at = is_completed(state).then(|| (opened_at + TimeDelta::minutes(self.dice.rng.random_range(60..300))).min(self.now));
        let number = self.number("order", site_place, opened_at.year());
        let invoice = completed_at.map(|at| self.invoice(site_place, &site, at, state, &jobs));
        DemoVisit {
            id: WorkOrderId(self.dice.id(opened_at)),
            number: format!("{}-{}-{number:05}", site.code, opened_at.year()),
            customer,
            vehicle_id: self.vehicles[vehicle_place].id,
            vehicle_plate: plate,
            vehicle_label: label,
            technician: (state != DemoState::Estimate).then_some(technician),
            concern: CONCERNS[self.dice.rng.random_range(0..CONCERNS.len())].into(),
            state,
            odometer_km,
            key_tag: (!matches!(state, DemoState::Closed | DemoState::Cancelled)).then(|| self.dice.rng.random_range(1..60).to_string()),
            opened_at,
            promised_at: self.promise(opened_at, state),
            completed_at,
            closed_at: (state == DemoState::Closed).then_some(completed_at).flatten().map(|at| (at + TimeDelta::minutes(40)).min(self.now)),
            jobs,
            invoice,
            site,
            history_id: self.dice.id(opened_at),
        }
    }

    /// Of a car still in the shop most promises lie ahead, a few are just missed; always on a quarter of an hour.
    fn promise(&mut self, opened_at: DateTime<Utc>, state: DemoState) -> DateTime<Utc> {
        let is_done = is_completed(state) || state == DemoState::Cancelled;
        let (from, minutes) = if is_done { (opened_at, 180..540) } else { (self.now, -60..1_800) };
        let at = from + TimeDelta::minutes(self.dice.rng.random_range(minutes));
        at - TimeDelta::seconds(at.timestamp().rem_euclid(15 * 60))
    }

    /// Old ones are closed, but for a few; those of the last days are anywhere.
    fn state(&mut self, opened_at: DateTime<Utc>) -> DemoState {
        let chance = self.dice.rng.random_range(0..100);
        if self.now - opened_at > TimeDelta::days(3) {
            return match chance {
                0..2 => DemoState::Cancelled,
                2..4 => DemoState::Invoiced,
                _ => DemoState::Closed,
            };
        }
        match chance {
            0..16 => DemoState::Estimate,
            16..30 => DemoState::Approved,
            30..52 => DemoState::InProgress,
            52..62 => DemoState::OnHoldForParts,
            62..74 => DemoState::Ready,
            74..84 => DemoState::Invoiced,
            84..97 => DemoState::Closed,
            _ => DemoState::Cancelled,
        }
    }

    fn jobs(&mut self, at: DateTime<Utc>, labour_rate: Amount, state: DemoState) -> Vec<DemoJob> {
        let count = if self.dice.rng.random_bool(0.35) { 2 } else { 1 };
        let first = self.dice.rng.random_range(0..WORKS.len());
        let approved = !matches!(state, DemoState::Estimate);
        // Now and then the second job is too much: it comes back as a deferred one.
        let is_too_much = self.dice.rng.random_ratio(1, 4);
        let too_much = |place: usize| place == 1 && is_too_much;
        (0..count).map(|place| self.job(at, (first + place * 5) % WORKS.len(), labour_rate, approved && !too_much(place))).collect()
    }

    fn job(&mut self, at: DateTime<Utc>, work: usize, labour_rate: Amount, approved: bool) -> DemoJob {
        let (title, hours, parts) = WORKS[work];
        let mut lines = vec![DemoLine {
            id: LineId(self.dice.id(at)),
            kind: LineKind::Labour,
            product_id: None,
            code: None,
            description: format!("Main-d'œuvre : {title}"),
            unit: "hour".into(),
            quantity: Quantity(hours),
            unit_price: labour_rate,
            vat_rate: BasisPoints(1900),
            unit_cost: None,
            core_charge: None,
        }];
        for (family, quantity) in parts {
            let family = catalogue::family(self.products, *family);
            let product = &family[self.dice.rng.random_range(0..family.len())];
            lines.push(DemoLine {
                id: LineId(self.dice.id(at)),
                kind: LineKind::Part,
                product_id: Some(product.id),
                code: Some(product.sku.clone()),
                description: product.name.clone(),
                unit: product.unit.clone(),
                quantity: Quantity(*quantity),
                unit_price: product.price,
                vat_rate: product.vat_rate,
                unit_cost: Some(product.cost),
                core_charge: product.core_charge,
            });
        }
        DemoJob { id: JobId(self.dice.id(at)), title: title.into(), approved, lines }
    }

    fn invoice(
        &mut self,
        site_place: usize,
        site: &SiteCard,
        completed_at: DateTime<Utc>,
        state: DemoState,
        jobs: &[DemoJob],
    ) -> DemoInvoice {
        let id = InvoiceId(self.dice.id(completed_at));
        if state == DemoState::Ready {
            return DemoInvoice { id, number: None, issued_at: None, payments: vec![] };
        }
        let issued_at = (completed_at + TimeDelta::minutes(15)).min(self.now);
        let year = issued_at.year();
        let number = format!("F-{}-{year}-{:05}", site.code, self.number("invoice", site_place, year));
        let currency = Currency::from_code(&site.currency).unwrap_or(Currency::TND);
        let lines = jobs.iter().filter(|job| job.approved).flat_map(|job| &job.lines);
        let total =
            totals(currency, lines.map(|line| (line_net(line.quantity, line.unit_price, BasisPoints(0)), line.vat_rate)), site.stamp_duty)
                .total;
        let mut payments = self.payments(issued_at, total, state);
        if state == DemoState::Closed {
            payments.extend(self.refund(payments.last()));
        }
        DemoInvoice { id, number: Some(number), issued_at: Some(issued_at), payments }
    }

    /// Closed ones are paid, a few in two parts; invoiced ones are unpaid or part paid.
    fn payments(&mut self, issued_at: DateTime<Utc>, total: Amount, state: DemoState) -> Vec<DemoPayment> {
        let half = Amount(total.0 / 2 / 1000 * 1000);
        let parts = match (state, self.dice.rng.random_range(0..10)) {
            (DemoState::Closed, 0) => vec![half, total - half],
            (DemoState::Closed, _) => vec![total],
            (_, 0..4) => vec![half],
            _ => vec![],
        };
        let mut payments = vec![];
        for amount in parts.into_iter().filter(|amount| amount.0 > 0) {
            let tender = ["cash", "cash", "card", "card", "transfer", "cheque"][self.dice.rng.random_range(0..6)];
            let at = (issued_at + TimeDelta::minutes(10)).min(self.now);
            let id = PaymentId(self.dice.id(issued_at));
            payments.push(DemoPayment { id, tender: tender.into(), amount, at, refund_reason: None });
        }
        payments
    }

    /// Of one payment in forty money went back the day after: a cheque that was not covered, or a part that was brought back.
    fn refund(&mut self, last: Option<&DemoPayment>) -> Option<DemoPayment> {
        let paid = last.filter(|_| self.refunds.rng.random_ratio(1, 40))?;
        let at = paid.at + TimeDelta::days(1);
        let (amount, reason) = match paid.tender.as_str() {
            "cheque" => (paid.amount, "Chèque impayé"),
            _ => (Amount(paid.amount.0 / 10 / 1000 * 1000), "Pièce rapportée"),
        };
        (at < self.now && amount > Amount::ZERO).then(|| DemoPayment {
            id: PaymentId(self.refunds.id(at)),
            tender: paid.tender.clone(),
            amount,
            at,
            refund_reason: Some(reason.into()),
        })
    }
}

impl Iterator for Visits<'_> {
    type Item = DemoVisit;
    fn next(&mut self) -> Option<DemoVisit> {
        let opened_at = self.openings.next()?;
        Some(self.visit(opened_at))
    }
}

fn is_completed(state: DemoState) -> bool {
    matches!(state, DemoState::Ready | DemoState::Invoiced | DemoState::Closed)
}

/// Opening times, sorted: spread over the years' working hours, and enough in the last two days to fill a board.
fn openings(dice: &mut Dice, count: usize, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let recent = (count / 20).clamp(48, 120).min(count);
    let mut openings: Vec<_> = (recent..count).map(|_| working_time(dice, now - TimeDelta::days(3), YEARS - TimeDelta::days(3))).collect();
    openings.extend((0..recent).map(|_| now - TimeDelta::minutes(dice.rng.random_range(20..2 * 24 * 60))));
    openings.sort();
    openings
}

/// A minute between 7:00 and 15:00 UTC on a day that is no Sunday, within `span` before `end`. The dice fall as often whatever day it is.
fn working_time(dice: &mut Dice, end: DateTime<Utc>, span: TimeDelta) -> DateTime<Utc> {
    let day = (end - TimeDelta::days(dice.rng.random_range(1..span.num_days()))).date_naive();
    let day = if day.weekday() == Weekday::Sun { day - Days::new(1) } else { day };
    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
    midnight + TimeDelta::minutes(dice.rng.random_range(7 * 60..15 * 60)) + TimeDelta::seconds(dice.rng.random_range(0..60))
}

#[cfg(test)]
mod tests {
    use std::iter::successors;

    use super::*;
    use crate::demo::{crew, customers, customers_for, products, sites, vehicles, vehicles_for};

    /// What the visits of a garage that was made at `now` come to, whatever their days are: state, jobs agreed to, paid.
    fn told(now: DateTime<Utc>) -> Vec<(DemoState, Vec<bool>, Vec<Amount>)> {
        let sites = sites(now);
        let crew = crew(&sites, now, String::new);
        let customers = customers(customers_for(60), now);
        let vehicles = vehicles(vehicles_for(60), &customers, now);
        let products = products(now);
        let visits = Visits::new(60, &sites, &crew, &customers, &vehicles, &products, now);
        let paid = |visit: &DemoVisit| visit.invoice.iter().flat_map(|one| &one.payments).map(|one| one.amount).collect();
        visits.map(|visit| (visit.state, visit.jobs.iter().map(|job| job.approved).collect(), paid(&visit))).collect()
    }

    #[test]
    fn a_garage_of_a_size_is_the_same_on_every_day_of_the_week() {
        let first: DateTime<Utc> = "2026-11-23T08:15:03Z".parse().unwrap();
        let known = told(first);
        for now in successors(Some(first), |at| Some(*at + TimeDelta::seconds(19 * 3_600 + 1))).take(14) {
            assert_eq!(told(now), known, "{now}");
        }
    }
}
