//! A customer's account, line by line.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::identity::SiteCard;
use kernel::{Amount, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::store::{self, Account, Moved};
use crate::invoices::invoice::{CustomerRef, local_day};
use crate::period::Period;
use crate::receipts::owed::{Debtor, owed};
use crate::receivables::{Aged, bounds};
use crate::series::zone;

/// Longest statement; what is older is in the balance before it.
const MOST_LINES: u64 = 2_000;

/// What a customer was billed and paid at a site, in minor units of its currency. Credit is below zero.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Statement {
    pub customer: CustomerRef,
    pub site_id: SiteId,
    pub currency: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Owed before the first day.
    pub before: Amount,
    /// The oldest first.
    pub lines: Vec<StatementLine>,
    /// What raised the balance in the period.
    pub billed: Amount,
    /// What lowered it.
    pub paid: Amount,
    /// Owed after the last day.
    pub after: Amount,
    /// What is unpaid today by its age, in steps of 30 days since it fell due.
    pub aged: Aged,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatementLine {
    pub on: NaiveDate,
    /// `invoice`, `opening`, `credit_note`, `payment`, `refund`, `withheld`, `bounced`, `deposit` or `deposit_refund`
    pub kind: String,
    pub number: String,
    /// Of an invoice: the customer's own order numbers, with commas between.
    pub po_number: Option<String>,
    /// One of the two is zero.
    pub debit: Amount,
    pub credit: Amount,
    /// After it.
    pub balance: Amount,
}

pub async fn read<C: ConnectionTrait>(
    conn: &C,
    site: &SiteCard,
    customer: CustomerRef,
    period: Period,
    now: DateTime<Utc>,
) -> Result<Statement, Problem> {
    let (of, zone) = (Account { site, customer: customer.id }, zone(site)?);
    let before = store::balance(conn, of, period.begins).await?;
    let moves = store::moves(conn, of, (period.begins, period.ends), MOST_LINES + 1).await?;
    if moves.len() as u64 > MOST_LINES {
        return Err(Problem::field("/from", "out-of-range", "more than 2,000 lines: ask for fewer days"));
    }
    let mut balance = before;
    let line = |Moved { kind, number, po_number, amount, at }: Moved| {
        balance += amount;
        let (debit, credit) = if amount > Amount::ZERO { (amount, Amount::ZERO) } else { (Amount::ZERO, -amount) };
        StatementLine { on: local_day(at, zone), kind, number, po_number, debit, credit, balance }
    };
    let lines: Vec<_> = moves.into_iter().map(line).collect();
    let aged = aged(conn, site, &customer, local_day(now, zone)).await?;
    Ok(Statement {
        customer,
        site_id: site.id,
        currency: site.currency.clone(),
        from: period.from,
        until: period.until,
        before,
        billed: lines.iter().map(|line| line.debit).sum(),
        paid: lines.iter().map(|line| line.credit).sum(),
        lines,
        after: balance,
        aged,
    })
}

async fn aged<C: ConnectionTrait>(conn: &C, site: &SiteCard, customer: &CustomerRef, today: NaiveDate) -> Result<Aged, Problem> {
    let debtor = Debtor { site: site.id, customer: customer.id, currency: site.currency.clone() };
    let [today, one, two, three] = bounds(today, 30);
    let mut aged = Aged::default();
    for invoice in owed(conn, &debtor).await? {
        let day = invoice.due_on.unwrap_or(today);
        let step = match day {
            day if day >= today => &mut aged.current,
            day if day >= one => &mut aged.first,
            day if day >= two => &mut aged.second,
            day if day >= three => &mut aged.third,
            _ => &mut aged.older,
        };
        *step += invoice.due;
        aged.total += invoice.due;
    }
    Ok(aged)
}
