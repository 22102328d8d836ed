//! One document as a balanced entry: pure.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::workshop::LineKind;
use kernel::money::{Taxed, VatGroup};
use kernel::{Amount, BasisPoints};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::chart::Chart;
use super::words::Words;
use crate::invoices::Tender;
use crate::invoices::invoice::CustomerRef;

/// Which book an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = JournalKind)]
pub enum Journal {
    Sales,
    Cash,
    Bank,
    /// What moves no money: deposits and points that pay an invoice.
    Other,
}

/// What happened, in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// An invoice, or what a credit note took back of one.
    Sale { sold: Vec<Sold>, levy: Amount, vat: Vec<VatGroup>, rounding: Amount, stamp_duty: Amount, is_credit: bool },
    /// Money for an invoice; below zero for what was handed back.
    Paid { tender: Tender, amount: Amount },
    /// Money ahead of an invoice; below zero for what was handed back.
    Ahead { tender: Tender, amount: Amount },
    /// A deposit or receipt paid of an invoice; below zero for what an invoice gave to the customer's account.
    Applied { amount: Amount },
    /// The customer kept it back as tax.
    Withheld { amount: Amount },
    /// The cheque that it was came back unpaid; `is_ahead` where it was money ahead of an invoice.
    Bounced { amount: Amount, is_ahead: bool },
    /// The bank paid a cheque; below zero for what it took back.
    Cleared { amount: Amount },
    /// Counted less expected, by tender.
    Counted { differences: Vec<(Tender, Amount)> },
}

/// What lines of a kind and rate add up to, before VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sold {
    pub kind: LineKind,
    pub rate: BasisPoints,
    /// Without VAT by a certificate.
    pub is_exempt: bool,
    /// In the base of the VAT.
    pub levy_rate: BasisPoints,
    pub net: Amount,
}

impl Sold {
    pub fn taxed(&self) -> Taxed {
        Taxed { net: self.net, rate: self.rate, is_exempt: self.is_exempt, levy: self.levy_rate, told: None }
    }
}

/// A document of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Of the invoice, credit note, payment, deposit, entry of a deposit or cheque, or close.
    pub id: Uuid,
    pub deed: Deed,
    /// The number that is printed on it.
    pub piece: String,
    /// The day in the site's time zone.
    pub on: NaiveDate,
    pub at: DateTime<Utc>,
    pub customer: Option<CustomerRef>,
}

/// A balanced entry: debits and credits are the same sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = JournalEntry)]
pub struct Entry {
    /// Of the document.
    pub id: Uuid,
    pub journal: Journal,
    /// The day it is posted on.
    pub on: NaiveDate,
    pub piece: String,
    pub piece_on: NaiveDate,
    pub label: String,
    pub customer: Option<CustomerRef>,
    pub lines: Vec<Posted>,
}

/// One side of an entry, in minor units; debit or credit is zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = JournalLine)]
pub struct Posted {
    pub account: String,
    /// What the account is of: `VAT 19 %`.
    pub label: String,
    pub debit: Amount,
    pub credit: Amount,
    /// The VAT rate of what was sold, or that is posted.
    pub rate: Option<BasisPoints>,
    /// It is the customer's own account, or what they paid ahead.
    pub is_customers: bool,
    /// It is something sold.
    pub is_sale: bool,
}

impl Entry {
    pub fn debit(&self) -> Amount {
        self.lines.iter().map(|line| line.debit).sum()
    }

    pub fn credit(&self) -> Amount {
        self.lines.iter().map(|line| line.credit).sum()
    }
}

/// What a document posts, not before `open_from`, the first day that is not locked.
pub fn entry(source: Source, open_from: Option<NaiveDate>, chart: &Chart, words: &Words) -> Entry {
    let Source { id, deed, piece, on, customer, .. } = source;
    let label = format!("{} {piece}", words.of(&deed));
    let mut book = Book { chart, words, lines: vec![] };
    let journal = book.post(&deed);
    Entry { id, journal, on: open_from.map_or(on, |open| on.max(open)), piece, piece_on: on, label, customer, lines: book.lines }
}

struct Book<'a> {
    chart: &'a Chart,
    words: &'a Words,
    lines: Vec<Posted>,
}

