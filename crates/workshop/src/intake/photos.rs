//! Photos of a sheet: scratches, the dashboard, what lies on the seat.

use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contracts::workshop::{IntakeId, WORK_ORDER_READ, WORK_ORDER_UPDATE};
use kernel::files::{self, FileForm, FormShape, Media, NewFile, Shown, prepare, read_form, serve};
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path, Query};
use kernel::idempotency::{Claim, Repeatable, hex};
use kernel::{Actor, Problem};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::command::{Written, shown, write};
use super::error::Error;
use super::store::{self, MOST_PHOTOS};
use super::view::IntakePhoto;
use crate::inspections::photos::show::{PhotoBytes, PhotoQuery};
use crate::{MODULE, Workshop};

type Added = Repeatable<Created<Json<IntakePhoto>>>;

/// Adds a photo to an open sheet: a JPEG, PNG or WebP picture of up to 10 MiB. An `Idempotency-Key` makes it repeatable over a bad network.
/// Permission: `work_order.update`.
#[utoipa::path(post, path = "/intakes/{intake_id}/photos", tag = MODULE, operation_id = "add_intake_photo",
    params(("intake_id" = IntakeId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body(content = FormShape, content_type = "multipart/form-data"),
    responses((status = 201, body = IntakePhoto)), security(("bearer" = [])))]
pub async fn add_intake_photo(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<IntakeId>,
    IdempotencyKey(key): IdempotencyKey,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Added, Problem> {
    // Before megabytes are read: whose it is.
    let sheet = store::find(workshop.context.db.reader(), id).await?;
    actor.permit(WORK_ORDER_UPDATE, sheet.site_id)?;
    sheet.expect_open()?;
    let form = read_form(form).await?;
    add(&workshop, &actor, id, key.as_deref(), form).await
}

async fn add(workshop: &Workshop, actor: &Actor, id: IntakeId, key: Option<&str>, form: FileForm) -> Result<Added, Problem> {
    let (db, clock) = (&workshop.context.db, workshop.context.clock.as_ref());
    let claim = Claim::new(actor, "add_intake_photo", key, &(id, &form.name, hex(&Sha256::digest(&form.bytes))))?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(id, view, true));
    }
    let prepared = prepare(form.bytes).await?;
    if prepared.media == Media::Pdf {
        return Err(Problem::field("/file", "unknown-type", "A photo is a JPEG, PNG or WebP picture"));
    }
    let file = NewFile { id: Uuid::now_v7(), record: id.0, name: form.name, prepared, by_name: actor.name.clone(), at: clock.now() };
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let Written { order, sheet } = write(&tx, id, actor).await?;
    if files::store::count(&*tx, MODULE, id.0).await? >= MOST_PHOTOS {
        return Err(Error::TooManyPhotos.into());
    }
    let before = shown(&tx, sheet.clone(), &order, actor).await?;
    files::store::insert(&tx, MODULE, &file).await?;
    let after = shown(&tx, sheet, &order, actor).await?;
    workshop.intake_changed(&mut tx, &order, "intake.photographed", (Some(&before), &after), actor).await?;
    let view = IntakePhoto { id: file.id, name: file.name, by_name: file.by_name, at: file.at };
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(id, view, false))
}

fn answer(id: IntakeId, view: IntakePhoto, replayed: bool) -> Added {
    let body = Created { location: format!("/api/v1/intakes/{id}/photos/{}", view.id), body: Json(view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}

/// A photo of a sheet, its thumbnail, or its signature. Permission: `work_order.read`.
#[utoipa::path(get, path = "/intakes/{intake_id}/photos/{photo_id}", tag = MODULE, operation_id = "get_intake_photo",
    params(("intake_id" = IntakeId, Path), ("photo_id" = Uuid, Path), PhotoQuery),
    responses(
        (status = 200, content((PhotoBytes = "image/jpeg"), (PhotoBytes = "image/png"))),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn get_intake_photo(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, photo)): Path<(IntakeId, Uuid)>,
    Query(query): Query<PhotoQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = workshop.context.db.reader();
    let sheet = store::find(reader, id).await?;
    actor.permit(WORK_ORDER_READ, sheet.site_id)?;
    let small = query.thumbnail == Some(true);
    let row = files::store::find(reader, MODULE, id.0, photo).await?.ok_or_else(Problem::not_found)?;
    let bytes = files::store::bytes(reader, MODULE, photo, small).await?.ok_or_else(Problem::not_found)?;
    let media = if small { Media::Jpeg } else { row.media() };
    let tag = format!("{}{}", row.id.simple(), if small { "-small" } else { "" });
    Ok(serve(Shown { name: row.name, media, bytes, tag }, &headers))
}

/// Removes a photo of an open sheet for good; that it was there stays in the audit trail. Permission: `work_order.update`.
#[utoipa::path(delete, path = "/intakes/{intake_id}/photos/{photo_id}", tag = MODULE, operation_id = "remove_intake_photo",
    params(("intake_id" = IntakeId, Path), ("photo_id" = Uuid, Path)),
    responses((status = 204, description = "It is gone")), security(("bearer" = [])))]
pub async fn remove_intake_photo(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, photo)): Path<(IntakeId, Uuid)>,
) -> Result<StatusCode, Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let Written { order, sheet } = write(&tx, id, &actor).await?;
    files::store::find(&*tx, MODULE, id.0, photo).await?.ok_or_else(Problem::not_found)?;
    let before = shown(&tx, sheet.clone(), &order, &actor).await?;
    files::store::delete(&tx, MODULE, photo).await?;
    let after = shown(&tx, sheet, &order, &actor).await?;
    workshop.intake_changed(&mut tx, &order, "intake.photo_removed", (Some(&before), &after), &actor).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
