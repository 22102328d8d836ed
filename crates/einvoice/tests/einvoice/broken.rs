//! Each rule is broken on purpose, and has to be named with the field that it concerns.

use einvoice::model::{Identifier, Kind, Line, TaxIdKind, VatCategory};
use einvoice::{Invoice, Profile, Severity, is_sound, validate};
use kernel::{Amount, BasisPoints, Quantity};

use crate::invoices::{european, tunisian};
use crate::twins::{Break, Case, broken};

fn sample(all: Vec<(&'static str, Invoice)>, name: &str) -> Invoice {
    all.into_iter().find(|(each, _)| *each == name).unwrap().1
}

#[track_caller]
fn names(mut invoice: Invoice, profile: Profile, (rule, field, severity): (&str, &str, Severity), break_it: Break) {
    assert_eq!(validate(&invoice, profile), []);
    break_it(&mut invoice);
    let faults = validate(&invoice, profile);
    let found = faults.iter().find(|fault| fault.rule == rule && fault.field == field);
    assert_eq!(found.map(|fault| fault.severity), Some(severity), "{rule} at {field} in {faults:#?}");
    assert!(found.is_some_and(|fault| fault.message.ends_with('.')));
}

#[track_caller]
fn refused(name: &str, profile: Profile, cases: &[Case]) {
    for (rule, field, break_it) in cases {
        let samples = if profile == Profile::Teif { tunisian() } else { european() };
        names(sample(samples, name), profile, (rule, field, Severity::Error), *break_it);
    }
}

#[test]
fn every_rule_that_is_broken_is_named_with_its_field() {
    for (name, cases) in broken() {
        refused(name, Profile::En16931, &cases);
    }
}

/// What the standard or a term asks for, and the published checks of CII do not look at, or call otherwise.
#[test]
fn what_no_published_check_sees_is_named_too() {
    refused(
        "three-rates",
        Profile::En16931,
        &[
            ("BR-05", "currency", |it| it.currency.code = *b"XXX"),
            ("BR-61", "payment.iban", |it| it.payment.as_mut().unwrap().iban = None),
            ("BR-CL-14", "buyer.country", |it| it.buyer.country = "Tunisie".into()),
            ("BR-CO-25", "due_on", |it| (it.due_on, it.payment_terms) = (None, None)),
            ("BR-S-01", "vat", |it| it.vat.clear()),
            ("BR-S-08", "vat", |it| drop(it.vat.remove(1))),
            ("BR-S-08", "vat[0]", |it| it.vat.push(it.vat[0].clone())),
            ("BR-O-11", "vat", |it| it.lines[0].vat.category = VatCategory::OutOfScope),
            ("BR-O-02", "seller.vat_id", |it| it.lines[0].vat.category = VatCategory::OutOfScope),
        ],
    );
    refused(
        "discounts",
        Profile::En16931,
        &[
            ("BT-126", "lines[1].id", |it| it.lines[1].id = "1".into()),
            ("BR-23", "lines[2].unit", |it| it.lines[2].unit.clear()),
            ("BR-CL-23", "lines[2].unit", |it| it.lines[2].unit = "litre".into()),
            ("BT-152", "lines[0].vat", |it| it.lines[0].vat.rate = BasisPoints(-1)),
            ("BT-138", "lines[0].discount.rate", |it| it.lines[0].discount.as_mut().unwrap().rate = Some(BasisPoints(10_001))),
            ("PEPPOL-EN16931-R120", "lines[0].net", |it| it.lines[0].net = Amount(1)),
            ("BT-92", "adjustments[0].amount", |it| it.adjustments[0].amount = Amount(-500)),
            ("BT-99", "adjustments[1].amount", |it| it.adjustments[1].amount = Amount(-1)),
            ("BR-CO-17", "vat[0].tax", |it| it.vat[0].tax += Amount(1)),
        ],
    );
}

#[test]
fn what_peppol_asks_for_besides() {
    refused(
        "three-rates",
        Profile::Peppol,
        &[
            ("PEPPOL-EN16931-R003", "buyer_reference", |it| (it.buyer_reference, it.order_reference) = (None, None)),
            ("PEPPOL-EN16931-R010", "buyer.endpoint", |it| it.buyer.endpoint = None),
            ("PEPPOL-EN16931-R020", "seller.endpoint", |it| it.seller.endpoint = None),
        ],
    );
}

#[test]
fn what_tunisia_asks_for() {
    refused(
        "labour",
        Profile::Teif,
        &[
            ("TEIF-LENGTH", "number", |it| it.number = "F".repeat(36)),
            ("TEIF-LENGTH", "buyer.name", |it| it.buyer.name = "é".repeat(201)),
            ("TEIF-LENGTH", "seller.city", |it| it.seller.city = "x".repeat(36)),
            ("TEIF-LENGTH", "seller.address", |it| it.seller.address = vec!["x".repeat(501)]),
            ("TEIF-LENGTH", "lines[0].name", |it| it.lines[0].name = "x".repeat(501)),
            ("TEIF-LENGTH", "lines[0].code", |it| it.lines[0].code = Some("x".repeat(36))),
            ("TEIF-LENGTH", "adjustments[0].reason", |it| it.adjustments[0].reason = "x".repeat(201)),
            ("TEIF-LENGTH", "order_reference", |it| it.order_reference = Some("x".repeat(201))),
            ("TEIF-LENGTH", "lines[0].unit", |it| it.lines[0].unit = "bouteille".into()),
            ("TEIF-ID", "buyer.tax_id", |it| it.buyer.tax_id = None),
            ("TEIF-I-01", "buyer.tax_id", |it| it.buyer.tax_id.as_mut().unwrap().value = "0736202XFM000".into()),
            ("TEIF-I-02", "buyer.tax_id", |it| it.buyer.tax_id.as_mut().unwrap().kind = TaxIdKind::NationalId),
            ("TEIF-I-03", "buyer.tax_id", |it| it.buyer.tax_id.as_mut().unwrap().kind = TaxIdKind::ResidenceCard),
            ("TEIF-I-04", "buyer.tax_id", |it| {
                let id = it.buyer.tax_id.as_mut().unwrap();
                (id.kind, id.value) = (TaxIdKind::Other, " ".into());
            }),
            ("TEIF-SENDER", "seller.tax_id", |it| it.seller.tax_id.as_mut().unwrap().kind = TaxIdKind::Other),
            ("TEIF-COUNTRY", "buyer.country", |it| it.buyer.country.clear()),
            ("TEIF-TAX", "lines[0].vat", |it| it.lines[0].vat.category = VatCategory::Exempt),
            ("TEIF-REFERENCE", "preceding", |it| it.kind = Kind::CreditNote),
            ("BR-CO-15", "totals.gross", |it| it.totals.gross += Amount(1)),
        ],
    );
}

#[test]
fn what_is_likely_a_mistake_holds_nothing_back() {
    let warned: [(Profile, &str, &str, Break); 7] = [
        (Profile::Teif, "TEIF-MF-KEY", "buyer.tax_id", |it| it.buyer.tax_id.as_mut().unwrap().value = "0736202AAM000".into()),
        (Profile::Teif, "TEIF-CURRENCY", "currency", |it| it.currency.code = *b"LYD"),
        (Profile::Teif, "ISO-13616", "payment.iban", |it| it.payment.as_mut().unwrap().iban = Some("TN5907040005810111129654".into())),
        (Profile::Teif, "BT-9", "due_on", |it| it.due_on = it.issued_on.pred_opt()),
        (Profile::En16931, "BG-3", "preceding", |it| it.kind = Kind::CreditNote),
        (Profile::En16931, "BR-22", "lines[4].quantity", |it| {
            let nothing = Line { id: "5".into(), quantity: Quantity::ZERO, net: Amount::ZERO, ..it.lines[0].clone() };
            it.lines.push(nothing);
        }),
        (Profile::En16931, "XML-CHAR", "lines[0].name", |it| it.lines[0].name.push('\u{7}')),
    ];
    for (profile, rule, field, break_it) in warned {
        let mut invoice = if profile == Profile::Teif { sample(tunisian(), "labour") } else { sample(european(), "three-rates") };
        break_it(&mut invoice);
        assert!(is_sound(&validate(&invoice, profile)));
        let whole = if profile == Profile::Teif { sample(tunisian(), "labour") } else { sample(european(), "three-rates") };
        names(whole, profile, (rule, field, Severity::Warning), break_it);
    }
}

#[test]
fn a_buyer_may_be_known_by_a_register_where_they_owe_the_vat() {
    let mut invoice = sample(european(), "reverse-charge");
    (invoice.buyer.vat_id, invoice.buyer.legal_id) = (None, Some(Identifier { scheme: Some("0002".into()), value: "404833048".into() }));
    assert_eq!(validate(&invoice, Profile::En16931), []);
}
