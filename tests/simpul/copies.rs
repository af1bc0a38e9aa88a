//! Copies of one story, told from stories that merely look alike: whole articles through read, extract and graph.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a helper that cannot go on fails its test; what was measured is shown with --nocapture"
)]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use simpul::graph::{self, Graph};
use simpul::read::Origin;
use simpul::read::{self, Rules};
use simpul::record::Record;
use simpul::seeds::Seeds;
use simpul::store::{Store, Stored};

const HEADLINE: &str = "Menlu Rusia Temui Menlu Indonesia di Jakarta";

/// Paragraphs of a wire story.
const WIRE: [&str; 7] = [
    "Menteri Luar Negeri Rusia Sergey Lavrov bertemu dengan Menteri Luar Negeri Indonesia Sugiono di Gedung Pancasila, \
     Jakarta, pada Selasa (19/11/2024). Pertemuan itu berlangsung selama dua jam dan tertutup bagi wartawan.",
    "Kremlin membantah bahwa Korea Utara mengirim tentara ke Rusia. Juru bicara Kremlin Dmitry Peskov menyebut kabar itu \
     dibuat untuk menutupi kegagalan di medan perang.",
    "\"Kami sudah menyampaikan sikap kami dengan jelas kepada semua mitra di Asia,\" kata Lavrov seusai pertemuan. Ia \
     menolak merinci isi surat yang dibawanya untuk Presiden Prabowo Subianto.",
    "Badan intelijen Korea Selatan atau NIS memperkirakan 11.000 tentara Korea Utara berada di wilayah Kursk, Rusia. \
     Angka itu naik dari perkiraan sebelumnya, yakni sekitar 3.000 tentara pada bulan Oktober.",
    "Kementerian Pertahanan Ukraina mengatakan pasukannya menembak jatuh 42 pesawat nirawak pada malam sebelumnya, \
     sementara dua kota di timur negara itu masih tanpa aliran listrik sejak akhir pekan.",
    "Indonesia selama ini menyerukan gencatan senjata dan menawarkan diri sebagai tuan rumah perundingan. Tawaran tersebut \
     disambut baik oleh sejumlah negara Afrika, tetapi belum dijawab oleh kedua pihak yang berperang.",
    "Seusai dari Jakarta, rombongan Rusia dijadwalkan terbang ke Hanoi untuk menghadiri forum kerja sama ekonomi yang \
     diikuti oleh 14 negara di kawasan.",
];

const EXTRA: &str = "Pengamat hubungan internasional menilai kunjungan ini lebih banyak bermuatan ekonomi ketimbang \
     politik, sebab nilai perdagangan kedua negara naik 8 persen sepanjang tahun berjalan.";

/// The same events in the words of another newsroom.
const OWN_WORDS: [&str; 5] = [
    "Sergey Lavrov tiba di Jakarta, Selasa (19/11/2024) pagi, dan langsung menuju Pejambon. Di sana Menteri Luar Negeri \
     Rusia itu bertemu dengan Sugiono, mitranya dari Indonesia, dalam pembicaraan yang hanya diikuti sedikit pejabat.",
    "Soal tentara Korea Utara yang disebut-sebut ikut bertempur, Moskwa sekali lagi membantah. Menurut Dmitry Peskov, \
     laporan semacam itu sengaja disebarkan lawan-lawan Rusia.",
    "Seoul punya hitungan lain. NIS, dinas rahasia Korea Selatan, memperkirakan 11.000 tentara Korea Utara sudah ada di \
     Kursk, jauh lebih banyak daripada taksiran sebulan silam.",
    "Dari Kyiv dikabarkan puluhan pesawat nirawak dilumpuhkan sepanjang malam. Listrik di dua kota belum juga pulih.",
    "Bagi Jakarta, kunjungan ini menjadi kesempatan untuk mengulang tawaran menengahi perang. Sesudahnya Lavrov \
     berangkat ke Vietnam.",
];

/// The next day's story, which repeats two paragraphs of background.
fn follow_up() -> Vec<String> {
    let new = [
        "Menteri Luar Negeri Rusia Sergey Lavrov tiba di Hanoi pada Rabu (20/11/2024) malam dan disambut oleh wakil \
         perdana menteri Vietnam di bandar udara. Kunjungan itu merupakan yang ketiga dalam dua tahun terakhir.",
        "Dalam forum tersebut Rusia dan Vietnam menandatangani perjanjian kerja sama energi yang nilainya tidak \
         diumumkan. Perusahaan minyak kedua negara akan mengebor lima sumur baru di lepas pantai selatan.",
        "\"Kerja sama ini tidak diarahkan kepada siapa pun,\" ujar Lavrov dalam jumpa pers bersama tuan rumah, yang \
         berlangsung kurang dari setengah jam dan hanya menerima tiga pertanyaan.",
        "Sejumlah pengunjuk rasa berkumpul di dekat kedutaan besar, namun dibubarkan polisi sebelum rombongan lewat. \
         Tidak ada yang ditahan dalam peristiwa itu, menurut keterangan kepolisian setempat.",
    ];
    let background = [WIRE[3], WIRE[5]];
    new.iter()
        .chain(&background)
        .map(ToString::to_string)
        .collect()
}

