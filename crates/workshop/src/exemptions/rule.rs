//! Selling without VAT: a command of an order. Pure.

use chrono::{DateTime, Utc};
use contracts::customers::{CustomerCard, Exemption};
use contracts::identity::SiteCard;

use crate::error::Error;
use crate::time::period;
use crate::work_orders::fact::Fact;
use crate::work_orders::work_order::WorkOrder;

/// The certificate by which a customer buys today, on the site's calendar.
pub fn today(customer: &CustomerCard, site: &SiteCard, now: DateTime<Utc>) -> Option<Exemption> {
    customer.exempt_on(period::today(site, now)).cloned()
}

impl WorkOrder {
    /// Sells by a certificate from now on, or as usual. Approvals stay: a customer approves prices before VAT, and each is weighed as it was
    /// told. What was sent and waits is to be sent anew.
    pub fn exempt(&mut self, exemption: Option<Exemption>) -> Result<Vec<Fact>, Error> {
        self.expect_exemptible()?;
        if self.exemption == exemption {
            return Ok(vec![]);
        }
        let fact = match &exemption {
            Some(Exemption { number, .. }) => Fact::Exempted { number: number.clone() },
            None => Fact::TaxedAsUsual,
        };
        self.exemption = exemption;
        self.follow_exemption();
        let currency = self.terms.currency;
        let is_work = self.state.name().is_work();
        let weighed = self.jobs.iter_mut().filter(|_| is_work).filter_map(|job| job.weigh_approval(currency));
        Ok([fact].into_iter().chain(weighed).collect())
    }

    /// Nothing of it is invoiced yet.
    pub fn expect_exemptible(&self) -> Result<(), Error> {
        match self.state.name() {
            state if state.is_over() => Err(self.wrong_state()),
            _ if self.is_invoiced() => Err(Error::LineLocked),
            _ => Ok(()),
        }
    }

    /// Every line is charged as the order is.
    pub fn follow_exemption(&mut self) {
        let is_exempt = self.exemption.is_some();
        self.jobs.iter_mut().flat_map(|job| &mut job.lines).for_each(|line| line.is_exempt = is_exempt);
    }
}

#[cfg(test)]
mod tests {
    use contracts::customers::ExemptionId;
    use kernel::{Amount, BasisPoints};

    use super::*;
    use crate::work_orders::fixture::{approved, estimate, invoiced, line, now, ready, word};
    use crate::work_orders::job::AuthorisationState;
    use crate::work_orders::line::LineChanges;
    use crate::work_orders::state::WorkOrderState;

    fn certificate() -> Exemption {
        let day = |text: &str| text.parse().unwrap();
        Exemption {
            id: ExemptionId::new(),
            number: "1147/S".into(),
            reason: "Suspension de TVA, art. 11".into(),
            valid_from: day("2026-01-01"),
            valid_until: day("2026-12-31"),
        }
    }

    fn states(order: &WorkOrder) -> Vec<AuthorisationState> {
        order.jobs.iter().map(|job| job.authorisation.name()).collect()
    }

    #[test]
    fn lines_keep_their_rates_and_are_charged_none() {
        let mut order = approved();
        assert_eq!(order.exempt(Some(certificate())).unwrap(), [Fact::Exempted { number: "1147/S".into() }]);
        let sum = order.totals();
        assert_eq!((sum.net.0, sum.vat.0, sum.total.0), (553_100, 0, 554_100));
        assert!(sum.vat_groups[0].exempt && order.jobs[0].lines[0].vat_rate == BasisPoints(1900));
        assert_eq!(order.exempt(Some(certificate())).unwrap().len(), 1, "another certificate");
        assert_eq!(order.exempt(None).unwrap(), [Fact::TaxedAsUsual]);
        assert_eq!((order.totals().total.0, order.exempt(None).unwrap()), (659_189, vec![]));
    }

    /// What was approved with VAT stays approved without, and the other way round; a dearer line breaks either.
    #[test]
    fn an_approval_stays_whichever_way_vat_is_charged() {
        let mut order = estimate();
        let jobs: Vec<_> = order.jobs.iter().map(|job| job.id).collect();
        order.authorise(&word(&[(jobs[0], true)])).unwrap();
        order.exempt(Some(certificate())).unwrap();
        order.authorise(&word(&[(jobs[1], true)])).unwrap();
        let told: Vec<_> = order.jobs.iter().filter_map(|job| job.authorisation.evidence()).map(|evidence| evidence.amount.0).collect();
        assert_eq!(told, [180_345, 401_550], "what each was told");
        let kept = states(&order);
        for exemption in [None, Some(certificate()), None] {
            order.exempt(exemption).unwrap();
            assert_eq!(states(&order), kept);
        }
        for place in [0, 1] {
            let id = order.jobs[place].lines[0].id;
            order.update_line(id, LineChanges { unit_price: Some(Amount(60_001)), ..LineChanges::default() }).unwrap();
            assert_eq!(states(&order)[place], AuthorisationState::ReapprovalNeeded);
        }
    }

    #[test]
    fn a_line_that_comes_later_is_charged_as_its_order() {
        let mut order = estimate();
        order.exempt(Some(certificate())).unwrap();
        let job = order.jobs[0].id;
        order.add_line(job, line(contracts::workshop::LineKind::Fee, "Parking", 1000, 10_000)).unwrap();
        assert_eq!(order.totals().vat, Amount::ZERO);
        assert_eq!(order.jobs[0].totals(order.terms.currency).vat, Amount::ZERO);
    }

    #[test]
    fn what_is_completed_can_be_sold_otherwise_until_it_is_invoiced() {
        let mut order = ready();
        order.exempt(Some(certificate())).unwrap();
        assert_eq!((order.state.name(), order.totals().vat), (WorkOrderState::Ready, Amount::ZERO));
        assert_eq!(invoiced(0).exempt(Some(certificate())), Err(Error::LineLocked));
        let mut cancelled = approved();
        cancelled.cancel("changed his mind".into()).unwrap();
        assert!(matches!(cancelled.exempt(None), Err(Error::WrongState(_))));
        assert_eq!(now(), order.opened_at);
    }
}
