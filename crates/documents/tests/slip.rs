//! Slips of a till's printer: as wide as its roll, as long as what they say.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::process::Command;

use chrono::NaiveDate;
use contracts::documents::{
    DocumentLine, DocumentPayment, InvoiceDocument, Language, PaperCell, PaperDocument, PaperKind, PaperMore, PaperSize, Party,
    Registration, Renderer as _, Style,
};
use documents::Printer;
use kernel::money::{line_net, totals};
use kernel::{Amount, BasisPoints, Currency, Quantity};

const LANGUAGES: [Language; 3] = [Language::Fr, Language::Ar, Language::En];
/// One white pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC";
/// 80 mm in points.
const WIDE: f64 = 226.77;

fn style(language: Language) -> Style {
    let (footer, terms) = match language {
        Language::Fr => ("Ouvert le samedi", "Garantie de trois mois."),
        Language::Ar => ("مفتوح يوم السبت", "ضمان ثلاثة أشهر."),
        Language::En => ("Open on Saturdays", "Three months' warranty."),
    };
    Style { logo: Some(PIXEL.into()), footer: footer.into(), terms: terms.into(), size: PaperSize::Slip, ..Style::default() }
}

fn seller() -> Party {
    Party {
        name: "Garage du Lac".into(),
        address: "12, rue du Lac Victoria\n1053 Les Berges du Lac".into(),
        phone: "+216 71 123 456".into(),
        tax_id: "0736202X/A/M/000".into(),
        ..Party::default()
    }
}

fn line(description: &str, unit: &str, quantity: i64, price: i64) -> DocumentLine {
    let (quantity, unit_price) = (Quantity(quantity), Amount(price));
    DocumentLine {
        job_title: "Vidange".into(),
        code: Some("HU-04".into()),
        description: description.into(),
        unit: unit.into(),
        quantity,
        unit_price,
        discount: BasisPoints(0),
        vat_rate: BasisPoints(1900),
        off: Amount(0),
        given: Amount(0),
        cover: None,
        net: line_net(quantity, unit_price, BasisPoints(0)),
    }
}

fn invoice(language: Language, count: usize) -> InvoiceDocument {
    let on = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let names = ["Huile moteur 5W30 synthèse, bidon d’origine", "مصفاة زيت أصلية", "Main-d’œuvre"];
    let lines: Vec<_> = (0..count).map(|place| line(names[place % 3], ["litre", "each", "hour"][place % 3], 4500, 28_345)).collect();
    let totals = totals(Currency::TND, lines.iter().map(|line| (line.net, line.vat_rate)), Amount(1000));
    let total = totals.total;
    InvoiceDocument {
        language,
        number: Some("F-LAC-2026-00042".into()),
        credits: None,
        issued_on: Some(on),
        due_on: Some(on),
        seller: seller(),
        bank_account: String::new(),
        buyer: Party { name: "ليلى بن صالح Leïla".into(), ..Party::default() },
        vehicle_plate: "215 تونس 4821".into(),
        vehicle_label: "Peugeot 208".into(),
        odometer_km: Some(84_300),
        work_order_number: "LAC-2026-00041".into(),
        po_number: None,
        together: vec![],
        lines,
        totals,
        exemption: None,
        notes: vec![],
        payments: vec![DocumentPayment { tender: "cash".into(), on, amount: total, is_refund: false, deposit: None }],
        paid: total,
        due: Amount(0),
        registration: Some(Registration { reference: "TTN-0042".into(), code: Some("https://verify.example/TTN-0042".into()) }),
        style: style(language),
    }
}

fn receipt(language: Language) -> PaperDocument {
    PaperDocument {
        kind: PaperKind::Receipt,
        language,
        number: None,
        on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
        seller: seller(),
        buyer: Party { name: "Omar Gharbi".into(), ..Party::default() },
        currency: "TND".into(),
        heading: None,
        facts: vec![
            ("tender".into(), PaperCell::Word("cash".into())),
            ("document".into(), PaperCell::Code("F-LAC-2026-00042".into())),
            ("plate".into(), PaperCell::Text("215 TU 4821".into())),
        ],
        text: None,
        columns: vec![],
        rows: vec![],
        sums: vec![("received".into(), Amount(120_500))],
        in_words: Some(Amount(120_500)),
        is_signed: false,
        more: PaperMore::default(),
        style: style(language),
    }
}

