//! Seller and buyer: BR-09, BR-11, BR-62, BR-63, BR-CL-14, BR-CO-09, BR-CO-26.

use super::{Found, is_blank, is_missing};
use crate::model::{Invoice, Party};

pub fn check(invoice: &Invoice, found: &mut Found) {
    let seller = &invoice.seller;
    check_one(seller, "seller", ("BR-09", "BR-62"), found);
    check_one(&invoice.buyer, "buyer", ("BR-11", "BR-63"), found);
    let known = !is_missing(seller.vat_id.as_deref()) || seller.legal_id.as_ref().is_some_and(|id| !is_blank(&id.value));
    found.must(known, "BR-CO-26", "seller.vat_id", "Give the seller's VAT number or number in the trade register.");
}

fn check_one(party: &Party, who: &str, (country, scheme): (&str, &str), found: &mut Found) {
    let is_code = party.country.len() == 2 && party.country.bytes().all(|each| each.is_ascii_uppercase());
    let rule = if is_blank(&party.country) { country } else { "BR-CL-14" };
    found.must(is_code, rule, format!("{who}.country"), "Give the country as two capital letters (FR, TN).");
    if let Some(endpoint) = &party.endpoint {
        let message = "An electronic address needs its scheme.";
        found.must(!is_missing(endpoint.scheme.as_deref()), scheme, format!("{who}.endpoint.scheme"), message);
    }
    if let Some(vat_id) = party.vat_id.as_deref().filter(|id| !is_blank(id)) {
        let message = "A VAT number begins with the two letters of its country (EL for Greece).";
        found.must(has_prefix(vat_id), "BR-CO-09", format!("{who}.vat_id"), message);
    }
}

fn has_prefix(vat_id: &str) -> bool {
    vat_id.len() > 2 && vat_id.bytes().take(2).all(|each| each.is_ascii_uppercase())
}
