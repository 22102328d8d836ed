//! The queries of the list: each filter and each order has an index of its own, so that a page costs the same however many
//! vehicles there are.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use kernel::listing::Conditions;
use kernel::paging::{Counted, Page, PageQuery, counted};
use kernel::search::{Plan, Query};
use kernel::{Problem, db};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::record::Fuel;
use super::store::COLUMNS;
use super::vehicle::Vehicle;
use crate::TERMS;

/// More matches than this and a word is common: walking the list finds a page of them sooner than collecting them all.
const COMMON: i64 = 3_000;

/// What has a date of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    Service,
    Inspection,
    Insurance,
    RoadTax,
}

impl Dated {
    fn column(self) -> &'static str {
        match self {
            Self::Service => "r.service_on",
            Self::Inspection => "r.inspection_on",
            Self::Insurance => "r.insurance_on",
            Self::RoadTax => "r.road_tax_on",
        }
    }

    fn of(self, vehicle: &Vehicle) -> Option<NaiveDate> {
        match self {
            Self::Service => vehicle.service_on,
            Self::Inspection => vehicle.inspection_on,
            Self::Insurance => vehicle.insurance_on,
            Self::RoadTax => vehicle.road_tax_on,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Newest,
    Plate,
    /// What is due first; vehicles without such a date are left out.
    Due(Dated),
}

/// What a list shows.
pub struct Filter {
    pub query: Option<Query>,
    pub owner: Option<CustomerId>,
    pub without_owner: bool,
    pub make: Option<String>,
    pub year: Option<i32>,
    pub fuel: Option<Fuel>,
    /// Those alone, or those not.
    pub archived: bool,
    /// With the order by that date: due until then.
    pub due_by: Option<NaiveDate>,
    pub sort: Sort,
}

/// One page of the list, by one query.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter, page: &PageQuery) -> Result<Page<Vehicle>, Problem> {
    read(conn, filter, page, page.limit()?).await
}

/// As [`list`], of as many rows as asked.
pub async fn read<C: ConnectionTrait>(conn: &C, filter: &Filter, page: &PageQuery, limit: u64) -> Result<Page<Vehicle>, Problem> {
    let (sql, binds) = query(conn, filter, page, limit).await?;
    let rows: Vec<Vehicle> = db::all(conn, sql, binds.binds.0).await?;
    Ok(match filter.sort {
        Sort::Newest => Page::cut(rows, limit, |row| (row.created_at, row.id)),
        Sort::Plate => Page::cut(rows, limit, |row| (row.plate_norm.clone(), row.id)),
        Sort::Due(dated) => Page::cut(rows, limit, |row| (dated.of(row), row.id)),
    })
}

/// The statement, and its values.
pub async fn query<C: ConnectionTrait>(conn: &C, filter: &Filter, page: &PageQuery, limit: u64) -> Result<(String, Conditions), Problem> {
    let (from, mut asked) = source(conn, filter).await?;
    let order = in_order(&mut asked, filter, page)?;
    Ok((format!("select {COLUMNS} from {from}{} order by {order} limit {}", asked.sql, limit + 1), asked))
}

/// How many the filter lets through.
pub async fn count<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Counted, Problem> {
    let (from, mut asked) = source(conn, filter).await?;
    in_order(&mut asked, filter, &PageQuery::default())?;
    Ok(counted(conn, &format!("{from}{}", asked.sql), asked.binds.0).await?)
}

/// Where the rows come from, and the conditions beside those of the order.
async fn source<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<(String, Conditions), Problem> {
    let mut asked = Conditions::default();
    let mut from = "vehicles_vehicles r where true".to_owned();
    if let Some(query) = &filter.query {
        let plan = Plan::of(conn, TERMS, query).await?;
        if plan.is_common(conn, COMMON).await? {
            asked.sql += &plan.condition(&mut asked.binds, "r.id");
        } else {
            from = format!("{} m cross join vehicles_vehicles r where r.id = m.id", plan.ids(&mut asked.binds));
        }
    }
    asked.equal("r.owner_id", filter.owner);
    asked.equal("r.make", filter.make.clone());
    asked.equal("r.year", filter.year);
    asked.equal("r.fuel", filter.fuel.map(code_of));
    if filter.without_owner {
        asked.sql += " and r.owner_id is null";
    }
    asked.sql += if filter.archived { " and r.archived_at is not null" } else { " and r.archived_at is null" };
    Ok((from, asked))
}

/// The conditions of the order, and the order.
fn in_order(asked: &mut Conditions, filter: &Filter, page: &PageQuery) -> Result<String, Problem> {
    Ok(match filter.sort {
        Sort::Newest => {
            if let Some((at, id)) = page.cursor::<(DateTime<Utc>, Uuid)>()? {
                asked.add("(r.created_at, r.id) < (?, ?)", [at.into(), id.into()]);
            }
            "r.created_at desc, r.id desc".into()
        }
        Sort::Plate => {
            if let Some((norm, id)) = page.cursor::<(String, Uuid)>()? {
                asked.add("(r.plate_norm, r.id) > (?, ?)", [norm.into(), id.into()]);
            }
            "r.plate_norm, r.id".into()
        }
        Sort::Due(dated) => {
            let column = dated.column();
            asked.sql += &format!(" and {column} is not null");
            if let Some(day) = filter.due_by {
                asked.add(&format!("{column} <= ?"), [day.into()]);
            }
            if let Some((day, id)) = page.cursor::<(NaiveDate, Uuid)>()? {
                asked.add(&format!("({column}, r.id) > (?, ?)"), [day.into(), id.into()]);
            }
            format!("{column}, r.id")
        }
    })
}

