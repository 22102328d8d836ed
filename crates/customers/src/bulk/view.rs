//! A bulk action as the API shows it.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use kernel::{Actor, Problem};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::action::Action;
use super::store::{self, Bulk, Outcome, Row, State};

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Bulk)]
pub struct BulkView {
    pub id: Uuid,
    pub action: Action,
    pub state: State,
    pub total: i64,
    pub done: i64,
    pub skipped: i64,
    pub undone: i64,
    pub at: DateTime<Utc>,
    /// `undo`
    pub actions: Vec<String>,
}

impl BulkView {
    pub async fn of<C: ConnectionTrait>(conn: &C, bulk: Bulk, actor: &Actor) -> Result<Self, Problem> {
        let counts = store::counts(conn, bulk.id).await?;
        let count = |outcome| counts.iter().find(|one| one.0 == outcome).map_or(0, |one| one.1);
        let may = bulk.state == State::Done && count(Outcome::Done) > 0 && actor.may_anywhere(bulk.action.needs());
        Ok(Self {
            id: bulk.id,
            action: bulk.action,
            state: bulk.state,
            total: bulk.total,
            done: count(Outcome::Done),
            skipped: count(Outcome::Skipped),
            undone: count(Outcome::Undone),
            at: bulk.at,
            actions: if may { vec!["undo".into()] } else { vec![] },
        })
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = BulkRow)]
pub struct RowView {
    pub customer_id: CustomerId,
    pub name: String,
    pub outcome: Outcome,
    /// Why it was skipped.
    pub code: Option<String>,
}

impl From<Row> for RowView {
    fn from(row: Row) -> Self {
        Self { customer_id: row.customer_id, name: row.name, outcome: row.outcome, code: row.code }
    }
}
