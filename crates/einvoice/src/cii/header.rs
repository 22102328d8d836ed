//! Everything but lines and money: what document it is, who sells, who buys.

use super::{GUIDELINE, date};
use crate::model::{Identifier, Invoice, Party};
use crate::xml::Xml;

/// BG-2.
pub fn context(xml: &mut Xml, invoice: &Invoice) {
    xml.element("rsm:ExchangedDocumentContext", |xml| {
        if let Some(process) = &invoice.process {
            xml.element("ram:BusinessProcessSpecifiedDocumentContextParameter", |xml| xml.text("ram:ID", process));
        }
        xml.element("ram:GuidelineSpecifiedDocumentContextParameter", |xml| xml.text("ram:ID", GUIDELINE));
    });
}

pub fn document(xml: &mut Xml, invoice: &Invoice) {
    xml.element("rsm:ExchangedDocument", |xml| {
        xml.text("ram:ID", &invoice.number);
        xml.text("ram:TypeCode", invoice.kind.code());
        date(xml, "ram:IssueDateTime", "udt:DateTimeString", invoice.issued_on);
        for note in &invoice.notes {
            xml.element("ram:IncludedNote", |xml| {
                xml.text("ram:Content", &note.text);
                xml.optional("ram:SubjectCode", note.subject.as_deref());
            });
        }
    });
}

pub fn agreement(xml: &mut Xml, invoice: &Invoice) {
    xml.element("ram:ApplicableHeaderTradeAgreement", |xml| {
        xml.optional("ram:BuyerReference", invoice.buyer_reference.as_deref());
        party(xml, "ram:SellerTradeParty", &invoice.seller, true);
        party(xml, "ram:BuyerTradeParty", &invoice.buyer, false);
        if let Some(order) = &invoice.order_reference {
            xml.element("ram:BuyerOrderReferencedDocument", |xml| xml.text("ram:IssuerAssignedID", order));
        }
    });
}

/// BT-72, BT-80. The group stands there even when it is empty.
pub fn delivery(xml: &mut Xml, invoice: &Invoice) {
    xml.element("ram:ApplicableHeaderTradeDelivery", |xml| {
        if let Some(country) = invoice.delivered_to() {
            xml.element("ram:ShipToTradeParty", |xml| {
                xml.element("ram:PostalTradeAddress", |xml| xml.text("ram:CountryID", country));
            });
        }
        if let Some(on) = invoice.delivered_on {
            xml.element("ram:ActualDeliverySupplyChainEvent", |xml| date(xml, "ram:OccurrenceDateTime", "udt:DateTimeString", on));
        }
    });
}

fn party(xml: &mut Xml, name: &str, party: &Party, sells: bool) {
    xml.element(name, |xml| {
        xml.text("ram:Name", &party.name);
        if let Some(legal) = &party.legal_id {
            xml.element("ram:SpecifiedLegalOrganization", |xml| identifier(xml, "ram:ID", legal));
        }
        contact(xml, party);
        address(xml, party);
        if let Some(endpoint) = &party.endpoint {
            xml.element("ram:URIUniversalCommunication", |xml| identifier(xml, "ram:URIID", endpoint));
        }
        registration(xml, "VA", party.vat_id.as_deref());
        if sells {
            registration(xml, "FC", party.tax_id.as_ref().map(|id| id.value.as_str()));
        }
    });
}

fn identifier(xml: &mut Xml, name: &str, identifier: &Identifier) {
    match &identifier.scheme {
        Some(scheme) => xml.text_with(name, &[("schemeID", scheme)], &identifier.value),
        None => xml.text(name, &identifier.value),
    }
}

fn contact(xml: &mut Xml, party: &Party) {
    if party.phone.is_none() && party.email.is_none() {
        return;
    }
    xml.element("ram:DefinedTradeContact", |xml| {
        xml.text("ram:PersonName", &party.name);
        if let Some(phone) = &party.phone {
            xml.element("ram:TelephoneUniversalCommunication", |xml| xml.text("ram:CompleteNumber", phone));
        }
        if let Some(email) = &party.email {
            xml.element("ram:EmailURIUniversalCommunication", |xml| xml.text("ram:URIID", email));
        }
    });
}

fn address(xml: &mut Xml, party: &Party) {
    let [one, two, three] = party.address_lines();
    xml.element("ram:PostalTradeAddress", |xml| {
        xml.optional("ram:PostcodeCode", Some(&party.post_code));
        xml.optional("ram:LineOne", one.as_deref());
        xml.optional("ram:LineTwo", two.as_deref());
        xml.optional("ram:LineThree", three.as_deref());
        xml.optional("ram:CityName", Some(&party.city));
        xml.optional("ram:CountryID", Some(&party.country));
    });
}

fn registration(xml: &mut Xml, scheme: &str, value: Option<&str>) {
    if let Some(value) = value {
        xml.element("ram:SpecifiedTaxRegistration", |xml| xml.text_with("ram:ID", &[("schemeID", scheme)], value));
    }
}
