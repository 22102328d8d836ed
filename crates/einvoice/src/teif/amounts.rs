//! Totals, taxes, and what is on and off the whole. The stamp duty is a tax here (I-1601): it stands outside the total before tax
//! and inside the total with it.

use kernel::Amount;

use super::InWords;
use crate::decimal;
use crate::model::{Adjustment, Invoice, Nature, Vat, VatBreakdown};
use crate::xml::Xml;

/// I-176 before tax, I-182 the bases of VAT, I-181 the VAT, I-180 with all taxes, I-173 paid already.
pub fn totals(xml: &mut Xml, invoice: &Invoice, in_words: Option<InWords>) {
    let totals = &invoice.totals;
    let net = totals.net - invoice.stamp_duty();
    xml.element("InvoiceMoa", |xml| {
        for (code, value) in [("I-176", net), ("I-182", net), ("I-181", totals.vat)] {
            xml.element("AmountDetails", |xml| amount(xml, invoice, code, value));
        }
        xml.element("AmountDetails", |xml| money(xml, invoice, ("I-180", totals.gross + totals.rounding), in_words));
        if !totals.prepaid.is_zero() {
            xml.element("AmountDetails", |xml| amount(xml, invoice, "I-173", totals.prepaid));
        }
    });
}

/// I-177 the base and I-178 the tax of each rate; the stamp duty has a tax alone.
pub fn taxes(xml: &mut Xml, invoice: &Invoice) {
    let stamp_duty = invoice.stamp_duty();
    xml.element("InvoiceTax", |xml| {
        if !stamp_duty.is_zero() {
            xml.element("InvoiceTaxDetails", |xml| {
                tax(xml, ("I-1601", "droit de timbre"), "0");
                xml.element("AmountDetails", |xml| amount(xml, invoice, "I-178", stamp_duty));
            });
        }
        for VatBreakdown { vat, base, tax, .. } in &invoice.vat {
            let base = *base - stamped(invoice, *vat);
            if !base.is_zero() || stamped(invoice, *vat).is_zero() {
                vat_details(xml, invoice, *vat, (base, *tax));
            }
        }
    });
}

/// What of a category and rate is the stamp duty.
fn stamped(invoice: &Invoice, vat: Vat) -> Amount {
    let stamps = invoice.adjustments.iter().filter(|each| each.nature == Nature::StampDuty && each.vat == vat);
    stamps.map(|each| each.amount).sum()
}

fn vat_details(xml: &mut Xml, invoice: &Invoice, vat: Vat, (base, vat_amount): (Amount, Amount)) {
    xml.element("InvoiceTaxDetails", |xml| {
        tax(xml, ("I-1602", "TVA"), &decimal::rate(vat.rate));
        for (code, value) in [("I-177", base), ("I-178", vat_amount)] {
            xml.element("AmountDetails", |xml| amount(xml, invoice, code, value));
        }
    });
}

fn tax(xml: &mut Xml, (code, name): (&str, &str), rate: &str) {
    xml.element("Tax", |xml| {
        xml.text_with("TaxTypeName", &[("code", code)], name);
        xml.element("TaxDetails", |xml| xml.text("TaxRate", rate));
    });
}

/// I-151 a reduction, I-155 anything else, with its amount before tax (I-174).
pub fn adjustments(xml: &mut Xml, invoice: &Invoice) {
    let each: Vec<&Adjustment> = invoice.adjustments.iter().filter(|each| each.nature != Nature::StampDuty).collect();
    if each.is_empty() {
        return;
    }
    xml.element("InvoiceAlc", |xml| {
        for each in each {
            let code = if each.is_charge() { "I-155" } else { "I-151" };
            xml.element("AllowanceDetails", |xml| {
                xml.element_with("Alc", &[("allowanceCode", code)], |xml| {
                    xml.text_with("SpecialServices", &[("lang", "fr")], &each.reason);
                });
                amount(xml, invoice, "I-174", each.amount);
            });
        }
    });
}

pub fn amount(xml: &mut Xml, invoice: &Invoice, code: &str, amount: Amount) {
    money(xml, invoice, (code, amount), None);
}

fn money(xml: &mut Xml, invoice: &Invoice, (code, amount): (&str, Amount), in_words: Option<InWords>) {
    xml.element_with("Moa", &[("amountTypeCode", code), ("currencyCodeList", "ISO_4217")], |xml| {
        let text = decimal::millimes(amount, invoice.currency);
        xml.text_with("Amount", &[("currencyIdentifier", invoice.currency.code())], &text);
        if let Some(InWords { language, text }) = in_words {
            xml.text_with("AmountDescription", &[("lang", language)], text);
        }
    });
}
