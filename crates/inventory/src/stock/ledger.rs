//! The ledger of one site: what may happen to a stock quantity, and what each movement does to the average cost.
//! `on_hand` changes here and nowhere else, always together with the movement that explains it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::billing::CreditNoteId;
use contracts::inventory::{MovedWorth, MovementId, ProductId, StockMoved};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::money::{MAX_AMOUNT, extended, moving_average};
use kernel::{Amount, Quantity, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::layers::{Layer, Layers, Worth};
use crate::entities;
use crate::error::Error;

/// What a site has of a product, from how much on it is low, and what one unit cost on average.
pub type Level = entities::stock::Model;
pub type Movement = entities::movements::Model;

impl Level {
    /// Of a product that the site never had.
    pub fn empty(product_id: ProductId, site_id: SiteId) -> Self {
        let none = Quantity::ZERO;
        Self {
            product_id,
            site_id,
            on_hand: none,
            minimum: none,
            average_cost: Amount::ZERO,
            reserved: none,
            on_order: none,
            maximum: none,
            bin: None,
            elsewhere: none,
        }
    }

    /// On hand and in no room or van: on the site's own shelves. Below zero when completed work took more than lay there.
    pub fn here(&self) -> Quantity {
        self.on_hand - self.elsewhere
    }

    /// All of it at its average cost; below zero when it owes.
    pub fn worth(&self) -> Amount {
        extended(self.on_hand, self.average_cost)
    }

    /// On hand and not reserved.
    pub fn available(&self) -> Quantity {
        self.on_hand - self.reserved
    }
}

/// A thousand million units either way: far from what the numbers hold.
const MOST: i64 = 1_000_000_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum MovementKind {
    Opening,
    Receipt,
    Consumption,
    Return,
    Adjustment,
    /// No quantity moved: what lies there is worth more or less than was thought.
    Revaluation,
    /// Back to who sold it.
    SupplierReturn,
    /// Thrown away.
    Scrap,
    /// To another site.
    TransferOut,
    /// From another site.
    TransferIn,
    /// A stock take found more, or less.
    Count,
}

/// What happens to a quantity. All but adjustments are given without sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Opening { quantity: Quantity, unit_cost: Amount },
    Receipt { quantity: Quantity, unit_cost: Amount },
    Consumption(Quantity),
    Return(Quantity),
    Adjustment(Quantity),
    SupplierReturn(Quantity),
    Scrap(Quantity),
    TransferOut(Quantity),
    TransferIn { quantity: Quantity, unit_cost: Amount },
    Count(Quantity),
}

impl Change {
    fn kind(self) -> MovementKind {
        match self {
            Self::Opening { .. } => MovementKind::Opening,
            Self::Receipt { .. } => MovementKind::Receipt,
            Self::Consumption(_) => MovementKind::Consumption,
            Self::Return(_) => MovementKind::Return,
            Self::Adjustment(_) => MovementKind::Adjustment,
            Self::SupplierReturn(_) => MovementKind::SupplierReturn,
            Self::Scrap(_) => MovementKind::Scrap,
            Self::TransferOut(_) => MovementKind::TransferOut,
            Self::TransferIn { .. } => MovementKind::TransferIn,
            Self::Count(_) => MovementKind::Count,
        }
    }

    fn signed(self) -> Quantity {
        match self {
            Self::Opening { quantity, .. }
            | Self::Receipt { quantity, .. }
            | Self::TransferIn { quantity, .. }
            | Self::Return(quantity)
            | Self::Adjustment(quantity)
            | Self::Count(quantity) => quantity,
            Self::Consumption(quantity) | Self::SupplierReturn(quantity) | Self::Scrap(quantity) | Self::TransferOut(quantity) => -quantity,
        }
    }

