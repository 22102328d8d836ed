//! What documents print. The renderer is a port, so that only one crate builds the typesetter.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::money::Totals;
use kernel::{Amount, BasisPoints, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::customers::CustomerCard;
use crate::identity::SiteCard;

/// A rendered document.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// `F-LAC-2026-00042.pdf`
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// A language that documents are printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Fr,
    Ar,
    En,
}

impl Language {
    /// `fr` (also for what is unknown), `ar` or `en`.
    pub fn from_code(code: &str) -> Self {
        match code {
            "ar" => Self::Ar,
            "en" => Self::En,
            _ => Self::Fr,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::En => "en",
        }
    }
}

/// Who sells or buys, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub tax_id: String,
}

impl Party {
    /// The garage itself.
    pub fn seller(site: &SiteCard) -> Self {
        Self {
            name: if site.legal_name.is_empty() { site.name.clone() } else { site.legal_name.clone() },
            address: site.address.clone(),
            phone: site.phone.clone(),
            email: site.email.clone(),
            tax_id: site.tax_id.clone(),
        }
    }

    /// Falls back to the name on the record for a customer who is gone.
    pub fn buyer(customer: Option<&CustomerCard>, name: &str) -> Self {
        let Some(card) = customer else { return Self { name: name.to_owned(), ..Self::default() } };
        Self {
            name: card.name.clone(),
            address: card.address.clone().unwrap_or_default(),
            phone: card.phone.clone().unwrap_or_default(),
            email: card.email.clone().unwrap_or_default(),
            tax_id: card.tax_id.clone().unwrap_or_default(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// Lines of one job stand together under its title.
    pub job_title: String,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Amount,
    pub discount: BasisPoints,
    pub vat_rate: BasisPoints,
    pub net: Amount,
    /// What discounts on the job and the order took beside the line's own.
    #[serde(default)]
    pub off: Amount,
    /// What somebody else bears.
    #[serde(default)]
    pub given: Amount,
    /// Who: `warranty`, `goodwill`, `internal`, `payer`.
    #[serde(default)]
    pub cover: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentPayment {
    /// `cash`, `card`, `transfer`, `cheque`, `online`.
    pub tender: String,
    pub on: NaiveDate,
    pub amount: Amount,
    /// It was handed back.
    pub is_refund: bool,
    /// Number of the receipt, of what was paid before there was an invoice.
    #[serde(default)]
    pub deposit: Option<String>,
}

/// One of the work orders of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentOrder {
    pub number: String,
    pub plate: String,
    pub vehicle: String,
    pub po_number: Option<String>,
    /// How many of the invoice's lines are its.
    pub lines: usize,
}

/// What a platform of electronic invoices registered a document under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    pub reference: String,
    /// What its QR code says, where it has one.
    pub code: Option<String>,
}

/// The certificate by which it is sold without VAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentExemption {
    pub number: String,
    /// What it rests on.
    pub reason: String,
    /// The last day.
    pub valid_until: NaiveDate,
    /// The VAT that is not charged.
    pub suspended: Amount,
}

/// What an invoice or a receipt is printed on; all else is on A4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    #[default]
    A4,
    /// The roll of a till's printer: 80 mm wide, of which 72 are printed, and as long as what it says.
    Slip,
}

impl PaperSize {
    /// `a4` (also for what is unknown) or `slip`.
    pub fn from_code(code: &str) -> Self {
        if code == Self::Slip.code() { Self::Slip } else { Self::A4 }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Slip => "slip",
        }
    }
}

/// How a site's documents look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// `#0f766e`; the usual one without.
    pub colour: Option<String>,
    /// A PNG or a JPEG, in base64.
    pub logo: Option<String>,
    /// At the foot of each page.
    pub footer: String,
    /// After everything else.
    pub terms: String,
    #[serde(default)]
    pub size: PaperSize,
}

/// How documents look is kept by a module that those who print do not know: the program hands them this.
#[async_trait]
pub trait Styles: Send + Sync {
    /// How a site's documents of that moment look in a language; by the newest style without a moment.
    async fn style(&self, site: SiteId, at: Option<DateTime<Utc>>, language: Language) -> Result<Style, Problem>;
}

/// An invoice as printed; every figure comes from the frozen invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceDocument {
    pub language: Language,
    /// None prints DRAFT across the page.
    pub number: Option<String>,
    /// The number of the invoice that it takes back from: then it is a credit note.
    #[serde(default)]
    pub credits: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub seller: Party,
    pub bank_account: String,
    pub buyer: Party,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub odometer_km: Option<i64>,
    pub work_order_number: String,
    /// The customer's own order number.
    #[serde(default)]
    pub po_number: Option<String>,
    /// Of several work orders, each with so many of the lines, in their order.
    #[serde(default)]
    pub together: Vec<DocumentOrder>,
    pub lines: Vec<DocumentLine>,
    pub totals: Totals,
    #[serde(default)]
    pub exemption: Option<DocumentExemption>,
    /// What the garage wrote for the customer.
    #[serde(default)]
    pub notes: Vec<String>,
    pub payments: Vec<DocumentPayment>,
    pub paid: Amount,
    pub due: Amount,
    /// Once it is registered as an electronic document.
    #[serde(default)]
    pub registration: Option<Registration>,
    #[serde(default)]
    pub style: Style,
}

/// Which paper: the key of its wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    Receipt,
    Deposit,
    Statement,
    DeliverySlip,
    /// A letter to who is late.
    Dunning,
    Estimate,
    WorkOrder,
    PurchaseOrder,
}

