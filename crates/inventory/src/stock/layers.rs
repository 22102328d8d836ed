//! What lies on a shelf by what it cost: the oldest leaves first (PRODUCT J8, decision 0046). Pure.
//!
//! What is left in the layers of a product is what is on hand, and nothing while that is nothing or less: what came for a shelf that owes is
//! gone already, and opens a layer with the rest alone. No layer is ever below nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use contracts::inventory::{LayerId, MovementId, ProductId};
use kernel::money::MAX_AMOUNT;
use kernel::{Amount, Quantity, SiteId};

use super::Level;
use crate::entities;

pub type Layer = entities::layers::Model;

/// The layers of a ledger's products, from the oldest to the newest.
#[derive(Clone, Debug)]
pub struct Layers {
    site: SiteId,
    /// Which choice of the site they are of: a site that chooses again begins anew.
    choice: i64,
    of: BTreeMap<ProductId, Vec<Layer>>,
    changed: BTreeSet<LayerId>,
    /// What the last movement opened.
    opened: Option<LayerId>,
}

/// What moved, and what it was worth: signed as what moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    pub unit_cost: Amount,
    pub value: Amount,
}

impl Layers {
    pub fn new(site: SiteId, choice: i64, rows: Vec<Layer>) -> Self {
        let mut of = BTreeMap::<ProductId, Vec<Layer>>::new();
        for row in rows {
            of.entry(row.product_id).or_default().push(row);
        }
        for layers in of.values_mut() {
            layers.sort_by_key(|layer| layer.place);
        }
        Self { site, choice, of, changed: BTreeSet::new(), opened: None }
    }

    /// Those to write.
    pub fn changes(&self) -> Vec<Layer> {
        self.of.values().flatten().filter(|layer| self.changed.contains(&layer.id)).cloned().collect()
    }

    /// What came in opens the newest layer, at its own cost.
    pub fn receive(&mut self, level: &mut Level, (quantity, unit_cost): (Quantity, Amount), at: DateTime<Utc>) -> Worth {
        self.begin(level, at);
        let rest = beyond_debt(level.on_hand, quantity);
        let place = self.newest(level.product_id).map_or(0, |layer| layer.place + 1);
        self.opened = self.open(level.product_id, place, (rest, unit_cost), at);
        self.settle(level, level.on_hand + quantity, unit_cost);
        Worth { unit_cost, value: worth(i128::from(quantity.0) * i128::from(unit_cost.0)) }
    }

    /// What comes back lies in front: it is as old as what was taken last. Without the cost at which it left it is valued as the rest is.
    pub fn put_back(&mut self, level: &mut Level, quantity: Quantity, left_at: Option<Amount>, at: DateTime<Utc>) -> Worth {
        self.begin(level, at);
        let unit_cost = left_at.unwrap_or(level.average_cost);
        let place = self.of.get(&level.product_id).and_then(|layers| layers.first()).map_or(0, |layer| layer.place - 1);
        self.opened = self.open(level.product_id, place, (beyond_debt(level.on_hand, quantity), unit_cost), at);
        self.settle(level, level.on_hand + quantity, unit_cost);
        Worth { unit_cost, value: worth(i128::from(quantity.0) * i128::from(unit_cost.0)) }
    }

    /// The oldest leave. What is not there is valued as what left last.
    pub fn take(&mut self, level: &mut Level, quantity: Quantity, at: DateTime<Utc>) -> Worth {
        self.begin(level, at);
        self.opened = None;
        let (mut left, mut value, mut last) = (quantity, 0_i128, level.average_cost);
        for layer in self.of.entry(level.product_id).or_default() {
            let taken = layer.remaining.min(left);
            if taken > Quantity::ZERO {
                layer.remaining = layer.remaining - taken;
                left = left - taken;
                value += i128::from(taken.0) * i128::from(layer.unit_cost.0);
                last = layer.unit_cost;
                self.changed.insert(layer.id);
            }
        }
        value += i128::from(left.0) * i128::from(last.0);
        self.settle(level, level.on_hand - quantity, last);
        Worth { unit_cost: per_unit(value, quantity), value: worth(-value) }
    }

    /// What so many of the oldest cost, each.
    pub fn cost_of(&self, level: &Level, quantity: Quantity) -> Amount {
        let mut probe = self.clone();
        probe.take(&mut level.clone(), quantity, DateTime::UNIX_EPOCH).unit_cost
    }

    /// `of` units that came cost so much more, or less, than was thought: the newest that are still there carry their part. Returns what of it
    /// went into the stock.
    pub fn revalue(&mut self, level: &mut Level, by: Amount, of: Quantity, at: DateTime<Utc>) -> Amount {
        self.begin(level, at);
        let before = self.value(level.product_id);
        let mut left = of;
        for layer in self.of.entry(level.product_id).or_default().iter_mut().rev() {
            let there = layer.remaining.min(left);
            if there == Quantity::ZERO {
                continue;
            }
            left = left - there;
            // A layer of which only a part is meant carries that part on all of it.
            let part = i128::from(by.0) * i128::from(there.0) * 1000 / i128::from(of.0);
            let each = rounded(part, i128::from(layer.remaining.0));
            layer.unit_cost = Amount(layer.unit_cost.0.saturating_add(each).clamp(0, MAX_AMOUNT));
            self.changed.insert(layer.id);
        }
        let after = self.value(level.product_id);
        let last = level.average_cost;
        self.settle(level, level.on_hand, last);
        worth(after - before)
    }

