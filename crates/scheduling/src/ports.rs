//! What scheduling offers to others: cards of appointments, and its part of the search box.

use async_trait::async_trait;
use contracts::scheduling::{AppointmentCard, AppointmentId, Appointments, SCHEDULE_READ};
use contracts::search::{SearchHit, Searchable};
use kernel::db::Reader;
use kernel::search::Query;
use kernel::{Actor, Db, Problem};
use sea_orm::ActiveEnum;

use crate::appointments::record::{Model, Source};
use crate::appointments::store;

pub struct Ports {
    db: Db,
}

impl Ports {
    pub(crate) fn new(db: Db) -> Self {
        Self { db }
    }

    pub(crate) fn reader(&self) -> &Reader {
        self.db.reader()
    }
}

#[async_trait]
impl Appointments for Ports {
    async fn cards(&self, ids: &[AppointmentId]) -> Result<Vec<AppointmentCard>, Problem> {
        let found = store::find_many(self.db.reader(), ids).await?;
        Ok(found.into_iter().map(card).collect())
    }
}

fn card(appointment: Model) -> AppointmentCard {
    AppointmentCard {
        id: appointment.id,
        start: appointment.start(),
        number: appointment.number,
        site_id: appointment.site_id,
        state: appointment.state,
        customer_id: appointment.customer_id,
        vehicle_id: appointment.vehicle_id,
        concern: appointment.concern,
        promised_at: appointment.promised_at,
        is_online: appointment.source == Source::Online,
    }
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        let Ok(sites) = actor.visible_sites(None, SCHEDULE_READ) else { return Ok(vec![]) };
        let found = store::search(self.db.reader(), query, sites.as_deref(), limit).await?;
        Ok(found.into_iter().map(hit).collect())
    }
}

fn hit(appointment: Model) -> SearchHit {
    let plate = appointment.plate.map(|plate| format!(" · {plate}")).unwrap_or_default();
    let title = format!("{}{plate}", appointment.number);
    SearchHit { state: Some(appointment.state.to_value()), ..SearchHit::new(appointment.id.0, title, appointment.customer_name) }
}
