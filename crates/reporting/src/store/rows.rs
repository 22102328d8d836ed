//! The facts behind a figure, page by page.

use chrono::NaiveDate;
use kernel::{Binds, SiteId};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};
use uuid::Uuid;

use super::Window;
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
    pub window: Window,
}

/// Those that count for the figure, the latest first. Of each site and kind its end of the index is read, and no more.
pub async fn list<C: ConnectionTrait>(conn: &C, asked: &Asked<'_>) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let counts = counts(asked.kpi);
    let mut parts = vec![];
    for site in asked.sites {
        for kind in asked.kpi.rows {
            parts.push(format!("site_id = {} and kind = {} and ({counts})", binds.add(*site), binds.add(kind.name())));
        }
    }
    asked.window.latest(conn, "reporting_facts", parts, binds).await
}

fn counts(kpi: &Kpi) -> String {
    kpi.measures().filter_map(Measure::kept).map(|measure| format!("{} <> 0", measure.column())).collect::<Vec<_>>().join(" or ")
}
