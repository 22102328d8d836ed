//! What waits to be offered again, for who writes to many.

use std::collections::BTreeSet;

use contracts::customers::CustomerId;
use contracts::workshop::{DeferredAsked, DeferredJobId, WaitingJob, WaitingPage};
use kernel::{Binds, db, search};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::entry::DeferredState;

#[derive(FromQueryResult)]
struct Whose {
    customer_id: CustomerId,
}

#[derive(FromQueryResult)]
struct Row {
    id: DeferredJobId,
    customer_id: CustomerId,
    vehicle_id: contracts::vehicles::VehicleId,
    title: String,
}

/// A page of customers along the index, with all that waits for each.
pub async fn waiting<C: ConnectionTrait>(conn: &C, asked: &DeferredAsked) -> Result<WaitingPage, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select distinct customer_id from workshop_deferred_jobs where {}", open(&mut binds, asked));
    if let Some(after) = asked.after {
        sql += &format!(" and customer_id > {}", binds.add(after));
    }
    sql += &format!("{} order by customer_id limit {}", binds.and_among("customer_id", asked.among.as_deref()), asked.limit);
    let whose: Vec<Whose> = db::all(conn, sql, binds.0).await?;
    let customers: BTreeSet<_> = whose.iter().map(|row| row.customer_id).collect();
    let is_full = u64::try_from(whose.len()).is_ok_and(|length| length == asked.limit);
    let next = whose.last().filter(|_| is_full).map(|row| row.customer_id);
    if customers.is_empty() {
        return Ok(WaitingPage { jobs: vec![], next });
    }
    let mut binds = Binds::default();
    let (open, customers) = (open(&mut binds, asked), binds.list(customers));
    let sql = format!(
        "select id, customer_id, vehicle_id, title from workshop_deferred_jobs where {open} and customer_id in ({customers}) \
         order by customer_id, deferred_at, id"
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    let jobs = rows.into_iter().filter(|row| is_meant(&row.title, asked.word.as_deref()));
    let told = |Row { id, customer_id, vehicle_id, title }| WaitingJob { id, customer_id, vehicle_id, title };
    Ok(WaitingPage { jobs: jobs.map(told).collect(), next })
}

fn open(binds: &mut Binds, asked: &DeferredAsked) -> String {
    let (site, state) = (binds.add(asked.site), binds.add(DeferredState::Open));
    let (from, until) = (binds.add(asked.from.timestamp()), binds.add(asked.until.timestamp()));
    format!("site_id = {site} and state = {state} and deferred_at >= {from} and deferred_at <= {until} and offered_job_id is null")
}

/// Each word that is asked for begins one of the title.
fn is_meant(title: &str, asked: Option<&str>) -> bool {
    let (title, asked) = (search::normalise(title), search::normalise(asked.unwrap_or_default()));
    asked.split_whitespace().all(|word| title.split_whitespace().any(|of_title| of_title.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_however_it_is_spelt() {
        let table = [
            ("Plaquettes de frein avant", Some("frein"), true),
            ("Filtre à pollen", Some("FILTRE a"), true),
            ("Disques de freins", Some("frein"), true),
            ("Filtre à pollen", Some("frein"), false),
            ("Filtre à pollen", Some("  "), true),
            ("Filtre à pollen", None, true),
        ];
        for (title, word, expected) in table {
            assert_eq!(is_meant(title, word), expected, "{title} {word:?}");
        }
    }
}
