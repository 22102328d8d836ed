//! What becomes of numbers when pieces come, go on a line and come back. Pure: the store reads the rows of an article's numbers, and writes
//! what is left here.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contracts::inventory::{NumberEntryId, NumberId, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Quantity, SiteId};

use super::NumberKind;
use crate::entities::{number_entries, numbers};
use crate::error::Error;

pub type Holding = numbers::Model;
pub type Entry = number_entries::Model;

/// So many pieces with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub number: String,
    pub key: String,
    pub quantity: Quantity,
    pub is_serial: bool,
    /// Where it stands in the body.
    pub pointer: String,
}

/// A line of a work order that got pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitting {
    pub line: LineId,
    pub order: WorkOrderId,
}

/// Who writes, when and why.
#[derive(Clone, Debug)]
pub struct Remark {
    pub reference: Option<String>,
    pub reason: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// The places of some numbers of an article, and what changed.
pub struct Book {
    product: ProductId,
    site: SiteId,
    holdings: Vec<Holding>,
    changed: BTreeSet<NumberId>,
    entries: Vec<Entry>,
    remark: Remark,
}

impl Book {
    pub fn new(product: ProductId, site: SiteId, holdings: Vec<Holding>, remark: Remark) -> Self {
        Self { product, site, holdings, changed: BTreeSet::new(), entries: vec![], remark }
    }

    /// What is to be written.
    pub fn into_changes(self) -> (Vec<Holding>, Vec<Entry>) {
        let changed = self.changed;
        (self.holdings.into_iter().filter(|holding| changed.contains(&holding.id)).collect(), self.entries)
    }

    pub fn of_line(&self, line: LineId) -> impl Iterator<Item = &Holding> {
        self.holdings.iter().filter(move |holding| holding.line_id == Some(line) && holding.quantity > Quantity::ZERO)
    }

    /// Pieces lie on the site's shelf. A piece lies on one shelf only.
    pub fn put(&mut self, told: &Told, kind: NumberKind) -> Result<(), Error> {
        if told.is_serial && self.on_shelves(&told.key).next().is_some() {
            return Err(Error::NumberOnHand { pointer: told.pointer.clone() + "/number" });
        }
        let place = self.place(told, None);
        self.change(place, told.quantity, kind, None);
        Ok(())
    }

    /// Pieces go on a line: from this site's shelf if it has them, a single piece from whichever has it. What no shelf was told to have is
    /// believed: it is read from what is in somebody's hand.
    pub fn fit(&mut self, told: &Told, fitting: Fitting) -> Result<(), Error> {
        let source = self.shelf_for(told);
        let is_elsewhere = self.holdings.iter().any(|held| is_on_line(held, &told.key));
        if told.is_serial && is_elsewhere && (source.is_none() || self.of_line(fitting.line).any(|held| held.number_key == told.key)) {
            return Err(Error::NumberFitted { pointer: told.pointer.clone() + "/number" });
        }
        let taken = source.map_or(Quantity::ZERO, |(_, there)| there.min(told.quantity));
        self.leave_behind(told);
        if let Some((from, _)) = source {
            self.change(from, -taken, NumberKind::Fitted, Some(fitting.order));
        }
        let place = self.place(told, Some(fitting));
        self.holdings[place].untold = self.holdings[place].untold + told.quantity - taken;
        self.change(place, told.quantity, NumberKind::Fitted, Some(fitting.order));
        Ok(())
    }

    /// Pieces come off a line and lie on the shelf of its site, told of before or not.
    pub fn take_back(&mut self, told: &Told, line: LineId) -> Result<(), Error> {
        let place = self.fitted(told, line)?;
        let order = self.holdings[place].work_order_id;
        self.leave(place, told.quantity, NumberKind::TakenBack);
        // Who received the piece again meanwhile has it on the shelf already.
        if !told.is_serial || self.on_shelves(&told.key).next().is_none() {
            let back_on = self.place(told, None);
            self.change(back_on, told.quantity, NumberKind::TakenBack, order);
        }
        Ok(())
    }

    /// The number was misread: what the shelf had lies there, and the rest never was.
    pub fn correct(&mut self, told: &Told, line: LineId) -> Result<(), Error> {
        let place = self.fitted(told, line)?;
        let order = self.holdings[place].work_order_id;
        let shelved = self.holdings[place].quantity - self.holdings[place].untold;
        let back = shelved.min(told.quantity);
        self.leave(place, told.quantity, NumberKind::Corrected);
        if back > Quantity::ZERO && (!told.is_serial || self.on_shelves(&told.key).next().is_none()) {
            let back_on = self.place(told, None);
            self.change(back_on, back, NumberKind::Corrected, order);
        }
        Ok(())
    }

    /// Pieces leave the site's shelf for good.
    pub fn withdraw(&mut self, told: &Told, kind: NumberKind) -> Result<(), Error> {
        let place = self.find(&told.key, None).ok_or_else(|| Error::UnknownNumber { pointer: "/number".into() })?;
        let there = self.holdings[place].quantity;
        if told.quantity > there {
            return Err(Error::MoreNumbers { pointer: "/quantity".into(), room: there });
        }
        self.change(place, -told.quantity, kind, None);
        Ok(())
    }

