//! What a customer signed of a draft, and what is not as it was signed. Pure.

use contracts::workshop::{CompletedLine, LineId};
use kernel::idempotency::hex;
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::invoice::Invoice;

/// A draft as it was signed: kept letter by letter, with the hash of its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub customer: String,
    pub lines: Vec<CompletedLine>,
    pub total: Amount,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceChangeKind {
    LineAdded,
    LineRemoved,
    /// It asks something else, or says something else.
    LineChanged,
    Total,
    Customer,
}

/// Something that is not as the customer signed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvoiceChange {
    pub what: InvoiceChangeKind,
    /// The line's words, or the customer's name now.
    pub subject: Option<String>,
    /// Net of a line, or the total; null where it is no amount.
    pub before: Option<Amount>,
    pub now: Option<Amount>,
}

impl Signed {
    pub fn of(invoice: &Invoice) -> Self {
        Self { customer: invoice.customer.name.clone(), lines: invoice.lines.clone(), total: invoice.totals().total }
    }

    /// Its text, and the SHA-256 of that.
    pub fn text(&self) -> Result<(String, String), Problem> {
        let content = serde_json::to_string(self).map_err(|error| Problem::internal(&error))?;
        let hash = hex(&Sha256::digest(&content));
        Ok((content, hash))
    }

    /// What the invoice says now that was not signed.
    pub fn changes(&self, now: &Self) -> Vec<InvoiceChange> {
        let other = |lines: &[CompletedLine], id: LineId| lines.iter().find(|line| line.id == id).cloned();
        let gone = self.lines.iter().filter_map(|line| match other(&now.lines, line.id) {
            None => Some(change(InvoiceChangeKind::LineRemoved, line, Some(line.net), None)),
            Some(same) if same == *line => None,
            Some(changed) => Some(change(InvoiceChangeKind::LineChanged, &changed, Some(line.net), Some(changed.net))),
        });
        let added = now.lines.iter().filter(|line| other(&self.lines, line.id).is_none());
        let added = added.map(|line| change(InvoiceChangeKind::LineAdded, line, None, Some(line.net)));
        let total = InvoiceChange { what: InvoiceChangeKind::Total, subject: None, before: Some(self.total), now: Some(now.total) };
        let customer = InvoiceChange { what: InvoiceChangeKind::Customer, subject: Some(now.customer.clone()), before: None, now: None };
        let total = (self.total != now.total).then_some(total);
        let customer = (self.customer != now.customer).then_some(customer);
        gone.chain(added).chain(total).chain(customer).collect()
    }
}

fn change(what: InvoiceChangeKind, line: &CompletedLine, before: Option<Amount>, now: Option<Amount>) -> InvoiceChange {
    InvoiceChange { what, subject: Some(line.description.clone()), before, now }
}

#[cfg(test)]
mod tests {
    use contracts::workshop::LineKind;
    use kernel::{BasisPoints, Quantity};

    use super::*;

    fn line(description: &str, net: i64) -> CompletedLine {
        CompletedLine {
            id: LineId::new(),
            job_title: "Brakes".into(),
            kind: LineKind::Part,
            product_id: None,
            code: None,
            description: description.into(),
            unit: "each".into(),
            quantity: Quantity(1000),
            unit_price: Amount(net),
            discount: BasisPoints(0),
            vat_rate: BasisPoints(1900),
            exempt_from: None,
            levy_rate: BasisPoints(0),
            unit_price_with_tax: None,
            net: Amount(net),
            reduced: contracts::workshop::Reduced::default(),
            payer: None,
        }
    }

    #[test]
    fn what_is_not_as_it_was_signed_is_named() {
        let (pads, discs) = (line("Pads", 100), line("Discs", 200));
        let signed = Signed { customer: "Leïla".into(), lines: vec![pads.clone(), discs.clone()], total: Amount(300) };
        assert!(signed.changes(&signed).is_empty());
        let dearer = CompletedLine { unit_price: Amount(150), net: Amount(150), ..pads };
        let now = Signed { customer: "Leïla".into(), lines: vec![dearer, line("Fluid", 50)], total: Amount(200) };
        let found: Vec<_> = signed.changes(&now).into_iter().map(|change| (change.what, change.before, change.now)).collect();
        let expected = [
            (InvoiceChangeKind::LineChanged, Some(Amount(100)), Some(Amount(150))),
            (InvoiceChangeKind::LineRemoved, Some(Amount(200)), None),
            (InvoiceChangeKind::LineAdded, None, Some(Amount(50))),
            (InvoiceChangeKind::Total, Some(Amount(300)), Some(Amount(200))),
        ];
        assert_eq!(found, expected);
        assert_ne!(signed.text().unwrap().1, now.text().unwrap().1);
    }
}
