//! Secret links of appointments: made when a mail is written, kept as hashes, good until a week after the appointment.

use std::sync::Arc;

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::CustomerId;
use contracts::identity::{Sites, site};
use contracts::scheduling::{AppointmentEnclosure, AppointmentId, AppointmentLinks, AppointmentState};
use kernel::idempotency::hex;
use kernel::{Context, Problem, Tx, db};
use rand::TryRngCore;
use rand::rngs::OsRng;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::calendar;
use crate::appointments::record::Model;
use crate::appointments::store;
use crate::settings;

/// How long a link works after the appointment is over.
const AFTER: TimeDelta = TimeDelta::days(7);
/// Longer is no token of ours.
const LONGEST: usize = 64;

/// Makes links for the mails of appointments.
pub struct Links {
    context: Context,
    sites: Arc<dyn Sites>,
    public_url: String,
}

impl Links {
    pub fn new(context: Context, sites: Arc<dyn Sites>, public_url: &str) -> Self {
        Self { context, sites, public_url: public_url.trim_end_matches('/').to_owned() }
    }
}

#[async_trait]
impl AppointmentLinks for Links {
    async fn enclose(&self, id: AppointmentId, promised: Option<DateTime<Utc>>) -> Result<Option<AppointmentEnclosure>, Problem> {
        let (db, now) = (&self.context.db, self.context.clock.now());
        let Some(appointment) = store::find_many(db.reader(), &[id]).await?.into_iter().next() else { return Ok(None) };
        let is_promised = |at| appointment.state == AppointmentState::Confirmed && appointment.start() == at;
        if promised.is_some_and(|at| !is_promised(at)) {
            return Ok(None);
        }
        let site = site(self.sites.as_ref(), appointment.site_id).await?;
        let takes_bookings = settings::of(db.reader(), site.id).await?.online && site.closed_at.is_none();
        let token = token()?;
        let tx = db.begin().await?;
        insert(&tx, &token, id, now).await?;
        tx.commit().await?;
        Ok(Some(AppointmentEnclosure {
            link: format!("{}/a/{token}", self.public_url),
            book_again: takes_bookings.then(|| format!("{}/book/{}", self.public_url, site.code.to_lowercase())),
            calendar: calendar::file(&appointment, &site, now),
            method: calendar::method(&appointment).to_owned(),
        }))
    }

    async fn whose(&self, token: &str) -> Result<Option<CustomerId>, Problem> {
        let found = opened(self.context.db.reader(), token, self.context.clock.now()).await?;
        Ok(found.and_then(|appointment| appointment.customer_id))
    }
}

/// 256 random bits that only their holder has.
pub fn token() -> Result<String, Problem> {
    let mut bytes = [0; 32];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| Problem::internal(&error))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a token.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}

async fn insert(tx: &Tx, token: &str, appointment: AppointmentId, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "insert into scheduling_links (id, hash, appointment_id, created_at) values ($1, $2, $3, $4)";
    db::execute(&**tx, sql, [Uuid::now_v7().into(), hash(token).into(), appointment.into(), now.into()]).await.map(drop)
}

/// The appointment that a token opens; none for any other text, and once the link has ended.
pub async fn opened<C: ConnectionTrait>(conn: &C, token: &str, now: DateTime<Utc>) -> Result<Option<Model>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        appointment_id: AppointmentId,
    }
    if token.len() > LONGEST {
        return Ok(None);
    }
    let sql = "select appointment_id from scheduling_links where hash = $1";
    let row: Option<Row> = db::one(conn, sql, [hash(token).into()]).await?;
    let Some(row) = row else { return Ok(None) };
    let found = store::find_many(conn, &[row.appointment_id]).await?.into_iter().next();
    Ok(found.filter(|appointment| now < crate::time::at(appointment.ends) + AFTER))
}
