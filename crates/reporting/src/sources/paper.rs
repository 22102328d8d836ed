//! A paper of the store that money waits for.

use chrono::{DateTime, Utc};
use contracts::inventory::StorePaperChanged;
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::Document;
use crate::leaks::{self, Kind, Leak};
use crate::sites::Sites;

/// As it stood last; none of what waits for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper(pub Option<Waits>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    site_id: SiteId,
    kind: Kind,
    number: String,
    whose: String,
    cost: Amount,
    since: DateTime<Utc>,
}

impl Paper {
    /// Whether money ever waits for such a paper.
    pub fn is(kind: &str) -> bool {
        matches!(kind, "supplier_invoice" | "supplier_return" | "core")
    }

    pub fn told(&mut self, paper: &StorePaperChanged) {
        let waits = |kind| {
            let claim = paper.claim.clone()?;
            let (number, whose) = (paper.number.clone(), claim.whose);
            Some(Waits { site_id: paper.site_id, kind, number, whose, cost: claim.cost, since: claim.since })
        };
        self.0 = kind(paper).and_then(waits);
    }

    pub fn leaks(&self, id: Uuid, sites: &Sites) -> Result<Vec<Leak>, Problem> {
        let Some(waits) = &self.0 else { return Ok(vec![]) };
        let since = sites.day(waits.site_id, waits.since)?;
        Ok(vec![Leak {
            id: leaks::id(waits.kind, id),
            kind: waits.kind,
            site_id: waits.site_id,
            since,
            red_on: leaks::red_on(waits.kind, since),
            amount: waits.cost.0,
            number: waits.number.clone(),
            label: waits.whose.clone(),
            document: (document(waits.kind), id),
        }])
    }
}

fn kind(paper: &StorePaperChanged) -> Option<Kind> {
    match (paper.kind.as_str(), paper.state.as_str()) {
        ("supplier_invoice", _) => Some(Kind::SupplierInvoice),
        ("supplier_return", _) => Some(Kind::SupplierReturn),
        ("core", "in_hand") => Some(Kind::CoreInHand),
        ("core", "sent") => Some(Kind::CoreSent),
        _ => None,
    }
}

fn document(kind: Kind) -> Document {
    match kind {
        Kind::SupplierInvoice => Document::SupplierInvoice,
        Kind::SupplierReturn => Document::SupplierReturn,
        _ => Document::Core,
    }
}
