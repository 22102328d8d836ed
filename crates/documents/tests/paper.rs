//! Receipts, statements and delivery slips are printed and read back with `pdftotext`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::process::Command;

use chrono::NaiveDate;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, PaperMore, PaperTable, Party, Renderer as _, Style};
use documents::Printer;
use kernel::money::totals;
use kernel::{Amount, BasisPoints, Currency, Quantity};

const LANGUAGES: [Language; 3] = [Language::Fr, Language::Ar, Language::En];

fn paper(kind: PaperKind, language: Language, rows: usize) -> PaperDocument {
    let on = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let person = |name: &str| Party { name: name.into(), address: "Rue du Lac\nTunis".into(), ..Party::default() };
    let row = |place: usize| {
        let number = PaperCell::Code(format!("F-LAC-2026-{place:05}"));
        vec![PaperCell::Date(on), PaperCell::Word("invoice".into()), number, PaperCell::Amount(Amount(659_189)), PaperCell::Empty]
    };
    PaperDocument {
        kind,
        language,
        number: Some("RC-LAC-2026-00007".into()),
        on,
        seller: person("Garage du Lac"),
        buyer: person("شركة النقل السريع Rapide Fleet Services & Co"),
        currency: "TND".into(),
        facts: vec![("tender".into(), PaperCell::Word("transfer".into())), ("reference".into(), PaperCell::Text("VIR *8841*".into()))],
        columns: ["day", "document", "reference", "debit", "credit"].map(str::to_owned).into(),
        rows: (1..=rows).map(row).collect(),
        sums: vec![("before".into(), Amount(0)), ("after".into(), Amount(1_201_300))],
        in_words: Some(Amount(1_201_300)),
        is_signed: true,
        heading: None,
        text: None,
        more: PaperMore::default(),
        style: Style::default(),
    }
}

fn text_of(document: &PaperDocument) -> String {
    let pdf = Printer.paper(document).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, &pdf).unwrap();
    if let Ok(kept) = std::env::var("ECAR_PAPERS") {
        std::fs::write(format!("{kept}/{:?}-{:?}-{}.pdf", document.kind, document.language, document.rows.len()), &pdf).unwrap();
    }
    let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().expect("pdftotext runs");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_paper_is_printed_in_every_language() {
    for kind in [PaperKind::Receipt, PaperKind::Deposit, PaperKind::Statement, PaperKind::DeliverySlip] {
        for language in LANGUAGES {
            let text = text_of(&paper(kind, language, 3));
            for part in ["RC-LAC-2026-00007", "20/11/2026", "F-LAC-2026-00003", "Garage du Lac", "Rapide Fleet", "VIR *8841"] {
                assert!(text.contains(part), "{kind:?} {language:?}: {part} in {text}");
            }
        }
    }
    assert!(text_of(&paper(PaperKind::Receipt, Language::Fr, 1)).contains("mille deux cent un dinars et trois cents millimes"));
}

#[test]
fn a_long_statement_goes_over_pages_and_its_words_are_its_language_s() {
    let text = text_of(&paper(PaperKind::Statement, Language::En, 120));
    assert!(text.contains("F-LAC-2026-00120") && text.contains("Balance due") && text.contains("1,201.300"), "{text}");
    assert!(text.matches("Page").count() >= 3 && text.matches("Debit").count() >= 3, "each page has its head and its number");
    assert!(text_of(&paper(PaperKind::Statement, Language::Fr, 1)).contains("Relevé de compte"));
}

#[test]
fn a_letter_says_its_own_words_above_what_is_due() {
    for (language, heading, words, due) in [
        (Language::Fr, "Mise en demeure", "Nos rappels sont restés sans effet.", "Échu et non réglé"),
        (Language::En, "Formal notice", "Our reminders have had no effect.", "Due and unpaid"),
        (Language::Ar, "إنذار بالدفع", "بقيت رسائل التذكير دون جدوى.", ""),
    ] {
        let mut letter = paper(PaperKind::Dunning, language, 2);
        (letter.heading, letter.text) = (Some(heading.into()), Some(format!("{words}\n\nsous *8* jours #x")));
        letter.sums = vec![("due".into(), Amount(1_201_300)), ("fee".into(), Amount(40_000)), ("to_pay".into(), Amount(1_241_300))];
        let text = text_of(&letter);
        if language != Language::Ar {
            for part in [heading, words, due] {
                assert!(text.contains(part), "{part} in {text}");
            }
        }
        assert!(text.contains("sous *8* jours #x"), "what is typed is text: {text}");
    }
}

