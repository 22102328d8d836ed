//! The catalogue of parts and the stock of each site.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::money::extended;
use kernel::outbox::Event;
use kernel::{Amount, BasisPoints, Permission, Problem, Quantity, SiteId, define_id};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::documents::Pdf;
use crate::workshop::{LineId, WorkOrderId};

define_id!(
    /// An article of the catalogue.
    ProductId
);
define_id!(
    /// One change of a stock quantity.
    MovementId
);
define_id!(
    /// One change of what is reserved.
    ReservationId
);

define_id!(
    /// A serial number or a batch in one place.
    NumberId
);
define_id!(
    /// One change of how many pieces with a number are in a place.
    NumberEntryId
);

define_id!(
    /// Who sells parts to the garage.
    SupplierId
);
define_id!(
    /// What is bought of a supplier at once.
    PurchaseOrderId
);
define_id!(
    /// A product on a purchase order.
    PurchaseLineId
);
define_id!(
    /// A delivery of a purchase order, or a part of it.
    GoodsReceiptId
);

define_id!(
    /// What a supplier wants to be paid for.
    SupplierInvoiceId
);
define_id!(
    /// A part or a cost on a supplier's invoice.
    SupplierInvoiceLineId
);

define_id!(
    /// What goes back to a supplier.
    SupplierReturnId
);
define_id!(
    /// A part on a return.
    SupplierReturnLineId
);
define_id!(
    /// A supplier's credit note.
    SupplierCreditId
);
define_id!(
    /// A part that a job no longer wants.
    LeftoverId
);

define_id!(
    /// Parts that go from one site to another.
    TransferId
);
define_id!(
    /// A part on a transfer.
    TransferLineId
);
define_id!(
    /// Something that happened to a part on a transfer.
    TransferEntryId
);

define_id!(
    /// What came at one cost.
    LayerId
);

define_id!(
    /// A room or a van of a site.
    LocationId
);
define_id!(
    /// What went into a room or a van, or out of it.
    LocationMoveId
);

define_id!(
    /// A count of what lies in a bin, or at a site.
    StockTakeId
);

pub const PRODUCT_READ: Permission = Permission("product.read");
pub const PRODUCT_WRITE: Permission = Permission("product.write");
pub const PRODUCT_IMPORT: Permission = Permission("product.import");
pub const STOCK_RECEIVE: Permission = Permission("stock.receive");
pub const STOCK_ADJUST: Permission = Permission("stock.adjust");
/// Send parts to another site, ask for them, and take them in.
pub const STOCK_TRANSFER: Permission = Permission("stock.transfer");
/// Begin stock takes, and count.
pub const STOCK_COUNT: Permission = Permission("stock.count");
/// Be told what differs from a count, and let it move the stock.
pub const STOCK_APPROVE_COUNT: Permission = Permission("stock.approve_count");
/// How a site values its stock.
pub const STOCK_CONFIGURE: Permission = Permission("stock.configure");
pub const STOCK_SEE_COST: Permission = Permission("stock.see_cost");
/// Hand parts to the jobs that want them, take them back, and say what becomes of their old parts.
pub const STOCK_ISSUE: Permission = Permission("stock.issue");
/// See suppliers and purchase orders; prices take [`STOCK_SEE_COST`] too.
pub const PURCHASE_READ: Permission = Permission("purchase.read");
/// Write, send, cancel and close purchase orders.
pub const PURCHASE_WRITE: Permission = Permission("purchase.write");
/// Write down what suppliers bill, and what they credit.
pub const PURCHASE_INVOICE: Permission = Permission("purchase.invoice");
/// Accept what differs: from what came, from what was asked, from what should be credited.
pub const PURCHASE_APPROVE: Permission = Permission("purchase.approve");
/// Suppliers and what they sell.
pub const SUPPLIER_WRITE: Permission = Permission("supplier.write");

/// Whether a field of a record (`unit_cost`, `lines/<id>/unit_cost`) says what something cost: only for who holds
/// [`STOCK_SEE_COST`].
pub fn is_cost(field: &str) -> bool {
    field.rsplit('/').next().is_some_and(|name| name == "cost" || name.ends_with("_cost"))
}

/// What an article is also sold in: so many of its units at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SalePack {
    /// `5 L can`
    pub name: String,
    /// How many of the article's units are in one.
    pub factor: Quantity,
    /// Net, of one; null is the price of its units together.
    pub price: Option<Amount>,
}

impl SalePack {
    /// What one costs where a unit costs so much.
    pub fn price_of(&self, unit_price: Amount) -> Amount {
        self.price.unwrap_or_else(|| extended(self.factor, unit_price))
    }
}

