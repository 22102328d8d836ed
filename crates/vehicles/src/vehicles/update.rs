//! Change what a vehicle is.

use std::collections::BTreeMap;

use axum::extract::State;
use chrono::NaiveDate;
use contracts::vehicles::{VEHICLE_WRITE, VehicleId};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned, present};
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Actor, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::announce::announce;
use super::record::{Fuel, Unit, Usage};
use super::store;
use super::vehicle::Change;
use super::view::VehicleView;
use crate::care::refresh::reckon_one;
use crate::days::plausible;
use crate::fields;
use crate::{App, Error, Plate, vin};

/// What to change; null clears, what is left out stays. The owner changes by transfer, the odometer by a reading.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
pub struct VehiclePatch {
    #[garde(custom(filled_line(30)))]
    #[schema(max_length = 30, format = "filled-line")]
    pub plate: Option<String>,
    /// Of the plate, when one is given; `TN` when left out.
    #[garde(custom(line(2)))]
    #[schema(max_length = 2, format = "line")]
    pub country: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    #[garde(custom(line(60)))]
    pub vin: Option<Option<String>>,
    #[garde(custom(filled_line(60)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub make: Option<String>,
    #[garde(custom(filled_line(60)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub model: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>, minimum = 1900, maximum = 2100)]
    #[garde(inner(range(min = 1900, max = 2100)))]
    pub year: Option<Option<i32>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Fuel>)]
    #[garde(skip)]
    pub fuel: Option<Option<Fuel>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    #[garde(custom(line(60)))]
    pub colour: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 5000, format = "prose")]
    #[garde(custom(prose(5000)))]
    pub notes: Option<Option<String>>,
    /// Cannot become hours, nor hours something else, once the instrument was read.
    #[garde(skip)]
    pub odometer_unit: Option<Unit>,
    #[garde(skip)]
    pub usage: Option<Usage>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    #[garde(custom(plausible))]
    pub first_registered_on: Option<Option<NaiveDate>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    #[garde(custom(plausible))]
    pub inspection_on: Option<Option<NaiveDate>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    #[garde(custom(plausible))]
    pub insurance_on: Option<Option<NaiveDate>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    #[garde(custom(plausible))]
    pub road_tax_on: Option<Option<NaiveDate>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 30, format = "line")]
    #[garde(custom(line(30)))]
    pub key_tag: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 30, format = "line")]
    #[garde(custom(line(30)))]
    pub unit_number: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 30, format = "line")]
    #[garde(custom(line(30)))]
    pub engine_code: Option<Option<String>>,
    /// Of the garage's own fields those that are to change; an empty text clears.
    #[serde(default)]
    #[garde(length(max = 30))]
    pub custom: BTreeMap<String, String>,
    #[serde(default)]
    #[garde(skip)]
    pub allow_duplicate_plate: bool,
}

/// Changes what a vehicle is; a plate as at creation. Permission: `vehicle.write`.
#[utoipa::path(patch, path = "/vehicles/{vehicle_id}", tag = "vehicles", operation_id = "update_vehicle",
    params(("vehicle_id" = VehicleId, Path), ("If-Match" = Option<String>, Header)), request_body = VehiclePatch,
    responses((status = 200, body = VehicleView)), security(("bearer" = [])))]
pub async fn update_vehicle(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    read_version: IfMatch,
    Json(patch): Json<VehiclePatch>,
) -> Result<Versioned<VehicleView>, Problem> {
    let view = update(&app, &actor, id, &read_version, patch).await?;
    Ok(Versioned(view.version, view))
}

async fn update(app: &App, actor: &Actor, id: VehicleId, read_version: &IfMatch, patch: VehiclePatch) -> Result<VehicleView, Problem> {
    actor.permit_anywhere(VEHICLE_WRITE)?;
    let clock = app.context.clock.as_ref();
    let allow_duplicate = patch.allow_duplicate_plate;
    let custom = patch.custom.clone();
    let mut change = read(patch)?;
    let mut tx = app.context.db.begin().await?;
    let mut vehicle = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    read_version.check(vehicle.version)?;
    let known = vehicle.clone();
    if !custom.is_empty() {
        let changed = fields::changed(&fields::of_garage(&*tx).await?, fields::read(&known.custom), custom)?;
        change.custom = Some(fields::kept(&changed)?);
    }
    vehicle.change(change);
    let counts_hours = |unit| unit == Unit::H;
    if known.odometer_km.is_some() && counts_hours(known.odometer_unit) != counts_hours(vehicle.odometer_unit) {
        return Err(Error::UnitInUse.into());
    }
    if vehicle.plate_norm != known.plate_norm && !allow_duplicate {
        store::refuse_known_plate(&tx, &vehicle).await?;
    }
    if let Some(old) = store::given_up(&tx, &known, &vehicle, clock.now()).await? {
        store::insert_old_plate(&tx, old).await?;
    }
    reckon_one(&tx, &mut vehicle, clock.now().date_naive()).await?;
    store::save_and_index(&tx, &mut vehicle).await?;
    announce(&mut tx, "vehicle.update", Some(&known), &vehicle, actor, clock).await?;
    tx.commit().await?;
    Ok(VehicleView::new(vehicle, actor))
}

fn read(patch: VehiclePatch) -> Result<Change, Problem> {
    if patch.country.is_some() && patch.plate.is_none() {
        return Err(Problem::field("/plate", "required", "A country comes with its plate"));
    }
    let read_vin = |text: Option<String>| filled(text).map(|text| vin::parse(&text)).transpose();
    Ok(Change {
        plate: patch.plate.map(|text| Plate::parse(patch.country.as_deref(), &text)).transpose()?,
        vin: patch.vin.map(read_vin).transpose()?,
        make: patch.make.map(|text| text.trim().to_owned()),
        model: patch.model.map(|text| text.trim().to_owned()),
        year: patch.year,
        fuel: patch.fuel,
        colour: patch.colour.map(filled),
        notes: patch.notes.map(filled),
        odometer_unit: patch.odometer_unit,
        usage: patch.usage,
        first_registered_on: patch.first_registered_on,
        inspection_on: patch.inspection_on,
        insurance_on: patch.insurance_on,
        road_tax_on: patch.road_tax_on,
        key_tag: patch.key_tag.map(filled),
        unit_number: patch.unit_number.map(filled),
        engine_code: patch.engine_code.map(filled),
        custom: None,
    })
}
