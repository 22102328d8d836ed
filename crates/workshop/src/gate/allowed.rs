//! An order that goes on though its customer's credit does not allow it. Pure.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::work_orders::fact::Fact;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::work_order::WorkOrder;

/// Who let one order go on, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreditAllowed {
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl WorkOrder {
    /// Lets it begin whatever its customer owes. What has begun needs nobody's word.
    pub fn allow_credit(&mut self, reason: String, by: String, at: DateTime<Utc>) -> Result<Vec<Fact>, Error> {
        if !self.is_ahead() {
            return Err(self.wrong_state());
        }
        let fact = Fact::CreditAllowed { reason: reason.clone() };
        self.credit_allowed = Some(CreditAllowed { reason, by, at });
        Ok(vec![fact])
    }

    /// Whether its beginning depends on what its customer owes.
    pub fn asks_for_credit(&self) -> bool {
        self.is_ahead() && self.credit_allowed.is_none()
    }

    /// Its work has not begun.
    pub fn is_ahead(&self) -> bool {
        matches!(self.state.name(), WorkOrderState::Estimate | WorkOrderState::Approved)
    }
}
