//! The customer: pure rules.

use chrono::{DateTime, Utc};
use contracts::customers::{CreditStanding, CreditUse, CustomerCard, CustomerId, CustomerSaved, TagId, WrittenBy};
use contracts::electronic_address::ElectronicAddress;
use kernel::money::MAX_AMOUNT;
use kernel::{Amount, Currency, search};

use super::record::{Kind, Language};
use crate::standing::Money;
use crate::{Error, Phone};

pub use super::record::Model as Customer;

/// What a request or a row of a file says about a customer, parsed. None leaves as is; `Some(None)` clears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
pub struct Change {
    pub kind: Option<Kind>,
    pub name: Option<String>,
    pub phone: Option<Option<Phone>>,
    pub email: Option<Option<String>>,
    pub language: Option<Language>,
    pub tax_id: Option<Option<String>>,
    pub address: Option<Option<String>>,
    pub notes: Option<Option<String>>,
    pub external_ref: Option<Option<String>>,
    pub po_required: Option<bool>,
    pub invoices_together: Option<bool>,
    pub electronic_address: Option<Option<String>>,
    pub prefers: Option<Option<WrittenBy>>,
}

impl Customer {
    pub fn open(change: Change, now: DateTime<Utc>) -> Self {
        let mut customer = Self {
            id: CustomerId::new(),
            kind: Kind::Person,
            name: String::new(),
            sort_name: String::new(),
            phone_e164: None,
            phone_display: None,
            email: None,
            language: Language::Fr,
            tax_id: None,
            address: None,
            notes: None,
            external_ref: None,
            archived: false,
            created_at: now,
            version: 1,
            merged_into: None,
            balance: Amount::ZERO,
            balances: "[]".into(),
            credits: "[]".into(),
            no_shows: 0,
            last_visit: 0,
            hold_reason: None,
            held_at: None,
            held_by: None,
            credit_limit: None,
            credit_currency: None,
            tags: "[]".into(),
            first_visit: 0,
            first_source: None,
            last_source: None,
            po_required: false,
            invoices_together: false,
            electronic_address: None,
            prefers: None,
            erased_at: None,
        };
        customer.apply(change);
        customer
    }

    pub fn change(&mut self, change: Change) -> Result<(), Error> {
        if self.archived {
            return Err(Error::CustomerArchived);
        }
        self.apply(change);
        Ok(())
    }

    /// As [`Self::change`], but an archived customer is brought up to date too: an import mirrors another system.
    pub fn apply(&mut self, change: Change) {
        if let Some(name) = change.name {
            self.sort_name = search::normalise(&name);
            self.name = name;
        }
        if let Some(phone) = change.phone {
            (self.phone_e164, self.phone_display) = phone.map(|phone| (phone.e164, phone.display)).unzip();
        }
        self.kind = change.kind.unwrap_or(self.kind);
        self.language = change.language.unwrap_or(self.language);
        self.po_required = change.po_required.unwrap_or(self.po_required);
        self.invoices_together = change.invoices_together.unwrap_or(self.invoices_together);
        replace(&mut self.email, change.email);
        replace(&mut self.tax_id, change.tax_id);
        replace(&mut self.electronic_address, change.electronic_address);
        replace(&mut self.prefers, change.prefers);
        replace(&mut self.address, change.address);
        replace(&mut self.notes, change.notes);
        replace(&mut self.external_ref, change.external_ref);
    }

    pub fn archive(&mut self) -> Result<(), Error> {
        if self.archived {
            return Err(Error::CustomerArchived);
        }
        self.archived = true;
        Ok(())
    }

    pub fn restore(&mut self) -> Result<(), Error> {
        if self.merged_into.is_some() {
            return Err(Error::CustomerMerged);
        }
        if self.erased_at.is_some() {
            return Err(Error::CustomerErased);
        }
        if !self.archived {
            return Err(Error::CustomerNotArchived);
        }
        self.archived = false;
        Ok(())
    }

    pub fn hold(&mut self, reason: String, by: String, now: DateTime<Utc>) -> Result<(), Error> {
        if self.archived {
            return Err(Error::CustomerArchived);
        }
        (self.hold_reason, self.held_by, self.held_at) = (Some(reason), Some(by), Some(now));
        Ok(())
    }

