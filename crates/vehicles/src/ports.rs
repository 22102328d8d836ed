//! What other modules may ask about vehicles, and what this one asks about customers.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;
use contracts::customers::{CustomerId, Customers};
use contracts::scheduling::Translated;
use contracts::search::{SearchHit, Searchable};
use contracts::vehicles::{
    DueAsked, DueKind, DueVehicle, DueVehicles, FleetUnit, FleetUnits, MOST_UNITS, OwnedVehicle, OwnedVehicles, VEHICLE_READ, VehicleCard,
    VehicleId, Vehicles,
};
use kernel::db::Reader;
use kernel::search::Query;
use kernel::{Actor, Context, Problem, SiteId};
use sea_orm::ActiveEnum;

use crate::care::{self, Titles};
use crate::vehicles::store;
use crate::vehicles::vehicle::{OldPlate, Owner, Vehicle};
use crate::{Error, Plate, plate};

pub struct Ports {
    context: Context,
}

impl Ports {
    pub fn new(context: Context) -> Self {
        Self { context }
    }

    pub(crate) fn reader(&self) -> &Reader {
        self.context.db.reader()
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
impl FleetUnits for Ports {
    async fn units(&self, owners: &[CustomerId]) -> Result<Vec<FleetUnit>, Problem> {
        let reader = self.context.db.reader();
        let mut titles = care::titles(reader).await?;
        let vehicles = store::of_fleet(reader, owners, MOST_UNITS).await?;
        let ids: Vec<_> = vehicles.iter().map(|vehicle| vehicle.id).collect();
        titles.extend(care::own_titles(reader, &ids).await?);
        Ok(vehicles.into_iter().filter_map(|vehicle| unit(&titles, vehicle)).collect())
    }
}

#[async_trait]
impl DueVehicles for Ports {
    async fn due(&self, asked: &DueAsked) -> Result<Vec<DueVehicle>, Problem> {
        care::due::page(self.context.db.reader(), asked).await
    }

    async fn standing(&self, ids: &[VehicleId]) -> Result<Vec<DueVehicle>, Problem> {
        care::due::standing(self.context.db.reader(), ids).await
    }

    async fn due_days(
        &self,
        site: Option<SiteId>,
        kind: DueKind,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<(NaiveDate, i64)>, Problem> {
        Ok(care::due::days(self.context.db.reader(), site, kind, from, until).await?)
    }
}

#[async_trait]
impl OwnedVehicles for Ports {
    async fn owned(&self, owners: &[CustomerId]) -> Result<Vec<OwnedVehicle>, Problem> {
        Ok(care::due::owned(self.context.db.reader(), owners).await?)
    }
}

fn unit(titles: &BTreeMap<String, Titles>, vehicle: Vehicle) -> Option<FleetUnit> {
    let titles = vehicle.service_item.as_ref().and_then(|key| titles.get(key)).cloned();
    Some(FleetUnit {
        id: vehicle.id,
        owner_id: vehicle.owner_id?,
        label: vehicle.label(),
        plate: vehicle.plate_text,
        unit_number: vehicle.unit_number,
        odometer_km: vehicle.odometer_km,
        odometer_unit: vehicle.odometer_unit.to_value(),
        service_on: vehicle.service_on,
        service: titles.map(|Titles { fr, ar, en }| Translated { fr, ar, en }),
        inspection_on: vehicle.inspection_on,
        insurance_on: vehicle.insurance_on,
    })
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        if !actor.may_anywhere(VEHICLE_READ) {
            return Ok(vec![]);
        }
        let reader = self.context.db.reader();
        let query = plate::search_query(query);
        let found = store::search(reader, &query, limit).await?;
        let ids = found.iter().map(|vehicle| vehicle.id).filter(|_| may_be_a_plate(&query));
        let old = store::old_plates(reader, &ids.collect::<Vec<_>>()).await?;
        let former = |vehicle: &Vehicle| old.iter().find(|plate| plate.vehicle_id == vehicle.id && is_by(&query, vehicle, plate));
        Ok(found.into_iter().map(|vehicle| hit(former(&vehicle), vehicle)).collect())
    }
}

fn has_digit(word: &str) -> bool {
    word.contains(|letter: char| letter.is_ascii_digit())
}

fn may_be_a_plate(query: &Query) -> bool {
    query.readings().iter().flatten().any(|word| has_digit(word))
}

/// Whether it is the former plate that the vehicle was found by.
fn is_by(query: &Query, vehicle: &Vehicle, former: &OldPlate) -> bool {
    let begins = |words: &[String], norm: &str| {
        let terms = Plate::terms(norm);
        words.iter().any(|word| has_digit(word) && terms.iter().any(|term| term.starts_with(word)))
    };
    query.readings().iter().any(|words| begins(words, &former.norm) && !begins(words, &vehicle.plate_norm))
}

fn hit(former: Option<&OldPlate>, vehicle: Vehicle) -> SearchHit {
    let owner = vehicle.owner_name.map(|name| format!(" · {name}")).unwrap_or_default();
    let former = former.map(|plate| format!("ex {} · ", plate.text)).unwrap_or_default();
    let subtitle = format!("{former}{} {}{owner}", vehicle.make, vehicle.model);
    SearchHit { owner_id: vehicle.owner_id.map(|id| id.0), ..SearchHit::new(vehicle.id.0, vehicle.plate_text, subtitle) }
}

/// Who owned a vehicle before, archived or not.
pub async fn former_owner(customers: &dyn Customers, id: CustomerId) -> Result<Owner, Problem> {
    let cards = customers.cards(&[id]).await?;
    Ok(cards.first().map(Owner::from).ok_or(Error::NothingToUndo)?)
}

/// The customer who is to own a vehicle; `field` of the body names them.
pub async fn owner(customers: &dyn Customers, id: CustomerId, field: &'static str) -> Result<Owner, Problem> {
    let cards = customers.cards(&[id]).await?;
    let card = cards.first().ok_or(Error::UnknownOwner { field })?;
    if card.archived { Err(Error::ArchivedOwner { field }.into()) } else { Ok(Owner::from(card)) }
}
