//! What is paid online (PRODUCT N2; scenarios 3.5 step 10 and 3.7 step 5). Why it is as it is: docs/decisions/0069-paying-online.md.
//!
//! Owns each site's accounts with providers, the links that invoices are paid by, checkouts, and which messages of providers were heard.
//! A checkout is `open` until it is `paid`, has `failed` or is `expired`; `unknown` is a payment that the provider has and nobody here asked
//! for. Its invoice is paid by the desk's code, in the transaction that closes it, once.
//!
//! Refuses: a link to a draft (`not-issued`), paying what is not due (`nothing-due`), a provider that the site does not offer or that does
//! not take the sum (`provider-not-offered`), messages that are not signed as they must be (`webhook-refused`). A provider that does not answer
//! is a 503 (`provider-silent`), and leaves nothing behind.

mod accounts;
mod begin;
mod check;
pub mod checkout;
pub mod demo;
mod flouci;
mod konnect;
mod link;
mod links;
mod list;
mod page;
pub mod provider;
mod reconcile;
mod set_account;
mod settings;
mod settle;
mod signature;
mod store;
mod stripe;
mod tables;
mod visitor;
mod webhook;

use std::sync::Arc;

use kernel::limits::Counter;
use kernel::{Context, Problem, SiteId, Vault, vault};
use sea_orm::{ActiveEnum, DbErr};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use reconcile::Reconcile;

use accounts::Opened;
use kernel::calls::Calls;
use provider::{Kind, Provider};
use visitor::Budgets;

/// What the program decides about paying online.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Opens the keys of providers.
    pub vault: Vault,
    /// Where what strangers ask for is counted.
    pub counter: Arc<dyn Counter>,
    /// Where browsers and providers find ECAR.
    pub public_url: String,
    pub addresses: Addresses,
}

/// Where the providers are, without a slash at the end.
#[derive(Clone, Debug)]
pub struct Addresses {
    pub stripe: String,
    pub konnect: String,
    /// Konnect's place for trying things out.
    pub konnect_test: String,
    pub flouci: String,
}

impl Default for Addresses {
    fn default() -> Self {
        Self {
            stripe: "https://api.stripe.com".into(),
            konnect: "https://api.konnect.network/api/v2".into(),
            konnect_test: "https://api.sandbox.konnect.network/api/v2".into(),
            flouci: "https://developers.flouci.com/api/v2".into(),
        }
    }
}

/// What the operations work with.
pub struct Online {
    billing: Billing,
    vault: Vault,
    budgets: Budgets,
    calls: Calls,
    public_url: String,
    addresses: Addresses,
}

impl Online {
    pub fn new(billing: Billing, settings: Settings) -> Arc<Self> {
        let Settings { vault, counter, public_url, addresses } = settings;
        let public_url = public_url.trim_end_matches('/').to_owned();
        Arc::new(Self { billing, vault, budgets: Budgets::new(counter), calls: Calls::new(), public_url, addresses })
    }

    fn context(&self) -> &Context {
        &self.billing.context
    }

    /// The provider, spoken to with a site's account.
    fn provider(&self, kind: Kind, account: Opened) -> Box<dyn Provider + '_> {
        let (calls, at) = (&self.calls, &self.addresses);
        match kind {
            Kind::Stripe => Box::new(stripe::Stripe { calls, base: &at.stripe, account }),
            Kind::Konnect => {
                let base = if account.test_mode { &at.konnect_test } else { &at.konnect };
                Box::new(konnect::Konnect { calls, base, account })
            }
            Kind::Flouci => Box::new(flouci::Flouci { calls, base: &at.flouci, account }),
        }
    }

    /// The same with the site's account as it is kept; none where it has no key.
    async fn provider_of(&self, site: SiteId, kind: Kind) -> Result<Option<Box<dyn Provider + '_>>, Problem> {
        let row = accounts::find(self.context().db.reader(), site, kind).await?;
        Ok(accounts::open(&self.vault, &row)?.map(|account| self.provider(kind, account)))
    }

    /// Where a provider tells what happened.
    fn webhook_url(&self, site: SiteId, kind: Kind) -> String {
        format!("{}/api/v1/public/payments/{}/webhook/{site}", self.public_url, kind.to_value())
    }
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn start(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    accounts::seal_all(context, vault).await
}

/// Whether the database holds secrets that some key sealed.
pub async fn is_sealed(context: &Context) -> Result<bool, DbErr> {
    accounts::are_sealed(context).await
}

pub fn routes(online: Arc<Online>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(settings::get_online_payments))
        .routes(routes!(set_account::set_payment_account))
        .routes(routes!(link::link_invoice))
        .routes(routes!(link::revoke_pay_links))
        .routes(routes!(list::list_checkouts))
        .routes(routes!(page::read_payment))
        .routes(routes!(page::print_payment))
        .routes(routes!(begin::begin_payment))
        .routes(routes!(check::check_payment))
        .routes(routes!(webhook::hear_payment, webhook::hear_payment_by_address))
        .with_state(online)
}
