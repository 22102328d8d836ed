//! What a credit note takes back: pure, without database or clock.

use contracts::workshop::{CompletedLine, LineKind};
use kernel::money::{Levy, Taxed, Totals, VatGroup, pro_rata, totals};
use kernel::{Amount, Quantity};

use super::input::{CreditInput, CreditedLine};
use crate::entities::credit_lines;
use crate::error::Error;
use crate::invoices::invoice::Invoice;

pub type CreditLine = credit_lines::Model;

/// What was taken back of an invoice so far.
#[derive(Clone, Debug, Default)]
pub struct Before {
    pub lines: Vec<CreditLine>,
    pub stamp_duty: Amount,
    pub rounding: Amount,
    /// All of it without stamp duty.
    pub asked: Amount,
}

/// A line as it is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Of the invoice.
    pub line: CompletedLine,
    /// Zero for a price reduction.
    pub quantity: Quantity,
    pub net: Amount,
}

/// What a credit note is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    pub lines: Vec<Taken>,
    pub totals: Totals,
}

/// What is left of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Left {
    quantity: Quantity,
    net: Amount,
}

impl Credit {
    /// What of the stock is taken back, line by line.
    pub fn parts(&self) -> impl Iterator<Item = &Taken> {
        self.lines
            .iter()
            .filter(|taken| taken.line.kind == LineKind::Part && taken.line.product_id.is_some() && taken.quantity > Quantity::ZERO)
    }

    /// Works out what is asked. The figures of all credit notes of an invoice add up to its own when nothing is left of it.
    pub fn of(invoice: &Invoice, before: &Before, asked: &CreditInput) -> Result<Self, Error> {
        if invoice.issued().is_none() {
            return Err(Error::NotIssued);
        }
        let lines = match &asked.lines {
            Some(lines) => named(invoice, before, lines)?,
            None => invoice.lines.iter().filter_map(|line| all_of(line, left_of(line, before))).collect(),
        };
        let stamp_duty = if asked.stamp_duty { invoice.totals().stamp_duty - before.stamp_duty } else { Amount::ZERO };
        let totals = Totals { stamp_duty, ..difference(invoice, before, &lines) };
        let rounding = rounding(invoice, before, &lines, totals.gross);
        let totals = totals.rounded_by(rounding);
        if totals.total <= Amount::ZERO {
            return Err(Error::NothingToCredit);
        }
        Ok(Self { lines, totals })
    }
}

fn named(invoice: &Invoice, before: &Before, asked: &[CreditedLine]) -> Result<Vec<Taken>, Error> {
    let mut seen = vec![];
    let mut taken = vec![];
    for (at, part) in asked.iter().enumerate() {
        let known = invoice.lines.iter().find(|line| line.id == part.line_id).filter(|_| !seen.contains(&part.line_id));
        let line = known.ok_or(Error::UnknownLine { at })?;
        seen.push(part.line_id);
        let left = left_of(line, before);
        taken.push(match (part.quantity, part.net) {
            (Some(_), Some(_)) => return Err(Error::QuantityOrNet { at }),
            (None, None) => all_of(line, left).ok_or(Error::MoreThanInvoiced { at })?,
            (Some(quantity), None) => part_of(line, left, quantity).ok_or(Error::MoreThanInvoiced { at })?,
            (None, Some(net)) => reduced(line, left, net).ok_or(Error::MoreThanInvoiced { at })?,
        });
    }
    Ok(taken)
}

fn left_of(line: &CompletedLine, before: &Before) -> Left {
    let of: Vec<_> = before.lines.iter().filter(|row| row.line_id == line.id).collect();
    let quantity = of.iter().map(|row| row.quantity.0).sum::<i64>();
    Left { quantity: Quantity(line.quantity.0 - quantity), net: line.net - of.iter().map(|row| row.net).sum() }
}

/// None when nothing is left.
fn all_of(line: &CompletedLine, left: Left) -> Option<Taken> {
    (left != Left::default()).then(|| Taken { line: line.clone(), quantity: left.quantity, net: left.net })
}

/// A part of the quantity has its part of the net, and the last of it what is left.
fn part_of(line: &CompletedLine, left: Left, quantity: Quantity) -> Option<Taken> {
    if quantity > left.quantity {
        return None;
    }
    let net = if quantity == left.quantity { left.net } else { within(pro_rata(line.net, quantity.0, line.quantity.0), left.net) };
    Some(Taken { line: line.clone(), quantity, net })
}

fn reduced(line: &CompletedLine, left: Left, net: Amount) -> Option<Taken> {
    (net <= left.net).then(|| Taken { line: line.clone(), quantity: Quantity::ZERO, net })
}

/// No more than is left, on whichever side of zero that is.
fn within(net: Amount, left: Amount) -> Amount {
    Amount(net.0.clamp(left.0.min(0), left.0.max(0)))
}

/// The totals of all that is taken back then, less what they were before: so that VAT is rounded once for all of them together.
fn difference(invoice: &Invoice, before: &Before, lines: &[Taken]) -> Totals {
    let earlier: Vec<_> = before.lines.iter().map(CreditLine::taxed).collect();
    let now = lines.iter().map(|taken| Taxed { net: taken.net, told: None, ..taken.line.taxed() });
    let before = totals(invoice.currency, earlier.iter().copied(), Amount::ZERO);
    let after = totals(invoice.currency, earlier.iter().copied().chain(now), Amount::ZERO);
    let group = |group: VatGroup| {
        let was = before.vat_groups.iter().find(|was| (was.rate, was.exempt) == (group.rate, group.exempt));
        let (base, vat) = was.map_or((Amount::ZERO, Amount::ZERO), |was| (was.base, was.vat));
        VatGroup { base: group.base - base, vat: group.vat - vat, ..group }
    };
    let levy = |levy: Levy| {
        let was = before.levies.iter().find(|was| (was.rate, was.vat_rate, was.exempt) == (levy.rate, levy.vat_rate, levy.exempt));
        let (base, amount) = was.map_or((Amount::ZERO, Amount::ZERO), |was| (was.base, was.amount));
        Levy { base: levy.base - base, amount: levy.amount - amount, ..levy }
    };
    let levies = after.levies.into_iter().map(levy);
    let groups = after.vat_groups.into_iter().map(group);
    Totals {
        currency: after.currency,
        net: after.net - before.net,
        levies: levies.filter(|levy| levy.base != Amount::ZERO || levy.amount != Amount::ZERO).collect(),
        vat_groups: groups.filter(|group| group.base != Amount::ZERO || group.vat != Amount::ZERO).collect(),
        vat: after.vat - before.vat,
        gross: after.gross - before.gross,
        rounding: Amount::ZERO,
        stamp_duty: Amount::ZERO,
        total: after.total - before.total,
    }
}

/// The invoice's rounding goes back with the last of its net. Where less was told than the gross, no note before that takes back more
/// than the invoice has left.
fn rounding(invoice: &Invoice, before: &Before, lines: &[Taken], gross: Amount) -> Amount {
    let whole = invoice.totals();
    let left = whole.rounding - before.rounding;
    let taken = |line: &CompletedLine| lines.iter().filter(|taken| taken.line.id == line.id).map(|taken| taken.net).sum();
    if invoice.lines.iter().all(|line| left_of(line, before).net == taken(line)) {
        return left;
    }
    let beyond = whole.asked() - before.asked - gross;
    Amount(beyond.0.clamp(left.0.min(0), 0))
}

#[cfg(test)]
#[path = "note_tests.rs"]
mod tests;
