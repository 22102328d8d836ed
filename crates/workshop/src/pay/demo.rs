//! What demonstration technicians earn: one by the hour, one by what they sell, one with a part of it.

use chrono::{NaiveDate, TimeDelta};
use contracts::identity::UserId;
use contracts::workshop::PayTermsId;
use kernel::{Amount, BasisPoints, Db, SiteId, db};
use sea_orm::{DbErr, FromQueryResult};

use super::store;
use super::terms::Terms;
use crate::time::time;

#[derive(FromQueryResult)]
struct Person {
    site_id: SiteId,
    user_id: UserId,
    user_name: String,
    at: i64,
}

/// Per attended hour, per sold hour, and parts of labour and of parts.
const PAY: [(i64, i64, i32, i32); 3] = [(9500, 0, 0, 0), (0, 14_000, 0, 0), (6000, 0, 800, 200)];

/// Call it when the hours are there.
pub async fn fill(database: &Db) -> Result<(), DbErr> {
    let sql = "select site_id, user_id, max(user_name) as user_name, min(at) as at from workshop_sold_time \
               group by site_id, user_id order by site_id, user_id";
    let people: Vec<Person> = db::all(database.reader(), sql, []).await?;
    let tx = database.begin().await?;
    for (person, (hourly, flat_rate, labour_share, parts_share)) in people.into_iter().zip(PAY.into_iter().cycle()) {
        let first: NaiveDate = (time(person.at) - TimeDelta::days(30)).date_naive();
        let row = Terms {
            id: PayTermsId::new(),
            site_id: person.site_id,
            user_id: person.user_id,
            user_name: person.user_name,
            from_on: first,
            hourly: Amount(hourly),
            flat_rate: Amount(flat_rate),
            labour_share: BasisPoints(labour_share),
            parts_share: BasisPoints(parts_share),
            back_flag: flat_rate > 0,
            version: 1,
        };
        store::save(&tx, row).await?;
    }
    tx.commit().await
}
