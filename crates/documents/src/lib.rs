//! Invoices, receipts, statements, estimates, orders, vehicles' histories and labels as PDF, in French, Arabic (right to left) and English: the only crate that builds the typesetter.
//!
//! A document is turned into a [`sheet::Sheet`] of finished texts, which the template in `templates/` lays out. The
//! typesetter sees the template, its wording, four embedded fonts and that sheet, nothing else: no disk, no network, no
//! clock. So the same document always gives the same bytes. Typed text is data to the template, never markup.
//!
//! Issued invoices are written as PDF/A-2u, made for keeping, and as PDF/A-3b where they carry their XML (`factur_x`); where a text can't be kept to that (say, a mark on a letter
//! of another script), and for drafts, it is plain PDF. A render that fails or panics is an `Err` with a sentence for the
//! log, and the next one starts afresh.

mod factur_x;
mod format;
mod history;
mod kept;
mod labels;
mod look;
mod paper;
mod person;
mod sheet;
mod typed;
mod words;
mod words_ar;
mod words_en;
mod words_fr;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use contracts::documents::{HistoryDocument, InvoiceDocument, LabelsDocument, PaperDocument, PaperSize, Renderer, Style};
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::history::HistorySheet;
use crate::kept::{Made, kept};
use crate::labels::LabelSheet;
use crate::paper::PaperSheet;
use crate::sheet::Sheet;
use crate::world::{Desk, Template};

/// What the last documents shared stays in the typesetter's cache, older results are let go: they are most of its memory.
const REMEMBERED_DOCUMENTS: usize = 1;

static ARCHIVAL: LazyLock<Option<PdfStandards>> = LazyLock::new(|| PdfStandards::new(&[PdfStandard::A_2u]).ok());
static CARRYING: LazyLock<Option<PdfStandards>> = LazyLock::new(|| PdfStandards::new(&[PdfStandard::A_3b]).ok());

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("the document could not be handed to the template: {0}")]
    Data(#[from] serde_json::Error),
    #[error("the template could not be read: {0}")]
    Template(String),
    #[error("the document could not be laid out: {0}")]
    Layout(String),
    #[error("a label cannot be drawn: {0}")]
    Symbol(String),
    #[error("the PDF could not be written: {0}")]
    Export(String),
    #[error("only an issued invoice is a Factur-X")]
    Draft,
    #[error("the PDF could not be marked as a Factur-X: {0}")]
    Marking(String),
    #[error("the typesetter panicked")]
    Panicked,
}

/// Prints documents; free to make, to share and to call from several threads at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Printer;

impl Renderer for Printer {
    fn invoice(&self, document: &InvoiceDocument) -> Result<Vec<u8>, String> {
        guarded(|| print(document))
    }

    fn factur_x(&self, document: &InvoiceDocument, xml: &str) -> Result<Vec<u8>, String> {
        guarded(|| print_with(document, xml))
    }

    fn paper(&self, document: &PaperDocument) -> Result<Vec<u8>, String> {
        guarded(|| print_styled(sized(Template::Paper, &document.style), &PaperSheet::of(document), &document.style))
    }

    fn history(&self, document: &HistoryDocument) -> Result<Vec<u8>, String> {
        guarded(|| print_styled(Template::History, &HistorySheet::of(document), &document.style))
    }

    fn labels(&self, document: &LabelsDocument) -> Result<Vec<u8>, String> {
        guarded(|| print_plain(Template::Labels, &LabelSheet::of(document).map_err(Error::Symbol)?))
    }
}

/// The template of what is printed on A4, or on the roll of a till's printer.
fn sized(on_a4: Template, style: &Style) -> Template {
    match style.size {
        PaperSize::A4 => on_a4,
        PaperSize::Slip => Template::Slip,
    }
}

fn guarded(print: impl FnOnce() -> Result<Vec<u8>, Error>) -> Result<Vec<u8>, String> {
    let result = catch_unwind(AssertUnwindSafe(print)).unwrap_or(Err(Error::Panicked));
    comemo::evict(REMEMBERED_DOCUMENTS);
    result.map_err(|error| error.to_string())
}

