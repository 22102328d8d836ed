//! For tests: a temporary database, the modules wired over it, people who may do things, a clock that stands still, and
//! `settle()`, which delivers every event.
//!
//! The database is SQLite in a temporary folder, or a fresh PostgreSQL database when `ECAR_TEST_DATABASE_URL` names a
//! server; it goes with the kit.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot be set up must fail")]

mod access_point;
mod client;
mod database;
mod documented;
mod mail_server;
mod payment_provider;
mod people;
mod press;
mod push_service;
mod receiver;
mod sms_provider;
mod tax_platform;
mod template;

pub use access_point::AccessPoint;
pub use client::{Client, Reply};
pub use database::TestDatabase;
pub use mail_server::{Mail, MailServer};
pub use payment_provider::{PaymentProvider, SIGNING_SECRET};
pub use people::{FakeSites, FakeStaff, People};
pub use press::press;
pub use push_service::{PushService, Pushed};
pub use receiver::{Receiver, Told};
pub use sms_provider::{Mood, SmsProvider, Text};
pub use tax_platform::TaxPlatform;
pub use template::Template;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use chrono::{DateTime, Utc};
use kernel::actor::Authenticator;
use kernel::clock::FakeClock;
use kernel::live::Live;
use kernel::module::Worker;
use kernel::relay::Relay;
use kernel::schema::Migrate;
use kernel::{Context, Db, Module, SiteId, db};

/// One program under test.
pub struct Kit {
    pub context: Context,
    pub clock: Arc<FakeClock>,
    pub people: Arc<People>,
    /// The site where [`Kit::owner`], [`Kit::advisor`] and [`Kit::technician`] work.
    pub site: SiteId,
    /// The site where [`Kit::outsider`] is owner.
    pub other_site: SiteId,
    router: Router,
    relay: Relay,
    workers: Vec<Arc<dyn Worker>>,
    modules: Vec<&'static str>,
    importers: Vec<Arc<dyn kernel::import::Importer>>,
    _database: TestDatabase,
}

/// The instant at which every test begins: a Friday morning in Tunis.
pub fn morning() -> DateTime<Utc> {
    "2026-11-20T08:00:00Z".parse().unwrap()
}

impl Kit {
    /// Migrates a fresh database and wires the modules over it.
    pub async fn start<F>(wire: impl FnOnce(Context, Arc<People>) -> F, migrations: &[Migrate]) -> Self
    where
        F: Future<Output = Vec<Module>>,
    {
        let database = template::migrated(migrations).await;
        let clock = FakeClock::at(morning());
        let context = Context { db: database.db().await, clock: clock.clone() };
        let people = Arc::new(People::default());
        let modules = wire(context.clone(), people.clone()).await;
        Self::assemble(database, context, clock, people, modules)
    }

    fn assemble(database: TestDatabase, context: Context, clock: Arc<FakeClock>, people: Arc<People>, modules: Vec<Module>) -> Self {
        let names: Vec<_> = modules.iter().map(|module| module.name).collect();
        let mut api = Router::new();
        let (mut listeners, mut workers, mut importers) = (vec![], vec![], vec![]);
        for module in modules {
            let (router, _) = module.router.merge(module.uploads).split_for_parts();
            api = api.merge(router);
            listeners.extend(module.listeners);
            workers.extend(module.workers);
            importers.extend(module.importers);
        }
        let authenticator: Arc<dyn Authenticator> = people.clone();
        let router = Router::new()
            .nest("/api/v1", api)
            .layer(from_fn_with_state(authenticator, kernel::http::authenticate))
            .layer(from_fn(kernel::http::retry_lost_races))
            .layer(from_fn(kernel::http::answer_unchanged));
        // A listener may hear a module that is not under test: only those under test have a feed to read.
        listeners.retain(|listener| names.contains(&listener.hears()));
        let relay = Relay::new(context.db.clone(), context.clock.clone(), names.clone(), listeners, Live::default());
        Self {
            context,
            clock,
            site: people.site,
            other_site: people.other_site,
            people,
            router,
            relay,
            workers,
            modules: names,
            importers,
            _database: database,
        }
    }

    pub fn db(&self) -> &Db {
        &self.context.db
    }

    pub fn owner(&self) -> Client {
        self.client(Some(People::OWNER))
    }

    pub fn advisor(&self) -> Client {
        self.client(Some(People::ADVISOR))
    }

    pub fn technician(&self) -> Client {
        self.client(Some(People::TECHNICIAN))
    }

    /// Owner of another site: this site's rows do not exist for them.
    pub fn outsider(&self) -> Client {
        self.client(Some(People::OUTSIDER))
    }

    pub fn anonymous(&self) -> Client {
        self.client(None)
    }

    fn client(&self, token: Option<&'static str>) -> Client {
        Client::new(self.router.clone(), token.map(str::to_owned))
    }

    /// A client with any bearer token.
    pub fn bearer(&self, token: impl Into<String>) -> Client {
        Client::new(self.router.clone(), Some(token.into()))
    }

    /// Delivers every event, then runs the workers until they rest. Fails when an event was refused.
    pub async fn settle(&self) {
        loop {
            self.relay.settle().await.expect("events are delivered");
            let mut more = false;
            for worker in &self.workers {
                more |= worker.turn().await.expect("workers work");
            }
            if !more {
                break;
            }
        }
        for module in &self.modules {
            self.nothing_refused(module).await;
        }
    }

    async fn nothing_refused(&self, module: &str) {
        #[derive(Debug, sea_orm::FromQueryResult)]
        struct Refused {
            listener: String,
            last_error: Option<String>,
        }
        let sql = format!("select listener, last_error from {module}_cursors where last_error is not null");
        let refused: Vec<Refused> = db::all(self.db().reader(), sql, []).await.unwrap();
        assert!(
            refused.is_empty(),
            "listeners refused events: {:?}",
            refused.iter().map(|row| (&row.listener, &row.last_error)).collect::<Vec<_>>()
        );
    }

    /// The importer of a kind, such as `customers`.
    pub fn importer(&self, kind: &str) -> Arc<dyn kernel::import::Importer> {
        self.importers.iter().find(|importer| importer.kind() == kind).cloned().expect("a module brings this importer")
    }
}
