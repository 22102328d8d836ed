//! Money, quantities and the one rounding algorithm (PRODUCT 1.0): line net rounded half away from zero to the
//! currency's minor unit → summed per VAT rate → VAT rounded once per rate → totals. Screen, PDF, export and
//! e-invoice all call [`totals`]; nobody else adds money up.

use std::collections::BTreeMap;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Largest amount taken from outside: 10^12 minor units, so that no sum of lines can overflow.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// Largest quantity taken from outside: one million units.
pub const MAX_QUANTITY: i64 = 1_000_000_000;

/// An amount in minor units of the document's currency (TND: millimes, 553100 = 553.100).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType, ToSchema)]
#[serde(transparent)]
#[schema(value_type = i64, example = 553_100)]
pub struct Amount(pub i64);

/// A quantity in thousandths of its unit (4500 = 4.5 litres).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType, ToSchema)]
#[serde(transparent)]
#[schema(value_type = i64, example = 4500)]
pub struct Quantity(pub i64);

/// A rate in basis points (1900 = 19 %), 0 to 10000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType, ToSchema)]
#[serde(transparent)]
#[schema(value_type = i32, example = 1900, minimum = 0, maximum = 10_000)]
pub struct BasisPoints(pub i32);

/// An ISO 4217 currency code with its number of decimals (0 to 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    pub code: [u8; 3],
    pub decimals: u8,
}

impl Currency {
    pub const TND: Self = Self { code: *b"TND", decimals: 3 };
    pub const EUR: Self = Self { code: *b"EUR", decimals: 2 };

    /// Known codes; others count two decimals. Source: ISO 4217.
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        if !bytes.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let decimals = match code {
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "XAF" | "XOF" => 0,
            _ => 2,
        };
        Some(Self { code: bytes, decimals })
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or("XXX")
    }
}

impl Amount {
    pub const ZERO: Self = Self(0);

