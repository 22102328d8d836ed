//! `bench search`: a town of customers and their cars comes in by import, then names, numbers and plates are typed letter by letter.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use clap::Args;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::client::{Client, OWNER};
use crate::load::{Load, escaped, get, print_heading};
use crate::server::{Place, Server, fill};

const FIRST: [&str; 24] = [
    "Mohamed",
    "Ahmed",
    "Ali",
    "Sami",
    "Karim",
    "Nizar",
    "Walid",
    "Leïla",
    "Amel",
    "Sonia",
    "Rim",
    "Ines",
    "Olfa",
    "Hajer",
    "Nadia",
    "محمد",
    "أحمد",
    "علي",
    "سامي",
    "كريم",
    "ليلى",
    "آمال",
    "سنية",
    "فاطمة",
];
/// Surnames are made of these: twenty thousand different ones and more.
const BEGINNINGS: [&str; 28] = [
    "ben ", "bou", "el ", "tra", "ghar", "mej", "jaz", "ham", "aya", "khe", "dri", "mab", "che", "jeb", "sai", "cha", "ria", "zou", "man",
    "bel", "abi", "nas", "had", "kar", "bac", "fakh", "ouer", "yah",
];
const MIDDLES: [&str; 30] = [
    "la", "ra", "ma", "na", "ba", "da", "sa", "za", "ta", "ka", "li", "ri", "mi", "ni", "bi", "di", "si", "zi", "ti", "ki", "lou", "rou",
    "mou", "nou", "bou", "dou", "sou", "zou", "tou", "gha",
];
const ENDS: [&str; 24] = [
    "bi", "ri", "ni", "li", "di", "ti", "ssi", "zzi", "oui", "ouni", "ari", "ani", "ali", "adi", "ati", "mmi", "chi", "ji", "kh", "ch",
    "d", "r", "l", "m",
];

/// Of somebody who types ninety words a minute.
const KEYSTROKE: Duration = Duration::from_millis(125);

#[derive(Args)]
pub struct SearchRun {
    #[arg(long, default_value_t = 200_000)]
    customers: usize,
    #[arg(long, default_value_t = 300_000)]
    vehicles: usize,
    /// Seconds for each kind of query
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    databases: Vec<String>,
}

struct Person {
    name: String,
    phone: String,
}

impl SearchRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        for database in &self.databases {
            self.one(ecar, database).await?;
        }
        Ok(())
    }

    async fn one(&self, ecar: &Path, database: &str) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(database, &format!("bench_search_{}", self.customers), folder.path())?;
        let (password, _) = fill(ecar, &place, 100)?;
        let people = people(self.customers);
        let began = Instant::now();
        import(ecar, &place, "customers", &customers(&people))?;
        import(ecar, &place, "vehicles", &vehicles(&people, self.vehicles))?;
        println!(
            "\n## {database}: {} customers, {} vehicles, imported in {:.0} s",
            self.customers,
            self.vehicles,
            began.elapsed().as_secs_f64()
        );
        let server = Server::start(ecar, &place)?;
        println!("other modules had heard of it after {:.0} s", server.settled().await?.as_secs_f64());
        let token = Client::login(server.address, OWNER, &password).await?;
        let (connections, time) = (self.connections, Duration::from_secs(self.seconds));
        let kinds: Vec<_> = queries(&people, self.vehicles).into_iter().map(|(name, texts)| (name, Arc::new(letters(&texts)))).collect();
        for (title, pace) in [("one question after the other", None), ("as fast as people type", Some(KEYSTROKE))] {
            println!("\n{title}:\n");
            print_heading();
            let load = Load { address: server.address, process: server.id(), token: token.clone(), connections, time, pace };
            for (name, typed) in &kinds {
                let typed = typed.clone();
                load.run(name, move |turn| get(&format!("/search?q={}", escaped(&typed[turn % typed.len()])))).await?;
            }
        }
        let (now, peak) = server.memory();
        println!("\nmemory {now} MiB, at most {peak} MiB");
        server.kill()
    }
}

