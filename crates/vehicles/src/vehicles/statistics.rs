//! What the group's vehicles are, in numbers.

use axum::extract::State;
use chrono::{Days, NaiveDate};
use contracts::vehicles::VEHICLE_READ;
use kernel::http::{Caller, Json};
use kernel::{Problem, db};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use utoipa::ToSchema;

use super::record::Fuel;
use crate::App;

const MOST_MAKES: usize = 15;
const WEEKS: u64 = 12;
/// The last step is open: 100 km a day and more.
const STEPS: i64 = 10;

/// The vehicles that are not archived, in numbers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VehicleStatistics {
    pub total: i64,
    pub without_owner: i64,
    pub service_overdue: i64,
    /// The commonest first, at most 15.
    pub makes: Vec<MakeCount>,
    /// By year of make, the oldest first.
    pub years: Vec<YearCount>,
    pub fuels: Vec<FuelCount>,
    /// How far they go in a day, in steps of 10 km; the last is 90 km and more.
    pub daily: Vec<DailyCount>,
    /// Services due in each of the next 12 weeks, from today on.
    pub weeks: Vec<WeekCount>,
}

#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
pub struct MakeCount {
    pub make: String,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
pub struct YearCount {
    pub year: i32,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
pub struct FuelCount {
    pub fuel: Fuel,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
pub struct DailyCount {
    /// Kilometres a day, from here to the next step.
    pub from: i64,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WeekCount {
    pub from: NaiveDate,
    pub count: i64,
}

#[derive(FromQueryResult)]
struct DayCount {
    day: NaiveDate,
    count: i64,
}

#[derive(FromQueryResult)]
struct Number {
    count: i64,
}

/// The group's vehicles in numbers: makes, years, fuels, how far they go, and what is due. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicle-statistics", tag = "vehicles", operation_id = "get_vehicle_statistics",
    responses((status = 200, body = VehicleStatistics)), security(("bearer" = [])))]
pub async fn get_vehicle_statistics(State(app): State<App>, Caller(actor): Caller) -> Result<Json<VehicleStatistics>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    count(app.context.db.reader(), app.context.clock.now().date_naive()).await.map(Json)
}

async fn count<C: ConnectionTrait>(conn: &C, today: NaiveDate) -> Result<VehicleStatistics, Problem> {
    let mut makes: Vec<MakeCount> = db::all(conn, grouped("make", "make", "make is not null", "count desc, make"), []).await?;
    makes.truncate(MOST_MAKES);
    let step = format!("case when daily >= {last} then {last} / 10000 * 10 else daily / 10000 * 10 end", last = (STEPS - 1) * 10_000);
    let number = |condition: &str| {
        format!("select cast(count(*) as bigint) as count from vehicles_vehicles where archived_at is null and {condition}")
    };
    let one = async |sql: String, values: Vec<sea_orm::Value>| -> Result<i64, Problem> {
        Ok(db::one::<Number, _>(conn, sql, values).await?.map_or(0, |row| row.count))
    };
    Ok(VehicleStatistics {
        total: one(number("true"), vec![]).await?,
        without_owner: one(number("owner_id is null"), vec![]).await?,
        service_overdue: one(number("service_on < $1"), vec![today.into()]).await?,
        makes,
        years: db::all(conn, grouped("year", "year", "year is not null", "year"), []).await?,
        fuels: db::all(conn, grouped("fuel", "fuel", "fuel is not null", "count desc, fuel"), []).await?,
        daily: db::all(conn, grouped(&step, "\"from\"", "daily is not null and odometer_unit <> 'h'", "1"), []).await?,
        weeks: weeks(conn, today).await?,
    })
}

fn grouped(expression: &str, name: &str, condition: &str, order: &str) -> String {
    format!(
        "select {expression} as {name}, cast(count(*) as bigint) as count from vehicles_vehicles \
         where archived_at is null and {condition} group by 1 order by {order}"
    )
}

async fn weeks<C: ConnectionTrait>(conn: &C, today: NaiveDate) -> Result<Vec<WeekCount>, Problem> {
    let end = today + Days::new(WEEKS * 7);
    let sql = "select service_on as day, cast(count(*) as bigint) as count from vehicles_vehicles \
               where archived_at is null and service_on >= $1 and service_on < $2 group by service_on";
    let days: Vec<DayCount> = db::all(conn, sql, [today.into(), end.into()]).await?;
    let week = |place| {
        let from = today + Days::new(place * 7);
        let until = from + Days::new(7);
        WeekCount { from, count: days.iter().filter(|one| one.day >= from && one.day < until).map(|one| one.count).sum() }
    };
    Ok((0..WEEKS).map(week).collect())
}
