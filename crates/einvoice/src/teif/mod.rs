//! TEIF 1.8.9, the format of the Tunisian platform El Fatoora (TTN). The misspelled names (`Reciever`, `Tearms`, `Adresses`) are the
//! schema's. Amounts have three decimals and a dot, dates are `ddMMyy`. Not signed: that is a [`crate::Signer`]'s.

mod amounts;
mod lines;
mod partners;
mod payment;

use chrono::NaiveDate;

use crate::model::{Invoice, Kind, Preceding};
use crate::xml::{Xml, clean};

pub const VERSION: &str = "1.8.9";

/// The total in words, as an invoice on paper says it. It is not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InWords<'a> {
    /// `fr`, `ar` or `en`.
    pub language: &'a str,
    pub text: &'a str,
}

/// The document without a signature. Texts go without what XML cannot hold.
pub fn write(invoice: &Invoice, in_words: Option<InWords>) -> String {
    let mut xml = Xml::new();
    xml.element_with("TEIF", &[("version", VERSION), ("controlingAgency", "TTN")], |xml| {
        xml.element("InvoiceHeader", |xml| {
            partners::identifier(xml, "MessageSenderIdentifier", &invoice.seller);
            partners::identifier(xml, "MessageRecieverIdentifier", &invoice.buyer);
        });
        xml.element("InvoiceBody", |xml| {
            beginning(xml, invoice);
            dates(xml, invoice);
            partners::section(xml, invoice);
            payment::section(xml, invoice);
            notes(xml, invoice);
            lines::section(xml, invoice);
            amounts::totals(xml, invoice, in_words);
            amounts::taxes(xml, invoice);
            amounts::adjustments(xml, invoice);
        });
    });
    xml.finish()
}

/// Number and kind: I-11 invoice, I-12 credit note, I-89 the invoice that it takes back from.
fn beginning(xml: &mut Xml, invoice: &Invoice) {
    let (code, name) = match invoice.kind {
        Kind::Invoice => ("I-11", "Facture"),
        Kind::CreditNote => ("I-12", "Facture d'avoir"),
    };
    xml.element("Bgm", |xml| {
        xml.text("DocumentIdentifier", &invoice.number);
        xml.text_with("DocumentType", &[("code", code)], name);
        references(xml, invoice);
    });
}

fn references(xml: &mut Xml, invoice: &Invoice) {
    let preceding = invoice.preceding.as_ref();
    let order_reference = invoice.order_reference.as_deref().filter(|order| !clean(order).is_empty());
    if preceding.is_none() && order_reference.is_none() {
        return;
    }
    xml.element("DocumentReferences", |xml| {
        if let Some(Preceding { number, issued_on }) = preceding {
            xml.element("DocumentReference", |xml| {
                xml.text_with("Reference", &[("refID", "I-89")], number);
                if let Some(on) = issued_on {
                    xml.element("ReferenceDate", |xml| date(xml, "I-31", *on));
                }
            });
        }
        if let Some(order) = order_reference {
            xml.element("DocumentReference", |xml| xml.text_with("Reference", &[("refID", "I-84")], order));
        }
    });
}

/// I-31 issued, I-32 due, I-35 delivered.
fn dates(xml: &mut Xml, invoice: &Invoice) {
    xml.element("Dtm", |xml| {
        date(xml, "I-31", invoice.issued_on);
        if let Some(on) = invoice.due_on {
            date(xml, "I-32", on);
        }
        if let Some(on) = invoice.delivered_on {
            date(xml, "I-35", on);
        }
    });
}

fn date(xml: &mut Xml, code: &str, date: NaiveDate) {
    let text = date.format("%d%m%y").to_string();
    xml.text_with("DateText", &[("format", "ddMMyy"), ("functionCode", code)], &text);
}

/// I-48: an observation.
fn notes(xml: &mut Xml, invoice: &Invoice) {
    let notes: Vec<_> = invoice.notes.iter().filter(|note| !clean(&note.text).is_empty()).collect();
    if notes.is_empty() {
        return;
    }
    xml.element("Ftx", |xml| {
        xml.element_with("FreeTextDetail", &[("subjectCode", "I-48")], |xml| {
            for note in notes {
                xml.text("FreeTexts", &note.text);
            }
        });
    });
}
