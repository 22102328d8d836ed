//! Show a photo or a document.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::files::{Media, Shown, serve, store};
use kernel::http::{Caller, Path, Query};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{App, MODULE};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// A small JPEG of a picture, at most 400 pixels wide and high.
    thumbnail: Option<bool>,
}

/// The bytes of a file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct FileBytes(Vec<u8>);

/// The file itself, or its thumbnail; 404 where a document has none. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/files/{file_id}", tag = "vehicles", operation_id = "get_vehicle_file",
    params(("vehicle_id" = VehicleId, Path), ("file_id" = Uuid, Path), FileQuery),
    responses(
        (status = 200, content((FileBytes = "image/jpeg"), (FileBytes = "image/png"), (FileBytes = "application/pdf"))),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn get_vehicle_file(
    State(app): State<App>,
    Caller(actor): Caller,
    Path((id, file)): Path<(VehicleId, Uuid)>,
    Query(query): Query<FileQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let reader = app.context.db.reader();
    let row = store::find(reader, MODULE, id.0, file).await?.ok_or_else(Problem::not_found)?;
    let small = query.thumbnail == Some(true);
    let bytes = store::bytes(reader, MODULE, file, small).await?.ok_or_else(Problem::not_found)?;
    let media = if small { Media::Jpeg } else { row.media() };
    let tag = format!("{}{}", row.id.simple(), if small { "-small" } else { "" });
    Ok(serve(Shown { name: row.name, media, bytes, tag }, &headers))
}
