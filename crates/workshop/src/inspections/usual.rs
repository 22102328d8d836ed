//! The two templates that a garage begins with: what is looked at when a car comes, and forty points.

use contracts::scheduling::Translated;
use contracts::workshop::TemplateId;
use uuid::Uuid;

use super::template::{InspectionNames, Measured, TemplateItem, TemplateSection, Unit, Usual};

/// Their ids are the same in every garage.
const ARRIVAL: Uuid = Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0001);
const FORTY: Uuid = Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0002);

type Names = (&'static str, &'static str, &'static str);

#[derive(Clone, Copy)]
enum How {
    Tick,
    /// The inspection is not done without it.
    Must,
    /// In tenths: unit, soon below, urgent below.
    Measure(Unit, i64, i64),
}

use How::{Measure, Must, Tick};

const PADS: How = Measure(Unit::Millimetre, 40, 25);
const TREAD: How = Measure(Unit::Millimetre, 30, 16);
const BATTERY: How = Measure(Unit::Volt, 124, 120);

type Section = (Names, &'static [(Names, How)]);

const FRONT_PADS: (Names, How) = (("Plaquettes avant", "لقمات الفرامل الأمامية", "Front pads"), PADS);
const REAR_PADS: (Names, How) = (("Plaquettes arrière", "لقمات الفرامل الخلفية", "Rear pads"), PADS);
const TREADS: [(Names, How); 4] = [
    (("Pneu avant gauche", "العجلة الأمامية اليسرى", "Front left tyre"), TREAD),
    (("Pneu avant droit", "العجلة الأمامية اليمنى", "Front right tyre"), TREAD),
    (("Pneu arrière gauche", "العجلة الخلفية اليسرى", "Rear left tyre"), TREAD),
    (("Pneu arrière droit", "العجلة الخلفية اليمنى", "Rear right tyre"), TREAD),
];
const VOLTS: (Names, How) = (("Batterie", "البطارية", "Battery"), BATTERY);
const LAMPS: (Names, How) = (("Voyants au tableau de bord", "أضواء التحذير", "Warning lamps"), Must);
const BODY: (Names, How) = (("Carrosserie", "الهيكل", "Bodywork"), Must);
const WIPERS: (Names, How) = (("Balais d’essuie-glace", "ماسحات الزجاج", "Wiper blades"), Tick);
const OIL: (Names, How) = (("Niveau d’huile moteur", "مستوى زيت المحرك", "Engine oil level"), Must);
const COOLANT: (Names, How) = (("Liquide de refroidissement", "سائل التبريد", "Coolant"), Must);

const ARRIVAL_SECTIONS: &[Section] = &[
    (("Tour du véhicule", "جولة حول السيارة", "Walk around"), &[BODY, LAMPS, WIPERS]),
    (("Pneus", "العجلات", "Tyres"), &TREADS),
    (("Freins", "الفرامل", "Brakes"), &[FRONT_PADS, REAR_PADS]),
    (("Sous le capot", "تحت غطاء المحرك", "Under the bonnet"), &[OIL, COOLANT, VOLTS]),
];

const FORTY_SECTIONS: &[Section] = &[
    (
        ("Extérieur", "الخارج", "Outside"),
        &[
            BODY,
            (("Pare-brise et vitres", "الزجاج", "Windscreen and windows"), Must),
            (("Rétroviseurs", "المرايا", "Mirrors"), Tick),
            WIPERS,
            (("Lave-glace", "رشاش الزجاج", "Washers"), Tick),
            (("Feux de croisement et de route", "الأضواء الأمامية", "Headlamps"), Must),
            (("Feux arrière et stop", "الأضواء الخلفية والفرامل", "Rear and brake lamps"), Must),
            (("Clignotants", "أضواء الانعطاف", "Indicators"), Must),
        ],
    ),
    (
        ("Intérieur", "الداخل", "Inside"),
        &[
            LAMPS,
            (("Ceintures de sécurité", "أحزمة الأمان", "Seat belts"), Must),
            (("Avertisseur sonore", "المنبّه", "Horn"), Tick),
            (("Climatisation", "التكييف", "Air conditioning"), Tick),
            (("Filtre d’habitacle", "فلتر المقصورة", "Cabin filter"), Tick),
            (("Frein à main", "فرامل اليد", "Parking brake"), Must),
        ],
    ),
    (
        ("Sous le capot", "تحت غطاء المحرك", "Under the bonnet"),
        &[
            OIL,
            COOLANT,
            (("Liquide de frein", "زيت الفرامل", "Brake fluid"), Must),
            (("Liquide de direction", "زيت المقود", "Steering fluid"), Tick),
            (("Filtre à air", "فلتر الهواء", "Air filter"), Tick),
            (("Courroie d’accessoires", "حزام الملحقات", "Accessory belt"), Must),
            (("Durites", "الخراطيم", "Hoses"), Tick),
            VOLTS,
        ],
    ),
    (
        ("Pneus", "العجلات", "Tyres"),
        &[
            TREADS[0],
            TREADS[1],
            TREADS[2],
            TREADS[3],
            (("Jantes", "الجنوط", "Rims"), Tick),
            (("Roue de secours", "العجلة الاحتياطية", "Spare wheel"), Tick),
        ],
    ),
    (
        ("Freins", "الفرامل", "Brakes"),
        &[
            FRONT_PADS,
            REAR_PADS,
            (("Disques avant", "أقراص الفرامل الأمامية", "Front discs"), Must),
            (("Disques ou tambours arrière", "أقراص أو طنابير خلفية", "Rear discs or drums"), Tick),
            (("Flexibles de frein", "أنابيب الفرامل", "Brake hoses"), Must),
        ],
    ),
    (
        ("Dessous et suspension", "الأسفل ونظام التعليق", "Underneath and suspension"),
        &[
            (("Amortisseurs", "ممتصات الصدمات", "Shock absorbers"), Must),
            (("Rotules et biellettes", "مفاصل المقود", "Ball joints and links"), Must),
            (("Soufflets de cardan", "أغطية المحاور", "Drive shaft boots"), Must),
            (("Échappement", "العادم", "Exhaust"), Tick),
            (("Fuites d’huile", "تسرّب الزيت", "Oil leaks"), Must),
            (("Roulements de roue", "محامل العجلات", "Wheel bearings"), Tick),
            (("Protection sous moteur", "واقي أسفل المحرك", "Engine undertray"), Tick),
        ],
    ),
];

pub fn templates() -> Vec<Usual> {
    let named = |(fr, ar, en): Names| Translated { fr: fr.into(), ar: ar.into(), en: en.into() };
    let template = |id, names, sections: &[Section]| Usual {
        id: TemplateId(id),
        names: named(names),
        sections: sections.iter().map(section).collect(),
    };
    vec![
        template(ARRIVAL, ("Contrôle à l’arrivée", "فحص عند الوصول", "Arrival check"), ARRIVAL_SECTIONS),
        template(FORTY, ("Contrôle 40 points", "فحص 40 نقطة", "40-point check"), FORTY_SECTIONS),
    ]
}

fn section((names, items): &Section) -> TemplateSection {
    TemplateSection { names: names_of(*names), items: items.iter().map(item).collect() }
}

fn item((names, how): &(Names, How)) -> TemplateItem {
    let measured = match *how {
        Measure(unit, soon, urgent) => Some(Measured { unit, soon_below: Some(soon), urgent_below: Some(urgent) }),
        Must | Tick => None,
    };
    TemplateItem {
        names: names_of(*names),
        measured,
        required: !matches!(how, Tick),
        photo_if_urgent: measured.is_some_and(|measured| measured.unit == Unit::Millimetre),
        job_title: None,
        canned_job_id: None,
    }
}

fn names_of((fr, ar, en): Names) -> InspectionNames {
    InspectionNames { fr: fr.into(), ar: ar.into(), en: en.into() }
}
