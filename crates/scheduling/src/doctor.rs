//! Checks that what is stored agrees with itself. Reads only.

use kernel::{Db, db};
use sea_orm::{DbErr, FromQueryResult};

use crate::time::at;

#[derive(FromQueryResult)]
struct Twice {
    name: String,
    starts: i64,
}

#[derive(FromQueryResult)]
struct Numbered {
    number: String,
}

/// One sentence per fault; nothing when all is well.
pub async fn doctor(db: &Db) -> Result<Vec<String>, DbErr> {
    // The furthest end of all slices before, and not only of the last.
    let sql = "select r.name, o.starts from (select l.resource_id, l.starts, max(l.ends) over (partition by l.resource_id \
        order by l.starts, l.id rows between unbounded preceding and 1 preceding) as before from scheduling_allocations l) o \
        join scheduling_resources r on r.id = o.resource_id where o.before > o.starts order by r.name, o.starts";
    let twice: Vec<Twice> = db::all(db.reader(), sql, []).await?;
    let sql = "select a.number from scheduling_appointments a where a.state in ('cancelled', 'no_show') \
        and exists (select 1 from scheduling_allocations l where l.appointment_id = a.id) order by a.number";
    let kept: Vec<Numbered> = db::all(db.reader(), sql, []).await?;
    let twice = twice.into_iter().map(|fault| format!("{} is taken twice at {}", fault.name, at(fault.starts)));
    let kept = kept.into_iter().map(|fault| format!("{} was given up and still takes time", fault.number));
    Ok(twice.chain(kept).collect())
}