fn pick<'a>(list: &[&'a str], dice: &mut StdRng) -> &'a str {
    list[dice.random_range(0..list.len())]
}

/// Common names are common: two in three surnames are among the first hundred.
fn people(count: usize) -> Vec<Person> {
    let mut dice = StdRng::seed_from_u64(7);
    let surname = |dice: &mut StdRng| format!("{}{}{}", pick(&BEGINNINGS, dice), pick(&MIDDLES, dice), pick(&ENDS, dice));
    let common: Vec<_> = (0..100).map(|_| surname(&mut dice)).collect();
    let person = |place: usize| {
        let first = pick(&FIRST, &mut dice);
        let last = if dice.random_bool(0.66) { common[dice.random_range(0..common.len())].clone() } else { surname(&mut dice) };
        // Eight digits of a mobile number, each once.
        Person { name: format!("{first} {last}"), phone: format!("{}{:07}", [2, 9][place % 2], place * 31 % 10_000_000) }
    };
    (0..count).map(person).collect()
}

fn customers(people: &[Person]) -> String {
    people.iter().fold("name;phone\n".to_owned(), |file, person| file + &format!("{};{}\n", person.name, person.phone))
}

fn plate(place: usize) -> String {
    format!("{} TU {}", 1 + place / 9_000, 1 + place % 9_000)
}

fn vehicles(people: &[Person], count: usize) -> String {
    const MODELS: [&str; 6] = ["Peugeot;208", "Renault;Clio 4", "Volkswagen;Golf 7", "Kia;Rio", "Toyota;Yaris", "Fiat;Panda"];
    (0..count).fold("plate;vin;make;model;owner_phone\n".to_owned(), |file, place| {
        let owner = &people[place % people.len()].phone;
        file + &format!("{};VF3ABCDEF{:08};{};{owner}\n", plate(place), place, MODELS[place % MODELS.len()])
    })
}

fn import(ecar: &Path, place: &Place, kind: &str, file: &str) -> anyhow::Result<()> {
    let mut kept = tempfile::NamedTempFile::with_suffix(".csv")?;
    kept.write_all(file.as_bytes())?;
    let output = Command::new(ecar).args(["import", kind]).arg(kept.path()).args(place.arguments()).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("the import of {kind} failed: {said}");
    }
    ensure!(said.contains(" 0 refused"), "{kind}: {said}");
    Ok(())
}

/// Each kind of query, some hundred whole ones of it.
fn queries(people: &[Person], vehicles: usize) -> Vec<(&'static str, Vec<String>)> {
    let mut dice = StdRng::seed_from_u64(11);
    let some: Vec<_> = (0..200).map(|_| &people[dice.random_range(0..people.len())]).collect();
    let swapped = |name: &str| name.split_once(' ').map_or_else(|| name.to_owned(), |(first, last)| format!("{last} {first}"));
    let plates: Vec<_> = (0..200).map(|_| plate(dice.random_range(0..vehicles))).collect();
    let ends = (0..200).map(|_| format!("{:06}", dice.random_range(0..vehicles))).collect();
    vec![
        ("names", some.iter().map(|person| person.name.clone()).collect()),
        ("names, swapped", some.iter().map(|person| swapped(&person.name)).collect()),
        ("names with a slip", some.iter().map(|person| slipped(&person.name, &mut dice)).collect()),
        ("telephones", some.iter().map(|person| person.phone.clone()).collect()),
        ("plates", plates.iter().map(|plate| plate.to_lowercase()).collect()),
        ("ends of VINs", ends),
    ]
}

/// Two neighbouring letters swapped.
fn slipped(name: &str, dice: &mut StdRng) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let place = dice.random_range(1..letters.len() - 1);
    letters.swap(place, place - 1);
    letters.into_iter().collect()
}

/// What the server is asked while each is typed.
fn letters(texts: &[String]) -> Vec<String> {
    let begun = |text: &String| (1..=text.chars().count()).map(|length| text.chars().take(length).collect()).collect::<Vec<String>>();
    texts.iter().flat_map(begun).filter(|text| !text.ends_with(' ')).collect()
}
