//! Invoices that nobody thought of: prices, rates, discounts and charges drawn from a fixed series, the same every time.

use einvoice::Invoice;
use einvoice::model::{Adjustment, Line, Nature, Vat, figures};
use kernel::{Amount, BasisPoints, Quantity};

use crate::invoices::{self, at};

const HOW_MANY: u64 = 24;

/// A linear congruential series (Knuth's MMIX constants).
struct Series(u64);

impl Series {
    /// From 0 to below `end`.
    fn below(&mut self, end: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % end).unwrap_or_default()
    }

    fn vat(&mut self) -> Vat {
        [at(2000), at(1000), at(550), at(210), at(0), Vat::exempt()][usize::try_from(self.below(6)).unwrap_or_default()]
    }

    fn discount(&mut self) -> BasisPoints {
        let discount = if self.below(2) == 0 { 0 } else { self.below(10_001) };
        BasisPoints(i32::try_from(discount).unwrap_or_default())
    }
}

pub fn european() -> impl Iterator<Item = (String, Invoice)> {
    (1..=HOW_MANY).map(|seed| (format!("varied-{seed:02}"), invoice(&mut Series(seed))))
}

fn invoice(series: &mut Series) -> Invoice {
    let lines: Vec<_> = (1..=1 + series.below(9)).map(|id| line(id, series)).collect();
    let mut adjustments: Vec<_> = (0..series.below(4)).map(|_| adjustment(series)).collect();
    if series.below(3) == 0 {
        adjustments.push(Adjustment::stamp_duty(Amount(200), "Timbre"));
    }
    let mut invoice = invoices::european().remove(0).1;
    (invoice.vat, invoice.totals) = figures(&lines, &adjustments, Amount(series.below(5_000)), Some("Article 261 CGI"));
    (invoice.lines, invoice.adjustments) = (lines, adjustments);
    invoice
}

/// Some are taken back: their quantity is negative.
fn line(id: i64, series: &mut Series) -> Line {
    let sign = if series.below(6) == 0 { -1 } else { 1 };
    let quantity = (Quantity(sign * (1 + series.below(20_000))), ["HUR", "LTR", "C62", "KMT"][usize::try_from(id % 4).unwrap_or_default()]);
    let price = (Amount(series.below(150_000)), series.discount());
    Line::priced(id.to_string(), format!("Prestation {id}"), quantity, price, series.vat())
}

fn adjustment(series: &mut Series) -> Adjustment {
    let nature = if series.below(2) == 0 { Nature::Allowance } else { Nature::Charge };
    let reason = if nature == Nature::Charge { "Port" } else { "Remise" };
    Adjustment { nature, amount: Amount(series.below(3_000)), vat: series.vat(), reason: reason.into(), reason_code: None }
}
