//! From what a work order's lines consumed so far to what they should have: only the difference moves.

use std::collections::BTreeMap;

use contracts::inventory::ProductId;
use contracts::workshop::{LineId, NeededPart};
use kernel::Quantity;

/// What a line takes, or took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Take {
    pub line_id: LineId,
    pub product_id: ProductId,
    pub quantity: Quantity,
}

/// What moves the lines from `consumed` to `wanted`: positive quantities leave the shelf, negative ones go back.
/// In order of product, so that all who lock stock lock it in one order. A line that is gone gives everything back.
pub fn differences(wanted: &[Take], consumed: &[Take]) -> Vec<Take> {
    let mut balance = BTreeMap::<(ProductId, LineId), Quantity>::new();
    for take in wanted {
        let entry = balance.entry((take.product_id, take.line_id)).or_default();
        *entry = *entry + take.quantity;
    }
    for take in consumed {
        let entry = balance.entry((take.product_id, take.line_id)).or_default();
        *entry = *entry - take.quantity;
    }
    let moved = balance.into_iter().filter(|(_, quantity)| *quantity != Quantity::ZERO);
    moved.map(|((product_id, line_id), quantity)| Take { line_id, product_id, quantity }).collect()
}

/// What lines took beyond what they want by now, perhaps all of it because they are gone.
pub fn beyond(wanted: &[NeededPart], consumed: &[Take]) -> Vec<Take> {
    let excess = |take: &Take| {
        let line = wanted.iter().find(|line| line.line_id == take.line_id && line.product_id == take.product_id);
        Take { quantity: take.quantity - line.map(|line| line.quantity).unwrap_or_default(), ..*take }
    };
    let mut back: Vec<_> = consumed.iter().map(excess).filter(|take| take.quantity > Quantity::ZERO).collect();
    back.sort_by_key(|take| (take.product_id, take.line_id));
    back
}

/// What each line has consumed once the differences moved; lines that are gone have consumed nothing.
pub fn afterwards(wanted: &[Take], consumed: &[Take]) -> Vec<Take> {
    let gone = consumed.iter().filter(|take| wanted.iter().all(|line| line.line_id != take.line_id));
    let emptied = gone.map(|take| Take { quantity: Quantity::ZERO, ..*take });
    wanted.iter().copied().chain(emptied).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(line_id: LineId, product_id: ProductId, quantity: i64) -> Take {
        Take { line_id, product_id, quantity: Quantity(quantity) }
    }

    #[test]
    fn the_same_again_moves_nothing() {
        let (line, filter) = (LineId::new(), ProductId::new());
        assert_eq!(differences(&[take(line, filter, 1000)], &[]), [take(line, filter, 1000)]);
        assert_eq!(differences(&[take(line, filter, 1000)], &[take(line, filter, 1000)]), []);
    }

    #[test]
    fn a_changed_line_moves_the_difference_and_a_removed_one_goes_back() {
        let (kept, gone, filter) = (LineId::new(), LineId::new(), ProductId::new());
        let moved = differences(&[take(kept, filter, 3000)], &[take(kept, filter, 1000), take(gone, filter, 500)]);
        assert_eq!(moved, [take(kept, filter, 2000), take(gone, filter, -500)]);
        assert_eq!(
            afterwards(&[take(kept, filter, 3000)], &[take(kept, filter, 1000), take(gone, filter, 500)]),
            [take(kept, filter, 3000), take(gone, filter, 0)]
        );
    }

    #[test]
    fn what_a_line_took_beyond_what_it_wants_comes_back() {
        let (kept, gone, filter) = (LineId::new(), LineId::new(), ProductId::new());
        let line = |line_id, quantity| NeededPart {
            line_id,
            job_id: contracts::workshop::JobId::new(),
            job_title: String::new(),
            product_id: filter,
            description: String::new(),
            quantity: Quantity(quantity),
            is_approved: true,
        };
        let took = [take(kept, filter, 2000), take(gone, filter, 500)];
        let mut back = beyond(&[line(kept, 1500)], &took);
        back.sort_by_key(|take| take.quantity.0 + i64::from(take.line_id == kept));
        assert_eq!(back, [take(gone, filter, 500), take(kept, filter, 500)]);
        assert_eq!(beyond(&[line(kept, 2000), line(gone, 9000)], &took), []);
    }

    #[test]
    fn a_line_whose_product_changed_gives_back_one_and_takes_the_other() {
        let (line, old, new) = (LineId::new(), ProductId::new(), ProductId::new());
        let moved = differences(&[take(line, new, 1000)], &[take(line, old, 1000)]);
        assert_eq!(moved, [take(line, old, -1000), take(line, new, 1000)]);
    }
}
