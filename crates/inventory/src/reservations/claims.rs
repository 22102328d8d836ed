//! Who gets what is there. A claim is what a line of an open work order wants; what is reserved for it is on hand and nobody
//! else's. Free stock goes to the earliest promise; nothing is taken from who has it, but when the shelf has less than is reserved:
//! then from the latest promise. Every change is an entry that stays.
//!
//! What is issued left the shelf for a line before its work is completed: the claim stays until then, so that it can come back.

use std::collections::BTreeSet;

use contracts::inventory::{ProductId, ReservationId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::Quantity;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::entities;
use crate::purchases::store::Ordered;
use crate::stock::{Ledger, Note};

pub type Claim = entities::claims::Model;
pub type Entry = entities::reservations::Model;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ReservationKind {
    /// Put aside for the line.
    Reserved,
    /// The line wants it no more.
    Released,
    /// It left the shelf for the line.
    Consumed,
    /// The shelf has less than was reserved.
    Withdrawn,
}

/// What a line waits for and nobody ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub order_number: String,
    pub product_id: ProductId,
    pub quantity: Quantity,
}

/// Claims on the products of a ledger, locked with it, and what changed of them so far.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    rows: Vec<Claim>,
    entries: Vec<Entry>,
    changed: BTreeSet<LineId>,
    closed: BTreeSet<LineId>,
    orders: BTreeSet<WorkOrderId>,
}

impl Claims {
    pub fn new(mut rows: Vec<Claim>) -> Self {
        rows.sort_by_key(|claim| (claim.promise_key, claim.line_id));
        Self { rows, ..Self::default() }
    }

    /// What is neither reserved nor drafted nor ordered, the earliest promise first.
    pub fn short(&self) -> impl Iterator<Item = Shortage> {
        let short = |claim: &Claim| Shortage {
            line_id: claim.line_id,
            work_order_id: claim.work_order_id,
            order_number: claim.order_number.clone(),
            product_id: claim.product_id,
            quantity: claim.wanted - claim.reserved - claim.drafted - claim.ordered,
        };
        self.rows.iter().map(short).filter(|short| short.quantity > Quantity::ZERO)
    }

    /// What is ordered for a line now.
    pub fn set_ordered(&mut self, line: LineId, now: Ordered) {
        let Some(place) = self.rows.iter().position(|claim| claim.line_id == line) else { return };
        let claim = &mut self.rows[place];
        let before = Ordered { drafted: claim.drafted, sent: claim.ordered, expected_on: claim.expected_on };
        if before != now {
            (claim.drafted, claim.ordered, claim.expected_on) = (now.drafted, now.sent, now.expected_on);
            self.touch(place);
        }
    }

    pub fn of(&self, line: LineId) -> Option<&Claim> {
        self.rows.iter().find(|claim| claim.line_id == line)
    }

    pub fn rows(&self) -> &[Claim] {
        &self.rows
    }

    /// So much left the shelf for the line: it wants that much less, and what was put aside for it goes first.
    pub fn issue(&mut self, ledger: &mut Ledger, line: LineId, quantity: Quantity, note: &Note) {
        let Some(place) = self.rows.iter().position(|claim| claim.line_id == line) else { return };
        let reserved = self.rows[place].reserved.min(quantity);
        if reserved > Quantity::ZERO {
            self.shift(ledger, place, -reserved, ReservationKind::Consumed, note);
        }
        let claim = &mut self.rows[place];
        (claim.wanted, claim.issued) = (claim.wanted - quantity, claim.issued + quantity);
        self.touch(place);
    }

    /// So much of what was issued lies on the shelf again, and the line wants it still.
    pub fn take_back(&mut self, line: LineId, quantity: Quantity) {
        let Some(place) = self.rows.iter().position(|claim| claim.line_id == line) else { return };
        let claim = &mut self.rows[place];
        (claim.wanted, claim.issued) = (claim.wanted + quantity, claim.issued - quantity);
        claim.returned = claim.returned + quantity;
        self.touch(place);
    }

