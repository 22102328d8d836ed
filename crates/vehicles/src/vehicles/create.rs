//! Add a vehicle.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use contracts::customers::CustomerId;
use contracts::vehicles::VEHICLE_WRITE;
use garde::Validate;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Actor, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::announce::announce;
use super::record::{Fuel, Shares, Source, Unit, Usage};
use super::store;
use super::vehicle::{Change, MAX_KM, Taken, Vehicle};
use super::view::VehicleView;
use crate::care::refresh::reckon_one;
use crate::care::save_reckoned;
use crate::days::plausible;
use crate::fields::{self, Values};
use crate::{App, MODULE, Plate, ports, vin};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VehicleInput {
    #[garde(skip)]
    pub owner_id: CustomerId,
    /// Any spelling; Tunisian ones are brought to `215 TU 4821`.
    #[garde(custom(filled_line(30)))]
    #[schema(max_length = 30, format = "filled-line")]
    pub plate: String,
    /// ISO 3166 alpha-2; `TN` when left out.
    #[garde(custom(line(2)))]
    #[schema(max_length = 2, format = "line")]
    pub country: Option<String>,
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub vin: Option<String>,
    #[garde(custom(filled_line(60)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub make: String,
    #[garde(custom(filled_line(60)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub model: String,
    #[garde(range(min = 1900, max = 2100))]
    #[schema(minimum = 1900, maximum = 2100)]
    pub year: Option<i32>,
    #[garde(skip)]
    pub fuel: Option<Fuel>,
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub colour: Option<String>,
    #[garde(range(min = 0, max = MAX_KM))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub odometer_km: Option<i64>,
    /// Instead of `odometer_km`: as the instrument shows it, in `odometer_unit`.
    #[garde(range(min = 0, max = MAX_KM))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub odometer_shown: Option<i64>,
    #[serde(default)]
    #[garde(skip)]
    pub odometer_unit: Unit,
    #[serde(default)]
    #[garde(skip)]
    pub usage: Usage,
    #[garde(custom(plausible))]
    pub first_registered_on: Option<NaiveDate>,
    /// The technical inspection is good until then; likewise insurance and road tax.
    #[garde(custom(plausible))]
    pub inspection_on: Option<NaiveDate>,
    #[garde(custom(plausible))]
    pub insurance_on: Option<NaiveDate>,
    #[garde(custom(plausible))]
    pub road_tax_on: Option<NaiveDate>,
    #[garde(custom(line(30)))]
    #[schema(max_length = 30, format = "line")]
    pub key_tag: Option<String>,
    /// In its owner's fleet; the vehicle is found by it.
    #[garde(custom(line(30)))]
    #[schema(max_length = 30, format = "line")]
    pub unit_number: Option<String>,
    #[garde(custom(line(30)))]
    #[schema(max_length = 30, format = "line")]
    pub engine_code: Option<String>,
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub notes: Option<String>,
    /// What it has in the garage's own fields: key to value.
    #[serde(default)]
    #[garde(length(max = 30))]
    pub custom: BTreeMap<String, String>,
    /// Take the plate although another vehicle has it: it was issued again.
    #[serde(default)]
    #[garde(skip)]
    pub allow_duplicate_plate: bool,
}

type Answer = Repeatable<Created<Versioned<VehicleView>>>;

/// Adds a vehicle. The plate of another vehicle is a 409 `plate-exists` with that vehicle's id as `detail`, unless
/// `allow_duplicate_plate` is true. An `Idempotency-Key` makes it repeatable. Permission: `vehicle.write`.
#[utoipa::path(post, path = "/vehicles", tag = "vehicles", operation_id = "create_vehicle",
    params(("Idempotency-Key" = Option<String>, Header)), request_body = VehicleInput,
    responses((status = 201, body = VehicleView)), security(("bearer" = [])))]
pub async fn create_vehicle(
    State(app): State<App>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<VehicleInput>,
) -> Result<Answer, Problem> {
    create(&app, &actor, key.as_deref(), input).await
}

async fn create(app: &App, actor: &Actor, key: Option<&str>, input: VehicleInput) -> Result<Answer, Problem> {
    actor.permit_anywhere(VEHICLE_WRITE)?;
    let (db, clock) = (&app.context.db, app.context.clock.as_ref());
    let claim = Claim::new(actor, "create_vehicle", key, &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let (owner_id, allow_duplicate) = (input.owner_id, input.allow_duplicate_plate);
    let km = input.odometer_km.or(input.odometer_shown.map(|shown| input.odometer_unit.kept(shown)));
    let custom = fields::changed(&fields::of_garage(db.reader()).await?, Values::new(), input.custom.clone())?;
    let change = Change { custom: Some(fields::kept(&custom)?), ..read(input)? };
    let mut vehicle = Vehicle::open(change, clock.now());
    let owner = ports::owner(app.customers.as_ref(), owner_id, "owner_id").await?;
    let link = vehicle.transfer(owner, Shares::Vehicle, clock.now(), &actor.name)?;
    let taken = Taken { at: clock.now(), source: Source::Manual, work_order_id: None, by_name: actor.name.clone() };
    let reading = km.map(|km| vehicle.record_odometer(km, None, taken)).transpose()?;

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    if !allow_duplicate {
        store::refuse_known_plate(&tx, &vehicle).await?;
    }
    store::insert(&tx, &vehicle).await?;
    store::insert_ownerships(&tx, &[link]).await?;
    store::insert_readings(&tx, reading.as_slice()).await?;
    reckon_one(&tx, &mut vehicle, clock.now().date_naive()).await?;
    save_reckoned(&tx, std::slice::from_ref(&vehicle)).await?;
    announce(&mut tx, "vehicle.create", None, &vehicle, actor, clock).await?;
    let view = VehicleView::new(vehicle, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: VehicleView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/vehicles/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}

fn read(input: VehicleInput) -> Result<Change, Problem> {
    Ok(Change {
        plate: Some(Plate::parse(input.country.as_deref(), &input.plate)?),
        vin: Some(filled(input.vin).map(|text| vin::parse(&text)).transpose()?),
        make: Some(input.make.trim().to_owned()),
        model: Some(input.model.trim().to_owned()),
        year: Some(input.year),
        fuel: Some(input.fuel),
        colour: Some(filled(input.colour)),
        notes: Some(filled(input.notes)),
        odometer_unit: Some(input.odometer_unit),
        usage: Some(input.usage),
        first_registered_on: Some(input.first_registered_on),
        inspection_on: Some(input.inspection_on),
        insurance_on: Some(input.insurance_on),
        road_tax_on: Some(input.road_tax_on),
        key_tag: Some(filled(input.key_tag)),
        unit_number: Some(filled(input.unit_number)),
        engine_code: Some(filled(input.engine_code)),
        custom: None,
    })
}
