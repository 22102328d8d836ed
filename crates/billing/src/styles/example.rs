//! Made-up documents that show a style: nobody's, and kept nowhere.

use chrono::NaiveDate;
use contracts::documents::{DocumentLine, DocumentPayment, InvoiceDocument, Language, PaperCell, PaperDocument, PaperKind, Party, Style};
use contracts::identity::SiteCard;
use kernel::money::{line_net, totals};
use kernel::{Amount, BasisPoints, Currency, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::invoices::invoice::Parties;

/// What can be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PreviewKind {
    #[default]
    Invoice,
    /// An invoice on the roll of a till's printer.
    Slip,
    CreditNote,
    Receipt,
    Deposit,
    Statement,
    DeliverySlip,
    Estimate,
    WorkOrder,
    PurchaseOrder,
    /// Of a vehicle.
    History,
}

/// What the example is made of.
pub struct Example<'a> {
    pub site: &'a SiteCard,
    pub currency: Currency,
    pub language: Language,
    pub on: NaiveDate,
    pub style: Style,
}

/// In each language: who buys, where they live, what is driven, the job and its lines.
const WORDS: [(Language, [&str; 8]); 3] = [
    (
        Language::Fr,
        [
            "Exemple Client",
            "8, avenue de l’Exemple\n2070 La Marsa",
            "Peugeot 208",
            "Vidange",
            "Main-d’œuvre",
            "Filtre à huile",
            "Huile 5W30",
            "Ceci est un exemple.",
        ],
    ),
    (
        Language::Ar,
        ["حريف للمثال", "8 نهج المثال\n2070 المرسى", "بيجو 208", "تغيير الزيت", "يد عاملة", "مصفاة الزيت", "زيت 5W30", "هذا مثال."],
    ),
    (
        Language::En,
        [
            "Example Customer",
            "8 Example Avenue\n2070 La Marsa",
            "Peugeot 208",
            "Oil service",
            "Labour",
            "Oil filter",
            "Oil 5W30",
            "This is an example.",
        ],
    ),
];

