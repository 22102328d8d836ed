//! Fields that several bodies have, and what stands behind the ids in them.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::{CustomerCard, CustomerId};
use contracts::vehicles::{VehicleCard, VehicleId};
use garde::Validate;
use kernel::text::{filled, line};
use kernel::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::{Booked, Model};
use crate::Scheduling;
use crate::error::Error;
use crate::resources::record::json;
use crate::services::record;
use crate::services::store as services;
use crate::shop::Wish;

/// A car that stands at the desk is booked as of now, though it came a little before.
const JUST_NOW: TimeDelta = TimeDelta::hours(1);
const FURTHEST: TimeDelta = TimeDelta::days(550);

/// A body without fields.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NoFields)]
pub struct Nothing {}

/// Who comes, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AppointmentContact)]
pub struct Contact {
    #[garde(custom(line(120)))]
    #[schema(max_length = 120, format = "line")]
    pub name: Option<String>,
    #[garde(custom(line(40)))]
    #[schema(max_length = 40, format = "line")]
    pub phone: Option<String>,
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub email: Option<String>,
    #[garde(custom(line(30)))]
    #[schema(max_length = 30, format = "line")]
    pub plate: Option<String>,
}

impl Contact {
    pub fn write(self, appointment: &mut Model) {
        if let Some(name) = filled(self.name) {
            appointment.customer_name = name;
        }
        appointment.phone = filled(self.phone).or(appointment.phone.take());
        appointment.email = filled(self.email).or(appointment.email.take());
        appointment.plate = filled(self.plate).or(appointment.plate.take());
    }
}

/// A start that can be: on a minute, not in the past, and within a year and a half.
pub fn start(at: DateTime<Utc>, now: DateTime<Utc>) -> Result<i64, Problem> {
    if at < now - JUST_NOW {
        return Err(Error::StartInPast.into());
    }
    if at > now + FURTHEST {
        return Err(Problem::field("/start", "out-of-range", "an appointment begins within a year and a half"));
    }
    Ok(at.timestamp().div_euclid(60) * 60)
}

/// A promise can be no stranger than the start.
pub fn promise(at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Problem> {
    match at {
        Some(at) if at < now - FURTHEST || at > now + FURTHEST => {
            Err(Problem::field("/promised_at", "out-of-range", "a promise is within a year and a half"))
        }
        at => Ok(at.and_then(|at| DateTime::from_timestamp(at.timestamp(), 0))),
    }
}

pub fn booked(services: &[record::Model]) -> Vec<Booked> {
    let of = |service: &record::Model| Booked {
        id: service.id,
        names: service.names(),
        minutes: service.minutes,
        skill: service.skill.clone(),
        capability: service.capability.clone(),
    };
    services.iter().map(of).collect()
}

/// What the work needs, each thing once.
pub fn wish(services: &[Booked], minutes: i32) -> Wish {
    let distinct = |codes: Vec<Option<String>>| {
        let mut codes: Vec<String> = codes.into_iter().flatten().collect();
        codes.sort();
        codes.dedup();
        codes
    };
    Wish {
        seconds: i64::from(minutes) * 60,
        skills: distinct(services.iter().map(|service| service.skill.clone()).collect()),
        capabilities: distinct(services.iter().map(|service| service.capability.clone()).collect()),
        ..Wish::default()
    }
}

impl Scheduling {
    /// The services of the site with these ids, as they are booked.
    pub async fn booked(&self, site: kernel::SiteId, ids: &[contracts::scheduling::ServiceId]) -> Result<Vec<Booked>, Problem> {
        Ok(booked(&services::bookable(self.context.db.reader(), site, ids).await?))
    }

    /// Customer and vehicle of a body; 422 for what does not exist or is archived.
    pub async fn named(
        &self,
        customer: Option<CustomerId>,
        vehicle: Option<VehicleId>,
    ) -> Result<(Option<CustomerCard>, Option<VehicleCard>), Problem> {
        let (customers, vehicles) = (customer.as_slice(), vehicle.as_slice());
        let customers = if customers.is_empty() { vec![] } else { self.customers.cards(customers).await? };
        let vehicles = if vehicles.is_empty() { vec![] } else { self.vehicles.cards(vehicles).await? };
        let mut faults = vec![];
        if customer.is_some() && customers.is_empty() {
            faults.push(FieldError::new("/customer_id", "unknown", "does not exist"));
        }
        if customers.iter().any(|card| card.archived) {
            faults.push(FieldError::new("/customer_id", "archived", "the customer is archived"));
        }
        if vehicle.is_some() && vehicles.is_empty() {
            faults.push(FieldError::new("/vehicle_id", "unknown", "does not exist"));
        }
        if faults.is_empty() { Ok((customers.into_iter().next(), vehicles.into_iter().next())) } else { Err(Problem::fields(faults)) }
    }
}

/// Writes the labels of customer and vehicle.
pub fn label(appointment: &mut Model, customer: Option<CustomerCard>, vehicle: Option<VehicleCard>) {
    if let Some(card) = customer {
        (appointment.customer_id, appointment.customer_name) = (Some(card.id), card.name);
        (appointment.phone, appointment.email) = (card.phone, card.email);
    }
    if let Some(card) = vehicle {
        (appointment.vehicle_id, appointment.plate, appointment.vehicle_label) = (Some(card.id), Some(card.plate), Some(card.label));
    }
}

/// Writes what is booked.
pub fn write_services(appointment: &mut Model, services: &[Booked]) {
    appointment.services = json(&services);
}

/// The sum of the services, unless somebody said how long.
pub fn minutes(said: Option<i32>, services: &[Booked]) -> Result<i32, Problem> {
    let minutes = said.unwrap_or_else(|| services.iter().map(|service| service.minutes).sum());
    if (5..=24 * 60).contains(&minutes) {
        return Ok(minutes);
    }
    Err(Problem::field("/minutes", "out-of-range", "an appointment takes between five minutes and a day of work"))
}
