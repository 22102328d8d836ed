//! What a person earned in a period. Pure.
//!
//! attended seconds ÷ 3600 × hourly + sold hours × flat rate − hours taken back × flat rate + labour net × labour share + parts net ×
//! parts share, each for the days on which its terms held, and rounded once for those days (PRODUCT I5).

use kernel::money::{extended, pro_rata, share};
use kernel::{Amount, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::terms::Terms;
use crate::time::Moment;

/// What a person did, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// On the shift clock, from one moment to another.
    Attended { from: Moment, until: Moment },
    /// A part of a job that was completed: thousandths of an hour, and what it asked.
    Sold { at: Moment, milli_hours: i64, labour: Amount, parts: Amount },
    /// Thousandths of an hour that were not good.
    TakenBack { at: Moment, milli_hours: i64 },
}

/// What it comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PaySum)]
pub struct Earned {
    /// Seconds on the shift clock.
    pub attended: i64,
    /// Thousandths of an hour, of orders completed in the period.
    pub sold: i64,
    /// Thousandths of an hour of jobs that came back for workmanship; counted where the terms say so.
    pub taken_back: i64,
    /// What the person's parts of jobs ask without VAT.
    pub labour_net: Amount,
    pub parts_net: Amount,
    /// For attended hours.
    pub hourly: Amount,
    /// For sold hours.
    pub flat_rate: Amount,
    /// For hours taken back: nothing or less.
    pub back_flag: Amount,
    pub labour_commission: Amount,
    pub parts_commission: Amount,
    pub total: Amount,
}

/// Under the terms that held; without terms a deed counts and earns nothing. `terms` are the person's with the moment each begins, the
/// earliest first.
pub fn earned(terms: &[(Moment, Terms)], deeds: &[Deed]) -> Earned {
    let begins = |place: usize| terms.get(place).map_or(Moment::MAX, |(begins, _)| *begins);
    let before = under(None, deeds, (Moment::MIN, begins(0)));
    let each = (0..terms.len()).map(|place| under(Some(&terms[place].1), deeds, (begins(place), begins(place + 1))));
    each.fold(before, Earned::plus)
}

/// What was done from one moment until before another.
fn under(terms: Option<&Terms>, deeds: &[Deed], (from, until): (Moment, Moment)) -> Earned {
    let is_in = |at: Moment| (from..until).contains(&at);
    let mut sum = Earned::default();
    for deed in deeds {
        match *deed {
            Deed::Attended { from: begin, until: end } => sum.attended += (end.min(until) - begin.max(from)).max(0),
            Deed::Sold { at, milli_hours, labour, parts } if is_in(at) => {
                sum.sold += milli_hours;
                sum.labour_net += labour;
                sum.parts_net += parts;
            }
            Deed::TakenBack { at, milli_hours } if is_in(at) && terms.is_some_and(|terms| terms.back_flag) => sum.taken_back += milli_hours,
            Deed::Sold { .. } | Deed::TakenBack { .. } => {}
        }
    }
    terms.map_or(sum, |terms| sum.paid(terms))
}

impl Earned {
    fn paid(self, terms: &Terms) -> Self {
        let hourly = pro_rata(terms.hourly, self.attended, 3600);
        let flat_rate = extended(Quantity(self.sold), terms.flat_rate);
        let back_flag = Amount(-extended(Quantity(self.taken_back), terms.flat_rate).0);
        let labour_commission = share(self.labour_net, terms.labour_share);
        let parts_commission = share(self.parts_net, terms.parts_share);
        let total = hourly + flat_rate + back_flag + labour_commission + parts_commission;
        Self { hourly, flat_rate, back_flag, labour_commission, parts_commission, total, ..self }
    }

    pub fn plus(self, other: Self) -> Self {
        Self {
            attended: self.attended + other.attended,
            sold: self.sold + other.sold,
            taken_back: self.taken_back + other.taken_back,
            labour_net: self.labour_net + other.labour_net,
            parts_net: self.parts_net + other.parts_net,
            hourly: self.hourly + other.hourly,
            flat_rate: self.flat_rate + other.flat_rate,
            back_flag: self.back_flag + other.back_flag,
            labour_commission: self.labour_commission + other.labour_commission,
            parts_commission: self.parts_commission + other.parts_commission,
            total: self.total + other.total,
        }
    }
}

