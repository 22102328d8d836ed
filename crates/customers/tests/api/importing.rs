use super::*;

pub async fn import(kit: &Kit, file: &[u8], dry_run: bool) -> Import {
    let importer = kit.importer("customers");
    let preview = import::preview(importer.as_ref(), file).unwrap();
    let options = Options { dry_run, site: None, actor: kit.people.actor(People::OWNER).unwrap(), import: None };
    let started = import::start(kit.db(), importer.as_ref(), file, &preview.mapping, &options, kit.clock.as_ref()).await.unwrap();
    let done = import::run(kit.db(), importer, file, &preview.mapping, &options, started, |_| {}).await.unwrap();
    assert_eq!(done.state, import::ImportState::Done, "{:?}", done.error);
    done
}

fn counts(import: &Import) -> [i64; 4] {
    [import.created, import.updated, import.unchanged, import.failed]
}

const FILE: &str = "\u{FEFF}Nom;Téléphone;E-mail;Type;Matricule fiscal;Réf;ID Peppol\n\
    Leïla Ben Ali;98 123 456;leila@example.tn;Particulier;;;\n\
    Sans numéro;;;;;;\n\
    Mauvais;12345678;;;;;\n\
    Société Rapide;71 123 456;contact@rapide.tn;Société;0736202X/A/M/000;C-17;0208:0123456749\n\
    ;22345678;;;;;\n";

#[tokio::test]
async fn a_file_is_imported_around_its_broken_rows_and_again_without_duplicates() {
    let kit = kit().await;
    let first = import(&kit, FILE.as_bytes(), false).await;
    assert_eq!(counts(&first), [3, 0, 0, 2]);
    let errors = import::errors(kit.db(), customers::MODULE, first.id).await.unwrap();
    assert!(errors.contains("4,phone,") && errors.contains("6,name,"), "{errors}");
    let again = import(&kit, FILE.as_bytes(), false).await;
    assert_eq!(counts(&again), [0, 0, 3, 2]);
    let mut listed = names(&kit.advisor(), "/customers").await;
    listed.sort();
    assert_eq!(listed, ["Leïla Ben Ali", "Sans numéro", "Société Rapide"]);
    let found = kit.advisor().get("/customers?q=c-17").await.expect(200).json();
    assert_eq!(found["items"][0]["kind"], "business");
    assert_eq!(found["items"][0]["tax_id"], "0736202XAM000");
    assert_eq!(found["items"][0]["electronic_address"], "0208:0123456749");
    kit.settle().await;
}

#[tokio::test]
async fn a_changed_row_updates_and_an_empty_cell_keeps() {
    let kit = kit().await;
    import(&kit, FILE.as_bytes(), false).await;
    let changed = "name,phone,email\nLeïla Trabelsi,+216 98123456,\n";
    assert_eq!(counts(&import(&kit, changed.as_bytes(), false).await), [0, 1, 0, 0]);
    let found = kit.advisor().get("/customers?q=trabelsi").await.expect(200).json();
    assert_eq!(found["items"][0]["email"], "leila@example.tn");
    assert_eq!(found["items"][0]["version"], 2);
    assert!(names(&kit.advisor(), "/customers?q=ben+ali").await.is_empty());
}

#[tokio::test]
async fn a_cell_that_is_not_utf8_fails_its_row_only() {
    let kit = kit().await;
    let file = b"name,phone\nAmine,22345678\nL\xe9a,41123456\nSami,98123456\n";
    let done = import(&kit, file, false).await;
    assert_eq!(counts(&done), [2, 0, 0, 1]);
    assert!(import::errors(kit.db(), customers::MODULE, done.id).await.unwrap().contains("3,name,"));
}

#[tokio::test]
async fn a_dry_run_counts_and_writes_nothing() {
    let kit = kit().await;
    assert_eq!(counts(&import(&kit, FILE.as_bytes(), true).await), [3, 0, 0, 2]);
    assert!(names(&kit.advisor(), "/customers").await.is_empty());
}

#[tokio::test]
async fn two_rows_of_one_customer_become_one() {
    let kit = kit().await;
    let file = "name,phone\nLeïla,98123456\nLeïla Ben Ali,+21698123456\nLeïla Ben Ali,0021698123456\n";
    assert_eq!(counts(&import(&kit, file.as_bytes(), false).await), [1, 1, 1, 0]);
    assert_eq!(names(&kit.advisor(), "/customers").await, ["Leïla Ben Ali"]);
}

#[tokio::test]
async fn arabic_headings_are_understood() {
    let kit = kit().await;
    let file = "الاسم,رقم الهاتف,العنوان\nمحمّد التونسي,٩٨١٢٣٤٥٦,تونس\n";
    assert_eq!(counts(&import(&kit, file.as_bytes(), false).await), [1, 0, 0, 0]);
    assert_eq!(names(&kit.advisor(), "/customers?q=محمد").await, ["محمّد التونسي"]);
}

#[tokio::test]
async fn only_who_may_imports() {
    let kit = kit().await;
    let importer = kit.importer("customers");
    for (who, allowed) in [(People::OWNER, true), (People::ADVISOR, false), (People::TECHNICIAN, false)] {
        let options = Options { dry_run: false, site: None, actor: kit.people.actor(who).unwrap(), import: None };
        assert_eq!(importer.permit(&options).is_ok(), allowed, "{who}");
    }
}
