//! Certificates by which customers buy without VAT (PRODUCT L2; docs/decisions/0082-exemptions-from-vat.md).
//!
//! Owns each certificate's number, what it rests on and its days. What is sold by one keeps a copy, so that a certificate may be mended or
//! taken away. Refuses one that ends before it begins (`ends-before-it-begins`).

mod add;
pub mod exemption;
mod list;
mod remove;
pub mod store;
mod update;

use contracts::customers::CustomerStandingChanged;
use kernel::audit::{self, Change};
use kernel::{Actor, Context, Problem, Tx, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use exemption::{Certificate, CertificateInput, CertificateView};

use crate::customers::customer::Customer;
use crate::{Error, MODULE};

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_exemptions, add::add_exemption))
        .routes(routes!(update::update_exemption, remove::remove_exemption))
        .with_state(context)
}

/// All certificates of a customer, the one that ends last first; there are few.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerExemptions)]
pub struct Certificates {
    pub items: Vec<CertificateView>,
}

const MOST: usize = 50;

fn expect_active(customer: &Customer) -> Result<(), Error> {
    if customer.archived { Err(Error::CustomerArchived) } else { Ok(()) }
}

/// Notes what changed, and tells screens.
async fn changed(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    customer: &Customer,
    (before, after): (Option<&Certificate>, Option<&Certificate>),
) -> Result<(), Problem> {
    let action = match (before, after) {
        (None, _) => "customer.add_exemption",
        (_, None) => "customer.remove_exemption",
        _ => "customer.update_exemption",
    };
    let clock = context.clock.as_ref();
    outbox::append(tx, MODULE, &CustomerStandingChanged { id: customer.id }, actor, clock).await?;
    let change = Change { action, entity: "customer", id: customer.id.0, label: &customer.name, site: None };
    Ok(audit::record(tx, MODULE, change, (before, after), actor, clock).await?)
}