/// The daily weather of one city, as a form with figures.
fn weather(day: &str, date: &str, low: u32, high: u32, damp: u32) -> Vec<String> {
    vec![
        format!(
            "Badan Meteorologi, Klimatologi, dan Geofisika memprakirakan cuaca Kota Medan pada {day} ({date}) cerah \
             berawan sejak pagi hingga siang. Suhu udara berkisar antara {low} dan {high} derajat Celsius dengan \
             kelembapan {damp} persen."
        ),
        "Pada sore hari hujan ringan berpeluang turun di wilayah barat dan selatan kota. Angin bertiup dari barat daya \
         ke timur laut dengan kecepatan sedang, sehingga nelayan kecil diminta tetap waspada terhadap gelombang."
            .to_owned(),
        "Warga dapat memantau perkembangan cuaca melalui aplikasi resmi atau menghubungi kantor terdekat yang buka \
         selama dua puluh empat jam setiap hari. Informasi ini diperbarui bila terjadi perubahan."
            .to_owned(),
    ]
}

/// The daily exchange rates.
fn rates(day: &str, date: &str, dollar: &str, euro: &str, yen: &str) -> Vec<String> {
    vec![
        format!(
            "Nilai tukar rupiah terhadap dolar Amerika Serikat pada penutupan perdagangan {day} ({date}) berada di \
             posisi Rp{dollar} per dolar. Sementara itu euro diperdagangkan di posisi Rp{euro} dan yen di posisi Rp{yen}."
        ),
        "Pergerakan rupiah dipengaruhi oleh sikap pelaku pasar yang menunggu keputusan bank sentral Amerika Serikat \
         mengenai suku bunga acuan. Bank Indonesia menyatakan akan terus berada di pasar untuk menjaga kestabilan."
            .to_owned(),
    ]
}

/// A match report made from a form.
fn game(home: &str, away: &str, goals: (u32, u32), minute: u32, day: &str) -> Vec<String> {
    let (one, two) = goals;
    vec![
        format!(
            "{home} menjamu {away} dalam lanjutan Liga 1 di Stadion Utama pada {day} malam. Laga berakhir {one}-{two} \
             setelah gol penentu dicetak pada menit ke-{minute} lewat tendangan bebas dari luar kotak penalti."
        ),
        format!(
            "Pelatih {home} mengatakan timnya bermain sesuai rencana, sedangkan pelatih {away} menilai wasit kurang \
             tegas. Kedua tim akan kembali berlaga pekan depan dalam lanjutan kompetisi yang sama."
        ),
    ]
}

fn seeds() -> &'static (Seeds, Rules) {
    static SEEDS: OnceLock<(Seeds, Rules)> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let seeds = Seeds::embedded().unwrap();
        let rules = Rules::of(&seeds).unwrap();
        (seeds, rules)
    })
}

/// An article of an outlet: headline and paragraphs.
fn stored(name: &str, day: u32, headline: &str, paragraphs: &[impl AsRef<str>]) -> Stored {
    let paragraphs: Vec<&str> = paragraphs.iter().map(AsRef::as_ref).collect();
    let text = format!("{headline}\n\n{}\n", paragraphs.join("\n\n"));
    let (seeds, rules) = seeds();
    let mut article = read::text(name, &text, rules).unwrap();
    article.published = jiff::civil::Date::new(2024, 11, i8::try_from(day).unwrap()).ok();
    article.outlet = Some(format!("Kabar {name}"));
    let record = simpul::extract::record(&article, seeds);
    Stored::new(text, Origin::default(), record)
}

fn record(name: &str, day: u32, headline: &str, paragraphs: &[impl AsRef<str>]) -> Record {
    stored(name, day, headline, paragraphs).record
}

fn wire() -> Record {
    record("a", 19, HEADLINE, &WIRE)
}

/// Names of copies → names of first documents.
fn copies(graph: &Graph) -> BTreeMap<&str, &str> {
    let documents = graph.documents.values();
    documents
        .filter_map(|d| Some((d.name.as_str(), d.copy_of.as_deref()?)))
        .collect()
}

