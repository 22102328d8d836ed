//! I-62 the supplier, I-64 the customer.

use crate::model::{Invoice, Party};
use crate::xml::{Xml, clean};

/// A contact that is neither technical, legal nor commercial.
const OTHER_CONTACT: &str = "I-94";
/// Longest identifier of a contact.
const CONTACT_ID: usize = 17;

pub fn section(xml: &mut Xml, invoice: &Invoice) {
    xml.element("PartnerSection", |xml| {
        partner(xml, "I-62", &invoice.seller);
        partner(xml, "I-64", &invoice.buyer);
    });
}

/// Who it is, by the number that the tax office knows.
pub fn identifier(xml: &mut Xml, name: &str, party: &Party) {
    let (code, value) = party.tax_id.as_ref().map_or(("I-04", ""), |id| (id.kind.code(), id.value.as_str()));
    xml.text_with(name, &[("type", code)], value);
}

fn partner(xml: &mut Xml, function: &str, party: &Party) {
    xml.element_with("PartnerDetails", &[("functionCode", function)], |xml| {
        xml.element("Nad", |xml| {
            identifier(xml, "PartnerIdentifier", party);
            let kind = if party.is_person { "Physical" } else { "Qualification" };
            xml.text_with("PartnerName", &[("nameType", kind)], &party.name);
            address(xml, party);
        });
        if let Some(register) = party.legal_id.as_ref().filter(|register| !clean(&register.value).is_empty()) {
            xml.element("RffSection", |xml| xml.text_with("Reference", &[("refID", "I-815")], &register.value));
        }
        contact(xml, party, "I-101", party.phone.as_deref());
        contact(xml, party, "I-103", party.email.as_deref());
    });
}

fn address(xml: &mut Xml, party: &Party) {
    let lines: Vec<_> = party.address_lines().into_iter().flatten().collect();
    xml.element_with("PartnerAdresses", &[("lang", "fr")], |xml| {
        xml.text("AdressDescription", &lines.join(", "));
        xml.optional("CityName", Some(&party.city));
        xml.optional("PostalCode", Some(&party.post_code));
        xml.text_with("Country", &[("codeList", "ISO_3166-1")], &party.country);
    });
}

/// `means`: I-101 telephone, I-103 mail.
fn contact(xml: &mut Xml, party: &Party, means: &str, address: Option<&str>) {
    let Some(address) = address else { return };
    let id: String = party.tax_id.as_ref().map(|id| id.value.chars().take(CONTACT_ID).collect()).unwrap_or_default();
    xml.element("CtaSection", |xml| {
        xml.element_with("Contact", &[("functionCode", OTHER_CONTACT)], |xml| {
            xml.text("ContactIdentifier", &id);
            xml.text("ContactName", &party.name);
        });
        xml.element("Communication", |xml| {
            xml.text("ComMeansType", means);
            xml.text("ComAdress", address);
        });
    });
}
