use chrono::NaiveDate;
use contracts::identity::SiteCard;
use contracts::scheduling::ResourceId;
use kernel::site_settings::SiteSettings as _;
use kernel::{Amount, BasisPoints, SiteId};

use super::*;
use crate::time::interval::merged;

const HOUR: i64 = 3600;

fn site() -> SiteCard {
    SiteCard {
        id: SiteId::new(),
        code: "LAC".into(),
        name: "Lac".into(),
        legal_name: String::new(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        tax_id: String::new(),
        country: "TN".into(),
        currency: "TND".into(),
        vat_rate: BasisPoints(1900),
        stamp_duty: Amount(1000),
        labour_rate: Amount(60_000),
        time_zone: "UTC".into(),
        payment_terms_days: 0,
        bank_account: String::new(),
        numbering: contracts::identity::Numbering::default(),
        languages: contracts::identity::Languages::default(),
        hours: contracts::identity::OpeningHours::default(),
        closed_at: None,
    }
}

fn hours(from: i64, until: i64) -> Interval {
    Interval::new(from * HOUR, until * HOUR)
}

fn resource(kind: Kind, name: &str, codes: &[&str]) -> Resource {
    Resource {
        id: ResourceId::new(),
        kind,
        name: name.into(),
        user: None,
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        efficiency: 10_000,
        active: true,
        hours: vec![hours(8, 12), hours(14, 18)],
        taken: vec![],
        away: vec![],
    }
}

/// The first day of 1970, at a site of two bays and two technicians.
fn shop() -> Shop {
    let site = site();
    let settings = Settings::usual(site.id);
    Shop {
        settings,
        site,
        days: vec![Day { date: NaiveDate::from_ymd_opt(1970, 1, 1).unwrap(), time: hours(0, 24), locked: None }],
        hours: vec![hours(8, 12), hours(14, 18)],
        resources: vec![
            resource(Kind::Technician, "Amine", &["brakes", "service"]),
            resource(Kind::Bay, "Bay 1", &[]),
            resource(Kind::Bay, "Bay 2", &["alignment_rack"]),
            resource(Kind::Equipment, "Scanner", &["diagnostic_tool"]),
            resource(Kind::Technician, "Sami", &["service"]),
        ],
        waiters: vec![],
    }
}

fn wish(skills: &[&str], capabilities: &[&str]) -> Wish {
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    Wish { seconds: HOUR, skills: codes(skills), capabilities: codes(capabilities), ..Wish::default() }
}

fn take(shop: &mut Shop, name: &str, time: Interval) {
    let one = shop.resources.iter_mut().find(|one| one.name == name).unwrap();
    one.taken.push(Taken { time, appointment: None, label: "x".into() });
    one.taken.sort_by_key(|taken| taken.time);
}

fn names(shop: &Shop, choice: &Choice) -> Vec<String> {
    let mut names: Vec<_> = choice.slices.iter().map(|(id, _)| shop.resource(*id).unwrap().name.clone()).collect();
    names.dedup();
    names
}

#[test]
fn who_has_least_does_it_in_a_bay_that_can_no_more_than_it_must() {
    let mut shop = shop();
    assert_eq!(names(&shop, &shop.choose(&wish(&["service"], &[]), 8 * HOUR).unwrap()), ["Amine", "Bay 1"]);
    take(&mut shop, "Amine", hours(14, 15));
    assert_eq!(names(&shop, &shop.choose(&wish(&["service"], &[]), 8 * HOUR).unwrap()), ["Sami", "Bay 1"]);
    assert_eq!(names(&shop, &shop.choose(&wish(&["brakes"], &["alignment_rack"]), 8 * HOUR).unwrap()), ["Amine", "Bay 2"]);
    let all = shop.choose(&wish(&["brakes"], &["alignment_rack", "diagnostic_tool"]), 8 * HOUR).unwrap();
    assert_eq!(names(&shop, &all), ["Amine", "Bay 2", "Scanner"]);
    let preferred = Wish { preferred: vec![shop.resources[0].id, shop.resources[2].id], ..wish(&["service"], &[]) };
    assert_eq!(names(&shop, &shop.choose(&preferred, 8 * HOUR).unwrap()), ["Amine", "Bay 2"]);
}

#[test]
fn each_refusal_names_what_stands_in_the_way() {
    let mut shop = shop();
    take(&mut shop, "Amine", hours(9, 10));
    let conflicts = |shop: &Shop, wish: &Wish, start: i64| -> Vec<_> {
        let clashes = shop.choose(wish, start).unwrap_err();
        clashes.into_iter().map(|clash| (clash.conflict, clash.resource.map_or(String::new(), |(_, name)| name))).collect()
    };
    let of = |conflict, name: &str| (conflict, name.to_owned());
    let brakes = wish(&["brakes"], &[]);
    assert_eq!(conflicts(&shop, &brakes, 9 * HOUR), [of(Conflict::Taken, "Amine"), of(Conflict::Unable, "Sami")]);
    assert_eq!(conflicts(&shop, &wish(&["service"], &["spray_booth"]), 8 * HOUR)[0], of(Conflict::Unable, "Bay 1"));
    let closed = conflicts(&shop, &brakes, 20 * HOUR);
    assert_eq!(closed, [of(Conflict::Closed, "Amine"), of(Conflict::Unable, "Sami")]);
    shop.days[0].locked = Some("Inventory".into());
    assert_eq!(conflicts(&shop, &brakes, 8 * HOUR), [of(Conflict::LockedDay, "")]);
    assert!(shop.slots(&brakes, 0).is_empty());
    let overbook = Wish { overbook: true, ..brakes };
    assert!(shop.choose(&overbook, 20 * HOUR).is_ok());
    assert_eq!(conflicts(&shop, &Wish { named: vec![shop.resources[0].id], ..overbook }, 9 * HOUR), [of(Conflict::Taken, "Amine")]);
}

#[test]
fn slots_are_every_quarter_of_an_hour_that_fits_from_now_on() {
    let mut shop = shop();
    shop.resources.retain(|one| one.name != "Sami");
    take(&mut shop, "Amine", hours(9, 10));
    let starts: Vec<_> = shop.slots(&wish(&["service"], &[]), 8 * HOUR).iter().map(|slot| slot.time.from).collect();
    assert_eq!(starts[..2], [8 * HOUR, 10 * HOUR]);
    // From 10 to 11 whole, then over the break: the last before it begins at 11:45 and ends at 14:45.
    assert_eq!(starts.len(), 1 + 8 + 13);
    let over = shop.slots(&wish(&["service"], &[]), 8 * HOUR).into_iter().find(|slot| slot.time.from == 11 * HOUR + 2700).unwrap();
    assert_eq!(over.time.until, 14 * HOUR + 2700);
    assert!(shop.slots(&wish(&["service"], &[]), 17 * HOUR + 1).is_empty());
}

#[test]
fn eight_bays_and_twelve_technicians_over_four_weeks_are_looked_through_at_once() {
    let mut shop = shop();
    let days = 28;
    let date = |day: i64| NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::Days::new(u64::try_from(day).unwrap());
    shop.days = (0..days).map(|day| Day { date: date(day), time: hours(day * 24, day * 24 + 24), locked: None }).collect();
    let open: Vec<_> = (0..days).flat_map(|day| [hours(day * 24 + 8, day * 24 + 12), hours(day * 24 + 14, day * 24 + 18)]).collect();
    shop.hours = merged(open.clone());
    shop.resources =
        (0..20).map(|one| resource(if one < 12 { Kind::Technician } else { Kind::Bay }, &format!("R{one}"), &["service"])).collect();
    for one in &mut shop.resources {
        one.hours.clone_from(&open);
    }
    for booking in 0..400 {
        let wish = wish(&["service"], &[]);
        let choice = shop.choose(&wish, (booking % days) * 24 * HOUR + 8 * HOUR + (booking / days % 3) * HOUR).ok();
        for (id, time) in choice.into_iter().flat_map(|choice| choice.slices) {
            let name = shop.resource(id).unwrap().name.clone();
            take(&mut shop, &name, time);
        }
    }
    for one in &shop.resources {
        assert!(one.taken.windows(2).all(|two| two[0].time.until <= two[1].time.from), "{}", one.name);
    }
    assert!(shop.slots(&wish(&["service"], &[]), 0).len() > 500);
}