/// Whether a part of one can be sold: litres are poured, pieces are not cut.
pub fn is_divisible(unit: &str) -> bool {
    matches!(unit, "litre" | "kg" | "metre")
}

/// What a work order line snapshots of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCard {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: String,
    pub price: Amount,
    pub vat_rate: BasisPoints,
    /// Whether stock is kept of it.
    pub tracked: bool,
    pub archived: bool,
    /// What it is also sold in.
    #[serde(default)]
    pub packs: Vec<SalePack>,
    #[serde(default)]
    pub barcode: Option<String>,
    /// What is charged, net, for one until its old part comes.
    #[serde(default)]
    pub core_charge: Option<Amount>,
    /// Its name has a tyre's size: what is fitted leaves an old one to be disposed of.
    #[serde(default)]
    pub is_tyre: bool,
    /// A levy on its price that VAT is charged on too, where a site's country has one: of what the garage makes or imports.
    #[serde(default)]
    pub levy_rate: BasisPoints,
}

/// What an article costs at a site, and what rules of prices go by. Whoever shows it asks for [`STOCK_SEE_COST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCost {
    pub id: ProductId,
    pub category: Option<String>,
    /// Whose make it is.
    pub brand: Option<String>,
    /// Where it is bought: the preferred supplier, else who sold it last.
    pub supplier_id: Option<SupplierId>,
    /// Of a unit, of what lies there; none where it never cost anything.
    pub average_cost: Option<Amount>,
    /// Of a unit, when it was last bought for the site; of what never was, what the supplier asks.
    pub last_cost: Option<Amount>,
}

/// Pieces with the same number in one place: on a site's shelf, or on a line of a work order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberedPart {
    pub id: NumberId,
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: String,
    pub number: String,
    /// What it is sorted by.
    pub number_key: String,
    pub site_id: SiteId,
    /// None on a shelf.
    pub work_order_id: Option<WorkOrderId>,
    pub quantity: Quantity,
    pub since: DateTime<Utc>,
    pub by: String,
}

/// Which numbers are looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberSearch {
    /// Any article without.
    pub product: Option<ProductId>,
    /// How the number begins, whatever its case and separators.
    pub beginning: String,
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    /// The last one that was read.
    pub after: Option<(String, NumberId)>,
    pub limit: u64,
}

/// A line that took an article with numbers, and more of it than is known by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingNumbers {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub product_id: ProductId,
    pub site_id: SiteId,
    /// What it took of the shelf, and how much of that has a number.
    pub quantity: Quantity,
    pub numbered: Quantity,
    pub sku: String,
    pub name: String,
    pub unit: String,
    /// Each piece has its own; otherwise many share a batch.
    pub is_serial: bool,
}

/// Which of them are looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingSearch {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    /// The last one that was read.
    pub after: Option<(WorkOrderId, LineId)>,
    pub limit: u64,
}

#[async_trait]
pub trait Catalogue: Send + Sync {
    async fn cards(&self, ids: &[ProductId]) -> Result<Vec<ProductCard>, Problem>;
    /// Quantity on hand at a site; zero for what was never there. Untracked articles are left out.
    async fn on_hand(&self, site: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem>;
    /// What a work order may take of them: on hand, without what is reserved for others. Untracked articles are left out.
    async fn available_to(&self, order: WorkOrderId, site: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem>;
    /// What they cost at a site.
    async fn costs(&self, site: SiteId, ids: &[ProductId]) -> Result<Vec<ProductCost>, Problem>;
    /// Names of suppliers; those that are none are left out.
    async fn supplier_names(&self, ids: &[SupplierId]) -> Result<Vec<(SupplierId, String)>, Problem>;
    /// Where pieces with such numbers are, by number.
    async fn numbered(&self, search: &NumberSearch) -> Result<Vec<NumberedPart>, Problem>;
    /// What went on these orders' lines by its number, newest first.
    async fn numbers_of(&self, orders: &[WorkOrderId]) -> Result<Vec<NumberedPart>, Problem>;
    /// Lines that took what has numbers, of which somebody still has to say them: the newest order first.
    async fn numbers_missing(&self, search: &MissingSearch) -> Result<Vec<MissingNumbers>, Problem>;
}

#[async_trait]
pub trait PurchaseOrders: Send + Sync {
    /// The order as PDF in its site's language, with what it costs. For messages to its supplier.
    async fn pdf(&self, id: PurchaseOrderId) -> Result<Pdf, Problem>;
}

/// Where the parts of a line, a job or an order are (PRODUCT J3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum PartsLight {
    /// Some of it is neither here nor ordered.
    Short,
    /// What is not here is ordered.
    OnTheWay,
    /// All of it is here, and reserved.
    OnPremises,
}

/// How a line of a work order that wants a part stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartStanding {
    pub line_id: LineId,
    /// What the line still has to get: without what it consumed.
    pub wanted: Quantity,
    pub reserved: Quantity,
    /// Ordered from a supplier for this line, and not here yet.
    pub ordered: Quantity,
    pub expected_on: Option<NaiveDate>,
    /// Taken from the shelf for the line, and not brought back.
    #[serde(default)]
    pub issued: Quantity,
    /// Taken for the line, and brought back: all of it so far.
    #[serde(default)]
    pub returned: Quantity,
}

