//! Labels are printed and read back with `pdftotext`. That scanners read them a browser's test shows.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::process::Command;

use contracts::documents::{Label, LabelSize, LabelSymbol, LabelsDocument, Language, Renderer as _};
use documents::Printer;

fn label(code: &str, title: &str, copies: u16) -> Label {
    Label { code: code.into(), title: title.into(), details: vec!["Rayon A-12".into()], copies }
}

fn document(size: LabelSize, language: Language, labels: Vec<Label>) -> LabelsDocument {
    LabelsDocument { language, size, symbol: LabelSymbol::Code128, skip: 3, labels }
}

fn pages_of(document: &LabelsDocument) -> Vec<String> {
    let pdf = Printer.labels(document).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("labels.pdf");
    std::fs::write(&path, &pdf).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().expect("pdftotext runs");
    String::from_utf8(output.stdout).unwrap().trim_end_matches('\u{c}').split('\u{c}').map(ToOwned::to_owned).collect()
}

#[test]
fn a_sheet_holds_what_it_holds_and_the_rest_is_on_the_next() {
    let labels = vec![label("BP-1234", "Plaquettes *de* frein", 20), label("A-VERY-LONG-NUMBER-OF-A-SUPPLIER-42", "Filtre", 5)];
    let pages = pages_of(&document(LabelSize::A4Of24, Language::Fr, labels));
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0].matches("BP-1234").count(), 20);
    assert_eq!(pages[0].matches("Filtre").count() + pages[1].matches("Filtre").count(), 5);
    assert!(pages[0].contains("Plaquettes *de* frein"), "{}", pages[0]);
}

#[test]
fn a_roll_has_a_page_for_each_label_in_every_size_and_language() {
    for size in [LabelSize::Roll62x29, LabelSize::Roll50x30] {
        for language in [Language::Fr, Language::Ar, Language::En] {
            let pages = pages_of(&document(size, language, vec![label("BIN A-12", "فرامل", 3)]));
            assert_eq!(pages.len(), 3);
            assert!(pages.iter().all(|page| page.contains("BIN A-12")), "{pages:?}");
        }
    }
    assert_eq!(pages_of(&document(LabelSize::A4Of65, Language::Fr, vec![label("6191234567890", "Huile", 62)])).len(), 1);
}

#[test]
fn what_no_symbol_holds_is_refused() {
    let long = document(LabelSize::Roll62x29, Language::Fr, vec![label(&"x".repeat(200), "?", 1)]);
    assert!(Printer.labels(&long).unwrap_err().contains("too long"));
}