impl Example<'_> {
    pub fn words(&self) -> [&'static str; 8] {
        WORDS.iter().find(|(language, _)| *language == self.language).map_or(WORDS[0].1, |(_, words)| *words)
    }

    fn buyer(&self) -> Party {
        let [name, address, ..] = self.words();
        Party { name: name.into(), address: address.into(), phone: "+216 98 000 000".into(), ..Party::default() }
    }

    pub fn number(&self, prefix: &str) -> String {
        let year = chrono::Datelike::year(&self.on);
        format!("{prefix}-{}-{year}-00042", self.site.code)
    }

    /// So many units of the currency.
    pub fn money(&self, units: i64) -> Amount {
        Amount(units * 10_i64.pow(u32::from(self.currency.decimals)))
    }

    pub fn lines(&self) -> Vec<DocumentLine> {
        let [.., job, labour, filter, oil, _] = self.words();
        let line = |code: Option<&str>, description: &str, unit: &str, quantity: i64, price: i64, discount: i32| {
            let (quantity, unit_price, discount) = (Quantity(quantity), self.money(price), BasisPoints(discount));
            DocumentLine {
                job_title: job.into(),
                code: code.map(str::to_owned),
                description: description.into(),
                unit: unit.into(),
                quantity,
                unit_price,
                discount,
                vat_rate: self.site.vat_rate,
                net: line_net(quantity, unit_price, discount),
                off: Amount::ZERO,
                given: Amount::ZERO,
                cover: None,
            }
        };
        vec![
            line(None, labour, "hour", 1500, 60, 0),
            line(Some("FLT-208"), filter, "each", 1000, 23, 0),
            line(Some("OIL-5W30"), oil, "litre", 4500, 18, 1000),
        ]
    }

    /// An invoice, or what takes it back.
    pub fn invoice(self, is_credit: bool) -> InvoiceDocument {
        let lines = self.lines();
        let totals = totals(self.currency, lines.iter().map(|line| (line.net, line.vat_rate)), self.site.stamp_duty);
        let paid = if is_credit { Amount::ZERO } else { self.money(50) };
        let [_, _, vehicle, .., note] = self.words();
        let parties = Parties::of(self.site, None, "");
        let payment = DocumentPayment { tender: "cash".into(), on: self.on, amount: paid, is_refund: false, deposit: None };
        InvoiceDocument {
            language: self.language,
            number: Some(self.number(if is_credit { "A" } else { "F" })),
            credits: is_credit.then(|| self.number("F")),
            issued_on: Some(self.on),
            due_on: (!is_credit).then_some(self.on),
            buyer: self.buyer(),
            seller: parties.seller,
            bank_account: if is_credit { String::new() } else { parties.bank_account },
            vehicle_plate: "000 TU 0000".into(),
            vehicle_label: vehicle.into(),
            odometer_km: Some(84_300),
            work_order_number: self.number("OR"),
            lines,
            due: totals.total - paid,
            totals,
            notes: vec![note.into()],
            payments: if is_credit { vec![] } else { vec![payment] },
            paid,
            registration: None,
            po_number: None,
            together: vec![],
            exemption: None,
            style: self.style,
        }
    }

    pub fn paper(self, kind: PaperKind) -> PaperDocument {
        let amount = self.money(150);
        let (facts, columns, rows, sums) = match kind {
            PaperKind::Receipt | PaperKind::Deposit => self.money_in(amount),
            PaperKind::Statement | PaperKind::Dunning => self.account(amount),
            PaperKind::DeliverySlip => self.delivered(),
            PaperKind::Estimate | PaperKind::WorkOrder | PaperKind::PurchaseOrder => self.ordered(kind),
        };
        let named = |(name, value): (&str, PaperCell)| (name.to_owned(), value);
        let is_money = matches!(kind, PaperKind::Receipt | PaperKind::Deposit);
        let prefix = match kind {
            PaperKind::Receipt | PaperKind::Deposit => "R",
            PaperKind::PurchaseOrder => "PO",
            _ => "OR",
        };
        PaperDocument {
            kind,
            language: self.language,
            number: (kind != PaperKind::Statement).then(|| self.number(prefix)),
            on: self.on,
            seller: Parties::of(self.site, None, "").seller,
            buyer: self.buyer(),
            currency: self.currency.code().to_owned(),
            facts: facts.into_iter().map(named).collect(),
            columns: columns.into_iter().map(str::to_owned).collect(),
            rows,
            sums: sums.into_iter().map(|(name, amount)| (name.to_owned(), amount)).collect(),
            in_words: is_money.then_some(amount),
            is_signed: matches!(kind, PaperKind::DeliverySlip | PaperKind::Estimate),
            heading: None,
            text: None,
            more: self.more(kind),
            style: self.style,
        }
    }

    fn money_in(&self, amount: Amount) -> Parts {
        let row = vec![PaperCell::Date(self.on), PaperCell::Code(self.number("F")), PaperCell::Amount(self.money(100))];
        let facts = vec![("tender", PaperCell::Word("cash".into()))];
        let sums = vec![("received", amount), ("paid", self.money(100)), ("left", self.money(50))];
        (facts, vec!["day", "document", "amount"], vec![row], sums)
    }

    fn account(&self, amount: Amount) -> Parts {
        let half = self.money(75);
        let row = |kind: &str, number: String, debit, credit, balance| {
            let cells = [debit, credit].map(|cell: Option<Amount>| cell.map_or(PaperCell::Empty, PaperCell::Amount));
            let [debit, credit] = cells;
            vec![PaperCell::Date(self.on), PaperCell::Word(kind.into()), PaperCell::Code(number), debit, credit, PaperCell::Amount(balance)]
        };
        let rows =
            vec![row("invoice", self.number("F"), Some(amount), None, amount), row("payment", String::new(), None, Some(half), half)];
        let sums = vec![("before", Amount::ZERO), ("billed", amount), ("paid", -half), ("after", half)];
        let facts = vec![("from", PaperCell::Date(self.on)), ("until", PaperCell::Date(self.on))];
        (facts, vec!["day", "document", "reference", "debit", "credit", "balance"], rows, sums)
    }

    fn delivered(&self) -> Parts {
        let [_, _, vehicle, ..] = self.words();
        let facts = vec![("plate", PaperCell::Text("000 TU 0000".into())), ("vehicle", PaperCell::Text(vehicle.into()))];
        let row = |line: DocumentLine| {
            vec![PaperCell::Text(line.job_title), PaperCell::Text(line.description), PaperCell::Quantity(line.quantity, String::new())]
        };
        (facts, vec!["job", "description", "quantity"], self.lines().into_iter().map(row).collect(), vec![])
    }
}

/// Facts, columns, rows and sums of a paper.
pub type Parts = (Vec<(&'static str, PaperCell)>, Vec<&'static str>, Vec<Vec<PaperCell>>, Vec<(&'static str, Amount)>);
