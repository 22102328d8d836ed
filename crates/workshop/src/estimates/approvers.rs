//! Whom a customer has decide on work, and up to what (PRODUCT 3.6 steps 5 and 6; docs/decisions/0094-approval-limits.md).
//!
//! A customer is bound once somebody of theirs has a limit: then only who decides for them approves, up to theirs, counted on the net of
//! all that would be approved of the order.

use contracts::customers::Approver;
use kernel::{Amount, Problem};
use uuid::Uuid;

use super::error::Error;
use crate::Workshop;
use crate::work_orders::work_order::WorkOrder;

/// Who decides for a customer, as customers says now.
#[derive(Clone, Debug, Default)]
pub struct Approvers(Vec<Approver>);

impl Approvers {
    /// Of the order's customer; nobody of a caller who has no record.
    pub async fn of(workshop: &Workshop, order: &WorkOrder) -> Result<Self, Problem> {
        let Some(customer) = order.customer.known() else { return Ok(Self::default()) };
        let cards = workshop.customers.cards(&[customer]).await?;
        Ok(Self(cards.into_iter().flat_map(|card| card.approvers).collect()))
    }

    /// Somebody has a limit: whoever else says yes has none of the customer's word.
    pub fn is_bound(&self) -> bool {
        self.0.iter().any(|one| one.up_to.is_some())
    }

    pub fn find(&self, contact: Uuid) -> Option<&Approver> {
        self.0.iter().find(|one| one.id == contact)
    }

    /// The one with the smallest limit that covers it.
    pub fn choose(&self, net: Amount) -> Option<&Approver> {
        let reach = |one: &&Approver| (one.up_to.map_or(i64::MAX, |limit| limit.0), one.id);
        self.0.iter().filter(|one| covers(one, net)).min_by_key(reach)
    }

    /// Whom an estimate goes to; nobody in particular of a customer without limits.
    pub fn ask(&self, net: Amount) -> Result<Option<&Approver>, Error> {
        if !self.is_bound() {
            return Ok(None);
        }
        self.choose(net).map(Some).ok_or(Error::NoApprover)
    }

    /// Refuses what goes beyond who says it. `net` is what would be approved of the order in all.
    pub fn check(&self, speaker: Option<Uuid>, net: Amount) -> Result<(), Error> {
        let speaker = speaker.and_then(|contact| self.find(contact));
        if !self.is_bound() || speaker.is_some_and(|one| covers(one, net)) {
            return Ok(());
        }
        Err(Error::OverLimit { next: self.choose(net).map(|one| one.name.clone()) })
    }
}

fn covers(approver: &Approver, net: Amount) -> bool {
    approver.up_to.is_none_or(|limit| net <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn approver(name: &str, up_to: Option<i64>) -> Approver {
        Approver { id: Uuid::now_v7(), name: name.into(), email: None, language: None, up_to: up_to.map(Amount) }
    }

    #[test]
    fn who_is_asked_has_the_smallest_limit_that_covers_it() {
        let fleet = Approvers(vec![approver("Sonia", None), approver("Omar", Some(400_000)), approver("Karim", Some(600_000))]);
        let asked = |net: i64| fleet.ask(Amount(net)).unwrap().unwrap().name.clone();
        let found = [395_500, 400_000, 400_001, 600_000, 620_000].map(asked);
        assert_eq!(found, ["Omar", "Omar", "Karim", "Karim", "Sonia"]);
        let omar = fleet.0[1].id;
        assert!(fleet.check(Some(omar), Amount(400_000)).is_ok());
        let over = Err(Error::OverLimit { next: Some("Sonia".into()) });
        assert_eq!(fleet.check(Some(omar), Amount(620_000)), over);
        assert_eq!(fleet.check(None, Amount(1)), Err(Error::OverLimit { next: Some("Omar".into()) }));
    }

    #[test]
    fn without_limits_everything_is_as_it_was_and_beyond_all_nobody_is_asked() {
        let free = Approvers(vec![approver("Omar", None)]);
        assert!(free.ask(Amount(1)).unwrap().is_none() && free.check(None, Amount(i64::MAX)).is_ok());
        let small = Approvers(vec![approver("Omar", Some(400_000))]);
        assert_eq!(small.ask(Amount(400_001)).unwrap_err(), Error::NoApprover);
    }
}