#[cfg(test)]
mod tests {
    use contracts::identity::UserId;
    use contracts::workshop::PayTermsId;
    use kernel::{BasisPoints, SiteId};
    use proptest::prelude::*;

    use super::*;

    const HOUR: i64 = 3600;

    fn terms(hourly: i64, flat_rate: i64, shares: (i32, i32), back_flag: bool) -> Terms {
        Terms {
            id: PayTermsId::new(),
            site_id: SiteId::new(),
            user_id: UserId::new(),
            user_name: "Amine".into(),
            from_on: chrono::NaiveDate::default(),
            hourly: Amount(hourly),
            flat_rate: Amount(flat_rate),
            labour_share: BasisPoints(shares.0),
            parts_share: BasisPoints(shares.1),
            back_flag,
            version: 1,
        }
    }

    fn sold(at: Moment, milli_hours: i64) -> Deed {
        Deed::Sold { at, milli_hours, labour: Amount(90_000), parts: Amount(311_550) }
    }

    #[test]
    fn each_part_of_the_pay_is_counted() {
        let deeds = [Deed::Attended { from: 0, until: 8 * HOUR }, sold(100, 1500), Deed::TakenBack { at: 200, milli_hours: 500 }];
        let sum = earned(&[(0, terms(10_000, 20_000, (1000, 500), true))], &deeds);
        assert_eq!((sum.hourly, sum.flat_rate, sum.back_flag), (Amount(80_000), Amount(30_000), Amount(-10_000)));
        // Halves away from zero.
        assert_eq!((sum.labour_commission, sum.parts_commission), (Amount(9000), Amount(15_578)));
        assert_eq!(sum.total, Amount(124_578));
    }

    #[test]
    fn new_terms_count_from_their_first_moment() {
        let deeds = [Deed::Attended { from: 0, until: 4 * HOUR }, sold(HOUR - 1, 1000), sold(HOUR, 1000)];
        let sum = earned(&[(0, terms(10_000, 1000, (0, 0), false)), (HOUR, terms(20_000, 2000, (0, 0), false))], &deeds);
        assert_eq!((sum.hourly, sum.flat_rate), (Amount(10_000 + 3 * 20_000), Amount(3000)));
    }

    #[test]
    fn without_terms_or_without_the_rule_nothing_is_paid_or_taken() {
        let deeds = [Deed::Attended { from: 0, until: HOUR }, sold(0, 1000), Deed::TakenBack { at: 0, milli_hours: 1000 }];
        let sum = earned(&[], &deeds);
        assert_eq!((sum.attended, sum.sold, sum.taken_back, sum.total), (HOUR, 1000, 0, Amount(0)));
        let sum = earned(&[(0, terms(0, 10_000, (0, 0), false))], &deeds);
        assert_eq!((sum.taken_back, sum.total), (0, Amount(10_000)));
    }

    proptest! {
        /// However the terms change, what was done is counted once.
        #[test]
        fn terms_part_a_period_without_loss(
            mut begins in prop::collection::vec(-10 * HOUR..50 * HOUR, 0..5),
            spans in prop::collection::vec((0..40 * HOUR, 0..10 * HOUR), 0..8),
            hours in prop::collection::vec((0..50 * HOUR, 0..5000i64), 0..8),
        ) {
            begins.sort_unstable();
            let terms: Vec<_> = begins.into_iter().map(|begins| (begins, terms(1000, 1000, (1000, 1000), true))).collect();
            let attended = spans.iter().map(|(from, length)| Deed::Attended { from: *from, until: from + length });
            let deeds: Vec<_> = attended.chain(hours.iter().map(|(at, hours)| sold(*at, *hours))).collect();
            let sum = earned(&terms, &deeds);
            prop_assert_eq!(sum.attended, spans.iter().map(|(_, length)| length).sum::<i64>());
            prop_assert_eq!(sum.sold, hours.iter().map(|(_, hours)| hours).sum::<i64>());
            let parts = [sum.hourly, sum.flat_rate, sum.back_flag, sum.labour_commission, sum.parts_commission];
            prop_assert_eq!(sum.total.0, parts.iter().map(|part| part.0).sum::<i64>());
        }
    }
}
