//! What a format would refuse, before it is issued. The rules are those of EN 16931-1:2017 with their identifiers, of Peppol BIS
//! Billing 3 (`PEPPOL-…`), and of TEIF 1.8.9, whose schema numbers none: those are called `TEIF-…` here. Where a term asks for what no
//! rule says, the fault bears the term's name (`BT-126`: a line's number is its own).

mod adjustments;
mod decimals;
mod document;
mod lines;
mod parties;
mod peppol;
mod teif;
mod totals;
mod vat;

use serde::{Deserialize, Serialize};

use crate::Invoice;

/// What the invoice is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// EN 16931, as CII in a Factur-X.
    En16931,
    /// Peppol BIS Billing 3, which is EN 16931 and more.
    Peppol,
    /// TEIF 1.8.9.
    Teif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It would be refused.
    Error,
    /// It would go through, and is likely a mistake.
    Warning,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// `BR-CO-10`: what to look for in the standard.
    pub rule: String,
    /// Where, as a path of the model: `buyer.tax_id`, `lines[2].unit`.
    pub field: String,
    pub severity: Severity,
    /// What to do about it, in English.
    pub message: String,
}

/// All that is wrong, in the order of the document. Empty is sound.
pub fn validate(invoice: &Invoice, profile: Profile) -> Vec<Fault> {
    let mut found = Found::default();
    document::check(invoice, &mut found);
    totals::check(invoice, &mut found);
    lines::check(invoice, &mut found);
    adjustments::check(invoice, &mut found);
    match profile {
        Profile::En16931 => check_european(invoice, &mut found),
        Profile::Peppol => {
            check_european(invoice, &mut found);
            peppol::check(invoice, &mut found);
        }
        Profile::Teif => teif::check(invoice, &mut found),
    }
    found.0
}

/// Whether it may go out: warnings do not hold it back.
pub fn is_sound(faults: &[Fault]) -> bool {
    faults.iter().all(|fault| fault.severity == Severity::Warning)
}

fn check_european(invoice: &Invoice, found: &mut Found) {
    parties::check(invoice, found);
    vat::check(invoice, found);
    decimals::check(invoice, found);
}

/// What was found so far.
#[derive(Default)]
struct Found(Vec<Fault>);

impl Found {
    fn error(&mut self, rule: &str, field: impl Into<String>, message: impl Into<String>) {
        self.push(rule, field.into(), Severity::Error, message.into());
    }

    fn warning(&mut self, rule: &str, field: impl Into<String>, message: impl Into<String>) {
        self.push(rule, field.into(), Severity::Warning, message.into());
    }

    /// An error unless it holds.
    fn must(&mut self, holds: bool, rule: &str, field: impl Into<String>, message: &str) {
        if !holds {
            self.error(rule, field, message);
        }
    }

    fn push(&mut self, rule: &str, field: String, severity: Severity, message: String) {
        self.0.push(Fault { rule: rule.to_owned(), field, severity, message });
    }
}

fn is_blank(text: &str) -> bool {
    crate::xml::clean(text).is_empty()
}

fn is_missing(text: Option<&str>) -> bool {
    text.is_none_or(is_blank)
}
