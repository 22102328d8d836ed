//! What the schemas ask for, held here so that it stays so without them: the order of elements, codes and forms.

use einvoice::teif::InWords;
use einvoice::{Invoice, cii, teif, ubl};

use crate::invoices::{european, tunisian};
use crate::read::{leaves, texts};

fn sample(all: Vec<(&'static str, Invoice)>, name: &str) -> Invoice {
    all.into_iter().find(|(each, _)| *each == name).unwrap().1
}

/// The elements one step below `parent`, in order, each once.
fn children(xml: &str, parent: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    for leaf in leaves(xml) {
        if let Some(child) = leaf.path.strip_prefix(parent).and_then(|rest| rest.strip_prefix('/')) {
            let child = child.split('/').next().unwrap().to_owned();
            if found.last() != Some(&child) {
                found.push(child);
            }
        }
    }
    found
}

#[test]
fn teif_has_its_elements_in_the_order_of_its_schema() {
    let xml = teif::write(&sample(tunisian(), "four-rates"), None);
    assert_eq!(children(&xml, "TEIF"), ["InvoiceHeader", "InvoiceBody"]);
    assert_eq!(children(&xml, "TEIF/InvoiceHeader"), ["MessageSenderIdentifier", "MessageRecieverIdentifier"]);
    let body = ["Bgm", "Dtm", "PartnerSection", "PytSection", "LinSection", "InvoiceMoa", "InvoiceTax", "InvoiceAlc"];
    assert_eq!(children(&xml, "TEIF/InvoiceBody"), body);
    let line = ["ItemIdentifier", "LinImd", "LinQty", "LinTax", "LinMoa", "ItemIdentifier", "LinImd", "LinQty", "LinTax", "LinMoa"];
    assert_eq!(children(&xml, "TEIF/InvoiceBody/LinSection/Lin")[..10], line);
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEIF version=\"1.8.9\" controlingAgency=\"TTN\">"), "{xml}");
}

#[test]
fn teif_amounts_dates_and_codes_have_their_form() {
    for (name, invoice) in tunisian() {
        for leaf in leaves(&teif::write(&invoice, None)) {
            let is = |end: &str| leaf.path.ends_with(end);
            if is("/Amount") {
                let (whole, rest) = leaf.text.split_once('.').unwrap();
                assert!(rest.len() == 3 && whole.trim_start_matches('-').parse::<u64>().is_ok(), "{name}: {leaf:?}");
            }
            if is("/DateText") {
                assert!(leaf.text.len() == 6 && leaf.text.bytes().all(|each| each.is_ascii_digit()), "{name}: {leaf:?}");
            }
            let longest = match leaf.path.rsplit('/').next().unwrap() {
                "TaxRate" | "Percentage" => 5,
                "ContactIdentifier" | "PostalCode" => 17,
                "AccountNumber" => 20,
                "DocumentIdentifier" | "ItemIdentifier" | "ItemCode" | "CityName" | "Quantity" => 35,
                "PartnerName" | "Reference" => 200,
                _ => 500,
            };
            assert!(leaf.text.chars().count() <= longest, "{name}: {leaf:?}");
        }
    }
}

#[test]
fn a_teif_credit_note_names_its_invoice_and_a_person_their_card() {
    let credit = teif::write(&sample(tunisian(), "avoir"), None);
    assert!(credit.contains("<DocumentType code=\"I-12\">") && credit.contains("<Reference refID=\"I-89\">F-LAC-2026-00042</Reference>"));
    assert_eq!(texts(&credit, "FreeTexts"), ["Disque rendu"]);
    let person = teif::write(&sample(tunisian(), "person"), None);
    assert!(
        person.contains("<MessageRecieverIdentifier type=\"I-02\">01234567<") && person.contains("nameType=\"Physical\">ليلى بن صالح<")
    );
}

#[test]
fn the_total_is_said_in_words_when_it_is_asked_for() {
    let invoice = sample(tunisian(), "labour");
    let words = InWords { language: "fr", text: "Soixante-douze dinars & quatre cents millimes" };
    assert_eq!(texts(&teif::write(&invoice, Some(words)), "AmountDescription"), [words.text]);
    assert!(texts(&teif::write(&invoice, None), "AmountDescription").is_empty());
}

#[test]
fn a_credit_note_is_one_in_every_format() {
    let invoice = sample(european(), "credit-note");
    let (xml, peppol) = (cii::write(&invoice), ubl::write(&invoice));
    assert_eq!(texts(&xml, "rsm:ExchangedDocument/ram:TypeCode"), ["381"]);
    assert_eq!(texts(&xml, "InvoiceReferencedDocument/ram:IssuerAssignedID"), ["F-LAC-2026-00042"]);
    assert_eq!(texts(&peppol, "CreditNote/cbc:CreditNoteTypeCode"), ["381"]);
    assert_eq!(texts(&peppol, "cac:CreditNoteLine/cbc:CreditedQuantity").len(), 4);
    assert_eq!(texts(&peppol, "cac:PaymentMeans/cbc:PaymentDueDate"), ["2026-12-20"]);
}

#[test]
fn cii_says_its_profile_and_has_its_settlement_in_order() {
    let xml = cii::write(&sample(european(), "discounts"));
    assert_eq!(texts(&xml, "GuidelineSpecifiedDocumentContextParameter/ram:ID"), ["urn:cen.eu:en16931:2017"]);
    let transaction = "rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction";
    let groups = ["Agreement", "Delivery", "Settlement"].map(|name| format!("ram:ApplicableHeaderTrade{name}"));
    assert!(children(&xml, transaction).ends_with(&groups));
    let order = [
        "PaymentReference",
        "InvoiceCurrencyCode",
        "SpecifiedTradeSettlementPaymentMeans",
        "ApplicableTradeTax",
        "SpecifiedTradeAllowanceCharge",
        "SpecifiedTradePaymentTerms",
        "SpecifiedTradeSettlementHeaderMonetarySummation",
    ];
    let settlement = format!("{transaction}/ram:ApplicableHeaderTradeSettlement");
    assert_eq!(children(&xml, &settlement), order.map(|name| format!("ram:{name}")));
}
