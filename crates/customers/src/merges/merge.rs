//! Two customers become one, and two again: pure rules.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::{CustomerId, CustomerMerged, TagId, WrittenBy};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::contacts::{Contact, Role};
use crate::customers::customer::Customer;

/// How long a merge can be undone.
pub const UNDO: TimeDelta = TimeDelta::hours(24);

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customers_merges")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub from_id: CustomerId,
    pub from_name: String,
    pub into_id: CustomerId,
    /// [`Kept`] as JSON.
    pub kept: String,
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub undone_at: Option<DateTime<Utc>>,
    pub undone_by: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Merge;

/// What a merge changed, to undo it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    from: Filled,
    before: Filled,
    after: Filled,
    /// Made of a number and an address for which the one who stays had no room.
    pub contact: Option<Uuid>,
    /// Decisions of the one who stays, before which a refusal was added.
    pub refusals: Vec<Uuid>,
    /// Tags that the one who stays did not have.
    #[serde(default)]
    pub tags: Vec<TagId>,
}

/// What a customer who stays may take over from the one who goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Filled {
    phone: (Option<String>, Option<String>),
    email: Option<String>,
    tax_id: Option<String>,
    #[serde(default)]
    electronic_address: Option<String>,
    #[serde(default)]
    prefers: Option<WrittenBy>,
    address: Option<String>,
    notes: Option<String>,
    external_ref: Option<String>,
    hold: (Option<String>, Option<String>, Option<DateTime<Utc>>),
    credit: (Option<kernel::Amount>, Option<String>),
}

impl Filled {
    fn of(customer: &Customer) -> Self {
        let customer = customer.clone();
        Self {
            phone: (customer.phone_e164, customer.phone_display),
            email: customer.email,
            tax_id: customer.tax_id,
            electronic_address: customer.electronic_address,
            prefers: customer.prefers,
            address: customer.address,
            notes: customer.notes,
            external_ref: customer.external_ref,
            hold: (customer.hold_reason, customer.held_by, customer.held_at),
            credit: (customer.credit_limit, customer.credit_currency),
        }
    }

    fn write(self, customer: &mut Customer) {
        (customer.phone_e164, customer.phone_display) = self.phone;
        customer.email = self.email;
        customer.tax_id = self.tax_id;
        customer.electronic_address = self.electronic_address;
        customer.prefers = self.prefers;
        customer.address = self.address;
        customer.notes = self.notes;
        customer.external_ref = self.external_ref;
        (customer.hold_reason, customer.held_by, customer.held_at) = self.hold;
        (customer.credit_limit, customer.credit_currency) = self.credit;
    }

    /// What is there stays; what is missing comes from the other; notes stand below each other, and a hold is a hold.
    fn filled_from(self, other: Self) -> Self {
        let notes = match (self.notes, other.notes) {
            (Some(own), Some(others)) if own != others => Some(format!("{own}\n\n{others}")),
            (own, others) => own.or(others),
        };
        Self {
            phone: if self.phone.0.is_some() { self.phone } else { other.phone },
            email: self.email.or(other.email),
            tax_id: self.tax_id.or(other.tax_id),
            electronic_address: self.electronic_address.or(other.electronic_address),
            prefers: self.prefers.or(other.prefers),
            address: self.address.or(other.address),
            notes,
            external_ref: self.external_ref.or(other.external_ref),
            hold: if self.hold.0.is_some() { self.hold } else { other.hold },
            credit: if self.credit.0.is_some() { self.credit } else { other.credit },
        }
    }

    /// What it was before, where it still is what the merge made of it.
    fn undone(self, before: Self, after: &Self) -> Self {
        fn back<T: PartialEq>(now: T, before: T, after: &T) -> T {
            if now == *after { before } else { now }
        }
        Self {
            phone: back(self.phone, before.phone, &after.phone),
            email: back(self.email, before.email, &after.email),
            tax_id: back(self.tax_id, before.tax_id, &after.tax_id),
            electronic_address: back(self.electronic_address, before.electronic_address, &after.electronic_address),
            prefers: back(self.prefers, before.prefers, &after.prefers),
            address: back(self.address, before.address, &after.address),
            notes: back(self.notes, before.notes, &after.notes),
            external_ref: back(self.external_ref, before.external_ref, &after.external_ref),
            hold: back(self.hold, before.hold, &after.hold),
            credit: back(self.credit, before.credit, &after.credit),
        }
    }
}

/// Makes `from` part of `into`. Gives what was changed, and the contact to add to `into`.
pub fn absorb(into: &mut Customer, from: &mut Customer) -> Result<(Kept, Option<Contact>), Error> {
    if into.id == from.id {
        return Err(Error::MergeWithItself);
    }
    if into.merged_into.is_some() || from.merged_into.is_some() {
        return Err(Error::CustomerMerged);
    }
    if into.archived || from.archived {
        return Err(Error::CustomerArchived);
    }
    let (goes, before) = (Filled::of(from), Filled::of(into));
    let after = before.clone().filled_from(goes.clone());
    let contact = left_over(into.id, &from.name, &goes, &after);
    let id = contact.as_ref().map(|contact| contact.id);
    after.clone().write(into);
    from.archived = true;
    from.merged_into = Some(into.id);
    // It is another's now, or nobody's to look for.
    from.external_ref = None;
    Ok((Kept { from: goes, before, after, contact: id, refusals: vec![], tags: vec![] }, contact))
}

