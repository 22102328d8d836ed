//! BG-25.

use super::{amount, indicator, tax};
use crate::decimal;
use crate::model::{Discount, Invoice, Line};
use crate::xml::Xml;

pub fn line(xml: &mut Xml, invoice: &Invoice, line: &Line) {
    xml.element("ram:IncludedSupplyChainTradeLineItem", |xml| {
        xml.element("ram:AssociatedDocumentLineDocument", |xml| xml.text("ram:LineID", &line.id));
        xml.element("ram:SpecifiedTradeProduct", |xml| {
            xml.optional("ram:SellerAssignedID", line.code.as_deref());
            xml.text("ram:Name", &line.name);
        });
        xml.element("ram:SpecifiedLineTradeAgreement", |xml| {
            xml.element("ram:NetPriceProductTradePrice", |xml| {
                xml.text("ram:ChargeAmount", &decimal::price(line.unit_price, invoice.currency));
            });
        });
        xml.element("ram:SpecifiedLineTradeDelivery", |xml| {
            xml.text_with("ram:BilledQuantity", &[("unitCode", &line.unit)], &decimal::quantity(line.quantity));
        });
        xml.element("ram:SpecifiedLineTradeSettlement", |xml| {
            tax(xml, "ram:ApplicableTradeTax", line.vat);
            if let Some(off) = &line.discount {
                discount(xml, invoice, line, off);
            }
            xml.element("ram:SpecifiedTradeSettlementLineMonetarySummation", |xml| {
                amount(xml, invoice, "ram:LineTotalAmount", line.net);
            });
        });
    });
}

/// BG-27.
fn discount(xml: &mut Xml, invoice: &Invoice, line: &Line, discount: &Discount) {
    xml.element("ram:SpecifiedTradeAllowanceCharge", |xml| {
        indicator(xml, false);
        if let Some(rate) = discount.rate {
            xml.text("ram:CalculationPercent", &decimal::rate(rate));
            amount(xml, invoice, "ram:BasisAmount", line.before_discount());
        }
        amount(xml, invoice, "ram:ActualAmount", discount.amount);
        xml.optional("ram:Reason", Some(&discount.reason));
    });
}
