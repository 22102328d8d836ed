//! Taking off, and having somebody else pay: commands of an order.

use contracts::workshop::{CoverKind, JobId};
use kernel::money::spread;
use kernel::{Amount, BasisPoints, Currency, Limits};

use super::rule::{Cover, Discount, Size};
use crate::error::Error;
use crate::work_orders::discounts;
use crate::work_orders::fact::Fact;
use crate::work_orders::job::Job;
use crate::work_orders::work_order::WorkOrder;

impl WorkOrder {
    /// A discount on the whole order, in the place of the one that it has; or none.
    pub fn discount_order(&mut self, discount: Option<Discount>, limits: Limits) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        if self.discount == discount {
            return Ok(vec![]);
        }
        if self.jobs.iter().any(Job::has_locked_lines) {
            return Err(Error::LineLocked);
        }
        let mut after = self.clone();
        after.discount = discount;
        after.part_amount();
        after.follow_reductions();
        if let Some(given) = &after.discount {
            after.check_reduced(limits, &after.jobs, given)?;
        }
        let fact = told(None, after.discount.as_ref(), self.terms.currency);
        *self = after;
        Ok([fact].into_iter().chain(self.weigh_all()).collect())
    }

    /// A discount on a job, in the place of the one that it has; or none.
    pub fn discount_job(&mut self, id: JobId, discount: Option<Discount>, limits: Limits) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        let job = self.open_job(id)?;
        if job.reductions.discount == discount {
            return Ok(vec![]);
        }
        let mut after = job.clone();
        after.reductions.discount = discount;
        after.reduce();
        if let Some(given) = &after.reductions.discount {
            self.check_reduced(limits, std::slice::from_ref(&after), given)?;
        }
        let fact = told(Some(&after.title), after.reductions.discount.as_ref(), self.terms.currency);
        Ok(self.put_back(after, fact))
    }

    /// Who bears a part of a job in the customer's place; or nobody.
    pub fn cover_job(&mut self, id: JobId, cover: Option<Cover>) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        self.expect_no_quote()?;
        let job = self.open_job(id)?;
        if job.reductions.cover == cover {
            return Ok(vec![]);
        }
        let mut after = job.clone();
        // Another invoice is another line.
        after.lines.iter_mut().for_each(|line| line.taken.other = None);
        after.reductions.cover.clone_from(&cover);
        after.reduce();
        let title = after.title.clone();
        let fact = match cover {
            Some(Cover { kind, share, reason, payer, .. }) => {
                Fact::Covered { job: title, kind, payer: payer.map(|payer| payer.name), share, reason }
            }
            None => Fact::CoverTakenOff { job: title },
        };
        Ok(self.put_back(after, fact))
    }

    /// New jobs have the order's share too; and what is taken off follows the lines.
    pub fn follow_reductions(&mut self) {
        if !self.state.name().is_work() {
            return;
        }
        let share = match &self.discount {
            Some(Discount { size: Size::Share(share), .. }) => *share,
            _ => BasisPoints(0),
        };
        for job in &mut self.jobs {
            job.reductions.order_share = share;
            job.reduce();
        }
    }

    /// What a discount on the order can be taken off, job by job.
    pub fn reducible(&self) -> Vec<Amount> {
        self.jobs.iter().map(|job| if self.counts(job) { job.reducible() } else { Amount::ZERO }).collect()
    }

    /// Parts an amount by what the jobs cost now; they keep their parts.
    fn part_amount(&mut self) {
        let amount = match &self.discount {
            Some(Discount { size: Size::Amount(amount), .. }) => *amount,
            _ => Amount::ZERO,
        };
        let counted = self.reducible();
        let parts = spread(amount.min(counted.iter().copied().sum()), &counted);
        self.jobs.iter_mut().zip(parts).for_each(|(job, part)| job.reductions.order_amount = part);
    }

    fn check_reduced(&self, limits: Limits, jobs: &[Job], discount: &Discount) -> Result<(), Error> {
        let pointer = match discount.size {
            Size::Share(_) => "/share",
            Size::Amount(_) => "/amount",
        };
        let lines = jobs.iter().flat_map(|job| &job.lines).filter(|line| !line.locked && line.taken.off > Amount::ZERO);
        let fault = lines.into_iter().find_map(|line| discounts::reduced_beyond(limits, line, self.terms.currency, pointer));
        fault.map_or(Ok(()), |fault| Err(Error::Fields(vec![fault])))
    }

    fn open_job(&self, id: JobId) -> Result<&Job, Error> {
        let job = self.jobs.iter().find(|job| job.id == id).ok_or(Error::UnknownJob(id))?;
        if job.has_locked_lines() { Err(Error::LineLocked) } else { Ok(job) }
    }

    fn put_back(&mut self, after: Job, fact: Fact) -> Vec<Fact> {
        let currency = self.terms.currency;
        let place = self.jobs.iter_mut().find(|job| job.id == after.id);
        let weighed = place.and_then(|job| {
            *job = after;
            job.weigh_approval(currency)
        });
        [fact].into_iter().chain(weighed).collect()
    }

    fn weigh_all(&mut self) -> Vec<Fact> {
        let currency = self.terms.currency;
        self.jobs.iter_mut().filter_map(|job| job.weigh_approval(currency)).collect()
    }
}

