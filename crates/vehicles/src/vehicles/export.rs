//! The list as a file.

use axum::extract::State;
use axum::response::Response;
use contracts::vehicles::VEHICLE_EXPORT;
use kernel::audit::{self, Change};
use kernel::export::{Cell, FileFormat, MOST_ROWS, Table};
use kernel::http::{Caller, Query};
use kernel::paging::PageQuery;
use kernel::{Actor, Problem};
use sea_orm::ActiveEnum;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::list::ListQuery;
use super::listing::{self, Filter};
use super::vehicle::Vehicle;
use crate::{App, MODULE};

/// Rows of one query.
const AT_ONCE: u64 = 1_000;

const TITLES: [&str; 19] = [
    "plate",
    "country",
    "make",
    "model",
    "year",
    "vin",
    "fuel",
    "colour",
    "owner",
    "odometer",
    "odometer_unit",
    "next_service",
    "inspection",
    "insurance",
    "road_tax",
    "unit_number",
    "key_tag",
    "engine_code",
    "created",
];

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    #[param(inline)]
    format: Option<FileFormat>,
}

/// What the audit trail keeps of an export.
#[derive(Serialize)]
struct Exported {
    format: String,
    rows: usize,
}

/// The list that the filters of `GET /vehicles` give, in its order, as a CSV or XLSX file of at most 20,000 rows (`too-many-rows`).
/// Permission: `vehicle.export`.
#[utoipa::path(get, path = "/vehicles/export", tag = "vehicles", operation_id = "export_vehicles",
    params(ListQuery, ExportQuery),
    responses((status = 200, content(
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))), security(("bearer" = [])))]
pub async fn export_vehicles(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(asked): Query<ExportQuery>,
) -> Result<Response, Problem> {
    actor.permit_anywhere(VEHICLE_EXPORT)?;
    let (filter, format) = (query.filter(app.context.clock.now().date_naive())?, asked.format.unwrap_or_default());
    let table = table(&app, &filter).await?;
    note(&app, &actor, format, table.rows.len()).await?;
    // A workbook takes a while to pack: not on a thread that answers others.
    let made = tokio::task::spawn_blocking(move || table.answer(format)).await;
    made.map_err(|error| Problem::internal(&error))?
}

async fn table(app: &App, filter: &Filter) -> Result<Table, Problem> {
    let name = format!("vehicles-{}", app.context.clock.now().date_naive());
    let mut table = Table { name, titles: TITLES.to_vec(), rows: vec![] };
    let mut page = PageQuery::default();
    loop {
        let read = listing::read(app.context.db.reader(), filter, &page, AT_ONCE).await?;
        table.rows.extend(read.items.into_iter().map(row));
        if table.rows.len() > MOST_ROWS {
            return Err(Problem::conflict("too-many-rows", "A file has at most 20,000 rows: filter the list"));
        }
        match read.next {
            Some(next) => page.after = Some(next),
            None => return Ok(table),
        }
    }
}

fn row(vehicle: Vehicle) -> Vec<Cell> {
    let number = |value: Option<i64>| value.map_or(Cell::Empty, |value| Cell::Number(value.to_string()));
    let unit = vehicle.odometer_unit;
    let dates = [vehicle.service_on, vehicle.inspection_on, vehicle.insurance_on, vehicle.road_tax_on];
    let mut cells = vec![
        vehicle.plate_text.into(),
        vehicle.plate_country.into(),
        vehicle.make.into(),
        vehicle.model.into(),
        number(vehicle.year.map(i64::from)),
        vehicle.vin.into(),
        vehicle.fuel.map(|fuel| fuel.to_value()).into(),
        vehicle.colour.into(),
        vehicle.owner_name.into(),
        number(vehicle.odometer_km.map(|kept| unit.shown(kept))),
        unit.to_value().into(),
    ];
    cells.extend(dates.map(|on| Cell::from(on.map(|on| on.to_string()))));
    cells.extend([vehicle.unit_number, vehicle.key_tag, vehicle.engine_code].map(Cell::from));
    cells.push(vehicle.created_at.date_naive().to_string().into());
    cells
}

/// Who took so many vehicles and their owners away is on record.
async fn note(app: &App, actor: &Actor, format: FileFormat, rows: usize) -> Result<(), Problem> {
    let tx = app.context.db.begin().await?;
    let exported = Exported { format: format!("{format:?}").to_lowercase(), rows };
    let label = format!("{rows} vehicles");
    let change = Change { action: "vehicle.export", entity: "vehicle", id: Uuid::now_v7(), label: &label, site: None };
    audit::record(&tx, MODULE, change, (None, Some(&exported)), actor, app.context.clock.as_ref()).await?;
    Ok(tx.commit().await?)
}
