//! Figures of the published vectors, as the formats say them.

use einvoice::model::{Adjustment, Line, figures};
use einvoice::{Invoice, Profile, cii, is_sound, teif, validate};
use kernel::{Amount, BasisPoints, Quantity};

use crate::invoices::{at, dinar, european, line, tunisian};
use crate::read::{moa, texts};

fn labour(quantity: i64, unit: &str, price: i64, discount: i32) -> Line {
    let id = format!("{quantity}-{price}");
    Line::priced(id, "Travail", (Quantity(quantity), unit), (Amount(price), BasisPoints(discount)), at(1900))
}

fn stamp() -> Vec<Adjustment> {
    vec![Adjustment::stamp_duty(Amount(1000), "Droit de timbre")]
}

/// Net, VAT and total of a TEIF document, which has to be sound.
fn said(invoice: &Invoice) -> [i64; 3] {
    let faults = validate(invoice, Profile::Teif);
    assert!(is_sound(&faults), "{faults:?}");
    let xml = teif::write(invoice, None);
    ["I-176", "I-181", "I-180"].map(|code| moa(&xml, "InvoiceMoa", code)[0])
}

/// FACTS, "Totals", A to D and G, with a stamp duty of 1.000.
#[test]
fn the_published_totals_are_what_is_sent() {
    let a = || labour(1500, "HUR", 40_000, 0);
    assert_eq!(said(&dinar(vec![a()], stamp())), [60_000, 11_400, 72_400]);
    let b = vec![a(), labour(4500, "LTR", 21_350, 0), labour(1000, "C62", 18_900, 1000)];
    assert_eq!(said(&dinar(b, stamp())), [173_085, 32_886, 206_971]);
    let c = [(100_000, 1900), (50_000, 700), (30_000, 1300), (20_000, 0)];
    let c = c.into_iter().map(|(price, rate)| line(price, "Pièce", price, 0, at(rate))).collect();
    assert_eq!(said(&dinar(c, stamp())), [200_000, 26_400, 227_400]);
    let d = (1..=3).map(|id| line(id, "Joint", 333, 0, at(1900))).collect();
    assert_eq!(said(&dinar(d, stamp())), [999, 190, 2_189], "rounded once for the rate");
    assert_eq!(said(&dinar(vec![labour(7000, "C62", 12_345, 1500)], stamp())), [73_453, 13_956, 88_409]);
}

#[test]
fn a_stamp_duty_is_a_charge_to_europe_and_a_tax_to_tunisia() {
    let invoice = dinar(vec![labour(1500, "HUR", 40_000, 0)], stamp());
    assert_eq!((invoice.totals.charges, invoice.totals.net, invoice.stamp_duty()), (Amount(1000), Amount(61_000), Amount(1000)));
    let xml = teif::write(&invoice, None);
    assert_eq!(moa(&xml, "InvoiceTax", "I-178"), [1000, 11_400]);
    assert_eq!(moa(&xml, "InvoiceTax", "I-177"), [60_000], "the duty is no base");
    assert_eq!(texts(&cii::write(&invoice), "HeaderMonetarySummation/ram:ChargeTotalAmount"), ["1.00"]);
}

/// FACTS, "Totals", E: FODEC of one per cent on 100.000.
#[test]
fn a_levy_is_a_charge_with_vat_to_europe_and_a_tax_to_tunisia() {
    let fodec = Adjustment::levy((BasisPoints(100), Amount(100_000)), Amount(1000), at(1900), "FODEC 1 %");
    let lines = || vec![line(1, "Flexible", 100_000, 0, at(1900))];
    let invoice = dinar(lines(), [vec![fodec], stamp()].concat());
    assert_eq!(said(&invoice), [100_000, 20_190, 121_190]);
    let xml = teif::write(&invoice, None);
    assert_eq!(moa(&xml, "InvoiceMoa", "I-182"), [101_000]);
    assert_eq!(moa(&xml, "InvoiceTax", "I-178"), [1000, 1000, 19_190], "stamp duty, FODEC, VAT");
    assert_eq!(moa(&xml, "InvoiceTax", "I-177"), [100_000, 101_000]);
    assert!(xml.contains("<TaxTypeName code=\"I-162\">FODEC</TaxTypeName>") && !xml.contains("InvoiceAlc"), "{xml}");
    // In euros the same has cents, and is what Europe can say.
    assert_eq!(validate(&invoice, Profile::En16931).iter().filter(|fault| fault.rule.starts_with("BR-CO")).count(), 0);
    let cii = cii::write(&invoice);
    assert_eq!(texts(&cii, "HeaderMonetarySummation/ram:ChargeTotalAmount"), ["2.00"]);
    assert_eq!(texts(&cii, "HeaderMonetarySummation/ram:TaxTotalAmount"), ["19.19"]);
}

/// 40.000 were told with tax: BT-114 to Europe, and inside the total with taxes to Tunisia.
#[test]
fn rounding_is_beside_the_gross_to_europe_and_inside_the_total_to_tunisia() {
    let told = dinar(vec![labour(1000, "C62", 33_613, 0)], stamp());
    let told = Invoice { totals: told.totals.clone().rounded_by(Amount(1)), ..told };
    assert_eq!(said(&told), [33_613, 6_386, 41_000]);
    let (_, rounded) = european().into_iter().find(|(name, _)| *name == "rounded").unwrap();
    assert!(is_sound(&validate(&rounded, Profile::Peppol)));
    let cii = cii::write(&rounded);
    let of = |name: &str| texts(&cii, &format!("HeaderMonetarySummation/ram:{name}"));
    // 47.39 and 9.48 are 56.87; 49.90 and 7.00 were told.
    assert_eq!([of("GrandTotalAmount"), of("RoundingAmount"), of("DuePayableAmount")], [["56.87"], ["0.03"], ["56.90"]]);
}

/// Only what has millimes cannot be said in two decimals.
#[test]
fn an_invoice_with_millimes_is_not_for_europe() {
    let faults =
        |invoice: &Invoice| validate(invoice, Profile::En16931).into_iter().filter(|fault| fault.rule.starts_with("BR-DEC")).count();
    assert!(faults(&dinar(vec![line(1, "Joint", 333, 0, at(1900))], vec![])) > 0);
    assert_eq!(faults(&dinar(vec![line(1, "Joint", 100_000, 0, at(1900))], vec![])), 0);
}

#[test]
fn what_was_prepaid_is_taken_from_what_is_due() {
    let (_, totals) = figures(&[labour(1500, "HUR", 40_000, 0)], &stamp(), Amount(50_000), None);
    assert_eq!((totals.gross, totals.prepaid, totals.due), (Amount(72_400), Amount(50_000), Amount(22_400)));
}

#[test]
fn every_sample_is_sound() {
    for (name, invoice) in european() {
        for profile in [Profile::En16931, Profile::Peppol] {
            assert_eq!(validate(&invoice, profile), [], "{name}");
        }
    }
    for (name, invoice) in tunisian() {
        assert_eq!(validate(&invoice, Profile::Teif), [], "{name}");
    }
}
