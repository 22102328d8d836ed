//! Sound invoices, each broken in one place: what rule has to be named, at which field.

use einvoice::Invoice;
use einvoice::model::{Nature, VatCategory};
use kernel::{Amount, BasisPoints};

pub type Break = fn(&mut Invoice);
/// The rule, the field, and what breaks it.
pub type Case = (&'static str, &'static str, Break);

/// By the sample that is broken.
pub fn broken() -> Vec<(&'static str, Vec<Case>)> {
    vec![
        ("three-rates", document()),
        ("credit-note", credited()),
        ("discounts", lines()),
        ("discounts", sums()),
        ("three-rates", rates()),
        ("exempt", exempt()),
        ("reverse-charge", reversed()),
        ("intra-community", crossed()),
        ("out-of-scope", vec![("BR-O-02", "seller.vat_id", |it| it.seller.vat_id = Some("FR32123456789".into()))]),
    ]
}

fn document() -> Vec<Case> {
    vec![
        ("BR-02", "number", |it| it.number = " \u{0}".into()),
        ("BR-06", "seller.name", |it| it.seller.name.clear()),
        ("BR-07", "buyer.name", |it| it.buyer.name.clear()),
        ("BR-09", "seller.country", |it| it.seller.country.clear()),
        ("BR-11", "buyer.country", |it| it.buyer.country.clear()),
        ("BR-16", "lines", |it| it.lines.clear()),
        ("BR-49", "payment.code", |it| it.payment.as_mut().unwrap().code.clear()),
        ("BR-62", "seller.endpoint.scheme", |it| it.seller.endpoint.as_mut().unwrap().scheme = None),
        ("BR-63", "buyer.endpoint.scheme", |it| it.buyer.endpoint.as_mut().unwrap().scheme = None),
        ("BR-CO-09", "buyer.vat_id", |it| it.buyer.vat_id = Some("83404833048".into())),
        ("BR-CO-26", "seller.vat_id", |it| (it.seller.vat_id, it.seller.legal_id) = (None, None)),
    ]
}

fn credited() -> Vec<Case> {
    vec![("BR-55", "preceding.number", |it| it.preceding.as_mut().unwrap().number.clear())]
}

fn lines() -> Vec<Case> {
    vec![
        ("BR-21", "lines[2].id", |it| it.lines[2].id.clear()),
        ("BR-25", "lines[2].name", |it| it.lines[2].name.clear()),
        ("BR-27", "lines[2].unit_price", |it| it.lines[2].unit_price = Amount(-1)),
        ("BR-42", "lines[0].discount.reason", |it| it.lines[0].discount.as_mut().unwrap().reason.clear()),
        ("BR-33", "adjustments[0].reason", |it| {
            (it.adjustments[0].reason, it.adjustments[0].reason_code) = (String::new(), None);
        }),
        ("BR-38", "adjustments[1].reason", |it| {
            (it.adjustments[1].reason, it.adjustments[1].reason_code) = (String::new(), None);
        }),
    ]
}

fn sums() -> Vec<Case> {
    vec![
        ("BR-CO-10", "totals.lines", |it| it.totals.lines += Amount(1)),
        ("BR-CO-11", "totals.allowances", |it| it.adjustments[0].nature = Nature::Charge),
        ("BR-CO-12", "totals.charges", |it| it.totals.charges += Amount(1)),
        ("BR-CO-13", "totals.net", |it| it.totals.net += Amount(1)),
        ("BR-CO-14", "totals.vat", |it| it.totals.vat += Amount(1)),
        ("BR-CO-15", "totals.gross", |it| it.totals.gross += Amount(1)),
        ("BR-CO-16", "totals.due", |it| it.totals.due += Amount(1)),
        ("BR-CO-16", "totals.due", |it| it.totals.rounding = Amount(1)),
        ("BR-CO-17", "vat[0].tax", |it| it.vat[0].tax += Amount(200)),
        ("BR-CO-18", "vat", |it| it.vat.clear()),
    ]
}

fn rates() -> Vec<Case> {
    vec![
        ("BR-S-02", "seller.vat_id", |it| it.seller.vat_id = None),
        ("BR-S-05", "lines[0].vat", |it| it.lines[0].vat.rate = BasisPoints(0)),
        ("BR-S-08", "vat[0].base", |it| it.vat[0].base += Amount(1)),
        ("BR-S-08", "vat[1]", |it| it.vat[1].vat.rate = BasisPoints(1001)),
        ("BR-S-10", "vat[0].reason", |it| it.vat[0].reason = Some("Exonéré".into())),
        ("BR-Z-05", "lines[0].vat", |it| it.lines[0].vat.category = VatCategory::Zero),
        ("BR-O-02", "seller.vat_id", |it| it.lines[0].vat.category = VatCategory::OutOfScope),
    ]
}

fn exempt() -> Vec<Case> {
    vec![("BR-E-09", "vat[0].tax", |it| it.vat[0].tax = Amount(1)), ("BR-E-10", "vat[0].reason", |it| it.vat[0].reason = None)]
}

fn reversed() -> Vec<Case> {
    vec![("BR-AE-02", "buyer.vat_id", |it| it.buyer.vat_id = None)]
}

fn crossed() -> Vec<Case> {
    vec![
        ("BR-IC-02", "buyer.vat_id", |it| it.buyer.vat_id = None),
        ("BR-IC-10", "vat[0].reason", |it| it.vat[0].reason = None),
        ("BR-IC-11", "delivered_on", |it| it.delivered_on = None),
    ]
}