#[test]
fn a_slip_has_a_quantity_and_no_price() {
    let mut slip = paper(PaperKind::DeliverySlip, Language::Fr, 0);
    slip.columns = vec!["description".into(), "quantity".into()];
    slip.rows = vec![vec![PaperCell::Text("Disque de frein".into()), PaperCell::Quantity(Quantity(2000), "pce".into())]];
    (slip.sums, slip.in_words) = (vec![], None);
    let text = text_of(&slip);
    assert!(text.contains("Disque de frein") && text.contains("2 pce") && text.contains("signature") && !text.contains("TND"), "{text}");
}

const NAMES: [&str; 3] = [
    "Remplacement du kit de distribution complet avec pompe à eau, galets tendeurs et courroie d’accessoires renforcée (Bosch 1 987 948 286)",
    "تغيير مجموعة حزام التوزيع مع مضخة الماء Kit Distribution + Pompe à eau SKF VKMC 01270 والشد",
    "Oil 5W30",
];

fn headed(title: &str, mark: &str, net: Option<i64>) -> Vec<PaperCell> {
    let head = PaperCell::Heading(title.into(), Some(mark.into()));
    std::iter::once(head).chain(net.map(|net| PaperCell::Amount(Amount(net)))).collect()
}

fn noted(key: &str, value: PaperCell) -> Vec<PaperCell> {
    vec![PaperCell::Note(key.into(), Box::new(value))]
}

