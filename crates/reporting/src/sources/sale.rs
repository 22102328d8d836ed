//! What a document sold.

use contracts::billing::{SaleRecorded, SoldLine};
use contracts::workshop::LineKind;
use kernel::Amount;
use kernel::money::pro_rata;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};

/// An invoice or a credit note: told once and never again otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale(pub Option<SaleRecorded>);

impl Sale {
    pub fn facts(&self, id: Uuid) -> Vec<Fact> {
        let Some(sale) = &self.0 else { return vec![] };
        let document = if sale.is_credit { Document::CreditNote } else { Document::Invoice };
        vec![Fact {
            id: part(Kind::Sale, id, Uuid::nil(), None),
            kind: Kind::Sale,
            site_id: sale.site_id,
            day: sale.on,
            number: sale.number.clone(),
            label: sale.customer_name.clone(),
            document: (document, id),
            sums: sums(sale),
        }]
    }
}

fn sums(sale: &SaleRecorded) -> Sums {
    let mut sums = Sums::default();
    for line in &sale.lines {
        let kind = match line.kind {
            LineKind::Labour => Measure::Labour,
            LineKind::Part => Measure::Parts,
            LineKind::Fee | LineKind::Sublet => Measure::Others,
        };
        let hours = if line.kind == LineKind::Labour { paid_hours(line) } else { 0 };
        sums[kind] += line.net.0;
        sums[Measure::Sales] += line.net.0;
        sums[Measure::Hours] += hours;
        sums[Measure::Discounts] += line.discount.0;
        if sale.orders.iter().any(|order| order.is_visit && order.id == line.work_order_id) {
            sums[Measure::VisitSales] += line.net.0;
            sums[Measure::VisitHours] += hours;
        }
    }
    if sale.due_on.is_some_and(|due_on| due_on > sale.on) {
        sums[Measure::CreditSales] += sale.total.0;
    }
    sums
}

/// The part of the hours that is paid for: none of what the garage gives, and of what two pay, each their part.
pub fn paid_hours(line: &SoldLine) -> i64 {
    let whole = line.net + line.given;
    if line.net.is_zero() || whole.is_zero() {
        return 0;
    }
    pro_rata(Amount(line.quantity.0), line.net.0.abs(), whole.0.abs()).0
}

#[cfg(test)]
mod tests {
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::Quantity;

    use super::*;

    fn labour(hours: i64, net: i64, given: i64) -> SoldLine {
        let (line_id, work_order_id) = (LineId(Uuid::nil()), WorkOrderId(Uuid::nil()));
        let (quantity, net, given) = (Quantity(hours), Amount(net), Amount(given));
        SoldLine { line_id, work_order_id, kind: LineKind::Labour, quantity, net, discount: Amount::ZERO, given, cover: None }
    }

    #[test]
    fn hours_count_as_far_as_somebody_pays_them() {
        assert_eq!(paid_hours(&labour(2300, 138_000, 0)), 2300);
        assert_eq!(paid_hours(&labour(1000, 0, 60_000)), 0, "the garage made it good");
        assert_eq!(paid_hours(&labour(1000, 0, 0)), 0, "it was for nothing");
        assert_eq!(paid_hours(&labour(1000, 40_000, 20_000)) + paid_hours(&labour(1000, 20_000, 40_000)), 1000);
        assert_eq!(paid_hours(&labour(-1000, -40_000, -20_000)), -667, "taken back as it was sold");
        assert_eq!(paid_hours(&labour(0, -50_000, 0)), 0, "a price that was lowered takes no hours back");
    }
}
