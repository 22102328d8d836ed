//! Names, streets and cars as one meets them in Tunisia.

pub const FIRST: [&str; 40] = [
    "Mohamed", "Ahmed", "Ali", "Karim", "Yassine", "Sami", "Anis", "Walid", "Hatem", "Nizar", "Bilel", "Slim", "Mehdi", "Ramzi", "Fethi",
    "Leïla", "Sonia", "Rim", "Amel", "Ines", "Mariem", "Salma", "Olfa", "Nadia", "Hela", "Asma", "Khadija", "Emna", "Wafa", "Sihem",
    "محمد", "أحمد", "علي", "سامي", "كريم", "ليلى", "سارة", "مريم", "آمنة", "هدى",
];

pub const LAST: [&str; 44] = [
    "Ben Ali",
    "Ben Salah",
    "Trabelsi",
    "Gharbi",
    "Bouazizi",
    "Jaziri",
    "Mansour",
    "Chebbi",
    "Ayari",
    "Hammami",
    "Khelifi",
    "Mejri",
    "Sassi",
    "Dridi",
    "Jebali",
    "Mabrouk",
    "Karoui",
    "Zouari",
    "Ferchichi",
    "Belhadj",
    "Chaabane",
    "Gharsallah",
    "Hachicha",
    "Kallel",
    "Louati",
    "Masmoudi",
    "Nasri",
    "Ouertani",
    "Rekik",
    "Saidi",
    "Tlili",
    "Zaghouani",
    "Bouslama",
    "Cherif",
    "Fakhfakh",
    "Guesmi",
    "التونسي",
    "العياري",
    "بن صالح",
    "الطرابلسي",
    "الغربي",
    "المنصوري",
    "الجبالي",
    "الحمامي",
];

pub const STREETS: [&str; 16] = [
    "Rue de Marseille",
    "Avenue Habib Bourguiba",
    "Rue du Lac Biwa",
    "Avenue de la Liberté",
    "Rue Ibn Khaldoun",
    "Rue de Palestine",
    "Avenue Farhat Hached",
    "Rue des Orangers",
    "Rue Mongi Slim",
    "Avenue de Carthage",
    "Rue El Jazira",
    "Rue d'Athènes",
    "Route de Gabès",
    "Avenue Hédi Chaker",
    "Rue Taïeb Mhiri",
    "Boulevard du 14 Janvier",
];

pub const TOWNS: [&str; 8] =
    ["1053 Tunis", "2080 Ariana", "2070 La Marsa", "3000 Sfax", "3027 Sfax", "4000 Sousse", "4051 Sousse", "2046 Tunis"];

pub const FIRMS: [&str; 12] = [
    "Transports Rapide",
    "Société El Amen Logistique",
    "Pharmacie Centrale du Lac",
    "Taxi Carthage",
    "Location Jasmin",
    "Bâtiment du Sud",
    "Agro Sahel",
    "Imprimerie Zitouna",
    "Clinique El Yosr",
    "Menuiserie Ben Amor",
    "Hôtel Les Palmiers",
    "Électricité Générale Chott",
];

/// Make, models, the fuel most have.
pub const CARS: [(&str, [&str; 4], &str); 16] = [
    ("Peugeot", ["208", "301", "2008", "Partner"], "petrol"),
    ("Renault", ["Clio", "Symbol", "Mégane", "Kangoo"], "diesel"),
    ("Citroën", ["C3", "C-Élysée", "Berlingo", "C4"], "diesel"),
    ("Volkswagen", ["Golf", "Polo", "Caddy", "Tiguan"], "diesel"),
    ("Kia", ["Picanto", "Rio", "Sportage", "Cerato"], "petrol"),
    ("Hyundai", ["i10", "i20", "Accent", "Tucson"], "petrol"),
    ("Toyota", ["Yaris", "Corolla", "Hilux", "RAV4"], "petrol"),
    ("Fiat", ["Punto", "Tipo", "Doblò", "500"], "petrol"),
    ("Seat", ["Ibiza", "Leon", "Arona", "Ateca"], "petrol"),
    ("Škoda", ["Fabia", "Octavia", "Rapid", "Kamiq"], "petrol"),
    ("Isuzu", ["D-Max", "D-Max", "NPR", "D-Max"], "diesel"),
    ("Ford", ["Fiesta", "Focus", "Ranger", "Transit"], "diesel"),
    ("Dacia", ["Logan", "Sandero", "Duster", "Dokker"], "diesel"),
    ("Opel", ["Corsa", "Astra", "Combo", "Mokka"], "petrol"),
    ("Suzuki", ["Swift", "Celerio", "Vitara", "Baleno"], "petrol"),
    ("Mercedes-Benz", ["A 180", "C 220", "Vito", "Sprinter"], "diesel"),
];

pub const COLOURS: [&str; 8] = ["blanc", "gris", "noir", "bleu", "rouge", "argent", "beige", "vert"];