/// Asserts whether two records are one story; says what was measured.
fn check(what: &str, one: &Record, two: &Record, expected: bool) {
    let (first, second) = (
        one.fingerprint.as_ref().unwrap(),
        two.fingerprint.as_ref().unwrap(),
    );
    let figures = first.figures(second);
    println!(
        "{what:<40} similarity {:.2} containment {:.2} figures {}/{}",
        first.similarity(second),
        first.containment(second),
        figures.differ,
        figures.places
    );
    let graph = graph::build(&[one.clone(), two.clone()]);
    assert_eq!(!copies(&graph).is_empty(), expected, "{what}");
}

#[test]
fn an_edited_wire_story_is_a_copy() {
    let edited = |change: &dyn Fn(&mut Vec<String>)| {
        let mut paragraphs: Vec<String> = WIRE.iter().map(ToString::to_string).collect();
        change(&mut paragraphs);
        record(
            "b",
            19,
            "Lavrov Bertemu Sugiono, Ini yang Dibahas",
            &paragraphs,
        )
    };
    check(
        "the same text",
        &wire(),
        &record("b", 20, HEADLINE, &WIRE),
        true,
    );
    check("another headline", &wire(), &edited(&|_| ()), true);
    let dateline = edited(&|p| p[0] = format!("JAKARTA, KABARKOTA.ID - {}", p[0]));
    check("a dateline", &wire(), &dateline, true);
    let signed = edited(&|p| p.push("(dks/rin)".to_owned()));
    check("a sign-off", &wire(), &signed, true);
    let linked = edited(&|p| {
        p.insert(
            2,
            "Baca juga: Harga Beras Turun di Tiga Provinsi".to_owned(),
        );
        p.insert(
            5,
            "Baca Juga: Jadwal Kereta Tambahan Akhir Tahun".to_owned(),
        );
    });
    check("links to other news", &wire(), &linked, true);
    let marked = edited(&|p| {
        for paragraph in p.iter_mut() {
            *paragraph = paragraph
                .replace(',', " -")
                .replace('"', "”")
                .replace(". ", "; ");
        }
    });
    check("other punctuation", &wire(), &marked, true);
    for at in 0..WIRE.len() {
        check(
            "a paragraph cut",
            &wire(),
            &edited(&|p| drop(p.remove(at))),
            true,
        );
        check(
            "one added",
            &wire(),
            &edited(&|p| p.insert(at, EXTRA.to_owned())),
            true,
        );
        let both = edited(&|p| p[at] = EXTRA.to_owned());
        check("one cut, one added", &wire(), &both, true);
    }
    let broken = edited(&|p| {
        *p = p
            .iter()
            .flat_map(|p| p.split(". ").map(str::to_owned))
            .collect();
    });
    check("other paragraphs", &wire(), &broken, true);
    let half = edited(&|p| p.truncate(4));
    check("the first four paragraphs", &wire(), &half, true);
    let corrected = edited(&|p| p[4] = p[4].replace("42", "43"));
    check("a figure corrected the same day", &wire(), &corrected, true);
}

#[test]
fn what_merely_looks_alike_is_no_copy() {
    let own = record("b", 19, "Lavrov ke Jakarta", &OWN_WORDS);
    check("own words", &wire(), &own, false);
    let follow = record("b", 20, "Lavrov Lanjutkan Lawatan ke Hanoi", &follow_up());
    check("two paragraphs of background", &wire(), &follow, false);
    let headline = "Prakiraan Cuaca Medan Hari Ini";
    let forecast = |name: &str, at, paragraphs: &[String]| record(name, at, headline, paragraphs);
    let monday = forecast("a", 18, &weather("Senin", "18/11/2024", 23, 32, 80));
    let tuesday = forecast("b", 19, &weather("Selasa", "19/11/2024", 24, 31, 75));
    check("weather of two days", &monday, &tuesday, false);
    let mild = forecast("b", 19, &weather("Selasa", "19/11/2024", 23, 32, 80));
    check("weather, same figures, another day", &monday, &mild, false);
    let repeated = forecast("b", 18, &weather("Senin", "18/11/2024", 23, 32, 80));
    check("weather of one day, twice", &monday, &repeated, true);
    let headline = "Kurs Rupiah Hari Ini";
    let monday = record(
        "a",
        18,
        headline,
        &rates("Senin", "18/11/2024", "15.850", "16.720", "102"),
    );
    let tuesday = record(
        "b",
        19,
        headline,
        &rates("Selasa", "19/11/2024", "15.845", "16.720", "102"),
    );
    check("rates of two days", &monday, &tuesday, false);
    let one = record(
        "a",
        18,
        "Hasil Liga 1",
        &game("Elang Timur", "Garuda Laut", (2, 1), 88, "Senin"),
    );
    let two = record(
        "b",
        19,
        "Hasil Liga 1",
        &game("Rajawali Selatan", "Banteng Kota", (3, 0), 71, "Selasa"),
    );
    check("two matches", &one, &two, false);
    let again = record(
        "b",
        25,
        "Hasil Liga 1",
        &game("Elang Timur", "Garuda Laut", (1, 0), 12, "Senin"),
    );
    check("the same teams again", &one, &again, false);
}

