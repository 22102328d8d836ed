//! The jobs that a demonstration garage keeps ready. Parts go by their role, so that each model gets what was used on it before.

use contracts::workshop::CannedJobId;
use kernel::{Amount, Db, Quantity, search};
use sea_orm::DbErr;

use super::content::{CannedFee, CannedLabour, CannedPart, CannedReminder, Content};
use super::tables::{Entity, Model};
use crate::work_orders::store::put;

struct Demo {
    /// French, Arabic, English.
    names: [&'static str; 3],
    /// In thousandths of an hour.
    hours: i64,
    rate: Option<&'static str>,
    /// Role and quantity in thousandths.
    parts: &'static [(&'static str, i64)],
    /// In millimes.
    fee: Option<(&'static str, i64)>,
    package: Option<i64>,
    /// Months and kilometres after which it is done again; 0 for none.
    again: (i32, i64),
}

const USUAL: Demo = Demo { names: [""; 3], hours: 0, rate: None, parts: &[], fee: None, package: None, again: (0, 0) };
const DISPOSAL: Option<(&str, i64)> = Some(("Recyclage de l’huile usée", 3_000));
/// As [`crate::pricing::demo`] names it.
const DIAGNOSIS: Option<&str> = Some("Diagnostic");

const JOBS: [Demo; 12] = [
    Demo {
        names: ["Vidange et filtre à huile", "تغيير الزيت والفلتر", "Oil and filter"],
        hours: 800,
        parts: &[("Filtre à huile", 1000), ("Huile moteur 5W30", 4500)],
        fee: DISPOSAL,
        package: Some(149_000),
        again: (12, 10_000),
        ..USUAL
    },
    Demo {
        names: ["Révision complète", "صيانة كاملة", "Full service"],
        hours: 1600,
        parts: &[("Filtre à huile", 1000), ("Filtre à air", 1000), ("Filtre d'habitacle", 1000), ("Huile moteur 5W30", 4500)],
        fee: DISPOSAL,
        again: (24, 30_000),
        ..USUAL
    },
    Demo {
        names: ["Freins avant : plaquettes et disques", "الفرامل الأمامية: لقمات وأقراص", "Front brakes: pads and discs"],
        hours: 1500,
        parts: &[("Plaquettes avant", 1000), ("Disque avant", 2000)],
        ..USUAL
    },
    Demo {
        names: ["Plaquettes avant", "لقمات الفرامل الأمامية", "Front pads"], hours: 900, parts: &[("Plaquettes avant", 1000)], ..USUAL
    },
    Demo {
        names: ["Plaquettes arrière", "لقمات الفرامل الخلفية", "Rear pads"],
        hours: 900,
        parts: &[("Plaquettes arrière", 1000)],
        ..USUAL
    },
    Demo {
        names: ["Kit distribution et pompe à eau", "طقم التوزيع ومضخة الماء", "Timing kit and water pump"],
        hours: 4500,
        parts: &[("Kit distribution", 1000), ("Pompe à eau", 1000), ("Liquide de refroidissement", 5000)],
        ..USUAL
    },
    Demo {
        names: ["Remplacement de la batterie", "تغيير البطارية", "Battery replacement"],
        hours: 400,
        parts: &[("Batterie", 1000)],
        ..USUAL
    },
    Demo {
        names: ["Filtre d’habitacle", "فلتر المقصورة", "Cabin filter"], hours: 200, parts: &[("Filtre d'habitacle", 1000)], ..USUAL
    },
    Demo {
        names: ["Balais d’essuie-glace", "ماسحات الزجاج", "Wiper blades"],
        hours: 100,
        parts: &[("Balai d'essuie-glace", 2000)],
        package: Some(55_000),
        again: (12, 0),
        ..USUAL
    },
    Demo {
        names: ["Purge du liquide de frein", "تبديل زيت الفرامل", "Brake fluid"],
        hours: 600,
        parts: &[("Liquide de frein", 1000)],
        again: (24, 0),
        ..USUAL
    },
    Demo {
        names: ["Diagnostic électronique", "تشخيص إلكتروني", "Electronic diagnosis"], hours: 1000, rate: DIAGNOSIS, ..USUAL
    },
    Demo {
        names: ["Géométrie des trains", "ضبط هندسة العجلات", "Wheel alignment"], hours: 900, package: Some(60_000), ..USUAL
    },
];

pub async fn load(db: &Db) -> Result<(), DbErr> {
    let rows = JOBS.iter().map(row).collect::<Result<_, _>>().map_err(|error| DbErr::Custom(error.to_string()))?;
    let tx = db.begin().await?;
    put::<Entity>(&tx, rows).await?;
    tx.commit().await
}

fn row(demo: &Demo) -> Result<Model, serde_json::Error> {
    let [fr, ar, en] = demo.names.map(str::to_owned);
    let labour = CannedLabour { description: None, hours: Quantity(demo.hours), rate: demo.rate.map(str::to_owned) };
    let part =
        |(role, quantity): &(&str, i64)| CannedPart { product_id: None, role: Some((*role).to_owned()), quantity: Quantity(*quantity) };
    let fee = |(text, price): (&str, i64)| CannedFee { description: text.to_owned(), unit_price: Amount(price), vat_rate: None };
    let (months, km) = demo.again;
    let reminder = CannedReminder { months: (months > 0).then_some(months), km: (km > 0).then_some(km) };
    let content = Content {
        labour: vec![labour],
        parts: demo.parts.iter().map(part).collect(),
        fees: demo.fee.into_iter().map(fee).collect(),
        reminder: (demo.again != (0, 0)).then_some(reminder),
    };
    Ok(Model {
        id: CannedJobId::new(),
        sort_name: search::normalise(&fr),
        words: search::normalise(&format!("{fr} {ar} {en}")),
        name_fr: fr,
        name_ar: ar,
        name_en: en,
        concern: None,
        correction: None,
        content: serde_json::to_string(&content)?,
        package_price: demo.package.map(Amount),
        template_id: None,
        archived: false,
        version: 1,
    })
}