    /// Leaves the shelf by somebody's choice: never what jobs have reserved.
    fn takes_what_is_free(self) -> Option<Quantity> {
        match self {
            Self::SupplierReturn(quantity) | Self::Scrap(quantity) | Self::TransferOut(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// Leaves the site's own shelves by somebody's choice: never what lies in a room or a van.
    fn takes_what_is_here(self) -> Option<Quantity> {
        match self {
            Self::Adjustment(down) | Self::Count(down) if down < Quantity::ZERO => Some(-down),
            other => other.takes_what_is_free(),
        }
    }
}

/// Why a quantity moved, and who says so.
#[derive(Clone, Debug, Default)]
pub struct Note {
    pub reference: Option<Reference>,
    pub line_id: Option<LineId>,
    pub reason: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
    /// What a unit of it cost when it left, of what comes back.
    pub left_at: Option<Amount>,
    /// It moves in a room or a van, and not on the site's own shelves.
    pub is_elsewhere: bool,
}

/// What kind of paper is behind a movement.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "names the words for the API's document")]
pub enum ReferenceKind {
    WorkOrder,
    Delivery,
    PurchaseOrder,
    SupplierInvoice,
    SupplierReturn,
    Transfer,
    StockTake,
    CreditNote,
}

/// The paper behind a movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reference {
    #[schema(value_type = ReferenceKind)]
    pub kind: String,
    pub id: Option<Uuid>,
    /// A number people know it by.
    pub label: String,
}

impl Reference {
    /// A supplier's delivery note.
    pub fn delivery(label: String) -> Self {
        Self { kind: "delivery".into(), id: None, label }
    }

    /// What a customer gave back.
    pub fn credit_note(id: CreditNoteId, number: &str) -> Self {
        Self { kind: "credit_note".into(), id: Some(id.0), label: number.to_owned() }
    }

    pub fn work_order(id: WorkOrderId, number: &str) -> Self {
        Self { kind: "work_order".into(), id: Some(id.0), label: number.to_owned() }
    }
}

/// Levels of one site, locked, and the movements made of them so far.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub site: SiteId,
    levels: BTreeMap<ProductId, Level>,
    movements: Vec<Movement>,
    /// What the site had of each movement's product was worth before it.
    before: Vec<Amount>,
    /// Where the site values its stock first in, first out; at the moving average without.
    layers: Option<Layers>,
}

impl Ledger {
    pub fn new(site: SiteId, levels: impl IntoIterator<Item = Level>) -> Self {
        Self {
            site,
            levels: levels.into_iter().map(|level| (level.product_id, level)).collect(),
            movements: vec![],
            before: vec![],
            layers: None,
        }
    }

    /// Of a site that values its stock first in, first out.
    pub fn in_layers(self, layers: Layers) -> Self {
        Self { layers: Some(layers), ..self }
    }

    /// Layers to write.
    pub fn changed_layers(&self) -> Vec<Layer> {
        self.layers.as_ref().map(Layers::changes).unwrap_or_default()
    }

    pub fn is_in_layers(&self) -> bool {
        self.layers.is_some()
    }

    pub fn levels(&self) -> impl Iterator<Item = &Level> {
        self.levels.values()
    }

    pub fn movements(&self) -> &[Movement] {
        &self.movements
    }

    /// Products go by these names.
    pub fn events(&self, names: &BTreeMap<ProductId, String>) -> Vec<StockMoved> {
        let moved =
            |(movement, before): (&Movement, &Amount)| told(movement, *before, names.get(&movement.product_id).map_or("", |name| name));
        self.movements.iter().zip(&self.before).map(moved).collect()
    }

