//! The way of an old part. Pure.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{StoreClaim, StorePaperChanged};
use contracts::workshop::{CoreState as Told, OrderCore, WorkOrderCores};
use kernel::audit::Change;
use kernel::money::extended;
use kernel::{Amount, SiteId};
use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::entities;
use crate::error::Error;
use crate::suppliers::Supplier;

pub type Core = entities::cores::Model;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StoreCoreState)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum CoreState {
    /// Nobody brought it yet.
    Expected,
    /// It lies here, and may be sent back.
    InHand,
    /// The customer keeps it.
    Kept,
    /// It went back; its credit is awaited.
    Sent,
    Credited,
}

impl CoreState {
    pub fn parse(text: &str) -> Option<Self> {
        Self::iter().find(|state| state.to_value() == text)
    }

    /// What becomes of it is the store's matter: the order says nothing more.
    fn is_back(self) -> bool {
        matches!(self, Self::Sent | Self::Credited)
    }
}

impl fmt::Display for CoreState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_value())
    }
}

impl From<Told> for CoreState {
    fn from(told: Told) -> Self {
        match told {
            Told::Expected => Self::Expected,
            Told::InHand => Self::InHand,
            Told::Kept => Self::Kept,
        }
    }
}

impl Core {
    pub fn site(&self) -> SiteId {
        self.site_id
    }

    pub fn changed(&self) -> StorePaperChanged {
        let (kind, number, state) = ("core".into(), self.order_number.clone(), self.state.to_string());
        let claim = matches!(self.state, CoreState::InHand | CoreState::Sent).then(|| self.claim());
        StorePaperChanged { id: self.line_id.0, site_id: self.site_id, kind, number, state, claim }
    }

    /// What it is worth to whoever takes it: what is agreed, or else what the customer would have paid without it.
    fn claim(&self) -> StoreClaim {
        let cost = self.expected_cost.unwrap_or_else(|| extended(self.quantity, self.charge));
        StoreClaim { whose: self.supplier_name.clone().unwrap_or_else(|| self.description.clone()), cost, since: self.since }
    }

    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "core", id: self.line_id.0, label: &self.order_number, site: Some(self.site_id) }
    }

    /// It goes back to who sold the new one, or to somebody else who buys it.
    pub fn send(&mut self, supplier: &Supplier, expected: Option<Amount>, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != CoreState::InHand {
            return Err(Error::WrongState(self.state.to_string()));
        }
        (self.state, self.since, self.sent_at) = (CoreState::Sent, now, Some(now));
        (self.supplier_id, self.supplier_name) = (Some(supplier.id), Some(supplier.name.clone()));
        self.expected_cost = expected;
        Ok(())
    }

    /// The supplier's credit note, however late it comes.
    pub fn credit(&mut self, number: String, dated_on: NaiveDate, cost: Amount, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != CoreState::Sent {
            return Err(Error::WrongState(self.state.to_string()));
        }
        (self.state, self.since) = (CoreState::Credited, now);
        (self.credit_number, self.credited_on, self.credit_cost) = (Some(number), Some(dated_on), Some(cost));
        Ok(())
    }
}

/// What an order tells, in place of what is known of it: rows to write, and lines that bring nothing any more. What lies here, or went back,
/// stays though its line is gone.
pub fn converge(known: &[Core], told: &WorkOrderCores, now: DateTime<Utc>) -> (Vec<Core>, Vec<Core>) {
    let of = |core: &OrderCore| known.iter().find(|row| row.line_id == core.line_id);
    let wanted = told.cores.iter().map(|core| merged(of(core), core, told, now));
    let changed = wanted.filter(|row| !known.contains(row)).collect();
    let is_gone = |row: &&Core| told.cores.iter().all(|core| core.line_id != row.line_id);
    let gone = known.iter().filter(is_gone).filter(|row| matches!(row.state, CoreState::Expected | CoreState::Kept)).cloned().collect();
    (changed, gone)
}