    /// In order of what happened.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Claims to write, and lines whose claims are gone.
    pub fn changes(&self) -> (Vec<Claim>, Vec<LineId>) {
        let changed = self.rows.iter().filter(|claim| self.changed.contains(&claim.line_id)).cloned().collect();
        (changed, self.closed.iter().copied().collect())
    }

    /// The orders that stand otherwise than before.
    pub fn orders(&self) -> &BTreeSet<WorkOrderId> {
        &self.orders
    }

    /// The line wants this now, in place of what it wanted. What it has beyond that is free again.
    pub fn restate(&mut self, ledger: &mut Ledger, mut claim: Claim, note: &Note) {
        let place = self.rows.iter().position(|known| known.line_id == claim.line_id);
        if let Some(place) = place {
            let known = &self.rows[place];
            (claim.reserved, claim.drafted, claim.ordered, claim.expected_on) =
                (known.reserved, known.drafted, known.ordered, known.expected_on);
            claim.returned = known.returned;
            if *known == claim {
                return;
            }
            self.rows[place] = claim;
            let beyond = self.rows[place].reserved - self.rows[place].wanted;
            if beyond > Quantity::ZERO {
                self.shift(ledger, place, -beyond, ReservationKind::Released, note);
            }
            self.touch(place);
        } else {
            self.rows.push(claim);
            self.touch(self.rows.len() - 1);
        }
        self.rows.sort_by_key(|claim| (claim.promise_key, claim.line_id));
    }

    /// The line wants nothing more: what it had is free, or left the shelf.
    pub fn close(&mut self, ledger: &mut Ledger, line: LineId, kind: ReservationKind, note: &Note) {
        let Some(place) = self.rows.iter().position(|claim| claim.line_id == line) else { return };
        let reserved = self.rows[place].reserved;
        if reserved > Quantity::ZERO {
            self.shift(ledger, place, -reserved, kind, note);
        }
        let claim = self.rows.remove(place);
        self.orders.insert(claim.work_order_id);
        self.changed.remove(&line);
        self.closed.insert(line);
    }

    /// Gives out what is free of a product, or takes back what is not there. `preferred` are the lines that a delivery was ordered
    /// for, up to what was ordered for them.
    pub fn share(&mut self, ledger: &mut Ledger, product: ProductId, preferred: &[(LineId, Quantity)], note: &Note) {
        let Some(mut free) = ledger.free(product) else { return };
        if free < Quantity::ZERO {
            return self.withdraw(ledger, product, -free, note);
        }
        for (line, most) in preferred {
            free = free - self.grant(ledger, |claim| claim.product_id == product && claim.line_id == *line, free.min(*most), note);
        }
        self.grant(ledger, |claim| claim.product_id == product, free, note);
    }

    /// The earliest promise first; returns how much was given.
    fn grant(&mut self, ledger: &mut Ledger, to: impl Fn(&Claim) -> bool, most: Quantity, note: &Note) -> Quantity {
        let mut left = most;
        for place in 0..self.rows.len() {
            let claim = &self.rows[place];
            let given = (claim.wanted - claim.reserved).min(left);
            if to(claim) && given > Quantity::ZERO {
                self.shift(ledger, place, given, ReservationKind::Reserved, note);
                left = left - given;
            }
        }
        most - left
    }

    /// The latest promise first.
    fn withdraw(&mut self, ledger: &mut Ledger, product: ProductId, missing: Quantity, note: &Note) {
        let mut left = missing;
        for place in (0..self.rows.len()).rev() {
            let claim = &self.rows[place];
            let taken = claim.reserved.min(left);
            if claim.product_id == product && taken > Quantity::ZERO {
                self.shift(ledger, place, -taken, ReservationKind::Withdrawn, note);
                left = left - taken;
            }
        }
    }

    fn shift(&mut self, ledger: &mut Ledger, place: usize, by: Quantity, kind: ReservationKind, note: &Note) {
        let claim = &mut self.rows[place];
        claim.reserved = claim.reserved + by;
        self.entries.push(Entry {
            id: ReservationId::new(),
            line_id: claim.line_id,
            work_order_id: claim.work_order_id,
            order_number: claim.order_number.clone(),
            product_id: claim.product_id,
            site_id: claim.site_id,
            kind,
            quantity: by,
            reserved: ledger.reserve(claim.product_id, by),
            by_name: note.by.clone(),
            at: note.at,
        });
        self.touch(place);
    }

