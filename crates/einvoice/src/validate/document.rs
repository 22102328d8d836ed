//! The document's own fields: BR-01 to BR-16, BR-49, BR-55, BR-61, BR-CO-25.

use super::{Found, is_blank, is_missing};
use crate::model::{Invoice, Kind};
use crate::{iban, xml};

/// Payment means that ask for an account (UNTDID 4461).
const TRANSFERS: [&str; 2] = ["30", "58"];

pub fn check(invoice: &Invoice, found: &mut Found) {
    found.must(!is_blank(&invoice.number), "BR-02", "number", "Give the invoice a number.");
    found.must(invoice.currency.code() != "XXX", "BR-05", "currency", "Say which currency the amounts are in.");
    found.must(!is_blank(&invoice.seller.name), "BR-06", "seller.name", "Say who sells.");
    found.must(!is_blank(&invoice.buyer.name), "BR-07", "buyer.name", "Say who buys.");
    found.must(!invoice.lines.is_empty(), "BR-16", "lines", "An invoice needs at least one line.");
    check_preceding(invoice, found);
    check_payment(invoice, found);
    check_due(invoice, found);
    check_texts(invoice, found);
}

fn check_preceding(invoice: &Invoice, found: &mut Found) {
    match &invoice.preceding {
        Some(preceding) => found.must(!is_blank(&preceding.number), "BR-55", "preceding.number", "Give the number of the earlier invoice."),
        None if invoice.kind == Kind::CreditNote => {
            found.warning("BG-3", "preceding", "Say which invoice the credit note takes back from.");
        }
        None => {}
    }
}

fn check_payment(invoice: &Invoice, found: &mut Found) {
    let Some(payment) = &invoice.payment else { return };
    found.must(!is_blank(&payment.code), "BR-49", "payment.code", "Say how it is to be paid (10 cash, 30 transfer, 48 card).");
    let account = payment.iban.as_deref();
    if TRANSFERS.contains(&payment.code.as_str()) && is_missing(account) {
        found.error("BR-61", "payment.iban", "A transfer needs the account that it goes to.");
    }
    if let Some(account) = account.filter(|account| !is_blank(account) && !iban::is_sound(account)) {
        found.warning("ISO-13616", "payment.iban", format!("The check digits of {account} are wrong: compare it with the bank's papers."));
    }
}

fn check_due(invoice: &Invoice, found: &mut Found) {
    let asked = invoice.totals.due.0 > 0 && invoice.kind == Kind::Invoice;
    if asked && invoice.due_on.is_none() && is_missing(invoice.payment_terms.as_deref()) {
        found.error("BR-CO-25", "due_on", "Say until when it is to be paid, or on what terms.");
    }
    if invoice.due_on.is_some_and(|due_on| due_on < invoice.issued_on) {
        found.warning("BT-9", "due_on", "It is due before it was issued: check the date.");
    }
}

/// Texts are written without what XML cannot hold; whoever typed it ought to know.
fn check_texts(invoice: &Invoice, found: &mut Found) {
    let texts = [("number", &invoice.number), ("seller.name", &invoice.seller.name), ("buyer.name", &invoice.buyer.name)];
    let lines = invoice.lines.iter().enumerate().map(|(index, line)| (format!("lines[{index}].name"), &line.name));
    for (field, text) in texts.into_iter().map(|(field, text)| (field.to_owned(), text)).chain(lines) {
        if text.chars().any(|each| !xml::is_allowed(each) && each != '\r') {
            found.warning("XML-CHAR", field, "It has characters that cannot be sent, and goes without them.");
        }
    }
}
