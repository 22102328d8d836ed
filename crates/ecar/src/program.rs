//! The modules wired together: which needs whom, in the direction of knowledge, and the one router in front of them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, Method};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Extension, Router};
use contracts::billing::Invoices;
use contracts::identity::{AccountLinkRequested, Languages, Numbering, OpenWork, OpeningHours, SecurityAlert, SiteCard, Sites, Staff};
use identity::Vault;
use kernel::audit::Sealer;
use kernel::db::PoolSize;
use kernel::import::Importer;
use kernel::live::Live;
use kernel::module::Worker;
use kernel::outbox::Event;
use kernel::relay::Relay;
use kernel::schema::{Migrate, migrate as up};
use kernel::{Amount, BasisPoints, Context, Db, Module, Problem, SiteId};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::sync::Semaphore;
use tower_http::cors::{AllowOrigin, CorsLayer};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::SwaggerUi;

use crate::config::Config;
use crate::document::describe;
use crate::http::audit::Trails;
use crate::http::search::Searchables;
use crate::http::{audit, guard, health, imports, live, metrics, origin, search, web};
use crate::secret;

/// Each module's migrations, in the direction of knowledge.
const MIGRATIONS: [Migrate; 7] = [
    up::<identity::Migrator>,
    up::<customers::Migrator>,
    up::<vehicles::Migrator>,
    up::<inventory::Migrator>,
    up::<workshop::Migrator>,
    up::<billing::Migrator>,
    up::<notifications::Migrator>,
];

/// The modules that keep an audit trail.
pub const AUDITED: [&str; 6] =
    [identity::MODULE, customers::MODULE, vehicles::MODULE, inventory::MODULE, workshop::MODULE, billing::MODULE];

/// Events about a person's account that nobody else's screen is told.
const PERSONAL: [&str; 2] = [SecurityAlert::KIND, AccountLinkRequested::KIND];

/// The program, ready to serve.
pub struct Program {
    pub context: Context,
    pub router: Router,
    pub relay: Relay,
    pub workers: Vec<Arc<dyn Worker>>,
    pub importers: Vec<Arc<dyn Importer>>,
    pub live: Live,
}

/// Opens the database that the settings name.
pub async fn open(config: &Config) -> anyhow::Result<Context> {
    if config.uses_sqlite() {
        std::fs::create_dir_all(&config.data_dir).with_context(|| format!("cannot make {}", config.data_dir.display()))?;
    }
    let size = PoolSize { readers: 4, connections: config.database_connections, statement_cache: config.database_statement_cache };
    let db = Db::open(&config.database(), size).await.context("the database cannot be opened")?;
    Ok(Context { db, clock: Arc::new(kernel::clock::SystemClock) })
}

pub async fn migrate(db: &Db) -> anyhow::Result<()> {
    for migrate in MIGRATIONS {
        migrate(db.writer()).await.context("the database cannot be brought up to date")?;
    }
    Ok(())
}

/// Opens the database, brings it up to date, and makes the secret key and the signing key when it is new.
pub async fn open_migrated(config: &Config) -> anyhow::Result<Context> {
    let context = open(config).await?;
    migrate(&context.db).await?;
    let vault = secret::vault_or_new(config, &context).await?;
    identity::start(&context, &vault).await?;
    Ok(context)
}

/// Wires every module over the context.
pub fn build(config: &Config, context: &Context) -> anyhow::Result<Program> {
    let vault = secret::vault(config)?;
    let (modules, searchables) = modules(config, context, &vault, access(config)?);
    let live = Live::keeping_personal(&PERSONAL);
    let producers = modules.iter().map(|module| module.name).collect();
    let (mut api, mut listeners, mut workers, mut importers) = (OpenApiRouter::new(), vec![], vec![], vec![]);
    for module in modules {
        api = api.merge(module.router);
        listeners.extend(module.listeners);
        workers.extend(module.workers);
        importers.extend(module.importers);
    }
    workers.extend(AUDITED.map(|module| Arc::new(Sealer { db: context.db.clone(), module }) as Arc<dyn Worker>));
    let uploads = imports::router(context.clone(), importers.clone());
    let relay = Relay::new(context.db.clone(), context.clock.clone(), producers, listeners, live.clone());
    let router = router(
        config,
        context,
        &vault,
        api.merge(search::router(searchables)).merge(audit::router(trails(context))),
        uploads,
        live::router(live.clone()),
    )?;
    Ok(Program { context: context.clone(), router, relay, workers, importers, live })
}

