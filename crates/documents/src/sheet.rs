//! What the template prints: an invoice with every figure, date and sentence already written out.

use chrono::Datelike as _;
use contracts::documents::{DocumentExemption, DocumentLine, DocumentOrder, InvoiceDocument, Language, Registration};
use kernel::money::{Levy, VatGroup};
use kernel::{Amount, Currency};
use serde::Serialize;

use crate::labels::Symbol;
use crate::look::Look;
use crate::person::Person;
use crate::typed::{Line, clipped, code, line, lines, long_code};
use crate::{format, words};

/// Titles and units stand where the page cannot give way.
const LONGEST_TITLE: usize = 160;
const LONGEST_UNIT: usize = 12;
const LONGEST_TENDER: usize = 20;
const LONGEST_RUNNING: usize = 60;
/// A row with more text than this may continue on the next page.
const TALL_ROW: usize = 600;
/// More payments than this may be parted from the totals.
const MANY_PAYMENTS: usize = 15;

#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether a part of the page is printed")]
pub struct Sheet {
    language: Language,
    currency: String,
    number: Option<String>,
    /// The invoice that it takes back from.
    credits: Option<String>,
    /// Year, month, day, for the file's own date.
    issued: Option<(i32, u32, u32)>,
    issued_on: Option<String>,
    due_on: Option<String>,
    seller: Person,
    /// The seller's name where there is room for one line.
    running_name: Line,
    bank_account: String,
    buyer: Person,
    vehicle: Line,
    /// In pieces, because Latin digits around an Arabic word change places otherwise.
    plate: Vec<Line>,
    odometer: Option<String>,
    work_order: String,
    po_number: String,
    with_codes: bool,
    with_discounts: bool,
    jobs: Vec<Job>,
    net: String,
    levies: Vec<Levied>,
    vat: Vec<Vat>,
    exemption: Option<Exempt>,
    gross: String,
    rounding: Option<String>,
    stamp_duty: Option<String>,
    total: String,
    words: String,
    /// What the garage wrote for the customer, each in its lines.
    notes: Vec<Vec<Line>>,
    payments: Vec<Payment>,
    /// What lowers the amount due besides payments, such as credit notes.
    deductions: Option<String>,
    due: Option<String>,
    paid_up: bool,
    /// Totals and payments fit on one page.
    compact_end: bool,
    /// The PDF carries the invoice as XML.
    attached: bool,
    registration: Option<Registered>,
    look: Look,
}

/// What a platform of electronic invoices registered it under.
#[derive(Debug, Serialize)]
struct Registered {
    reference: String,
    /// A drawing of the QR code.
    symbol: Option<String>,
}

/// The certificate by which it is sold without VAT.
#[derive(Debug, Serialize)]
struct Exempt {
    number: String,
    reason: Line,
    until: String,
    suspended: String,
}

/// A job; of several work orders, the first of each stands under its order.
#[derive(Debug, Serialize)]
struct Job {
    order: Option<Order>,
    title: Line,
    lines: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Order {
    number: String,
    plate: Vec<Line>,
    vehicle: Line,
    po_number: String,
}

#[derive(Debug, Serialize)]
struct Row {
    code: String,
    description: Line,
    quantity: String,
    unit: Line,
    unit_price: String,
    discount: Option<String>,
    vat_rate: String,
    net: String,
    /// What is taken off beside the discount.
    less: Vec<Less>,
    tall: bool,
}

#[derive(Debug, Serialize)]
struct Less {
    /// `off`, or who bears it.
    kind: String,
    amount: String,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of the template")]
struct Vat {
    rate: String,
    base: String,
    vat: String,
    exempt: bool,
}

/// In the base of VAT.
#[derive(Debug, Serialize)]
struct Levied {
    rate: String,
    base: String,
    amount: String,
}

impl Vat {
    fn of(group: &VatGroup, language: Language, currency: Currency) -> Self {
        let amount = |amount: Amount| format::amount(language, amount, currency.decimals);
        let (base, vat) = (amount(group.base), amount(group.vat));
        Self { rate: format::percent(language, group.rate), base, vat, exempt: group.exempt }
    }
}

#[derive(Debug, Serialize)]
struct Payment {
    tender: String,
    on: String,
    amount: String,
    is_refund: bool,
    deposit: Option<String>,
}

impl Sheet {
    /// Of what carries the invoice as XML.
    pub fn attaching(document: &InvoiceDocument) -> Self {
        Self { attached: true, ..Self::of(document) }
    }

