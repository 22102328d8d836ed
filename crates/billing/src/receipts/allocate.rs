//! Which invoices an amount pays: pure.

use contracts::billing::InvoiceId;
use garde::Validate;
use kernel::Amount;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::owed::Owed;
use crate::error::Error;
use crate::invoices::pay::positive;

/// What of the money is for one invoice.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiptAllocation)]
pub struct Allocation {
    #[garde(skip)]
    pub invoice_id: InvoiceId,
    /// In minor units; more than zero, at most what is due.
    #[garde(custom(positive))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Amount,
}

#[expect(clippy::ref_option, reason = "garde hands out references")]
pub fn at_most<C>(allocations: &Option<Vec<Allocation>>, _: &C) -> garde::Result {
    if allocations.as_ref().is_some_and(|chosen| chosen.len() > 500) {
        Err(garde::Error::new("a receipt pays at most 500 invoices"))
    } else {
        Ok(())
    }
}

/// What each of these is paid, in their order: as it was chosen, or the first in full before the next.
pub fn allocate(owed: &[Owed], amount: Amount, chosen: Option<&[Allocation]>) -> Result<Vec<Amount>, Error> {
    match chosen {
        Some(chosen) => as_chosen(owed, amount, chosen),
        None => Ok(oldest_first(owed, amount)),
    }
}

fn oldest_first(owed: &[Owed], amount: Amount) -> Vec<Amount> {
    let mut left = amount;
    let pay = |owed: &Owed| {
        let paid = left.min(owed.due);
        left = left - paid;
        paid
    };
    owed.iter().map(pay).collect()
}

fn as_chosen(owed: &[Owed], amount: Amount, chosen: &[Allocation]) -> Result<Vec<Amount>, Error> {
    let mut paid = vec![Amount::ZERO; owed.len()];
    for (at, allocation) in chosen.iter().enumerate() {
        let place = owed.iter().position(|owed| owed.id == allocation.invoice_id).ok_or(Error::NotOwed { at })?;
        if !paid[place].is_zero() {
            return Err(Error::NamedTwice { at });
        }
        if allocation.amount > owed[place].due {
            return Err(Error::OverDue { at, due: owed[place].due });
        }
        paid[place] = allocation.amount;
    }
    if paid.iter().copied().sum::<Amount>() > amount { Err(Error::MoreThanReceived) } else { Ok(paid) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn owed(due: &[i64]) -> Vec<Owed> {
        due.iter().map(|due| Owed::of(InvoiceId::new(), Amount(*due))).collect()
    }

    #[test]
    fn the_oldest_is_paid_in_full_before_the_next() {
        let owed = owed(&[100, 50, 30]);
        assert_eq!(allocate(&owed, Amount(120), None), Ok(vec![Amount(100), Amount(20), Amount(0)]));
        assert_eq!(allocate(&owed, Amount(500), None), Ok(vec![Amount(100), Amount(50), Amount(30)]));
    }

    #[test]
    fn what_is_chosen_is_paid_or_what_is_wrong_with_it_is_named() {
        let owed = owed(&[100, 50]);
        let of = |place: usize, amount: i64| Allocation { invoice_id: owed[place].id, amount: Amount(amount) };
        let pay = |amount: i64, chosen: &[Allocation]| allocate(&owed, Amount(amount), Some(chosen));
        assert_eq!(pay(60, &[of(1, 50)]), Ok(vec![Amount(0), Amount(50)]));
        assert_eq!(pay(60, &[of(1, 51)]), Err(Error::OverDue { at: 0, due: Amount(50) }));
        assert_eq!(pay(60, &[of(1, 5), of(1, 5)]), Err(Error::NamedTwice { at: 1 }));
        assert_eq!(pay(60, &[of(0, 40), of(1, 30)]), Err(Error::MoreThanReceived));
        let strange = Allocation { invoice_id: InvoiceId::new(), amount: Amount(1) };
        assert_eq!(pay(60, &[of(0, 40), strange]), Err(Error::NotOwed { at: 1 }));
    }

    proptest! {
        #[test]
        fn what_is_paid_and_what_is_left_over_is_what_came_in(due in prop::collection::vec(1_i64..1_000_000, 0..20), amount in 0_i64..5_000_000) {
            let owed = owed(&due);
            let paid = allocate(&owed, Amount(amount), None).expect("nothing is refused");
            prop_assert!(paid.iter().zip(&owed).all(|(paid, owed)| *paid <= owed.due));
            let (sum, all): (Amount, Amount) = (paid.iter().copied().sum(), owed.iter().map(|owed| owed.due).sum());
            prop_assert_eq!(sum, Amount(amount).min(all));
        }
    }
}
