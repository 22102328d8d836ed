//! A change of one customer's row by a rule.

use contracts::customers::CustomerId;
use kernel::http::{IfMatch, Versioned};
use kernel::{Actor, Context, Problem};

use super::announce::announce;
use super::customer::Customer;
use super::store;
use crate::Error;

pub use super::view::CustomerView;

/// Locks the customer, has the rule decide, saves and tells. The caller has permitted it.
pub async fn change(
    context: &Context,
    actor: &Actor,
    id: CustomerId,
    read_version: &IfMatch,
    action: &str,
    rule: impl FnOnce(&mut Customer) -> Result<(), Error>,
) -> Result<Versioned<CustomerView>, Problem> {
    let mut tx = context.db.begin().await?;
    let mut customer = store::lock_present(&tx, id).await?;
    read_version.check(customer.version)?;
    let before = customer.clone();
    rule(&mut customer)?;
    store::save(&tx, &mut customer).await?;
    announce(&mut tx, action, Some(&before), &customer, actor, context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(Versioned(customer.version, CustomerView::new(customer, actor)))
}
