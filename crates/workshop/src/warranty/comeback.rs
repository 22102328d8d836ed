//! An order that makes good an earlier one: which, why, and who pays. It is found by the new order's id.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::workshop::{JobId, WORK_ORDER_READ, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::text::{filled, prose};
use kernel::{Problem, SiteId, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::work_orders::command::Asked;
use crate::work_orders::fact::Fact;
use crate::work_orders::store::{self as orders, put};
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// Why it came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ComebackCause {
    Part,
    Workmanship,
    Diagnosis,
    /// Nothing of ours.
    Customer,
}

/// Who pays for making it good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ComebackPayer {
    Garage,
    Supplier,
    Customer,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_comebacks")]
pub struct Model {
    /// The order that makes it good.
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: WorkOrderId,
    pub site_id: SiteId,
    pub original_id: WorkOrderId,
    pub original_number: String,
    /// Who worked on the original.
    pub technician_id: Option<UserId>,
    pub technician_name: Option<String>,
    /// JSON.
    pub jobs: String,
    pub cause: Option<ComebackCause>,
    pub payer: ComebackPayer,
    pub note: Option<String>,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A job of the original that was not good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ComebackJob {
    pub id: JobId,
    pub title: String,
}

/// What an order makes good.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Comeback {
    pub work_order_id: WorkOrderId,
    pub original_id: WorkOrderId,
    pub original: String,
    /// Who worked on the original.
    pub technician: Option<String>,
    pub jobs: Vec<ComebackJob>,
    /// Null while nobody knows.
    pub cause: Option<ComebackCause>,
    pub payer: ComebackPayer,
    pub note: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl From<Model> for Comeback {
    fn from(row: Model) -> Self {
        Self {
            work_order_id: row.order_id,
            original_id: row.original_id,
            original: row.original_number,
            technician: row.technician_name,
            jobs: serde_json::from_str(&row.jobs).unwrap_or_default(),
            cause: row.cause,
            payer: row.payer,
            note: row.note,
            by: row.by_name,
            at: row.at,
        }
    }
}

/// Null while the order makes nothing good.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrderComeback {
    pub comeback: Option<Comeback>,
    /// update
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComebackInput {
    /// A completed order of the same vehicle.
    #[garde(skip)]
    pub original_id: WorkOrderId,
    /// Of the original.
    #[garde(length(min = 1, max = 30))]
    #[schema(min_items = 1, max_items = 30)]
    pub job_ids: Vec<JobId>,
    #[serde(default)]
    #[garde(skip)]
    pub cause: Option<ComebackCause>,
    #[garde(skip)]
    pub payer: ComebackPayer,
    #[serde(default)]
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub note: Option<String>,
}

/// What a work order makes good, if anything. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/comeback", tag = MODULE, operation_id = "get_comeback", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = OrderComeback)))]
pub async fn get_comeback(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<OrderComeback>, Problem> {
    let db = workshop.context.db.reader();
    let site = orders::site_of(db, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, site)?;
    let comeback = find(db, id).await?.map(Comeback::from);
    let actions = actor.allowed(site, &[("update", WORK_ORDER_UPDATE)]).into_iter().map(str::to_owned).collect();
    Ok(Json(OrderComeback { comeback, actions }))
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: WorkOrderId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(conn).await
}

/// Says which earlier order a work order makes good, why, and who pays; also when all is done and the cause is known.
///
/// Refused with `not-its-original` when the other order is of another vehicle, is not completed, or is the order itself. Permission:
/// `work_order.update`.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/comeback", tag = MODULE, operation_id = "set_comeback", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path)), request_body = ComebackInput, responses((status = 200, body = Comeback)))]
pub async fn set_comeback(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(input): Json<ComebackInput>,
) -> Result<Json<Comeback>, Problem> {
    let actor = asked.actor.clone();
    let command = asked.to("set_comeback", id, WORK_ORDER_UPDATE, &input)?;
    let open = command.open(&workshop).await?;
    let original = orders::find(&*open.tx, input.original_id).await?;
    let original = original.filter(|original| actor.may(WORK_ORDER_READ, original.site_id));
    let original = original.ok_or_else(|| Problem::field("/original_id", "unknown", "there is no such order"))?;
    let row = linked(&open.order, &original, input, &actor.name, workshop.now())?;
    save(&open.tx, &row).await?;
    let fact = Fact::ComebackOf { number: row.original_number.clone() };
    command.close(&workshop, open, &[fact]).await?;
    Ok(Json(row.into()))
}

async fn save(tx: &Tx, row: &Model) -> Result<(), DbErr> {
    put::<Entity>(tx, vec![row.clone()]).await
}

fn linked(order: &WorkOrder, original: &WorkOrder, input: ComebackInput, by: &str, at: DateTime<Utc>) -> Result<Model, Problem> {
    if original.id == order.id
        || order.is_counter_sale()
        || order.is_quote()
        || original.vehicle.id != order.vehicle.id
        || original.completed_at.is_none()
    {
        return Err(Error::NotItsOriginal.into());
    }
    let jobs = original.jobs.iter().filter(|job| job.is_approved() && input.job_ids.contains(&job.id));
    let jobs: Vec<_> = jobs.map(|job| ComebackJob { id: job.id, title: job.title.clone() }).collect();
    if jobs.is_empty() {
        return Err(Problem::field("/job_ids", "unknown", "these are no jobs that the original did"));
    }
    Ok(Model {
        order_id: order.id,
        site_id: order.site_id,
        original_id: original.id,
        original_number: original.number.clone(),
        technician_id: original.technician.as_ref().map(|technician| technician.id),
        technician_name: original.technician.as_ref().map(|technician| technician.name.clone()),
        jobs: serde_json::to_string(&jobs).map_err(|error| Problem::internal(&error))?,
        cause: input.cause,
        payer: input.payer,
        note: filled(input.note),
        by_name: by.to_owned(),
        at,
    })
}

/// It makes nothing good after all. Permission: `work_order.update`.
#[utoipa::path(delete, path = "/work-orders/{work_order_id}/comeback", tag = MODULE, operation_id = "remove_comeback",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path)), responses((status = 204)))]
pub async fn remove_comeback(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
) -> Result<StatusCode, Problem> {
    let command = asked.to("remove_comeback", id, WORK_ORDER_UPDATE, &())?;
    let open = command.open(&workshop).await?;
    let Some(row) = find(&*open.tx, id).await? else { return Err(Problem::not_found()) };
    let number = row.original_number.clone();
    row.into_active_model().delete(&*open.tx).await?;
    command.close(&workshop, open, &[Fact::NoComeback { number }]).await?;
    Ok(StatusCode::NO_CONTENT)
}
