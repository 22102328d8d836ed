//! What discounts and covers take off the lines of a job: pure.

use contracts::workshop::{CoverKind, LineId, Payer};
use kernel::money::{share, spread};
use kernel::{Amount, BasisPoints};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::work_orders::job::Job;
use crate::work_orders::line::Line;

/// All of it.
pub const WHOLE: BasisPoints = BasisPoints(10_000);

/// How much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    Share(BasisPoints),
    /// Net, in minor units.
    Amount(Amount),
}

/// A discount on a job or an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    pub size: Size,
    pub reason: String,
    pub by: String,
    /// By which coupon it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon: Option<CouponRef>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponRef {
    pub id: Uuid,
    pub code: String,
}

/// Who bears a part of a job in the customer's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    pub kind: CoverKind,
    /// Of what the job costs after its discounts.
    pub share: BasisPoints,
    pub reason: String,
    pub by: String,
    /// Of the kind that has one.
    pub payer: Option<Payer>,
}

/// What is taken off a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reductions {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
    /// Of the order's discount, when that is a share.
    #[serde(default)]
    pub order_share: BasisPoints,
    /// The job's part of the order's discount, when that is an amount.
    #[serde(default)]
    pub order_amount: Amount,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
}

/// What is taken off a line beside its own discount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub off: Amount,
    pub given: Amount,
    /// Under which the line stands on the invoice of who else pays.
    pub other: Option<LineId>,
}

impl Job {
    /// Works out what is taken off each line. What is invoiced stays as it was: amounts were given with it.
    pub fn reduce(&mut self) {
        let Reductions { discount, order_share, order_amount, cover } = self.reductions.clone();
        let has_locked = self.has_locked_lines();
        let mut lines: Vec<_> = self.lines.iter_mut().filter(|line| !line.locked).collect();
        for line in &mut lines {
            (line.taken.off, line.taken.given) = (Amount::ZERO, Amount::ZERO);
        }
        lines.retain(|line| line.core_of.is_none() && line.full() > Amount::ZERO);
        let sizes = [discount.map(|discount| discount.size), Some(Size::Share(order_share)), Some(Size::Amount(order_amount))];
        for size in sizes.into_iter().flatten() {
            match size {
                Size::Share(part) => take_share(&mut lines, part, |line, off| line.taken.off += off),
                Size::Amount(_) if has_locked => {}
                Size::Amount(amount) => take_amount(&mut lines, amount),
            }
        }
        let Some(cover) = cover else { return };
        take_share(&mut lines, cover.share, |line, given| line.taken.given += given);
        if cover.payer.is_some() {
            for line in lines {
                line.taken.other.get_or_insert_with(LineId::new);
            }
        }
    }

    /// What discounts may still be taken off.
    pub fn reducible(&self) -> Amount {
        let lines = self.lines.iter().filter(|line| !line.locked && line.core_of.is_none());
        lines.map(|line| line.full().max(Amount::ZERO)).sum()
    }
}

/// A share of what is left, rounded once for each VAT rate.
fn take_share(lines: &mut [&mut Line], part: BasisPoints, take: impl Fn(&mut Line, Amount)) {
    let mut rates: Vec<_> = lines.iter().map(|line| line.vat_rate).collect();
    rates.sort();
    rates.dedup();
    for rate in rates {
        let mut of_rate: Vec<_> = lines.iter_mut().filter(|line| line.vat_rate == rate).collect();
        let left: Vec<_> = of_rate.iter().map(|line| line.net()).collect();
        let parts = spread(share(left.iter().copied().sum(), part), &left);
        of_rate.iter_mut().zip(parts).for_each(|(line, part)| take(line, part));
    }
}

/// An amount, or all that is left.
fn take_amount(lines: &mut [&mut Line], amount: Amount) {
    let left: Vec<_> = lines.iter().map(|line| line.net()).collect();
    let parts = spread(amount.min(left.iter().copied().sum()), &left);
    lines.iter_mut().zip(parts).for_each(|(line, part)| line.taken.off += part);
}

#[cfg(test)]
mod tests {
    use contracts::workshop::LineKind;
    use kernel::Currency;

    use super::*;
    use crate::work_orders::fixture::{estimate, line};

    fn discount(size: Size) -> Discount {
        Discount { size, reason: "Regular".into(), by: "Nadia".into(), coupon: None }
    }

    fn cover(kind: CoverKind, share: i32) -> Cover {
        let payer = (kind == CoverKind::Payer).then(|| Payer { id: contracts::customers::CustomerId::new(), name: "Assurances".into() });
        Cover { kind, share: BasisPoints(share), reason: "Agreed".into(), by: "Nadia".into(), payer }
    }

