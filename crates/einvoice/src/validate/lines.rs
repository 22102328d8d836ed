//! Lines: BR-21 to BR-27, BR-42, BR-CL-23, and that a line's net is what its figures say (PEPPOL-EN16931-R120).

use std::collections::HashSet;

use super::{Found, is_blank};
use crate::model::{Invoice, Line};

pub fn check(invoice: &Invoice, found: &mut Found) {
    let mut ids = HashSet::new();
    for (index, line) in invoice.lines.iter().enumerate() {
        let at = |field: &str| format!("lines[{index}].{field}");
        found.must(!is_blank(&line.id), "BR-21", at("id"), "Number the line.");
        found.must(ids.insert(line.id.trim()), "BT-126", at("id"), "Two lines have this number: give each its own.");
        if line.quantity.0 == 0 {
            found.warning("BR-22", at("quantity"), "Nothing is sold on this line: leave it out, or say how much.");
        }
        check_unit(line, at("unit"), found);
        found.must(!is_blank(&line.name), "BR-25", at("name"), "Say what is sold.");
        found.must(line.unit_price.0 >= 0, "BR-27", at("unit_price"), "A price is not negative: give the quantity the sign.");
        found.must(line.vat.rate.0 >= 0, "BT-152", at("vat"), "A VAT rate is not negative.");
        check_discount(line, &at, found);
        check_net(line, &at, found);
    }
}

/// The code list has some two thousand entries: only its form is held.
fn check_unit(line: &Line, field: String, found: &mut Found) {
    let is_code = (2..=3).contains(&line.unit.len()) && line.unit.bytes().all(|each| each.is_ascii_uppercase() || each.is_ascii_digit());
    if is_blank(&line.unit) {
        found.error("BR-23", field, "Say in what unit (C62 piece, HUR hour, LTR litre).");
    } else if !is_code {
        found.error("BR-CL-23", field, "A unit is a code of UN/ECE recommendation 20 (C62 piece, HUR hour, LTR litre).");
    }
}

fn check_discount(line: &Line, at: &impl Fn(&str) -> String, found: &mut Found) {
    let Some(discount) = &line.discount else { return };
    found.must(!is_blank(&discount.reason), "BR-42", at("discount.reason"), "Say what the discount is for.");
    let whole = discount.rate.is_none_or(|rate| (0..=10_000).contains(&rate.0));
    found.must(whole, "BT-138", at("discount.rate"), "A discount is between 0 and 100 %.");
}

fn check_net(line: &Line, at: &impl Fn(&str) -> String, found: &mut Found) {
    let off = line.discount.as_ref().map(|discount| discount.amount).unwrap_or_default();
    let message = "The line's net is not its quantity times its price less its discount.";
    found.must(line.net == line.before_discount() - off, "PEPPOL-EN16931-R120", at("net"), message);
}
