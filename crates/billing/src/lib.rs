//! Invoices, payments, refunds and credit notes of the visit.
//!
//! Owns: invoices with their lines, payments, refunds, credit notes ([`credit_notes`]), deposits ([`deposits`]) and money for many invoices at once ([`receipts`]), what is paid online ([`online`]), who owes what ([`receivables`]), letters to who is late ([`dunning`]), what was invoiced ([`figures`]), several orders on one invoice ([`together`]), cheques until the bank has paid them ([`cheques`]), what the drawer holds ([`drawer`]), what waits for somebody ([`alerts`]), papers kept with invoices ([`attachments`]), what accountants get ([`accounting`]), and the number series of each site and year; and, among the invoices, what was
//! open before this system ([`openings`]). Points of customers are [`loyalty`]'s.
//!
//! States: `draft` (made from completed work; held while its order is reopened) → `issued` → `part_paid` → `paid`. Overdue
//! is derived. A refund goes the same way back. Issuing takes the next number without gaps and freezes parties, lines and totals; from then on only a
//! payment, a refund or a credit note moves the paid sum, the due sum and the state. There is no edit and no delete.
//!
//! Refuses: issuing twice or while the order is reopened, paying a draft, paying more than is due, and handing back more than is paid or
//! than the caller's role allows. A line is billed
//! once: work added after an invoice was issued becomes a second one. Sites and customers that do not answer make issuing
//! and printing drafts fail with 503; issued invoices need nobody.

mod accounting;
mod alerts;
mod archives;
mod attachments;
mod chain;
mod cheques;
mod credit_notes;
pub mod demo;
mod deposits;
mod doctor;
mod drawer;
mod dunning;
mod einvoices;
mod entities;
mod erasing;
mod error;
mod figures;
mod invoices;
mod listeners;
mod loyalty;
mod merging;
mod migrations;
mod newest;
mod notes;
mod once;
mod online;
mod openings;
mod papers;
mod period;
mod ports;
mod receipts;
mod receivables;
mod sales;
mod series;
mod statements;
mod styles;
mod terms;
mod together;

use std::sync::Arc;

use contracts::customers::Customers;
use contracts::documents::{Renderer, Styles};
use contracts::identity::Sites;
use contracts::workshop::WorkOrders;
use kernel::import::Undoing;
use kernel::search::Rebuild;
use kernel::{Context, Module, Vault, vault};
use sea_orm::DbErr;

pub use chain::{Head, Verdict, verify};
pub use doctor::{doctor, dues};
pub use einvoices::{PlatformAddresses, Settings as EInvoiceSettings, overdue, signer};
pub use migrations::Migrator;
pub use online::{Addresses, Settings as OnlineSettings};
pub use ports::Ports;

/// The module's name, and the prefix of its tables.
pub const MODULE: &str = "billing";

/// What the operations work with.
#[derive(Clone)]
pub(crate) struct Billing {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub customers: Arc<dyn Customers>,
    pub renderer: Arc<dyn Renderer>,
}

/// Seals with the vault's first key what is not sealed with it. Call it once at start, after the migrations.
pub async fn start(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    online::start(context, vault).await?;
    archives::key::seal_all(context, vault).await?;
    einvoices::start(context, vault).await
}

/// Whether the database holds secrets that some key sealed.
pub async fn is_sealed(context: &Context) -> Result<bool, DbErr> {
    Ok(online::is_sealed(context).await? || archives::key::are_sealed(context).await? || einvoices::is_sealed(context).await?)
}

/// What billing answers to other modules.
pub fn ports(context: &Context, sites: Arc<dyn Sites>, customers: Arc<dyn Customers>, renderer: Arc<dyn Renderer>) -> Arc<Ports> {
    Arc::new(Ports(Billing { context: context.clone(), sites, customers, renderer }))
}

/// How documents look, for modules that print some of their own.
pub fn styles(context: &Context) -> Arc<dyn Styles> {
    Arc::new(styles::Port(context.clone()))
}

/// The module, ready to be wired into the program.
pub fn module(
    context: Context,
    sites: Arc<dyn Sites>,
    customers: Arc<dyn Customers>,
    work_orders: Arc<dyn WorkOrders>,
    renderer: Arc<dyn Renderer>,
    paying: OnlineSettings,
    sending: EInvoiceSettings,
) -> Module {
    let (clock, undone) = (context.clock.clone(), context.clone());
    let rebuild = Rebuild::new(context.db.clone(), terms::Records);
    let taking = deposits::Deposits { context: context.clone(), sites: sites.clone(), work_orders };
    let billing = Billing { context, sites, customers, renderer };
    let paying = online::Online::new(billing.clone(), paying);
    let archives = archives::Archives::new(billing.clone(), sending.vault.clone());
    let sending = einvoices::EInvoices::new(billing.clone(), sending);
    let mut module = Module::new(
        MODULE,
        invoices::routes(billing.clone())
            .merge(credit_notes::routes(billing.clone()))
            .merge(deposits::routes(taking))
            .merge(receipts::routes(billing.clone()))
            .merge(receivables::routes(billing.clone()))
            .merge(dunning::routes(billing.clone()))
            .merge(alerts::routes(billing.clone()))
            .merge(cheques::routes(billing.clone()))
            .merge(drawer::routes(billing.clone()))
            .merge(loyalty::routes(billing.clone()))
            .merge(figures::routes(billing.clone()))
            .merge(together::routes(billing.clone()))
            .merge(online::routes(paying.clone()))
            .merge(accounting::routes(billing.clone()))
            .merge(chain::routes(billing.clone()))
            .merge(archives::routes(archives))
            .merge(papers::routes(billing.clone()))
            .merge(statements::routes(billing.clone()))
            .merge(styles::routes(billing.clone()))
            .merge(attachments::routes(billing.clone()))
            .merge(einvoices::routes(sending.clone())),
    );
    module.uploads = attachments::uploads(billing.clone());
    module.workers.push(Arc::new(dunning::daily::Daily::new(billing.clone())));
    module.workers.push(Arc::new(loyalty::expire::Expiring::new(billing.clone())));
    module.importers.push(Arc::new(openings::import::BalanceImporter::new(billing)));
    module.workers.push(Arc::new(Undoing::new(MODULE, undone, module.importers.clone())));
    module.workers.push(Arc::new(rebuild));
    module.workers.push(Arc::new(online::Reconcile::new(paying)));
    module.workers.push(Arc::new(einvoices::sending::deliver::Deliver::new(sending)));
    module.listeners.push(Arc::new(listeners::CompletedWork { clock: clock.clone() }));
    module.listeners.push(Arc::new(listeners::CustomerNames { clock }));
    module
}
