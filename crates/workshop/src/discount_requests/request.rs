//! A request: how much is asked for, on what, by whom, and what came of it.

use contracts::workshop::{JobId, LineId, WorkOrderId};
use kernel::{Amount, BasisPoints, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::reductions::Size;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = DiscountRequestState)]
pub enum State {
    Open,
    Granted,
    Refused,
    /// Its asker took it back, or asked for something else in its place.
    Withdrawn,
    /// The order is worked on no more.
    Lapsed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_discount_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub site_id: SiteId,
    pub order_id: WorkOrderId,
    pub order_number: String,
    /// Whose order, as a label.
    pub customer_name: String,
    /// The whole order when neither this nor a line is named.
    pub job_id: Option<JobId>,
    pub line_id: Option<LineId>,
    /// The job's title or the line's description.
    pub title: Option<String>,
    pub share: Option<BasisPoints>,
    /// Minor units, without VAT.
    pub amount: Option<Amount>,
    pub currency: String,
    pub reason: String,
    pub asked_by: Uuid,
    pub asked_by_name: String,
    /// Seconds since 1970.
    pub asked_at: i64,
    pub state: State,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<i64>,
    /// What the asker is told with a refusal.
    pub word: Option<String>,
    /// What it is of while it is open: one request at a time.
    pub open_key: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Request;

impl Request {
    pub fn size(&self) -> Size {
        match (self.share, self.amount) {
            (Some(share), _) => Size::Share(share),
            (None, amount) => Size::Amount(amount.unwrap_or_default()),
        }
    }

    /// Ends it.
    pub fn end(&mut self, state: State, by: &str, at: i64) {
        (self.state, self.decided_by_name, self.decided_at, self.open_key) = (state, Some(by.to_owned()), Some(at), None);
    }
}

/// Of the order, one of its jobs, or one of its lines.
pub fn open_key(order: WorkOrderId, job: Option<JobId>, line: Option<LineId>) -> String {
    match (job, line) {
        (_, Some(line)) => format!("line:{line}"),
        (Some(job), None) => format!("job:{job}"),
        (None, None) => format!("order:{order}"),
    }
}
