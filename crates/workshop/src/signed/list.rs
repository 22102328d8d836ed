//! What an order's customer signed, each with what is not as it was signed.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::changes::{SignedChange, SignedJob, of_estimate, of_intake};
use crate::estimates::document::Document;
use crate::estimates::store as estimates;
use crate::estimates::tables::decision;
use crate::intake::store as intakes;
use crate::intake::tables::sheet;
use crate::work_orders::job::AuthorisationMethod;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignedKind {
    Estimate,
    Intake,
}

/// A document as the customer signed it last.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignedDocument {
    pub kind: SignedKind,
    /// The estimate's version or the sheet's number; null where the desk took the signature without a version.
    pub number: Option<i64>,
    pub signed_at: DateTime<Utc>,
    pub signed_by: String,
    /// What is not as it was signed; nothing while all is.
    pub changes: Vec<SignedChange>,
}

/// What the customer signed of an order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignedDocuments {
    pub items: Vec<SignedDocument>,
    pub currency: String,
}

/// What the customer of a work order signed, and what changed since. It is signed again as it was signed: by another version of the
/// estimate, or another sheet. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/signed-documents", tag = MODULE, operation_id = "list_signed_documents",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = SignedDocuments)))]
pub async fn list_signed_documents(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<SignedDocuments>, Problem> {
    let db = workshop.context.db.reader();
    let order = orders::find(db, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    let items = [estimate(db, &order).await?, intake(db, &order).await?].into_iter().flatten().collect();
    Ok(Json(SignedDocuments { items, currency: order.terms.currency.code().to_owned() }))
}

async fn estimate<C: ConnectionTrait>(conn: &C, order: &WorkOrder) -> Result<Option<SignedDocument>, Problem> {
    let is_signed = |row: &decision::Model| row.signature_id.is_some() || row.method == AuthorisationMethod::Signature;
    let decisions = estimates::decisions(conn, order.id).await?;
    // Newest first: of each job the last word counts.
    let mut last: Vec<decision::Model> = vec![];
    for row in decisions {
        if last.iter().all(|known| known.job_id != row.job_id) {
            last.push(row);
        }
    }
    let signed: Vec<_> = last.into_iter().filter(|row| row.approved && is_signed(row)).collect();
    let Some(newest) = signed.first().cloned() else { return Ok(None) };
    let mut jobs = vec![];
    for row in signed {
        let document = match row.estimate_id {
            Some(id) => Some(estimates::find(conn, id).await?.document()?),
            None => None,
        };
        jobs.push(signed_job(row, document.as_ref()));
    }
    Ok(Some(SignedDocument {
        kind: SignedKind::Estimate,
        number: newest.version,
        signed_at: newest.at,
        signed_by: newest.by_name,
        changes: of_estimate(order, &jobs),
    }))
}

fn signed_job(row: decision::Model, document: Option<&Document>) -> SignedJob {
    let lines = document.and_then(|document| document.job(row.job_id)).map(|job| job.lines.clone());
    SignedJob { id: row.job_id, title: row.job_title, amount: row.amount, lines }
}

async fn intake<C: ConnectionTrait>(conn: &C, order: &WorkOrder) -> Result<Option<SignedDocument>, Problem> {
    let sheets = intakes::of_order(conn, order.id).await?;
    let Some(sheet) = sheets.into_iter().find(sheet::Model::is_signed) else { return Ok(None) };
    let changes = of_intake(order, &sheet.content());
    let (Some(signed_at), Some(signed_by)) = (sheet.signed_at, sheet.signed_by) else { return Ok(None) };
    Ok(Some(SignedDocument { kind: SignedKind::Intake, number: Some(sheet.number), signed_at, signed_by, changes }))
}
