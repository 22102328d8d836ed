//! The program: its database, and the modules that run in this process behind one router.

use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use axum::Router;
use axum::middleware::from_fn_with_state;
use contracts::identity::{AccountLinkRequested, BackupFailed, SecurityAlert};
use futures::future::BoxFuture;
use kernel::audit::{OwnTrail, Sealer, Trail};
use kernel::db::{PoolSize, Statistics};
use kernel::live::Live;
use kernel::module::Worker;
use kernel::outbox::Event;
use kernel::relay::Relay;
use kernel::schema::{Migrate, migrate as up};
use kernel::{Context, Db, Problem};
use tokio_util::sync::CancellationToken;
use utoipa_axum::router::OpenApiRouter;

use crate::apart::{self, Topology};
use crate::config::Config;
use crate::http::audit::Trails;
use crate::http::data::{self as http_data, Data};
use crate::http::search::Searchables;
use crate::http::{audit, bodies, fleet, imports, live, search, takeovers};
use crate::modules::{MODULES, Wiring};
use crate::{data, router, secret};

/// Each module's migrations, in the direction of knowledge.
const MIGRATIONS: [(&str, Migrate); 10] = [
    (identity::MODULE, up::<identity::Migrator>),
    (customers::MODULE, up::<customers::Migrator>),
    (vehicles::MODULE, up::<vehicles::Migrator>),
    (scheduling::MODULE, up::<scheduling::Migrator>),
    (inventory::MODULE, up::<inventory::Migrator>),
    (workshop::MODULE, up::<workshop::Migrator>),
    (billing::MODULE, up::<billing::Migrator>),
    (notifications::MODULE, up::<notifications::Migrator>),
    (reporting::MODULE, up::<reporting::Migrator>),
    (webhooks::MODULE, up::<webhooks::Migrator>),
];

/// The modules whose secrets are sealed in the database.
pub const KEEP_SECRETS: [&str; 4] = [identity::MODULE, billing::MODULE, notifications::MODULE, webhooks::MODULE];

/// Events about a person's account that nobody else's screen is told.
pub const PERSONAL: [&str; 3] = [SecurityAlert::KIND, AccountLinkRequested::KIND, BackupFailed::KIND];

/// A process, ready to serve.
pub struct Program {
    pub router: Router,
    /// Moves events until `stop`.
    pub relay: BoxFuture<'static, ()>,
    pub workers: Vec<Arc<dyn Worker>>,
    pub live: Live,
    pub stop: CancellationToken,
    /// None at the gateway.
    pub db: Option<Db>,
}

/// Opens the database that the settings name.
pub async fn open(config: &Config) -> anyhow::Result<Context> {
    if apart::here(config)?.is_empty() {
        bail!("the gateway has no database: run this where the module runs");
    }
    data::refuse_unfinished(config).await?;
    if config.uses_sqlite() {
        std::fs::create_dir_all(&config.data_dir).with_context(|| format!("cannot make {}", config.data_dir.display()))?;
    }
    let size = PoolSize { readers: 4, connections: config.database_connections, statement_cache: config.database_statement_cache };
    let db = Db::open(&config.database(), size).await.context("the database cannot be opened")?;
    Ok(Context { db, clock: Arc::new(kernel::clock::SystemClock) })
}

/// Brings the tables of the modules that run here up to date.
pub async fn migrate(config: &Config, db: &Db) -> anyhow::Result<()> {
    data::before_upgrade(config).await?;
    let here = apart::here(config)?;
    for (_, migrate) in MIGRATIONS.iter().filter(|(module, _)| here.contains(module)) {
        migrate(db.writer()).await.context("the database cannot be brought up to date")?;
    }
    up::<data::Migrator>(db.writer()).await.context("the database cannot be brought up to date")
}

/// Opens the database and brings it up to date; where a module runs that keeps secrets, makes the secret key when it is new, and identity the signing key.
pub async fn open_migrated(config: &Config) -> anyhow::Result<Context> {
    let context = open(config).await?;
    migrate(config, &context.db).await?;
    let here = apart::here(config)?;
    if here.contains(&inventory::MODULE) {
        inventory::start(&context).await.map_err(failed)?;
    }
    if !here.iter().any(|module| KEEP_SECRETS.contains(module)) {
        return Ok(context);
    }
    let vault = secret::vault_or_new(config, &context).await?;
    if here.contains(&identity::MODULE) {
        identity::start(&context, &vault).await?;
    }
    if here.contains(&billing::MODULE) {
        billing::start(&context, &vault).await?;
    }
    if here.contains(&notifications::MODULE) {
        notifications::start(&context, &vault).await?;
    }
    if here.contains(&webhooks::MODULE) {
        webhooks::start(&context, &vault).await?;
    }
    Ok(context)
}

