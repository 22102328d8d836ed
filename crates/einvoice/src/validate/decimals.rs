//! BR-DEC: amounts have at most two decimals. So an invoice in dinars with millimes cannot be sent as EN 16931; prices are free.

use kernel::Amount;

use super::Found;
use crate::decimal::fits_two_decimals;
use crate::model::Invoice;

pub fn check(invoice: &Invoice, found: &mut Found) {
    check_totals(invoice, found);
    for (index, each) in invoice.vat.iter().enumerate() {
        check_one(invoice, each.base, "BR-DEC-19", format!("vat[{index}].base"), found);
        check_one(invoice, each.tax, "BR-DEC-20", format!("vat[{index}].tax"), found);
    }
    for (index, line) in invoice.lines.iter().enumerate() {
        check_one(invoice, line.net, "BR-DEC-23", format!("lines[{index}].net"), found);
        if let Some(discount) = &line.discount {
            check_one(invoice, discount.amount, "BR-DEC-24", format!("lines[{index}].discount.amount"), found);
            check_one(invoice, line.before_discount(), "BR-DEC-25", format!("lines[{index}].unit_price"), found);
        }
    }
    for (index, each) in invoice.adjustments.iter().enumerate() {
        let rule = if each.is_charge() { "BR-DEC-05" } else { "BR-DEC-01" };
        check_one(invoice, each.amount, rule, format!("adjustments[{index}].amount"), found);
    }
}

fn check_totals(invoice: &Invoice, found: &mut Found) {
    let totals = &invoice.totals;
    let each = [
        (totals.lines, "BR-DEC-09", "lines"),
        (totals.allowances, "BR-DEC-10", "allowances"),
        (totals.charges, "BR-DEC-11", "charges"),
        (totals.net, "BR-DEC-12", "net"),
        (totals.vat, "BR-DEC-13", "vat"),
        (totals.gross, "BR-DEC-14", "gross"),
        (totals.prepaid, "BR-DEC-16", "prepaid"),
        (totals.rounding, "BR-DEC-17", "rounding"),
        (totals.due, "BR-DEC-18", "due"),
    ];
    for (amount, rule, field) in each {
        check_one(invoice, amount, rule, format!("totals.{field}"), found);
    }
}

fn check_one(invoice: &Invoice, amount: Amount, rule: &str, field: String, found: &mut Found) {
    let message = "The amount has three decimals, and the European formats take two: it cannot be sent in this currency.";
    found.must(fits_two_decimals(amount, invoice.currency), rule, field, message);
}
