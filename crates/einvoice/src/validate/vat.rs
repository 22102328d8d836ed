//! VAT by category: BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, each from 01 (it is broken down) to 11 (it stands alone).

use std::collections::BTreeMap;

use kernel::Amount;

use super::{Found, is_blank, is_missing};
use crate::model::{Invoice, Party, Vat, VatCategory};

pub fn check(invoice: &Invoice, found: &mut Found) {
    let bases = bases(invoice);
    check_rates(invoice, found);
    check_ids(invoice, bases.keys().map(|vat| vat.category), found);
    for (vat, base) in &bases {
        check_entry(invoice, *vat, *base, found);
    }
    for (index, each) in invoice.vat.iter().enumerate() {
        if !bases.contains_key(&each.vat) {
            let rule = format!("BR-{}-08", each.vat.category.rules());
            found.error(&rule, format!("vat[{index}]"), "No line and no charge has this category and rate.");
        }
        check_reason(index, invoice, found);
    }
    let dated = invoice.delivered_to().is_none() || invoice.delivered_on.is_some();
    found.must(dated, "BR-IC-11", "delivered_on", "Say when the goods left for the other member state.");
    let alone = !bases.keys().any(|vat| vat.category == VatCategory::OutOfScope) || bases.len() == 1;
    found.must(alone, "BR-O-11", "vat", "What is outside the scope of VAT cannot stand beside other VAT on one invoice.");
}

fn bases(invoice: &Invoice) -> BTreeMap<Vat, Amount> {
    let lines = invoice.lines.iter().map(|line| (line.vat, line.net));
    let adjustments = invoice.adjustments.iter().map(|each| (each.vat, each.signed()));
    lines.chain(adjustments).fold(BTreeMap::new(), |mut bases, (vat, amount)| {
        *bases.entry(vat).or_default() += amount;
        bases
    })
}

/// BR-S-05 to 07 and their likes: a standard rate is above zero, all others are zero.
fn check_rates(invoice: &Invoice, found: &mut Found) {
    let lines = invoice.lines.iter().enumerate().map(|(index, line)| (line.vat, "05", format!("lines[{index}].vat")));
    let adjustments = invoice.adjustments.iter().enumerate().map(|(index, each)| {
        let number = if each.is_charge() { "07" } else { "06" };
        (each.vat, number, format!("adjustments[{index}].vat"))
    });
    for (vat, number, field) in lines.chain(adjustments) {
        let standard = vat.category == VatCategory::Standard;
        let message = if standard { "A standard rate is above zero." } else { "This VAT category has a rate of zero." };
        found.must((vat.rate.0 > 0) == standard, &format!("BR-{}-{number}", vat.category.rules()), field, message);
    }
}

/// BR-S-02 and its likes: who must have which number.
fn check_ids(invoice: &Invoice, categories: impl Iterator<Item = VatCategory>, found: &mut Found) {
    let mut last = None;
    for category in categories.filter(|category| last.replace(*category) != Some(*category)).collect::<Vec<_>>() {
        let rule = format!("BR-{}-02", category.rules());
        let (seller, buyer) = (&invoice.seller, &invoice.buyer);
        match category {
            VatCategory::OutOfScope => {
                let none = is_missing(seller.vat_id.as_deref()) && is_missing(buyer.vat_id.as_deref());
                found.must(none, &rule, "seller.vat_id", "Outside the scope of VAT, no VAT number is given.");
            }
            _ => found.must(is_taxed(seller), &rule, "seller.vat_id", "Give the seller's VAT number or tax number."),
        }
        let known = match category {
            VatCategory::ReverseCharge => !is_missing(buyer.vat_id.as_deref()) || buyer.legal_id.is_some(),
            VatCategory::IntraCommunity => !is_missing(buyer.vat_id.as_deref()),
            _ => true,
        };
        found.must(known, &rule, "buyer.vat_id", "The buyer owes the VAT: give their VAT number.");
    }
}

fn is_taxed(seller: &Party) -> bool {
    !is_missing(seller.vat_id.as_deref()) || seller.tax_id.as_ref().is_some_and(|id| !is_blank(&id.value))
}

/// BR-S-01, 08, 09 and their likes: one entry, and its figures.
fn check_entry(invoice: &Invoice, vat: Vat, base: Amount, found: &mut Found) {
    let rule = |number: &str| format!("BR-{}-{number}", vat.category.rules());
    let mut entries = invoice.vat.iter().enumerate().filter(|(_, each)| each.vat == vat);
    let Some((index, entry)) = entries.next() else {
        let number = if invoice.vat.iter().any(|each| each.vat.category == vat.category) { "08" } else { "01" };
        return found.error(&rule(number), "vat", format!("The VAT breakdown lacks category {} at this rate.", vat.category.code()));
    };
    found.must(entries.next().is_none(), &rule("08"), format!("vat[{index}]"), "The VAT breakdown has this category and rate twice.");
    let message = "The base is not the sum of what has this category and rate.";
    found.must(entry.base == base, &rule("08"), format!("vat[{index}].base"), message);
    let untaxed = vat.category == VatCategory::Standard || entry.tax.is_zero();
    found.must(untaxed, &rule("09"), format!("vat[{index}].tax"), "There is no VAT on this category.");
}

/// BR-S-10 and its likes: why there is no VAT.
fn check_reason(index: usize, invoice: &Invoice, found: &mut Found) {
    let each = &invoice.vat[index];
    let rule = format!("BR-{}-10", each.vat.category.rules());
    let is_silent = is_missing(each.reason.as_deref()) && is_missing(each.reason_code.as_deref());
    let message = if is_silent { "Say why there is no VAT." } else { "Where VAT has a rate of its own, no reason is given." };
    found.must(is_silent != each.vat.category.wants_reason(), &rule, format!("vat[{index}].reason"), message);
}