    /// Of a line that has less than its numbers say, what was fitted last comes back.
    pub fn shrink(&mut self, line: LineId, most: Quantity) -> Result<(), Error> {
        let mut held: Vec<Holding> = self.of_line(line).cloned().collect();
        held.sort_by_key(|holding| (holding.since, holding.id));
        let mut excess = held.iter().fold(Quantity::ZERO, |sum, holding| sum + holding.quantity) - most.max(Quantity::ZERO);
        while excess > Quantity::ZERO {
            let Some(last) = held.pop() else { break };
            let quantity = if last.is_serial { last.quantity } else { last.quantity.min(excess) };
            self.take_back(&told_of(&last, quantity), line)?;
            excess = excess - quantity;
        }
        Ok(())
    }

    /// A single piece that came again from a shelf is on none of the lines any more that it was on before.
    fn leave_behind(&mut self, told: &Told) {
        let before = self.holdings.iter_mut().filter(|held| told.is_serial && held.is_serial && is_on_line(held, &told.key));
        for held in before {
            held.is_past = true;
            self.changed.insert(held.id);
        }
    }

    fn fitted(&self, told: &Told, line: LineId) -> Result<usize, Error> {
        let unknown = || Error::UnknownNumber { pointer: told.pointer.clone() + "/number" };
        let place = self.find(&told.key, Some(line)).ok_or_else(unknown)?;
        let held = self.holdings[place].quantity;
        if told.quantity > held {
            return Err(Error::MoreNumbers { pointer: told.pointer.clone() + "/quantity", room: held });
        }
        Ok(place)
    }

    fn leave(&mut self, place: usize, quantity: Quantity, kind: NumberKind) {
        let holding = &self.holdings[place];
        let (order, left) = (holding.work_order_id, holding.quantity - quantity);
        self.holdings[place].untold = holding.untold.min(left);
        self.change(place, -quantity, kind, order);
    }

    fn on_shelves(&self, key: &str) -> impl Iterator<Item = &Holding> {
        self.holdings.iter().filter(move |held| held.line_id.is_none() && held.number_key == key && held.quantity > Quantity::ZERO)
    }

    /// The shelf that has it: this site's, or of a single piece any.
    fn shelf_for(&self, told: &Told) -> Option<(usize, Quantity)> {
        let has = |held: &Holding| held.line_id.is_none() && held.number_key == told.key && held.quantity > Quantity::ZERO;
        let own = self.holdings.iter().position(|held| has(held) && held.site_id == self.site);
        let any = || self.holdings.iter().position(has).filter(|_| told.is_serial);
        own.or_else(any).map(|place| (place, self.holdings[place].quantity))
    }

    fn find(&self, key: &str, line: Option<LineId>) -> Option<usize> {
        let is_there = |held: &Holding| match line {
            Some(_) => held.line_id == line,
            None => held.line_id.is_none() && held.site_id == self.site,
        };
        self.holdings.iter().position(|held| held.number_key == key && is_there(held) && held.quantity > Quantity::ZERO)
    }

    /// Where it stands, made where it never was.
    fn place(&mut self, told: &Told, fitting: Option<Fitting>) -> usize {
        let line = fitting.map(|fitting| fitting.line);
        let is_it = |held: &Holding| held.number_key == told.key && held.line_id == line && (line.is_some() || held.site_id == self.site);
        if let Some(place) = self.holdings.iter().position(is_it) {
            (self.holdings[place].is_serial, self.holdings[place].is_past) = (told.is_serial, false);
            return place;
        }
        // As it was written first.
        let written = self.holdings.iter().find(|held| held.number_key == told.key).map_or(&told.number, |held| &held.number).clone();
        self.holdings.push(Holding {
            id: NumberId::new(),
            product_id: self.product,
            site_id: self.site,
            number: written,
            number_key: told.key.clone(),
            is_serial: told.is_serial,
            line_id: line,
            work_order_id: fitting.map(|fitting| fitting.order),
            quantity: Quantity::ZERO,
            untold: Quantity::ZERO,
            is_past: false,
            since: self.remark.at,
            by_name: self.remark.by.clone(),
        });
        self.holdings.len() - 1
    }

    fn change(&mut self, place: usize, by: Quantity, kind: NumberKind, order: Option<WorkOrderId>) {
        let (remark, holding) = (&self.remark, &mut self.holdings[place]);
        holding.quantity = holding.quantity + by;
        if by > Quantity::ZERO {
            holding.since = remark.at;
            holding.by_name.clone_from(&remark.by);
        }
        self.changed.insert(holding.id);
        self.entries.push(Entry {
            id: NumberEntryId::new(),
            number_id: holding.id,
            product_id: holding.product_id,
            kind,
            quantity: by,
            work_order_id: order,
            reference: remark.reference.clone(),
            reason: remark.reason.clone(),
            by_name: remark.by.clone(),
            at: remark.at,
        });
    }
}

fn is_on_line(held: &Holding, key: &str) -> bool {
    held.line_id.is_some() && held.number_key == key && held.quantity > Quantity::ZERO
}

/// All of a place, or some of it, as if somebody said it.
pub fn told_of(holding: &Holding, quantity: Quantity) -> Told {
    Told { number: holding.number.clone(), key: holding.number_key.clone(), quantity, is_serial: holding.is_serial, pointer: String::new() }
}