    /// Plain decimal text with the currency's decimals and no grouping: `553.100`.
    pub fn to_decimal(self, decimals: u8) -> String {
        let scale = 10_u64.pow(u32::from(decimals));
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / scale, self.0.unsigned_abs() % scale);
        match decimals {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{rest:0width$}", width = usize::from(decimals)),
        }
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Quantity {
    pub const ZERO: Self = Self(0);

    pub fn whole(units: i64) -> Self {
        Self(units * 1000)
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl Add for Quantity {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Quantity {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Quantity {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Quantity {
    /// Without needless zeros: `4.5`, `2`, `-0.125`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Amount(self.0).to_decimal(3);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// `numerator / denominator` rounded half away from zero; the denominator is positive.
fn rounded(numerator: i128, denominator: i128) -> i64 {
    let half = denominator / 2;
    let shifted = if numerator < 0 { numerator - half } else { numerator + half };
    i64::try_from(shifted / denominator).unwrap_or(i64::MAX)
}

/// Net of a line: quantity × unit price less the discount, rounded once.
pub fn line_net(quantity: Quantity, unit_price: Amount, discount: BasisPoints) -> Amount {
    let full = i128::from(quantity.0) * i128::from(unit_price.0) * i128::from(10_000 - discount.0);
    Amount(rounded(full, LINE))
}

/// `rate` of an amount, rounded half away from zero.
pub fn share(of: Amount, rate: BasisPoints) -> Amount {
    Amount(rounded(i128::from(of.0) * i128::from(rate.0), 10_000))
}

/// `part / whole` of an amount, rounded half away from zero; the whole is positive.
pub fn pro_rata(of: Amount, part: i64, whole: i64) -> Amount {
    Amount(rounded(i128::from(of.0) * i128::from(part), i128::from(whole)))
}

/// Parts an amount in proportion to the weights, to the last minor unit: what rounding down leaves goes one by one to where the most was
/// cut off, to the first of equals. Weights are not negative; over nothing nothing is parted.
pub fn spread(amount: Amount, weights: &[Amount]) -> Vec<Amount> {
    let whole: i128 = weights.iter().map(|weight| i128::from(weight.0.max(0))).sum();
    if whole == 0 {
        return vec![Amount::ZERO; weights.len()];
    }
    let exact = |weight: &Amount| i128::from(amount.0) * i128::from(weight.0.max(0));
    let mut parts: Vec<_> = weights.iter().map(|weight| exact(weight).div_euclid(whole)).collect();
    let mut by_rest: Vec<_> = (0..weights.len()).collect();
    by_rest.sort_by_key(|place| std::cmp::Reverse(exact(&weights[*place]).rem_euclid(whole)));
    let left = i128::from(amount.0) - parts.iter().sum::<i128>();
    for place in by_rest.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        parts[place] += 1;
    }
    parts.into_iter().map(|part| Amount(i64::try_from(part).unwrap_or(i64::MAX))).collect()
}

/// The cost of `quantity` at `unit_cost`, rounded.
pub fn extended(quantity: Quantity, unit_cost: Amount) -> Amount {
    Amount(rounded(i128::from(quantity.0) * i128::from(unit_cost.0), 1000))
}

/// A cost with a markup on it, in basis points of the cost, rounded half up to whole steps.
pub fn marked_up(cost: Amount, markup: i32, step: Amount) -> Amount {
    stepped(i128::from(cost.0) * (10_000 + i128::from(markup)), 10_000, step)
}

/// The price of which this margin, below the whole, is left above the cost; rounded half up to whole steps.
pub fn at_margin(cost: Amount, margin: BasisPoints, step: Amount) -> Amount {
    stepped(i128::from(cost.0) * 10_000, i128::from((10_000 - margin.0).max(1)), step)
}

fn stepped(numerator: i128, denominator: i128, step: Amount) -> Amount {
    let step = step.0.max(1);
    Amount(rounded(numerator, denominator * i128::from(step)).saturating_mul(step))
}

/// What part of a price is left above its cost, in basis points, rounded half away from zero; none of nothing.
pub fn margin(price: Amount, cost: Amount) -> Option<i32> {
    if price.0 <= 0 {
        return None;
    }
    let part = rounded((i128::from(price.0) - i128::from(cost.0)) * 10_000, i128::from(price.0));
    Some(i32::try_from(part).unwrap_or(i32::MIN))
}

/// The least unit price at which a line, less its discount, leaves the margin above what all of it cost. None when no price does that
/// could be asked.
pub fn price_for_margin(quantity: Quantity, discount: BasisPoints, cost: Amount, margin: BasisPoints) -> Option<Amount> {
    let (kept, share) = (i128::from(quantity.0) * i128::from(10_000 - discount.0), i128::from(10_000 - margin.0));
    if kept <= 0 || share <= 0 || cost.0 < 0 {
        return None;
    }
    let net = up(i128::from(cost.0) * 10_000, share);
    // A line's net is rounded: half a minor unit less is enough.
    let price = up((net * LINE - LINE / 2).max(0), kept);
    i64::try_from(price).ok().filter(|price| *price <= MAX_AMOUNT).map(Amount)
}

/// What quantity × price less a discount is divided by.
const LINE: i128 = 1000 * 10_000;

/// The least whole number that is not below the fraction of what is not negative.
fn up(numerator: i128, denominator: i128) -> i128 {
    (numerator + denominator - 1) / denominator
}

/// Whether a price leaves at least this margin above its cost.
pub fn leaves(price: Amount, cost: Amount, margin: BasisPoints) -> bool {
    (i128::from(price.0) - i128::from(cost.0)) * 10_000 >= i128::from(margin.0) * i128::from(price.0)
}

/// Moving average unit cost after receiving `received` at `cost` onto `on_hand` at `average`.
/// Stock at or below zero takes the new cost (PRODUCT J8).
pub fn moving_average(on_hand: Quantity, average: Amount, received: Quantity, cost: Amount) -> Amount {
    if on_hand.0 <= 0 {
        return cost;
    }
    let value = i128::from(on_hand.0) * i128::from(average.0) + i128::from(received.0) * i128::from(cost.0);
    Amount(rounded(value, i128::from(on_hand.0 + received.0)))
}

/// What a line adds to a document, and how it is taxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taxed {
    pub net: Amount,
    /// What is charged: zero of what is exempt.
    pub rate: BasisPoints,
    /// It would be taxed, but for the buyer's certificate.
    pub is_exempt: bool,
    /// A levy on the net, which VAT is charged on too (Tunisia: FODEC); zero of nearly everything.
    pub levy: BasisPoints,
    /// What the customer was told that all of it costs with tax, where that counts; see [`Taxed::told`].
    pub told: Option<Amount>,
}

impl From<(Amount, BasisPoints)> for Taxed {
    fn from((net, rate): (Amount, BasisPoints)) -> Self {
        Self { net, rate, is_exempt: false, levy: BasisPoints(0), told: None }
    }
}

impl Taxed {
    pub fn exempt(net: Amount) -> Self {
        Self { net, rate: BasisPoints(0), is_exempt: true, levy: BasisPoints(0), told: None }
    }

    #[must_use]
    pub fn levied(self, levy: BasisPoints) -> Self {
        Self { levy, ..self }
    }

    /// Of a quantity that was told at a price with tax a unit. It counts as long as the net is what that price makes: under a discount, a
    /// reduction or a certificate it does not. So what it is rounded by has a bound, whoever says it.
    #[must_use]
    pub fn told(self, quantity: Quantity, with_tax: Option<Amount>) -> Self {
        let makes = |price: &Amount| line_net(quantity, without_tax(*price, self.rate, self.levy), BasisPoints(0)) == self.net;
        let counts = with_tax.filter(|price| !self.is_exempt && makes(price));
        Self { told: counts.map(|price| extended(quantity, price)), ..self }
    }
}

/// The net price that a price with VAT, and with a levy in its base, is kept as: rounded half away from zero.
pub fn without_tax(price: Amount, rate: BasisPoints, levy: BasisPoints) -> Amount {
    let whole = |rate: BasisPoints| 10_000 + i128::from(rate.0);
    Amount(rounded(i128::from(price.0) * 100_000_000, whole(rate) * whole(levy)))
}

/// VAT of one rate: the base is the sum of rounded line nets and of their levies, the VAT is rounded once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VatGroup {
    pub rate: BasisPoints,
    pub base: Amount,
    pub vat: Amount,
    /// What is sold without VAT to who has a certificate; it stands apart from what is taxed at nothing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub exempt: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A levy of one rate on what bears VAT of one rate: rounded once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Levy {
    /// Of the net.
    pub rate: BasisPoints,
    /// The sum of the nets that bear it.
    pub base: Amount,
    pub amount: Amount,
    /// In the base of which VAT it is.
    pub vat_rate: BasisPoints,
    #[serde(default, skip_serializing_if = "is_false")]
    pub exempt: bool,
}

/// What a document adds up to; every amount in minor units of `currency`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Totals {
    pub currency: String,
    /// Of the lines, before levies and VAT.
    pub net: Amount,
    /// Levies that VAT is charged on too; empty for nearly everybody. The bases of `vat_groups` hold them, `net` does not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levies: Vec<Levy>,
    /// By descending rate; what is exempt stands apart.
    pub vat_groups: Vec<VatGroup>,
    pub vat: Amount,
    /// `net`, the levies and `vat`.
    pub gross: Amount,
    /// What prices that were told with tax make more or less of than the gross; after VAT and outside its base. Left out when nothing.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rounding: Amount,
    /// A fixed duty on the document, after VAT and outside its base.
    pub stamp_duty: Amount,
    /// `gross + rounding + stamp_duty`: what the customer owes.
    pub total: Amount,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_zero(amount: &Amount) -> bool {
    amount.is_zero()
}

impl Totals {
    /// What all levies ask for.
    pub fn levied(&self) -> Amount {
        self.levies.iter().map(|levy| levy.amount).sum()
    }

    /// What is asked for without the stamp duty: the gross, or what was told in its place.
    pub fn asked(&self) -> Amount {
        self.gross + self.rounding
    }

    /// Of a document that asks for more or less than its gross.
    #[must_use]
    pub fn rounded_by(self, rounding: Amount) -> Self {
        Self { rounding, total: self.gross + rounding + self.stamp_duty, ..self }
    }
}

/// Totals of lines, with a stamp duty that is left out when there is nothing to pay. What is charged is all that counts of a line beside its net.
/// A levy is rounded once for each VAT rate, and stands in the base of its VAT. What was told with tax is asked for as it was told.
pub fn totals<L: Into<Taxed>>(currency: Currency, lines: impl IntoIterator<Item = L>, stamp_duty: Amount) -> Totals {
    let lines: Vec<Taxed> = lines.into_iter().map(Into::into).collect();
    let all = plain_totals(currency, &lines, stamp_duty);
    let Some(told) = lines.iter().filter_map(|line| line.told).reduce(Add::add) else { return all };
    let others: Vec<_> = lines.into_iter().filter(|line| line.told.is_none()).collect();
    let rounding = told + plain_totals(currency, &others, Amount::ZERO).gross - all.gross;
    all.rounded_by(rounding)
}

fn plain_totals(currency: Currency, lines: &[Taxed], stamp_duty: Amount) -> Totals {
    let mut bases = BTreeMap::<(BasisPoints, bool), BTreeMap<BasisPoints, Amount>>::new();
    for Taxed { net, rate, is_exempt, levy, .. } in lines {
        *bases.entry((*rate, *is_exempt)).or_default().entry(*levy).or_default() += *net;
    }
    let net: Amount = bases.values().flat_map(BTreeMap::values).copied().sum();
    let (mut levies, mut vat_groups) = (vec![], vec![]);
    for ((rate, exempt), nets) in bases.into_iter().rev() {
        let of_group: Vec<_> =
            nets.iter().filter(|(levy, _)| levy.0 != 0).map(|(levy, base)| levy_of((rate, exempt), *levy, *base)).collect();
        let base = nets.into_values().sum::<Amount>() + of_group.iter().map(|levy| levy.amount).sum();
        vat_groups.push(VatGroup { rate, base, vat: share(base, rate), exempt });
        levies.extend(of_group);
    }
    let vat: Amount = vat_groups.iter().map(|group| group.vat).sum();
    let gross = vat_groups.iter().map(|group| group.base).sum::<Amount>() + vat;
    let stamp_duty = if gross.is_zero() { Amount::ZERO } else { stamp_duty };
    let (currency, rounding, total) = (currency.code().to_owned(), Amount::ZERO, gross + stamp_duty);
    Totals { currency, net, levies, vat_groups, vat, gross, rounding, stamp_duty, total }
}

fn levy_of((vat_rate, exempt): (BasisPoints, bool), rate: BasisPoints, base: Amount) -> Levy {
    Levy { rate, base, amount: share(base, rate), vat_rate, exempt }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAMP: Amount = Amount(1000);

    fn line(quantity: i64, price: i64, discount: i32, rate: i32) -> (Amount, BasisPoints) {
        (line_net(Quantity(quantity), Amount(price), BasisPoints(discount)), BasisPoints(rate))
    }

    fn figures(lines: Vec<(Amount, BasisPoints)>) -> (i64, i64, i64, i64) {
        let sum = totals(Currency::TND, lines, STAMP);
        (sum.net.0, sum.vat.0, sum.gross.0, sum.total.0)
    }

    /// FACTS.md, "Totals", cases A to D and G.
    #[test]
    fn the_published_vectors_hold() {
        let a = line(1500, 40_000, 0, 1900);
        assert_eq!(figures(vec![a]), (60_000, 11_400, 71_400, 72_400));
        let b = vec![a, line(4500, 21_350, 0, 1900), line(1000, 18_900, 1000, 1900)];
        assert_eq!(figures(b), (173_085, 32_886, 205_971, 206_971));
        let c = vec![line(1000, 100_000, 0, 1900), line(1000, 50_000, 0, 700), line(1000, 30_000, 0, 1300), line(1000, 20_000, 0, 0)];
        assert_eq!(figures(c), (200_000, 26_400, 226_400, 227_400));
        let d = vec![line(1000, 333, 0, 1900), line(1000, 333, 0, 1900), line(1000, 333, 0, 1900)];
        assert_eq!(figures(d), (999, 190, 1189, 2189));
        assert_eq!(figures(vec![line(7000, 12_345, 1500, 1900)]), (73_453, 13_956, 87_409, 88_409));
    }

    /// FACTS.md, "Totals", case E: FODEC of one per cent.
    #[test]
    fn a_levy_stands_in_the_base_of_vat_and_not_in_the_net() {
        let levied = |net, rate| Taxed::from((Amount(net), BasisPoints(rate))).levied(BasisPoints(100));
        let sum = totals(Currency::TND, [levied(100_000, 1900)], STAMP);
        assert_eq!((sum.net.0, sum.levied().0, sum.vat_groups[0].base.0, sum.vat.0), (100_000, 1000, 101_000, 19_190));
        assert_eq!((sum.gross.0, sum.total.0), (120_190, 121_190));
        let told = serde_json::to_string(&totals(Currency::TND, [(Amount(1), BasisPoints(0))], STAMP)).unwrap();
        assert!(!told.contains("levies") && !told.contains("rounding"), "what was hashed before there were levies is hashed alike: {told}");
        // Three times 0.033 and what bears none: rounded once for each VAT rate.
        let mixed = [levied(33, 1900), levied(33, 1900), levied(33, 1900), (Amount(1000), BasisPoints(1900)).into(), levied(49, 700)];
        let sum = totals(Currency::TND, mixed, Amount::ZERO);
        let told: Vec<_> = sum.levies.iter().map(|levy| (levy.vat_rate.0, levy.base.0, levy.amount.0)).collect();
        assert_eq!(told, [(1900, 99, 1), (700, 49, 0)]);
        assert_eq!((sum.net.0, sum.vat_groups[0].base.0, sum.gross), (1148, 1100, sum.net + sum.levied() + sum.vat));
    }

    #[test]
    fn what_is_exempt_from_vat_bears_its_levy() {
        let sum = totals(Currency::TND, [Taxed::exempt(Amount(100_000)).levied(BasisPoints(100))], STAMP);
        assert_eq!((sum.net.0, sum.levied().0, sum.vat.0, sum.total.0), (100_000, 1000, 0, 102_000));
        assert!(sum.levies[0].exempt);
    }

    fn told(quantity: i64, with_tax: i64) -> Taxed {
        let (quantity, with_tax, rate) = (Quantity(quantity), Amount(with_tax), BasisPoints(1900));
        let net = line_net(quantity, without_tax(with_tax, rate, BasisPoints(0)), BasisPoints(0));
        Taxed::from((net, rate)).told(quantity, Some(with_tax))
    }

    #[test]
    fn what_was_told_with_tax_is_asked_for_and_the_net_stays_a_net() {
        let sums = |lines: Vec<Taxed>| {
            let sum = totals(Currency::TND, lines, STAMP);
            (sum.net.0, sum.vat.0, sum.gross.0, sum.rounding.0, sum.total.0)
        };
        assert_eq!(sums(vec![told(1000, 40_000)]), (33_613, 6386, 39_999, 1, 41_000));
        assert_eq!(sums(vec![told(1000, 49_900)]), (41_933, 7967, 49_900, 0, 50_900));
        assert_eq!(sums(vec![told(3000, 10_000)]), (25_209, 4790, 29_999, 1, 31_000));
        let other: Taxed = (Amount(22_550), BasisPoints(1900)).into();
        assert_eq!(sums(vec![told(1000, 40_000), other]).4, 40_000 + 26_835 + 1000, "what others cost stays what they cost");
    }

    #[test]
    fn a_told_price_counts_while_its_net_is_the_one_it_makes() {
        let counts = |line: Taxed| line.told(Quantity(1000), Some(Amount(40_000))).told.is_some();
        assert!(counts((Amount(33_613), BasisPoints(1900)).into()));
        assert!(!counts((Amount(33_612), BasisPoints(1900)).into()), "less a discount");
        assert!(!counts((Amount(33_613), BasisPoints(700)).into()), "taxed otherwise");
        assert!(!counts(Taxed::exempt(Amount(33_613))));
        assert!(!counts(Taxed::from((Amount(33_613), BasisPoints(1900))).levied(BasisPoints(100))));
        // 40.000 is 33.281, FODEC of 0.333 and VAT of 6.387.
        assert!(counts(Taxed::from((Amount(33_281), BasisPoints(1900))).levied(BasisPoints(100))));
    }

    /// PRODUCT.md 3.1 step 12.
    #[test]
    fn the_visit_of_the_peugeot_adds_up() {
        let lines = [(800, 60_000), (1000, 22_550), (4500, 18_000), (1500, 60_000), (1000, 118_750), (2000, 96_400)];
        let lines = lines.into_iter().map(|(quantity, price)| line(quantity, price, 0, 1900)).collect();
        assert_eq!(figures(lines), (553_100, 105_089, 658_189, 659_189));
    }

    #[test]
    fn nothing_costs_nothing() {
        assert_eq!(figures(vec![]), (0, 0, 0, 0));
        assert_eq!(figures(vec![line(1000, 96_400, 10_000, 1900)]), (0, 0, 0, 0), "and bears no stamp");
    }

    #[test]
    fn what_is_exempt_stands_apart_from_what_is_taxed_at_nothing() {
        let lines = [Taxed::exempt(Amount(100_000)), (Amount(20_000), BasisPoints(0)).into(), Taxed::exempt(Amount(50_000))];
        let sum = totals(Currency::TND, lines, STAMP);
        let groups: Vec<_> = sum.vat_groups.iter().map(|group| (group.exempt, group.base.0, group.vat.0)).collect();
        assert_eq!(groups, [(true, 150_000, 0), (false, 20_000, 0)]);
        assert_eq!((sum.net.0, sum.vat.0, sum.total.0), (170_000, 0, 171_000));
        let told = serde_json::to_string(&sum.vat_groups[1]).unwrap();
        assert!(!told.contains("exempt"), "what was hashed before there were certificates is hashed alike: {told}");
    }

    #[test]
    fn what_is_spread_adds_up_and_the_largest_rest_comes_first() {
        let spread = |amount, weights: &[i64]| -> Vec<i64> {
            let weights: Vec<_> = weights.iter().copied().map(Amount).collect();
            super::spread(Amount(amount), &weights).into_iter().map(|part| part.0).collect()
        };
        assert_eq!(spread(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(spread(10, &[333, 333, 334]), [3, 3, 4]);
        assert_eq!(spread(5, &[48_000, 0, 22_550, 81_000]), [1, 0, 1, 3]);
        assert_eq!((spread(7, &[0, 0]), spread(7, &[])), (vec![0, 0], vec![]));
        for amount in 0..200 {
            let parts = spread(amount, &[7, 11, 0, 13, 1]);
            assert_eq!(parts.iter().sum::<i64>(), amount);
            assert!(parts.iter().zip([7, 11, 0, 13, 1]).all(|(part, weight)| (part * 32 - amount * weight).abs() < 32), "{parts:?}");
        }
    }

    /// PRODUCT.md 3.4 step 4: 4 at 10.000 plus 6 at 12.000.
    #[test]
    fn receipts_move_the_average_cost() {
        let average = moving_average(Quantity::whole(4), Amount(10_000), Quantity::whole(6), Amount(12_000));
        assert_eq!(average, Amount(11_200));
        assert_eq!(moving_average(Quantity::whole(-2), Amount(10_000), Quantity::whole(1), Amount(7)), Amount(7));
    }

    #[test]
    fn a_cost_is_marked_up_and_rounded_half_up_to_the_step() {
        let one = Amount(1);
        assert_eq!(marked_up(Amount(81_300), 3500, one), Amount(109_755));
        assert_eq!(marked_up(Amount(81_300), 3500, Amount(50)), Amount(109_750));
        assert_eq!(marked_up(Amount(81_300), 3500, Amount(100)), Amount(109_800));
        assert_eq!((marked_up(Amount(1), 5000, one), marked_up(Amount(1), 4999, one)), (Amount(2), Amount(1)), "half up");
        // 81.300 / 0.7 is 116.142857….
        assert_eq!(at_margin(Amount(81_300), BasisPoints(3000), one), Amount(116_143));
        assert_eq!(at_margin(Amount(81_300), BasisPoints(3000), Amount(500)), Amount(116_000));
        assert_eq!(at_margin(Amount(7), BasisPoints(10_000), one).0, 70_000, "no margin is the whole");
    }

    #[test]
    fn a_margin_is_of_the_price_and_the_least_price_reaches_it() {
        assert_eq!(margin(Amount(116_143), Amount(81_300)), Some(3000));
        assert_eq!((margin(Amount(100), Amount(150)), margin(Amount(0), Amount(1))), (Some(-5000), None));
        let least = |quantity, discount, cost, margin| {
            price_for_margin(Quantity(quantity), BasisPoints(discount), Amount(cost), BasisPoints(margin)).map(|price| price.0)
        };
        assert_eq!(least(1000, 0, 81_300, 3000), Some(116_143));
        assert_eq!(least(2000, 0, 162_600, 3000), Some(116_143));
        assert_eq!(least(1000, 1000, 81_300, 3000), Some(129_048), "129.0476 less a tenth rounds to 116.143");
        assert_eq!((least(1000, 10_000, 1, 3000), least(1000, 0, 1, 10_000)), (None, None));
        assert_eq!(least(1000, 0, 0, 3000), Some(0));
        for (quantity, discount, cost) in [(4500, 0, 55_555), (333, 250, 12_345), (1, 0, 1), (7001, 9_900, 987_654)] {
            let price = least(quantity, discount, cost, 2750).unwrap();
            let net = |price| line_net(Quantity(quantity), Amount(price), BasisPoints(discount));
            assert!(leaves(net(price), Amount(cost), BasisPoints(2750)));
            assert!(price == 0 || !leaves(net(price - 1), Amount(cost), BasisPoints(2750)), "{price} is the least");
        }
    }

    #[test]
    fn amounts_and_quantities_read_as_people_write_them() {
        assert_eq!(Amount(-1_500).to_decimal(3), "-1.500");
        assert_eq!(Amount(5).to_decimal(2), "0.05");
        assert_eq!(Amount(7).to_decimal(0), "7");
        assert_eq!(Quantity(4500).to_string(), "4.5");
        assert_eq!(Quantity(2000).to_string(), "2");
        assert_eq!(Quantity(-125).to_string(), "-0.125");
    }
}
