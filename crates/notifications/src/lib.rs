//! Messages to customers and staff: what was sent, what waits, what failed.
//!
//! Owns the log of messages and their sending. A message is queued by an event of another module, under a key that
//! lets the same occasion queue it only once. A worker then resolves the recipient, renders the text in their language and sends
//! it by e-mail, or to the console when no mail server is configured.
//!
//! It goes by mail or as a text message, whichever reaches the person (`sending/route.rs`), and each try is kept.
//!
//! States: queued → sent → delivered, or failed, skipped, unknown; each of those may be sent again by hand. A message fails when the mail server
//! refuses it for good or after six tries in some seven hours, and is skipped when there is no address to send it to. It is
//! sent at least once: when the server's answer is lost, the next try carries the same Message-ID.
//!
//! Once a day it walks the vehicles for which something is due, and reminds their owners ([`reminders`]); and the people whom a campaign means
//! ([`campaigns`]). What came of it is kept with what was told ([`worth`]).

mod callbacks;
mod campaigns;
pub mod demo;
mod erasing;
mod error;
mod feedback;
mod gateways;
mod hours;
mod listeners;
mod merging;
mod messages;
mod migrations;
mod news;
mod push;
mod reminders;
mod sending;
mod settings;
mod texts;
mod thread;
mod walks;
mod worth;

use std::sync::Arc;

use contracts::billing::Invoices;
use contracts::customers::{Consents, Customers};
use contracts::identity::{AccountLinks, Sites, Staff};
use contracts::inventory::PurchaseOrders;
use contracts::scheduling::{AppointmentLinks, Arrivals};
use contracts::vehicles::DueVehicles;
use contracts::workshop::{EstimateLinks, InspectionLinks, OrderPapers, WorkOrders};
use kernel::limits::Strangers;
use kernel::vault::{self, Vault};
use kernel::{Context, Module};
use sea_orm::DbErr;
use utoipa_axum::router::OpenApiRouter;

pub use campaigns::{Audience, CampaignChanged};
pub use erasing::subjects;
pub use error::Error;
pub use feedback::FeedbackChanged;
pub use gateways::SmsSettings;
pub use messages::MessageChanged;
pub use migrations::Migrator;
pub use news::NewsTold;
pub use thread::ThreadChanged;

/// The module's name, and the prefix of its tables.
pub const MODULE: &str = "notifications";

/// How messages go out.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `smtp://user:password@host:25`, `smtp://…?tls=required` or `smtps://…`; none prints messages on the console.
    pub smtp_url: Option<String>,
    /// Who messages are from: `Garage du Lac <garage@example.tn>`.
    pub from: String,
    pub sms: SmsSettings,
}

/// Who makes the secret links that messages carry: of accounts, appointments, inspections and estimates.
pub type Links = (Arc<dyn AccountLinks>, Arc<dyn AppointmentLinks>, Arc<dyn InspectionLinks>, Arc<dyn EstimateLinks>);

/// Who knows customers, what they agreed to, what is due for their vehicles and whether they are expected.
pub type Readers = (Arc<dyn Customers>, Arc<dyn Consents>, Arc<dyn DueVehicles>, Arc<dyn Arrivals>);

/// Who prints what goes with messages, knows whose a work order is, and keeps its papers.
pub type Papers = (Arc<dyn Invoices>, Arc<dyn PurchaseOrders>, Arc<dyn WorkOrders>, Arc<dyn OrderPapers>);

pub fn module(
    context: Context,
    sites: Arc<dyn Sites>,
    staff: Arc<dyn Staff>,
    ((customers, consents, vehicles, arrivals), audience): (Readers, Audience),
    (invoices, purchase_orders, orders, papers): Papers,
    (links, appointments, inspections, estimates): Links,
    settings: Settings,
) -> Module {
    let public_url = settings.sms.public_url.trim_end_matches('/').to_owned();
    let push = push::Push::new(context.clone(), staff.clone(), (appointments.clone(), estimates.clone()), &settings);
    let counter = settings.sms.counter.clone();
    let gateways = gateways::Gateways::new(context.clone(), sites.clone(), settings.sms);
    let outlet = sending::Outlet::new(settings.smtp_url.as_deref(), &settings.from);
    let router = of_sites(&context, &sites, &gateways);
    let threads = Arc::new(thread::Threads {
        context: context.clone(),
        orders,
        papers: papers.clone(),
        staff: staff.clone(),
        gateways: gateways.clone(),
        channel: outlet.channel(),
    });
    let router = router.merge(thread::router(threads.clone()));
    let reminders = Arc::new(reminders::Reminders {
        context: context.clone(),
        sites: sites.clone(),
        customers: customers.clone(),
        consents: consents.clone(),
        vehicles,
        arrivals: arrivals.clone(),
        mail: outlet.channel(),
    });
    let router = router.merge(reminders::router(reminders.clone())).merge(push::router(push.clone()));
    let campaigns = Arc::new(campaigns::Campaigns {
        context: context.clone(),
        sites: sites.clone(),
        customers: customers.clone(),
        consents: consents.clone(),
        arrivals,
        audience,
        mail: outlet.channel(),
        public_url: public_url.clone(),
        strangers: Strangers::new(counter, "offers"),
    });
    let router = router.merge(campaigns::router(campaigns.clone()));
    let daily = (Arc::new(reminders::DailyRun(reminders.clone())), Arc::new(campaigns::DailyCampaigns(campaigns.clone())));
    let directory = Arc::new(sending::Directory {
        sites: sites.clone(),
        staff,
        customers,
        consents,
        invoices,
        purchase_orders,
        links,
        appointments,
        inspections,
        estimates,
        papers,
        reminders,
        campaigns,
    });
    let texts = texts::Texts { context: context.clone(), sites, directory: directory.clone(), public_url };
    let mut module = Module::new(MODULE, router.merge(texts::router(Arc::new(texts))));
    module.listeners = listeners::all(&context.clock, outlet.channel());
    let sender = sending::Sender::new(context, directory, outlet, (gateways, push.clone()));
    module.workers = vec![daily.0, daily.1, Arc::new(thread::Pictures(threads)), Arc::new(push::Pusher(push)), Arc::new(sender)];
    module
}

/// What needs nothing but the sites and their gateways.
fn of_sites(context: &Context, sites: &Arc<dyn Sites>, gateways: &Arc<gateways::Gateways>) -> OpenApiRouter {
    let asking = feedback::Asking { context: context.clone(), sites: sites.clone(), gateways: gateways.clone() };
    messages::router()
        .with_state(context.clone())
        .merge(news::router(context.clone()))
        .merge(gateways::router(gateways.clone()))
        .merge(callbacks::router(gateways.clone()))
        .merge(settings::router(context.clone(), sites.clone()))
        .merge(feedback::router(Arc::new(asking)))
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn start(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    gateways::store::seal_all(context, vault).await?;
    push::seal_all(context, vault).await
}

/// Whether the database holds secrets that some key sealed.
pub async fn is_sealed(context: &Context) -> Result<bool, DbErr> {
    Ok(gateways::store::are_sealed(context).await? || push::are_sealed(context).await?)
}
