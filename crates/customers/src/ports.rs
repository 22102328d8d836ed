//! What other modules may ask about customers.

use std::collections::HashMap;

use async_trait::async_trait;
use contracts::customers::{
    AudienceAsked, Audiences, CUSTOMER_READ, Channel, Consents, Credit, CreditStanding, CustomerCard, CustomerId, Customers, Fleet, Fleets,
    Purpose, Spent,
};
use contracts::search::{SearchHit, Searchable};
use kernel::search::Query;
use kernel::{Actor, Context, Problem};

use crate::consents::consent::is_granted;
use crate::contacts::store::FleetName;
use crate::customers::customer::Customer;
use crate::customers::store::{self, Keys};
use crate::erasures::is_erased;
use crate::standing::revenue;
use crate::{Phone, consents, contacts, exemptions};

const KEYS_AT_ONCE: usize = 500;

pub struct Ports {
    context: Context,
}

impl Ports {
    pub fn new(context: Context) -> Self {
        Self { context }
    }
}

#[async_trait]
impl Customers for Ports {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem> {
        let reader = self.context.db.reader();
        let mut cards: Vec<_> = store::find_present(reader, ids).await?.into_iter().map(Customer::card).collect();
        let known: Vec<_> = cards.iter().map(|card| card.id).collect();
        for certificate in exemptions::store::of_many(reader, &known).await? {
            let theirs = cards.iter_mut().filter(|card| card.id == certificate.customer_id);
            theirs.for_each(|card| card.exemptions.push(certificate.clone().told()));
        }
        for contact in contacts::store::approvers_of(reader, &known).await? {
            let theirs = cards.iter_mut().filter(|card| card.id == contact.customer_id);
            theirs.for_each(|card| card.approvers.push(contact.clone().approver()));
        }
        Ok(cards)
    }

    /// A key is an external reference or a telephone number in any spelling; the reference wins, and of several customers
    /// with one number the oldest. Archived ones do not count.
    async fn find_by_keys(&self, keys: &[String]) -> Result<Vec<(String, CustomerId)>, Problem> {
        let mut found = vec![];
        for chunk in keys.chunks(KEYS_AT_ONCE) {
            let phones: Vec<_> = chunk.iter().map(|key| Phone::parse(key).ok().map(|phone| phone.e164)).collect();
            let refs = chunk.iter().map(String::as_str).collect();
            let numbers = phones.iter().flatten().map(String::as_str).collect();
            let customers = store::matching(self.context.db.reader(), "", &Keys { refs, phones: numbers, names: vec![] }).await?;
            let (mut by_ref, mut by_phone) = (HashMap::new(), HashMap::new());
            for customer in customers.iter().filter(|customer| !customer.archived) {
                by_ref.extend(customer.external_ref.as_deref().map(|key| (key, customer.id)));
                if let Some(e164) = &customer.phone_e164 {
                    by_phone.entry(e164.as_str()).or_insert(customer.id);
                }
            }
            for (key, phone) in chunk.iter().zip(&phones) {
                let id = by_ref.get(key.as_str()).or_else(|| phone.as_ref().and_then(|e164| by_phone.get(e164.as_str())));
                found.extend(id.map(|id| (key.clone(), *id)));
            }
        }
        Ok(found)
    }
}

#[async_trait]
impl Fleets for Ports {
    async fn of_person(&self, email: &str, month: &str) -> Result<Vec<Fleet>, Problem> {
        let reader = self.context.db.reader();
        let names = contacts::store::fleets_of(reader, email).await?;
        let ids: Vec<_> = names.iter().map(|fleet| fleet.id).collect();
        let earned = revenue::of_customers(reader, &ids, month).await?;
        let spent = |id| earned.iter().filter(move |row| row.customer_id == id);
        let spent = |id| spent(id).map(|row| Spent { currency: row.currency.clone(), amount: row.amount }).collect();
        Ok(names.into_iter().map(|FleetName { id, name }| Fleet { spent: spent(id), id, name }).collect())
    }
}

#[async_trait]
impl Credit for Ports {
    async fn credit_of(&self, customers: &[CustomerId]) -> Result<Vec<CreditStanding>, Problem> {
        let mut standings = vec![];
        for id in customers {
            let present = store::find_present(self.context.db.reader(), &[*id]).await?;
            standings.push(present.first().map(Customer::standing).unwrap_or_default());
        }
        Ok(standings)
    }
}

#[async_trait]
impl Audiences for Ports {
    async fn audience(&self, asked: &AudienceAsked) -> Result<Vec<CustomerId>, Problem> {
        Ok(store::audience(self.context.db.reader(), asked).await?)
    }
}

#[async_trait]
impl Consents for Ports {
    async fn may_contact(&self, asked: &[(CustomerId, Channel, Purpose)]) -> Result<Vec<bool>, Problem> {
        let reader = self.context.db.reader();
        let mut ids: Vec<_> = asked.iter().map(|(id, ..)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut present = HashMap::new();
        for customer in store::find_many(reader, &ids).await? {
            let stands_for = match customer.merged_into {
                None => (!is_erased(&customer)).then_some(customer.id),
                Some(_) => store::find_present(reader, &[customer.id]).await?.first().map(|customer| customer.id),
            };
            present.insert(customer.id, stands_for);
        }
        let ids: Vec<_> = present.values().flatten().copied().collect();
        let logs = consents::store::logs(reader, &ids).await?;
        let may = |(id, channel, purpose): &(CustomerId, Channel, Purpose)| {
            let customer = present.get(id).copied().flatten();
            customer.is_some_and(|id| is_granted(logs.get(&id).map_or(&[], Vec::as_slice), *channel, *purpose))
        };
        Ok(asked.iter().map(may).collect())
    }
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        if !actor.may_anywhere(CUSTOMER_READ) {
            return Ok(vec![]);
        }
        let found = store::search(self.context.db.reader(), query, limit).await?;
        Ok(found.into_iter().map(hit).collect())
    }
}

fn hit(customer: Customer) -> SearchHit {
    let subtitle = customer.phone_display.or(customer.email).unwrap_or_default();
    SearchHit::new(customer.id.0, customer.name, subtitle)
}