/// Width and height in points of the only page, and its text.
fn slip(name: &str, pdf: &[u8]) -> (f64, f64, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("slip.pdf");
    std::fs::write(&file, pdf).unwrap();
    if let Ok(kept) = std::env::var("ECAR_PAPERS") {
        std::fs::write(format!("{kept}/{name}.pdf"), pdf).unwrap();
    }
    let run = |program: &str, more: &[&str]| {
        let output = Command::new(program).arg(&file).args(more).output().expect("these tests need poppler-utils");
        String::from_utf8(output.stdout).unwrap()
    };
    let info = run("pdfinfo", &[]);
    let told = |key: &str| info.lines().find_map(|line| line.strip_prefix(key)).unwrap().trim().to_owned();
    assert_eq!(told("Pages:"), "1", "a roll has no pages");
    let size: Vec<f64> = told("Page size:").split_whitespace().filter_map(|word| word.parse().ok()).collect();
    (size[0], size[1], run("pdftotext", &["-enc", "UTF-8", "-"]))
}

#[test]
fn an_invoice_is_as_wide_as_the_roll_and_as_long_as_its_lines() {
    for language in LANGUAGES {
        let printed = |count| slip(&format!("invoice-{language:?}-{count}"), &Printer.invoice(&invoice(language, count)).unwrap());
        let ((wide, short, text), (_, long, _)) = (printed(3), printed(60));
        assert!((wide - WIDE).abs() < 0.5, "{language:?}: {wide}");
        assert!(short < 900.0 && long > short + 57.0 * 15.0, "{language:?}: {short} and {long}");
        for part in
            ["Garage du Lac", "0736202X/A/M/000", "F-LAC-2026-00042", "20/11/2026", "LAC-2026-00041", "Huile moteur 5W30", "TTN-0042"]
        {
            assert!(text.contains(part), "{language:?}: {part} in {text}");
        }
        let stamp = if language == Language::En { "1.000" } else { "1,000" };
        assert!(text.contains(stamp), "{language:?}: three decimals of the stamp duty in {text}");
    }
    let french = slip("invoice-words", &Printer.invoice(&invoice(Language::Fr, 3)).unwrap()).2;
    for part in ["Timbre fiscal", "19", "Ouvert le samedi", "Garantie de trois mois."] {
        assert!(french.contains(part), "{part} in {french}");
    }
}

#[test]
fn a_draft_and_a_credit_note_say_what_they_are() {
    let draft = InvoiceDocument { number: None, issued_on: None, due_on: None, registration: None, ..invoice(Language::Fr, 1) };
    assert!(slip("draft", &Printer.invoice(&draft).unwrap()).2.contains("Brouillon"));
    let credit = InvoiceDocument { credits: Some("F-LAC-2026-00007".into()), payments: vec![], ..invoice(Language::En, 1) };
    let text = slip("credit", &Printer.invoice(&credit).unwrap()).2;
    assert!(text.contains("Credit note") && text.contains("F-LAC-2026-00007"), "{text}");
}

#[test]
fn an_issued_slip_is_fit_for_keeping_and_not_the_invoice_on_a4() {
    let on_roll = invoice(Language::Fr, 2);
    let on_a4 = InvoiceDocument { style: Style { size: PaperSize::A4, ..on_roll.style.clone() }, ..on_roll.clone() };
    let (slip, sheet) = (Printer.invoice(&on_roll).unwrap(), Printer.invoice(&on_a4).unwrap());
    assert!(slip.windows(7).any(|part| part == b"pdfaid:"), "PDF/A");
    assert_ne!(slip, sheet);
    assert_eq!(slip, Printer.invoice(&on_roll).unwrap());
}

#[test]
fn a_receipt_says_what_came_in_and_for_what() {
    for language in LANGUAGES {
        let (wide, high, text) = slip(&format!("receipt-{language:?}"), &Printer.paper(&receipt(language)).unwrap());
        assert!((wide - WIDE).abs() < 0.5 && high < 500.0, "{language:?}: {wide} × {high}");
        let amount = if language == Language::En { "120.500" } else { "120,500" };
        for part in ["Garage du Lac", "F-LAC-2026-00042", "20/11/2026", "Omar Gharbi", amount] {
            assert!(text.contains(part), "{language:?}: {part} in {text}");
        }
    }
    let french = slip("receipt-words", &Printer.paper(&receipt(Language::Fr)).unwrap()).2;
    assert!(french.contains("cent vingt dinars et cinq cents millimes") && french.contains("Espèces"), "{french}");
}
