//! Contacts: whom to ask for at a customer, and about what. The customer is found by them too.

mod add;
pub mod contact;
mod list;
mod remove;
pub mod store;
mod update;

use kernel::audit::{self, Change};
use kernel::{Actor, Context, Problem, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use contact::{Contact, ContactInput, ContactView, Role};

use crate::customers::customer::Customer;
use crate::{Error, MODULE, customers};

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_contacts, add::add_contact))
        .routes(routes!(update::update_contact, remove::remove_contact))
        .with_state(context)
}

/// All contacts of a customer; there are few.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Contacts {
    pub items: Vec<ContactView>,
}

const MOST: usize = 100;

async fn all(tx: &Tx, customer: &Customer) -> Result<Vec<Contact>, Problem> {
    if customer.archived {
        return Err(Error::CustomerArchived.into());
    }
    Ok(store::of(&**tx, customer.id).await?)
}

/// Finds the customer by their contacts as they are now, and notes what changed.
async fn changed(
    tx: &Tx,
    context: &Context,
    actor: &Actor,
    customer: &Customer,
    (before, after): (Option<&Contact>, Option<&Contact>),
) -> Result<(), Problem> {
    customers::store::index(tx, customer).await?;
    let action = match (before, after) {
        (None, _) => "customer.add_contact",
        (_, None) => "customer.remove_contact",
        _ => "customer.update_contact",
    };
    let change = Change { action, entity: "customer", id: customer.id.0, label: &customer.name, site: None };
    Ok(audit::record(tx, MODULE, change, (before, after), actor, context.clock.as_ref()).await?)
}
