//! BG-25.

use super::{amount, tax, text_in_currency};
use crate::decimal;
use crate::model::{Discount, Invoice, Kind, Line};
use crate::xml::Xml;

pub fn line(xml: &mut Xml, invoice: &Invoice, line: &Line) {
    let (name, quantity) = match invoice.kind {
        Kind::Invoice => ("cac:InvoiceLine", "cbc:InvoicedQuantity"),
        Kind::CreditNote => ("cac:CreditNoteLine", "cbc:CreditedQuantity"),
    };
    xml.element(name, |xml| {
        xml.text("cbc:ID", &line.id);
        xml.text_with(quantity, &[("unitCode", &line.unit)], &decimal::quantity(line.quantity));
        amount(xml, invoice, "cbc:LineExtensionAmount", line.net);
        if let Some(off) = &line.discount {
            discount(xml, invoice, line, off);
        }
        xml.element("cac:Item", |xml| {
            xml.text("cbc:Name", &line.name);
            if let Some(code) = &line.code {
                xml.element("cac:SellersItemIdentification", |xml| xml.text("cbc:ID", code));
            }
            tax(xml, "cac:ClassifiedTaxCategory", line.vat, |_| ());
        });
        xml.element("cac:Price", |xml| {
            text_in_currency(xml, invoice, "cbc:PriceAmount", &decimal::price(line.unit_price, invoice.currency));
        });
    });
}

/// BG-27.
fn discount(xml: &mut Xml, invoice: &Invoice, line: &Line, discount: &Discount) {
    xml.element("cac:AllowanceCharge", |xml| {
        xml.text("cbc:ChargeIndicator", "false");
        xml.optional("cbc:AllowanceChargeReason", Some(&discount.reason));
        if let Some(rate) = discount.rate {
            xml.text("cbc:MultiplierFactorNumeric", &decimal::rate(rate));
        }
        amount(xml, invoice, "cbc:Amount", discount.amount);
        if discount.rate.is_some() {
            amount(xml, invoice, "cbc:BaseAmount", line.before_discount());
        }
    });
}
