//! A van and a container at every site of the demonstration, with a little of what the site has.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::inventory::{LocationId, LocationMoveId};
use kernel::{Quantity, SiteId, Tx};
use sea_orm::DbErr;

use crate::locations::{Kind, Location, LocationInput, LocationLevel, LocationMove, MoveKind, store};
use crate::stock::Level;

const PLACES: [(&str, Kind); 2] = [("Fourgon dépannage", Kind::Van), ("Réserve du sous-sol", Kind::Room)];
/// So many products lie in each.
const PRODUCTS: usize = 3;
/// So much of each, of what there is twice as much of.
const SOME: Quantity = Quantity(2000);

/// Divides what there is, and says so in the levels.
pub async fn put_away(tx: &Tx, levels: &mut [Level], at: DateTime<Utc>) -> Result<(), DbErr> {
    let mut sites = BTreeMap::<SiteId, Vec<&mut Level>>::new();
    for level in levels.iter_mut().filter(|level| level.on_hand >= SOME + SOME) {
        sites.entry(level.site_id).or_default().push(level);
    }
    for (site_id, mut levels) in sites {
        levels.sort_unstable_by_key(|level| level.product_id);
        for ((name, kind), lying) in PLACES.into_iter().zip(levels.chunks_mut(PRODUCTS)) {
            let location = Location::new(&LocationInput { site_id, name: name.into(), kind });
            store::put(tx, location.clone()).await?;
            for level in lying {
                level.elsewhere = SOME;
                store::put_level(tx, lies(location.id, level)).await?;
                store::append(tx, vec![moved(location.id, level, at)]).await?;
            }
        }
    }
    Ok(())
}

fn lies(location_id: LocationId, level: &Level) -> LocationLevel {
    LocationLevel { location_id, product_id: level.product_id, site_id: level.site_id, quantity: SOME, bin: None }
}

fn moved(location_id: LocationId, level: &Level, at: DateTime<Utc>) -> LocationMove {
    LocationMove {
        id: LocationMoveId::new(),
        location_id,
        site_id: level.site_id,
        product_id: level.product_id,
        kind: MoveKind::Moved,
        quantity: SOME,
        balance: SOME,
        other_location_id: None,
        movement_id: None,
        reference_label: None,
        reason: None,
        by_name: "ECAR".into(),
        at,
    }
}
