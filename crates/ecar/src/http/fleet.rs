//! `GET /my-fleet`: what a customer's contact with an account of their own sees of the customer's vehicles, of all modules at once.

use std::sync::Arc;

use axum::Extension;
use contracts::customers::{CustomerId, Fleet, Fleets, Spent};
use contracts::identity::{Staff, UserId};
use contracts::vehicles::{FleetUnit, FleetUnits};
use contracts::workshop::{FleetOrder, FleetWork};
use kernel::actor::Via;
use kernel::http::{Caller, Json};
use kernel::{Actor, Clock, Problem};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Who knows what of a fleet.
#[derive(Clone)]
pub struct Knowing {
    pub people: Arc<dyn Staff>,
    pub customers: Arc<dyn Fleets>,
    pub vehicles: Arc<dyn FleetUnits>,
    pub work_orders: Arc<dyn FleetWork>,
    pub clock: Arc<dyn Clock>,
}

/// The vehicles that the caller watches over.
#[derive(Serialize, ToSchema)]
struct MyFleet {
    /// Calendar month (UTC) of what was spent.
    #[schema(example = "2026-11")]
    month: String,
    customers: Vec<MyCustomer>,
    /// What is due first before the others; at most 500.
    units: Vec<FleetUnit>,
    /// Neither closed nor cancelled, next promise first.
    orders: Vec<FleetOrder>,
}

/// A customer at whose fleet the caller may look.
#[derive(Serialize, ToSchema)]
struct MyCustomer {
    id: CustomerId,
    name: String,
    /// What was invoiced in the month, by currency.
    spent: Vec<Spent>,
}

pub fn router(knowing: Knowing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get_my_fleet)).layer(Extension(knowing))
}

/// The vehicles of the customers of whom the caller is a contact that may see the fleet: when service is due, what is under way and
/// what waits for a word, and what was invoiced this month. Empty for everybody else. Permission: none, one's own.
#[utoipa::path(get, path = "/my-fleet", tag = "customers", responses((status = 200, body = MyFleet)), security(("bearer" = [])))]
async fn get_my_fleet(Caller(actor): Caller, Extension(knowing): Extension<Knowing>) -> Result<Json<MyFleet>, Problem> {
    let month = knowing.clock.now().format("%Y-%m").to_string();
    let fleets = match email(&knowing, &actor).await? {
        Some(email) => knowing.customers.of_person(&email, &month).await?,
        None => vec![],
    };
    let ids: Vec<_> = fleets.iter().map(|fleet| fleet.id).collect();
    let (units, orders) = if ids.is_empty() {
        (vec![], vec![])
    } else {
        futures::try_join!(knowing.vehicles.units(&ids), knowing.work_orders.under_way(&ids))?
    };
    let customers = fleets.into_iter().map(|Fleet { id, name, spent }| MyCustomer { id, name, spent }).collect();
    Ok(Json(MyFleet { month, customers, units, orders }))
}

/// The address that the caller proved to be theirs when they joined. A program has none, and a PIN stays away from the account.
async fn email(knowing: &Knowing, actor: &Actor) -> Result<Option<String>, Problem> {
    let Via::Session(_) = actor.via else { return Ok(None) };
    let cards = knowing.people.cards(&[UserId(actor.id)]).await?;
    Ok(cards.into_iter().next().and_then(|card| card.email))
}