    /// Moves a quantity, and returns what the stock is worth more for it, or less. Goods that come in move the average and all else is valued
    /// at it, unless the site values first in, first out. Only completed work may leave less than nothing.
    pub fn post(&mut self, product: ProductId, change: Change, note: &Note) -> Result<Amount, Error> {
        let unknown = || Error::UnknownProduct { pointer: "/product_id".into() };
        let level = self.levels.get_mut(&product).ok_or_else(unknown)?;
        let quantity = change.signed();
        let on_hand = level.on_hand.0.checked_add(quantity.0).filter(|sum| (-MOST..=MOST).contains(sum)).map(Quantity);
        let on_hand = on_hand.ok_or(Error::StockTooLarge)?;
        if let Some(wanted) = change.takes_what_is_free()
            && wanted > level.available()
        {
            return Err(Error::StockReserved { available: level.available() });
        }
        if let Change::Adjustment(down) | Change::Count(down) = change
            && down < Quantity::ZERO
            && on_hand < Quantity::ZERO
        {
            return Err(Error::StockNegative { on_hand: level.on_hand });
        }
        if let Some(wanted) = change.takes_what_is_here()
            && !note.is_elsewhere
            && level.elsewhere > Quantity::ZERO
            && wanted > level.here()
        {
            return Err(Error::LiesElsewhere { here: level.here() });
        }
        let before = level.worth();
        let Worth { unit_cost, value } = match &mut self.layers {
            Some(layers) => by_layers(layers, level, change, note),
            None => at_average(level, change),
        };
        level.on_hand = on_hand;
        let movement = movement(level, &Moved { kind: change.kind(), quantity, unit_cost, value }, note);
        if let Some(layers) = &mut self.layers {
            layers.explain(product, movement.id);
        }
        self.movements.push(movement);
        self.before.push(before);
        Ok(value)
    }

    /// What came in turns out to have cost so much more, or less: `by` for `of` units. Those that are still there carry their part in the
    /// average, which never falls below nothing. Returns what of it went into the stock; the rest is of units that left.
    pub fn revalue(&mut self, product: ProductId, by: Amount, of: Quantity, note: &Note) -> Amount {
        let Some(level) = self.levels.get_mut(&product) else { return Amount::ZERO };
        let there = level.on_hand.min(of).max(Quantity::ZERO);
        if there == Quantity::ZERO {
            return Amount::ZERO;
        }
        let was = level.worth();
        if let Some(layers) = &mut self.layers {
            let value = layers.revalue(level, by, of, note.at);
            if value != Amount::ZERO {
                let moved = Moved { kind: MovementKind::Revaluation, quantity: Quantity::ZERO, unit_cost: level.average_cost, value };
                self.movements.push(movement(level, &moved, note));
                self.before.push(was);
            }
            return value;
        }
        let on_hand = i128::from(level.on_hand.0);
        let part = i128::from(by.0) * i128::from(there.0) / i128::from(of.0);
        let average = (i128::from(level.average_cost.0) * on_hand + part * 1000 + on_hand / 2).div_euclid(on_hand);
        let average = Amount(i64::try_from(average.clamp(0, MAX_AMOUNT.into())).unwrap_or(MAX_AMOUNT));
        if average == level.average_cost {
            return Amount::ZERO;
        }
        level.average_cost = average;
        let value = extended(level.on_hand, average) - was;
        let moved = Moved { kind: MovementKind::Revaluation, quantity: Quantity::ZERO, unit_cost: average, value };
        let movement = movement(level, &moved, note);
        self.movements.push(movement);
        self.before.push(was);
        value
    }

    pub fn on_hand(&self, product: ProductId) -> Quantity {
        self.levels.get(&product).map(|level| level.on_hand).unwrap_or_default()
    }

    pub fn average_cost(&self, product: ProductId) -> Amount {
        self.levels.get(&product).map(|level| level.average_cost).unwrap_or_default()
    }

    /// What so many units would cost each if they left now.
    pub fn cost_of(&self, product: ProductId, quantity: Quantity) -> Amount {
        match (&self.layers, self.levels.get(&product)) {
            (Some(layers), Some(level)) => layers.cost_of(level, quantity),
            _ => self.average_cost(product),
        }
    }

    /// What is on hand and not reserved; below zero when there is less than is reserved.
    pub fn free(&self, product: ProductId) -> Option<Quantity> {
        let level = self.levels.get(&product)?;
        Some(level.on_hand.max(Quantity::ZERO) - level.reserved)
    }

