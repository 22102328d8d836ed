//! Changes the words of a job: what the customer said, what was found, what was done.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{JobId, WORK_ORDER_UPDATE, WORK_ORDER_WORK, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path, present};
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Permission, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::estimate::JobTexts;
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Left out stays; null empties.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied or set are three things")]
pub struct UpdateJob {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub concern: Option<Option<String>>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub cause: Option<Option<String>>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub correction: Option<Option<String>>,
    /// Jobs that share this name are options of which one can be approved.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub option_group: Option<Option<String>>,
}

impl UpdateJob {
    /// Cause and correction are the technician's to note; title, concern and what it is an option of are the advisor's.
    fn permission(&self) -> Permission {
        let is_offer = self.title.is_some() || self.concern.is_some() || self.option_group.is_some();
        if is_offer { WORK_ORDER_UPDATE } else { WORK_ORDER_WORK }
    }
}

/// Changes a job's texts.
///
/// Permission: `work_order.update`; for cause and correction alone `work_order.work`.
#[utoipa::path(
    patch, path = "/work-orders/{work_order_id}/jobs/{job_id}", tag = MODULE, operation_id = "update_job", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("job_id" = JobId, Path)),
    request_body = UpdateJob, responses((status = 200, body = WorkOrderView))
)]
pub async fn update_job(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, job_id)): Path<(WorkOrderId, JobId)>,
    Json(body): Json<UpdateJob>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("update_job:{job_id}"), id, body.permission(), &body)?;
    let texts = JobTexts {
        title: filled(body.title),
        concern: body.concern.map(filled),
        cause: body.cause.map(filled),
        correction: body.correction.map(filled),
        option_group: body.option_group.map(filled),
    };
    command.run(&workshop, |order| order.update_job(job_id, texts)).await
}
