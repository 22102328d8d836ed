//! Lines: I-183 the price of one before tax, I-171 the line before tax.

use super::amounts::amount;
use crate::decimal;
use crate::model::{Invoice, Line};
use crate::xml::{Xml, clean};

pub fn section(xml: &mut Xml, invoice: &Invoice) {
    xml.element("LinSection", |xml| {
        for each in &invoice.lines {
            line(xml, invoice, each);
        }
    });
}

fn line(xml: &mut Xml, invoice: &Invoice, line: &Line) {
    xml.element("Lin", |xml| {
        xml.text("ItemIdentifier", &line.id);
        xml.element_with("LinImd", &[("lang", "fr")], |xml| {
            xml.text("ItemCode", line.code.as_deref().filter(|code| !clean(code).is_empty()).unwrap_or(&line.id));
            xml.text("ItemDescription", &line.name);
        });
        xml.element("LinQty", |xml| {
            xml.text_with("Quantity", &[("measurementUnit", unit(&line.unit))], &decimal::quantity(line.quantity));
        });
        xml.element("LinTax", |xml| {
            xml.text_with("TaxTypeName", &[("code", "I-1602")], "TVA");
            xml.element("TaxDetails", |xml| xml.text("TaxRate", &decimal::rate(line.vat.rate)));
        });
        discount(xml, invoice, line);
        xml.element("LinMoa", |xml| {
            for (code, value) in [("I-183", line.unit_price), ("I-171", line.net)] {
                xml.element("MoaDetails", |xml| amount(xml, invoice, code, value));
            }
        });
    });
}

/// I-151: a reduction, as a percentage of the line before it.
fn discount(xml: &mut Xml, invoice: &Invoice, line: &Line) {
    let Some(rate) = line.discount.as_ref().and_then(|discount| discount.rate) else { return };
    xml.element("LinAlc", |xml| {
        xml.element_with("Alc", &[("allowanceCode", "I-151")], |_| ());
        xml.element("Pcd", |xml| {
            xml.text("Percentage", &decimal::rate(rate));
            xml.text("PercentageBasis", &decimal::millimes(line.before_discount(), invoice.currency));
        });
    });
}

/// Pieces have a name of their own, all else is UN/ECE's.
fn unit(code: &str) -> &str {
    match code {
        "C62" | "H87" | "EA" => "UNIT",
        other => other,
    }
}
