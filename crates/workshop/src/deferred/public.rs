//! What waits for a vehicle, for who has a link: the photos of what was found then, and what it costs today.

use std::sync::Arc;

use async_trait::async_trait;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};
use contracts::identity::{SiteCard, site};
use contracts::vehicles::VehicleCard;
use contracts::workshop::{DeferredJobId, InspectionId, OfferLinks};
use kernel::http::{Json, Path, Query};
use kernel::{Amount, Context, Problem, SiteId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::entry::{Deferred, DeferredState};
use super::offer::priced_today;
use super::store::{self, Filter};
use crate::estimates::store::photos as photos_of;
use crate::inspections::marks;
use crate::inspections::photos::show::{PhotoBytes, PhotoQuery, show};
use crate::inspections::public::report::{ReportPhoto, ReportSite};
use crate::links::{self, Kind, NewLink};
use crate::pricing::Asking;
use crate::work_orders::input::{Articles, JobInput};
use crate::{MODULE, Workshop};

/// Jobs that are shown.
const MOST: u64 = 30;
const BY_MESSAGE: &str = "message";

/// What waits for a vehicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfferPage {
    pub site: ReportSite,
    /// By which the site's booking page is known.
    pub site_id: SiteId,
    pub plate: String,
    pub vehicle: String,
    /// Those that still wait, the newest first.
    pub jobs: Vec<OfferedJob>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfferedJob {
    pub id: DeferredJobId,
    pub title: String,
    pub concern: Option<String>,
    /// When it was put off.
    pub deferred_at: DateTime<Utc>,
    /// What it costs today with VAT, in minor units; null where nobody can say.
    pub gross: Option<Amount>,
    pub currency: String,
    /// Of what was found then.
    pub photos: Vec<ReportPhoto>,
}

/// What waits for the vehicle of a link, at today's prices. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/offers/{token}", tag = MODULE, operation_id = "read_offer", security(()),
    params(("token" = String, Path, max_length = 64)),
    responses((status = 200, body = OfferPage), (status = 429, description = "Too many")))]
pub async fn read_offer(State(workshop): State<Arc<Workshop>>, Path(token): Path<String>) -> Result<Json<OfferPage>, Problem> {
    let (first, car, entries) = visited(&workshop, &token).await?;
    let card = site(workshop.sites.as_ref(), first.site_id).await?;
    let (plate, vehicle) = car.map(|car| (car.plate, car.label)).unwrap_or_default();
    let mut jobs = vec![];
    for entry in entries {
        jobs.push(offered(&workshop, &card, entry).await?);
    }
    Ok(Json(OfferPage { site: ReportSite::from(&card), site_id: card.id, plate, vehicle, jobs }))
}

/// A photo of what was found, or its thumbnail. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/offers/{token}/photos/{photo_id}", tag = MODULE, operation_id = "read_offer_photo", security(()),
    params(("token" = String, Path, max_length = 64), ("photo_id" = Uuid, Path), PhotoQuery),
    responses(
        (status = 200, content((PhotoBytes = "image/jpeg"), (PhotoBytes = "image/png"))),
        (status = 304, description = "The copy named by If-None-Match is the present one"), (status = 429, description = "Too many")
    ))]
pub async fn read_offer_photo(
    State(workshop): State<Arc<Workshop>>,
    Path((token, photo)): Path<(String, Uuid)>,
    Query(query): Query<PhotoQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (.., entries) = visited(&workshop, &token).await?;
    let reader = workshop.context.db.reader();
    for entry in entries {
        let photos = photos_of(reader, entry.order_id, &[entry.job_id]).await?;
        if let Some(found) = photos.iter().find(|row| row.id == photo) {
            return show(reader, InspectionId(found.inspection_id), photo, query.thumbnail == Some(true), &headers).await;
        }
    }
    Err(Problem::not_found())
}

/// The job that a token was made for, and what waits for its vehicle now. Whatever is wrong with the token, the same 404; a vehicle that belongs to
/// somebody else has nothing to show.
async fn visited(workshop: &Workshop, token: &str) -> Result<(Deferred, Option<VehicleCard>, Vec<Deferred>), Problem> {
    let (now, reader) = (workshop.now(), workshop.context.db.reader());
    workshop.strangers.knock(now).await?;
    let link = links::store::opened(reader, token, Kind::Offer, now).await?;
    workshop.strangers.was_right().await;
    let first = store::find(reader, DeferredJobId(link.record_id)).await?;
    let car = workshop.vehicles.cards(&[first.vehicle_id]).await?.into_iter().next();
    let Some(car) = car.filter(|car| car.owner_id == Some(first.customer_id)) else { return Ok((first, None, vec![])) };
    let filter = Filter {
        sites: Some(vec![first.site_id]),
        vehicle: Some(first.vehicle_id),
        customer: Some(first.customer_id),
        state: Some(DeferredState::Open),
        after: None,
        limit: MOST,
    };
    let mut entries = store::list(reader, &filter).await?;
    entries.retain(|entry| entry.offered_job_id.is_none());
    Ok((first, Some(car), entries))
}

async fn offered(workshop: &Workshop, site: &SiteCard, entry: Deferred) -> Result<OfferedJob, Problem> {
    let photos = photos_of(workshop.context.db.reader(), entry.order_id, &[entry.job_id]).await?;
    Ok(OfferedJob {
        gross: price(workshop, site, &entry).await?,
        id: entry.id,
        title: entry.title,
        concern: entry.concern,
        deferred_at: DateTime::from_timestamp(entry.deferred_at, 0).unwrap_or_default(),
        currency: site.currency.clone(),
        photos: photos.iter().map(|photo| ReportPhoto { id: photo.id, marks: marks::read(&photo.marks) }).collect(),
    })
}

/// What the work costs today, with VAT.
async fn price(workshop: &Workshop, site: &SiteCard, entry: &Deferred) -> Result<Option<Amount>, Problem> {
    let terms = workshop.terms(site).await?;
    let input = JobInput { title: entry.title.clone(), concern: None, lines: priced_today(workshop, entry).await? };
    let (site, customer, vehicle) = (entry.site_id, entry.customer_id, entry.vehicle_id);
    let asking = Asking { site, customer, vehicle, chosen: None, by: String::new() };
    let articles = Articles::of(workshop, asking, input.lines.iter()).await?;
    Ok(articles.job(&input, &terms, "").ok().map(|job| job.totals(terms.currency).asked()))
}

/// Makes the links that messages carry.
pub struct Links {
    context: Context,
    public_url: String,
}

impl Links {
    pub fn new(context: Context, public_url: &str) -> Self {
        Self { context, public_url: public_url.trim_end_matches('/').to_owned() }
    }
}

#[async_trait]
impl OfferLinks for Links {
    async fn issue(&self, job: DeferredJobId) -> Result<Option<String>, Problem> {
        let tx = self.context.db.begin().await?;
        let entry = match store::lock(&tx, job).await {
            Err(problem) if problem.status == axum::http::StatusCode::NOT_FOUND => return Ok(None),
            found => found?,
        };
        if entry.state != DeferredState::Open || entry.offered_job_id.is_some() {
            return Ok(None);
        }
        let link = NewLink::make(Kind::Offer, job.0, entry.order_id, true, BY_MESSAGE, self.context.clock.now())?;
        links::store::insert(&tx, link.row).await?;
        tx.commit().await?;
        Ok(Some(format!("{}/o/{}", self.public_url, link.token)))
    }
}
