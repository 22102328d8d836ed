//! `GET /search`: one box over customers, vehicles, appointments, work orders, invoices and parts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Extension;
use contracts::search::{Due, SearchHit, Searchable, Undone};
use kernel::http::{Caller, Json, Query};
use kernel::search::Query as Words;
use kernel::{Actor, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

const MOST: u64 = 20;
/// With fewer hits of all kinds for a word, words spelt nearly so are looked for too.
const FEW: usize = 5;

/// Who answers for each kind of record.
#[derive(Clone)]
pub struct Searchables {
    pub customers: Arc<dyn Searchable>,
    pub vehicles: Arc<dyn Searchable>,
    pub appointments: Arc<dyn Searchable>,
    pub work_orders: Arc<dyn Searchable>,
    pub invoices: Arc<dyn Searchable>,
    pub products: Arc<dyn Searchable>,
}

#[derive(Serialize, ToSchema)]
pub struct SearchResults {
    pub customers: Vec<SearchHit>,
    pub vehicles: Vec<SearchHit>,
    pub appointments: Vec<SearchHit>,
    pub work_orders: Vec<SearchHit>,
    pub invoices: Vec<SearchHit>,
    pub products: Vec<SearchHit>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SearchQuery {
    /// A name in either script, telephone number, plate, VIN or its end, document number or part code; beginnings of words do. Where
    /// that finds little, hits by words spelt nearly so follow; they are marked `near`.
    #[serde(default)]
    q: String,
    /// Hits per kind, 1 to 20; 5 when left out.
    #[param(minimum = 1, maximum = 20)]
    limit: Option<u64>,
}

pub fn router(searchables: Searchables) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(search)).layer(Extension(searchables))
}

/// Finds records of every kind by the beginnings of words, then by words spelt nearly so. Permission: each kind shows only what the caller may read.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchQuery), security(("bearer" = [])), responses((status = 200, body = SearchResults)))]
async fn search(
    Caller(actor): Caller,
    Extension(all): Extension<Searchables>,
    Query(asked): Query<SearchQuery>,
) -> Result<Json<SearchResults>, Problem> {
    let limit = asked.limit.unwrap_or(5);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::field("/limit", "out-of-range", "limit is between 1 and 20"));
    }
    let Some(words) = Words::parse(&asked.q) else { return Ok(Json(nothing())) };
    let mut found = find(&all, &actor, &words, limit).await?;
    // A whole name that is there needs no other; beside few hits of a single word other spellings are offered.
    let is_little = found.count() == 0 || (words.is_one_word() && found.count() < FEW);
    if is_little && let Some(near) = words.near() {
        found.complete(find(&all, &actor, &near, limit).await?, limit);
    }
    let (dues, undone) = futures::try_join!(dues(&all, &actor, &found), undone(&all, &actor, &found.vehicles))?;
    found.add_dues(&dues);
    found.add_undone(undone);
    Ok(Json(found))
}

/// What customers and the owners of vehicles owe, of all of them in one question.
async fn dues(all: &Searchables, actor: &Actor, found: &SearchResults) -> Result<Vec<Due>, Problem> {
    let owners = found.vehicles.iter().filter_map(|hit| hit.owner_id);
    let customers: BTreeSet<_> = found.customers.iter().map(|hit| hit.id).chain(owners).collect();
    if customers.is_empty() {
        return Ok(vec![]);
    }
    all.invoices.due_of(actor, &customers.into_iter().collect::<Vec<_>>()).await
}

/// What was offered for the vehicles and not done, of all of them in one question.
async fn undone(all: &Searchables, actor: &Actor, vehicles: &[SearchHit]) -> Result<Vec<Undone>, Problem> {
    if vehicles.is_empty() {
        return Ok(vec![]);
    }
    all.work_orders.undone_of(actor, &vehicles.iter().map(|hit| hit.id).collect::<Vec<_>>()).await
}

impl SearchResults {
    fn add_dues(&mut self, dues: &[Due]) {
        let dues: BTreeMap<_, _> = dues.iter().map(|due| (due.customer_id, due)).collect();
        let of_customers = self.customers.iter_mut().map(|hit| (Some(hit.id), hit));
        let of_owners = self.vehicles.iter_mut().map(|hit| (hit.owner_id, hit));
        for (customer, hit) in of_customers.chain(of_owners) {
            if let Some(due) = customer.and_then(|id| dues.get(&id)) {
                (hit.due, hit.currency) = (Some(due.due), due.currency.clone());
            }
        }
    }

    fn add_undone(&mut self, undone: Vec<Undone>) {
        for undone in undone {
            if let Some(hit) = self.vehicles.iter_mut().find(|hit| hit.id == undone.vehicle_id) {
                hit.deferred.push(undone.title);
            }
        }
    }

    fn count(&self) -> usize {
        [&self.customers, &self.vehicles, &self.appointments, &self.work_orders, &self.invoices, &self.products]
            .into_iter()
            .map(Vec::len)
            .sum()
    }

    /// Adds what was found nearly so behind what was found.
    fn complete(&mut self, near: Self, limit: u64) {
        let kinds = [
            (&mut self.customers, near.customers),
            (&mut self.vehicles, near.vehicles),
            (&mut self.appointments, near.appointments),
            (&mut self.work_orders, near.work_orders),
            (&mut self.invoices, near.invoices),
            (&mut self.products, near.products),
        ];
        for (kept, near) in kinds {
            for hit in near {
                if (kept.len() as u64) < limit && kept.iter().all(|kept| kept.id != hit.id) {
                    kept.push(SearchHit { near: true, ..hit });
                }
            }
        }
    }
}

async fn find(all: &Searchables, actor: &Actor, words: &Words, limit: u64) -> Result<SearchResults, Problem> {
    let (customers, vehicles, appointments, work_orders, invoices, products) = futures::try_join!(
        all.customers.search(actor, words, limit),
        all.vehicles.search(actor, words, limit),
        all.appointments.search(actor, words, limit),
        all.work_orders.search(actor, words, limit),
        all.invoices.search(actor, words, limit),
        all.products.search(actor, words, limit),
    )?;
    Ok(SearchResults { customers, vehicles, appointments, work_orders, invoices, products })
}

fn nothing() -> SearchResults {
    SearchResults { customers: vec![], vehicles: vec![], appointments: vec![], work_orders: vec![], invoices: vec![], products: vec![] }
}