    pub fn release(&mut self) -> Result<(), Error> {
        if self.hold_reason.is_none() {
            return Err(Error::NotHeld);
        }
        (self.hold_reason, self.held_by, self.held_at) = (None, None, None);
        Ok(())
    }

    /// None lifts the limit.
    pub fn limit_credit(&mut self, limit: Option<Money>) -> Result<(), Error> {
        if self.archived {
            return Err(Error::CustomerArchived);
        }
        let is_possible = |limit: &Money| (0..=MAX_AMOUNT).contains(&limit.amount.0) && Currency::from_code(&limit.currency).is_some();
        if !limit.as_ref().is_none_or(is_possible) {
            return Err(Error::InvalidCreditLimit);
        }
        (self.credit_limit, self.credit_currency) = limit.map(|limit| (limit.amount, limit.currency)).unzip();
        Ok(())
    }

    /// What is due, by currency.
    pub fn balances(&self) -> Vec<Money> {
        serde_json::from_str(&self.balances).unwrap_or_default()
    }

    pub fn tags(&self) -> Vec<TagId> {
        serde_json::from_str(&self.tags).unwrap_or_default()
    }

    pub fn last_visit_at(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_micros(self.last_visit).filter(|_| self.last_visit > 0)
    }

    pub fn credit(&self) -> Option<Money> {
        Some(Money { amount: self.credit_limit?, currency: self.credit_currency.clone()? })
    }

    /// What they paid ahead, on orders or on account, and is left of it, by currency.
    pub fn credits(&self) -> Vec<Money> {
        serde_json::from_str(&self.credits).unwrap_or_default()
    }

    /// What is used of their limit: what is due in its currency, less what they paid ahead. A limit of zero is no credit, and is
    /// reached by the first thing that is owed.
    pub fn credit_use(&self) -> Option<CreditUse> {
        let Money { amount: limit, currency } = self.credit()?;
        let of = |money: Vec<Money>| money.into_iter().filter(|one| one.currency == currency).map(|one| one.amount).sum::<Amount>();
        let used = (of(self.balances()) - of(self.credits())).max(Amount::ZERO);
        Some(CreditUse { used, limit, currency, used_up: used > Amount::ZERO && used >= limit })
    }

    /// What stands against more work on credit.
    pub fn standing(&self) -> CreditStanding {
        CreditStanding { hold: self.hold_reason.clone(), credit: self.credit_use(), po_required: self.po_required }
    }

    /// The words and numbers the customer is found by.
    pub fn terms(&self) -> Vec<String> {
        let mut terms = search::name(&self.name);
        if let (Some(e164), Some(display)) = (&self.phone_e164, &self.phone_display) {
            terms.extend(Phone::terms(e164, display));
        }
        // The words after the @ too: people paste whole addresses.
        terms.extend(self.email.iter().flat_map(|email| search::words(email)));
        terms.extend(self.external_ref.iter().map(|reference| search::code(reference)));
        terms.extend(self.tax_id.iter().map(|tax_id| search::code(tax_id)));
        terms
    }

    pub fn saved(&self) -> CustomerSaved {
        CustomerSaved { id: self.id, name: self.name.clone(), phone: self.phone_e164.clone() }
    }

    /// Without what stands in other tables.
    pub fn card(self) -> CustomerCard {
        CustomerCard {
            prefers: self.prefers,
            invoices_together: self.invoices_together,
            is_business: self.kind == Kind::Business,
            electronic_address: self.electronic_address,
            phone: self.phone_e164,
            email: self.email,
            language: self.language.code().to_owned(),
            address: self.address,
            tax_id: self.tax_id,
            archived: self.archived,
            ..CustomerCard::named(self.id, self.name)
        }
    }
}

#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
fn replace<T>(field: &mut Option<T>, change: Option<Option<T>>) {
    if let Some(value) = change {
        *field = value;
    }
}

/// A tax id without separators, in capitals: `0736202X/A/M/000` is `0736202XAM000`. Its check letter is not enforced,
/// because old and foreign numbers must be kept as they are (FACTS.md 1).
pub fn normalise_tax_id(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    (!kept.is_empty()).then_some(kept)
}

