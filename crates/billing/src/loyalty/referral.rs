//! When who brought somebody has something of it: pure.

use contracts::billing::InvoiceId;

use super::tables::referrals;

/// An invoice of who was brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earning {
    pub invoice: InvoiceId,
    /// What it earns now.
    pub points: i64,
    /// What their other invoices earned.
    pub elsewhere: i64,
    /// What the site promises to each of the two now.
    pub promised: i64,
}

/// What changes of those who brought a customer, the oldest first, when what an invoice earns changed: the first that earns credits once, and
/// takes it back when it earns nothing any more; then the next is the first. Nobody has anything of bringing himself.
pub fn followed(rows: &[referrals::Model], now: Earning) -> Option<referrals::Model> {
    let of_invoice = rows.iter().find(|row| row.invoice_id == Some(now.invoice));
    if let Some(row) = of_invoice {
        let points = if now.points > 0 { row.promised } else { 0 };
        return (points != row.points).then(|| referrals::Model { points, ..row.clone() });
    }
    let is_first = now.points > 0 && now.elsewhere <= 0 && rows.iter().all(|row| row.points == 0);
    let row = rows.iter().find(|row| row.by_customer != row.customer_id).filter(|_| is_first && now.promised > 0)?;
    Some(referrals::Model { invoice_id: Some(now.invoice), promised: now.promised, points: now.promised, ..row.clone() })
}

/// Who is said to have brought a customer: who had something of it, or else the first.
pub fn referrer(rows: Vec<referrals::Model>) -> Option<referrals::Model> {
    rows.into_iter().min_by_key(|row| (row.points == 0, row.id))
}

#[cfg(test)]
#[path = "referral_tests.rs"]
mod tests;