    fn touch(&mut self, place: usize) {
        let claim = &self.rows[place];
        self.changed.insert(claim.line_id);
        self.closed.remove(&claim.line_id);
        self.orders.insert(claim.work_order_id);
    }
}

#[cfg(test)]
mod tests {
    use contracts::workshop::JobId;
    use kernel::SiteId;

    use super::*;
    use crate::stock::{Change, Level};

    fn shelf(on_hand: i64) -> (Ledger, ProductId) {
        let (site, product) = (SiteId::new(), ProductId::new());
        (Ledger::new(site, [Level { on_hand: Quantity::whole(on_hand), ..Level::empty(product, site) }]), product)
    }

    fn claim(ledger: &Ledger, product: ProductId, wanted: i64, promise_key: i64) -> Claim {
        Claim {
            line_id: LineId::new(),
            work_order_id: WorkOrderId::new(),
            order_number: "W-1".into(),
            vehicle_plate: "215 TU 4821".into(),
            job_id: JobId::new(),
            job_title: "Vidange".into(),
            description: "Filtre".into(),
            product_id: product,
            site_id: ledger.site,
            wanted: Quantity::whole(wanted),
            reserved: Quantity::ZERO,
            drafted: Quantity::ZERO,
            ordered: Quantity::ZERO,
            expected_on: None,
            promised_at: None,
            promise_key,
            issued: Quantity::ZERO,
            returned: Quantity::ZERO,
            is_approved: true,
        }
    }

    fn reserved(claims: &Claims, line: LineId) -> Quantity {
        claims.rows.iter().find(|claim| claim.line_id == line).map(|claim| claim.reserved).unwrap_or_default()
    }

    #[test]
    fn what_is_free_goes_to_the_earliest_promise_and_partly_to_the_next() {
        let (mut ledger, filter) = shelf(3);
        let (late, early) = (claim(&ledger, filter, 2, 20), claim(&ledger, filter, 2, 10));
        let mut claims = Claims::default();
        claims.restate(&mut ledger, late.clone(), &Note::default());
        claims.restate(&mut ledger, early.clone(), &Note::default());
        claims.share(&mut ledger, filter, &[], &Note::default());
        assert_eq!((reserved(&claims, early.line_id), reserved(&claims, late.line_id)), (Quantity::whole(2), Quantity::whole(1)));
        assert_eq!(ledger.free(filter), Some(Quantity::ZERO));
        assert_eq!(claims.entries().last().map(|entry| entry.reserved), Some(Quantity::whole(3)));
    }

    #[test]
    fn who_has_it_keeps_it_though_an_earlier_promise_comes() {
        let (mut ledger, filter) = shelf(1);
        let mut claims = Claims::default();
        let (first, earlier) = (claim(&ledger, filter, 1, 20), claim(&ledger, filter, 1, 10));
        for claim in [&first, &earlier] {
            claims.restate(&mut ledger, claim.clone(), &Note::default());
            claims.share(&mut ledger, filter, &[], &Note::default());
        }
        assert_eq!((reserved(&claims, first.line_id), reserved(&claims, earlier.line_id)), (Quantity::whole(1), Quantity::ZERO));
        claims.close(&mut ledger, first.line_id, ReservationKind::Released, &Note::default());
        claims.share(&mut ledger, filter, &[], &Note::default());
        assert_eq!(reserved(&claims, earlier.line_id), Quantity::whole(1));
        assert_eq!(claims.changes().1, [first.line_id]);
        assert_eq!(claims.orders().len(), 2);
    }

