//! Work orders: the visit's file from estimate to hand-over.
//!
//! States: (quote →) estimate → approved (its first job is) → in progress ⇄ on hold → ready (completed) → invoiced → closed (handed
//! over); cancelled from what is not completed, and restorable. [`work_orders::work_order`] holds every rule.
//!
//! [`inspections`] are what a vehicle is looked over by, and what is found.
//!
//! Owns orders, their jobs, lines and history, a projection of their invoices that billing's events keep, and one of how
//! their parts stand that inventory's keep. Labels of
//! customers and vehicles are copies for finding and showing; billing prints from its own.
//!
//! Refuses, each with a stable code ([`error::Error`]): what the state does not allow, work that is not authorised, stock
//! that would fall below zero, changes of invoiced lines, and hand-over before invoice or payment. Writes lost in a race
//! answer 412, and other sites' orders do not exist (404).

mod alerts;
mod attachments;
mod board;
mod canned_jobs;
mod configure;
mod counter;
mod coupons;
mod deferred;
pub mod demo;
mod deposits;
mod discount_requests;
mod doctor;
mod erasing;
mod error;
mod estimates;
mod exemptions;
mod gate;
mod inspections;
mod intake;
mod links;
mod listeners;
mod margin;
mod merging;
mod migrations;
mod notes;
mod numbered;
mod papers;
mod pay;
mod ports;
mod pricing;
mod progress;
mod quality;
mod quotes;
mod reductions;
mod reshape;
mod signed;
mod sublet;
mod taxes;
mod terms;
mod time;
mod used_parts;
mod warranty;
mod work_orders;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contracts::customers::{Credit, Customers};
use contracts::documents::Press;
use contracts::identity::{Sites, Staff};
use contracts::inventory::Catalogue;
use contracts::scheduling::Appointments;
use contracts::vehicles::Vehicles;
use contracts::workshop::{EstimateLinks, InspectionLinks, OfferLinks, OrderPapers};
use kernel::limits::{Counter, Strangers};
use kernel::module::Worker;
use kernel::search::Rebuild;
use kernel::{Context, Module};
use utoipa_axum::router::OpenApiRouter;

pub use doctor::doctor;
pub use migrations::Migrator;
pub use ports::Ports;

/// The module's name, and the prefix of its tables.
pub const MODULE: &str = "workshop";

/// What the operations work with.
struct Workshop {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub staff: Arc<dyn Staff>,
    pub customers: Arc<dyn Customers>,
    pub credit: Arc<dyn Credit>,
    pub vehicles: Arc<dyn Vehicles>,
    pub catalogue: Arc<dyn Catalogue>,
    pub appointments: Arc<dyn Appointments>,
    pub press: Press,
    /// Where the program is reached, as QR codes say it.
    pub public_url: String,
    /// What strangers with a link have left.
    pub strangers: Strangers,
}

impl Workshop {
    fn now(&self) -> DateTime<Utc> {
        self.context.clock.now()
    }
}

/// What workshop offers to others.
pub fn ports(context: &Context) -> Arc<Ports> {
    Arc::new(Ports::new(context.db.clone()))
}

/// Makes the secret links that messages carry.
pub fn inspection_links(context: &Context, public_url: &str) -> Arc<dyn InspectionLinks> {
    Arc::new(inspections::Links::new(context.clone(), public_url))
}

/// The same of estimates.
pub fn estimate_links(context: &Context, public_url: &str) -> Arc<dyn EstimateLinks> {
    Arc::new(estimates::Links::new(context.clone(), public_url))
}

/// The same of what waits to be offered again.
pub fn offer_links(context: &Context, public_url: &str) -> Arc<dyn OfferLinks> {
    Arc::new(deferred::Links::new(context.clone(), public_url))
}

/// Papers kept with work orders, for who sends them on.
pub fn order_papers(context: &Context, public_url: &str) -> Arc<dyn OrderPapers> {
    Arc::new(attachments::Papers::new(attachments::Orders(context.clone()), public_url))
}

/// Whom workshop asks.
pub struct Around {
    pub sites: Arc<dyn Sites>,
    pub staff: Arc<dyn Staff>,
    pub customers: Arc<dyn Customers>,
    pub credit: Arc<dyn Credit>,
    pub vehicles: Arc<dyn Vehicles>,
    pub catalogue: Arc<dyn Catalogue>,
    pub appointments: Arc<dyn Appointments>,
    pub press: Press,
    /// `https://garage.example`
    pub public_url: String,
}

/// `counter` holds what strangers with a link may still ask for.
pub fn module(context: Context, around: Around, counter: Arc<dyn Counter>) -> Module {
    let rebuild = Rebuild::new(context.db.clone(), terms::Records);
    let Around { sites, staff, customers, credit, vehicles, catalogue, appointments, press, public_url } = around;
    let strangers = Strangers::new(counter, "link");
    let workshop = Workshop { context, sites, staff, customers, credit, vehicles, catalogue, appointments, press, public_url, strangers };
    let workshop = Arc::new(workshop);
    let workers: Vec<Arc<dyn Worker>> = vec![Arc::new(rebuild), Arc::new(alerts::Promises::new(workshop.clone()))];
    let listeners = listeners::all(&workshop);
    let uploads =
        inspections::uploads(workshop.clone()).merge(intake::uploads(workshop.clone())).merge(attachments::uploads(workshop.clone()));
    let parts = [
        time::router(workshop.clone()),
        pay::router(workshop.clone()),
        progress::router(workshop.clone()),
        deferred::router(workshop.clone()),
        discount_requests::router(workshop.clone()),
        coupons::router(workshop.clone()),
        inspections::router(workshop.clone()),
        estimates::router(workshop.clone()),
        intake::router(workshop.clone()),
        gate::router(workshop.clone()),
        pricing::router(workshop.clone()),
        canned_jobs::router(workshop.clone()),
        board::router(workshop.clone()),
        notes::router(workshop.clone()),
        signed::router(workshop.clone()),
        quality::router(workshop.clone()),
        warranty::router(workshop.clone()),
        sublet::router(workshop.clone()),
        margin::router(workshop.clone()),
        deposits::router(workshop.clone()),
        used_parts::router(workshop.clone()),
        numbered::router(workshop.clone()),
        reshape::router(workshop.clone()),
        counter::router(workshop.clone()),
        quotes::router(workshop.clone()),
        reductions::router(workshop.clone()),
        exemptions::router(workshop.clone()),
        taxes::router(workshop.clone()),
        papers::router(workshop.clone()),
        attachments::router(workshop.clone()),
    ];
    let router = parts.into_iter().fold(work_orders::router(workshop), OpenApiRouter::merge);
    Module { listeners, workers, uploads, ..Module::new(MODULE, router) }
}
