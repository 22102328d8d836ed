//! The facts behind a figure, page by page.

use chrono::NaiveDate;
use kernel::{Binds, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::kpis::Kpi;
use crate::measures::{ALL, Measure, Sums};

/// A fact as it is kept.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: Uuid,
    pub kind: String,
    pub site_id: SiteId,
    pub day: NaiveDate,
    pub number: String,
    pub label: String,
    pub document: String,
    pub document_id: Uuid,
    pub sums: Sums,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let mut sums = Sums::default();
        for (measure, column) in ALL {
            sums[measure] = row.try_get::<Option<i64>>(prefix, column)?.unwrap_or_default();
        }
        Ok(Self {
            id: row.try_get(prefix, "id")?,
            kind: row.try_get(prefix, "kind")?,
            site_id: row.try_get(prefix, "site_id")?,
            day: row.try_get(prefix, "day")?,
            number: row.try_get(prefix, "number")?,
            label: row.try_get(prefix, "label")?,
            document: row.try_get(prefix, "document")?,
            document_id: row.try_get(prefix, "document_id")?,
            sums,
        })
    }
}

/// What to list.
pub struct Asked<'a> {
    pub kpi: &'static Kpi,
    pub sites: &'a [SiteId],
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// The last of the page before.
    pub before: Option<(NaiveDate, Uuid)>,
    pub limit: u64,
}

/// Those that count for the figure, the latest first. Of each site and kind its end of the index is read, and no more.
pub async fn list<C: ConnectionTrait>(conn: &C, asked: &Asked<'_>) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let counts = counts(asked.kpi);
    let mut parts = vec![];
    for site in asked.sites {
        for kind in asked.kpi.rows {
            let (site, kind) = (binds.add(*site), binds.add(kind.name()));
            let (from, until) = (binds.add(asked.from), binds.add(asked.until));
            let before =
                asked.before.map_or_else(String::new, |(day, id)| format!(" and (day, id) < ({}, {})", binds.add(day), binds.add(id)));
            parts.push(format!(
                "select * from (select * from reporting_facts where site_id = {site} and kind = {kind} and day >= {from} and day <= {until}{before} \
                 and ({counts}) order by day desc, id desc limit {limit}) as part_{place}",
                limit = asked.limit,
                place = parts.len(),
            ));
        }
    }
    if parts.is_empty() {
        return Ok(vec![]);
    }
    let sql = format!("select * from ({}) as facts order by day desc, id desc limit {}", parts.join(" union all "), asked.limit);
    db::all(conn, sql, binds.0).await
}

fn counts(kpi: &Kpi) -> String {
    kpi.measures().filter_map(Measure::kept).map(|measure| format!("{} <> 0", measure.column())).collect::<Vec<_>>().join(" or ")
}
