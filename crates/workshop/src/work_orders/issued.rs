//! Parts that left the shelf for a line before the work is completed, as inventory told.

use contracts::inventory::PartStanding;
use kernel::Quantity;

use super::fact::Fact;
use super::work_order::WorkOrder;

impl WorkOrder {
    /// What was taken from the shelf for lines, or brought back, since they stood as the order knows. Completion takes the rest, and says so
    /// itself.
    pub fn issued_since(&self, parts: &[PartStanding]) -> Vec<Fact> {
        let since = |part: &PartStanding| {
            let by = part.issued - self.standing_of(part.line_id)?.issued;
            let line = self.jobs.iter().flat_map(|job| &job.lines).find(|line| line.id == part.line_id)?.description.clone();
            match by {
                Quantity::ZERO => None,
                back if back < Quantity::ZERO => Some(Fact::PartReturned { line, quantity: -back }),
                quantity => Some(Fact::PartIssued { line, quantity }),
            }
        };
        if self.state.name().is_work() { parts.iter().filter_map(since).collect() } else { vec![] }
    }
}

#[cfg(test)]
mod tests {
    use contracts::workshop::LineId;

    use super::*;
    use crate::work_orders::fixture::{in_progress, ready};

    fn standing(line_id: LineId, wanted: i64, issued: i64) -> PartStanding {
        PartStanding {
            line_id,
            wanted: Quantity(wanted),
            reserved: Quantity(wanted),
            ordered: Quantity::ZERO,
            expected_on: None,
            issued: Quantity(issued),
            returned: Quantity::ZERO,
        }
    }

    /// A part line of a quantity of 2, and what it is called.
    fn discs(order: &WorkOrder) -> (LineId, String) {
        let mut parts = order.approved_lines().filter(|(_, line)| line.product_id.is_some() && line.quantity == Quantity::whole(2));
        parts.next().map(|(_, line)| (line.id, line.description.clone())).unwrap()
    }

    #[test]
    fn what_is_issued_and_comes_back_is_told_once() {
        let mut order = in_progress();
        let (line, name) = discs(&order);
        order.parts_stand(vec![standing(line, 2000, 0)]);
        let issued = order.parts_stand(vec![standing(line, 1000, 1000)]);
        assert_eq!(issued, [Fact::PartIssued { line: name.clone(), quantity: Quantity(1000) }]);
        assert_eq!(order.parts_stand(vec![standing(line, 1000, 1000)]), []);
        let back = order.parts_stand(vec![standing(line, 2000, 0)]);
        assert_eq!(back, [Fact::PartReturned { line: name, quantity: Quantity(1000) }]);
    }

    #[test]
    fn what_was_issued_is_not_asked_of_the_shelf_again() {
        let mut order = in_progress();
        let (line, _) = discs(&order);
        let before: i64 = order.stock_needed().iter().map(|(_, quantity)| quantity.0).sum();
        order.parts_stand(vec![standing(line, 500, 1500)]);
        let after: i64 = order.stock_needed().iter().map(|(_, quantity)| quantity.0).sum();
        assert_eq!(before - after, 1500);
    }

    #[test]
    fn what_completion_takes_it_says_itself() {
        let mut order = ready();
        let (line, _) = discs(&order);
        order.parts = vec![standing(line, 2000, 0)];
        assert_eq!(order.parts_stand(vec![standing(line, 0, 2000)]), []);
    }
}
