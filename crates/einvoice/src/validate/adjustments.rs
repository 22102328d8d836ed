//! Allowances and charges of the document: BR-33, BR-38, BT-92, BT-99.

use super::{Found, is_blank, is_missing};
use crate::model::{Invoice, Nature};

pub fn check(invoice: &Invoice, found: &mut Found) {
    for (index, each) in invoice.adjustments.iter().enumerate() {
        let at = |field: &str| format!("adjustments[{index}].{field}");
        let (amount, reason) = if each.nature == Nature::Allowance { ("BT-92", "BR-33") } else { ("BT-99", "BR-38") };
        found.must(each.amount.0 >= 0, amount, at("amount"), "Give it without a sign: its nature says whether it is added.");
        let unexplained = is_blank(&each.reason) && is_missing(each.reason_code.as_deref());
        found.must(!unexplained, reason, at("reason"), "Say what it is for.");
    }
}
