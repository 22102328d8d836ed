//! Completing an order sells its warranties; reopening it takes them back.

use chrono::{DateTime, Utc};
use kernel::{Problem, Tx};

use super::{sold, store};
use crate::work_orders::fact::Fact;
use crate::work_orders::work_order::WorkOrder;

/// In the transaction of what happened.
pub async fn follow(tx: &Tx, order: &WorkOrder, fact: &Fact, now: DateTime<Utc>) -> Result<(), Problem> {
    match fact {
        Fact::Completed { .. } => {
            let chosen = store::of_order(&**tx, order.id).await?;
            let usual = store::terms(&**tx, order.site_id).await?;
            Ok(store::put_all(tx, sold::sell(order, &chosen, &usual, now)).await?)
        }
        Fact::Reopened { .. } => Ok(store::take_back(tx, order.id).await?),
        _ => Ok(()),
    }
}
