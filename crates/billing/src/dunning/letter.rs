//! What a letter to a customer is made of: pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contracts::billing::{InvoiceId, LetterId};
use contracts::customers::CustomerId;
use kernel::{Amount, Problem};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::step::{Reached, Step, due_step};
use super::store::Late;
use super::tables::{letters, lines};
use super::words;

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = DunningState)]
pub enum LetterState {
    /// Somebody is to look at it.
    Proposed,
    Sent,
    /// This step was let go; the next comes in its time.
    Skipped,
}

/// What is asked of a customer now, in the terms of the site's steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub step: i32,
    pub lines: Vec<Line>,
}

/// Of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub due_on: NaiveDate,
    pub step: i32,
    pub due: Amount,
    pub fee: Amount,
}

impl Written {
    pub fn due(&self) -> Amount {
        self.lines.iter().map(|line| line.due).sum()
    }

    /// Customers whose invoices are due for a step, with all that are.
    pub fn all(steps: &[Step], late: Vec<Late>, today: NaiveDate) -> Vec<Self> {
        let mut found = BTreeMap::<CustomerId, Self>::new();
        for invoice in late {
            let Some(line) = line(steps, &invoice, today) else { continue };
            let none = || Self { customer_id: invoice.customer_id, customer_name: invoice.customer_name.clone(), step: 0, lines: vec![] };
            let letter = found.entry(invoice.customer_id).or_insert_with(none);
            letter.step = letter.step.max(line.step);
            letter.lines.push(line);
        }
        found.into_values().collect()
    }

    /// Writes it into a letter's row; the rows of its lines.
    pub fn into_rows(self, letter: &mut letters::Model, steps: &[Step]) -> Result<Vec<lines::Model>, Problem> {
        let place = usize::try_from(self.step - 1).unwrap_or_default();
        let step = steps.get(place).ok_or_else(|| Problem::internal(&"a letter of a step that there is not"))?;
        letter.customer_name.clone_from(&self.customer_name);
        (letter.step, letter.tone, letter.hold) = (self.step, step.tone, step.hold);
        (letter.due, letter.fee) = (self.due(), self.lines.iter().map(|line| line.fee).sum());
        letter.words = serde_json::to_string(&words::of(step)).map_err(|error| Problem::internal(&error))?;
        Ok(self.lines.into_iter().map(|line| line.row(letter.id)).collect())
    }
}

impl Line {
    fn row(self, letter_id: LetterId) -> lines::Model {
        let Self { invoice_id, number, due_on, step, due, fee } = self;
        lines::Model { id: Uuid::now_v7(), letter_id, invoice_id, step, number, due_on, due, fee, done_on: None }
    }
}

fn line(steps: &[Step], late: &Late, today: NaiveDate) -> Option<Line> {
    let reached = Reached { step: late.step, on: late.done_on };
    let (step, of) = due_step(steps, late.due_on, reached, today)?;
    let fee = of.fee.of(late.due, (today - late.due_on).num_days(), late.is_business());
    Some(Line { invoice_id: late.id, number: late.number.clone(), due_on: late.due_on, step, due: late.due, fee })
}
