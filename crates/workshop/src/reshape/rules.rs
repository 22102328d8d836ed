//! What may be parted and put together. Pure.

use chrono::{DateTime, Utc};
use contracts::workshop::{JobId, LineId, LineKind, WorkOrderId};

use crate::deposits::Deposit;
use crate::error::Error;
use crate::reductions::Taken;
use crate::work_orders::fact::Fact;
use crate::work_orders::job::Job;
use crate::work_orders::line::Line;
use crate::work_orders::state::State;
use crate::work_orders::work_order::{MAX_JOBS, MAX_LINES, Vehicle, WorkOrder};

impl WorkOrder {
    /// Takes jobs off, to stand on an order of their own. One job stays at least, and what is invoiced stays.
    pub fn part(&mut self, ids: &[JobId]) -> Result<Vec<Job>, Error> {
        self.expect_visit()?;
        self.expect_vehicle()?;
        if let Some(id) = ids.iter().find(|id| self.jobs.iter().all(|job| job.id != **id)) {
            return Err(Error::UnknownJob(*id));
        }
        if self.jobs.iter().all(|job| ids.contains(&job.id)) {
            return Err(Error::NothingStays);
        }
        if self.jobs.iter().any(|job| ids.contains(&job.id) && job.has_locked_lines()) {
            return Err(Error::LineLocked);
        }
        let (gone, stays): (Vec<_>, Vec<_>) = self.jobs.drain(..).partition(|job| ids.contains(&job.id));
        self.jobs = stays;
        Ok(gone.into_iter().map(renewed).collect())
    }

    /// Takes over all jobs of another order of the same vehicle and customer, which is left empty.
    pub fn absorb(&mut self, other: &mut Self) -> Result<(), Error> {
        self.expect_visit()?;
        other.expect_visit()?;
        let is_alike = self.vehicle.id == other.vehicle.id && self.customer.id == other.customer.id && self.site_id == other.site_id;
        if self.id == other.id || !is_alike || self.is_counter_sale() {
            return Err(Error::NotAlike);
        }
        if other.is_invoiced() {
            return Err(Error::AlreadyInvoiced);
        }
        if self.jobs.len() + other.jobs.len() > MAX_JOBS {
            return Err(Error::TooManyJobs);
        }
        if lines_of(self) + lines_of(other) > MAX_LINES {
            return Err(Error::TooManyLines);
        }
        self.jobs.extend(other.jobs.drain(..).map(renewed));
        self.follow_exemption();
        if self.state == State::Estimate && self.jobs.iter().any(Job::is_approved) {
            self.state = State::Approved;
        }
        Ok(())
    }

    /// An order for these jobs, as this one is otherwise; its work begins anew.
    pub fn beside(&self, jobs: Vec<Job>, now: DateTime<Utc>) -> Self {
        let state = if jobs.iter().any(Job::is_approved) { State::Approved } else { State::Estimate };
        Self {
            id: WorkOrderId::new(),
            number: String::new(),
            state,
            jobs,
            notes: None,
            odometer_out: None,
            invoices: vec![],
            parts: vec![],
            opened_at: now,
            completed_at: None,
            closed_at: None,
            version: 1,
            appointment_id: None,
            // What was paid stays where it was paid, and so does what it was asked for.
            deposit: Deposit::default(),
            ..self.clone()
        }
    }

    /// The order is for another vehicle. Parts and times were chosen for the one before: somebody says that they fit.
    pub fn be_for(&mut self, vehicle: Vehicle, fits: bool) -> Result<Vec<Fact>, Error> {
        self.expect_visit()?;
        if self.is_invoiced() {
            return Err(Error::AlreadyInvoiced);
        }
        self.expect_vehicle()?;
        if self.vehicle.id == vehicle.id {
            return Ok(vec![]);
        }
        let doubtful = self.jobs.iter().flat_map(|job| &job.lines).filter(|line| may_not_fit(line));
        let doubtful: Vec<_> = doubtful.map(|line| line.description.clone()).collect();
        if !fits && !doubtful.is_empty() {
            return Err(Error::MayNotFit(doubtful));
        }
        let fact = Fact::VehicleChanged { before: self.vehicle.plate.clone(), now: vehicle.plate.clone() };
        self.vehicle = vehicle;
        self.odometer_in = None;
        Ok(vec![fact])
    }
}