fn told(job: Option<&str>, discount: Option<&Discount>, currency: Currency) -> Fact {
    let on = job.unwrap_or_default().to_owned();
    match discount {
        Some(Discount { size, reason, .. }) => Fact::Discounted { job: on, size: *size, reason: reason.clone(), currency },
        None => Fact::DiscountTakenOff { job: on },
    }
}

/// What the garage bears needs a permission of its own; what another customer pays does not.
pub fn is_gift(kind: CoverKind) -> bool {
    kind != CoverKind::Payer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work_orders::fixture::{approved, estimate, invoiced};
    use crate::work_orders::job::{AuthorisationState, Job};

    fn discount(size: Size) -> Discount {
        Discount { size, reason: "Regular".into(), by: "Nadia".into(), coupon: None }
    }

    fn up_to(discount: i32) -> Limits {
        Limits { discount: Some(BasisPoints(discount)), ..Limits::default() }
    }

    fn warranty(share: i32) -> Cover {
        Cover { kind: CoverKind::Warranty, share: BasisPoints(share), reason: "Ours".into(), by: "Nadia".into(), payer: None }
    }

    /// The visit of the Peugeot, 553.100 approved, less a tenth.
    #[test]
    fn a_tenth_of_the_order_is_a_tenth_of_each_job_and_a_job_that_comes_later_has_it_too() {
        let mut order = approved();
        let facts = order.discount_order(Some(discount(Size::Share(BasisPoints(1000)))), Limits::default()).unwrap();
        assert!(matches!(&facts[..], [Fact::Discounted { job, .. }] if job.is_empty()));
        let totals = order.totals();
        assert_eq!((totals.net.0, totals.vat.0, totals.total.0), (497_790, 94_580, 593_370));
        let mut wipers = Job::new("Wipers".into(), None);
        wipers.lines = estimate().jobs[2].lines.clone();
        order.add_job(wipers).unwrap();
        order.follow_reductions();
        assert_eq!(order.jobs[3].totals(order.terms.currency).net.0, 43_900 - 4390);
        assert_eq!(order.discount_order(order.discount.clone(), Limits::default()).unwrap(), vec![]);
    }

    #[test]
    fn taking_a_discount_off_asks_for_approval_again_when_it_was_approved_with_it() {
        let mut order = estimate();
        order.discount_order(Some(discount(Size::Amount(Amount(59_700)))), Limits::default()).unwrap();
        let parts: Vec<_> = order.jobs.iter().map(|job| job.reductions.order_amount.0).collect();
        assert_eq!(parts, [15_155, 40_155, 4390], "by what they cost");
        let jobs: Vec<_> = order.jobs.iter().map(|job| job.id).collect();
        order.authorise(&crate::work_orders::fixture::word(&[(jobs[0], true), (jobs[2], false)])).unwrap();
        assert_eq!(order.jobs[0].authorisation.evidence().unwrap().net.0, 151_550 - 15_155);
        let facts = order.discount_order(None, Limits::default()).unwrap();
        assert!(matches!(facts[..], [Fact::DiscountTakenOff { .. }, Fact::ReapprovalNeeded { .. }]), "{facts:?}");
        order.discount_order(Some(discount(Size::Amount(Amount(59_700)))), Limits::default()).unwrap();
        assert_eq!(order.jobs[0].authorisation.name(), AuthorisationState::Approved);
    }

    #[test]
    fn the_cap_counts_line_job_and_order_together() {
        let mut order = estimate();
        let job = order.jobs[1].id;
        assert!(order.discount_job(job, Some(discount(Size::Share(BasisPoints(1000)))), up_to(1000)).is_ok());
        let fault = order.discount_order(Some(discount(Size::Share(BasisPoints(1)))), up_to(1000)).unwrap_err();
        assert!(matches!(&fault, Error::Fields(faults) if faults[0].pointer == "/share"), "{fault:?}");
        let fault = order.discount_job(job, Some(discount(Size::Amount(Amount(50_000)))), up_to(1000)).unwrap_err();
        assert!(matches!(&fault, Error::Fields(faults) if faults[0].pointer == "/amount"));
        assert!(order.discount_job(job, Some(discount(Size::Amount(Amount(40_000)))), up_to(1000)).is_ok());
        assert!(order.discount_job(job, None, up_to(0)).is_ok());
    }

    #[test]
    fn what_is_covered_is_free_and_keeps_its_approval_until_it_is_covered_no_more() {
        let mut order = approved();
        let job = order.jobs[1].id;
        order.cover_job(job, Some(warranty(10_000))).unwrap();
        assert_eq!((order.totals().net.0, order.jobs[1].authorisation.name()), (151_550, AuthorisationState::Approved));
        order.cover_job(job, None).unwrap();
        assert_eq!((order.totals().net.0, order.jobs[1].authorisation.name()), (553_100, AuthorisationState::Approved));
    }

    #[test]
    fn what_is_invoiced_is_not_reduced_and_a_job_that_is_not_there_neither() {
        let mut order = invoiced(0);
        order.reopen("more".into()).unwrap();
        let job = order.jobs[0].id;
        assert_eq!(order.discount_job(job, Some(discount(Size::Share(BasisPoints(1)))), Limits::default()), Err(Error::LineLocked));
        assert_eq!(order.cover_job(job, Some(warranty(5000))), Err(Error::LineLocked));
        assert_eq!(order.discount_order(Some(discount(Size::Share(BasisPoints(1)))), Limits::default()), Err(Error::LineLocked));
        assert!(matches!(estimate().cover_job(JobId::new(), None), Err(Error::UnknownJob(_))));
    }
}
