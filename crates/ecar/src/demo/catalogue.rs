//! Parts, and the jobs they are used in.

use chrono::{DateTime, Utc};
use contracts::demo::DemoProduct;
use contracts::inventory::ProductId;
use kernel::{Amount, BasisPoints, Quantity};

use super::Dice;
use super::people::YEARS;

/// Family, category, unit, price and cost in millimes, minimum stock, brands.
type Family = (&'static str, &'static str, &'static str, i64, i64, i64, &'static [&'static str]);

const FAMILIES: [Family; 26] = [
    ("Filtre à huile", "Filtration", "each", 22_550, 13_400, 12, &["Purflux", "Mann", "Bosch", "Mahle"]),
    ("Filtre à air", "Filtration", "each", 34_000, 20_500, 8, &["Purflux", "Mann", "Bosch", "Mahle"]),
    ("Filtre d'habitacle", "Filtration", "each", 31_900, 18_700, 8, &["Purflux", "Mann", "Valeo"]),
    ("Filtre à gazole", "Filtration", "each", 58_000, 36_000, 6, &["Purflux", "Bosch", "Delphi"]),
    ("Huile moteur 5W30", "Lubrifiants", "litre", 18_000, 11_200, 120, &["Total", "Shell", "Castrol"]),
    ("Huile moteur 10W40", "Lubrifiants", "litre", 14_500, 8_900, 80, &["Total", "Shell", "Castrol"]),
    ("Liquide de frein DOT4", "Lubrifiants", "litre", 16_000, 9_500, 20, &["Bosch", "ATE"]),
    ("Liquide de refroidissement", "Lubrifiants", "litre", 9_800, 5_600, 60, &["Total", "Glaceol"]),
    ("Plaquettes avant", "Freinage", "set", 118_750, 74_000, 6, &["Brembo", "TRW", "Ferodo", "Bosch"]),
    ("Plaquettes arrière", "Freinage", "set", 96_000, 59_000, 6, &["Brembo", "TRW", "Ferodo"]),
    ("Disque avant", "Freinage", "each", 96_400, 61_000, 8, &["Brembo", "TRW", "Zimmermann"]),
    ("Disque arrière", "Freinage", "each", 88_000, 55_000, 6, &["Brembo", "TRW"]),
    ("Kit distribution", "Moteur", "set", 389_000, 262_000, 3, &["Gates", "SKF", "INA"]),
    ("Pompe à eau", "Moteur", "each", 142_000, 91_000, 3, &["Gates", "SKF", "Valeo"]),
    ("Bougie d'allumage", "Allumage", "each", 19_500, 11_000, 24, &["NGK", "Bosch", "Beru"]),
    ("Bobine d'allumage", "Allumage", "each", 128_000, 82_000, 4, &["Beru", "Delphi"]),
    ("Batterie 60 Ah", "Électricité", "each", 245_000, 168_000, 4, &["Assad", "Varta", "Exide"]),
    ("Batterie 70 Ah", "Électricité", "each", 289_000, 199_000, 3, &["Assad", "Varta"]),
    ("Ampoule H7", "Électricité", "each", 9_500, 4_800, 30, &["Osram", "Philips"]),
    ("Balai d'essuie-glace", "Carrosserie", "each", 24_000, 13_500, 14, &["Bosch", "Valeo"]),
    ("Amortisseur avant", "Suspension", "each", 186_000, 121_000, 4, &["Monroe", "KYB", "Sachs"]),
    ("Amortisseur arrière", "Suspension", "each", 158_000, 102_000, 4, &["Monroe", "KYB"]),
    ("Rotule de direction", "Suspension", "each", 48_000, 28_000, 6, &["TRW", "Lemförder"]),
    ("Kit embrayage", "Transmission", "set", 498_000, 341_000, 2, &["Valeo", "Sachs", "LuK"]),
    ("Courroie accessoire", "Moteur", "each", 54_000, 32_000, 5, &["Gates", "Contitech"]),
    ("Pneu 205/55 R16", "Pneumatiques", "each", 264_000, 189_000, 8, &["Michelin", "Continental", "Hankook"]),
];

/// Title, labour in thousandths of an hour, parts as (place of the family, quantity in thousandths).
pub type Work = (&'static str, i64, &'static [(usize, i64)]);

pub const WORKS: [Work; 16] = [
    ("Vidange et filtre", 800, &[(0, 1000), (4, 4500)]),
    ("Révision complète", 1600, &[(0, 1000), (1, 1000), (2, 1000), (4, 4500)]),
    ("Freins avant", 1500, &[(8, 1000), (10, 2000)]),
    ("Plaquettes arrière", 900, &[(9, 1000)]),
    ("Distribution et pompe à eau", 4500, &[(12, 1000), (13, 1000), (7, 5000)]),
    ("Batterie", 400, &[(16, 1000)]),
    ("Filtre d'habitacle", 200, &[(2, 1000)]),
    ("Bougies d'allumage", 700, &[(14, 4000)]),
    ("Amortisseurs avant", 2200, &[(20, 2000)]),
    ("Embrayage", 5500, &[(23, 1000)]),
    ("Essuie-glaces", 100, &[(19, 2000)]),
    ("Purge du liquide de frein", 600, &[(6, 1000)]),
    ("Diagnostic électronique", 1000, &[]),
    ("Géométrie des trains", 900, &[]),
    ("Deux pneus", 600, &[(25, 2000)]),
    ("Filtre à gazole", 500, &[(3, 1000)]),
];

pub const CONCERNS: [&str; 12] = [
    "Révision et bruit au freinage",
    "Voyant moteur allumé",
    "La voiture tire à droite",
    "Démarre mal le matin",
    "Vidange",
    "Climatisation faible",
    "Bruit à l'avant sur les bosses",
    "Vibrations au freinage",
    "Fuite d'huile",
    "Contrôle avant la visite technique",
    "صوت عند الفرملة",
    "تغيير الزيت والمصفاة",
];

/// Every family in every brand; articles of one family lie together.
pub fn products(now: DateTime<Utc>) -> Vec<DemoProduct> {
    let mut dice = Dice::new(5);
    let mut products = vec![];
    for (family, (name, category, unit, price, cost, minimum, brands)) in FAMILIES.into_iter().enumerate() {
        for (place, brand) in brands.iter().enumerate() {
            let dearer = i64::try_from(place).unwrap_or_default() * 5;
            products.push(DemoProduct {
                id: ProductId(dice.id(now - YEARS)),
                sku: format!("{}-{:02}{:02}", brand.chars().take(3).collect::<String>().to_uppercase(), family + 1, place + 1),
                name: format!("{name} {brand}"),
                category: category.into(),
                brand: (*brand).into(),
                unit: unit.into(),
                price: Amount(price + price * dearer / 100),
                cost: Amount(cost + cost * dearer / 100),
                vat_rate: BasisPoints(1900),
                minimum: Quantity::whole(minimum),
                // Old batteries are bought back.
                core_charge: name.starts_with("Batterie").then_some(Amount(15_000)),
            });
        }
    }
    products
}

/// The articles of a family among all products.
pub fn family(products: &[DemoProduct], family: usize) -> &[DemoProduct] {
    let before: usize = FAMILIES[..family].iter().map(|row| row.6.len()).sum();
    &products[before..before + FAMILIES[family].6.len()]
}
