//! Works bulk actions off in the background, some customers in a transaction. What is interrupted goes on where it was.

use async_trait::async_trait;
use kernel::module::Worker;
use kernel::{Actor, Context, Problem, Tx};
use sea_orm::DbErr;

use super::store::{self, Bulk, Outcome, Row, State};

const AT_ONCE: u64 = 50;

pub struct BulkWorker {
    pub context: Context,
}

#[async_trait]
impl Worker for BulkWorker {
    async fn turn(&self) -> Result<bool, DbErr> {
        if !store::is_any_open(self.context.db.reader()).await? {
            return Ok(false);
        }
        self.work().await.map_err(|problem| DbErr::Custom(format!("a bulk action stopped: {} {}", problem.code, problem.title)))
    }
}

impl BulkWorker {
    async fn work(&self) -> Result<bool, Problem> {
        let mut tx = self.context.db.begin().await?;
        let Some(bulk) = store::take(&tx).await? else { return Ok(false) };
        let (from, reached) = match bulk.state {
            State::Undoing => (Outcome::Done, State::Undone),
            _ => (Outcome::Waiting, State::Done),
        };
        let rows = store::next(&tx, bulk.id, from, AT_ONCE).await?;
        if rows.is_empty() {
            store::set_state(&tx, bulk.id, reached).await?;
        }
        let actor: Actor = serde_json::from_str(&bulk.actor).map_err(|error| Problem::internal(&error))?;
        for row in rows {
            let row = self.one(&mut tx, &bulk, &actor, row).await?;
            store::note(&tx, bulk.id, &row).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn one(&self, tx: &mut Tx, bulk: &Bulk, actor: &Actor, mut row: Row) -> Result<Row, Problem> {
        let is_undo = bulk.state == State::Undoing;
        let done = if is_undo {
            let kept = row.kept.as_deref().unwrap_or("[]");
            bulk.undo(tx, &self.context, actor, row.customer_id, kept).await?
        } else {
            bulk.apply(tx, &self.context, actor, row.customer_id).await?
        };
        match done {
            Ok(kept) => (row.outcome, row.code, row.kept) = (if is_undo { Outcome::Undone } else { Outcome::Done }, None, kept),
            Err(code) => (row.outcome, row.code) = (Outcome::Skipped, Some(code)),
        }
        Ok(row)
    }
}
