//! What the template of a paper prints: every figure, date and sentence already written out.

use chrono::Datelike as _;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, PaperTable};
use kernel::money::Totals;
use kernel::{Amount, Currency};
use serde::Serialize;

use crate::labels::Symbol;
use crate::look::Look;
use crate::person::Person;
use crate::typed::{Line, clipped, code, line, long_code};
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
    table: Table,
    sums: Vec<Sum>,
    words: Option<String>,
    /// Note by note, line by line.
    notes: Vec<Vec<Line>>,
    tables: Vec<Table>,
    is_signed: bool,
    /// A drawing of the QR code.
    symbol: Option<String>,
    has_terms: bool,
    look: Look,
}

#[derive(Debug, Serialize)]
struct Table {
    title: Option<String>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    is_form: bool,
}

#[derive(Debug, Serialize)]
struct Column {
    name: String,
    side: Side,
}

/// Where a column's cells stand, and how wide it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Side {
    Near,
    /// Of articles' numbers.
    Narrow,
    /// Of figures, as wide as they are.
    Far,
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
    /// Of VAT: its rate, and on how much.
    vat: Option<(String, String)>,
}

/// A typed line, a figure that reads from left to right, or a key of the wording.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
enum Cell {
    Typed(Line),
    Figure(String),
    Article(String),
    Word(String),
    Measure(String, Line),
    Heading(Line, Option<String>),
    Note(String, Box<Cell>),
}

impl PaperSheet {
    pub fn of(document: &PaperDocument) -> Self {
        let (language, on) = (document.language, document.on);
        let pen = Pen { language, currency: Currency::from_code(&document.currency).unwrap_or(Currency { code: *b"XXX", decimals: 2 }) };
        let rtl = pen.rtl();
        let more = &document.more;
        let sums = document.sums.iter().map(|(name, amount)| pen.sum(name, *amount));
        Self {
            kind: document.kind,
            language,
            currency: pen.currency.code().to_owned(),
            number: document.number.as_deref().map(long_code),
            heading: document.heading.as_deref().map(|heading| line(&clipped(heading, LONGEST_TEXT), rtl)),
            text: document.text.iter().flat_map(|text| text.lines()).map(|text| line(text, rtl)).collect(),
            on: format::date(on),
            dated: (on.year(), on.month(), on.day()),
            seller: Person::of(&document.seller, rtl),
            buyer: Person::of(&document.buyer, rtl),
            facts: document.facts.iter().map(|(name, value)| Fact { name: name.clone(), value: pen.cell(value) }).collect(),
            table: pen.table(None, &document.columns, &document.rows, false),
            sums: more.totals.iter().flat_map(|totals| pen.totals(totals)).chain(sums).collect(),
            words: document.in_words.map(|amount| words::in_words(language, amount, pen.currency)),
            notes: more.notes.iter().map(|note| note.lines().map(|each| line(each, rtl)).collect()).collect(),
            tables: more.tables.iter().map(|table| pen.further(table)).collect(),
            is_signed: document.is_signed,
            symbol: more.code.as_deref().and_then(|code| Symbol::qr(code).ok()).map(|symbol| symbol.drawing()),
            has_terms: more.has_terms,
            look: Look::of(&document.style, rtl),
        }
    }
}

/// Writes figures in a paper's language and currency.
#[derive(Clone, Copy)]
struct Pen {
    language: Language,
    currency: Currency,
}

impl Pen {
    fn rtl(self) -> bool {
        self.language == Language::Ar
    }

    fn amount(self, amount: Amount) -> String {
        format::amount(self.language, amount, self.currency.decimals)
    }

    fn typed(self, text: &str) -> Line {
        line(&clipped(text, LONGEST_TEXT), self.rtl())
    }

    fn cell(self, cell: &PaperCell) -> Cell {
        match cell {
            PaperCell::Text(text) => Cell::Typed(self.typed(text)),
            PaperCell::Code(text) => Cell::Figure(long_code(text)),
            PaperCell::Article(text) => Cell::Article(code(text)),
            PaperCell::Date(day) => Cell::Figure(format::date(*day)),
            PaperCell::Amount(amount) => Cell::Figure(self.amount(*amount)),
            PaperCell::Rate(rate) => Cell::Figure(format::percent(self.language, *rate)),
            PaperCell::Quantity(quantity, unit) => Cell::Measure(format::quantity(self.language, *quantity), line(unit, self.rtl())),
            PaperCell::Word(key) => Cell::Word(key.clone()),
            PaperCell::Heading(title, mark) => Cell::Heading(self.typed(title), mark.clone()),
            PaperCell::Note(key, value) => Cell::Note(key.clone(), Box::new(self.cell(value))),
            PaperCell::Empty => Cell::Figure(String::new()),
        }
    }

    fn table(self, title: Option<&str>, columns: &[String], rows: &[Vec<PaperCell>], is_form: bool) -> Table {
        let named = columns.iter().enumerate();
        Table {
            title: title.map(str::to_owned),
            columns: named.map(|(place, name)| Column { name: name.clone(), side: side(rows, place) }).collect(),
            rows: rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect(),
            is_form,
        }
    }

    fn further(self, table: &PaperTable) -> Table {
        self.table(Some(&table.title), &table.columns, &table.rows, table.is_form)
    }

    fn sum(self, name: &str, amount: Amount) -> Sum {
        Sum { name: name.to_owned(), amount: self.amount(amount), vat: None }
    }

    fn totals(self, totals: &Totals) -> Vec<Sum> {
        let mut sums = vec![self.sum("net", totals.net)];
        sums.extend(totals.levies.iter().map(|levy| Sum {
            vat: Some((format::percent(self.language, levy.rate), self.amount(levy.base))),
            ..self.sum("levy", levy.amount)
        }));
        sums.extend(totals.vat_groups.iter().map(|group| Sum {
            vat: Some((format::percent(self.language, group.rate), self.amount(group.base))),
            ..self.sum(if group.exempt { "vat_exempt" } else { "vat" }, group.vat)
        }));
        let further =
            [("rounding", totals.rounding), ("stamp_duty", totals.stamp_duty)].into_iter().filter(|(_, amount)| !amount.is_zero());
        let further: Vec<_> = further.map(|(name, amount)| self.sum(name, amount)).collect();
        sums.extend((!further.is_empty()).then(|| self.sum("gross", totals.gross)));
        sums.extend(further);
        sums.push(self.sum("total", totals.total));
        sums
    }
}

/// Of rows that headings and notes do not fill alone.
fn side(rows: &[Vec<PaperCell>], place: usize) -> Side {
    let plain = rows.iter().filter(|row| !matches!(row.first(), Some(PaperCell::Heading(..) | PaperCell::Note(..))));
    let mut cells = plain.filter_map(|row| row.get(place)).filter(|cell| !matches!(cell, PaperCell::Empty)).peekable();
    let Some(first) = cells.peek() else { return Side::Near };
    if matches!(first, PaperCell::Article(_)) {
        return Side::Narrow;
    }
    let is_figure = |cell: &PaperCell| matches!(cell, PaperCell::Amount(_) | PaperCell::Rate(_) | PaperCell::Quantity(..));
    if cells.all(is_figure) { Side::Far } else { Side::Near }
}
