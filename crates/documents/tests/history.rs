//! A vehicle's history is printed and read back with `pdftotext`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::process::Command;

use chrono::NaiveDate;
use contracts::documents::{HistoryDocument, HistoryJob, HistoryVisit, Language, Renderer as _, Style};
use documents::Printer;
use kernel::Amount;

fn visit(net: Option<i64>) -> HistoryVisit {
    HistoryVisit {
        on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
        number: "LAC-2026-00042".into(),
        site: "Garage du Lac".into(),
        is_earlier: false,
        odometer: Some((84_300, "km".into())),
        jobs: vec![HistoryJob { title: "Vidange *et* filtre".into(), net: net.map(Amount) }],
        total: net.map(|net| Amount(net * 119 / 100)),
        currency: "TND".into(),
    }
}

fn history(language: Language, visits: Vec<HistoryVisit>) -> HistoryDocument {
    HistoryDocument {
        language,
        printed_on: NaiveDate::from_ymd_opt(2026, 11, 26).unwrap(),
        vehicle_plate: "215 تونس 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        vin: Some("VF3BB05CF26010203".into()),
        first_registered_on: NaiveDate::from_ymd_opt(2019, 3, 10),
        odometer: Some((84_300, "km".into())),
        engine_code: None,
        colour: Some("Blanc".into()),
        visits,
        withheld: true,
        style: Style::default(),
    }
}

fn text_of(document: &HistoryDocument) -> String {
    let pdf = Printer.history(document).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.pdf");
    std::fs::write(&path, &pdf).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().expect("pdftotext runs");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_history_has_its_visits_in_every_language() {
    for language in [Language::Fr, Language::Ar, Language::En] {
        let text = text_of(&history(language, vec![visit(Some(100_000)); 30]));
        for part in ["VF3BB05CF26010203", "10/03/2019", "LAC-2026-00042", "20/11/2026", "Vidange *et* filtre"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
    assert!(text_of(&history(Language::En, vec![visit(Some(100_000))])).contains("119.000 TND"));
}

#[test]
fn without_prices_no_amount_is_printed() {
    let text = text_of(&history(Language::En, vec![visit(None)]));
    assert!(!text.contains("TND"), "{text}");
    assert!(text.contains("84,300 km"), "{text}");
    let nothing = text_of(&history(Language::En, vec![]));
    assert!(nothing.contains("No visit"), "{nothing}");
}