/// The number and address that would be lost, as a contact.
fn left_over(customer_id: CustomerId, name: &str, goes: &Filled, after: &Filled) -> Option<Contact> {
    let phone = if goes.phone.0 == after.phone.0 { (None, None) } else { goes.phone.clone() };
    let email = goes.email.clone().filter(|email| Some(email) != after.email.as_ref());
    if phone.0.is_none() && email.is_none() {
        return None;
    }
    Some(Contact {
        id: Uuid::now_v7(),
        customer_id,
        name: name.to_owned(),
        role: Role::Other,
        phone_e164: phone.0,
        phone_display: phone.1,
        email,
        language: None,
        notes: None,
        sees_fleet: false,
        approves_up_to: None,
    })
}

impl Merge {
    pub fn undoable_until(&self) -> DateTime<Utc> {
        self.at + UNDO
    }

    /// Whether it can be undone still, and by a merge that came after it not.
    pub fn check_undoable(&self, into: &Customer, now: DateTime<Utc>) -> Result<(), Error> {
        if self.undone_at.is_some() {
            return Err(Error::MergeUndone);
        }
        if into.erased_at.is_some() {
            return Err(Error::CustomerErased);
        }
        if now > self.undoable_until() {
            return Err(Error::MergeTooOld);
        }
        if into.merged_into.is_some() { Err(Error::CustomerMerged) } else { Ok(()) }
    }

    pub fn kernel(&self) -> kernel::merging::Merge {
        kernel::merging::Merge { id: self.id, from: self.from_id.0, into: self.into_id.0 }
    }

    pub fn told(&self, from: &Customer, into: &Customer) -> CustomerMerged {
        CustomerMerged { merge_id: self.id, at: self.at, from: from.saved(), into: into.saved() }
    }
}

/// Takes `from` out of `into` again.
pub fn part(into: &mut Customer, from: &mut Customer, kept: Kept) {
    Filled::of(into).undone(kept.before, &kept.after).write(into);
    from.archived = false;
    from.merged_into = None;
    from.external_ref = kept.from.external_ref;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Phone;
    use crate::customers::customer::Change;

    fn customer(name: &str, phone: Option<&str>, notes: Option<&str>) -> Customer {
        let change = Change {
            name: Some(name.into()),
            phone: Some(phone.map(|phone| Phone::parse(phone).unwrap())),
            notes: Some(notes.map(str::to_owned)),
            ..Change::default()
        };
        Customer::open(change, "2026-11-20T08:00:00Z".parse().unwrap())
    }

    #[test]
    fn the_one_who_stays_takes_what_they_lack_and_nothing_is_lost() {
        let mut into = customer("Leïla Ben Ali", Some("98 123 456"), Some("Likes tea"));
        let mut from = customer("Leila B.", Some("22 345 678"), Some("Pays cash"));
        from.external_ref = Some("C-17".into());
        from.hold("cheque bounced".into(), "Nadia".into(), into.created_at).unwrap();
        let (_, contact) = absorb(&mut into, &mut from).unwrap();
        assert_eq!(into.notes.as_deref(), Some("Likes tea\n\nPays cash"));
        assert_eq!((into.external_ref.as_deref(), into.hold_reason.as_deref()), (Some("C-17"), Some("cheque bounced")));
        assert_eq!(into.phone_display.as_deref(), Some("98 123 456"));
        let contact = contact.unwrap();
        assert_eq!((contact.name.as_str(), contact.phone_display.as_deref()), ("Leila B.", Some("22 345 678")));
        assert_eq!((from.archived, from.merged_into, from.external_ref), (true, Some(into.id), None));
    }

    #[test]
    fn parted_again_both_are_what_they_were_but_for_what_was_changed_since() {
        let (known, other) = (customer("A", None, None), customer("B", Some("22 345 678"), Some("Pays cash")));
        let (mut into, mut from) = (known.clone(), other.clone());
        let (kept, contact) = absorb(&mut into, &mut from).unwrap();
        assert!(contact.is_none(), "the number found room");
        part(&mut into, &mut from, kept.clone());
        assert_eq!((&into, &from), (&known, &other));

        absorb(&mut into, &mut from).unwrap();
        into.notes = Some("Pays by card".into());
        part(&mut into, &mut from, kept);
        assert_eq!((into.notes.as_deref(), into.phone_e164), (Some("Pays by card"), None));
    }

    #[test]
    fn only_two_who_are_there_become_one() {
        let mut one = customer("A", None, None);
        assert_eq!(absorb(&mut one.clone(), &mut one).unwrap_err(), Error::MergeWithItself);
        let mut gone = customer("B", None, None);
        gone.archive().unwrap();
        assert_eq!(absorb(&mut one, &mut gone).unwrap_err(), Error::CustomerArchived);
        gone.merged_into = Some(one.id);
        assert_eq!(absorb(&mut gone, &mut one).unwrap_err(), Error::CustomerMerged);
    }
}