    /// What lies on the site's own shelves.
    pub fn here(&self, product: ProductId) -> Quantity {
        self.levels.get(&product).map(Level::here).unwrap_or_default()
    }

    /// More of a product lies in rooms and vans, or less.
    pub fn lies_elsewhere(&mut self, product: ProductId, by: Quantity) {
        if let Some(level) = self.levels.get_mut(&product) {
            level.elsewhere = level.elsewhere + by;
        }
    }

    /// Reserves more, or less; returns what is reserved then.
    pub fn reserve(&mut self, product: ProductId, by: Quantity) -> Quantity {
        let Some(level) = self.levels.get_mut(&product) else { return Quantity::ZERO };
        level.reserved = level.reserved + by;
        level.reserved
    }

    /// More is on order, or less.
    pub fn order(&mut self, product: ProductId, by: Quantity) {
        if let Some(level) = self.levels.get_mut(&product) {
            level.on_order = level.on_order + by;
        }
    }

    /// From how much on a product is low here; false when it was so already.
    pub fn set_minimum(&mut self, product: ProductId, minimum: Quantity) -> bool {
        let level = self.levels.get_mut(&product).filter(|level| level.minimum != minimum);
        level.map(|level| level.minimum = minimum).is_some()
    }

    /// Where a product lies here; false when it was so already.
    pub fn set_bin(&mut self, product: ProductId, bin: Option<String>) -> bool {
        let level = self.levels.get_mut(&product).filter(|level| level.bin != bin);
        level.map(|level| level.bin = bin).is_some()
    }

