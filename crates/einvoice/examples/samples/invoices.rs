//! The invoices themselves; tests use them too.

use chrono::NaiveDate;
use einvoice::model::{
    Adjustment, Identifier, Invoice, Kind, Line, Nature, Note, Party, PaymentMeans, Preceding, TaxId, TaxIdKind, Vat, VatCategory, figures,
};
use kernel::{Amount, BasisPoints, Currency, Quantity};

pub type Named = (&'static str, Invoice);

/// In euro, sound for Factur-X and Peppol.
pub fn european() -> Vec<Named> {
    vec![
        ("three-rates", euro(three_rates(), vec![])),
        ("discounts", euro(discounted(), vec![allowance(at(2000)), freight()])),
        ("credit-note", credit_note(euro(three_rates(), vec![]))),
        ("credit-of-a-part", part_credited(euro(three_rates(), vec![]))),
        ("prepaid", prepaid()),
        ("rounded", rounded(euro(told(), vec![]), 3)),
        ("rounded-off", rounded(credit_note(euro(told(), vec![])), -3)),
        ("exempt", reasoned(euro(vec![line(1, "Contrôle technique", 7_800, 0, Vat::exempt())], vec![]))),
        ("reverse-charge", untaxed(VatCategory::ReverseCharge)),
        ("intra-community", untaxed(VatCategory::IntraCommunity)),
        ("export", untaxed(VatCategory::Export)),
        ("out-of-scope", out_of_scope()),
        ("long-names", long_names(euro(three_rates(), vec![]))),
        ("sixty-lines", euro((1..=60).map(|index| line(index, "Pièce", 199 + index, 0, at(2000))).collect(), vec![])),
    ]
}

/// In dinar, sound for TEIF.
pub fn tunisian() -> Vec<Named> {
    let labour = || Line::priced("1", "Main-d’œuvre", (Quantity(1500), "HUR"), (Amount(40_000), BasisPoints(0)), at(1900));
    let stamp = || Adjustment::stamp_duty(Amount(1000), "Droit de timbre");
    let mixed = vec![
        line(1, "Vidange", 100_000, 0, at(1900)),
        line(2, "Transport", 50_000, 0, at(700)),
        line(3, "Expertise", 30_000, 1000, at(1300)),
        line(4, "Pièce sans taxe", 20_000, 0, at(0)),
    ];
    let mut person = dinar(vec![labour()], vec![stamp()]);
    person.buyer = Party {
        name: "ليلى بن صالح".into(),
        is_person: true,
        tax_id: Some(TaxId { kind: TaxIdKind::NationalId, value: "01234567".into() }),
        ..person.buyer
    };
    let many = (1..=60).map(|index| line(index, "Pièce", 1_111 + index, 0, at(1900))).collect();
    vec![
        ("labour", dinar(vec![labour()], vec![stamp()])),
        ("four-rates", dinar(mixed.clone(), vec![stamp(), allowance(at(1900))])),
        ("avoir", credit_note(dinar(mixed, vec![]))),
        ("avoir-partiel", part_credited(dinar(vec![line(1, "Geste commercial", 84_034, 0, at(1900))], vec![stamp()]))),
        ("person", person),
        ("arrondi", rounded(dinar(vec![line(1, "Vidange", 33_613, 0, at(1900))], vec![stamp()]), 1)),
        ("many-lines", long_names(dinar(many, vec![stamp()]))),
    ]
}

pub fn at(rate: i32) -> Vat {
    Vat::at(BasisPoints(rate))
}

pub fn line(id: i64, name: &str, price: i64, discount: i32, vat: Vat) -> Line {
    let price = (Amount(price), BasisPoints(discount));
    Line { code: Some(format!("REF-{id}")), ..Line::priced(id.to_string(), name, (Quantity(1000), "C62"), price, vat) }
}

fn three_rates() -> Vec<Line> {
    vec![
        Line::priced("1", "Vidange", (Quantity(1500), "HUR"), (Amount(6_000), BasisPoints(0)), at(2000)),
        Line::priced("2", "Huile 5W-30", (Quantity(4500), "LTR"), (Amount(1_133), BasisPoints(0)), at(2000)),
        line(3, "Manuel", 2_500, 0, at(550)),
        line(4, "Transport", 1_999, 0, at(1000)),
    ]
}

fn discounted() -> Vec<Line> {
    vec![line(1, "Pneu", 8_990, 1250, at(2000)), line(2, "Équilibrage", 1_235, 10_000, at(2000)), line(3, "Valve", 333, 333, at(2000))]
}

fn allowance(vat: Vat) -> Adjustment {
    let reason = "Remise fidélité".into();
    Adjustment { nature: Nature::Allowance, amount: Amount(500), vat, reason, reason_code: Some("95".into()) }
}

fn freight() -> Adjustment {
    Adjustment { nature: Nature::Charge, amount: Amount(750), vat: at(2000), reason: "Port".into(), reason_code: Some("FC".into()) }
}

fn prepaid() -> Invoice {
    let mut invoice = euro(three_rates(), vec![]);
    (invoice.vat, invoice.totals) = figures(&invoice.lines, &invoice.adjustments, Amount(5_000), None);
    invoice.notes = vec![Note { subject: None, text: "Acompte de 50,00 € du 02/11/2026 déduit".into() }];
    invoice
}

/// An oil change at 49.90 with tax, and seven washers at 1.00.
fn told() -> Vec<Line> {
    vec![
        line(1, "Vidange", 4_158, 0, at(2000)),
        Line::priced("2", "Rondelle", (Quantity(7000), "C62"), (Amount(83), BasisPoints(0)), at(2000)),
    ]
}

/// By what was told, and not by what net and VAT make (BT-114).
fn rounded(invoice: Invoice, by: i64) -> Invoice {
    Invoice { totals: invoice.totals.clone().rounded_by(Amount(by)), ..invoice }
}

fn untaxed(category: VatCategory) -> Invoice {
    let vat = Vat { category, rate: BasisPoints(0) };
    reasoned(euro(vec![line(1, "Moteur", 250_000, 0, vat)], vec![]))
}

fn out_of_scope() -> Invoice {
    let mut invoice = untaxed(VatCategory::OutOfScope);
    (invoice.seller.vat_id, invoice.buyer.vat_id) = (None, None);
    invoice
}

fn reasoned(mut invoice: Invoice) -> Invoice {
    for each in &mut invoice.vat {
        each.reason = Some("Exonération, article 261 CGI; autoliquidation".into());
    }
    invoice
}

fn credit_note(invoice: Invoice) -> Invoice {
    let preceding = Preceding { number: "F-LAC-2026-00042".into(), issued_on: Some(day(1)) };
    let notes = vec![Note { subject: None, text: "Disque rendu".into() }];
    Invoice { kind: Kind::CreditNote, number: "AV-LAC-2026-00001".into(), preceding: Some(preceding), notes, ..invoice }
}

/// As a garage issues one: nothing is to be paid, and of the VAT that all credit notes take back together rounding left this one a unit more.
fn part_credited(invoice: Invoice) -> Invoice {
    let mut note = Invoice { due_on: None, payment: None, payment_terms: None, ..credit_note(invoice) };
    note.vat[0].tax += Amount(1);
    for total in [&mut note.totals.vat, &mut note.totals.gross, &mut note.totals.due] {
        *total += Amount(1);
    }
    note
}

fn long_names(mut invoice: Invoice) -> Invoice {
    invoice.buyer.name = "شركة النقل السريع والخدمات Société de transport & messagerie <rapide> « Ennaqel »".repeat(2);
    invoice.lines[0].name = "تبديل زيت المحرك 5W-30 (Total) – filtre à huile compris, bouchon & joint > 90 Nm ".repeat(4);
    invoice
}

fn euro(lines: Vec<Line>, adjustments: Vec<Adjustment>) -> Invoice {
    let seller = Party {
        name: "Garage du Lac SARL".into(),
        address: vec!["12, rue du Lac".into(), "Bâtiment B".into()],
        city: "Annecy".into(),
        post_code: "74000".into(),
        country: "FR".into(),
        vat_id: Some("FR32123456789".into()),
        legal_id: Some(identifier("0002", "123456789")),
        endpoint: Some(identifier("0225", "123456789_FACTURES")),
        phone: Some("+33 4 50 12 34 56".into()),
        email: Some("accueil@garage.example".into()),
        ..Party::default()
    };
    let buyer = Party {
        name: "Transports Blanc".into(),
        address: vec!["8, avenue de Genève".into()],
        city: "Lyon".into(),
        post_code: "69001".into(),
        country: "FR".into(),
        vat_id: Some("FR83404833048".into()),
        endpoint: Some(identifier("0225", "404833048")),
        ..Party::default()
    };
    invoice((seller, buyer), Currency::EUR, "FR7630006000011234567890189", (lines, adjustments))
}

/// A garage and a company in Tunisia.
pub fn dinar(lines: Vec<Line>, adjustments: Vec<Adjustment>) -> Invoice {
    let seller = Party {
        name: "Garage du Lac".into(),
        address: vec!["12, rue du Lac Victoria".into()],
        city: "Tunis".into(),
        post_code: "1053".into(),
        country: "TN".into(),
        tax_id: Some(matricule("0736202XAM000")),
        legal_id: Some(Identifier { scheme: None, value: "B154702000".into() }),
        phone: Some("71 123 456".into()),
        email: Some("accueil@garage.example".into()),
        ..Party::default()
    };
    let buyer = Party { name: "Société Ennaqel".into(), tax_id: Some(matricule("0914089JAM000")), legal_id: None, ..seller.clone() };
    invoice((seller, buyer), Currency::TND, "TN5907040005810111129653", (lines, adjustments))
}

fn invoice((seller, buyer): (Party, Party), currency: Currency, iban: &str, (lines, adjustments): (Vec<Line>, Vec<Adjustment>)) -> Invoice {
    let (vat, totals) = figures(&lines, &adjustments, Amount::ZERO, None);
    Invoice {
        number: "LAC-2026-00042".into(),
        kind: Kind::Invoice,
        issued_on: day(20),
        due_on: NaiveDate::from_ymd_opt(2026, 12, 20),
        delivered_on: Some(day(19)),
        currency,
        process: Some("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0".into()),
        buyer_reference: Some("OR-2026-00117".into()),
        order_reference: Some("PO-77".into()),
        preceding: None,
        notes: vec![],
        payment_terms: Some("30 jours".into()),
        payment: Some(PaymentMeans {
            code: "30".into(),
            iban: Some(iban.into()),
            account_name: Some(seller.name.clone()),
            bic: None,
            reference: Some("LAC-2026-00042".into()),
        }),
        seller,
        buyer,
        lines,
        adjustments,
        vat,
        totals,
    }
}

fn identifier(scheme: &str, value: &str) -> Identifier {
    Identifier { scheme: Some(scheme.into()), value: value.into() }
}

fn matricule(value: &str) -> TaxId {
    TaxId { kind: TaxIdKind::Matricule, value: value.into() }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default()
}
