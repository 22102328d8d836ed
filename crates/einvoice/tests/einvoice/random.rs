//! Any sound invoice is found sound, and what is written adds up again.

use einvoice::model::{Adjustment, Invoice, Line, Nature, Vat, figures};
use einvoice::{Profile, cii, teif, ubl, validate};
use kernel::{Amount, BasisPoints, Currency, Quantity};
use proptest::prelude::*;

use crate::invoices::{at, dinar, european};
use crate::read::{minor, moa, texts};

const RATES: [i32; 6] = [0, 550, 700, 1300, 1900, 2000];

fn vat() -> impl Strategy<Value = Vat> {
    prop_oneof![4 => prop::sample::select(&RATES[..]).prop_map(at), 1 => Just(Vat::exempt())]
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = ("\\PC{0,60}", 1..50_000_i64, 0..2_000_000_i64, prop_oneof![Just(0), 0..=10_000], vat());
    prop::collection::vec(line, 1..12).prop_map(|lines| {
        let numbered = lines.into_iter().enumerate();
        numbered
            .map(|(index, (name, quantity, price, discount, vat))| {
                let price = (Amount(price), BasisPoints(discount));
                Line::priced(index.to_string(), format!("A{name}"), (Quantity(quantity), "LTR"), price, vat)
            })
            .collect()
    })
}

fn adjustments() -> impl Strategy<Value = Vec<Adjustment>> {
    let nature = prop::sample::select(&[Nature::Allowance, Nature::Charge][..]);
    prop::collection::vec((nature, 0..100_000_i64, vat()), 0..4).prop_map(|all| {
        let each = all.into_iter();
        each.map(|(nature, amount, vat)| Adjustment { nature, amount: Amount(amount), vat, reason: "R".into(), reason_code: None })
            .collect()
    })
}

fn filled(mut invoice: Invoice, lines: Vec<Line>, adjustments: Vec<Adjustment>, prepaid: i64) -> Invoice {
    let why = Some("Article 261 CGI");
    (invoice.vat, invoice.totals) = figures(&lines, &adjustments, Amount(prepaid), why);
    (invoice.lines, invoice.adjustments) = (lines, adjustments);
    invoice
}

fn sum(xml: &str, end: &str) -> i64 {
    texts(xml, end).iter().map(|text| minor(text, 2)).sum()
}

proptest! {
    #[test]
    fn a_sound_invoice_adds_up_again_in_europe(lines in lines(), adjustments in adjustments(), prepaid in 0..10_000_i64) {
        let invoice = filled(european().remove(0).1, lines, adjustments, prepaid);
        prop_assert_eq!(invoice.currency, Currency::EUR);
        prop_assert_eq!(validate(&invoice, Profile::Peppol), []);

        let xml = cii::write(&invoice);
        let total = |name: &str| sum(&xml, &format!("HeaderMonetarySummation/ram:{name}"));
        prop_assert_eq!(sum(&xml, "LineMonetarySummation/ram:LineTotalAmount"), total("LineTotalAmount"));
        prop_assert_eq!(total("LineTotalAmount") - total("AllowanceTotalAmount") + total("ChargeTotalAmount"), total("TaxBasisTotalAmount"));
        prop_assert_eq!(sum(&xml, "HeaderTradeSettlement/ram:ApplicableTradeTax/ram:BasisAmount"), total("TaxBasisTotalAmount"));
        prop_assert_eq!(sum(&xml, "HeaderTradeSettlement/ram:ApplicableTradeTax/ram:CalculatedAmount"), total("TaxTotalAmount"));
        prop_assert_eq!(total("TaxBasisTotalAmount") + total("TaxTotalAmount"), total("GrandTotalAmount"));
        prop_assert_eq!(total("GrandTotalAmount") - total("TotalPrepaidAmount"), total("DuePayableAmount"));

        let peppol = ubl::write(&invoice);
        prop_assert_eq!(sum(&peppol, "InvoiceLine/cbc:LineExtensionAmount"), total("LineTotalAmount"));
        prop_assert_eq!(sum(&peppol, "LegalMonetaryTotal/cbc:PayableAmount"), total("DuePayableAmount"));
    }

    #[test]
    fn a_sound_invoice_adds_up_again_in_tunisia(lines in lines(), adjustments in adjustments(), stamp in prop::bool::ANY) {
        let mut adjustments = adjustments;
        if stamp {
            adjustments.push(Adjustment::stamp_duty(Amount(1000), "Droit de timbre"));
        }
        let invoice = filled(dinar(vec![], vec![]), lines, adjustments, 0);
        prop_assert_eq!(validate(&invoice, Profile::Teif), []);

        let xml = teif::write(&invoice, None);
        let of = |within: &str, code: &str| moa(&xml, within, code).iter().sum::<i64>();
        let signed: Amount = invoice.adjustments.iter().filter(|each| each.nature != Nature::StampDuty).map(Adjustment::signed).sum();
        prop_assert_eq!(of("LinMoa", "I-171") + signed.0, of("InvoiceMoa", "I-176"));
        prop_assert_eq!(of("InvoiceTax", "I-177"), of("InvoiceMoa", "I-182"));
        let duty = if stamp { 1000 } else { 0 };
        prop_assert_eq!(of("InvoiceTax", "I-178"), of("InvoiceMoa", "I-181") + duty);
        prop_assert_eq!(of("InvoiceMoa", "I-176") + of("InvoiceMoa", "I-181") + duty, of("InvoiceMoa", "I-180"));
    }

    /// Whatever is typed: it can be read again, and no rule falls over.
    #[test]
    fn anything_typed_is_written_so_that_it_can_be_read(name in any::<String>(), address in any::<String>(), id in any::<String>()) {
        let mut invoice = european().remove(0).1;
        (invoice.buyer.name, invoice.lines[0].name) = (name.clone(), name);
        (invoice.buyer.address, invoice.seller.country) = (vec![address.clone(), address], id.clone());
        (invoice.buyer.vat_id, invoice.number) = (Some(id.clone()), id.clone());
        invoice.payment.as_mut().unwrap().iban = Some(id.clone());
        invoice.buyer.tax_id = Some(einvoice::model::TaxId { kind: einvoice::model::TaxIdKind::Matricule, value: id });
        for profile in [Profile::En16931, Profile::Peppol, Profile::Teif] {
            validate(&invoice, profile);
        }
        for xml in [cii::write(&invoice), ubl::write(&invoice), teif::write(&invoice, None)] {
            prop_assert!(!crate::read::leaves(&xml).is_empty());
        }
    }
}
