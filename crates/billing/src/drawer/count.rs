//! What should be there, and what is: pure.

use kernel::Amount;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::Movement;
use crate::error::Error;
use crate::invoices::Tender;

const TENDERS: [Tender; 5] = [Tender::Cash, Tender::Card, Tender::Transfer, Tender::Cheque, Tender::Online];

/// One tender of a drawer, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DrawerTender)]
pub struct TenderSum {
    pub tender: Tender,
    pub came_in: Amount,
    pub went_out: Amount,
    /// What should be there: of cash with what the drawer began with.
    pub expected: Amount,
    /// What somebody found; null where nobody counted.
    pub counted: Option<Amount>,
    /// Counted less expected.
    pub difference: Amount,
}

/// What should be there, tender by tender. `begun_with` is the cash that the last close kept.
pub fn expected(movements: &[Movement], begun_with: Amount) -> Vec<TenderSum> {
    TENDERS.into_iter().map(|tender| sum_of(tender, movements, begun_with)).collect()
}

fn sum_of(tender: Tender, movements: &[Movement], begun_with: Amount) -> TenderSum {
    let of_tender = || movements.iter().filter(|movement| movement.tender == tender).map(|movement| movement.amount);
    let came_in: Amount = of_tender().filter(|amount| *amount > Amount::ZERO).sum();
    let went_out = -of_tender().filter(|amount| *amount < Amount::ZERO).sum::<Amount>();
    let begun_with = if tender == Tender::Cash { begun_with } else { Amount::ZERO };
    TenderSum { tender, came_in, went_out, expected: begun_with + came_in - went_out, counted: None, difference: Amount::ZERO }
}

/// What was found, in minor units.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub cash: Amount,
    pub card: Option<Amount>,
    pub transfer: Option<Amount>,
    pub cheque: Option<Amount>,
    pub online: Option<Amount>,
    /// Of the cash, for tomorrow.
    pub kept: Amount,
}

/// The count beside what should be there.
pub fn counted(mut sums: Vec<TenderSum>, found: Found, is_explained: bool) -> Result<Vec<TenderSum>, Error> {
    for sum in &mut sums {
        sum.counted = match sum.tender {
            Tender::Cash => Some(found.cash),
            Tender::Card => found.card,
            Tender::Transfer => found.transfer,
            Tender::Cheque => found.cheque,
            Tender::Online => found.online,
            Tender::Points => None,
        };
        sum.difference = sum.counted.map_or(Amount::ZERO, |counted| counted - sum.expected);
    }
    if found.kept > found.cash {
        return Err(Error::KeptOverCounted);
    }
    if !is_explained && sums.iter().any(|sum| !sum.difference.is_zero()) {
        return Err(Error::DifferenceUnexplained);
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn moved(tender: Tender, amount: i64) -> Movement {
        Movement { id: Uuid::now_v7(), tender, amount: Amount(amount), ..Movement::default_at() }
    }

    #[test]
    fn cash_begins_with_what_was_kept_and_others_with_nothing() {
        let movements = [moved(Tender::Cash, 200_000), moved(Tender::Cash, -5_000), moved(Tender::Card, 259_189)];
        let sums = expected(&movements, Amount(50_000));
        assert_eq!((sums[0].came_in, sums[0].went_out, sums[0].expected), (Amount(200_000), Amount(5_000), Amount(245_000)));
        assert_eq!((sums[1].expected, sums[2].expected), (Amount(259_189), Amount(0)));
    }

    #[test]
    fn a_difference_wants_a_reason_and_no_more_is_kept_than_there_is() {
        let sums = expected(&[moved(Tender::Cash, 10_000)], Amount::ZERO);
        let found =
            |cash: i64, kept: i64| Found { cash: Amount(cash), card: None, transfer: None, cheque: None, online: None, kept: Amount(kept) };
        assert_eq!(counted(sums.clone(), found(8_500, 0), false), Err(Error::DifferenceUnexplained));
        assert_eq!(counted(sums.clone(), found(8_500, 9_000), true), Err(Error::KeptOverCounted));
        let close = counted(sums, found(8_500, 5_000), true).expect("it is explained");
        assert_eq!((close[0].difference, close[1].counted), (Amount(-1_500), None));
    }
}
