//! BG-4, BG-7.

use super::scheme;
use crate::model::{Identifier, Invoice, Party};
use crate::xml::Xml;

pub fn parties(xml: &mut Xml, invoice: &Invoice) {
    xml.element("cac:AccountingSupplierParty", |xml| party(xml, &invoice.seller, true));
    xml.element("cac:AccountingCustomerParty", |xml| party(xml, &invoice.buyer, false));
}

fn party(xml: &mut Xml, party: &Party, sells: bool) {
    xml.element("cac:Party", |xml| {
        if let Some(endpoint) = &party.endpoint {
            identifier(xml, "cbc:EndpointID", endpoint);
        }
        xml.element("cac:PartyName", |xml| xml.text("cbc:Name", &party.name));
        address(xml, party);
        registration(xml, "VAT", party.vat_id.as_deref());
        if sells {
            registration(xml, "TAX", party.tax_id.as_ref().map(|id| id.value.as_str()));
        }
        xml.element("cac:PartyLegalEntity", |xml| {
            xml.text("cbc:RegistrationName", &party.name);
            if let Some(legal) = &party.legal_id {
                identifier(xml, "cbc:CompanyID", legal);
            }
        });
        contact(xml, party);
    });
}

fn identifier(xml: &mut Xml, name: &str, identifier: &Identifier) {
    match &identifier.scheme {
        Some(scheme) => xml.text_with(name, &[("schemeID", scheme)], &identifier.value),
        None => xml.text(name, &identifier.value),
    }
}

fn address(xml: &mut Xml, party: &Party) {
    let [street, additional, rest] = party.address_lines();
    xml.element("cac:PostalAddress", |xml| {
        xml.optional("cbc:StreetName", street.as_deref());
        xml.optional("cbc:AdditionalStreetName", additional.as_deref());
        xml.optional("cbc:CityName", Some(&party.city));
        xml.optional("cbc:PostalZone", Some(&party.post_code));
        if let Some(rest) = rest {
            xml.element("cac:AddressLine", |xml| xml.text("cbc:Line", &rest));
        }
        xml.element("cac:Country", |xml| xml.text("cbc:IdentificationCode", &party.country));
    });
}

fn registration(xml: &mut Xml, scheme_id: &str, value: Option<&str>) {
    if let Some(value) = value {
        xml.element("cac:PartyTaxScheme", |xml| {
            xml.text("cbc:CompanyID", value);
            scheme(xml, scheme_id);
        });
    }
}

fn contact(xml: &mut Xml, party: &Party) {
    if party.phone.is_none() && party.email.is_none() {
        return;
    }
    xml.element("cac:Contact", |xml| {
        xml.optional("cbc:Telephone", party.phone.as_deref());
        xml.optional("cbc:ElectronicMail", party.email.as_deref());
    });
}
