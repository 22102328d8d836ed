//! Figures of the whole garage.

use kernel::Permission;

/// See the figures of a site. Those of costs take [`crate::inventory::STOCK_SEE_COST`] too, those of wages [`crate::workshop::PAY_READ`].
pub const REPORT_READ: Permission = Permission("report.read");
