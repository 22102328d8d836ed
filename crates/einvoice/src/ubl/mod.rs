//! UBL 2.1 as Peppol BIS Billing 3 has it: Invoice and `CreditNote`, which differ in a few names. The order of elements is the
//! schema's. Write what [`crate::validate`] finds sound for Peppol.

mod lines;
mod money;
mod parties;

use chrono::NaiveDate;
use kernel::Amount;

use crate::decimal;
use crate::model::{Invoice, Kind, Vat, VatCategory};
use crate::xml::{Xml, clean};

/// BT-24.
pub const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
/// BT-23.
pub const PROFILE: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

const COMPONENTS: [(&str, &str); 2] = [
    ("xmlns:cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    ("xmlns:cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
];

/// The invoice as XML. Texts go without what XML cannot hold; several notes become one, for Peppol takes one.
pub fn write(invoice: &Invoice) -> String {
    let (root, namespace) = match invoice.kind {
        Kind::Invoice => ("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
        Kind::CreditNote => ("CreditNote", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"),
    };
    let mut xml = Xml::new();
    xml.element_with(root, &[("xmlns", namespace), COMPONENTS[0], COMPONENTS[1]], |xml| {
        header(xml, invoice);
        references(xml, invoice);
        parties::parties(xml, invoice);
        delivery(xml, invoice);
        money::payment(xml, invoice);
        money::adjustments(xml, invoice);
        money::taxes(xml, invoice);
        money::totals(xml, invoice);
        for line in &invoice.lines {
            lines::line(xml, invoice, line);
        }
    });
    xml.finish()
}

fn header(xml: &mut Xml, invoice: &Invoice) {
    xml.text("cbc:CustomizationID", CUSTOMIZATION);
    xml.text("cbc:ProfileID", PROFILE);
    xml.text("cbc:ID", &invoice.number);
    xml.text("cbc:IssueDate", &date(invoice.issued_on));
    match invoice.kind {
        Kind::Invoice => {
            xml.optional("cbc:DueDate", invoice.due_on.map(date).as_deref());
            xml.text("cbc:InvoiceTypeCode", invoice.kind.code());
        }
        Kind::CreditNote => xml.text("cbc:CreditNoteTypeCode", invoice.kind.code()),
    }
    let notes: Vec<_> = invoice.notes.iter().map(|note| clean(&note.text)).filter(|note| !note.is_empty()).collect();
    xml.optional("cbc:Note", Some(&notes.join("\n")));
    xml.text("cbc:DocumentCurrencyCode", invoice.currency.code());
}

fn references(xml: &mut Xml, invoice: &Invoice) {
    xml.optional("cbc:BuyerReference", invoice.buyer_reference.as_deref());
    if let Some(order) = &invoice.order_reference {
        xml.element("cac:OrderReference", |xml| xml.text("cbc:ID", order));
    }
    if let Some(preceding) = &invoice.preceding {
        xml.element("cac:BillingReference", |xml| {
            xml.element("cac:InvoiceDocumentReference", |xml| {
                xml.text("cbc:ID", &preceding.number);
                xml.optional("cbc:IssueDate", preceding.issued_on.map(date).as_deref());
            });
        });
    }
}

fn delivery(xml: &mut Xml, invoice: &Invoice) {
    let (on, to) = (invoice.delivered_on.map(date), invoice.delivered_to());
    if on.is_none() && to.is_none() {
        return;
    }
    xml.element("cac:Delivery", |xml| {
        xml.optional("cbc:ActualDeliveryDate", on.as_deref());
        if let Some(country) = to {
            xml.element("cac:DeliveryLocation", |xml| {
                xml.element("cac:Address", |xml| {
                    xml.element("cac:Country", |xml| xml.text("cbc:IdentificationCode", country));
                });
            });
        }
    });
}

fn date(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

fn amount(xml: &mut Xml, invoice: &Invoice, name: &str, amount: Amount) {
    text_in_currency(xml, invoice, name, &decimal::amount(amount, invoice.currency));
}

fn text_in_currency(xml: &mut Xml, invoice: &Invoice, name: &str, text: &str) {
    xml.text_with(name, &[("currencyID", invoice.currency.code())], text);
}

/// Category and rate, with what is said between them and the scheme.
fn tax(xml: &mut Xml, name: &str, vat: Vat, reasons: impl FnOnce(&mut Xml)) {
    xml.element(name, |xml| {
        xml.text("cbc:ID", vat.category.code());
        if vat.category != VatCategory::OutOfScope {
            xml.text("cbc:Percent", &decimal::rate(vat.rate));
        }
        reasons(xml);
        scheme(xml, "VAT");
    });
}

fn scheme(xml: &mut Xml, id: &str) {
    xml.element("cac:TaxScheme", |xml| xml.text("cbc:ID", id));
}
