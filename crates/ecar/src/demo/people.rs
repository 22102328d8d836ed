//! The sites, who works there, the customers and their vehicles.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contracts::customers::{CustomerCard, CustomerId, Exemption, ExemptionId, WrittenBy};
use contracts::demo::{DemoCustomer, DemoUser, DemoVehicle, FLEET_MANAGER};
use contracts::identity::{Languages, Numbering, OpeningHours, Role, SiteCard, Span, TimeOfDay, UserId};
use contracts::vehicles::VehicleId;
use kernel::{Amount, BasisPoints, SiteId};
use rand::Rng;
use rand::seq::IndexedRandom;

use super::{Dice, names};

/// How far back the garage's books go.
pub const YEARS: TimeDelta = TimeDelta::days(3 * 365);

/// A mechanic who never had an address.
const UNREACHED: &str = "Moez";

pub fn sites(now: DateTime<Utc>) -> Vec<SiteCard> {
    let (mut dice, mut opened) = (Dice::new(1), now - YEARS);
    let places = [
        ("LAC", "Garage du Lac", "Rue du Lac Biwa, 1053 Tunis", "+21671960123", "0736202XAM000"),
        ("SFX", "Garage de Sfax", "Route de Gabès km 3, 3027 Sfax", "+21674440123", "0736202XAM001"),
        ("SOU", "Garage de Sousse", "Boulevard du 14 Janvier, 4000 Sousse", "+21673220123", "0736202XAM002"),
    ];
    places
        .map(|(code, name, address, phone, tax_id)| SiteCard {
            id: SiteId({
                // One after the other: the first is the first.
                opened += TimeDelta::minutes(1);
                dice.id(opened)
            }),
            code: code.into(),
            name: name.into(),
            legal_name: format!("{name} SARL"),
            address: address.into(),
            phone: phone.into(),
            email: format!("{}@garage.example", code.to_lowercase()),
            tax_id: tax_id.into(),
            country: "TN".into(),
            currency: "TND".into(),
            vat_rate: BasisPoints(1900),
            stamp_duty: Amount(1000),
            labour_rate: Amount(60_000),
            time_zone: "Africa/Tunis".into(),
            payment_terms_days: 30,
            bank_account: "07040005810111129653".into(),
            numbering: Numbering::default(),
            languages: Languages::default(),
            hours: hours(),
            closed_at: None,
        })
        .to_vec()
}

/// Monday to Friday with a break, Saturday morning.
fn hours() -> OpeningHours {
    let span = |from: u16, until: u16| Span { from: TimeOfDay { minutes: from * 60 }, until: TimeOfDay { minutes: until * 60 } };
    let mut week = vec![vec![span(8, 12), span(14, 18)]; 5];
    week.extend([vec![span(8, 13)], vec![]]);
    OpeningHours { week, exceptions: vec![] }
}

/// Who has an account: the crew with the technicians by site, and a fleet manager.
pub struct Crew {
    pub users: Vec<DemoUser>,
    pub technicians: Vec<Vec<(UserId, String)>>,
}

/// `password` gives a new password for each user.
pub fn crew(sites: &[SiteCard], now: DateTime<Utc>, mut password: impl FnMut() -> String) -> Crew {
    let mut dice = Dice::new(2);
    let everywhere: Vec<_> = sites.iter().map(|site| (site.id, Role::Owner)).collect();
    let mut users = vec![];
    let mut join = |name: &str, email: Option<String>, user_name: Option<String>, roles: Vec<(SiteId, Role)>| {
        users.push(DemoUser {
            id: UserId(dice.id(now - YEARS)),
            name: name.into(),
            email,
            user_name,
            password: password(),
            language: "fr".into(),
            roles,
        });
        (users.last().map_or(UserId(uuid::Uuid::nil()), |user| user.id), name.to_owned())
    };
    // The mechanics sign in by name, as they did in the system before; one of them has no address at all.
    let mut hire = |name: &str, roles: Vec<(SiteId, Role)>| {
        let (works, word) = (roles.iter().any(|(_, role)| *role == Role::Technician), name.to_lowercase());
        let email = (name != UNREACHED).then(|| format!("{word}@garage.example"));
        join(name, email, works.then(|| format!("{word}.atelier")), roles)
    };
    hire("Hela", everywhere);
    let staff = [("Nadia", ["Amine", "Sami"]), ("Faten", ["Habib", "Tarek"]), ("Rym", ["Lotfi", "Moez"])];
    let mut technicians = vec![];
    for (site, (advisor, mechanics)) in sites.iter().zip(staff) {
        hire(advisor, vec![(site.id, Role::Advisor)]);
        technicians.push(mechanics.map(|name| hire(name, vec![(site.id, Role::Technician)])).to_vec());
    }
    // A customer: a firm's contact, who sees its vehicles and nothing of the garage.
    join("Omar", Some(FLEET_MANAGER.into()), None, vec![]);
    Crew { users, technicians }
}