/// What stands in a table or beside a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum PaperCell {
    /// In its own direction.
    Text(String),
    /// Left to right: a number, a code.
    Code(String),
    Date(NaiveDate),
    /// An article's number, in a narrow column.
    Article(String),
    /// In minor units of the paper's currency.
    Amount(Amount),
    Rate(BasisPoints),
    /// How much, and its unit: one of the catalogue's, or as somebody wrote it.
    Quantity(Quantity, String),
    /// A key of the wording of this paper.
    Word(String),
    /// Alone in its row, or before a last amount: what the rows beneath it belong to, and a key of the wording beside it.
    Heading(String, Option<String>),
    /// Alone in its row: a key of the wording, and what it says.
    Note(String, Box<PaperCell>),
    Empty,
}

/// A table after the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperTable {
    /// A key of the wording, as those of the columns.
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<PaperCell>>,
    /// It is filled in by hand: its rows are high.
    pub is_form: bool,
}

/// What only some papers have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperMore {
    /// With VAT by its rates, in place of sums.
    pub totals: Option<Totals>,
    /// After the figures.
    pub notes: Vec<String>,
    pub tables: Vec<PaperTable>,
    /// What its QR code says.
    pub code: Option<String>,
    /// The site's conditions stand at its end.
    pub has_terms: bool,
}

/// A receipt, a statement, a delivery slip, a letter, an estimate or an order as printed. Names of facts, columns and sums are keys of the paper's wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperDocument {
    pub kind: PaperKind,
    pub language: Language,
    pub number: Option<String>,
    pub on: NaiveDate,
    pub seller: Party,
    pub buyer: Party,
    pub currency: String,
    /// In place of the kind's own title.
    #[serde(default)]
    pub heading: Option<String>,
    pub facts: Vec<(String, PaperCell)>,
    /// What is written above the table.
    #[serde(default)]
    pub text: Option<String>,
    /// Amounts and quantities stand at the far side.
    pub columns: Vec<String>,
    pub rows: Vec<Vec<PaperCell>>,
    pub sums: Vec<(String, Amount)>,
    /// Written out, beneath the sums.
    pub in_words: Option<Amount>,
    /// There is a place to sign.
    pub is_signed: bool,
    #[serde(default)]
    pub more: PaperMore,
    #[serde(default)]
    pub style: Style,
}

/// What was done at a visit, as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryVisit {
    pub on: NaiveDate,
    pub number: String,
    /// Or the garage where it was done.
    pub site: String,
    /// It was brought from an earlier system: its papers are not ours.
    pub is_earlier: bool,
    /// What the instrument showed, and in which unit.
    pub odometer: Option<(i64, String)>,
    pub jobs: Vec<HistoryJob>,
    /// With VAT; none prints no prices.
    pub total: Option<Amount>,
    pub currency: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryJob {
    pub title: String,
    /// Without VAT.
    pub net: Option<Amount>,
}

/// A vehicle's service history as printed, for who owns it: it has no place for an owner's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryDocument {
    pub language: Language,
    pub printed_on: NaiveDate,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub vin: Option<String>,
    pub first_registered_on: Option<NaiveDate>,
    pub odometer: Option<(i64, String)>,
    pub engine_code: Option<String>,
    pub colour: Option<String>,
    /// Newest first.
    pub visits: Vec<HistoryVisit>,
    /// There is more, which the present owner was not given.
    pub withheld: bool,
    #[serde(default)]
    pub style: Style,
}

/// What labels are printed on: sheets of a desk printer, or the roll of a label printer, one label a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LabelSize {
    /// 24 of 70 × 37 mm on A4.
    #[serde(rename = "a4_24")]
    A4Of24,
    /// 65 of 38.1 × 21.2 mm on A4.
    #[serde(rename = "a4_65")]
    A4Of65,
    /// 62 × 29 mm.
    #[serde(rename = "roll_62x29")]
    Roll62x29,
    /// 50 × 30 mm.
    #[serde(rename = "roll_50x30")]
    Roll50x30,
}

/// What a scanner reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LabelSymbol {
    /// Bars, for every hand scanner. A code that has no room, or more than plain letters, is printed as QR.
    Code128,
    Qr,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What the symbol says, printed beneath it too.
    pub code: String,
    pub title: String,
    /// Smaller, beneath the title; at most two are printed.
    pub details: Vec<String>,
    pub copies: u16,
}

/// Labels to stick on articles, bins and keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelsDocument {
    pub language: Language,
    pub size: LabelSize,
    pub symbol: LabelSymbol,
    /// How many places of the first sheet are used already.
    pub skip: u16,
    pub labels: Vec<Label>,
}

/// What prints, and how it looks.
#[derive(Clone)]
pub struct Press {
    pub renderer: Arc<dyn Renderer>,
    pub styles: Arc<dyn Styles>,
}

pub trait Renderer: Send + Sync {
    /// The document as PDF bytes. Takes some milliseconds of a core: call it on a blocking thread.
    /// The error is a sentence for the log.
    fn invoice(&self, document: &InvoiceDocument) -> Result<Vec<u8>, String>;
    /// Likewise, as a Factur-X: PDF/A-3b with `xml`, a Cross Industry Invoice of the profile EN 16931, attached as `factur-x.xml`. Only of
    /// what is issued. It is not checked that both say the same.
    fn factur_x(&self, document: &InvoiceDocument, xml: &str) -> Result<Vec<u8>, String>;
    /// Likewise.
    fn paper(&self, document: &PaperDocument) -> Result<Vec<u8>, String>;
    /// Likewise.
    fn history(&self, document: &HistoryDocument) -> Result<Vec<u8>, String>;
    /// Likewise.
    fn labels(&self, document: &LabelsDocument) -> Result<Vec<u8>, String>;
}