    /// What was opened last came with this movement.
    pub fn explain(&mut self, product: ProductId, movement: MovementId) {
        let Some(opened) = self.opened.take() else { return };
        let layers = self.of.get_mut(&product).into_iter().flatten();
        for layer in layers.filter(|layer| layer.id == opened) {
            layer.movement_id = Some(movement);
        }
    }

    /// A shelf that no layer is kept of yet is one layer, at what a unit costs today.
    fn begin(&mut self, level: &Level, at: DateTime<Utc>) {
        if level.on_hand > Quantity::ZERO && self.of.get(&level.product_id).is_none_or(Vec::is_empty) {
            self.open(level.product_id, 0, (level.on_hand, level.average_cost), at);
        }
    }

    fn open(&mut self, product: ProductId, place: i64, (quantity, unit_cost): (Quantity, Amount), at: DateTime<Utc>) -> Option<LayerId> {
        if quantity <= Quantity::ZERO {
            return None;
        }
        let layer = Layer {
            id: LayerId::new(),
            product_id: product,
            site_id: self.site,
            choice: self.choice,
            place,
            movement_id: None,
            opened_at: at,
            received: quantity,
            remaining: quantity,
            unit_cost,
        };
        let id = layer.id;
        self.changed.insert(id);
        let layers = self.of.entry(product).or_default();
        let at = layers.partition_point(|known| known.place < place);
        layers.insert(at, layer);
        Some(id)
    }

    fn newest(&self, product: ProductId) -> Option<&Layer> {
        self.of.get(&product).and_then(|layers| layers.last())
    }

    /// In thousandths of a minor unit.
    fn value(&self, product: ProductId) -> i128 {
        let layers = self.of.get(&product).into_iter().flatten();
        layers.map(|layer| i128::from(layer.remaining.0) * i128::from(layer.unit_cost.0)).sum()
    }

    /// The level stands at what its layers come to; an empty shelf remembers the cost of what moved last.
    fn settle(&self, level: &mut Level, on_hand: Quantity, last: Amount) {
        level.average_cost = if on_hand > Quantity::ZERO { per_unit(self.value(level.product_id), on_hand) } else { last };
    }
}

/// What is left of what comes when what was owed is taken from it.
fn beyond_debt(on_hand: Quantity, quantity: Quantity) -> Quantity {
    if on_hand < Quantity::ZERO { (quantity + on_hand).max(Quantity::ZERO) } else { quantity }
}

/// Thousandths of a minor unit, as minor units.
fn worth(value: i128) -> Amount {
    Amount(rounded(value, 1000))
}

fn per_unit(value: i128, quantity: Quantity) -> Amount {
    if quantity == Quantity::ZERO { Amount::ZERO } else { Amount(rounded(value, i128::from(quantity.0))) }
}

