//! What the demonstration's sites give.

use kernel::{Db, SiteId, db, site_settings};
use sea_orm::{DbErr, FromQueryResult};

use super::sold::{UsualTerms, WarrantyTerm};
use super::store::terms_row::Model;

#[derive(FromQueryResult)]
struct Site {
    site_id: SiteId,
}

pub async fn fill(db: &Db) -> Result<(), DbErr> {
    let sites: Vec<Site> = db::all(db.reader(), "select distinct site_id from workshop_orders", []).await?;
    let usual = UsualTerms {
        part: WarrantyTerm { months: Some(12), km: Some(20_000) },
        labour: WarrantyTerm { months: Some(6), km: Some(10_000) },
    };
    let usual = serde_json::to_string(&usual).map_err(|error| DbErr::Custom(error.to_string()))?;
    let tx = db.begin().await?;
    for Site { site_id } in sites {
        let mut row: Model = site_settings::of(&*tx, site_id).await?;
        if row.version == 0 {
            row.usual.clone_from(&usual);
            site_settings::save(&tx, &mut row).await.map_err(|problem| DbErr::Custom(problem.title))?;
        }
    }
    tx.commit().await
}
