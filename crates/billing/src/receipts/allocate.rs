//! Which invoices an amount pays: pure.

use contracts::billing::InvoiceId;
use garde::Validate;
use kernel::money::share;
use kernel::{Amount, BasisPoints};
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

/// What an invoice is paid: in money, and by what its customer keeps back as tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub amount: Amount,
    pub withheld: Amount,
}

/// What each of these is paid, in their order: as it was chosen, or the first in full before the next. With a rate, an invoice that the money
/// pays but for what is kept back of it has that withheld.
pub fn allocate(owed: &[Owed], amount: Amount, chosen: Option<&[Allocation]>, rate: Option<BasisPoints>) -> Result<Vec<Part>, Error> {
    let kept: Vec<_> = owed.iter().map(|owed| rate.map_or(Amount::ZERO, |rate| kept_back(owed, rate))).collect();
    let in_money: Vec<_> = owed.iter().zip(&kept).map(|(owed, kept)| Owed { due: owed.due - *kept, ..owed.clone() }).collect();
    let paid = match chosen {
        Some(chosen) => as_chosen(&in_money, amount, chosen)?,
        None => oldest_first(&in_money, amount),
    };
    let part = |((amount, owed), kept): ((Amount, &Owed), Amount)| {
        let is_paid = amount == owed.due && !amount.is_zero();
        Part { amount, withheld: if is_paid { kept } else { Amount::ZERO } }
    };
    Ok(paid.into_iter().zip(&in_money).zip(kept).map(part).collect())
}

/// The rate of what an invoice asks for without its stamp duty, or of what is left of it. Source: FACTS, "Withholding".
pub fn kept_back(owed: &Owed, rate: BasisPoints) -> Amount {
    share(owed.gross.min(owed.due), rate)
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

    fn paid(owed: &[Owed], amount: i64) -> Vec<i64> {
        let parts = allocate(owed, Amount(amount), None, None).expect("nothing is refused");
        parts.into_iter().map(|part| part.amount.0).collect()
    }

    #[test]
    fn the_oldest_is_paid_in_full_before_the_next() {
        let owed = owed(&[100, 50, 30]);
        assert_eq!(paid(&owed, 120), [100, 20, 0]);
        assert_eq!(paid(&owed, 500), [100, 50, 30]);
    }

    #[test]
    fn what_is_chosen_is_paid_or_what_is_wrong_with_it_is_named() {
        let owed = owed(&[100, 50]);
        let of = |place: usize, amount: i64| Allocation { invoice_id: owed[place].id, amount: Amount(amount) };
        let pay = |amount: i64, chosen: &[Allocation]| allocate(&owed, Amount(amount), Some(chosen), None);
        assert_eq!(pay(60, &[of(1, 50)]), Ok(vec![Part::default(), Part { amount: Amount(50), withheld: Amount(0) }]));
        assert_eq!(pay(60, &[of(1, 51)]), Err(Error::OverDue { at: 0, due: Amount(50) }));
        assert_eq!(pay(60, &[of(1, 5), of(1, 5)]), Err(Error::NamedTwice { at: 1 }));
        assert_eq!(pay(60, &[of(0, 40), of(1, 30)]), Err(Error::MoreThanReceived));
        let strange = Allocation { invoice_id: InvoiceId::new(), amount: Amount(1) };
        assert_eq!(pay(60, &[of(0, 40), strange]), Err(Error::NotOwed { at: 1 }));
    }

    /// FACTS.md, "Totals", case F: 1195.000 at 19 % and a stamp duty of 1.000.
    #[test]
    fn what_is_kept_back_is_of_the_gross_without_stamp_duty() {
        let owed = Owed { gross: Amount(1_422_050), ..Owed::of(InvoiceId::new(), Amount(1_423_050)) };
        for (rate, kept, money) in [(50, 7_110, 1_415_940), (100, 14_221, 1_408_829), (150, 21_331, 1_401_719)] {
            let pay = |amount: i64| allocate(std::slice::from_ref(&owed), Amount(amount), None, Some(BasisPoints(rate)));
            assert_eq!(pay(money), Ok(vec![Part { amount: Amount(money), withheld: Amount(kept) }]));
            assert_eq!(pay(money - 1), Ok(vec![Part { amount: Amount(money - 1), withheld: Amount(0) }]), "paid in part is paid in part");
        }
    }

    proptest! {
        #[test]
        fn no_invoice_is_paid_more_than_is_due(due in prop::collection::vec(1_i64..1_000_000, 0..20), amount in 0_i64..5_000_000, rate in 0..2500) {
            let owed = owed(&due);
            let paid = allocate(&owed, Amount(amount), None, Some(BasisPoints(rate))).expect("nothing is refused");
            prop_assert!(paid.iter().zip(&owed).all(|(part, owed)| part.amount + part.withheld <= owed.due));
            prop_assert!(paid.iter().map(|part| part.amount).sum::<Amount>() <= Amount(amount));
        }

        #[test]
        fn what_is_paid_and_what_is_left_over_is_what_came_in(due in prop::collection::vec(1_i64..1_000_000, 0..20), amount in 0_i64..5_000_000) {
            let owed = owed(&due);
            let paid = allocate(&owed, Amount(amount), None, None).expect("nothing is refused");
            prop_assert!(paid.iter().zip(&owed).all(|(paid, owed)| paid.amount <= owed.due));
            let (sum, all): (Amount, Amount) = (paid.iter().map(|part| part.amount).sum(), owed.iter().map(|owed| owed.due).sum());
            prop_assert_eq!(sum, Amount(amount).min(all));
        }
    }
}
