//! Receipts, statements and delivery slips are printed and read back with `pdftotext`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::process::Command;

use chrono::NaiveDate;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, Party, Renderer as _};
use documents::Printer;
use kernel::{Amount, Quantity};

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
        style: contracts::documents::Style::default(),
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
