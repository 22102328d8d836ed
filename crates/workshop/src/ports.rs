//! What workshop offers to others: its part of the search box.

use async_trait::async_trait;
use contracts::search::{SearchHit, Searchable};
use contracts::workshop::WORK_ORDER_READ;
use kernel::search::Query;
use kernel::{Actor, Db, Problem};

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
        // An order may match by several terms: a few more are read, and each is kept once.
        let found = store::search_orders(self.db.reader(), query, sites.as_deref(), limit * 4).await?;
        let mut hits: Vec<SearchHit> = vec![];
        for order in found {
            let is_new = hits.iter().all(|hit| hit.id != order.id);
            if is_new && (hits.len() as u64) < limit {
                hits.push(hit(&order));
            }
        }
        Ok(hits)
    }
}

fn hit(order: &Found) -> SearchHit {
    let title = format!("{} · {}", order.number, order.vehicle_plate);
    SearchHit { id: order.id, title, subtitle: format!("{} · {}", order.customer_name, order.state), owner_id: None }
}
