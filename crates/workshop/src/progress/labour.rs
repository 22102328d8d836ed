//! What the hours cost that were clocked on unfinished work. Pure.

use std::collections::{BTreeMap, HashMap};

use contracts::identity::UserId;
use contracts::workshop::WorkOrderId;
use kernel::Amount;
use kernel::money::pro_rata;
use sea_orm::FromQueryResult;

use crate::time::{LONGEST, Moment};

/// Work that was clocked on an order.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Clocked {
    pub order_id: WorkOrderId,
    pub user_id: UserId,
    pub starts: Moment,
    /// None while it runs, and of what was forgotten.
    pub ends: Option<Moment>,
    pub is_running: bool,
    /// Hours of before went with an invoice.
    pub labour_from: Moment,
}

/// Of each person what they earn an hour, with the moment from which on; the earliest first.
pub type Rates = BTreeMap<UserId, Vec<(Moment, Amount)>>;

/// What was worked on an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Labour {
    pub seconds: i64,
    /// Of those whose pay is known.
    pub cost: Amount,
    /// Of people whose pay nobody wrote down.
    pub unknown_seconds: i64,
}

/// By order, up to a moment.
pub fn by_order(clocked: &[Clocked], rates: &Rates, until: Moment) -> HashMap<WorkOrderId, Labour> {
    let mut orders = HashMap::<WorkOrderId, Labour>::new();
    for row in clocked {
        let seconds = seconds(row, until);
        let labour = orders.entry(row.order_id).or_default();
        labour.seconds += seconds;
        match rate(rates, row) {
            Some(rate) => labour.cost += pro_rata(rate, seconds, 3600),
            None => labour.unknown_seconds += seconds,
        }
    }
    orders
}

/// What runs counts up to then, unless it ran so long that it was forgotten.
fn seconds(row: &Clocked, until: Moment) -> i64 {
    let end = match row.ends {
        Some(end) => end.min(until),
        None if row.is_running && until - row.starts <= LONGEST => until,
        None => return 0,
    };
    (end - row.starts.max(row.labour_from)).max(0)
}

/// What the person earned an hour when the work began.
fn rate(rates: &Rates, row: &Clocked) -> Option<Amount> {
    let of = rates.get(&row.user_id)?;
    of.iter().rev().find(|(from, _)| *from <= row.starts).map(|(_, rate)| *rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Moment = 3600;

    fn clocked(order_id: WorkOrderId, user_id: UserId, starts: Moment, ends: Option<Moment>) -> Clocked {
        Clocked { order_id, user_id, starts, ends, is_running: ends.is_none(), labour_from: 0 }
    }

    #[test]
    fn hours_cost_what_was_earned_on_their_day() {
        let (order, amine, sami) = (WorkOrderId::new(), UserId::new(), UserId::new());
        let rates = Rates::from([(amine, vec![(0, Amount(10_000)), (100 * HOUR, Amount(12_000))])]);
        let rows = [
            clocked(order, amine, 0, Some(2 * HOUR)),
            clocked(order, amine, 100 * HOUR, Some(101 * HOUR)),
            clocked(order, sami, 0, Some(HOUR)),
        ];
        let labour = by_order(&rows, &rates, 200 * HOUR)[&order];
        assert_eq!((labour.seconds, labour.cost.0, labour.unknown_seconds), (4 * HOUR, 32_000, HOUR));
    }

    #[test]
    fn a_clock_counts_up_to_the_end_of_the_day_and_from_the_last_invoice_on() {
        let (order, amine) = (WorkOrderId::new(), UserId::new());
        let row = clocked(order, amine, 10 * HOUR, Some(14 * HOUR));
        assert_eq!(seconds(&row, 12 * HOUR), 2 * HOUR);
        assert_eq!(seconds(&Clocked { ends: None, is_running: true, ..row }, 12 * HOUR), 2 * HOUR);
        assert_eq!(seconds(&Clocked { ends: None, is_running: true, ..row }, 27 * HOUR), 0, "it was forgotten");
        assert_eq!(seconds(&Clocked { ends: None, ..row }, 12 * HOUR), 0, "nobody knows when it ended");
        assert_eq!(seconds(&Clocked { labour_from: 13 * HOUR, ..row }, 20 * HOUR), HOUR);
        assert_eq!(seconds(&Clocked { labour_from: 15 * HOUR, ..row }, 20 * HOUR), 0);
    }
}
