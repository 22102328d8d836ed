//! `GET /public/estimates/{token}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::site;
use kernel::http::{Json, Path};
use kernel::{Actor, Problem};

use super::page::{EstimatePage, Shown, page};
use super::{Visited, visited};
use crate::estimates::approvers::Approvers;
use crate::estimates::store;
use crate::work_orders::fact::Fact;
use crate::{MODULE, Workshop, links};

/// The estimate of a link, always its newest version; that it was opened is noted. Permission: none, the link proves it; 404 for one that
/// opens nothing.
#[utoipa::path(get, path = "/public/estimates/{token}", tag = MODULE, operation_id = "read_estimate", security(()),
    params(("token" = String, Path, max_length = 64)),
    responses((status = 200, body = EstimatePage), (status = 429, description = "Too many")))]
pub async fn read_estimate(State(workshop): State<Arc<Workshop>>, Path(token): Path<String>) -> Result<Json<EstimatePage>, Problem> {
    let visit = visited(&workshop, &token).await?;
    let reader = workshop.context.db.reader();
    let shown = Shown::read(reader, visit.order).await?;
    let card = site(workshop.sites.as_ref(), shown.order.site_id).await?;
    // What they may approve is looked at again when they decide: the page does without where customers does not answer.
    let approvers = Approvers::of(&workshop, &shown.order).await.unwrap_or_default();
    note(&workshop, &visit, &shown).await?;
    Ok(Json(page(reader, &shown, &card, workshop.now()).await?.seen_by(visit.contact, &shown, &approvers)))
}

/// Who opened it is known from the link alone.
async fn note(workshop: &Workshop, visit: &Visited, shown: &Shown) -> Result<(), Problem> {
    let (mut tx, now) = (workshop.context.db.begin().await?, workshop.now());
    links::store::note_opened(&tx, visit.link, now).await?;
    let actor = Actor { name: shown.document.customer.clone(), ..Actor::system() };
    if store::note_opened(&tx, shown.version.id, now).await? {
        workshop.note(&mut tx, &shown.order, &Fact::EstimateOpened { version: shown.version.number }, &actor).await?;
    }
    Ok(tx.commit().await?)
}