fn code_of(fuel: Fuel) -> String {
    sea_orm::ActiveEnum::to_value(&fuel)
}

#[cfg(test)]
mod tests {
    use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
    use testkit::TestDatabase;

    use super::super::record::Entity;
    use super::super::vehicle::Change;
    use super::*;
    use crate::Plate;

    const VEHICLES: usize = 4_000;

    fn made(place: usize, now: DateTime<Utc>) -> Vehicle {
        let makes = ["Peugeot", "Kia", "Renault", "BMW"];
        let day = now.date_naive() + chrono::Days::new(u64::try_from(place % 700).unwrap());
        let change = Change {
            plate: Plate::parse(None, &format!("{} TU {}", place % 240 + 1, place % 9_000 + 1)).ok(),
            make: Some(makes[place % 4].into()),
            model: Some("X".into()),
            year: Some(Some(2000 + i32::try_from(place % 25).unwrap())),
            fuel: Some(Some(if place.is_multiple_of(9) { Fuel::Electric } else { Fuel::Diesel })),
            inspection_on: Some(Some(day)),
            insurance_on: Some(Some(day)),
            road_tax_on: Some(Some(day)),
            ..Change::default()
        };
        let mut vehicle = Vehicle::open(change, now + chrono::TimeDelta::seconds(i64::try_from(place).unwrap()));
        vehicle.owner_id = (!place.is_multiple_of(50)).then(|| CustomerId(Uuid::from_u128(u128::try_from(place % 900).unwrap())));
        vehicle.archived_at = place.is_multiple_of(60).then_some(now);
        vehicle.service_on = Some(day);
        vehicle
    }

    /// How the database goes about it, line by line.
    async fn plan_of(db: &kernel::Db, filter: &Filter, page: &PageQuery) -> String {
        #[derive(FromQueryResult)]
        struct Sqlite {
            detail: String,
        }
        #[derive(FromQueryResult)]
        struct Postgres {
            #[sea_orm(from_alias = "QUERY PLAN")]
            line: String,
        }
        let (sql, asked) = query(db.reader(), filter, page, 25).await.unwrap();
        let values = asked.binds.0;
        match db.backend() {
            kernel::Backend::Sqlite => {
                let rows: Vec<Sqlite> = db::all(db.reader(), format!("explain query plan {sql}"), values).await.unwrap();
                rows.into_iter().map(|row| row.detail + "\n").collect()
            }
            kernel::Backend::Postgres => {
                let rows: Vec<Postgres> = db::all(db.reader(), format!("explain {sql}"), values).await.unwrap();
                rows.into_iter().map(|row| row.line + "\n").collect()
            }
        }
    }

    #[tokio::test]
    async fn every_filter_and_order_walks_an_index() {
        let database = TestDatabase::create().await;
        let db = database.db().await;
        kernel::schema::migrate::<crate::Migrator>(db.writer()).await.unwrap();
        let now: DateTime<Utc> = "2026-11-20T08:00:00Z".parse().unwrap();
        let rows: Vec<_> = (0..VEHICLES).map(|place| made(place, now).into_active_model()).collect();
        for chunk in rows.chunks(500) {
            Entity::insert_many(chunk.to_vec()).exec_without_returning(db.writer()).await.unwrap();
        }
        db.writer().execute_unprepared("analyze").await.unwrap();
        let all = || Filter {
            query: None,
            owner: None,
            without_owner: false,
            make: None,
            year: None,
            fuel: None,
            archived: false,
            due_by: None,
            sort: Sort::Newest,
        };
        let by = Some(now.date_naive() + chrono::Days::new(30));
        let filters = [
            ("newest", all()),
            ("plate", Filter { sort: Sort::Plate, ..all() }),
            ("owner", Filter { owner: Some(CustomerId(Uuid::from_u128(7))), ..all() }),
            ("without owner", Filter { without_owner: true, ..all() }),
            ("archived", Filter { archived: true, ..all() }),
            ("make", Filter { make: Some("Kia".into()), ..all() }),
            ("year", Filter { year: Some(2019), ..all() }),
            ("fuel", Filter { fuel: Some(Fuel::Electric), ..all() }),
            ("service", Filter { sort: Sort::Due(Dated::Service), due_by: by, ..all() }),
            ("inspection", Filter { sort: Sort::Due(Dated::Inspection), due_by: by, ..all() }),
            ("insurance", Filter { sort: Sort::Due(Dated::Insurance), due_by: by, ..all() }),
            ("road tax", Filter { sort: Sort::Due(Dated::RoadTax), ..all() }),
        ];
        for (name, filter) in filters {
            let first = list(db.reader(), &filter, &PageQuery { after: None, limit: Some(2) }).await.unwrap();
            for after in [None, first.next] {
                let plan = plan_of(&db, &filter, &PageQuery { after, limit: Some(25) }).await;
                let walks_all = plan.contains("Seq Scan") || plan.lines().any(|line| line.starts_with("SCAN") && !line.contains("INDEX"));
                // What few rows an owner has, PostgreSQL may put in order itself.
                let sorts = plan.contains("TEMP B-TREE") || (plan.contains("Sort") && name != "owner");
                assert!(!walks_all && !sorts, "{name}:\n{plan}");
            }
        }
    }
}