/// The first is Leïla of the acceptance scenarios; every twelfth is a firm.
pub fn customers(count: usize, now: DateTime<Utc>) -> Vec<DemoCustomer> {
    let mut dice = Dice::new(3);
    let mut customers: Vec<_> = (0..count).map(|place| customer(&mut dice, place, now - YEARS)).collect();
    if let Some(exporter) = customers.get_mut(EXPORTER) {
        exporter.card.exemptions = certificates(&mut dice, now);
    }
    customers
}

/// Which firm buys without VAT.
const EXPORTER: usize = 17;

/// Last year's certificate, and this year's, which runs out soon.
fn certificates(dice: &mut Dice, now: DateTime<Utc>) -> Vec<Exemption> {
    let (today, year) = (now.date_naive(), TimeDelta::days(365));
    let until = today + TimeDelta::days(20);
    let mut certificate = |number: &str, until: NaiveDate| Exemption {
        id: ExemptionId(dice.id(now)),
        number: number.into(),
        reason: "Suspension de TVA, art. 11 du code de la TVA".into(),
        valid_from: until - year,
        valid_until: until,
    };
    vec![certificate("0218/S", until - year - TimeDelta::days(1)), certificate("1147/S", until)]
}

fn customer(dice: &mut Dice, place: usize, since: DateTime<Utc>) -> DemoCustomer {
    let is_business = place % 12 == 5;
    let pick = |list: &[&'static str], dice: &mut Dice| *list.choose(&mut dice.rng).unwrap_or(&"");
    let (first, last) = (pick(&names::FIRST, dice), pick(&names::LAST, dice));
    let name = match place {
        0 => "Leïla Ben Salah".to_owned(),
        _ if is_business => format!("{} {}", names::FIRMS[(place / 12) % names::FIRMS.len()], place / 144 + 1),
        _ => format!("{first} {last}"),
    };
    let is_arabic = name.chars().any(|letter| ('\u{0600}'..='\u{06FF}').contains(&letter));
    let first_digit = [2, 5, 9][place % 3];
    let phone = format!("+216{first_digit}{:07}", (place * 7_919 + 1_234_567) % 10_000_000);
    let email = (dice.rng.random_bool(0.6) || is_business).then(|| format!("client{place}@mail.example"));
    let address = format!("{}, {}, {}", dice.rng.random_range(1..120), pick(&names::STREETS, dice), pick(&names::TOWNS, dice));
    DemoCustomer {
        card: CustomerCard {
            phone: Some(phone),
            email,
            language: if is_arabic { "ar" } else { "fr" }.into(),
            address: Some(address),
            tax_id: is_business.then(|| "1234567RAM000".to_owned()),
            is_business,
            invoices_together: is_business && place % 24 == 5,
            // A few, so that a list shows what it is.
            prefers: (place % 40 == 7).then_some(WrittenBy::Email),
            ..CustomerCard::named(CustomerId(dice.id(since)), name)
        },
        is_business,
        created_at: since,
    }
}

/// Who buys over the counter without giving a name.
pub fn walk_in(now: DateTime<Utc>) -> DemoCustomer {
    let created_at = now - YEARS;
    let card = CustomerCard::named(CustomerId(Dice::new(44).id(created_at)), "Client de passage");
    DemoCustomer { card, is_business: false, created_at }
}

/// The first is Leïla's Peugeot 208, 215 TU 4821. Everybody has one car before somebody has two.
pub fn vehicles(count: usize, customers: &[DemoCustomer], now: DateTime<Utc>) -> Vec<DemoVehicle> {
    let mut dice = Dice::new(4);
    (0..count).map(|place| vehicle(&mut dice, place, &customers[place % customers.len()], now - YEARS)).collect()
}

fn vehicle(dice: &mut Dice, place: usize, owner: &DemoCustomer, since: DateTime<Utc>) -> DemoVehicle {
    let (make, models, fuel) = if place == 0 { names::CARS[0] } else { names::CARS[dice.rng.random_range(0..names::CARS.len())] };
    let model = if place == 0 { "208" } else { models[dice.rng.random_range(0..models.len())] };
    // Every pair of series and number once.
    let registration =
        if place == 0 { "215 TU 4821".to_owned() } else { format!("{} TU {}", 60 + place % 190, 1000 + (place * 37) % 8999) };
    DemoVehicle {
        id: VehicleId(dice.id(since)),
        owner_id: owner.card.id,
        owner_name: owner.card.name.clone(),
        plate: registration,
        vin: vin(dice, place),
        make: make.into(),
        model: model.into(),
        year: dice.rng.random_range(2008..2025),
        fuel: fuel.into(),
        colour: names::COLOURS[dice.rng.random_range(0..names::COLOURS.len())].into(),
        odometer_km: if place == 0 { 78_300 } else { dice.rng.random_range(8_000..180_000) },
        created_at: since,
    }
}

fn vin(dice: &mut Dice, place: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
    let middle: String = (0..5).map(|_| char::from(LETTERS[dice.rng.random_range(0..LETTERS.len())])).collect();
    format!("VF3{middle}{:09}", place % 1_000_000_000)
}