/// Halves away from zero, as all money is.
fn rounded(value: i128, by: i128) -> i64 {
    let half = by.abs() / 2;
    let quotient = if (value < 0) == (by < 0) { (value.abs() + half) / by.abs() } else { -((value.abs() + half) / by.abs()) };
    i64::try_from(quotient).unwrap_or(if quotient < 0 { -MAX_AMOUNT } else { MAX_AMOUNT })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shelf(on_hand: i64, average: i64) -> (Layers, Level) {
        let site = SiteId::new();
        let level = Level { on_hand: Quantity::whole(on_hand), average_cost: Amount(average), ..Level::empty(ProductId::new(), site) };
        (Layers::new(site, 1, vec![]), level)
    }

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    /// Moves, and keeps the level as the ledger does.
    fn come(layers: &mut Layers, level: &mut Level, quantity: i64, cost: i64) {
        layers.receive(level, (Quantity(quantity), Amount(cost)), now());
        level.on_hand = level.on_hand + Quantity(quantity);
    }

    fn go(layers: &mut Layers, level: &mut Level, quantity: i64) -> Worth {
        let worth = layers.take(level, Quantity(quantity), now());
        level.on_hand = level.on_hand - Quantity(quantity);
        worth
    }

    fn remaining(layers: &Layers, level: &Level) -> Vec<(i64, i64)> {
        let of = layers.of.get(&level.product_id).into_iter().flatten();
        of.filter(|layer| layer.remaining > Quantity::ZERO).map(|layer| (layer.remaining.0, layer.unit_cost.0)).collect()
    }

    #[test]
    fn the_oldest_leave_first_each_at_what_it_cost() {
        let (mut layers, mut level) = shelf(0, 0);
        come(&mut layers, &mut level, 4000, 10_000);
        come(&mut layers, &mut level, 6000, 12_000);
        assert_eq!(level.average_cost, Amount(11_200));
        // 4 at 10.000 and 1 at 12.000.
        assert_eq!(go(&mut layers, &mut level, 5000), Worth { unit_cost: Amount(10_400), value: Amount(-52_000) });
        assert_eq!((remaining(&layers, &level), level.average_cost), (vec![(5000, 12_000)], Amount(12_000)));
    }

    #[test]
    fn a_shelf_that_chooses_it_begins_with_one_layer_at_its_average() {
        let (mut layers, mut level) = shelf(4, 11_200);
        come(&mut layers, &mut level, 1000, 15_000);
        assert_eq!(remaining(&layers, &level), [(4000, 11_200), (1000, 15_000)]);
    }

    #[test]
    fn what_comes_back_lies_in_front_at_what_it_left_at() {
        let (mut layers, mut level) = shelf(0, 0);
        come(&mut layers, &mut level, 1000, 10_000);
        come(&mut layers, &mut level, 1000, 12_000);
        let left = go(&mut layers, &mut level, 1000);
        let back = layers.put_back(&mut level, Quantity(1000), Some(left.unit_cost), now());
        level.on_hand = level.on_hand + Quantity(1000);
        assert_eq!((back.value, remaining(&layers, &level)), (Amount(10_000), vec![(1000, 10_000), (1000, 12_000)]));
    }

    #[test]
    fn what_came_for_a_shelf_that_owes_is_gone_already() {
        let (mut layers, mut level) = shelf(0, 10_000);
        assert_eq!(go(&mut layers, &mut level, 2000).value, Amount(-20_000));
        come(&mut layers, &mut level, 6000, 12_000);
        assert_eq!((remaining(&layers, &level), level.on_hand), (vec![(4000, 12_000)], Quantity::whole(4)));
        let (mut empty, mut level) = shelf(-3, 10_000);
        come(&mut empty, &mut level, 2000, 12_000);
        assert_eq!((remaining(&empty, &level), level.average_cost), (vec![], Amount(12_000)));
    }

    #[test]
    fn the_newest_that_are_there_carry_their_part_of_a_difference_in_price() {
        let (mut layers, mut level) = shelf(0, 0);
        come(&mut layers, &mut level, 2000, 10_000);
        come(&mut layers, &mut level, 6000, 12_000);
        go(&mut layers, &mut level, 5000);
        // Six came at 12.000 and are billed at 12.500: three are still there.
        let stocked = layers.revalue(&mut level, Amount(3000), Quantity(6000), now());
        assert_eq!((stocked, remaining(&layers, &level)), (Amount(1500), vec![(3000, 12_500)]));
        assert_eq!(layers.revalue(&mut level, Amount(-90_000_000), Quantity(3000), now()), Amount(-37_500), "never below nothing");
    }

    #[test]
    fn what_would_leave_is_told_without_leaving() {
        let (mut layers, mut level) = shelf(0, 0);
        come(&mut layers, &mut level, 1000, 10_000);
        come(&mut layers, &mut level, 1000, 20_000);
        assert_eq!(layers.cost_of(&level, Quantity(2000)), Amount(15_000));
        assert_eq!(remaining(&layers, &level).len(), 2);
    }

    #[derive(Clone, Debug)]
    enum Step {
        Come(i64, i64),
        Go(i64),
        Back(i64),
        Dearer(i64, i64),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (1..20_000_i64, 0..50_000_i64).prop_map(|(quantity, cost)| Step::Come(quantity, cost)),
            (1..20_000_i64).prop_map(Step::Go),
            (1..5_000_i64).prop_map(Step::Back),
            (-9_000..9_000_i64, 1..20_000_i64).prop_map(|(by, of)| Step::Dearer(by, of)),
        ]
    }

    proptest! {
        #[test]
        fn layers_are_never_below_nothing_and_come_to_what_is_on_hand(steps in prop::collection::vec(step(), 1..40)) {
            let (mut layers, mut level) = shelf(0, 0);
            for step in steps {
                match step {
                    Step::Come(quantity, cost) => come(&mut layers, &mut level, quantity, cost),
                    Step::Go(quantity) => {
                        go(&mut layers, &mut level, quantity);
                    }
                    Step::Back(quantity) => {
                        layers.put_back(&mut level, Quantity(quantity), None, now());
                        level.on_hand = level.on_hand + Quantity(quantity);
                    }
                    Step::Dearer(by, of) => {
                        layers.revalue(&mut level, Amount(by), Quantity(of), now());
                    }
                }
                let all = layers.of.get(&level.product_id).cloned().unwrap_or_default();
                prop_assert!(all.iter().all(|layer| layer.remaining >= Quantity::ZERO && layer.remaining <= layer.received));
                prop_assert!(all.iter().all(|layer| layer.unit_cost >= Amount::ZERO));
                prop_assert!(all.windows(2).all(|pair| pair[0].place < pair[1].place));
                let left: i64 = all.iter().map(|layer| layer.remaining.0).sum();
                prop_assert_eq!(left, level.on_hand.0.max(0));
                prop_assert!(level.average_cost >= Amount::ZERO);
            }
        }
    }
}