    pub fn of(document: &InvoiceDocument) -> Self {
        let language = document.language;
        let rtl = language == Language::Ar;
        let totals = &document.totals;
        let currency = Currency::from_code(&totals.currency).unwrap_or(Currency { code: *b"XXX", decimals: 2 });
        let amount = |amount: Amount| format::amount(language, amount, currency.decimals);
        let deductions = Amount(totals.total.0.saturating_sub(document.paid.0).saturating_sub(document.due.0));
        let settled = document.due.0 <= 0 && document.paid.0 > 0;
        Self {
            look: Look::of(&document.style, rtl),
            language,
            currency: currency.code().to_owned(),
            number: document.number.as_deref().map(long_code),
            credits: document.credits.as_deref().map(long_code),
            issued: document.issued_on.map(|day| (day.year(), day.month(), day.day())),
            issued_on: document.issued_on.map(format::date),
            due_on: document.due_on.map(format::date),
            seller: Person::of(&document.seller, rtl),
            running_name: clipped_line(&document.seller.name, LONGEST_RUNNING, rtl),
            bank_account: long_code(&document.bank_account),
            buyer: Person::of(&document.buyer, rtl),
            vehicle: line(&document.vehicle_label, rtl),
            plate: pieces(&document.vehicle_plate),
            odometer: document.odometer_km.map(|km| format::whole(language, km)),
            work_order: long_code(&document.work_order_number),
            po_number: long_code(document.po_number.as_deref().unwrap_or_default()),
            with_codes: document.lines.iter().any(|line| line.code.as_ref().is_some_and(|code| !code.is_empty())),
            with_discounts: document.lines.iter().any(|line| line.discount.0 != 0),
            jobs: jobs(document, currency),
            net: amount(totals.net),
            levies: totals.levies.iter().map(|levy| Levied::of(levy, language, currency)).collect(),
            vat: totals.vat_groups.iter().map(|group| Vat::of(group, language, currency)).collect(),
            exemption: document.exemption.as_ref().map(|exemption| Exempt::of(exemption, language, currency)),
            gross: amount(totals.gross),
            rounding: (!totals.rounding.is_zero()).then(|| amount(totals.rounding)),
            stamp_duty: (!totals.stamp_duty.is_zero()).then(|| amount(totals.stamp_duty)),
            total: amount(totals.total),
            notes: document.notes.iter().map(|note| lines(note, rtl)).filter(|note| !note.is_empty()).collect(),
            words: words::in_words(language, totals.total, currency),
            payments: document
                .payments
                .iter()
                .map(|payment| Payment {
                    tender: clipped(&long_code(&payment.tender), LONGEST_TENDER),
                    on: format::date(payment.on),
                    amount: amount(if payment.is_refund { payment.amount } else { Amount(payment.amount.0.saturating_neg()) }),
                    is_refund: payment.is_refund,
                    deposit: payment.deposit.as_deref().map(long_code),
                })
                .collect(),
            deductions: (!deductions.is_zero()).then(|| amount(Amount(deductions.0.saturating_neg()))),
            due: (document.due != totals.total || !document.payments.is_empty()).then(|| amount(document.due)),
            paid_up: document.number.is_some() && settled,
            compact_end: document.payments.len() <= MANY_PAYMENTS && totals.vat_groups.len() <= MANY_PAYMENTS,
            attached: false,
            registration: document.registration.as_ref().map(Registered::of),
        }
    }
}

impl Levied {
    fn of(levy: &Levy, language: Language, currency: Currency) -> Self {
        let amount = |amount: Amount| format::amount(language, amount, currency.decimals);
        Self { rate: format::percent(language, levy.rate), base: amount(levy.base), amount: amount(levy.amount) }
    }
}

impl Exempt {
    fn of(exemption: &DocumentExemption, language: Language, currency: Currency) -> Self {
        Self {
            number: long_code(&exemption.number),
            reason: line(&exemption.reason, language == Language::Ar),
            until: format::date(exemption.valid_until),
            suspended: format::amount(language, exemption.suspended, currency.decimals),
        }
    }
}

impl Registered {
    /// A code that is too long for a symbol is left out: the reference finds it all the same.
    fn of(registration: &Registration) -> Self {
        let symbol = registration.code.as_deref().and_then(|code| Symbol::qr(code).ok()).map(|symbol| symbol.drawing());
        Self { reference: long_code(&registration.reference), symbol }
    }
}

/// In pieces, because Latin digits around an Arabic word change places otherwise.
fn pieces(plate: &str) -> Vec<Line> {
    plate.split_whitespace().map(|piece| line(piece, false)).collect()
}

/// Order by order, job by job.
fn jobs(document: &InvoiceDocument, currency: Currency) -> Vec<Job> {
    let (language, mut rest) = (document.language, &document.lines[..]);
    let mut all = vec![];
    for order in &document.together {
        let (its, others) = rest.split_at(order.lines.min(rest.len()));
        let mut its = jobs_of(its, language, currency);
        if let Some(first) = its.first_mut() {
            first.order = Some(Order::of(order, language == Language::Ar));
        }
        all.extend(its);
        rest = others;
    }
    all.extend(jobs_of(rest, language, currency));
    all
}

fn jobs_of(lines: &[DocumentLine], language: Language, currency: Currency) -> Vec<Job> {
    lines.chunk_by(|one, next| one.job_title == next.job_title).map(|lines| Job::of(lines, language, currency)).collect()
}

impl Order {
    fn of(order: &DocumentOrder, rtl: bool) -> Self {
        Self {
            number: long_code(&order.number),
            plate: pieces(&order.plate),
            vehicle: clipped_line(&order.vehicle, LONGEST_RUNNING, rtl),
            po_number: long_code(order.po_number.as_deref().unwrap_or_default()),
        }
    }
}

impl Job {
    fn of(lines: &[DocumentLine], language: Language, currency: Currency) -> Self {
        let title = lines.first().map(|line| line.job_title.as_str()).unwrap_or_default();
        Self {
            order: None,
            title: clipped_line(title, LONGEST_TITLE, language == Language::Ar),
            lines: lines.iter().map(|line| Row::of(line, language, currency)).collect(),
        }
    }
}

impl Row {
    fn of(row: &DocumentLine, language: Language, currency: Currency) -> Self {
        let rtl = language == Language::Ar;
        let amount = |amount: Amount| format::amount(language, amount, currency.decimals);
        Self {
            code: row.code.as_deref().map(code).unwrap_or_default(),
            description: line(&row.description, rtl),
            quantity: format::quantity(language, row.quantity),
            unit: clipped_line(&row.unit, LONGEST_UNIT, rtl),
            unit_price: amount(row.unit_price),
            discount: (row.discount.0 != 0).then(|| format::percent(language, row.discount)),
            vat_rate: format::percent(language, row.vat_rate),
            net: amount(row.net),
            less: [("off", row.off), (row.cover.as_deref().unwrap_or("off"), row.given)]
                .into_iter()
                .filter(|(_, taken)| !taken.is_zero())
                .map(|(kind, taken)| Less { kind: kind.to_owned(), amount: amount(Amount(taken.0.saturating_neg())) })
                .collect(),
            tall: row.description.chars().count() + row.code.as_ref().map_or(0, |code| code.chars().count() * 4) > TALL_ROW,
        }
    }
}

fn clipped_line(text: &str, length: usize, rtl: bool) -> Line {
    line(&clipped(text, length), rtl)
}