fn trails(context: &Context) -> Trails {
    Trails { db: context.db.clone(), modules: AUDITED.to_vec() }
}

fn modules(config: &Config, context: &Context, vault: &Vault, access: identity::Settings) -> (Vec<Module>, Searchables) {
    let renderer = Arc::new(documents::Printer);
    let identity = identity::ports(context);
    let (sites, staff): (Arc<dyn Sites>, Arc<dyn Staff>) = (identity.clone(), identity);
    let customers = customers::ports(context);
    let vehicles = vehicles::ports(context);
    let inventory = inventory::ports(context);
    let workshop = workshop::ports(context);
    let billing = billing::ports(context, sites.clone(), customers.clone(), renderer.clone());
    let invoices: Arc<dyn Invoices> = billing.clone();
    let links = identity::account_links(context, &config.public_url);
    let mail = notifications::Settings { smtp_url: config.smtp_url.clone(), from: config.mail_from.clone() };
    let modules = vec![
        identity::module(context.clone(), vault.clone(), access, vec![workshop.clone() as Arc<dyn OpenWork>]),
        customers::module(context.clone()),
        vehicles::module(context.clone(), customers.clone()),
        inventory::module(context.clone(), sites.clone()),
        workshop::module(context.clone(), sites.clone(), staff.clone(), customers.clone(), vehicles.clone(), inventory.clone()),
        billing::module(context.clone(), sites.clone(), customers.clone(), renderer),
        notifications::module(context.clone(), sites, staff, customers.clone(), invoices, links, mail),
    ];
    let searchables = Searchables { customers, vehicles, work_orders: workshop, invoices: billing, products: inventory };
    (modules, searchables)
}

fn access(config: &Config) -> anyhow::Result<identity::Settings> {
    let redis = config.redis_url.as_deref().map(identity::Redis::at).transpose().context("the address of Redis is not right")?;
    Ok(identity::Settings {
        secure_cookies: config.secure_cookies,
        public_url: config.public_url.clone(),
        has_mail: config.smtp_url.is_some(),
        customer_registration: config.customer_registration,
        oidc: oidc(config),
        redis,
    })
}

fn oidc(config: &Config) -> Option<identity::Oidc> {
    let (issuer, client_id) = (config.oidc_issuer.clone()?, config.oidc_client_id.clone()?);
    Some(identity::Oidc { issuer, client_id, client_secret: config.oidc_client_secret.clone(), name: config.oidc_name.clone() })
}

const LARGEST_BODY: usize = 2 << 20;

fn router(
    config: &Config,
    context: &Context,
    vault: &Vault,
    api: OpenApiRouter,
    uploads: OpenApiRouter,
    live: OpenApiRouter,
) -> anyhow::Result<Router> {
    let (api, mut document) = api.split_for_parts();
    let (uploads, more) = uploads.split_for_parts();
    document.merge(more);
    let (live, more) = live.split_for_parts();
    document.merge(more);
    let turns = Arc::new(Semaphore::new(config.max_requests));
    let bounded = Router::new()
        .nest("/api/v1", api)
        .layer(from_fn(kernel::http::retry_lost_races))
        .layer(from_fn(kernel::http::answer_unchanged))
        .layer(from_fn_with_state(LARGEST_BODY, guard::bound_body))
        .merge(Router::new().nest("/api/v1", uploads).layer(from_fn_with_state(imports::MAX_FILE + (1 << 16), guard::bound_body)))
        .layer(from_fn_with_state(turns, guard::bound_work));
    let handle = PrometheusBuilder::new().install_recorder().or_else(|_| anyhow::Ok(PrometheusBuilder::new().build_recorder().handle()))?;
    let metrics = metrics::Metrics { handle, public: config.public_metrics };
    let authenticator = identity::authenticator(context, vault);
    let api = bounded.merge(Router::new().nest("/api/v1", live).layer(Extension(authenticator.clone())));
    Ok(api
        .route_layer(from_fn_with_state(authenticator, kernel::http::authenticate))
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .merge(documentation(describe(document)))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz).with_state(context.db.clone()))
        .route("/metrics", get(metrics::metrics).with_state(metrics))
        .route("/api/{*rest}", axum::routing::any(|| async { Problem::not_found() }))
        .merge(web::router())
        .layer(from_fn(metrics::measure))
        .layer(from_fn_with_state(config.is_https(), guard::safe_headers))
        .layer(cors(config)?)
        .layer(from_fn_with_state(origin::networks(&config.trusted_proxies)?, origin::know_origin)))
}

