//! Margins of lines, jobs and orders, and whether they are enough. Pure.

use std::collections::HashMap;

use contracts::workshop::{LineId, LineKind};
use garde::Validate;
use kernel::money::{extended, leaves, margin, price_for_margin};
use kernel::{Amount, BasisPoints};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::job::Job;
use crate::work_orders::line::Line;
use crate::work_orders::work_order::WorkOrder;

/// The least margins of a site and the one that it aims at, in basis points of the price; what is left out is not asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MarginLevels {
    /// Of each part and sublet.
    #[garde(inner(custom(margins())))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 9_900)]
    pub line: Option<BasisPoints>,
    /// Of what a job's parts and sublets come to.
    #[garde(inner(custom(margins())))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 9_900)]
    pub job: Option<BasisPoints>,
    /// Of what the order's come to.
    #[garde(inner(custom(margins())))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 9_900)]
    pub order: Option<BasisPoints>,
    /// What a price is suggested for.
    #[garde(inner(custom(margins())))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 9_900)]
    pub target: Option<BasisPoints>,
}

fn margins() -> impl Fn(&BasisPoints, &()) -> garde::Result {
    |margin, ()| if (0..=9_900).contains(&margin.0) { Ok(()) } else { Err(garde::Error::new("must be between 0 and 9900")) }
}

/// What sublets cost, whole.
pub type Costs = HashMap<LineId, Amount>;

/// What all of a line cost: a part its cost when it was written, a sublet what the vendor asks. None where nobody knows.
pub fn cost_of(line: &Line, sublets: &Costs) -> Option<Amount> {
    match line.kind {
        LineKind::Part => line.unit_cost.map(|cost| extended(line.quantity, cost)),
        LineKind::Sublet => sublets.get(&line.id).copied(),
        LineKind::Labour | LineKind::Fee => None,
    }
}

/// A price and its cost, of one line or of the lines whose cost is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub price: Amount,
    pub cost: Amount,
    /// Parts and sublets whose cost nobody knows: they are not in it.
    pub unknown: usize,
}

impl Sum {
    pub fn of_lines<'a>(lines: impl IntoIterator<Item = &'a Line>, sublets: &Costs) -> Self {
        lines.into_iter().filter(|line| counts(line)).fold(Self::default(), |sum, line| match cost_of(line, sublets) {
            Some(cost) => Self { price: sum.price + line.net(), cost: sum.cost + cost, ..sum },
            None => Self { unknown: sum.unknown + 1, ..sum },
        })
    }

    /// In basis points of the price; none of nothing.
    pub fn rate(&self) -> Option<i32> {
        margin(self.price, self.cost)
    }

    /// Whether it leaves less than the least, if there is one. What cost nothing always leaves enough.
    pub fn is_below(&self, least: Option<BasisPoints>) -> bool {
        self.cost.0 > 0 && least.is_some_and(|least| !leaves(self.price, self.cost, least))
    }
}

/// Only parts and sublets have a cost.
pub fn counts(line: &Line) -> bool {
    matches!(line.kind, LineKind::Part | LineKind::Sublet)
}

/// The least unit price that reaches the target, of a line that is below it.
pub fn suggested(line: &Line, sublets: &Costs, levels: &MarginLevels) -> Option<Amount> {
    let sum = Sum::of_lines([line], sublets);
    let target = levels.target.filter(|target| sum.is_below(Some(*target)))?;
    price_for_margin(line.quantity, line.discount, sum.cost, target)
}

/// Where the margin of what is approved is too low.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Low<'a> {
    Line(&'a Job, &'a Line),
    Job(&'a Job),
    Order,
}

/// Every line, job and at last the order that leaves too little, of what the customer approved.
pub fn low<'a>(order: &'a WorkOrder, sublets: &Costs, levels: &MarginLevels) -> Vec<Low<'a>> {
    let below = |line: &Line| counts(line) && Sum::of_lines([line], sublets).is_below(levels.line);
    let lines = order.approved_lines().filter(|(_, line)| below(line)).map(|(job, line)| Low::Line(job, line));
    let jobs = order.jobs.iter().filter(|job| job.is_approved() && Sum::of_lines(&job.lines, sublets).is_below(levels.job)).map(Low::Job);
    let whole = Sum::of_lines(order.approved_lines().map(|(_, line)| line), sublets).is_below(levels.order);
    lines.chain(jobs).chain(whole.then_some(Low::Order)).collect()
}

#[cfg(test)]
mod tests {
    use kernel::Quantity;

    use super::*;
    use crate::work_orders::fixture::{estimate, in_progress, line};

    fn bought(unit_cost: i64, line: Line) -> Line {
        Line { unit_cost: Some(Amount(unit_cost)), ..line }
    }

