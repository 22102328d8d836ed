//! Adds a photo of an item.

use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use contracts::workshop::{INSPECTION_FILL, InspectionId, ItemId};
use kernel::files::{self, FileForm, FormShape, MOST_FILES, Media, NewFile, prepare, read_form};
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable, hex};
use kernel::{Actor, Problem, audit};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::inspections::command::{Filled, audited, fill};
use crate::inspections::error::Error;
use crate::inspections::inspection::InspectionState;
use crate::inspections::store;
use crate::inspections::tables::photo;
use crate::inspections::view::PhotoView;
use crate::{MODULE, Workshop};

type Answer = Repeatable<Created<Json<PhotoView>>>;

/// Adds a photo of an item (JPEG, PNG, WebP: kept upright, at most 2560 pixels wide and high, without what the camera told), of at most
/// 10 MiB. An `Idempotency-Key` makes it repeatable over a bad network. Permission: `inspection.fill`.
#[utoipa::path(post, path = "/inspections/{inspection_id}/items/{item_id}/photos", tag = MODULE, operation_id = "add_inspection_photo",
    params(("inspection_id" = InspectionId, Path), ("item_id" = ItemId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body(content = FormShape, content_type = "multipart/form-data"),
    responses((status = 201, body = PhotoView)), security(("bearer" = [])))]
pub async fn add_inspection_photo(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, item)): Path<(InspectionId, ItemId)>,
    IdempotencyKey(key): IdempotencyKey,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Answer, Problem> {
    // Before megabytes are read: whose it is, and that it may be filled.
    let inspection = store::find(workshop.context.db.reader(), id).await?;
    actor.permit(INSPECTION_FILL, inspection.site_id)?;
    let form = read_form(form).await?;
    add(&workshop, &actor, (id, item), key.as_deref(), form).await
}

async fn add(
    workshop: &Workshop,
    actor: &Actor,
    (id, item): (InspectionId, ItemId),
    key: Option<&str>,
    form: FileForm,
) -> Result<Answer, Problem> {
    let (db, clock) = (&workshop.context.db, workshop.context.clock.as_ref());
    let claim = Claim::new(actor, "add_inspection_photo", key, &(id, item, &form.name, hex(&Sha256::digest(&form.bytes))))?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(id, view, true));
    }
    store::find(db.reader(), id).await?.expect(InspectionState::Open)?;
    store::item(db.reader(), id, item).await?;
    let prepared = prepare(form.bytes).await?;
    if prepared.media == Media::Pdf {
        return Err(Problem::field("/file", "unknown-type", "A photo is a JPEG, PNG or WebP picture"));
    }
    let file = NewFile { id: Uuid::now_v7(), record: id.0, name: form.name, prepared, by_name: actor.name.clone(), at: clock.now() };

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let Filled { inspection, order } = fill(&tx, id, actor).await?;
    if files::store::count(&*tx, MODULE, id.0).await? >= MOST_FILES {
        return Err(Error::TooManyPhotos.into());
    }
    files::store::insert(&tx, MODULE, &file).await?;
    let view = PhotoView { id: file.id, item_id: item, name: file.name, by_name: file.by_name, at: file.at, marks: vec![], version: 1 };
    store::save_photo(&tx, photo::Model { id: file.id, inspection_id: id, item_id: item, marks: "[]".into(), version: 1 }).await?;
    let change = audited(&inspection, "inspection.photographed", &order.number);
    audit::record(&tx, MODULE, change, (None, Some(&view)), actor, clock).await?;
    workshop.inspection_changed(&mut tx, &inspection, "photographed", actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(id, view, false))
}

fn answer(id: InspectionId, view: PhotoView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/inspections/{id}/photos/{}", view.id), body: Json(view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