    /// Up to how much is ordered; false when it was so already.
    pub fn set_maximum(&mut self, product: ProductId, maximum: Quantity) -> bool {
        let level = self.levels.get_mut(&product).filter(|level| level.maximum != maximum);
        level.map(|level| level.maximum = maximum).is_some()
    }
}

/// Goods that come in move the average; all else is valued at it.
fn at_average(level: &mut Level, change: Change) -> Worth {
    let unit_cost = match change {
        Change::Opening { quantity, unit_cost } | Change::Receipt { quantity, unit_cost } | Change::TransferIn { quantity, unit_cost } => {
            level.average_cost = moving_average(level.on_hand, level.average_cost, quantity, unit_cost);
            unit_cost
        }
        _ => level.average_cost,
    };
    Worth { unit_cost, value: extended(change.signed(), unit_cost) }
}

/// Goods that come in are a layer, what leaves takes the oldest, and what is found is as what lies there.
fn by_layers(layers: &mut Layers, level: &mut Level, change: Change, note: &Note) -> Worth {
    match change {
        Change::Opening { quantity, unit_cost } | Change::Receipt { quantity, unit_cost } | Change::TransferIn { quantity, unit_cost } => {
            layers.receive(level, (quantity, unit_cost), note.at)
        }
        Change::Return(quantity) => layers.put_back(level, quantity, note.left_at, note.at),
        other if other.signed() < Quantity::ZERO => layers.take(level, -other.signed(), note.at),
        found => layers.receive(level, (found.signed(), level.average_cost), note.at),
    }
}

/// What is told of a movement, before which the site had so much of the product.
pub fn told(movement: &Movement, before: Amount, article: &str) -> StockMoved {
    let average = movement.average_cost.unwrap_or(movement.unit_cost);
    let worth = MovedWorth {
        kind: movement.kind.to_value(),
        value: movement.value.unwrap_or_else(|| extended(movement.quantity, movement.unit_cost)),
        before,
        left: extended(movement.on_hand, average),
        article: article.to_owned(),
        paper: movement.reference_label.clone().unwrap_or_default(),
        at: movement.at,
    };
    StockMoved {
        product_id: movement.product_id,
        site_id: movement.site_id,
        movement_id: movement.id,
        quantity: movement.quantity,
        on_hand: movement.on_hand,
        worth: Some(worth),
    }
}

struct Moved {
    kind: MovementKind,
    quantity: Quantity,
    unit_cost: Amount,
    value: Amount,
}

/// The movement after which the level stands as it does.
fn movement(level: &Level, moved: &Moved, note: &Note) -> Movement {
    Movement {
        id: MovementId::new(),
        product_id: level.product_id,
        site_id: level.site_id,
        kind: moved.kind,
        quantity: moved.quantity,
        on_hand: level.on_hand,
        unit_cost: moved.unit_cost,
        reference_kind: note.reference.as_ref().map(|reference| reference.kind.clone()),
        reference_id: note.reference.as_ref().and_then(|reference| reference.id),
        reference_label: note.reference.as_ref().map(|reference| reference.label.clone()),
        line_id: note.line_id,
        reason: note.reason.clone(),
        by_name: note.by.clone(),
        at: note.at,
        value: Some(moved.value),
        average_cost: Some(level.average_cost),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filters(on_hand: i64, average_cost: i64) -> (Ledger, ProductId) {
        let (site_id, product_id) = (SiteId::new(), ProductId::new());
        let level = Level { on_hand: Quantity::whole(on_hand), average_cost: Amount(average_cost), ..Level::empty(product_id, site_id) };
        (Ledger::new(site_id, [level]), product_id)
    }

    /// PRODUCT 3.4 step 4.
    #[test]
    fn a_receipt_moves_the_average() {
        let (mut ledger, filter) = filters(4, 10_000);
        let receipt = Change::Receipt { quantity: Quantity::whole(6), unit_cost: Amount(12_000) };
        ledger.post(filter, receipt, &Note::default()).unwrap();
        let level = ledger.levels().next().unwrap();
        assert_eq!((level.on_hand, level.average_cost), (Quantity::whole(10), Amount(11_200)));
        assert_eq!(ledger.movements()[0].unit_cost, Amount(12_000));
    }

    #[test]
    fn what_leaves_and_comes_back_is_valued_at_the_average() {
        let (mut ledger, filter) = filters(4, 10_000);
        ledger.post(filter, Change::Consumption(Quantity(1500)), &Note::default()).unwrap();
        ledger.post(filter, Change::Return(Quantity(500)), &Note::default()).unwrap();
        let [out, back] = ledger.movements() else { panic!("two movements") };
        assert_eq!((out.quantity, out.on_hand, out.unit_cost), (Quantity(-1500), Quantity(2500), Amount(10_000)));
        assert_eq!((back.quantity, back.on_hand, back.unit_cost), (Quantity(500), Quantity(3000), Amount(10_000)));
    }

    /// Six came at 12.000 and are billed at 12.500: three are still there.
    #[test]
    fn what_is_still_there_carries_its_part_of_a_difference_in_price() {
        let (mut ledger, filter) = filters(3, 12_000);
        let stocked = ledger.revalue(filter, Amount(3000), Quantity::whole(6), &Note::default());
        let level = ledger.levels().next().unwrap();
        assert_eq!((stocked, level.average_cost, level.on_hand), (Amount(1500), Amount(12_500), Quantity::whole(3)));
        assert_eq!(ledger.movements()[0].quantity, Quantity::ZERO);
        let (mut empty, filter) = filters(0, 12_000);
        assert_eq!(empty.revalue(filter, Amount(3000), Quantity::whole(6), &Note::default()), Amount::ZERO);
        let (mut cheap, filter) = filters(1, 100);
        assert_eq!(cheap.revalue(filter, Amount(-3000), Quantity::whole(1), &Note::default()), Amount(-100), "never below nothing");
    }

    /// What is there before and after each movement follows on; what rounding makes of the average is in it.
    #[test]
    fn each_movement_tells_what_the_shelf_was_worth_and_is() {
        let (mut ledger, filter) = filters(3, 10_000);
        let receipt = Change::Receipt { quantity: Quantity::whole(4), unit_cost: Amount(10_001) };
        ledger.post(filter, receipt, &Note::default()).unwrap();
        ledger.revalue(filter, Amount(700), Quantity::whole(4), &Note::default());
        ledger.post(filter, Change::Consumption(Quantity::whole(2)), &Note::default()).unwrap();
        let told = ledger.events(&BTreeMap::from([(filter, "Filter".to_owned())]));
        let worth: Vec<_> = told.into_iter().filter_map(|moved| moved.worth).collect();
        let told: Vec<_> = worth.iter().map(|worth| (worth.kind.as_str(), worth.value.0, worth.before.0, worth.left.0)).collect();
        assert_eq!(told[0], ("receipt", 40_004, 30_000, 70_007));
        assert_eq!((told[1].0, told[1].2, told[1].3 - told[1].2), ("revaluation", 70_007, told[1].1));
        assert_eq!((told[2].0, told[2].2, told[2].3 - told[2].2), ("consumption", told[1].3, told[2].1));
        assert_eq!(worth[0].article, "Filter");
    }

    #[test]
    fn what_is_reserved_neither_goes_back_nor_to_the_scrap() {
        let (mut ledger, filter) = filters(3, 10_000);
        ledger.reserve(filter, Quantity::whole(2));
        let refused = ledger.post(filter, Change::SupplierReturn(Quantity::whole(2)), &Note::default());
        assert_eq!(refused, Err(Error::StockReserved { available: Quantity::whole(1) }));
        assert_eq!(ledger.post(filter, Change::Scrap(Quantity::whole(1)), &Note::default()), Ok(Amount(-10_000)));
    }

    #[test]
    fn only_completed_work_may_leave_less_than_nothing() {
        let (mut ledger, filter) = filters(1, 10_000);
        let refused = ledger.post(filter, Change::Adjustment(Quantity::whole(-2)), &Note::default());
        assert_eq!(refused, Err(Error::StockNegative { on_hand: Quantity::whole(1) }));
        ledger.post(filter, Change::Consumption(Quantity::whole(3)), &Note::default()).unwrap();
        ledger.post(filter, Change::Adjustment(Quantity::whole(1)), &Note::default()).unwrap();
        assert_eq!(ledger.movements().last().map(|movement| movement.on_hand), Some(Quantity::whole(-1)));
    }

    /// The same shelf, first in, first out: four at 10.000 leave before six at 12.000.
    #[test]
    fn in_layers_the_oldest_leave_and_what_comes_back_does_at_its_cost() {
        let (ledger, filter) = filters(4, 10_000);
        let site = ledger.site;
        let mut ledger = ledger.in_layers(Layers::new(site, 1, vec![]));
        let receipt = Change::Receipt { quantity: Quantity::whole(6), unit_cost: Amount(12_000) };
        ledger.post(filter, receipt, &Note::default()).unwrap();
        assert_eq!(ledger.cost_of(filter, Quantity::whole(5)), Amount(10_400));
        assert_eq!(ledger.post(filter, Change::Consumption(Quantity::whole(5)), &Note::default()), Ok(Amount(-52_000)));
        let note = Note { left_at: Some(Amount(10_400)), ..Note::default() };
        assert_eq!(ledger.post(filter, Change::Return(Quantity::whole(1)), &note), Ok(Amount(10_400)));
        let layers = ledger.changed_layers();
        assert!(layers.iter().any(|layer| layer.movement_id == Some(ledger.movements()[0].id) && layer.remaining == Quantity::whole(5)));
        assert_eq!(layers.iter().map(|layer| layer.remaining.0).sum::<i64>(), 6000);
    }

    #[test]
    fn no_stock_is_beyond_what_numbers_hold() {
        let (mut ledger, filter) = filters(999_999_999, 1);
        assert_eq!(ledger.post(filter, Change::Adjustment(Quantity::whole(2)), &Note::default()), Err(Error::StockTooLarge));
    }
}
