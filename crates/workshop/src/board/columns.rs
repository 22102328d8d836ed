//! Columns are places for the orders of a state; the state stays what the rules are about. Pure.

use contracts::workshop::ColumnId;
use garde::Validate;
use kernel::FieldError;
use kernel::text::filled_line;
use sea_orm::Iterable;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::state::WorkOrderState;

pub const MOST_COLUMNS: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnColour {
    Grey,
    Teal,
    Green,
    Amber,
    Red,
    Blue,
    Violet,
}

/// A column of a site's board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardColumn {
    pub id: ColumnId,
    pub name: String,
    pub colour: ColumnColour,
    /// Orders of this state stand in it.
    pub state: WorkOrderState,
}

/// A column as it is chosen.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnInput {
    /// Of one that is there; left out it is a new one.
    #[serde(default)]
    #[garde(skip)]
    pub column_id: Option<ColumnId>,
    #[garde(custom(filled_line(60)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub name: String,
    #[garde(skip)]
    pub colour: ColumnColour,
    #[garde(skip)]
    pub state: WorkOrderState,
}

/// The chosen columns from left to right. None at all is the usual board; otherwise no order may be without a place: each state that is
/// shown has a column. A column that was there keeps its id, and its orders.
pub fn choose(inputs: Vec<ColumnInput>, before: &[BoardColumn]) -> Result<Vec<BoardColumn>, Vec<FieldError>> {
    let mut faults = vec![];
    let mut columns: Vec<BoardColumn> = vec![];
    for (place, input) in inputs.into_iter().enumerate() {
        if !input.state.is_open() {
            faults.push(FieldError::new(format!("/columns/{place}/state"), "not-on-board", "the board shows open orders"));
        }
        let known = |id: &ColumnId| before.iter().any(|column| column.id == *id) && columns.iter().all(|column| column.id != *id);
        if input.column_id.is_some_and(|id| !known(&id)) {
            faults.push(FieldError::new(
                format!("/columns/{place}/column_id"),
                "unknown",
                "the board has no such column, or it is named twice",
            ));
        }
        let (id, name) = (input.column_id.unwrap_or_else(ColumnId::new), input.name.trim().to_owned());
        columns.push(BoardColumn { id, name, colour: input.colour, state: input.state });
    }
    let missing = WorkOrderState::iter().find(|state| state.is_open() && columns.iter().all(|column| column.state != *state));
    if let Some(state) = missing.filter(|_| !columns.is_empty()) {
        faults.push(FieldError::new("/columns", "required", format!("orders that are {state} would have no column")));
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str, state: WorkOrderState) -> ColumnInput {
        ColumnInput { column_id: None, name: name.into(), colour: ColumnColour::Grey, state }
    }

    fn one_of_each() -> Vec<ColumnInput> {
        WorkOrderState::iter().filter(|state| state.is_open()).map(|state| input("Own words", state)).collect()
    }

    fn pointers(outcome: Result<Vec<BoardColumn>, Vec<FieldError>>) -> Vec<String> {
        outcome.unwrap_err().into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn a_site_may_have_several_columns_of_a_state() {
        let mut inputs = one_of_each();
        inputs.insert(3, input("Road test", WorkOrderState::InProgress));
        let columns = choose(inputs, &[]).unwrap();
        assert_eq!((columns.len(), columns[3].name.as_str()), (one_of_each().len() + 1, "Road test"));
    }

    #[test]
    fn no_order_is_without_a_place() {
        let mut inputs = one_of_each();
        inputs.retain(|column| column.state != WorkOrderState::OnHold);
        assert_eq!(pointers(choose(inputs, &[])), ["/columns"]);
        assert_eq!(choose(vec![], &[]), Ok(vec![]));
    }

    #[test]
    fn what_is_over_has_no_column() {
        let mut inputs = one_of_each();
        inputs.push(input("Gone", WorkOrderState::Closed));
        let last = format!("/columns/{}/state", inputs.len() - 1);
        assert_eq!(pointers(choose(inputs, &[])), [last]);
    }

    #[test]
    fn a_column_keeps_its_id_and_nobody_elses() {
        let before = choose(one_of_each(), &[]).unwrap();
        let mut inputs = one_of_each();
        inputs[0].column_id = Some(before[0].id);
        assert_eq!(choose(inputs.clone(), &before).unwrap()[0].id, before[0].id);
        inputs[1].column_id = Some(before[0].id);
        inputs[2].column_id = Some(ColumnId::new());
        assert_eq!(pointers(choose(inputs, &before)), ["/columns/1/column_id", "/columns/2/column_id"]);
    }
}
