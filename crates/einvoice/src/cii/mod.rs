//! UN/CEFACT Cross Industry Invoice D22B as Factur-X 1.0 "EN 16931" has it: the XML that is attached to a PDF as
//! `factur-x.xml`. The order of elements is the schema's. Write what [`crate::validate`] finds sound; anything else is written as
//! it is, and refused by whoever receives it.

mod header;
mod lines;
mod settlement;

use chrono::NaiveDate;
use kernel::Amount;

use crate::decimal;
use crate::model::{Invoice, Vat, VatCategory};
use crate::xml::Xml;

/// BT-24.
pub const GUIDELINE: &str = "urn:cen.eu:en16931:2017";

const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
    ("xmlns:ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
    ("xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
    ("xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
];

/// The invoice as XML. Texts go without what XML cannot hold.
pub fn write(invoice: &Invoice) -> String {
    let mut xml = Xml::new();
    xml.element_with("rsm:CrossIndustryInvoice", &NAMESPACES, |xml| {
        header::context(xml, invoice);
        header::document(xml, invoice);
        xml.element("rsm:SupplyChainTradeTransaction", |xml| {
            for line in &invoice.lines {
                lines::line(xml, invoice, line);
            }
            header::agreement(xml, invoice);
            header::delivery(xml, invoice);
            settlement::settlement(xml, invoice);
        });
    });
    xml.finish()
}

/// A date as `20261120` (format 102).
fn date(xml: &mut Xml, name: &str, inner: &str, date: NaiveDate) {
    xml.element(name, |xml| xml.text_with(inner, &[("format", "102")], &date.format("%Y%m%d").to_string()));
}

fn amount(xml: &mut Xml, invoice: &Invoice, name: &str, amount: Amount) {
    xml.text(name, &decimal::amount(amount, invoice.currency));
}

/// Category and rate; what is outside the scope of VAT has no rate (BR-O-05).
fn tax(xml: &mut Xml, name: &str, vat: Vat) {
    xml.element(name, |xml| {
        xml.text("ram:TypeCode", "VAT");
        xml.text("ram:CategoryCode", vat.category.code());
        rate(xml, vat);
    });
}

fn rate(xml: &mut Xml, vat: Vat) {
    if vat.category != VatCategory::OutOfScope {
        xml.text("ram:RateApplicablePercent", &decimal::rate(vat.rate));
    }
}

/// Taken off (false) or added (true).
fn indicator(xml: &mut Xml, added: bool) {
    xml.element("ram:ChargeIndicator", |xml| xml.text("udt:Indicator", if added { "true" } else { "false" }));
}