impl Book<'_> {
    fn post(&mut self, deed: &Deed) -> Journal {
        match deed {
            Deed::Sale { sold, levy, vat, rounding, stamp_duty, is_credit } => {
                self.sale((sold, *levy, vat), *rounding, *stamp_duty, *is_credit);
                Journal::Sales
            }
            Deed::Paid { tender, amount } => {
                self.debit_tender(*tender, *amount);
                self.credit_customer(*amount);
                journal_of(*tender)
            }
            Deed::Ahead { tender, amount } => {
                self.debit_tender(*tender, *amount);
                self.credit_advances(*amount);
                journal_of(*tender)
            }
            Deed::Applied { amount } => {
                self.credit_advances(-*amount);
                self.credit_customer(*amount);
                Journal::Other
            }
            Deed::Withheld { amount } => {
                self.add(self.chart.withholding.clone(), self.words.withheld.to_owned(), -*amount, Kind::Plain);
                self.credit_customer(*amount);
                Journal::Other
            }
            Deed::Bounced { amount, is_ahead } => {
                self.debit_tender(Tender::Cheque, -*amount);
                if *is_ahead {
                    self.credit_advances(-*amount);
                } else {
                    self.credit_customer(-*amount);
                }
                Journal::Bank
            }
            Deed::Cleared { amount } => {
                self.debit_tender(Tender::Transfer, *amount);
                self.debit_tender(Tender::Cheque, -*amount);
                Journal::Bank
            }
            Deed::Counted { differences } => {
                for (tender, difference) in differences {
                    self.difference(*tender, *difference);
                }
                Journal::Cash
            }
        }
    }

    /// The customer owes the total; what a credit note takes back stands on the other sides.
    fn sale(&mut self, (sold, levy, vat): (&[Sold], Amount, &[VatGroup]), rounding: Amount, stamp_duty: Amount, is_credit: bool) {
        let sign = |amount: Amount| if is_credit { -amount } else { amount };
        let gross = sold.iter().map(|sold| sold.net).chain(vat.iter().map(|group| group.vat)).sum::<Amount>() + levy;
        self.credit_customer(sign(-(gross + rounding + stamp_duty)));
        let mut accounts = BTreeMap::<(bool, BasisPoints), Amount>::new();
        for Sold { kind, rate, net, .. } in sold {
            *accounts.entry((*kind == LineKind::Part, *rate)).or_default() += *net;
        }
        for ((is_goods, rate), net) in accounts {
            let account = if is_goods { &self.chart.goods } else { &self.chart.services };
            let label = if is_goods { self.words.goods } else { self.words.services };
            self.add(account.clone(), label.to_owned(), sign(net), Kind::Sale(rate));
        }
        self.add(self.chart.levies.clone(), self.words.levies.to_owned(), sign(levy), Kind::Plain);
        for group in vat {
            let label = format!("{} {}", self.words.vat, percent(group.rate));
            self.add(self.chart.vat.clone(), label, sign(group.vat), Kind::Vat(group.rate));
        }
        let account = if rounding > Amount::ZERO { &self.chart.rounding_gain } else { &self.chart.rounding_loss };
        self.add(account.clone(), self.words.rounding.to_owned(), sign(rounding), Kind::Plain);
        self.add(self.chart.stamp_duty.clone(), self.words.stamp_duty.to_owned(), sign(stamp_duty), Kind::Plain);
    }

    fn credit_customer(&mut self, amount: Amount) {
        self.add(self.chart.customers.clone(), self.words.customers.to_owned(), amount, Kind::Customers);
    }

    fn credit_advances(&mut self, amount: Amount) {
        self.add(self.chart.advances.clone(), self.words.advances.to_owned(), amount, Kind::Customers);
    }

    fn debit_tender(&mut self, tender: Tender, amount: Amount) {
        self.add(self.chart.of_tender(tender).to_owned(), self.words.tender(tender).to_owned(), -amount, Kind::Plain);
    }

    fn difference(&mut self, tender: Tender, difference: Amount) {
        self.debit_tender(tender, difference);
        let is_over = difference > Amount::ZERO;
        let account = if is_over { &self.chart.over } else { &self.chart.short };
        self.add(account.clone(), self.words.difference.to_owned(), difference, Kind::Plain);
    }

    /// On the credit side, or on the other below zero; nothing of nothing.
    fn add(&mut self, account: String, label: String, credit: Amount, kind: Kind) {
        if credit.is_zero() {
            return;
        }
        let (debit, credit) = if credit < Amount::ZERO { (-credit, Amount::ZERO) } else { (Amount::ZERO, credit) };
        let rate = match kind {
            Kind::Sale(rate) | Kind::Vat(rate) => Some(rate),
            Kind::Plain | Kind::Customers => None,
        };
        let (is_customers, is_sale) = (matches!(kind, Kind::Customers), matches!(kind, Kind::Sale(_)));
        self.lines.push(Posted { account, label, debit, credit, rate, is_customers, is_sale });
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Plain,
    Customers,
    Sale(BasisPoints),
    Vat(BasisPoints),
}

fn journal_of(tender: Tender) -> Journal {
    match tender {
        Tender::Cash => Journal::Cash,
        Tender::Points => Journal::Other,
        Tender::Card | Tender::Transfer | Tender::Cheque | Tender::Online => Journal::Bank,
    }
}

/// `19 %`, `5.5 %`
pub fn percent(rate: BasisPoints) -> String {
    let text = Amount(i64::from(rate.0)).to_decimal(2);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
#[path = "entry_tests.rs"]
mod tests;
