//! How it is to be paid: terms I-11x, means I-13x, institution I-14x.

use crate::iban;
use crate::model::{Invoice, PaymentMeans};
use crate::xml::Xml;

/// The post's code among the banks: its accounts are I-141, a bank's I-142.
const POST: &str = "17";
/// Longest account number.
const ACCOUNT: usize = 20;

pub fn section(xml: &mut Xml, invoice: &Invoice) {
    let Some(payment) = &invoice.payment else { return };
    xml.element("PytSection", |xml| {
        xml.element("PytSectionDetails", |xml| {
            xml.element("Pyt", |xml| {
                let terms = if payment.iban.is_some() { "I-114" } else { "I-116" };
                xml.text("PaymentTearmsTypeCode", terms);
                xml.optional("PaymentTearmsDescription", invoice.payment_terms.as_deref());
            });
            xml.element("PytPai", |xml| {
                xml.text("PaiConditionCode", "I-121");
                xml.text("PaiMeansCode", means(payment));
            });
            account(xml, payment);
        });
    });
}

/// TEIF's word for a payment means of UNTDID 4461.
fn means(payment: &PaymentMeans) -> &'static str {
    match payment.code.as_str() {
        "10" => "I-131",
        "20" => "I-132",
        "49" | "59" => "I-134",
        "30" | "58" => "I-135",
        _ => "I-137",
    }
}

/// Only an account that fits: a RIB of twenty digits.
fn account(xml: &mut Xml, payment: &PaymentMeans) {
    let Some(rib) = payment.iban.as_deref().map(|account| iban::rib(account).unwrap_or(account)) else { return };
    if rib.len() != ACCOUNT || !rib.is_ascii() {
        return;
    }
    let institution = if rib.starts_with(POST) { "I-141" } else { "I-142" };
    xml.element_with("PytFii", &[("functionCode", institution)], |xml| {
        xml.element("AccountHolder", |xml| {
            xml.text("AccountNumber", rib);
            let owner: Option<String> = payment.account_name.as_ref().map(|name| name.chars().take(70).collect());
            xml.optional("OwnerIdentifier", owner.as_deref());
        });
        xml.element_with("InstitutionIdentification", &[("nameCode", &rib[..2])], |xml| xml.text("BranchIdentifier", &rib[2..5]));
    });
}