fn print_styled(template: Template, sheet: &impl serde::Serialize, style: &Style) -> Result<Vec<u8>, Error> {
    let desk = Desk::new(template, serde_json::to_vec(sheet)?).map_err(Error::Template)?;
    plain(&compiled(&desk.under(look::logo(style)))?)
}

fn print_plain(template: Template, sheet: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    plain(&laid_out(template, sheet)?)
}

fn plain(pages: &PagedDocument) -> Result<Vec<u8>, Error> {
    let options = PdfOptions { creator: Smart::Custom(Some("ECAR".to_owned())), ..PdfOptions::default() };
    typst_pdf::pdf(pages, &options).map_err(|errors| Error::Export(sentence(&errors)))
}

fn laid_out(template: Template, sheet: &impl serde::Serialize) -> Result<PagedDocument, Error> {
    compiled(&Desk::new(template, serde_json::to_vec(sheet)?).map_err(Error::Template)?)
}

fn compiled(desk: &Desk) -> Result<PagedDocument, Error> {
    typst::compile::<PagedDocument>(desk).output.map_err(|errors| Error::Layout(sentence(&errors)))
}

fn print(document: &InvoiceDocument) -> Result<Vec<u8>, Error> {
    let (sheet, logo) = (serde_json::to_vec(&Sheet::of(document))?, look::logo(&document.style));
    let kind = format!("invoice {} {}", document.style.size.code(), ident(document).unwrap_or_default());
    let key = Made { kind: &kind, sheet: &sheet, logo: logo.as_deref(), xml: None }.key();
    kept(key, || printed(document, sheet, logo))
}

fn printed(document: &InvoiceDocument, sheet: Vec<u8>, logo: Option<Vec<u8>>) -> Result<Vec<u8>, Error> {
    let desk = Desk::new(sized(Template::Invoice, &document.style), sheet).map_err(Error::Template)?;
    let pages = compiled(&desk.under(logo))?;
    let archival = ident(document).and(ARCHIVAL.clone());
    let options = options(document, archival.clone().unwrap_or_default());
    typst_pdf::pdf(&pages, &options)
        .or_else(|errors| {
            if archival.is_none() {
                return Err(errors);
            }
            tracing::warn!("an invoice has text that PDF/A refuses; it is written as plain PDF");
            typst_pdf::pdf(&pages, &PdfOptions { standards: PdfStandards::default(), ..options })
        })
        .map_err(|errors| Error::Export(sentence(&errors)))
}

/// Never as plain PDF: that is no Factur-X.
fn print_with(document: &InvoiceDocument, xml: &str) -> Result<Vec<u8>, Error> {
    let standards = ident(document).and(CARRYING.clone()).ok_or(Error::Draft)?;
    let (sheet, logo) = (serde_json::to_vec(&Sheet::attaching(document))?, look::logo(&document.style));
    let kind = format!("factur-x {}", ident(document).unwrap_or_default());
    let key = Made { kind: &kind, sheet: &sheet, logo: logo.as_deref(), xml: Some(xml) }.key();
    kept(key, || {
        let desk = Desk::new(Template::Invoice, sheet).map_err(Error::Template)?;
        let pages = compiled(&desk.attaching(xml).under(logo))?;
        let pdf = typst_pdf::pdf(&pages, &options(document, standards)).map_err(|errors| Error::Export(sentence(&errors)))?;
        factur_x::marked(&pdf).map_err(Error::Marking)
    })
}

fn options(document: &InvoiceDocument, standards: PdfStandards) -> PdfOptions {
    PdfOptions {
        ident: ident(document).map_or(Smart::Auto, Smart::Custom),
        creator: Smart::Custom(Some("ECAR".to_owned())),
        standards,
        ..PdfOptions::default()
    }
}

/// What tells this document from all others; none for a draft.
fn ident(document: &InvoiceDocument) -> Option<String> {
    let number = document.number.as_ref().filter(|_| document.issued_on.is_some());
    number.map(|number| format!("{}/{number}", document.seller.tax_id))
}

fn sentence(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<_> = errors.iter().take(3).map(|error| error.message.as_str()).collect();
    messages.join("; ")
}
