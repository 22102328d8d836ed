//! TEIF 1.8.9: what its schema asks for, under names of ours, and what the platform's next version will.

use kernel::Currency;

use super::{Found, is_blank};
use crate::matricule;
use crate::model::{Invoice, Kind, Party, TaxId, TaxIdKind, VatCategory};
use crate::xml::clean;

/// Longest texts, in characters (schema 1.8.9).
const NUMBER: usize = 35;
const NAME: usize = 200;
const ADDRESS: usize = 500;
const CITY: usize = 35;
const POST_CODE: usize = 17;
const DESCRIPTION: usize = 500;
const CODE: usize = 35;
const UNIT: usize = 8;

pub fn check(invoice: &Invoice, found: &mut Found) {
    at_most(&invoice.number, NUMBER, "number", found);
    if invoice.currency != Currency::TND {
        found.warning("TEIF-CURRENCY", "currency", "The platform's next version takes dinars only.");
    }
    if invoice.kind == Kind::CreditNote {
        let message = "Say which invoice the credit note takes back from.";
        found.must(invoice.preceding.is_some(), "TEIF-REFERENCE", "preceding", message);
    }
    check_party(&invoice.seller, "seller", found);
    check_party(&invoice.buyer, "buyer", found);
    let company = invoice.seller.tax_id.as_ref().is_none_or(|id| id.kind == TaxIdKind::Matricule);
    found.must(company, "TEIF-SENDER", "seller.tax_id", "The seller is known by a matricule fiscal.");
    check_lines(invoice, found);
    check_texts(invoice, found);
}

fn check_texts(invoice: &Invoice, found: &mut Found) {
    for (index, note) in invoice.notes.iter().enumerate() {
        at_most(&note.text, DESCRIPTION, &format!("notes[{index}].text"), found);
    }
    for (index, each) in invoice.adjustments.iter().enumerate() {
        at_most(&each.reason, NAME, &format!("adjustments[{index}].reason"), found);
    }
    let preceding = invoice.preceding.as_ref().map(|preceding| preceding.number.as_str());
    at_most(preceding.unwrap_or_default(), NAME, "preceding.number", found);
    at_most(invoice.order_reference.as_deref().unwrap_or_default(), NAME, "order_reference", found);
    at_most(invoice.payment_terms.as_deref().unwrap_or_default(), DESCRIPTION, "payment_terms", found);
}

fn check_party(party: &Party, who: &str, found: &mut Found) {
    at_most(&party.name, NAME, &format!("{who}.name"), found);
    at_most(&party.city, CITY, &format!("{who}.city"), found);
    at_most(&party.post_code, POST_CODE, &format!("{who}.post_code"), found);
    at_most(&party.address.join(", "), ADDRESS, &format!("{who}.address"), found);
    let register = party.legal_id.as_ref().map(|id| id.value.as_str());
    at_most(register.unwrap_or_default(), NAME, &format!("{who}.legal_id"), found);
    let is_code = party.country.len() == 2 && party.country.bytes().all(|each| each.is_ascii_uppercase());
    found.must(is_code, "TEIF-COUNTRY", format!("{who}.country"), "Give the country as two capital letters (TN).");
    let field = format!("{who}.tax_id");
    match &party.tax_id {
        Some(id) => check_id(id, &field, found),
        None => found.error("TEIF-ID", field, "Give a matricule fiscal, an identity or residence card, or for a foreigner any number."),
    }
}

fn check_id(id: &TaxId, field: &str, found: &mut Found) {
    let is_digits = |length: usize| id.value.len() == length && id.value.bytes().all(|each| each.is_ascii_digit());
    let (holds, rule, message) = match id.kind {
        TaxIdKind::Matricule => (matricule::has_form(&id.value), "TEIF-I-01", "A matricule fiscal looks like 0736202XAM000."),
        TaxIdKind::NationalId => (is_digits(8), "TEIF-I-02", "An identity card has eight digits."),
        TaxIdKind::ResidenceCard => (is_digits(9), "TEIF-I-03", "A residence card has nine digits."),
        TaxIdKind::Other => (!is_blank(&id.value) && id.value.chars().count() <= CODE, "TEIF-I-04", "Give 1 to 35 characters."),
    };
    found.must(holds, rule, field, message);
    if id.kind == TaxIdKind::Matricule && holds && !matricule::has_key(&id.value) {
        found.warning(
            "TEIF-MF-KEY",
            field,
            "The letter behind the seven digits is not the one that they ask for: compare it with the tax card.",
        );
    }
}

fn check_lines(invoice: &Invoice, found: &mut Found) {
    for (index, line) in invoice.lines.iter().enumerate() {
        at_most(&line.name, DESCRIPTION, &format!("lines[{index}].name"), found);
        at_most(&line.unit, UNIT, &format!("lines[{index}].unit"), found);
        at_most(&line.id, CODE, &format!("lines[{index}].id"), found);
        at_most(line.code.as_deref().unwrap_or_default(), CODE, &format!("lines[{index}].code"), found);
        let standard = line.vat.category == VatCategory::Standard;
        found.must((line.vat.rate.0 > 0) == standard, "TEIF-TAX", format!("lines[{index}].vat"), "Only a standard rate is above zero.");
    }
}

fn at_most(text: &str, length: usize, field: &str, found: &mut Found) {
    let has = clean(text).chars().count();
    if has > length {
        found.error("TEIF-LENGTH", field, format!("It has {has} characters, and {length} can be sent: shorten it."));
    }
}
