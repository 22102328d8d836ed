//! What other modules may ask about vehicles, and what this one asks about customers.

use async_trait::async_trait;
use contracts::customers::{CustomerId, Customers};
use contracts::search::{SearchHit, Searchable};
use contracts::vehicles::{VEHICLE_READ, VehicleCard, VehicleId, Vehicles};
use kernel::search::Query;
use kernel::{Actor, Context, Problem};

use crate::vehicles::store;
use crate::vehicles::vehicle::{Owner, Vehicle};
use crate::{Error, plate};

pub struct Ports {
    context: Context,
}

impl Ports {
    pub fn new(context: Context) -> Self {
        Self { context }
    }
}

#[async_trait]
impl Vehicles for Ports {
    async fn cards(&self, ids: &[VehicleId]) -> Result<Vec<VehicleCard>, Problem> {
        let found = store::find_many(self.context.db.reader(), ids).await?;
        Ok(found.into_iter().map(Vehicle::card).collect())
    }
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        if !actor.may_anywhere(VEHICLE_READ) {
            return Ok(vec![]);
        }
        let found = store::search(self.context.db.reader(), &plate::search_query(query), limit).await?;
        Ok(found.into_iter().map(hit).collect())
    }
}

fn hit(vehicle: Vehicle) -> SearchHit {
    let owner = vehicle.owner_name.map(|name| format!(" · {name}")).unwrap_or_default();
    let subtitle = format!("{} {}{owner}", vehicle.make, vehicle.model);
    SearchHit { owner_id: vehicle.owner_id.map(|id| id.0), ..SearchHit::new(vehicle.id.0, vehicle.plate_text, subtitle) }
}

/// The customer who is to own a vehicle; `field` of the body names them.
pub async fn owner(customers: &dyn Customers, id: CustomerId, field: &'static str) -> Result<Owner, Problem> {
    let cards = customers.cards(&[id]).await?;
    let card = cards.first().ok_or(Error::UnknownOwner { field })?;
    if card.archived { Err(Error::ArchivedOwner { field }.into()) } else { Ok(Owner::from(card)) }
}
