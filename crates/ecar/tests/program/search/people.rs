//! A town of customers with their cars, and those among them that the table looks for.

const FIRST: [&str; 40] = [
    "Mohamed",
    "Ahmed",
    "Ali",
    "Sami",
    "Karim",
    "Nizar",
    "Walid",
    "Hichem",
    "Mehdi",
    "Anis",
    "Leïla",
    "Amel",
    "Sonia",
    "Rim",
    "Ines",
    "Olfa",
    "Hajer",
    "Nadia",
    "Samia",
    "Emna",
    "محمد",
    "أحمد",
    "علي",
    "سامي",
    "كريم",
    "نزار",
    "وليد",
    "هشام",
    "مهدي",
    "أنيس",
    "ليلى",
    "آمال",
    "سنية",
    "ريم",
    "إيناس",
    "ألفة",
    "هاجر",
    "نادية",
    "سامية",
    "آمنة",
];
const LAST: [&str; 60] = [
    "Trabelsi",
    "Ben Ali",
    "Gharbi",
    "Mejri",
    "Jaziri",
    "Hammami",
    "Ayari",
    "Khelifi",
    "Dridi",
    "Bouazizi",
    "Ben Salah",
    "Mabrouk",
    "Cherif",
    "Jebali",
    "Saidi",
    "Chaabane",
    "Riahi",
    "Zouari",
    "Mansouri",
    "Belhadj",
    "Abidi",
    "Nasri",
    "Haddad",
    "Karoui",
    "Baccouche",
    "Bouslama",
    "Chebbi",
    "Daghfous",
    "Ellouze",
    "Fakhfakh",
    "Ghannouchi",
    "Hamdi",
    "Idoudi",
    "Jlassi",
    "Kallel",
    "Labidi",
    "Maalej",
    "Nefzi",
    "Ouali",
    "Rekik",
    "Siala",
    "Toumi",
    "Yahyaoui",
    "Zribi",
    "Amri",
    "Ben Romdhane",
    "Chouchane",
    "Derbel",
    "Essid",
    "Ferchichi",
    "الطرابلسي",
    "بن علي",
    "الغربي",
    "الماجري",
    "الجزيري",
    "الهمامي",
    "العياري",
    "الخليفي",
    "الدريدي",
    "الشريف",
];

/// Whom the table looks for, and who is nearly called so.
const KNOWN: [(&str, &str); 18] = [
    ("Émilie Gharsallâh", "98765432"),
    ("Émile Gharsalli", "98765431"),
    ("محمّد الغرياني", "55111222"),
    ("محمود الغرياني", "55111223"),
    ("أحمد بن عيّاد", "22333444"),
    ("فاطمة الزهراء قاسمي", "27000111"),
    ("Chokri Bouzgarrou", "29414141"),
    ("Béchir Ouertani", "50123987"),
    ("Wassim Benamor", "20454545"),
    ("Nizar Ben Youssef", "21878787"),
    ("الهادي الجويني", "24909090"),
    ("Chedly Ayed", "26262626"),
    ("Société Ettadhamen de Transport", "71555666"),
    ("Zohra Sallemi", "54000001"),
    ("Zohra Sellemi", "54000002"),
    ("Tarek d'Almeida", "53121212"),
    ("Youssef Khlifi", "52343434"),
    ("Jean-François Müller", "+33612345678"),
];

/// Plate, VIN, make, model, telephone of the owner.
const CARS: [[&str; 5]; 6] = [
    ["187 TU 9034", "VF38BKHZTDL876543", "Peugeot", "308", "98765432"],
    ["187 TU 9043", "VF38BKHZTDL876534", "Peugeot", "308", "98765431"],
    ["214 TU 4821", "", "Renault", "Clio 4", "29414141"],
    ["215 TU 482", "", "Volkswagen", "Golf 7", "50123987"],
    ["RS 778899", "WVWZZZ1KZAW123456", "Volkswagen", "Polo", "20454545"],
    ["199 TU 5500", "", "Citroën", "C3", "24909090"],
];

pub const PRODUCTS: [(&str, &str); 5] = [
    ("HM-5W30-5", "Huile moteur 5W-30 bidon"),
    ("HM-5W40-5", "Huile moteur 5W-40 bidon"),
    ("OIL-1", "Oil 5W30 synthetic"),
    ("OIL-2", "Oil filter W30"),
    ("PNEU-2055516", "Pneu 205/55 R16"),
];

/// 2,400 and those that are looked for.
pub fn customers() -> String {
    let mut file = String::from("Nom;Téléphone\n");
    for (place, last) in LAST.iter().enumerate() {
        for (other, first) in FIRST.iter().enumerate() {
            file += &format!("{first} {last};{}\n", phone(place * FIRST.len() + other));
        }
    }
    for (name, phone) in KNOWN {
        file += &format!("{name};{phone}\n");
    }
    file
}

fn phone(place: usize) -> String {
    format!("4{:07}", place * 1_013 + 17)
}

pub fn vehicles() -> String {
    let mut file = String::from("Immatriculation;Châssis;Marque;Modèle;owner_phone\n");
    for place in 0..LAST.len() * FIRST.len() {
        let model = ["208", "301", "Partner", "Boxer"][place % 4];
        file += &format!("{} TU {};;Peugeot;{model};{}\n", 100 + place % 80, 100 + place * 3 % 8_900, phone(place));
    }
    for car in CARS {
        file += &(car.join(";") + "\n");
    }
    file
}
