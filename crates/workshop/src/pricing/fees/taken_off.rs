//! A fee that somebody took off a job stays off it, until it is put back or more tyres are fitted than there were.

use contracts::workshop::LineId;
use kernel::Quantity;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::follow::{is_fee, tyres};
use super::tables::Model;
use crate::work_orders::job::Job;
use crate::work_orders::line::Line;

/// A fee that a job is not asked for, since its line was taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeeTakenOff {
    pub name: String,
    /// The line that was taken off: restoring it asks for the fee again.
    pub line_id: LineId,
    /// How many tyres the job has since then at least, in thousandths.
    pub tyres: Quantity,
}

impl Job {
    /// To be called with a line that leaves it.
    pub fn remember_taken_off(&mut self, line: &Line) {
        let Some(name) = line.origin.name.clone().filter(|_| is_fee(line)) else { return };
        self.ask_again(line);
        let off = FeeTakenOff { name, line_id: line.id, tyres: tyres(self) };
        self.fees_off.push(off);
    }

    /// To be called with a line that comes back.
    pub fn ask_again(&mut self, line: &Line) {
        self.fees_off.retain(|off| !is_fee(line) || line.origin.name.as_ref() != Some(&off.name));
    }

    /// Tyres that are added ask for their fee anew; those that leave are no longer counted.
    pub fn count_tyres(&mut self, fees: &[Model]) {
        let now = tyres(self);
        let is_of_tyres = |off: &FeeTakenOff| fees.iter().any(|fee| fee.name == off.name && !fee.per_tyre.is_zero());
        self.fees_off.retain(|off| now <= off.tyres || !is_of_tyres(off));
        self.fees_off.iter_mut().for_each(|off| off.tyres = off.tyres.min(now));
    }

    pub fn is_not_asked_for(&self, fee: &Model) -> bool {
        self.fees_off.iter().any(|off| off.name == fee.name)
    }
}
