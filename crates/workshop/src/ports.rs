//! What workshop offers to others: its part of the search box, and what keeps a site from closing.

use async_trait::async_trait;
use contracts::identity::{OpenRecord, OpenWork};
use contracts::search::{SearchHit, Searchable, Undone};
use contracts::workshop::WORK_ORDER_READ;
use kernel::search::Query;
use kernel::{Actor, Db, Problem, SiteId};
use uuid::Uuid;

use crate::deferred;
use crate::work_orders::store::{self, Found};

pub struct Ports {
    db: Db,
}

impl Ports {
    pub(crate) fn new(db: Db) -> Self {
        Self { db }
    }
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        let Ok(sites) = actor.visible_sites(None, WORK_ORDER_READ) else { return Ok(vec![]) };
        let found = store::search_orders(self.db.reader(), query, sites.as_deref(), limit).await?;
        Ok(found.into_iter().map(hit).collect())
    }

    async fn undone_of(&self, actor: &Actor, vehicles: &[Uuid]) -> Result<Vec<Undone>, Problem> {
        let Ok(sites) = actor.visible_sites(None, WORK_ORDER_READ) else { return Ok(vec![]) };
        Ok(deferred::undone_of(self.db.reader(), vehicles, sites.as_deref()).await?)
    }
}

#[async_trait]
impl OpenWork for Ports {
    async fn open_work(&self, site: SiteId, limit: u64) -> Result<Vec<OpenRecord>, Problem> {
        let numbers = store::open_numbers(self.db.reader(), site, limit).await?;
        Ok(numbers.into_iter().map(|label| OpenRecord { kind: "work_order".into(), label }).collect())
    }
}

fn hit(order: Found) -> SearchHit {
    let title = format!("{} · {}", order.number, order.vehicle_plate);
    SearchHit { state: Some(order.state.to_string()), ..SearchHit::new(order.id, title, order.customer_name) }
}