    fn job(lines: &[(i64, i32)]) -> Job {
        let part = |(price, rate): &(i64, i32)| {
            let plain = line(LineKind::Part, "Part", 1000, *price);
            Line { vat_rate: BasisPoints(*rate), ..plain }
        };
        let mut job = Job::new("Job".into(), None);
        job.lines = lines.iter().map(part).collect();
        job
    }

    fn nets(job: &Job) -> Vec<i64> {
        job.lines.iter().map(|line| line.net().0).collect()
    }

    #[test]
    fn a_share_is_rounded_once_for_each_rate() {
        // Three lines of 0.33 at five per cent: 0.0495 of 0.99 is 0.05, and not three times 0.02.
        let mut cents = job(&[(33, 2000), (33, 2000), (33, 2000), (33, 550)]);
        cents.reductions.order_share = BasisPoints(500);
        cents.reduce();
        assert_eq!(nets(&cents), [31, 31, 32, 31]);
        let net: i64 = cents.totals(Currency::EUR).vat_groups.iter().map(|group| group.base.0).sum();
        assert_eq!(net, 99 - 5 + 33 - 2);
    }

    #[test]
    fn job_and_order_take_one_after_the_other_and_a_cover_bears_of_what_is_left() {
        let mut brakes = job(&[(100_000, 1900), (300_000, 1900)]);
        brakes.reductions = Reductions {
            discount: Some(discount(Size::Amount(Amount(40_000)))),
            order_share: BasisPoints(1000),
            order_amount: Amount(4000),
            cover: Some(cover(CoverKind::Payer, 2500)),
        };
        brakes.reduce();
        // 400 less 40 is 360, less a tenth 324, less 4 is 320; a quarter of it is somebody else's.
        assert_eq!(nets(&brakes), [60_000, 180_000]);
        assert_eq!(brakes.lines[1].taken.off, Amount(60_000));
        assert_eq!(brakes.lines[1].taken.given, Amount(60_000));
        let other = brakes.lines[1].taken.other;
        brakes.reduce();
        assert!(other.is_some() && brakes.lines[1].taken.other == other, "keeps its name on the other invoice");
        brakes.reductions = Reductions::default();
        brakes.reduce();
        assert_eq!(nets(&brakes), [100_000, 300_000]);
    }

    #[test]
    fn what_is_covered_whole_costs_nothing_and_an_amount_takes_no_more_than_there_is() {
        let mut order = estimate();
        let job = &mut order.jobs[1];
        job.reductions.cover = Some(cover(CoverKind::Warranty, 10_000));
        job.reduce();
        assert_eq!((job.totals(Currency::TND).gross, job.lines[0].taken.given), (Amount::ZERO, Amount(90_000)));
        job.reductions = Reductions { discount: Some(discount(Size::Amount(Amount(1_000_000)))), ..Reductions::default() };
        job.reduce();
        assert_eq!(job.totals(Currency::TND).gross, Amount::ZERO);
    }

    #[test]
    fn what_is_invoiced_and_what_is_charged_for_old_parts_stay() {
        let mut job = job(&[(100_000, 1900), (50_000, 1900), (20_000, 1900)]);
        job.lines[0].locked = true;
        job.lines[2].core_of = Some(job.lines[1].id);
        job.reductions =
            Reductions { discount: Some(discount(Size::Share(BasisPoints(1000)))), order_amount: Amount(5000), ..Reductions::default() };
        job.reduce();
        assert_eq!(nets(&job), [100_000, 45_000, 20_000], "and an amount was given with what is invoiced");
    }

    /// Whatever is taken, in whatever order of sizes: no line is below zero, and what is taken is what is missing.
    #[test]
    fn nothing_is_lost_between_lines() {
        for (seed, share) in (1_i64..60).zip([0, 1, 333, 500, 1250, 9_999, 10_000].into_iter().cycle()) {
            let prices: Vec<_> =
                (1..=seed % 7 + 1).map(|place| (place * seed * 37 % 9_973, if place % 2 == 0 { 1900 } else { 700 })).collect();
            let mut job = job(&prices);
            job.reductions = Reductions {
                discount: Some(discount(Size::Amount(Amount(seed * 13)))),
                order_share: BasisPoints(share),
                order_amount: Amount(seed),
                cover: Some(cover(CoverKind::Goodwill, 10_000 - share)),
            };
            job.reduce();
            for line in &job.lines {
                assert!(line.net() >= Amount::ZERO, "{line:?}");
                assert_eq!(line.net() + line.taken.off + line.taken.given, line.full());
            }
        }
    }
}
