//! What the API shows of intake sheets.

use chrono::{DateTime, Utc};
use contracts::workshop::{IntakeId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::{Actor, files};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::sheet::Content;
use super::tables::sheet;
use crate::MODULE;
use crate::work_orders::work_order::WorkOrder;

/// How a vehicle came in, and who agreed to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Intake)]
pub struct IntakeView {
    pub id: IntakeId,
    pub work_order_id: WorkOrderId,
    /// 1 is the order's first; later ones correct it.
    pub number: i64,
    pub content: Content,
    /// Oldest first.
    pub photos: Vec<IntakePhoto>,
    pub begun_at: DateTime<Utc>,
    pub begun_by: String,
    pub signed_at: Option<DateTime<Utc>>,
    /// The customer, or who stands for them.
    pub signed_by: Option<String>,
    pub signature_id: Option<Uuid>,
    pub version: i64,
    /// update, sign
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IntakePhoto {
    pub id: Uuid,
    pub name: String,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

/// The sheets of an order.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OrderIntakes)]
pub struct IntakesView {
    /// Newest first: that one is valid once it is signed.
    pub items: Vec<IntakeView>,
    /// begin
    pub actions: Vec<String>,
}

pub async fn whole<C: ConnectionTrait>(conn: &C, row: sheet::Model, order: &WorkOrder, actor: &Actor) -> Result<IntakeView, DbErr> {
    let files = files::store::list(conn, MODULE, row.id.0).await?.into_iter().rev();
    let photos = files.filter(|file| Some(file.id) != row.signature_id);
    let is_open = !row.is_signed() && order.state.name().is_open();
    let possible: &[_] = if is_open { &[("update", WORK_ORDER_UPDATE), ("sign", WORK_ORDER_UPDATE)] } else { &[] };
    Ok(IntakeView {
        actions: actor.allowed(order.site_id, possible).into_iter().map(str::to_owned).collect(),
        photos: photos.map(|file| IntakePhoto { id: file.id, name: file.name, by_name: file.by_name, at: file.at }).collect(),
        content: row.content(),
        id: row.id,
        work_order_id: row.order_id,
        number: row.number,
        begun_at: row.begun_at,
        begun_by: row.begun_by,
        signed_at: row.signed_at,
        signed_by: row.signed_by,
        signature_id: row.signature_id,
        version: row.version,
    })
}

/// What the caller may do about the order's sheets: one is open at a time.
pub fn actions(order: &WorkOrder, items: &[IntakeView], actor: &Actor) -> Vec<String> {
    let may = order.state.name().is_open() && items.first().is_none_or(|sheet| sheet.signed_at.is_some());
    let possible: &[_] = if may { &[("begin", WORK_ORDER_UPDATE)] } else { &[] };
    actor.allowed(order.site_id, possible).into_iter().map(str::to_owned).collect()
}
