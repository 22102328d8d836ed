//! Whose visit is known of already: nobody reminds them of it. The only place with these queries.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use contracts::identity::{Sites, site};
use contracts::scheduling::{AppointmentState, Arrivals, Expected};
use contracts::vehicles::VehicleId;
use kernel::search::code;
use kernel::{Binds, Context, Problem, SiteId, db};
use sea_orm::{ActiveEnum, ConnectionTrait, DbErr, FromQueryResult};

use crate::settings;

/// Who is to come today may be here already and not written up: they count so long after their hour.
const LATE: TimeDelta = TimeDelta::days(1);

/// Answers from the appointments, and knows where people book.
pub struct Bookings {
    context: Context,
    sites: Arc<dyn Sites>,
    public_url: String,
}

impl Bookings {
    pub fn new(context: Context, sites: Arc<dyn Sites>, public_url: &str) -> Self {
        Self { context, sites, public_url: public_url.trim_end_matches('/').to_owned() }
    }
}

#[async_trait]
impl Arrivals for Bookings {
    async fn expected(&self, site: SiteId, vehicles: &[(VehicleId, String)]) -> Result<Vec<(VehicleId, Expected)>, Problem> {
        if vehicles.is_empty() {
            return Ok(vec![]);
        }
        let (reader, since) = (self.context.db.reader(), (self.context.clock.now() - LATE).timestamp());
        let ids: Vec<_> = vehicles.iter().map(|(id, _)| *id).collect();
        let mut known: HashMap<_, _> = booked(reader, &ids, since).await?.into_iter().map(|id| (id, Expected::Booked)).collect();
        let typed = typed_plates(reader, site, since).await?;
        let by_plate = vehicles.iter().filter(|(_, plate)| typed.contains(&code(plate)));
        known.extend(by_plate.map(|(id, _)| (*id, Expected::Booked)));
        known.extend(inside(reader, &ids).await?.into_iter().map(|id| (id, Expected::Inside)));
        Ok(ids.into_iter().filter_map(|id| Some((id, *known.get(&id)?))).collect())
    }

    async fn booking_page(&self, id: SiteId) -> Result<Option<String>, Problem> {
        let site = site(self.sites.as_ref(), id).await?;
        let takes_bookings = settings::of(self.context.db.reader(), id).await?.online && site.closed_at.is_none();
        Ok(takes_bookings.then(|| format!("{}/book/{}", self.public_url, site.code.to_lowercase())))
    }
}

#[derive(FromQueryResult)]
struct Row {
    vehicle_id: VehicleId,
}

/// The states in which a visit is still to come.
fn ahead() -> String {
    [AppointmentState::Requested, AppointmentState::Confirmed].map(|state| format!("'{}'", state.to_value())).join(", ")
}

async fn booked<C: ConnectionTrait>(conn: &C, ids: &[VehicleId], since: i64) -> Result<Vec<VehicleId>, DbErr> {
    let mut binds = Binds::default();
    let places = binds.list(ids.iter().copied());
    let sql = format!(
        "select distinct vehicle_id from scheduling_appointments where vehicle_id in ({places}) and starts > {} and state in ({})",
        binds.add(since),
        ahead()
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|row| row.vehicle_id).collect())
}

async fn inside<C: ConnectionTrait>(conn: &C, ids: &[VehicleId]) -> Result<Vec<VehicleId>, DbErr> {
    let mut binds = Binds::default();
    let places = binds.list(ids.iter().copied());
    let sql = format!("select distinct vehicle_id from scheduling_work_orders where vehicle_id in ({places}) and is_open");
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|row| row.vehicle_id).collect())
}

/// The plates of requests that nobody matched with a vehicle yet.
async fn typed_plates<C: ConnectionTrait>(conn: &C, site: SiteId, since: i64) -> Result<HashSet<String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Typed {
        plate: Option<String>,
    }
    let sql = "select plate from scheduling_appointments where site_id = $1 and state = 'requested' and starts > $2 and vehicle_id is null";
    let rows: Vec<Typed> = db::all(conn, sql, [site.into(), since.into()]).await?;
    Ok(rows.into_iter().filter_map(|row| row.plate).map(|plate| code(&plate)).filter(|plate| !plate.is_empty()).collect())
}
