//! An importer whose outcomes are kept, row by row. On a dry run it foresees what an earlier step would have made.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::import::{Field, Importer, Kept, Options, Outcome, Row, RowError};
use kernel::{Problem, Tx};
use parking_lot::Mutex;

type Outcomes = Vec<Result<Outcome, RowError>>;

pub struct Watched {
    inner: Arc<dyn Importer>,
    /// The rows are about shelves of products that an earlier step brought.
    is_stock: bool,
    outcomes: Mutex<Outcomes>,
}

impl Watched {
    pub fn new(inner: Arc<dyn Importer>, is_stock: bool) -> Self {
        Self { inner, is_stock, outcomes: Mutex::default() }
    }

    /// Of every row so far, in order.
    pub fn outcomes(&self) -> Outcomes {
        std::mem::take(&mut self.outcomes.lock())
    }

    /// Rows of a dry run that miss what an earlier step only would have made: whoever calls saw that it would.
    async fn foresee(&self, rows: &[Row], outcomes: &mut Outcomes, options: &Options) -> Result<(), Problem> {
        let is_missing = |outcome: &Result<Outcome, RowError>| outcome.as_ref().is_err_and(|error| error.is_unknown);
        let missing: Vec<_> = (0..outcomes.len()).filter(|place| is_missing(&outcomes[*place])).collect();
        if self.kind() != "vehicles" {
            for place in missing {
                outcomes[place] = Ok(Outcome::Created);
            }
            return Ok(());
        }
        let alone = |place: &usize| {
            let mut row = rows[*place].clone();
            row.values.remove("owner_ref");
            row
        };
        let alone: Vec<_> = missing.iter().map(alone).collect();
        if alone.is_empty() {
            return Ok(());
        }
        for (place, outcome) in missing.into_iter().zip(self.inner.apply(&alone, options).await?) {
            // One that is there gets an owner.
            outcomes[place] = outcome.map(|outcome| if outcome == Outcome::Unchanged { Outcome::Updated(vec![]) } else { outcome });
        }
        Ok(())
    }
}

/// What becomes of a shelf: its opening is made, or its minimum is changed. The product itself is another step's.
fn of_shelf(row: &Row, outcome: Outcome) -> Outcome {
    let says = |field: &str| row.get(field).is_some_and(|text| text.chars().any(|digit| ('1'..='9').contains(&digit)));
    let (opens, changes) = match outcome {
        Outcome::Created => (says("quantity"), says("minimum")),
        Outcome::Updated(differences) => {
            let of = |field| differences.iter().any(|difference| difference.field == field);
            (of("quantity"), of("minimum"))
        }
        Outcome::Unchanged => (false, false),
    };
    match (opens, changes) {
        (true, _) => Outcome::Created,
        (false, true) => Outcome::Updated(vec![]),
        (false, false) => Outcome::Unchanged,
    }
}

#[async_trait]
impl Importer for Watched {
    fn kind(&self) -> &'static str {
        self.inner.kind()
    }

    fn module(&self) -> &'static str {
        self.inner.module()
    }

    fn fields(&self) -> &'static [Field] {
        self.inner.fields()
    }

    fn needs_site(&self) -> bool {
        self.inner.needs_site()
    }

    fn permit(&self, options: &Options) -> Result<(), Problem> {
        self.inner.permit(options)
    }

    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Outcomes, Problem> {
        let mut outcomes = self.inner.apply(rows, options).await?;
        if options.dry_run {
            self.foresee(rows, &mut outcomes, options).await?;
        }
        if self.is_stock {
            outcomes = rows.iter().zip(outcomes).map(|(row, outcome)| outcome.map(|outcome| of_shelf(row, outcome))).collect();
        }
        self.outcomes.lock().extend(outcomes.clone());
        Ok(outcomes)
    }

    async fn undo(&self, tx: &mut Tx, kept: &[Kept], options: &Options) -> Result<Vec<Vec<RowError>>, Problem> {
        self.inner.undo(tx, kept, options).await
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kernel::import::Difference;

    use super::*;

    #[test]
    fn a_shelf_is_made_by_its_opening() {
        let row = |quantity: &str, minimum: &str| Row {
            line: 2,
            values: BTreeMap::from([("quantity", quantity.to_owned()), ("minimum", minimum.to_owned())]),
        };
        assert_eq!(of_shelf(&row("2.000", "1"), Outcome::Created), Outcome::Created);
        assert_eq!(of_shelf(&row("0.000", "1"), Outcome::Created), Outcome::Updated(vec![]));
        assert_eq!(of_shelf(&row("0.000", "0"), Outcome::Created), Outcome::Unchanged);
        let differs = |field| vec![Difference { field, before: String::new(), after: "2".into() }];
        assert_eq!(of_shelf(&row("2.000", "0"), Outcome::Updated(differs("quantity"))), Outcome::Created);
        assert_eq!(of_shelf(&row("2.000", "0"), Outcome::Updated(differs("price"))), Outcome::Unchanged);
    }
}
