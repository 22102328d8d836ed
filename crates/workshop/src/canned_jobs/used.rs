//! Parts that were used before on a model (PRODUCT G5): what a part that is named by its role alone becomes.

use contracts::inventory::ProductId;
use kernel::{Binds, db, search};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

/// Model years that a label may end with.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2040;
const MOST: usize = 200;

/// A part that completed orders took, and how often.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Used {
    pub product_id: ProductId,
    pub description: String,
    pub times: i64,
}

/// On vehicles of the same make and model, whatever their year; the most used first.
pub async fn on_model<C: ConnectionTrait>(conn: &C, label: &str) -> Result<Vec<Used>, DbErr> {
    let model = model_of(label);
    let mut binds = Binds::default();
    let labels = std::iter::once(model.to_owned()).chain(YEARS.map(|year| format!("{model} {year}")));
    let labels = binds.list(labels);
    let sql = format!(
        "select l.product_id, max(l.description) as description, count(*) as times from workshop_lines l \
         join workshop_orders o on o.id = l.order_id \
         where o.vehicle_label in ({labels}) and l.product_id is not null and l.completed_quantity is not null and l.removed_in is null \
         group by l.product_id order by times desc, l.product_id limit {MOST}"
    );
    db::all(conn, sql, binds.0).await
}

/// Those whose names have all words of the role, the most used first.
pub fn for_role<'a>(used: &'a [Used], role: &str) -> impl Iterator<Item = &'a Used> + use<'a> {
    let wanted = search::words(role);
    used.iter().filter(move |used| {
        let has = search::words(&used.description);
        wanted.iter().all(|word| has.contains(word))
    })
}

/// `Peugeot 208 2019` is a Peugeot 208.
fn model_of(label: &str) -> &str {
    match label.rsplit_once(' ') {
        Some((model, year)) if year.parse::<i32>().is_ok_and(|year| YEARS.contains(&year)) => model,
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_a_label_without_its_year() {
        assert_eq!(model_of("Peugeot 208 2019"), "Peugeot 208");
        assert_eq!(model_of("Peugeot 208"), "Peugeot 208");
        assert_eq!(model_of("Peugeot 2008"), "Peugeot", "a model that looks like a year finds nothing, and a part is picked by hand");
    }

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
