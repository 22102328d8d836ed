//! Parts that were used before on a model (PRODUCT G5): what a part that is named by its role alone becomes.

use kernel::search;
use sea_orm::{ConnectionTrait, DbErr};

use crate::used_parts::{self, Model};

pub use crate::used_parts::store::Used;

const MOST: usize = 200;

/// On vehicles of the same make and model, whatever their year; the most used first.
pub async fn on_model<C: ConnectionTrait>(conn: &C, label: &str) -> Result<Vec<Used>, DbErr> {
    match Model::of(label) {
        Some(model) => used_parts::store::on_model(conn, &model, MOST).await,
        None => Ok(vec![]),
    }
}

/// Those whose names have all words of the role, the most used first.
pub fn for_role<'a>(used: &'a [Used], role: &str) -> impl Iterator<Item = &'a Used> + use<'a> {
    let wanted = search::words(role);
    used.iter().filter(move |used| {
        let has = search::words(&used.description);
        wanted.iter().all(|word| has.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use contracts::inventory::ProductId;

    use super::*;

    #[test]
    fn a_role_is_the_part_whose_name_has_all_its_words() {
        let used = |description: &str, times| Used { product_id: ProductId::new(), description: description.into(), times };
        let parts = [used("Huile 5W30", 9), used("Filtre à air", 7), used("Filtre à huile BP-1234", 5), used("Filtre huile", 2)];
        let found: Vec<_> = for_role(&parts, "filtre à huile").map(|part| part.times).collect();
        assert_eq!(found, [5]);
        let found: Vec<_> = for_role(&parts, "FILTRE huile").map(|part| part.times).collect();
        assert_eq!(found, [5, 2]);
    }
}
