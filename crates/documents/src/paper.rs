//! What the template of a paper prints: every figure, date and sentence already written out.

use chrono::Datelike as _;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind};
use kernel::Currency;
use serde::Serialize;

use crate::look::Look;
use crate::person::Person;
use crate::typed::{Line, clipped, line, long_code};
use crate::{format, words};

const LONGEST_TEXT: usize = 160;

#[derive(Debug, Serialize)]
pub struct PaperSheet {
    kind: PaperKind,
    language: Language,
    currency: String,
    number: Option<String>,
    heading: Option<Line>,
    /// Line by line.
    text: Vec<Line>,
    on: String,
    /// Year, month, day, for the file's own date.
    dated: (i32, u32, u32),
    seller: Person,
    buyer: Person,
    facts: Vec<Fact>,
    columns: Vec<String>,
    /// Of each column, whether its figures stand at the far side.
    far: Vec<bool>,
    rows: Vec<Vec<Cell>>,
    sums: Vec<Sum>,
    words: Option<String>,
    is_signed: bool,
    look: Look,
}

#[derive(Debug, Serialize)]
struct Fact {
    name: String,
    value: Cell,
}

#[derive(Debug, Serialize)]
struct Sum {
    name: String,
    amount: String,
}

/// A typed line, a figure that reads from left to right, or a key of the wording.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
enum Cell {
    Typed(Line),
    Figure(String),
    Word(String),
}

impl PaperSheet {
    pub fn of(document: &PaperDocument) -> Self {
        let (language, on) = (document.language, document.on);
        let rtl = language == Language::Ar;
        let currency = Currency::from_code(&document.currency).unwrap_or(Currency { code: *b"XXX", decimals: 2 });
        let cell = |cell: &PaperCell| written(cell, language, currency);
        let is_far = |place: usize| {
            let figures = document.rows.iter().filter_map(|row| row.get(place)).filter(|cell| !matches!(cell, PaperCell::Empty));
            figures.clone().next().is_some() && figures.clone().all(|cell| matches!(cell, PaperCell::Amount(_) | PaperCell::Quantity(..)))
        };
        Self {
            kind: document.kind,
            language,
            currency: currency.code().to_owned(),
            number: document.number.as_deref().map(long_code),
            heading: document.heading.as_deref().map(|heading| line(&clipped(heading, LONGEST_TEXT), rtl)),
            text: document.text.iter().flat_map(|text| text.lines()).map(|text| line(text, rtl)).collect(),
            on: format::date(on),
            dated: (on.year(), on.month(), on.day()),
            seller: Person::of(&document.seller, rtl),
            buyer: Person::of(&document.buyer, rtl),
            facts: document.facts.iter().map(|(name, value)| Fact { name: name.clone(), value: cell(value) }).collect(),
            columns: document.columns.clone(),
            far: (0..document.columns.len()).map(is_far).collect(),
            rows: document.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            sums: document
                .sums
                .iter()
                .map(|(name, amount)| Sum { name: name.clone(), amount: format::amount(language, *amount, currency.decimals) })
                .collect(),
            words: document.in_words.map(|amount| words::in_words(language, amount, currency)),
            is_signed: document.is_signed,
            look: Look::of(&document.style, rtl),
        }
    }
}

fn written(cell: &PaperCell, language: Language, currency: Currency) -> Cell {
    match cell {
        PaperCell::Text(text) => Cell::Typed(line(&clipped(text, LONGEST_TEXT), language == Language::Ar)),
        PaperCell::Code(text) => Cell::Figure(long_code(text)),
        PaperCell::Date(day) => Cell::Figure(format::date(*day)),
        PaperCell::Amount(amount) => Cell::Figure(format::amount(language, *amount, currency.decimals)),
        PaperCell::Quantity(quantity, unit) => Cell::Figure(format!("{} {unit}", format::quantity(language, *quantity)).trim().to_owned()),
        PaperCell::Word(key) => Cell::Word(key.clone()),
        PaperCell::Empty => Cell::Figure(String::new()),
    }
}
