//! What is due at a site, for whoever reminds people of it. The only place with these queries.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contracts::customers::CustomerId;
use contracts::scheduling::Translated;
use contracts::vehicles::{DueAsked, DueKind, DueService, DueVehicle, OwnedVehicle, VehicleId};
use kernel::{Binds, Problem, SiteId, db};
use sea_orm::{ActiveEnum, ConnectionTrait, DbErr, FromQueryResult};

use super::plan::Titles;
use super::{own_titles, titles};
use crate::vehicles::record::{Unit, nowhere};
use crate::vehicles::vehicle::label;

const COLUMNS: &str = "id, owner_id, plate_text, make, model, year, archived_at is not null as archived, odometer_unit, site_id, \
                       service_on, service_item, service_at, service_done_on, service_with, inspection_on, insurance_on, road_tax_on";

#[derive(FromQueryResult)]
struct Row {
    id: VehicleId,
    owner_id: Option<CustomerId>,
    plate_text: String,
    make: String,
    model: String,
    year: Option<i32>,
    archived: bool,
    odometer_unit: Unit,
    site_id: SiteId,
    service_on: Option<NaiveDate>,
    service_item: Option<String>,
    service_at: Option<i64>,
    service_done_on: Option<NaiveDate>,
    service_with: String,
    inspection_on: Option<NaiveDate>,
    insurance_on: Option<NaiveDate>,
    road_tax_on: Option<NaiveDate>,
}

const fn column(kind: DueKind) -> &'static str {
    match kind {
        DueKind::Service => "service_on",
        DueKind::Inspection => "inspection_on",
        DueKind::Insurance => "insurance_on",
        DueKind::RoadTax => "road_tax_on",
    }
}

fn place(site: Option<SiteId>) -> SiteId {
    site.unwrap_or(nowhere())
}

/// A page of them: the index has them in this order.
pub async fn page<C: ConnectionTrait>(conn: &C, asked: &DueAsked) -> Result<Vec<DueVehicle>, Problem> {
    let (on, mut binds) = (column(asked.kind), Binds::default());
    let (site, from, until) = (binds.add(place(asked.site)), binds.add(asked.from), binds.add(asked.until));
    let mut sql = format!("select {COLUMNS} from vehicles_vehicles where site_id = {site} and {on} >= {from} and {on} <= {until}");
    if let Some((day, id)) = asked.after {
        sql += &format!(" and ({on}, id) > ({}, {})", binds.add(day), binds.add(id));
    }
    sql += &format!(" and archived_at is null order by {on}, id limit {}", asked.limit);
    told(conn, db::all(conn, sql, binds.0).await?).await
}

/// As they stand now, archived ones too.
pub async fn standing<C: ConnectionTrait>(conn: &C, ids: &[VehicleId]) -> Result<Vec<DueVehicle>, Problem> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let places = binds.list(ids.iter().copied());
    told(conn, db::all(conn, format!("select {COLUMNS} from vehicles_vehicles where id in ({places})"), binds.0).await?).await
}

/// So many of an owner are told of.
const MOST_OF_ONE: i64 = 20;

/// Whose vehicles are where, the newest first.
pub async fn owned<C: ConnectionTrait>(conn: &C, owners: &[CustomerId]) -> Result<Vec<OwnedVehicle>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: VehicleId,
        owner_id: CustomerId,
        plate_text: String,
        make: String,
        model: String,
        year: Option<i32>,
        site_id: SiteId,
    }
    if owners.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let sql = format!(
        "select id, owner_id, plate_text, make, model, year, site_id from (select r.*, row_number() over (partition by owner_id \
         order by created_at desc, id desc) as place from vehicles_vehicles r where owner_id in ({}) and archived_at is null) numbered \
         where place <= {MOST_OF_ONE} order by owner_id, place",
        binds.list(owners.iter().copied())
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    let told = |row: Row| OwnedVehicle {
        id: row.id,
        owner_id: row.owner_id,
        plate: row.plate_text,
        label: label(&row.make, &row.model, row.year),
        site_id: Some(row.site_id).filter(|site| *site != nowhere()),
    };
    Ok(rows.into_iter().map(told).collect())
}

/// How many are due on each day.
pub async fn days<C: ConnectionTrait>(
    conn: &C,
    site: Option<SiteId>,
    kind: DueKind,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<(NaiveDate, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Day {
        day: NaiveDate,
        vehicles: i64,
    }
    let on = column(kind);
    let sql = format!(
        "select {on} as day, count(*) as vehicles from vehicles_vehicles where site_id = $1 and {on} >= $2 and {on} <= $3 \
         and archived_at is null group by {on} order by {on}"
    );
    let days: Vec<Day> = db::all(conn, sql, [place(site).into(), from.into(), until.into()]).await?;
    Ok(days.into_iter().map(|row| (row.day, row.vehicles)).collect())
}

async fn told<C: ConnectionTrait>(conn: &C, rows: Vec<Row>) -> Result<Vec<DueVehicle>, Problem> {
    let of_plan = titles(conn).await?;
    let own: Vec<_> = rows.iter().filter(|row| row.keys().any(|key| !of_plan.contains_key(key))).map(|row| row.id).collect();
    let own = own_titles(conn, &own).await?;
    Ok(rows.into_iter().map(|row| row.told(&[&of_plan, &own])).collect())
}

impl Row {
    /// What is done at the next visit, the first first.
    fn keys(&self) -> impl Iterator<Item = &str> {
        self.service_item.iter().map(String::as_str).chain(self.service_with.split(',').filter(|key| !key.is_empty()))
    }

    fn told(self, titles: &[&BTreeMap<String, Titles>]) -> DueVehicle {
        let title = |key: &str| titles.iter().find_map(|titles| titles.get(key)).cloned();
        let named = self.keys().filter_map(title).map(|Titles { fr, ar, en }| Translated { fr, ar, en }).collect();
        let service = self.service_on.map(|on| DueService {
            on,
            item: self.service_item.clone().unwrap_or_default(),
            titles: named,
            at: self.service_at,
            done_on: self.service_done_on,
        });
        DueVehicle {
            id: self.id,
            owner_id: self.owner_id,
            label: label(&self.make, &self.model, self.year),
            plate: self.plate_text,
            archived: self.archived,
            site_id: Some(self.site_id).filter(|site| *site != nowhere()),
            unit: self.odometer_unit.to_value(),
            service,
            inspection_on: self.inspection_on,
            insurance_on: self.insurance_on,
            road_tax_on: self.road_tax_on,
        }
    }
}
