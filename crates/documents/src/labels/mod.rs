//! Labels: where each stands on its paper, and what a scanner reads of it, drawn here; the template only places it.

mod symbol;

use contracts::documents::{Label, LabelSize, LabelsDocument, Language};
use serde::Serialize;

use crate::typed::{Line, clipped, line, long_code};
pub use symbol::Symbol;

const LONGEST_TITLE: usize = 70;
const LONGEST_DETAIL: usize = 48;
const MOST_DETAILS: usize = 2;

/// A sheet of labels as the template reads it; lengths are millimetres.
#[derive(Debug, Serialize)]
pub struct LabelSheet {
    language: Language,
    paper: Paper,
    labels: Vec<Printed>,
    /// Which label stands where; none leaves a place free.
    places: Vec<Option<usize>>,
}

#[derive(Debug, Serialize)]
struct Paper {
    width: f64,
    height: f64,
    columns: usize,
    rows: usize,
    /// From the paper's edge to the first label.
    left: f64,
    top: f64,
    label_width: f64,
    label_height: f64,
    /// From one column to the next, beyond the label.
    gap: f64,
}

#[derive(Debug, Serialize)]
struct Printed {
    code: String,
    title: Line,
    details: Vec<Line>,
    /// A drawing of the symbol.
    symbol: String,
    is_square: bool,
}

impl LabelSheet {
    /// The error is a sentence: a code that no symbol holds.
    pub fn of(document: &LabelsDocument) -> Result<Self, String> {
        let paper = Paper::of(document.size);
        let labels = document.labels.iter().map(|label| Printed::of(label, document, &paper)).collect::<Result<Vec<_>, _>>()?;
        let skipped = if paper.columns * paper.rows > 1 { usize::from(document.skip) } else { 0 };
        let copies = document.labels.iter().enumerate().flat_map(|(at, label)| std::iter::repeat_n(Some(at), usize::from(label.copies)));
        Ok(Self { language: document.language, labels, places: std::iter::repeat_n(None, skipped).chain(copies).collect(), paper })
    }
}

impl Paper {
    fn of(size: LabelSize) -> Self {
        match size {
            LabelSize::A4Of24 => Self::a4((3, 8), (70.0, 37.0), (0.0, 0.5), 0.0),
            LabelSize::A4Of65 => Self::a4((5, 13), (38.1, 21.2), (4.7, 10.7), 2.5),
            LabelSize::Roll62x29 => Self::roll(62.0, 29.0),
            LabelSize::Roll50x30 => Self::roll(50.0, 30.0),
        }
    }

    fn a4((columns, rows): (usize, usize), (label_width, label_height): (f64, f64), (left, top): (f64, f64), gap: f64) -> Self {
        Self { width: 210.0, height: 297.0, columns, rows, left, top, label_width, label_height, gap }
    }

    fn roll(width: f64, height: f64) -> Self {
        Self { width, height, columns: 1, rows: 1, left: 0.0, top: 0.0, label_width: width, label_height: height, gap: 0.0 }
    }
}

impl Printed {
    fn of(label: &Label, document: &LabelsDocument, paper: &Paper) -> Result<Self, String> {
        let rtl = document.language == Language::Ar;
        let symbol = Symbol::of(&label.code, document.symbol, paper.label_width)?;
        let details = label.details.iter().filter(|detail| !detail.trim().is_empty()).take(MOST_DETAILS);
        Ok(Self {
            code: long_code(&label.code),
            title: line(&clipped(&label.title, LONGEST_TITLE), rtl),
            details: details.map(|detail| line(&clipped(detail, LONGEST_DETAIL), rtl)).collect(),
            is_square: symbol.is_square(),
            symbol: symbol.drawing(),
        })
    }
}

#[cfg(test)]
mod tests {
    use contracts::documents::LabelSymbol;

    use super::*;

    fn document(size: LabelSize, copies: &[u16], skip: u16) -> LabelsDocument {
        let label = |(at, copies): (usize, &u16)| Label {
            code: format!("P-{at}"),
            title: "Plaquettes".into(),
            details: vec!["A-12".into(), String::new()],
            copies: *copies,
        };
        let labels = copies.iter().enumerate().map(label).collect();
        LabelsDocument { language: Language::Fr, size, symbol: LabelSymbol::Code128, skip, labels }
    }

    #[test]
    fn a_sheet_begins_where_the_last_ended_and_a_roll_at_its_beginning() {
        let sheet = LabelSheet::of(&document(LabelSize::A4Of24, &[1, 2], 2)).unwrap();
        assert_eq!(sheet.places, [None, None, Some(0), Some(1), Some(1)]);
        let roll = LabelSheet::of(&document(LabelSize::Roll62x29, &[1, 2], 2)).unwrap();
        assert_eq!(roll.places, [Some(0), Some(1), Some(1)]);
        assert_eq!(roll.labels[0].details.len(), 1);
    }

    #[test]
    fn labels_fit_their_paper() {
        for size in [LabelSize::A4Of24, LabelSize::A4Of65, LabelSize::Roll62x29, LabelSize::Roll50x30] {
            let paper = Paper::of(size);
            let (columns, rows) = (f64::from(u8::try_from(paper.columns).unwrap()), f64::from(u8::try_from(paper.rows).unwrap()));
            let width = paper.left + columns * paper.label_width + (columns - 1.0) * paper.gap;
            assert!(width <= paper.width && paper.top + rows * paper.label_height <= paper.height, "{size:?}");
        }
    }
}
