//! Add a photo or a document.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use contracts::vehicles::{VEHICLE_ATTACH, VehicleId};
use kernel::audit::{self, Change};
use kernel::files::{FileForm, FormShape, MOST_FILES, NewFile, prepare, read_form, store};
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable, hex};
use kernel::{Actor, Problem, outbox};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::view::VehicleFile;
use crate::vehicles::store as vehicles;
use crate::{App, Error, MODULE};

type Answer = Repeatable<Created<Json<VehicleFile>>>;

/// Adds a photo (JPEG, PNG, WebP: kept upright, at most 2560 pixels wide and high, without what the camera told) or a PDF, of at
/// most 10 MiB. An `Idempotency-Key` makes it repeatable. Permission: `vehicle.attach`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/files", tag = "vehicles", operation_id = "add_vehicle_file",
    params(("vehicle_id" = VehicleId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body(content = FormShape, content_type = "multipart/form-data"),
    responses((status = 201, body = VehicleFile)), security(("bearer" = [])))]
pub async fn add_vehicle_file(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    IdempotencyKey(key): IdempotencyKey,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Answer, Problem> {
    actor.permit_anywhere(VEHICLE_ATTACH)?;
    let form = read_form(form).await?;
    add(&app, &actor, id, key.as_deref(), form).await
}

async fn add(app: &App, actor: &Actor, id: VehicleId, key: Option<&str>, form: FileForm) -> Result<Answer, Problem> {
    let (db, clock) = (&app.context.db, app.context.clock.as_ref());
    let claim = Claim::new(actor, "add_vehicle_file", key, &(id, &form.name, hex(&Sha256::digest(&form.bytes))))?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(id, view, true));
    }
    vehicles::find(db.reader(), id).await?;
    let prepared = prepare(form.bytes).await?;
    let file = NewFile { id: Uuid::now_v7(), record: id.0, name: form.name, prepared, by_name: actor.name.clone(), at: clock.now() };

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let vehicle = vehicles::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    if store::count(&*tx, MODULE, id.0).await? >= MOST_FILES {
        return Err(Error::TooManyFiles.into());
    }
    store::insert(&tx, MODULE, &file).await?;
    let row = store::find(&*tx, MODULE, id.0, file.id).await?.ok_or_else(Problem::not_found)?;
    let view = VehicleFile::from(row);
    outbox::append(&mut tx, MODULE, &vehicle.saved(), actor, clock).await?;
    let change = Change { action: "vehicle.attach", entity: "vehicle", id: id.0, label: &vehicle.plate_text, site: None };
    audit::record(&tx, MODULE, change, (None, Some(&view)), actor, clock).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(id, view, false))
}

fn answer(id: VehicleId, view: VehicleFile, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/vehicles/{id}/files/{}", view.id), body: Json(view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
