//! Who comes, and who comes again.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use contracts::billing::{SaleRecorded, SoldOrder};
use contracts::workshop::WorkOrderId;
use kernel::SiteId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};

/// Each calendar year a customer counts once, wherever: on the day of the first visit in it that somebody paid for. Whoever pays for another on
/// a later day, and within twelve months of that, was seen again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    pub name: String,
    /// Of each year those of its first day, and one that came after it: no more is asked for, however often they come.
    pub visits: BTreeMap<WorkOrderId, Visit>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Of its first invoice.
    on: NaiveDate,
    site_id: SiteId,
    number: String,
}

/// Who comes again later is a new customer.
const A_YEAR: Months = Months::new(12);

impl Customer {
    /// Whether somebody paid for a visit on it, who is not an insurer of theirs.
    pub fn counts(sale: &SaleRecorded, order: &SoldOrder) -> bool {
        let net: i64 = sale.lines.iter().filter(|line| line.work_order_id == order.id).map(|line| line.net.0).sum();
        !sale.is_credit && !sale.is_payers && order.is_visit && net > 0
    }

    pub fn came(&mut self, sale: &SaleRecorded, order: &SoldOrder) {
        self.name.clone_from(&sale.customer_name);
        // What is invoiced again was one visit.
        if self.visits.get(&order.id).is_some_and(|known| known.on <= sale.on) {
            return;
        }
        self.visits.insert(order.id, Visit { on: sale.on, site_id: sale.site_id, number: order.number.clone() });
        let after: Vec<_> = self.of_year(sale.on.year()).collect();
        let Some(first) = after.first().map(|(_, visit)| visit.on) else { return };
        let many: Vec<_> = after.iter().filter(|(_, visit)| visit.on > first).skip(1).map(|(id, _)| *id).collect();
        self.visits.retain(|id, _| !many.contains(id));
    }

    /// In their order.
    fn of_year(&self, year: i32) -> impl Iterator<Item = (WorkOrderId, &Visit)> {
        let mut visits: Vec<_> = self.visits.iter().filter(|(_, visit)| visit.on.year() == year).map(|(id, visit)| (*id, visit)).collect();
        visits.sort_by_key(|(id, visit)| (visit.on, *id));
        visits.into_iter()
    }

    pub fn facts(&self, id: Uuid) -> Vec<Fact> {
        let mut firsts = BTreeMap::<i32, (NaiveDate, WorkOrderId)>::new();
        for (order, visit) in &self.visits {
            let first = firsts.entry(visit.on.year()).or_insert((visit.on, *order));
            *first = (*first).min((visit.on, *order));
        }
        firsts.into_values().filter_map(|(day, order)| self.fact(id, day, order)).collect()
    }

    fn fact(&self, id: Uuid, day: NaiveDate, order: WorkOrderId) -> Option<Fact> {
        let (visit, until) = (self.visits.get(&order)?, day + A_YEAR);
        let is_seen_again = self.visits.values().any(|other| other.on > day && other.on <= until);
        Some(Fact {
            id: part(Kind::Customer, id, Uuid::nil(), Some(day)),
            kind: Kind::Customer,
            site_id: visit.site_id,
            day,
            number: visit.number.clone(),
            label: self.name.clone(),
            document: (Document::WorkOrder, order.0),
            sums: Sums::of([(Measure::Customers, 1), (Measure::SeenAgain, i64::from(is_seen_again))]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(customer: &mut Customer, order: u128, day: &str) {
        let (id, on) = (WorkOrderId(Uuid::from_u128(order)), day.parse().unwrap());
        let sale = SaleRecorded {
            id: Uuid::nil(),
            number: String::new(),
            site_id: SiteId(Uuid::nil()),
            on,
            invoice_id: contracts::billing::InvoiceId(Uuid::nil()),
            is_credit: false,
            is_payers: false,
            customer_id: contracts::customers::CustomerId(Uuid::nil()),
            customer_name: "Leïla".into(),
            currency: "TND".into(),
            total: kernel::Amount(0),
            due_on: None,
            due: kernel::Amount(0),
            orders: vec![],
            lines: vec![],
        };
        customer.came(&sale, &SoldOrder { id, number: format!("OR-{order}"), is_visit: true });
    }

    fn cohorts(visits: &[(u128, &str)]) -> Vec<(String, i64, i64)> {
        let mut customer = Customer::default();
        for (order, day) in visits {
            visit(&mut customer, *order, day);
        }
        let told = |fact: &Fact| (fact.day.to_string(), fact.sums[Measure::Customers], fact.sums[Measure::SeenAgain]);
        customer.facts(Uuid::from_u128(7)).iter().map(told).collect()
    }

    #[test]
    fn a_customer_counts_once_a_year_and_is_seen_again_within_twelve_months() {
        assert_eq!(cohorts(&[(1, "2025-03-10")]), [("2025-03-10".into(), 1, 0)]);
        let often = cohorts(&[(1, "2025-03-10"), (2, "2025-05-01"), (3, "2025-09-01"), (4, "2026-03-11")]);
        assert_eq!(often, [("2025-03-10".into(), 1, 1), ("2026-03-11".into(), 1, 0)]);
        assert_eq!(cohorts(&[(1, "2025-03-10"), (2, "2026-03-10")])[0].2, 1, "to the day");
        assert_eq!(cohorts(&[(1, "2025-03-10"), (2, "2026-03-11")])[0].2, 0, "a day too late");
    }

    #[test]
    fn two_cars_of_a_day_and_an_order_that_is_invoiced_again_are_one_visit() {
        assert_eq!(cohorts(&[(1, "2025-03-10"), (2, "2025-03-10")])[0].2, 0);
        assert_eq!(cohorts(&[(1, "2025-03-10"), (2, "2025-03-10"), (1, "2025-03-12"), (2, "2025-03-12")])[0].2, 0);
        assert_eq!(cohorts(&[(1, "2025-03-10"), (2, "2025-03-10"), (3, "2025-04-10")])[0].2, 1);
    }

    #[test]
    fn no_more_is_kept_than_is_asked_for() {
        let mut customer = Customer::default();
        for order in 1..200 {
            visit(&mut customer, order, if order < 3 { "2025-03-10" } else { "2025-03-11" });
        }
        assert_eq!(customer.visits.len(), 3);
    }
}
