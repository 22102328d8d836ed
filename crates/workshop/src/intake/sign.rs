//! The customer signs a sheet; from then on it stands.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{IntakeId, WORK_ORDER_UPDATE};
use garde::Validate;
use kernel::Problem;
use kernel::files::{self, LONGEST_DRAWING, NewFile, drawn};
use kernel::http::{Json, Path};
use kernel::idempotency::Claim;
use kernel::text::filled_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::begin::{Answer, answer};
use super::command::{Written, shown, write};
use super::sheet::Content;
use super::store;
use crate::estimates::settings::EstimateSettings;
use crate::estimates::store as estimates;
use crate::work_orders::command::{Asked, keep};
use crate::work_orders::work_order::{Details, WorkOrder};
use crate::{MODULE, Workshop};

/// The customer's agreement to what a sheet says.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIntake {
    /// The customer, or who stands for them.
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub by_name: String,
    /// What was drawn: a PNG in base64. Left out when it was signed on paper, unless the site wants it on the screen.
    #[serde(default)]
    #[garde(length(max = LONGEST_DRAWING))]
    #[schema(max_length = 200_000)]
    pub signature: Option<String>,
}

/// Signs an intake sheet. It never changes from then on, and its odometer and key tag are the order's. Permission: `work_order.update`.
#[utoipa::path(post, path = "/intakes/{intake_id}/sign", tag = MODULE, operation_id = "sign_intake", security(("bearer" = [])),
    params(("intake_id" = IntakeId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = SignIntake, responses((status = 200, body = super::view::IntakeView)))]
pub async fn sign_intake(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<IntakeId>,
    Json(body): Json<SignIntake>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("sign_intake:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(StatusCode::OK, true, view));
    }
    let seen = store::find(db.reader(), id).await?;
    actor.permit(WORK_ORDER_UPDATE, seen.site_id)?;
    let settings = EstimateSettings::from(estimates::settings(db.reader(), seen.site_id).await?);
    if settings.intake_signature_required && body.signature.is_none() {
        return Err(Problem::field("/signature", "required", "the site's sheets are signed on the screen"));
    }
    let signature = drawn(body.signature.as_deref()).await?;

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let Written { order: known, mut sheet } = write(&tx, id, &actor).await?;
    asked.if_match.check(sheet.version)?;
    let before = shown(&tx, sheet.clone(), &known, &actor).await?;
    let (by_name, signature_id) = (body.by_name.trim().to_owned(), signature.as_ref().map(|_| Uuid::now_v7()));
    sheet.sign(by_name.clone(), signature_id, workshop.now())?;
    if let (Some(file), Some(prepared)) = (signature_id, signature) {
        let file = NewFile { id: file, record: id.0, name: "signature.png".into(), prepared, by_name, at: workshop.now() };
        files::store::insert(&tx, MODULE, &file).await?;
    }
    store::save(&tx, sheet.clone()).await?;
    let mut order = known.clone();
    let facts = order.update(details(&sheet.content(), &known))?;
    keep(&mut tx, &known, &mut order, &facts, &actor, clock).await?;
    let view = shown(&tx, sheet, &order, &actor).await?;
    workshop.intake_changed(&mut tx, &order, "intake.signed", (Some(&before), &view), &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(StatusCode::OK, false, view))
}

/// What the order takes from the sheet; a key tag that is not on it stays as it was.
fn details(content: &Content, order: &WorkOrder) -> Details {
    let key_tag = content.key_tag.clone().or_else(|| order.key_tag.clone());
    Details { odometer_in: Some(content.odometer), key_tag: Some(key_tag), ..Details::default() }
}
