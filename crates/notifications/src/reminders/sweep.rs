//! After a walk: what was looked at before and was not met today is due no more, and it is written down why.

use std::collections::HashMap;

use kernel::Problem;

use super::judge::{Rules, ended};
use super::run::Run;
use super::{Reminders, store};

const AT_ONCE: u64 = 500;

impl Reminders {
    pub(super) async fn sweep(&self, run: &Run, rules: &Rules<'_>) -> Result<(), Problem> {
        loop {
            let mut rows = store::unseen(self.context.db.reader(), run.site_id, run.day, AT_ONCE).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let mut ids: Vec<_> = rows.iter().map(|row| row.vehicle_id).collect();
            ids.dedup();
            let now: HashMap<_, _> = self.vehicles.standing(&ids).await?.into_iter().map(|vehicle| (vehicle.id, vehicle)).collect();
            for row in &mut rows {
                row.seen_on = run.day;
                if let Some(why) = ended(rules, now.get(&row.vehicle_id), row) {
                    (row.stopped, row.next_on, row.is_open) = (Some(why), None, false);
                }
            }
            let tx = self.context.db.begin().await?;
            store::put(&tx, rows).await?;
            tx.commit().await?;
        }
    }
}
