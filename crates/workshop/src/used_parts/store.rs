//! The only place that queries how often articles were used.

use contracts::inventory::ProductId;
use kernel::{Binds, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};

use super::follow::{Counts, model_scope};
use super::model::Model;

pub const TABLE: &str = "workshop_used_parts";
const ROWS_AT_ONCE: usize = 500;

/// Adds to the counts, or takes from them.
pub async fn add(tx: &Tx, counts: Counts) -> Result<(), DbErr> {
    let counts: Vec<_> = counts.into_iter().collect();
    for chunk in counts.chunks(ROWS_AT_ONCE) {
        let mut binds = Binds::default();
        let rows = chunk.iter().map(|(key, (times, description))| {
            let of_key: [Value; 5] =
                [key.scope.as_str().into(), key.year.into(), key.site.into(), key.job.as_str().into(), key.product.into()];
            let values = of_key.into_iter().chain([description.as_str().into(), (*times).into()]);
            format!("({})", binds.list(values))
        });
        let rows: Vec<_> = rows.collect();
        let sql = format!(
            "insert into {TABLE} (scope, year, site_id, job, product_id, description, times) values {} \
             on conflict (scope, year, site_id, job, product_id) \
             do update set times = {TABLE}.times + excluded.times, description = excluded.description",
            rows.join(", ")
        );
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}

/// Whose uses are asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub vehicle: String,
    pub model: Model,
    /// The keys of the job that parts are wanted for.
    pub jobs: Vec<String>,
    pub limit: u64,
}

/// An article that was used before.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Found {
    pub product_id: ProductId,
    /// How often on this vehicle.
    pub on_vehicle: i64,
    /// How often on the model, this vehicle among it.
    pub on_model: i64,
    /// How often for such a job.
    pub for_job: i64,
}

/// What was used for such a job on this vehicle, then on its model, then for anything on the vehicle, then on the model; of each the most
/// used first.
pub async fn used<C: ConnectionTrait>(conn: &C, wanted: Wanted) -> Result<Vec<Found>, DbErr> {
    let Wanted { sites, vehicle, model, jobs, limit } = wanted;
    let (first, last) = model.years();
    let mut binds = Binds::default();
    let jobs = binds.list(jobs);
    let scopes = binds.list([vehicle, model_scope(&model)]);
    let sites = binds.and_among("site_id", sites.as_deref());
    // A vehicle's counts have no year: they are those of year 0 whose scope begins with a v.
    let sql = format!(
        "select product_id, on_vehicle, on_model, for_job from ( \
           select product_id, \
             cast(sum(case when scope like 'v:%' then times else 0 end) as bigint) as on_vehicle, \
             cast(sum(case when scope like 'm:%' then times else 0 end) as bigint) as on_model, \
             cast(sum(case when scope like 'm:%' then alike else 0 end) as bigint) as for_job, \
             max(case when scope like 'v:%' and alike > 0 then 1 else 0 end) as here \
           from (select product_id, scope, times, case when job in ({jobs}) then times else 0 end as alike \
             from {TABLE} where scope in ({scopes}) and (year = 0 or year between {first} and {last}) and times > 0{sites}) counts \
           group by product_id) uses \
         order by here desc, case when for_job > 0 then 1 else 0 end desc, case when on_vehicle > 0 then 1 else 0 end desc, \
           on_model desc, product_id limit {limit}"
    );
    db::all(conn, sql, binds.0).await
}

/// An article that orders that are done took, and how often.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Used {
    pub product_id: ProductId,
    pub description: String,
    pub times: i64,
}

/// What was used on vehicles of a make and model at any site, whatever their year and the job; the most used first.
pub async fn on_model<C: ConnectionTrait>(conn: &C, model: &Model, limit: usize) -> Result<Vec<Used>, DbErr> {
    let sql = format!(
        "select product_id, max(description) as description, cast(sum(times) as bigint) as times from {TABLE} \
         where scope = $1 and times > 0 group by product_id order by times desc, product_id limit {limit}"
    );
    db::all(conn, sql, [model_scope(model).into()]).await
}
