//! What this module forgets of a person.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use kernel::personal::{forget_audit, forget_events, ids as placed};
use kernel::{Actor, Amount, Clock, Problem, Tx, db, outbox, search};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::customers::customer::Customer;
use crate::customers::store;
use crate::{MODULE, TERMS, contacts};

/// Whether there is nobody to write to any more.
pub fn is_erased(customer: &Customer) -> bool {
    customer.erased_at.is_some()
}

/// A person's rows, locked in the order of their ids.
pub async fn lock(tx: &Tx, ids: &[CustomerId]) -> Result<Vec<Customer>, Problem> {
    let mut locked = vec![];
    for id in ids {
        locked.push(store::lock(tx, *id).await?);
    }
    Ok(locked)
}

/// Every address of the person; of contacts those who look at nobody else's vehicles.
pub async fn emails<C: ConnectionTrait>(conn: &C, ids: &[CustomerId]) -> Result<Vec<String>, DbErr> {
    let own = store::find_many(conn, ids).await?.into_iter().filter_map(|customer| customer.email);
    let mut all: BTreeSet<_> = own.map(|email| email.to_lowercase()).collect();
    for contact in contacts::store::of_many(conn, ids).await?.into_iter().filter(|contact| contact.sees_fleet) {
        let Some(email) = contact.email else { continue };
        let fleets = contacts::store::fleets_of(conn, &email).await?;
        if fleets.iter().all(|fleet| ids.contains(&fleet.id)) {
            all.insert(email.to_lowercase());
        }
    }
    Ok(all.into_iter().collect())
}

/// All but what documents rest on. Others hear the word in the place of the name.
pub async fn forget(tx: &mut Tx, people: Vec<Customer>, word: &str, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let ids: Vec<_> = people.iter().map(|one| one.id).collect();
    forget_rows(tx, &people, word).await?;
    for mut customer in people {
        erase(&mut customer, word, clock.now());
        store::save(tx, &mut customer).await?;
        outbox::append(tx, MODULE, &customer.saved(), actor, clock).await?;
    }
    search::forget(tx, TERMS, &ids).await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    forget_audit(tx, MODULE, &ids).await?;
    Ok(forget_events(tx, MODULE, &ids, &["name", "phone"], word).await?)
}

/// Certificates are what documents without VAT rest on.
pub async fn forget_documents(tx: &Tx, ids: &[CustomerId]) -> Result<(), DbErr> {
    let (places, values) = placed(ids);
    db::execute(&**tx, format!("delete from customers_exemptions where customer_id in ({places})"), values).await.map(|_| ())
}

/// The customer's own row.
fn erase(customer: &mut Customer, word: &str, now: DateTime<Utc>) {
    word.clone_into(&mut customer.name);
    customer.sort_name = search::normalise(word);
    (customer.phone_e164, customer.phone_display, customer.email) = (None, None, None);
    (customer.tax_id, customer.address, customer.notes) = (None, None, None);
    (customer.external_ref, customer.electronic_address, customer.prefers) = (None, None, None);
    (customer.hold_reason, customer.held_at, customer.held_by) = (None, None, None);
    (customer.credit_limit, customer.credit_currency) = (None, None);
    (customer.balance, customer.archived, customer.erased_at) = (Amount::ZERO, true, Some(now));
    "[]".clone_into(&mut customer.tags);
}

/// What hangs on the customer.
async fn forget_rows(tx: &Tx, people: &[Customer], word: &str) -> Result<(), DbErr> {
    let ids: Vec<_> = people.iter().map(|one| one.id).collect();
    let (places, values) = placed(&ids);
    let deletes = [
        format!("delete from customers_contacts where customer_id in ({places})"),
        format!("delete from customers_tagged where customer_id in ({places})"),
        format!("delete from customers_import_changes where record_id in ({places})"),
        format!("delete from customers_bulk_rows where customer_id in ({places})"),
        format!("update customers_consents set note = null where customer_id in ({places})"),
        format!("update customers_timeline set text = null where customer_id in ({places})"),
        format!("update customers_timeline set label = null where kind in ('merge', 'message', 'note') and customer_id in ({places})"),
        format!("update customers_merges set from_name = '', kept = '{{}}' where into_id in ({places})"),
    ];
    for sql in deletes {
        db::execute(&**tx, sql, values.clone()).await?;
    }
    for one in people {
        for table in ["customers_consents", "customers_timeline"] {
            let sql = format!("update {table} set by_name = $1 where customer_id = $2 and by_name = $3");
            db::execute(&**tx, sql, [word.into(), one.id.into(), one.name.as_str().into()]).await?;
        }
    }
    Ok(())
}
