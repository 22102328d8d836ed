//! Exports are whole: their numbers run on, and each balances to what it says.

use kernel::{Amount, Db};
use sea_orm::{DbErr, EntityTrait, QueryOrder};
use uuid::Uuid;

use super::store;
use crate::entities::journal_exports;

const AT_ONCE: u64 = 500;

pub async fn doctor(db: &Db) -> Result<Vec<String>, DbErr> {
    let in_order = journal_exports::Entity::find().order_by_asc(journal_exports::Column::SiteId);
    let exports = in_order.order_by_asc(journal_exports::Column::Sequence).all(db.reader()).await?;
    let mut findings = vec![];
    for (place, export) in exports.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| exports.get(place)).filter(|before| before.site_id == export.site_id);
        let follows = (before.map_or(1, |before| before.sequence + 1), before.map_or(1, |before| before.last_number + 1));
        if follows != (export.sequence, export.first_number) {
            findings.push(format!("journal export {}: it does not follow the one before", export.id));
        }
        findings.extend(entries(db, export).await?);
    }
    Ok(findings)
}

async fn entries(db: &Db, export: &journal_exports::Model) -> Result<Option<String>, DbErr> {
    let (mut number, mut debit) = (export.first_number - 1, Amount::ZERO);
    loop {
        let chunk = store::entries(db.reader(), export.id, number, AT_ONCE).await?;
        if chunk.is_empty() {
            break;
        }
        for numbered in chunk {
            let entry = &numbered.entry;
            if numbered.number != number + 1 || entry.debit() != entry.credit() || entry.on > export.until_day {
                return Ok(Some(fault(export.id, &format!("entry {} is not as it should be", numbered.number))));
            }
            number = numbered.number;
            debit += entry.debit();
        }
    }
    let is_whole = (number, debit) == (export.last_number, export.debit);
    Ok((!is_whole).then(|| fault(export.id, "it is not the sum of its entries")))
}

fn fault(export: Uuid, what: &str) -> String {
    format!("journal export {export}: {what}")
}