/// Where a part line is on its way from the shelf to the car (PRODUCT 1.0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// Some of what is still wanted is neither here nor ordered.
    Short,
    /// What is not here is ordered.
    Ordered,
    /// What is still wanted is put aside.
    Reserved,
    /// All of it was taken from the shelf.
    Issued,
    /// It was taken, came back, and is put aside again.
    Returned,
}

impl PartStanding {
    pub fn state(&self) -> PartState {
        match self.light() {
            _ if self.wanted <= Quantity::ZERO && self.issued > Quantity::ZERO => PartState::Issued,
            PartsLight::Short => PartState::Short,
            PartsLight::OnTheWay => PartState::Ordered,
            PartsLight::OnPremises if self.returned > Quantity::ZERO && self.issued == Quantity::ZERO => PartState::Returned,
            PartsLight::OnPremises => PartState::Reserved,
        }
    }

    /// The line has all that it wants, and nothing was ordered for it.
    pub fn demanded(&self) -> DemandedLine {
        DemandedLine { line_id: self.line_id, is_here: self.ordered <= Quantity::ZERO && self.light() == PartsLight::OnPremises }
    }

    pub fn light(&self) -> PartsLight {
        if self.reserved >= self.wanted {
            PartsLight::OnPremises
        } else if self.reserved + self.ordered >= self.wanted {
            PartsLight::OnTheWay
        } else {
            PartsLight::Short
        }
    }
}

/// What a work order's lines have and wait for changed: all its lines that want a part as they stand now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartsChanged {
    pub work_order_id: WorkOrderId,
    pub site_id: SiteId,
    pub lines: Vec<PartStanding>,
}

