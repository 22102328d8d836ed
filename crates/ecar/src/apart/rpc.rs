//! What the modules of this process answer to others: their ports, events and audit trails, at `/rpc`.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use kernel::audit::OwnTrail;
use kernel::feed::OwnFeed;
use kernel::http::retry_lost_races;
use remote::{ServiceKey, door};
use tokio_util::sync::CancellationToken;

use crate::http::turns::{self, Turns};
use crate::modules::{SUBJECTS, Wiring};

/// How many times as many questions of other services are worked on at once as requests of clients. They have turns of their own:
/// services that wait for each other's turns would wait for ever.
const TURNS: usize = 4;

/// The routes at `/rpc`. `stop` ends answers that wait for events.
pub fn served(wiring: &Wiring<'_>, key: ServiceKey, stop: &CancellationToken) -> anyhow::Result<Router> {
    let (mut ports, mut feeds) = (Router::new(), Router::new());
    for module in wiring.topology.here() {
        ports = ports.merge(ports_of(wiring, module)?);
        let feed = OwnFeed { db: wiring.context.db.clone(), module };
        feeds = feeds.merge(remote::feed(module, Arc::new(feed), stop.clone()));
    }
    let turns = Turns::new(wiring.config.max_requests * TURNS);
    let ports = ports.layer(from_fn(retry_lost_races)).layer(from_fn_with_state(turns, turns::bound_work));
    Ok(door::guarded(ports.merge(feeds), key, wiring.context.clock.clone()))
}

fn ports_of(wiring: &Wiring<'_>, module: &'static str) -> anyhow::Result<Router> {
    let context = wiring.context;
    let ports = match module {
        identity::MODULE => remote::sites(wiring.sites(module)?)
            .merge(remote::staff(wiring.staff(module)?))
            .merge(remote::account_links(wiring.account_links(module)?))
            .merge(remote::callers(wiring.authenticator_for_services()?)),
        customers::MODULE => remote::customers(wiring.customers(module)?)
            .merge(remote::consents(customers::ports(context)))
            .merge(remote::audiences(customers::ports(context)))
            .merge(remote::credit(customers::ports(context)))
            .merge(remote::fleets(customers::ports(context)))
            .merge(remote::searchable(module, customers::ports(context))),
        vehicles::MODULE => remote::vehicles(wiring.vehicles(module)?)
            .merge(remote::due_vehicles(wiring.due_vehicles(module)?))
            .merge(remote::owned_vehicles(vehicles::ports(context)))
            .merge(remote::fleet_units(vehicles::ports(context)))
            .merge(remote::searchable(module, vehicles::ports(context))),
        scheduling::MODULE => remote::appointments(wiring.appointments(module)?)
            .merge(remote::appointment_links(wiring.appointment_links(module)?))
            .merge(remote::arrivals(wiring.arrivals(module)?))
            .merge(remote::booking_pages(wiring.booking_pages(module)?))
            .merge(remote::searchable(module, scheduling::ports(context))),
        inventory::MODULE => remote::catalogue(wiring.catalogue(module)?)
            .merge(remote::purchase_orders(wiring.purchase_orders(module)?))
            .merge(remote::searchable(module, inventory::ports(context))),
        workshop::MODULE => remote::open_work(wiring.open_work(module)?)
            .merge(remote::inspection_links(wiring.inspection_links(module)?))
            .merge(remote::fleet_work(workshop::ports(context)))
            .merge(remote::estimate_links(wiring.estimate_links(module)?))
            .merge(remote::offer_links(wiring.offer_links(module)?))
            .merge(remote::deferred_work(workshop::ports(context)))
            .merge(remote::order_papers(wiring.order_papers(module)?))
            .merge(remote::work_orders(workshop::ports(context)))
            .merge(remote::searchable(module, workshop::ports(context))),
        billing::MODULE => remote::invoices(wiring.invoices(module)?)
            .merge(remote::styles(wiring.styles(module)?))
            .merge(remote::searchable(module, wiring.billing()?)),
        _ => Router::new(),
    };
    let ports = if SUBJECTS.contains(&module) { ports.merge(remote::subjects(module, wiring.subject(module, module)?)) } else { ports };
    let trail = OwnTrail { db: context.db.clone(), module };
    Ok(ports.merge(remote::trail(module, Arc::new(trail))))
}
