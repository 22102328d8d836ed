//! The gateway: the web app, the API's document, and every operation by the module that owns its path. What concerns all modules
//! (search, the audit trail, live updates) it answers itself, by asking them. It has no database.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use contracts::search::Searchable;
use kernel::Problem;
use kernel::actor::Authenticator;
use kernel::audit::Trail;
use kernel::clock::SystemClock;
use kernel::live::Live;
use remote::{Callers, Peer};
use tokio_util::sync::CancellationToken;

use super::owners::Owners;
use super::{Topology, screens};
use crate::config::Config;
use crate::http::audit::{self, Trails};
use crate::http::search::{self, Searchables};
use crate::http::turns::{self, Turns};
use crate::http::{fleet, live};
use crate::modules::MODULES;
use crate::paper;
use crate::program::{PERSONAL, Program};
use crate::router;

/// The process in front of all modules.
pub async fn build(config: &Config, topology: &Topology) -> anyhow::Result<Program> {
    let mut peers = BTreeMap::new();
    for module in MODULES {
        peers.insert(module, topology.peer(module, "the gateway")?);
    }
    let authenticator: Arc<dyn Authenticator> =
        Arc::new(Callers::new(topology.peer(identity::MODULE, "the gateway")?, Arc::new(SystemClock)));
    let (live, stop) = (Live::keeping_personal(&PERSONAL), CancellationToken::new());
    let own = search::router(searchables(topology)?).merge(fleet::router(knowing(topology)?)).merge(audit::router(trails(topology)?));
    let turns = Turns::new(config.max_requests);
    let (own, _) = own.split_for_parts();
    let (watch, _) = live::router(live.clone(), authenticator.clone()).split_for_parts();
    let gateway = Arc::new(Gateway { owners: paper::owners().await?, peers: peers.clone() });
    let api = Router::new()
        .nest("/api/v1", own.layer(from_fn_with_state(turns.clone(), turns::bound_work)).merge(watch))
        .route_layer(from_fn_with_state(authenticator, kernel::http::authenticate))
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .merge(
            Router::new().route("/api/v1/{*rest}", any(forward)).layer(from_fn_with_state(turns, turns::bound_work)).with_state(gateway),
        );
    let booking = Arc::new(topology.peer(scheduling::MODULE, "the web app")?);
    let router = router::around(config, None, api.clone().merge(router::pages(booking)), Some(api))?;
    let relay = Box::pin(screens::tell(live.clone(), peers.into_values().collect(), stop.clone()));
    Ok(Program { router, relay, workers: vec![], live, stop, db: None })
}

struct Gateway {
    owners: Owners,
    peers: BTreeMap<&'static str, Peer>,
}

async fn forward(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches("/api/v1");
    match gateway.owners.owner(path).and_then(|module| gateway.peers.get(module)) {
        Some(peer) => peer.forward(request).await,
        None => Problem::not_found().into_response(),
    }
}

fn searchables(topology: &Topology) -> anyhow::Result<Searchables> {
    let ask = |module| topology.peer(module, "the search").map(|peer| Arc::new(peer) as Arc<dyn Searchable>);
    Ok(Searchables {
        customers: ask(customers::MODULE)?,
        vehicles: ask(vehicles::MODULE)?,
        appointments: ask(scheduling::MODULE)?,
        work_orders: ask(workshop::MODULE)?,
        invoices: ask(billing::MODULE)?,
        products: ask(inventory::MODULE)?,
    })
}

fn knowing(topology: &Topology) -> anyhow::Result<fleet::Knowing> {
    let ask = |module| topology.peer(module, "the fleet").map(Arc::new);
    Ok(fleet::Knowing {
        people: ask(identity::MODULE)?,
        customers: ask(customers::MODULE)?,
        vehicles: ask(vehicles::MODULE)?,
        work_orders: ask(workshop::MODULE)?,
        clock: Arc::new(SystemClock),
    })
}

fn trails(topology: &Topology) -> anyhow::Result<Trails> {
    let ask = |module| topology.peer(module, "the audit trail").map(|peer| Arc::new(peer) as Arc<dyn Trail>);
    MODULES.into_iter().map(ask).collect::<anyhow::Result<Vec<_>>>().map(Trails)
}