    fn levels(line: i32, job: i32, order: i32, target: i32) -> MarginLevels {
        let some = |rate: i32| Some(BasisPoints(rate)).filter(|rate| rate.0 > 0);
        MarginLevels { line: some(line), job: some(job), order: some(order), target: some(target) }
    }

    #[test]
    fn a_margin_is_what_the_price_leaves_above_the_cost() {
        let none = Costs::new();
        let pads = bought(81_300, line(LineKind::Part, "Pads", 1000, 116_143));
        let sum = Sum::of_lines([&pads], &none);
        assert_eq!((sum.price.0, sum.cost.0, sum.rate()), (116_143, 81_300, Some(3000)));
        // 4.5 litres at 18.000 less a tenth, of 11.200 each: 72.900 and 50.400.
        let oil = Line { discount: BasisPoints(1000), ..bought(11_200, line(LineKind::Part, "Oil", 4500, 18_000)) };
        let sum = Sum::of_lines([&oil], &none);
        assert_eq!((sum.price.0, sum.cost.0, sum.rate()), (72_900, 50_400, Some(3086)));
        let given = Line { unit_price: Amount::ZERO, ..oil };
        let sum = Sum::of_lines([&given], &none);
        assert_eq!((sum.rate(), sum.is_below(Some(BasisPoints(0)))), (None, true), "given away");
    }

    #[test]
    fn labour_and_what_nobody_knows_the_cost_of_are_not_in_it() {
        let glass = line(LineKind::Sublet, "Glass", 1000, 300_000);
        let costs = Costs::from([(glass.id, Amount(240_000))]);
        let lines = [line(LineKind::Labour, "Labour", 1000, 60_000), line(LineKind::Part, "Disc", 2000, 96_400), glass];
        let sum = Sum::of_lines(&lines, &costs);
        assert_eq!(sum, Sum { price: Amount(300_000), cost: Amount(240_000), unknown: 1 });
        assert_eq!((sum.rate(), sum.is_below(Some(BasisPoints(2000))), sum.is_below(Some(BasisPoints(2001)))), (Some(2000), false, true));
        assert!(!Sum::of_lines(&lines[..2], &costs).is_below(Some(BasisPoints(9_900))), "what has no cost is not low");
    }

    #[test]
    fn the_suggestion_is_the_least_price_that_reaches_the_target() {
        let none = Costs::new();
        let suggests = |line: &Line, target: i32| suggested(line, &none, &levels(0, 0, 0, target)).map(|price| price.0);
        let pads = bought(81_300, line(LineKind::Part, "Pads", 1000, 100_000));
        assert_eq!((suggests(&pads, 3000), suggests(&pads, 1870), suggests(&pads, 0)), (Some(116_143), None, None));
        let discounted = Line { discount: BasisPoints(1000), quantity: Quantity(2000), ..pads };
        let price = suggests(&discounted, 3000).unwrap();
        let reached = Line { unit_price: Amount(price), ..discounted.clone() };
        let short = Line { unit_price: Amount(price - 1), ..discounted };
        assert_eq!(suggests(&reached, 3000), None);
        assert!(suggests(&short, 3000).is_some());
    }

    #[test]
    fn lines_jobs_and_the_order_are_each_asked_for_their_own_least() {
        let mut order = in_progress();
        for part in order.jobs.iter_mut().flat_map(|job| &mut job.lines).filter(|line| line.kind == LineKind::Part) {
            part.unit_cost = Some(Amount(part.unit_price.0 * 6 / 10));
        }
        let none = Costs::new();
        let found = |order: &WorkOrder, levels: MarginLevels| -> Vec<String> {
            low(order, &none, &levels)
                .iter()
                .map(|low| match low {
                    Low::Line(_, line) => line.description.clone(),
                    Low::Job(job) => job.title.clone(),
                    Low::Order => "order".into(),
                })
                .collect()
        };
        assert_eq!(found(&order, levels(4000, 4000, 4000, 9000)), Vec::<String>::new());
        assert_eq!(found(&order, MarginLevels::default()), Vec::<String>::new());
        order.jobs[1].lines[1].unit_cost = Some(Amount(100_000));
        assert_eq!(found(&order, levels(4000, 0, 0, 0)), ["Pads"]);
        // Pads 118.750 of 100.000 and discs 192.800 of 115.680 leave 30.77 %; with the oil's 103.550 of 62.130, 33.07 %.
        assert_eq!(found(&order, levels(1578, 3077, 3307, 0)), Vec::<String>::new());
        assert_eq!(found(&order, levels(0, 3078, 3307, 0)), ["Front brakes"]);
        assert_eq!(found(&order, levels(1579, 3078, 3308, 0)), ["Pads", "Front brakes", "order"]);
        assert_eq!(found(&estimate(), levels(9000, 9000, 9000, 0)), Vec::<String>::new(), "nothing is approved");
    }
}
