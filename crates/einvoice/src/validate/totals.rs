//! Sums: BR-CO-10 to BR-CO-18. They hold for every format, TEIF's too.

use kernel::Amount;
use kernel::money::share;

use super::Found;
use crate::model::{Invoice, Kind};

pub fn check(invoice: &Invoice, found: &mut Found) {
    let totals = &invoice.totals;
    let of = |charges: bool| invoice.adjustments.iter().filter(|each| each.is_charge() == charges).map(|each| each.amount).sum();
    let (allowances, charges): (Amount, Amount) = (of(false), of(true));
    let vat: Amount = invoice.vat.iter().map(|each| each.tax).sum();
    let net = totals.lines - totals.allowances + totals.charges;
    let sums = [
        ("BR-CO-10", "lines", totals.lines, invoice.lines.iter().map(|line| line.net).sum(), "the sum of the lines"),
        ("BR-CO-11", "allowances", totals.allowances, allowances, "the sum of the allowances"),
        ("BR-CO-12", "charges", totals.charges, charges, "the sum of the charges"),
        ("BR-CO-13", "net", totals.net, net, "the lines less the allowances plus the charges"),
        ("BR-CO-14", "vat", totals.vat, vat, "the sum of the VAT breakdown"),
        ("BR-CO-15", "gross", totals.gross, totals.net + totals.vat, "the net and the VAT"),
        ("BR-CO-16", "due", totals.due, totals.gross - totals.prepaid + totals.rounding, "the gross less what is prepaid"),
    ];
    for (rule, field, said, is, of) in sums {
        if said != is {
            let (said, is) = [said, is].map(|amount| amount.to_decimal(invoice.currency.decimals)).into();
            found.error(rule, format!("totals.{field}"), format!("It says {said}, but {of} is {is}."));
        }
    }
    check_breakdown(invoice, found);
}

/// All credit notes of an invoice take back its VAT together, which is rounded once: one of them may be a minor unit off its own base. The
/// standard's published rules let through much more.
fn check_breakdown(invoice: &Invoice, found: &mut Found) {
    found.must(!invoice.vat.is_empty(), "BR-CO-18", "vat", "The VAT breakdown has no entry.");
    for (index, each) in invoice.vat.iter().enumerate() {
        let off = (each.tax - share(each.base, each.vat.rate)).0.abs();
        let holds = off == 0 || (off == 1 && invoice.kind == Kind::CreditNote);
        found.must(holds, "BR-CO-17", format!("vat[{index}].tax"), "The VAT is not the base times the rate, rounded.");
    }
}
