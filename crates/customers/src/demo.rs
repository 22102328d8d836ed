//! Demonstration data, in bulk and without events.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contracts::billing::InvoiceState;
use contracts::customers::{Channel, CustomerId, Purpose};
use contracts::demo::{DemoCustomer, DemoState, DemoVisit};
use kernel::{Amount, Db, Problem};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::consents::consent::{Decision, Source};
use crate::contacts::{Contact, Role};
use crate::customers::customer::{Change, Customer};
use crate::customers::record::{Kind, Language};
use crate::customers::store;
use crate::standing::{Money, store as standing};
use crate::{Phone, consents, contacts};

const ROWS_PER_COMMIT: usize = 5_000;
/// Who noted the demonstration's consents and holds.
const RECEPTION: &str = "ECAR";
const DRIVERS: [&str; 4] = ["Karim Jaziri", "Mourad Gharbi", "Slim Ayari", "Hédi Mansour"];
/// Of so many customers one is on credit hold.
const HELD: usize = 80;

pub async fn load(db: &Db, customers: &[DemoCustomer]) -> Result<(), Problem> {
    let places: Vec<_> = customers.iter().enumerate().collect();
    for part in places.chunks(ROWS_PER_COMMIT) {
        let rows: Vec<_> = part.iter().map(|(place, demo)| row(*place, demo)).collect::<Result<_, _>>()?;
        let tx = db.begin().await?;
        // Contacts first: their customers are found by them.
        contacts::store::insert(&tx, part.iter().flat_map(|(place, demo)| contacts(*place, demo)).collect()).await?;
        consents::store::insert(&tx, part.iter().flat_map(|(place, demo)| consents(*place, demo)).collect()).await?;
        store::put_many(&tx, &rows).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn row(place: usize, demo: &DemoCustomer) -> Result<Customer, Problem> {
    let card = demo.card.clone();
    let change = Change {
        kind: Some(if demo.is_business { Kind::Business } else { Kind::Person }),
        name: Some(card.name),
        phone: Some(card.phone.map(|e164| Phone::from_e164(&e164)).transpose()?),
        email: Some(card.email),
        language: Some(match card.language.as_str() {
            "ar" => Language::Ar,
            "en" => Language::En,
            _ => Language::Fr,
        }),
        tax_id: Some(card.tax_id),
        address: Some(card.address),
        ..Change::default()
    };
    let mut customer = Customer::open(change, demo.created_at);
    customer.id = card.id;
    if demo.is_business {
        customer.limit_credit(Some(Money { amount: Amount(2_000_000), currency: "TND".into() }))?;
    }
    if place % HELD == HELD / 2 {
        customer.hold("Chèque impayé".into(), RECEPTION.into(), demo.created_at)?;
    }
    customer.archived = card.archived;
    Ok(customer)
}

/// Keeps what billing told of issued invoices. Call it with some thousands at a time, and [`finish`] after the last.
pub async fn load_invoices(db: &Db, told: &[(InvoiceState, DateTime<Utc>)]) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    standing::put_invoices(&tx, told).await?;
    tx.commit().await
}

/// Keeps when customers were here. Call it with some thousands of visits at a time.
pub async fn load_visits(db: &Db, visits: &[DemoVisit]) -> Result<(), DbErr> {
    let completed = visits.iter().filter(|visit| visit.state != DemoState::Cancelled);
    let rows: Vec<_> = completed.filter_map(|visit| Some((visit.id, visit.customer.id, visit.completed_at?))).collect();
    let tx = db.begin().await?;
    standing::put_visits(&tx, &rows).await?;
    tx.commit().await
}

/// Adds up what everybody owes, and when they were here last.
pub async fn finish(db: &Db) -> Result<(), DbErr> {
    let owing: BTreeSet<_> = standing::dues(db).await?.into_iter().map(|(customer, ..)| customer).collect();
    let tx = db.begin().await?;
    standing::catch_up_visits(&tx).await?;
    for customer in owing {
        standing::add_up(&tx, CustomerId(customer)).await?;
    }
    tx.commit().await
}

/// A firm has a driver and somebody who gets the invoices.
fn contacts(place: usize, demo: &DemoCustomer) -> Vec<Contact> {
    if !demo.is_business {
        return vec![];
    }
    let contact = |name: &str, role: Role, number: usize| {
        let phone = Phone::from_e164(&format!("+2169{:07}", (place * 6_007 + number * 1_000_003) % 10_000_000)).ok();
        let (phone_e164, phone_display) = phone.map(|phone| (phone.e164, phone.display)).unzip();
        Contact {
            id: Uuid::now_v7(),
            customer_id: demo.card.id,
            name: name.to_owned(),
            role,
            phone_e164,
            phone_display,
            email: (role == Role::Billing).then(|| format!("compta{place}@mail.example")),
            language: None,
            notes: None,
        }
    };
    let driver = DRIVERS[place % DRIVERS.len()];
    vec![contact(driver, Role::Driver, 1), contact("Service comptabilité", Role::Billing, 2)]
}

/// Every third agreed to offers by e-mail, and every tenth of these thought again.
fn consents(place: usize, demo: &DemoCustomer) -> Vec<Decision> {
    let decision = |granted| Decision {
        id: Uuid::now_v7(),
        customer_id: demo.card.id,
        channel: Channel::Email,
        purpose: Purpose::Marketing,
        granted,
        source: if granted { Source::InPerson } else { Source::Phone },
        note: None,
        by_name: RECEPTION.to_owned(),
        at: demo.created_at,
    };
    match place {
        _ if !place.is_multiple_of(3) => vec![],
        _ if place % 30 == 15 => vec![decision(true), decision(false)],
        _ => vec![decision(true)],
    }
}
