//! Three programs, nginx before them, PgBouncer behind them.

use std::sync::Arc;

use testkit::TestDatabase;

use super::pooler::Pooler;
use super::proxy::Proxy;
use crate::server::{Garage, Server, free_port};

pub struct Cluster {
    pub replicas: Vec<Server>,
    pub proxy: Proxy,
    _pooler: Option<Pooler>,
}

impl Cluster {
    /// On a new database of the tests' server.
    pub async fn start(more: &[(&str, &str)]) -> Self {
        let database = TestDatabase::create().await;
        let pooler = Pooler::start(&database.url());
        Self::start_on(database, Some(pooler), more)
    }

    /// On this database, behind this pooler or none.
    pub fn start_on(database: TestDatabase, pooler: Option<Pooler>, more: &[(&str, &str)]) -> Self {
        let mut settings = vec![("ECAR_TRUSTED_PROXIES", "127.0.0.1"), ("ECAR_SECURE_COOKIES", "true"), ("ECAR_MAX_REQUESTS", "256")];
        if let Some(pooler) = &pooler {
            settings.extend([("ECAR_DATABASE_URL", pooler.url.as_str()), ("ECAR_DATABASE_STATEMENT_CACHE", pooler.statement_cache)]);
        }
        settings.extend(more);
        let listen: Vec<_> = (0..3).map(|_| format!("127.0.0.1:{}", free_port())).collect();
        settings.push(("ECAR_LISTEN", &listen[0]));
        let first = Server::start_on(Arc::new(database), &settings);
        let others = listen[1..].iter().map(|listen| first.replica_with(&[("ECAR_LISTEN", listen)])).collect::<Vec<_>>();
        let replicas: Vec<_> = [first].into_iter().chain(others).collect();
        let proxy = Proxy::start(&replicas.iter().map(|replica| replica.base.as_str()).collect::<Vec<_>>());
        Self { replicas, proxy, _pooler: pooler }
    }

    /// The garage as people reach it.
    pub fn garage(&self) -> Garage {
        self.replicas[0].reached_at(&self.proxy.url)
    }
}