/// As [`ElectronicAddress`] writes it.
pub fn parse_electronic_address(text: &str) -> Result<String, Error> {
    text.parse::<ElectronicAddress>().map(|address| address.to_string()).map_err(|_| Error::InvalidElectronicAddress)
}

/// An e-mail address that a mail server would take.
pub fn parse_email(text: &str) -> Result<String, Error> {
    let text = text.trim();
    garde::rules::email::parse_email(text).map_err(|_| Error::InvalidEmail)?;
    if text.len() > 254 { Err(Error::InvalidEmail) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leila() -> Customer {
        let change = Change {
            name: Some("Leïla BEN ALI".into()),
            phone: Some(Phone::from_e164("+21698123456").ok()),
            email: Some(Some("leila.benali@example.tn".into())),
            tax_id: Some(normalise_tax_id("0736202x/A/M/000")),
            external_ref: Some(Some("C-17".into())),
            ..Change::default()
        };
        Customer::open(change, "2026-11-20T08:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_customer_is_found_by_name_phone_email_reference_and_tax_id() {
        let terms = leila().terms();
        for typed in ["leila", "Ben", "98 123 456", "3456", "leila.benali@example.tn", "c-17", "0736202X/A/M/000"] {
            let query = search::Query::parse(typed).unwrap();
            let is_begun = |prefix: &String| terms.iter().any(|term| term.starts_with(prefix.as_str()));
            let found = query.readings().iter().any(|words| words.iter().all(is_begun));
            assert!(found, "{typed} in {terms:?}");
        }
    }

    #[test]
    fn a_change_leaves_what_it_does_not_name_and_clears_what_is_null() {
        let mut customer = leila();
        customer.change(Change { email: Some(None), ..Change::default() }).unwrap();
        assert_eq!((customer.email.as_deref(), customer.phone_display.as_deref()), (None, Some("98 123 456")));
        assert_eq!(customer.sort_name, "leila ben ali");
    }

    #[test]
    fn credit_is_used_up_when_it_reaches_the_limit_and_what_was_paid_ahead_counts() {
        let mut customer = leila();
        let money = |amount: i64, currency: &str| format!(r#"{{"amount":{amount},"currency":"{currency}"}}"#);
        assert_eq!(customer.credit_use(), None);
        customer.limit_credit(Some(Money { amount: Amount(5_000_000), currency: "TND".into() })).unwrap();
        let used = |customer: &Customer| customer.credit_use().map(|credit| (credit.used.0, credit.used_up)).unwrap();
        assert_eq!(used(&customer), (0, false));
        customer.balances = format!("[{},{}]", money(9_000_000, "EUR"), money(4_999_999, "TND"));
        assert_eq!(used(&customer), (4_999_999, false));
        customer.balances = format!("[{}]", money(5_000_000, "TND"));
        assert_eq!(used(&customer), (5_000_000, true));
        customer.credits = format!("[{}]", money(1, "TND"));
        assert_eq!(used(&customer), (4_999_999, false));
        customer.credits = format!("[{}]", money(6_000_000, "TND"));
        assert_eq!(used(&customer), (0, false));
        customer.limit_credit(Some(Money { amount: Amount::ZERO, currency: "TND".into() })).unwrap();
        assert_eq!(used(&customer), (0, false), "who owes nothing is not held");
        customer.credits = "[]".into();
        assert_eq!(used(&customer), (5_000_000, true));
    }

    #[test]
    fn an_archived_customer_takes_no_changes_until_restored() {
        let mut customer = leila();
        customer.archive().unwrap();
        assert_eq!(customer.archive(), Err(Error::CustomerArchived));
        assert_eq!(customer.change(Change::default()), Err(Error::CustomerArchived));
        customer.restore().unwrap();
        assert_eq!(customer.restore(), Err(Error::CustomerNotArchived));
    }

    #[test]
    fn addresses_without_a_mailbox_or_a_host_are_refused() {
        assert_eq!(parse_email(" leila@example.tn "), Ok("leila@example.tn".into()));
        for wrong in ["leila", "@example.tn", "leila@", "a b@example.tn", "a@b@c.tn"] {
            assert_eq!(parse_email(wrong), Err(Error::InvalidEmail), "{wrong}");
        }
    }
}
