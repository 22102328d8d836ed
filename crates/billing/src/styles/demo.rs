//! Demonstration data: a site whose till has a printer of its own.

use chrono::{DateTime, Utc};
use contracts::documents::PaperSize;
use kernel::{Problem, SiteId, Tx};
use uuid::Uuid;

use super::store;
use super::style::{Conditions, Footers, Model};

/// Receipts of the site are 80 mm wide.
pub async fn roll(tx: &Tx, site: SiteId, now: DateTime<Utc>) -> Result<(), Problem> {
    let json = |text: Result<String, serde_json::Error>| text.map_err(|error| Problem::internal(&error));
    let row = Model {
        id: Uuid::now_v7(),
        site_id: site,
        begins_at: now,
        colour: None,
        logo_id: None,
        footers: json(serde_json::to_string(&Footers::default()))?,
        terms: json(serde_json::to_string(&Conditions::default()))?,
        by_name: "ECAR".into(),
        receipts_on: PaperSize::Slip.code().to_owned(),
        version: 1,
    };
    store::insert(tx, row).await
}