/// `/docs` and `/openapi.json`, which is long and seldom another.
fn documentation(document: OpenApi) -> Router {
    let pages = Router::from(SwaggerUi::new("/docs").url("/openapi.json", document));
    pages.layer(from_fn(kernel::http::tag)).layer(from_fn(kernel::http::answer_unchanged))
}

/// Other sites' pages that may call the API from a browser: only those named, and never with cookies.
fn cors(config: &Config) -> anyhow::Result<CorsLayer> {
    let named = config.cors_origins.split(',').map(str::trim).filter(|origin| !origin.is_empty());
    let origins =
        named.map(|origin| origin.parse().with_context(|| format!("{origin} is no origin"))).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH, HeaderName::from_static("idempotency-key")])
        .expose_headers([ETAG, LOCATION, RETRY_AFTER])
        .max_age(Duration::from_hours(1)))
}

/// The API's document, made from the handlers alone: no database is needed.
pub fn openapi() -> anyhow::Result<OpenApi> {
    let runtime = tokio::runtime::Handle::current();
    let context = tokio::task::block_in_place(|| runtime.block_on(nowhere()))?;
    let (config, vault) = (Config::default(), Vault::from_text(&Vault::new_key().map_err(failed)?)?);
    let (modules, searchables) = modules(&config, &context, &vault, access(&config)?);
    let mut api = search::router(searchables);
    for module in modules {
        api = api.merge(module.router);
    }
    let (_, mut document) = api.split_for_parts();
    document.merge(audit::router(trails(&context)).split_for_parts().1);
    document.merge(imports::router(context, vec![]).split_for_parts().1);
    document.merge(live::router(Live::default()).split_for_parts().1);
    Ok(describe(document))
}

/// An empty database in memory, for wiring that is only looked at.
async fn nowhere() -> anyhow::Result<Context> {
    let folder = std::env::temp_dir().join(format!("ecar-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(&folder)?;
    let db = Db::open(&folder.join("none.db").display().to_string(), PoolSize { readers: 1, ..PoolSize::default() }).await?;
    std::fs::remove_dir_all(&folder)?;
    Ok(Context { db, clock: Arc::new(kernel::clock::SystemClock) })
}

/// A problem as an error of the command line.
pub fn failed(problem: Problem) -> anyhow::Error {
    let fields = problem.errors.iter().fold(String::new(), |text, error| format!("{text}; {} {}", error.pointer, error.detail));
    anyhow!("{}{}{fields}", problem.title, problem.detail.map(|detail| format!(": {detail}")).unwrap_or_default())
}

pub async fn sites(context: &Context) -> anyhow::Result<Vec<SiteCard>> {
    Sites::cards(identity::ports(context).as_ref(), &[]).await.map_err(failed)
}

pub async fn site_by_code(context: &Context, code: &str) -> anyhow::Result<SiteId> {
    let found = sites(context).await?.into_iter().find(|site| site.code.eq_ignore_ascii_case(code));
    found.map(|site| site.id).ok_or_else(|| anyhow!("there is no site {code}"))
}

/// The first site of a new garage: Tunisian settings, to be completed in the app.
pub fn first_site(name: &str) -> SiteCard {
    SiteCard {
        id: SiteId::new(),
        code: "G1".into(),
        name: name.into(),
        legal_name: name.into(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        tax_id: String::new(),
        country: "TN".into(),
        currency: "TND".into(),
        vat_rate: BasisPoints(1900),
        stamp_duty: Amount(1000),
        labour_rate: Amount(60_000),
        time_zone: "Africa/Tunis".into(),
        payment_terms_days: 30,
        bank_account: String::new(),
        numbering: Numbering::default(),
        languages: Languages::default(),
        hours: OpeningHours::default(),
        closed_at: None,
    }
}
