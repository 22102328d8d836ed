//! Totals, taxes, and what is on and off the whole. The stamp duty is a tax here (I-1601): it stands outside the total before tax
//! and inside the total with it. So do levies
//! (I-162), which the bases of VAT hold.

use kernel::{Amount, BasisPoints};

use super::InWords;
use crate::decimal;
use crate::model::{Adjustment, Invoice, Nature, Vat, VatBreakdown};
use crate::xml::Xml;

/// I-176 before tax, I-182 the bases of VAT, I-181 levies and VAT, I-180 with all taxes, I-173 paid already.
pub fn totals(xml: &mut Xml, invoice: &Invoice, in_words: Option<InWords>) {
    let totals = &invoice.totals;
    let (base, levies) = (totals.net - invoice.stamp_duty(), invoice.levies());
    xml.element("InvoiceMoa", |xml| {
        for (code, value) in [("I-176", base - levies), ("I-182", base), ("I-181", totals.vat + levies)] {
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
        for Adjustment { nature, amount, .. } in &invoice.adjustments {
            if let Nature::Levy { rate, base } = nature {
                tax_details(xml, invoice, (("I-162", "FODEC"), *rate), (*base, *amount));
            }
        }
        for VatBreakdown { vat, base, tax, .. } in &invoice.vat {
            let base = *base - stamped(invoice, *vat);
            if !base.is_zero() || stamped(invoice, *vat).is_zero() {
                tax_details(xml, invoice, (("I-1602", "TVA"), vat.rate), (base, *tax));
            }
        }
    });
}

/// What of a category and rate is the stamp duty.
fn stamped(invoice: &Invoice, vat: Vat) -> Amount {
    let stamps = invoice.adjustments.iter().filter(|each| each.nature == Nature::StampDuty && each.vat == vat);
    stamps.map(|each| each.amount).sum()
}

fn tax_details(xml: &mut Xml, invoice: &Invoice, (kind, rate): ((&str, &str), BasisPoints), (base, amount_of): (Amount, Amount)) {
    xml.element("InvoiceTaxDetails", |xml| {
        tax(xml, kind, &decimal::rate(rate));
        for (code, value) in [("I-177", base), ("I-178", amount_of)] {
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
    let each: Vec<&Adjustment> = invoice.adjustments.iter().filter(|each| !each.is_tax()).collect();
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