fn may_not_fit(line: &Line) -> bool {
    matches!(line.kind, LineKind::Part | LineKind::Labour)
}

fn lines_of(order: &WorkOrder) -> usize {
    order.jobs.iter().map(|job| job.lines.len()).sum()
}

/// The same job on another order: what the customer decided and what it costs stay, its ids do not, because the rows of the order that it
/// leaves stay too.
fn renewed(job: Job) -> Job {
    // What is charged for old parts follows the parts under their new ids.
    let lines = job.lines.into_iter().filter(|line| line.core_of.is_none());
    let lines = lines.map(|line| Line { id: LineId::new(), completed_quantity: None, taken: Taken { other: None, ..line.taken }, ..line });
    let mut job = Job { id: JobId::new(), lines: lines.collect(), ..job };
    job.follow_cores();
    job
}

#[cfg(test)]
mod tests {
    use contracts::vehicles::VehicleId;

    use super::*;
    use crate::work_orders::fixture::{approved, in_progress, invoiced, now, ready};

    fn other_of(order: &WorkOrder) -> WorkOrder {
        let mut other = approved();
        (other.vehicle, other.customer, other.site_id) = (order.vehicle.clone(), order.customer.clone(), order.site_id);
        other
    }

    #[test]
    fn what_is_parted_keeps_its_price_and_its_approval_under_ids_of_its_own() {
        let mut order = in_progress();
        let (sum, brakes) = (order.totals().net, order.jobs[1].clone());
        let jobs = order.part(&[brakes.id]).unwrap();
        assert_eq!((jobs[0].title.as_str(), jobs[0].is_approved(), jobs[0].id == brakes.id), ("Front brakes", true, false));
        let beside = order.beside(jobs, now());
        assert_eq!((order.jobs.len(), beside.jobs.len()), (2, 1));
        assert_eq!((beside.state.clone(), order.totals().net + beside.totals().net), (State::Approved, sum));
    }

    #[test]
    fn one_job_stays_and_none_is_parted_that_is_not_there() {
        let mut order = in_progress();
        let all: Vec<_> = order.jobs.iter().map(|job| job.id).collect();
        assert_eq!(order.part(&all), Err(Error::NothingStays));
        let unknown = JobId::new();
        assert_eq!(order.part(&[unknown]), Err(Error::UnknownJob(unknown)));
        assert!(ready().part(&all[..1]).is_err());
    }

    #[test]
    fn two_orders_of_one_vehicle_become_one() {
        let mut order = in_progress();
        let mut other = other_of(&order);
        let sum = order.totals().net + other.totals().net;
        order.absorb(&mut other).unwrap();
        assert_eq!((order.jobs.len(), other.jobs.len(), order.totals().net), (6, 0, sum));
        assert_eq!(order.absorb(&mut approved()), Err(Error::NotAlike));
        let mut billed = invoiced(0);
        billed.reopen("noise".into()).unwrap();
        (billed.vehicle, billed.customer, billed.site_id) = (order.vehicle.clone(), order.customer.clone(), order.site_id);
        assert_eq!(order.absorb(&mut billed), Err(Error::AlreadyInvoiced));
    }

    #[test]
    fn a_sale_at_the_counter_keeps_its_shape() {
        let mut sale = in_progress();
        sale.vehicle = Vehicle::none();
        let mut other = other_of(&sale);
        let clio = Vehicle { id: Some(VehicleId::new()), plate: "190 TU 77".into(), label: "Renault Clio".into() };
        assert_eq!(sale.absorb(&mut other), Err(Error::NotAlike));
        assert_eq!(sale.be_for(clio, true), Err(Error::NoVehicle));
        let first = sale.jobs[0].id;
        assert_eq!(sale.part(&[first]), Err(Error::NoVehicle));
    }

    #[test]
    fn for_another_vehicle_somebody_says_that_the_parts_fit() {
        let mut order = in_progress();
        let clio = Vehicle { id: Some(VehicleId::new()), plate: "190 TU 77".into(), label: "Renault Clio".into() };
        let refusal = order.be_for(clio.clone(), false);
        assert!(matches!(refusal, Err(Error::MayNotFit(lines)) if lines.contains(&"Pads".to_owned())));
        assert_eq!(order.be_for(clio.clone(), true).map(|facts| facts.len()), Ok(1));
        assert_eq!((order.be_for(clio, false), order.odometer_in), (Ok(vec![]), None));
    }
}
