//! How much of a deposit an order asks for, and what of it has yet to come. Pure.

use kernel::money::share;
use kernel::{Amount, BasisPoints};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::work_orders::fact::Fact;
use crate::work_orders::work_order::WorkOrder;

/// As histories name what was changed.
const DEPOSIT: &str = "deposit";

/// What the customer is to pay ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DepositAsk {
    /// A part of what they approve.
    Share(BasisPoints),
    /// So much, and never more than they approve.
    Amount(Amount),
}

impl DepositAsk {
    /// Of so much that was approved, with its taxes.
    pub fn of(self, approved: Amount) -> Amount {
        match self {
            Self::Share(rate) => share(approved, rate),
            Self::Amount(amount) => amount.min(approved),
        }
    }

    pub fn share(self) -> Option<BasisPoints> {
        if let Self::Share(rate) = self { Some(rate) } else { None }
    }

    pub fn amount(self) -> Option<Amount> {
        if let Self::Amount(amount) = self { Some(amount) } else { None }
    }
}

/// What an order asks ahead, and what there is of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deposit {
    pub ask: Option<DepositAsk>,
    /// What billing holds on the order, as it told: taken, and neither used for an invoice nor handed back.
    pub held: Amount,
}

impl WorkOrder {
    pub fn ask_for_deposit(&mut self, ask: Option<DepositAsk>) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        if self.deposit.ask == ask {
            return Ok(vec![]);
        }
        self.deposit.ask = ask;
        Ok(vec![Fact::Updated { fields: vec![DEPOSIT] }])
    }

    /// What the customer agreed to pay, with taxes: of a job that costs more by now, what they approved of it.
    pub fn approved_gross(&self) -> Amount {
        let approved = self.jobs.iter().filter(|job| job.is_authorised()).filter_map(|job| {
            let asked = job.totals(self.terms.currency).asked();
            job.authorisation.evidence().map(|evidence| evidence.amount.min(asked))
        });
        approved.sum()
    }

    /// What is asked ahead of what was approved by now.
    pub fn deposit_asked(&self) -> Amount {
        self.deposit.ask.map_or(Amount::ZERO, |ask| ask.of(self.approved_gross()))
    }

    /// What of it has yet to come.
    pub fn deposit_missing(&self) -> Amount {
        (self.deposit_asked() - self.deposit.held).max(Amount::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work_orders::fixture::{approved, estimate, ready};

    #[test]
    fn a_share_is_of_what_was_approved_and_an_amount_is_never_more() {
        let mut order = estimate();
        order.deposit.ask = Some(DepositAsk::Share(BasisPoints(3000)));
        assert_eq!(order.deposit_asked(), Amount::ZERO, "nothing is approved");
        let mut order = approved();
        let gross = order.approved_gross();
        assert!(gross > Amount(200_000));
        order.deposit.ask = Some(DepositAsk::Share(BasisPoints(3000)));
        assert_eq!(order.deposit_asked(), share(gross, BasisPoints(3000)));
        order.deposit.ask = Some(DepositAsk::Amount(Amount(200_000)));
        assert_eq!(order.deposit_asked(), Amount(200_000));
        order.deposit.ask = Some(DepositAsk::Amount(gross + Amount(1)));
        assert_eq!(order.deposit_asked(), gross);
    }

    #[test]
    fn what_was_taken_is_missed_no_more() {
        let mut order = approved();
        order.deposit = Deposit { ask: Some(DepositAsk::Amount(Amount(200_000))), held: Amount(150_000) };
        assert_eq!(order.deposit_missing(), Amount(50_000));
        order.deposit.held = Amount(250_000);
        assert_eq!(order.deposit_missing(), Amount::ZERO);
    }

    #[test]
    fn a_job_that_costs_more_by_now_counts_with_what_was_approved_of_it() {
        let mut order = approved();
        let before = order.approved_gross();
        let job = order.jobs.iter_mut().find(|job| job.is_approved()).unwrap();
        job.lines[0].unit_price += Amount(100_000);
        job.weigh_approval(kernel::Currency::TND).unwrap();
        assert_eq!(order.approved_gross(), before);
    }

    #[test]
    fn it_is_asked_while_there_is_work() {
        let ask = Some(DepositAsk::Share(BasisPoints(5000)));
        assert!(ready().ask_for_deposit(ask).is_err());
        let mut order = estimate();
        assert_eq!(order.ask_for_deposit(ask), Ok(vec![Fact::Updated { fields: vec![DEPOSIT] }]));
        assert_eq!(order.ask_for_deposit(ask), Ok(vec![]), "as it was");
    }
}