/// Documents, copies and the bytes of the graph as N-Quads.
fn bytes(records: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    let base = simpul::rdf::Base::default();
    simpul::rdf::write(
        &graph::build(records),
        simpul::rdf::Format::NQuads,
        &base,
        &mut out,
    )
    .unwrap();
    out
}

fn newsroom() -> Vec<Stored> {
    let mut cut = WIRE.to_vec();
    cut.remove(4);
    vec![
        stored("a", 19, HEADLINE, &WIRE),
        stored("b", 19, "Lavrov di Jakarta", &cut),
        stored("c", 20, "Rusia Bantah Kabar Tentara", &WIRE),
        stored("d", 19, "Lavrov ke Pejambon", &OWN_WORDS),
        stored("e", 20, "Lavrov Lanjutkan Lawatan", &follow_up()),
    ]
}

#[test]
fn copies_report_but_add_no_source() {
    let records: Vec<Record> = newsroom().into_iter().map(|s| s.record).collect();
    let graph = graph::build(&records);
    assert_eq!(copies(&graph), BTreeMap::from([("b", "a"), ("c", "a")]));
    assert_eq!(graph.copies(), (2, 1));
    // Reports and sources of what one says, by subject and predicate.
    let count = |subject: &str, predicate: &str| {
        let of = |p: &&graph::Proposition| {
            p.subject.as_deref() == Some(subject) && p.predicate == predicate
        };
        let found = graph.propositions.iter().filter(of);
        found.map(|p| (p.claims.len(), p.weight)).max().unwrap()
    };
    assert_eq!(count("person-sergei-lavrov", "met"), (3, 1), "three copies");
    assert_eq!(
        count("organization-nis", "estimated"),
        (5, 1),
        "one speaker"
    );
    assert_eq!(
        count("person-sergei-lavrov", "hasRole"),
        (4, 2),
        "a story of its own"
    );
    for claim in &graph.claims {
        let documents = graph
            .claims
            .iter()
            .filter(|c| c.evidence_id == claim.evidence_id);
        assert!(
            documents.into_iter().all(|c| c.document == claim.document),
            "evidence is shared"
        );
    }
}

#[test]
fn any_order_of_articles_gives_the_same_bytes() {
    let mut records: Vec<Record> = newsroom().into_iter().map(|s| s.record).collect();
    let expected = bytes(&records);
    for _ in 0..records.len() {
        records.rotate_left(1);
        assert!(bytes(&records) == expected);
        records.reverse();
        assert!(bytes(&records) == expected);
        records.reverse();
    }
}

#[test]
fn a_store_that_loses_the_first_of_a_story_has_another_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create_or_open(folder.path()).unwrap();
    let read =
        |store: &Store| -> Vec<Record> { store.records().unwrap().map(Result::unwrap).collect() };
    store.update(newsroom()).unwrap();
    let before = bytes(&read(&store));
    store.remove(&["a".to_owned()]).unwrap();
    let graph = graph::build(&read(&store));
    assert_eq!(copies(&graph), BTreeMap::from([("c", "b")]));
    store.remove(&["b".to_owned()]).unwrap();
    assert_eq!(graph::build(&read(&store)).copies(), (0, 0));
    store.update(newsroom()).unwrap();
    assert!(bytes(&read(&store)) == before);
}

#[test]
fn a_record_without_a_fingerprint_is_still_read() {
    let mut json = serde_json::to_value(wire()).unwrap();
    assert!(json["fingerprint"].is_string());
    json.as_object_mut().unwrap().remove("fingerprint");
    let old: Record = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(old.fingerprint, None);
    let same = Record {
        document: "b".to_owned(),
        ..old.clone()
    };
    assert_eq!(graph::build(&[old, same]).copies(), (1, 1));
    json["fingerprint"] = "rusak".into();
    assert!(serde_json::from_value::<Record>(json).is_err());
}
