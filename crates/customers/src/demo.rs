//! Demonstration data, in bulk and without events.

use contracts::demo::DemoCustomer;
use kernel::{Db, Problem};

use crate::Phone;
use crate::customers::customer::{Change, Customer};
use crate::customers::record::{Kind, Language};
use crate::customers::store;

const ROWS_PER_COMMIT: usize = 5_000;

pub async fn load(db: &Db, customers: &[DemoCustomer]) -> Result<(), Problem> {
    for part in customers.chunks(ROWS_PER_COMMIT) {
        let rows: Vec<_> = part.iter().map(row).collect::<Result<_, _>>()?;
        let tx = db.begin().await?;
        store::put_many(&tx, &rows).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn row(demo: &DemoCustomer) -> Result<Customer, Problem> {
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
    customer.archived = card.archived;
    Ok(customer)
}