    #[test]
    fn a_shelf_with_less_than_is_reserved_takes_from_the_latest_promise() {
        let (mut ledger, filter) = shelf(3);
        let (late, early) = (claim(&ledger, filter, 2, 20), claim(&ledger, filter, 1, 10));
        let mut claims = Claims::new(vec![late.clone(), early.clone()]);
        claims.share(&mut ledger, filter, &[], &Note::default());
        ledger.post(filter, Change::Consumption(Quantity::whole(2)), &Note::default()).unwrap();
        claims.share(&mut ledger, filter, &[], &Note::default());
        assert_eq!((reserved(&claims, early.line_id), reserved(&claims, late.line_id)), (Quantity::whole(1), Quantity::ZERO));
        assert_eq!(claims.entries().last().map(|entry| entry.kind), Some(ReservationKind::Withdrawn));
    }

    #[test]
    fn a_delivery_serves_first_who_it_was_ordered_for() {
        let (mut ledger, disc) = shelf(2);
        let (special, early) = (claim(&ledger, disc, 2, 20), claim(&ledger, disc, 2, 10));
        let mut claims = Claims::new(vec![special.clone(), early.clone()]);
        claims.share(&mut ledger, disc, &[(special.line_id, Quantity::whole(1))], &Note::default());
        assert_eq!((reserved(&claims, special.line_id), reserved(&claims, early.line_id)), (Quantity::whole(1), Quantity::whole(1)));
    }

    #[test]
    fn what_is_issued_is_wanted_no_more_until_it_comes_back() {
        let (mut ledger, disc) = shelf(3);
        let wanted = claim(&ledger, disc, 2, 10);
        let mut claims = Claims::new(vec![wanted.clone()]);
        claims.share(&mut ledger, disc, &[], &Note::default());
        ledger.post(disc, Change::Consumption(Quantity::whole(1)), &Note::default()).unwrap();
        claims.issue(&mut ledger, wanted.line_id, Quantity::whole(1), &Note::default());
        claims.share(&mut ledger, disc, &[], &Note::default());
        let stands = |claims: &Claims| claims.of(wanted.line_id).map(|claim| (claim.wanted, claim.reserved, claim.issued, claim.returned));
        let one = Quantity::whole(1);
        assert_eq!(stands(&claims), Some((one, one, one, Quantity::ZERO)));
        assert_eq!(ledger.free(disc), Some(one), "the third is nobody's");

        ledger.post(disc, Change::Return(one), &Note::default()).unwrap();
        claims.take_back(wanted.line_id, one);
        claims.share(&mut ledger, disc, &[], &Note::default());
        assert_eq!(stands(&claims), Some((Quantity::whole(2), Quantity::whole(2), Quantity::ZERO, one)));
    }

    #[test]
    fn what_is_issued_beyond_what_was_put_aside_takes_that_with_it() {
        let (mut ledger, disc) = shelf(1);
        let wanted = claim(&ledger, disc, 2, 10);
        let mut claims = Claims::new(vec![wanted.clone()]);
        claims.share(&mut ledger, disc, &[], &Note::default());
        ledger.post(disc, Change::Consumption(Quantity::whole(2)), &Note::default()).unwrap();
        claims.issue(&mut ledger, wanted.line_id, Quantity::whole(2), &Note::default());
        claims.share(&mut ledger, disc, &[], &Note::default());
        let claim = claims.of(wanted.line_id).unwrap();
        assert_eq!((claim.wanted, claim.reserved, claim.issued), (Quantity::ZERO, Quantity::ZERO, Quantity::whole(2)));
        assert_eq!((ledger.on_hand(disc), claims.entries().len()), (Quantity::whole(-1), 2));
    }

    #[test]
    fn a_line_that_wants_less_frees_the_rest() {
        let (mut ledger, oil) = shelf(5);
        let mut wanted = claim(&ledger, oil, 5, 10);
        let mut claims = Claims::default();
        claims.restate(&mut ledger, wanted.clone(), &Note::default());
        claims.share(&mut ledger, oil, &[], &Note::default());
        wanted.wanted = Quantity(3500);
        claims.restate(&mut ledger, wanted.clone(), &Note::default());
        assert_eq!((reserved(&claims, wanted.line_id), ledger.free(oil)), (Quantity(3500), Some(Quantity(1500))));
    }
}