fn merged(known: Option<&Core>, core: &OrderCore, told: &WorkOrderCores, now: DateTime<Utc>) -> Core {
    let state = known.map(|row| row.state).filter(|state| state.is_back()).unwrap_or_else(|| core.state.into());
    let since = known.filter(|row| row.state == state).map_or(now, |row| row.since);
    let new = || Core {
        line_id: core.line_id,
        work_order_id: told.id,
        order_number: told.number.clone(),
        vehicle_plate: told.vehicle_plate.clone(),
        customer_name: told.customer_name.clone(),
        site_id: told.site_id,
        product_id: core.product_id,
        description: core.description.clone(),
        quantity: core.quantity,
        charge: core.charge,
        currency: told.currency.clone(),
        state,
        since,
        supplier_id: None,
        supplier_name: None,
        expected_cost: None,
        sent_at: None,
        credit_number: None,
        credited_on: None,
        credit_cost: None,
        version: 1,
    };
    let row = known.cloned().unwrap_or_else(new);
    let next = Core {
        vehicle_plate: told.vehicle_plate.clone(),
        customer_name: told.customer_name.clone(),
        description: core.description.clone(),
        quantity: core.quantity,
        charge: core.charge,
        state,
        since,
        ..row.clone()
    };
    let version = row.version + i64::from(known.is_some() && next != row);
    Core { version, ..next }
}

#[cfg(test)]
mod tests {
    use contracts::inventory::{ProductId, SupplierId};
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::Quantity;

    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(hour)
    }

    fn told(line_id: LineId, states: &[Told]) -> WorkOrderCores {
        let core = |state: &Told| OrderCore {
            line_id,
            product_id: ProductId::new(),
            description: "Alternateur".into(),
            quantity: Quantity(1000),
            charge: Amount(80_000),
            state: *state,
        };
        WorkOrderCores {
            id: WorkOrderId::new(),
            number: "W-1".into(),
            site_id: SiteId::new(),
            vehicle_plate: "215 TU 4821".into(),
            customer_name: "Leïla".into(),
            currency: "TND".into(),
            cores: states.iter().map(core).collect(),
        }
    }

    fn supplier() -> Supplier {
        Supplier {
            id: SupplierId::new(),
            name: "Stafim".into(),
            sort_name: "stafim".into(),
            contact: None,
            phone: None,
            email: None,
            currency: "TND".into(),
            terms_days: 30,
            lead_days: 1,
            notes: None,
            archived: false,
            created_at: at(0),
            version: 1,
        }
    }

    #[test]
    fn it_ages_from_the_day_it_came_to_its_state_and_the_same_again_changes_nothing() {
        let line = LineId::new();
        let first = told(line, &[Told::Expected]);
        let (rows, _) = converge(&[], &first, at(1));
        assert_eq!((rows[0].state, rows[0].since, rows[0].version), (CoreState::Expected, at(1), 1));
        assert_eq!(converge(&rows, &first, at(9)), (vec![], vec![]));
        let mut came = first.clone();
        came.cores[0].state = Told::InHand;
        let (rows, _) = converge(&rows, &came, at(5));
        assert_eq!((rows[0].state, rows[0].since, rows[0].version), (CoreState::InHand, at(5), 2));
    }

    #[test]
    fn it_goes_back_once_and_its_credit_may_come_late() {
        let line = LineId::new();
        let came = told(line, &[Told::InHand]);
        let (mut rows, _) = converge(&[], &came, at(1));
        let core = &mut rows[0];
        assert!(core.credit("GS-1".into(), NaiveDate::default(), Amount(75_000), at(2)).is_err());
        core.send(&supplier(), Some(Amount(75_000)), at(2)).unwrap();
        assert!(core.send(&supplier(), None, at(3)).is_err());
        let (changed, gone) = converge(&rows, &came, at(4));
        assert_eq!((changed, gone), (vec![], vec![]), "what went back is the store's");
        rows[0].credit("GS-1".into(), NaiveDate::default(), Amount(70_000), at(900)).unwrap();
        assert_eq!((rows[0].state, rows[0].credit_cost), (CoreState::Credited, Some(Amount(70_000))));
    }

    #[test]
    fn what_a_line_that_is_gone_would_have_brought_is_expected_no_more_and_what_lies_here_stays() {
        let line = LineId::new();
        let nothing = told(line, &[]);
        let (expected, _) = converge(&[], &told(line, &[Told::Expected]), at(1));
        assert_eq!(converge(&expected, &nothing, at(2)), (vec![], expected.clone()));
        let (here, _) = converge(&[], &told(line, &[Told::InHand]), at(1));
        assert_eq!(converge(&here, &nothing, at(2)), (vec![], vec![]));
    }
}