/// Wires the modules that run here over the context.
pub fn build(config: &Config, context: &Context, topology: &Topology) -> anyhow::Result<Program> {
    let wiring = Wiring::new(config, context, topology)?;
    let (live, stop) = (Live::keeping_personal(&PERSONAL), CancellationToken::new());
    let (mut api, mut files) = (OpenApiRouter::new(), OpenApiRouter::new());
    let (mut listeners, mut workers, mut importers) = (vec![], vec![], vec![]);
    for module in wiring.modules()? {
        api = api.merge(module.router);
        files = files.merge(module.uploads);
        listeners.extend(module.listeners);
        workers.extend(module.workers);
        importers.extend(module.importers);
    }
    let audited = MODULES.into_iter().filter(|module| topology.runs(module));
    workers.extend(audited.map(|module| Arc::new(Sealer { db: context.db.clone(), module }) as Arc<dyn Worker>));
    workers.push(Arc::new(Statistics::new(context.db.clone())));
    let backups = data::Backups::of(config, context, topology.runs(identity::MODULE))?;
    workers.extend(backups.map(|backups| Arc::new(backups) as Arc<dyn Worker>));
    if topology.runs(identity::MODULE) {
        let exports = data::Exports::of(config, context)?;
        workers.push(Arc::new(data::Cleaner(exports.clone())));
        api = api.merge(http_data::router(Data::of(config, context, exports, wiring.sites("exports")?, topology.here())));
    }
    let feeds = wiring.feeds(&listeners)?;
    let mut larger = imports::router(context.clone(), importers.clone());
    if topology.runs(identity::MODULE) {
        let sites = wiring.sites("takeovers")?;
        larger = larger.merge(takeovers::router(Arc::new(data::Takeovers { context: context.clone(), sites, importers })));
    }
    let uploads = Uploads { imports: larger, files };
    let (inner, known) = match topology.key() {
        None => {
            let operations = together(&wiring, api, uploads, live.clone())?;
            (operations.clone().merge(router::pages(wiring.booking_pages("the web app")?)), Some(operations))
        }
        Some(key) => {
            let operations = router::operations(config, api.into(), uploads.bounded(), Router::new(), wiring.authenticator()?);
            (operations.merge(apart::served(&wiring, key.clone(), &stop)?).fallback(router::nothing), None)
        }
    };
    let router = router::around(config, Some(context.db.clone()), inner, known)?;
    let producers = topology.here().to_vec();
    let relay = Relay::new(context.db.clone(), context.clock.clone(), producers, listeners, live.clone()).following(&feeds);
    Ok(Program { router, relay: Box::pin(relay.run(stop.clone())), workers, live, stop, db: Some(context.db.clone()) })
}

/// Delivers what waits for the modules that run here, where no program does it.
pub async fn settle(config: &Config, context: &Context) -> anyhow::Result<()> {
    let topology = Topology::of(config)?;
    let listeners = Wiring::new(config, context, &topology)?.modules()?.into_iter().flat_map(|module| module.listeners).collect();
    let relay = Relay::new(context.db.clone(), context.clock.clone(), topology.here().to_vec(), listeners, Live::default());
    Ok(relay.settle().await?)
}

/// Every operation in one process.
fn together(wiring: &Wiring<'_>, api: OpenApiRouter, uploads: Uploads, live: Live) -> anyhow::Result<Router> {
    let authenticator = wiring.authenticator()?;
    let api =
        api.merge(search::router(searchables(wiring)?)).merge(fleet::router(knowing(wiring)?)).merge(audit::router(trails(wiring.context)));
    let (api, live) = (api.into(), live::router(live, authenticator.clone()).into());
    Ok(router::operations(wiring.config, api, uploads.bounded(), live, authenticator))
}

/// What takes larger bodies than other operations.
struct Uploads {
    imports: OpenApiRouter,
    files: OpenApiRouter,
}

impl Uploads {
    /// Each bounded by its own measure.
    fn bounded(self) -> Router {
        let bound = |limit| from_fn_with_state(limit, bodies::bound_body);
        let (imports, files): (Router, Router) = (self.imports.into(), self.files.into());
        imports.layer(bound(imports::MAX_FILE + (1 << 16))).merge(files.layer(bound(kernel::files::LARGEST_REQUEST)))
    }
}

/// The trails of all modules in this process.
pub fn trails(context: &Context) -> Trails {
    let trail = |module| Arc::new(OwnTrail { db: context.db.clone(), module }) as Arc<dyn Trail>;
    Trails(MODULES.map(trail).to_vec())
}

/// Who answers for each kind of record, where all run in this process.
pub fn searchables(wiring: &Wiring<'_>) -> anyhow::Result<Searchables> {
    let context = wiring.context;
    Ok(Searchables {
        customers: customers::ports(context),
        vehicles: vehicles::ports(context),
        appointments: scheduling::ports(context),
        work_orders: workshop::ports(context),
        invoices: wiring.billing()?,
        products: inventory::ports(context),
    })
}

/// Who knows what of a fleet, where all run in this process.
pub fn knowing(wiring: &Wiring<'_>) -> anyhow::Result<fleet::Knowing> {
    let context = wiring.context;
    Ok(fleet::Knowing {
        people: wiring.staff("the fleet")?,
        customers: customers::ports(context),
        vehicles: vehicles::ports(context),
        work_orders: workshop::ports(context),
        clock: context.clock.clone(),
    })
}

/// A problem as an error of the command line.
pub fn failed(problem: Problem) -> anyhow::Error {
    let fields = problem.errors.iter().fold(String::new(), |text, error| format!("{text}; {} {}", error.pointer, error.detail));
    anyhow!("{}{}{fields}", problem.title, problem.detail.map(|detail| format!(": {detail}")).unwrap_or_default())
}
