//! Writes a sheet anew.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::IntakeId;
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};
use kernel::text::filled;

use super::command::{Written, shown, write};
use super::sheet::Content;
use super::store;
use super::view::IntakeView;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Writes an open intake sheet anew. Permission: `work_order.update`.
#[utoipa::path(put, path = "/intakes/{intake_id}", tag = MODULE, operation_id = "update_intake", security(("bearer" = [])),
    params(("intake_id" = IntakeId, Path), ("If-Match" = Option<String>, Header)), request_body = Content,
    responses((status = 200, body = IntakeView)))]
pub async fn update_intake(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<IntakeId>,
    Json(body): Json<Content>,
) -> Result<Versioned<IntakeView>, Problem> {
    let actor = asked.actor.clone();
    let mut tx = workshop.context.db.begin().await?;
    let Written { order, mut sheet } = write(&tx, id, &actor).await?;
    let content = tidy(body);
    let before = shown(&tx, sheet.clone(), &order, &actor).await?;
    if before.content != content {
        asked.if_match.check(sheet.version)?;
        sheet.content = serde_json::to_string(&content).map_err(|error| Problem::internal(&error))?;
        sheet.version += 1;
        store::save(&tx, sheet.clone()).await?;
        let after = shown(&tx, sheet.clone(), &order, &actor).await?;
        workshop.intake_changed(&mut tx, &order, "intake.updated", (Some(&before), &after), &actor).await?;
    }
    let view = shown(&tx, sheet, &order, &actor).await?;
    tx.commit().await?;
    Ok(Versioned(view.version, view))
}

/// Blank texts are none, and a lamp is lit once.
fn tidy(mut content: Content) -> Content {
    content.key_tag = filled(content.key_tag);
    content.belongings = filled(content.belongings);
    content.note = filled(content.note);
    let mut lamps = vec![];
    for lamp in content.lamps {
        if !lamps.contains(&lamp) {
            lamps.push(lamp);
        }
    }
    content.lamps = lamps;
    for damage in &mut content.damages {
        damage.note = filled(damage.note.take());
    }
    content
}