impl Event for PartsChanged {
    const KIND: &'static str = "parts.changed";
    fn aggregate(&self) -> Uuid {
        self.work_order_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// What lines of a work order wanted of the shelf, and whether it lay there: of work that is taken in with its history, in the place of all that
/// [`PartsChanged`] would have told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartsDemanded {
    pub work_order_id: WorkOrderId,
    pub site_id: SiteId,
    pub at: DateTime<Utc>,
    pub lines: Vec<DemandedLine>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandedLine {
    pub line_id: LineId,
    /// All of it lay there: nobody had to order it.
    pub is_here: bool,
}

impl Event for PartsDemanded {
    const KIND: &'static str = "parts.demanded";
    fn aggregate(&self) -> Uuid {
        self.work_order_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Parts left the shelf for lines of a work order, or came back from them, and what that was worth (PRODUCT P3).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartsValued {
    pub work_order_id: WorkOrderId,
    pub site_id: SiteId,
    pub lines: Vec<ValuedPart>,
}

/// What a line's part cost more than before; less when it came back.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ValuedPart {
    pub line_id: LineId,
    pub cost: Amount,
}

impl Event for PartsValued {
    const KIND: &'static str = "parts.valued";
    fn aggregate(&self) -> Uuid {
        self.work_order_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Another part comes than the one that a line of a work order waits for (PRODUCT K2).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartSubstituted {
    pub work_order_id: WorkOrderId,
    pub site_id: SiteId,
    pub line_id: LineId,
    /// What comes, as the catalogue had it when somebody said so.
    pub part: ProductCard,
}

impl Event for PartSubstituted {
    const KIND: &'static str = "part.substituted";
    fn aggregate(&self) -> Uuid {
        self.work_order_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A purchase order that was sent goes to its supplier by mail (PRODUCT K1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseOrderMailed {
    pub id: PurchaseOrderId,
    pub site_id: SiteId,
    pub number: String,
    pub supplier: String,
    pub email: String,
    pub lines: Vec<OrderedArticle>,
    pub expected_on: Option<NaiveDate>,
    pub notes: Option<String>,
}

/// An article as its supplier reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderedArticle {
    /// The supplier's number, or ours where they gave none.
    pub number: String,
    pub name: String,
    pub packs: Quantity,
    /// How many units are in one.
    pub pack_size: Quantity,
    pub unit: String,
}

impl Event for PurchaseOrderMailed {
    const KIND: &'static str = "purchase_order.mailed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// An article was created or changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProductSaved {
    pub id: ProductId,
    pub sku: String,
}

impl Event for ProductSaved {
    const KIND: &'static str = "product.saved";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}

/// The stock of an article changed at a site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StockMoved {
    pub product_id: ProductId,
    pub site_id: SiteId,
    pub movement_id: MovementId,
    /// Signed.
    pub quantity: Quantity,
    pub on_hand: Quantity,
    /// For figures; none of what was told before they asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worth: Option<MovedWorth>,
}

/// What a movement did to what the stock is worth. Amounts are minor units, net.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedWorth {
    /// `receipt`, `consumption`, …
    pub kind: String,
    /// What moved, at its cost: below zero of what left.
    pub value: Amount,
    /// All that the site has of the article, at its average cost, before and after.
    pub before: Amount,
    pub left: Amount,
    /// The article's name.
    pub article: String,
    /// The number of the paper behind it; empty without one.
    pub paper: String,
    pub at: DateTime<Utc>,
}

/// What a site has of an article that lay there before movements told what they are worth: once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfStood {
    pub product_id: ProductId,
    pub site_id: SiteId,
    pub article: String,
    /// At its average cost, in minor units.
    pub left: Amount,
    /// When some of it was last taken for work or a sale; otherwise when it first came.
    pub since: DateTime<Utc>,
    pub at: DateTime<Utc>,
}

impl Event for ShelfStood {
    const KIND: &'static str = "shelf.stood";
    fn aggregate(&self) -> Uuid {
        self.product_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

impl Event for StockMoved {
    const KIND: &'static str = "stock.moved";
    fn aggregate(&self) -> Uuid {
        self.product_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A site chose how it values its stock: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StockConfigured {
    pub site_id: SiteId,
}

impl Event for StockConfigured {
    const KIND: &'static str = "stock.configured";
    fn aggregate(&self) -> Uuid {
        self.site_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A supplier, or what it sells, was added or changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SupplierSaved {
    pub id: SupplierId,
    pub name: String,
}

impl Event for SupplierSaved {
    const KIND: &'static str = "supplier.saved";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}

/// A purchase order was made or changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PurchaseOrderChanged {
    pub id: PurchaseOrderId,
    pub site_id: SiteId,
    pub number: String,
    pub state: String,
}

impl Event for PurchaseOrderChanged {
    const KIND: &'static str = "purchase_order.changed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// A paper of the store was made or changed: a supplier's invoice, a return, a transfer, a stock take; or a room or van.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StorePaperChanged {
    pub id: Uuid,
    pub site_id: SiteId,
    /// `supplier_invoice`
    pub kind: String,
    pub number: String,
    pub state: String,
    /// Money that waits because of it; none where it waits for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<StoreClaim>,
}

/// Money of a paper of the store that somebody has to see to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreClaim {
    /// Who owes it, or whom it is owed.
    pub whose: String,
    /// Minor units, net.
    pub cost: Amount,
    pub since: DateTime<Utc>,
}

impl Event for StorePaperChanged {
    const KIND: &'static str = "store_paper.changed";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(wanted: i64, reserved: i64, ordered: i64, issued: i64, returned: i64) -> PartStanding {
        PartStanding {
            line_id: LineId::new(),
            wanted: Quantity(wanted),
            reserved: Quantity(reserved),
            ordered: Quantity(ordered),
            expected_on: None,
            issued: Quantity(issued),
            returned: Quantity(returned),
        }
    }

    #[test]
    fn a_part_goes_from_short_to_issued_and_may_come_back() {
        assert_eq!(standing(2000, 0, 0, 0, 0).state(), PartState::Short);
        assert_eq!(standing(2000, 1000, 1000, 0, 0).state(), PartState::Ordered);
        assert_eq!(standing(2000, 2000, 0, 0, 0).state(), PartState::Reserved);
        assert_eq!(standing(1000, 1000, 0, 1000, 0).state(), PartState::Reserved, "the rest of it");
        assert_eq!(standing(0, 0, 0, 2000, 0).state(), PartState::Issued);
        assert_eq!(standing(2000, 2000, 0, 0, 2000).state(), PartState::Returned);
        assert_eq!(standing(0, 0, 0, 2000, 2000).state(), PartState::Issued, "taken again");
    }
}