/// Three jobs with their lines.
fn jobs(lines: usize, with_prices: bool) -> Vec<Vec<PaperCell>> {
    let line = |place: usize| {
        let article = if place.is_multiple_of(4) { PaperCell::Empty } else { PaperCell::Article(format!("VKMC-01270-{place:05}-XL")) };
        let quantity = PaperCell::Quantity(Quantity(1_500 * i64::try_from(place).unwrap()), ["hour", "each", "litre"][place % 3].into());
        let mut cells = vec![article, PaperCell::Text(NAMES[place % 3].into()), quantity];
        if with_prices {
            let discount = if place.is_multiple_of(5) { PaperCell::Rate(BasisPoints(1000)) } else { PaperCell::Empty };
            let amount = |amount: i64| PaperCell::Amount(Amount(amount));
            cells.extend([amount(1_234_567), discount, PaperCell::Rate(BasisPoints(1900)), amount(123_456_789)]);
        }
        cells
    };
    let mut rows = vec![];
    for (title, mark) in [(NAMES[0], "approved"), (NAMES[1], "waiting"), ("Vidange", "declined")] {
        rows.push(headed(title, mark, with_prices.then_some(987_654_321)));
        rows.push(noted("concern", PaperCell::Text("Bruit à l’avant gauche en freinant, صوت عند الفرملة".into())));
        rows.extend((1..=lines / 3).map(line));
        if with_prices {
            rows.push(noted("off", PaperCell::Amount(Amount(-12_500))));
        }
    }
    rows
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn estimate(language: Language, lines: usize) -> PaperDocument {
    let proof = vec![
        PaperCell::Text(NAMES[0].into()),
        PaperCell::Word("approved".into()),
        PaperCell::Text("Leïla Chebbi (+216 98 123 456)".into()),
        PaperCell::Code("20/11/2026 09:14".into()),
        PaperCell::Word("link".into()),
        PaperCell::Amount(Amount(1_175_308_642)),
    ];
    let hash = PaperCell::Code("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into());
    let decisions = PaperTable {
        title: "decisions".into(),
        columns: named(&["job", "decision", "who", "when", "how", "amount"]),
        rows: vec![proof, noted("fingerprint", hash)],
        is_form: false,
    };
    let taxed = [(Amount(987_654_321), BasisPoints(1900)), (Amount(12_000), BasisPoints(700))];
    let totals = totals(Currency { code: *b"TND", decimals: 3 }, taxed, Amount(1000));
    PaperDocument {
        facts: vec![
            ("version".into(), PaperCell::Code("2".into())),
            ("until".into(), PaperCell::Code("04/12/2026 18:00".into())),
            ("plate".into(), PaperCell::Text("215 تونس 4821".into())),
            ("vehicle".into(), PaperCell::Text("Peugeot 208 2019".into())),
        ],
        columns: named(&["article", "description", "quantity", "unit_price", "discount", "vat_rate", "line_net"]),
        rows: jobs(lines, true),
        sums: vec![],
        in_words: None,
        more: PaperMore {
            totals: Some(totals),
            notes: vec!["À revoir dans 5 000 km".into()],
            tables: vec![decisions],
            code: None,
            has_terms: true,
        },
        style: Style {
            colour: Some("#7a1f3d".into()),
            terms: "Garantie 12 mois\nالضمان سنة".into(),
            footer: "RC B123456".into(),
            ..Style::default()
        },
        ..paper(PaperKind::Estimate, language, 0)
    }
}

fn work_order(language: Language, lines: usize) -> PaperDocument {
    let columns = named(&["technician", "began", "ended", "done"]);
    let by_hand = PaperTable { title: "by_hand".into(), columns, rows: vec![vec![PaperCell::Empty; 4]; 6], is_form: true };
    PaperDocument {
        facts: vec![
            ("plate".into(), PaperCell::Text("215 تونس 4821".into())),
            ("vin".into(), PaperCell::Code("VF3CCHMZ0KT045612".into())),
            ("odometer".into(), PaperCell::Quantity(Quantity::whole(84_300), "km".into())),
        ],
        columns: named(&["article", "description", "quantity"]),
        rows: jobs(lines, false),
        more: PaperMore {
            tables: vec![by_hand],
            code: Some("https://garage.example/work-orders/0190a1b2-0000-7000-8000-000000000000".into()),
            ..PaperMore::default()
        },
        ..estimate(language, 0)
    }
    .of(PaperKind::WorkOrder)
}

fn purchase_order(language: Language, lines: usize) -> PaperDocument {
    let row = |place: usize| {
        vec![
            PaperCell::Article(format!("5W30-208L-{place}")),
            PaperCell::Text(NAMES[place % 3].into()),
            PaperCell::Quantity(Quantity::whole(4), String::new()),
            PaperCell::Quantity(Quantity::whole(208), "litre".into()),
            PaperCell::Amount(Amount(900_000)),
            PaperCell::Amount(Amount(3_600_000)),
        ]
    };
    PaperDocument {
        facts: vec![("expected_on".into(), PaperCell::Date(NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()))],
        columns: named(&["your_number", "description", "packs", "pack_size", "pack_cost", "line_cost"]),
        rows: (1..=lines).map(row).collect(),
        sums: vec![("total".into(), Amount(216_000_000))],
        is_signed: false,
        more: PaperMore::default(),
        ..estimate(language, 0)
    }
    .of(PaperKind::PurchaseOrder)
}

trait Of {
    fn of(self, kind: PaperKind) -> Self;
}

impl Of for PaperDocument {
    fn of(self, kind: PaperKind) -> Self {
        Self { kind, ..self }
    }
}

#[test]
fn an_estimate_of_many_lines_has_all_of_them_and_what_was_decided() {
    for language in LANGUAGES {
        let text = text_of(&estimate(language, 60));
        assert_eq!(text.matches("0019-XL").count(), 3, "{language:?}: {text}");
        for part in ["Leïla Chebbi", "e3b0c442", "RC B123456", "Garantie 12 mois", "04/12/2026", "5 000 km"] {
            assert!(text.contains(part), "{language:?}: {part} in {text}");
        }
    }
    let text = text_of(&estimate(Language::Fr, 60));
    for part in ["Devis", "accepté", "refusé", "en attente", "TVA 19 %", "TVA 7 %", "Timbre fiscal", "lien personnel", "Bon pour accord"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(text.matches("Page").count() >= 3 && text.matches("P.U. HT").count() >= 3, "each page has its head and its number");
}

#[test]
fn a_work_order_has_no_price_and_lines_for_hands() {
    for language in LANGUAGES {
        let text = text_of(&work_order(language, 60));
        assert!(text.contains("VF3CCHMZ0KT045612") && !text.contains("567") && !text.contains("TND"), "{language:?}: {text}");
    }
    let text = text_of(&work_order(Language::En, 9));
    for part in ["Work order", "Time spent", "Began", "4.5 h", "84,300 km", "Concern:"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_purchase_order_speaks_to_its_supplier() {
    for language in LANGUAGES {
        assert_eq!(text_of(&purchase_order(language, 60)).matches("5W30-208L").count(), 60, "{language:?}");
    }
    let text = text_of(&purchase_order(Language::Fr, 2));
    for part in ["Bon de commande", "FOURNISSEUR", "Votre réf.", "208 l", "27/11/2026", "216 000,000"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}
