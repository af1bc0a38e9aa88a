//! A small newsroom: records as reading would give them for a dozen articles of autumn 2024.

use simpul::record::{
    Entity, EntityType, Modality, Polarity, Quantity, Quote, Record, Statement, Stretch,
};

/// What the articles tell, a statement a line: document | who | does | whom | where, when | how many | vouched for by.
/// `!` before the predicate denies it, `?` makes it possible.
const TOLD: &str = "\
1|Korea Utara|deployedTo|Kursk||11000-|Pentagon
1|tentara Korea Utara|stationedIn|Kursk||11000-|Pentagon,Sabrina Singh
1|Pentagon|estimated|||11000- tentara Korea Utara|
1|Sabrina Singh|hasRole|Pentagon|||
1|Kim Jong Un|met|Alexander Kozlov|Pyongyang,2024-11-18||KCNA
1|Alexander Kozlov|visited|Pyongyang|2024-11-17/2024-11-19||
1|Alexander Kozlov|hasRole|Rusia|||
2|Korea Utara|deployedTo|Timur Jauh Rusia|2024-10|3000-3000|NIS
2|NIS|estimated|||3000-3000 tentara Korea Utara|
2|Korea Utara|supplied|Rusia|||NIS
2|NIS|partOf|Korea Selatan|||
2|!Rusia|deployedTo|Kursk|||Kremlin
3|Korea Utara|deployedTo|Kursk|2024-10|10000-12000|NATO
3|Mark Rutte|hasRole|NATO|||
3|Mark Rutte|warned|Korea Utara|2024-10-28||
3|Mark Rutte|criticized|Rusia|2024-10-28||
3|Mark Rutte|met|Volodymyr Zelensky|Kiev,2024-10-29||
3|NATO|supported|Ukraina|||
4|Vladimir Putin|signed|Perjanjian Kemitraan Strategis|2024-06-19||
4|Kim Jong Un|signed|Perjanjian Kemitraan Strategis|2024-06-19||
4|Vladimir Putin|met|Kim Jong Un|Pyongyang,2024-06-19||
4|Rusia|ratified|Perjanjian Kemitraan Strategis|2024-11||
4|Rusia|alliedWith|Korea Utara|||
4|Vladimir Putin|hasRole|Rusia|||
4|Kim Jong Un|hasRole|Korea Utara|||
5|Choe Son Hui|met|Sergey Lavrov|Moskow,2024-11-01||
5|Choe Son Hui|hasRole|Korea Utara|||
5|Sergey Lavrov|hasRole|Rusia|||
5|Choe Son Hui|supported|Rusia|||
5|Choe Son Hui|visited|Moskow|2024-11-01||
6|Amerika Serikat|supplied|Ukraina|||
6|Joe Biden|hasRole|Amerika Serikat|||
6|Joe Biden|talkedWith|Volodymyr Zelensky|2024-11-20||
6|Amerika Serikat|sanctioned|Rusia|||
6|Lloyd Austin|warned|Rusia|2024-10-30||
6|Lloyd Austin|hasRole|Pentagon|||
6|Pentagon|partOf|Amerika Serikat|||
6|Ukraina|attacked|Bryansk|2024-11-19||
6|Rusia|attacked|Sumy|2024-11-17|8-8 killed|
6|Rusia|attacked|Kiev|2024-11||
7|Prabowo Subianto|met|Xi Jinping|Beijing,2024-11-09||
7|Prabowo Subianto|met|Joe Biden|Washington,2024-11-12||
7|Prabowo Subianto|hasRole|Indonesia|||
7|Sugiono|hasRole|Indonesia|||
7|Sugiono|visited|Kazan|2024-10-24||
7|Indonesia|cooperatedWith|Tiongkok|||
7|Xi Jinping|hasRole|Tiongkok|||
7|Indonesia|memberOf|ASEAN|||
7|Sugiono|met|Sergey Lavrov|Kazan,2024-10-24||
8|Korea Utara|testedWeapon|Hwasong-19|2024-10-31||KCNA
8|Korea Selatan|criticized|Korea Utara|2024-10-31||
8|Amerika Serikat|exercised|Korea Selatan|2024-11||
8|Jepang|exercised|Korea Selatan|2024-11||
8|Jepang|protested|Korea Utara|2024-10-31||
8|Dewan Keamanan PBB|criticized|Korea Utara|2024-11-04||
8|Tiongkok|memberOf|Dewan Keamanan PBB|||
9|tentara Ukraina|foughtWith|tentara Korea Utara|Kursk,2024-11-05||Rustem Umerov
9|Rustem Umerov|hasRole|Ukraina|||
9|tentara Ukraina|partOf|Ukraina|||
9|tentara Korea Utara|partOf|Korea Utara|||
9|tentara Korea Utara|foughtAlongside|Rusia|||Pentagon
9|tentara Ukraina|captured|Sudzha|2024-08||
9|Volodymyr Zelensky|hasRole|Ukraina|||
9|Volodymyr Zelensky|estimated|||12000-12000 tentara Korea Utara|
10|Kim Jong Un|met|Alexander Kozlov|2024-11||
10|?Rusia|supplied|Korea Utara|||Korea Selatan
10|Kremlin|partOf|Rusia|||
10|Kursk|partOf|Rusia|||
10|Sumy|partOf|Ukraina|||
10|Vladimir Putin|met|Xi Jinping|Kazan,2024-10-22||
11|Korea Utara|deployedTo|Kursk|2024-10||Korea Selatan
11|Korea Selatan|met|NATO|2024-10-28||
11|Rusia|trained|tentara Korea Utara|Timur Jauh Rusia||NIS
12|Vladimir Putin|met|Kim Jong Un|2024-06||
12|Rusia|alliedWith|Korea Utara|||
12|Amerika Serikat|sanctioned|Korea Utara|||
12|Amerika Serikat|supplied|Ukraina|||";

/// Types that a name does not tell.
const PLACES: &str =
    "Kursk Pyongyang Kiev Moskow Bryansk Sumy Beijing Washington Kazan Sudzha Timur Jauh Rusia";
const BODIES: &str = "Pentagon NIS KCNA NATO Kremlin ASEAN Dewan Keamanan PBB";
const STATES: &str =
    "Korea Utara Korea Selatan Rusia Ukraina Amerika Serikat Tiongkok Indonesia Jepang";
const OUTLETS: [&str; 4] = ["Kompas.com", "Liputan6.com", "Tribunnews", "Antara"];

/// The records, in order of document.
pub(crate) fn records() -> Vec<Record> {
    (1..=12).map(record).collect()
}

fn record(number: usize) -> Record {
    let prefix = format!("{number}|");
    let lines: Vec<&str> = TOLD
        .lines()
        .filter_map(|line| line.strip_prefix(&prefix))
        .collect();
    let statements: Vec<Statement> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| statement(at, line))
        .collect();
    let mut names: Vec<String> = lines.iter().flat_map(|line| names(line)).collect();
    names.sort();
    names.dedup();
    Record {
        document: format!("news/{number:02}.txt"),
        published: Some(format!("2024-11-{:02}", number + 8)),
        outlet: Some(OUTLETS[number % OUTLETS.len()].to_owned()),
        url: Some(format!("https://news.example/{number}?a=1&b=2")),
        title: Some(format!("Berita <{number}> & \"kabar\"")),
        language: "id".into(),
        details: simpul::record::Details::default(),
        sha256: format!("{:064x}", (number as u128) << 120),
        fingerprint: None,
        entities: names.iter().map(|name| entity(name)).collect(),
        speech: vec![],
        statements,
        refusals: vec![],
    }
}

fn fields(line: &str) -> Vec<&str> {
    line.trim_start_matches(['!', '?']).split('|').collect()
}

fn names(line: &str) -> Vec<String> {
    let fields = fields(line);
    let counted = fields[4]
        .split_once(' ')
        .map(|(_, name)| name)
        .filter(|name| *name != "killed");
    let (place, _) = setting(fields[3]);
    let direct = [Some(fields[0]), Some(fields[2]), place, counted]
        .into_iter()
        .flatten();
    direct
        .chain(fields[5].split(','))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn setting(field: &str) -> (Option<&str>, Option<&str>) {
    let is_time = |part: &&str| part.starts_with("20");
    let parts = || field.split(',').filter(|part| !part.is_empty());
    (parts().find(|part| !is_time(part)), parts().find(is_time))
}

fn statement(at: usize, line: &str) -> Statement {
    let fields = fields(line);
    let (place, time) = setting(fields[3]);
    let counted = fields[4]
        .split_once(' ')
        .map(|(_, name)| name)
        .filter(|name| *name != "killed");
    let some = |name: &str| (!name.is_empty()).then(|| id(name));
    Statement {
        subject: some(fields[0]),
        predicate: fields[1].to_owned(),
        object: some(fields[2]),
        place: place.map(id),
        item: None,
        about: counted.map(id),
        role: None,
        time: time.map(str::to_owned),
        quantity: quantity(fields[4]),
        polarity: if line.starts_with('!') {
            Polarity::Denied
        } else {
            Polarity::Affirmed
        },
        modality: if line.starts_with('?') {
            Modality::Possible
        } else {
            Modality::Actual
        },
        sources: fields[5].split(',').filter_map(some).collect(),
        reporting: None,
        confidence: 0.9,
        evidence: Quote {
            start: at * 100,
            end: at * 100 + 60,
            text: format!("{} \"{}\" <{}>", fields[0], fields[1], fields[2]),
        },
        trigger: Stretch {
            start: at * 100 + 10,
            end: at * 100 + 18,
        },
    }
}

fn quantity(field: &str) -> Option<Quantity> {
    let bounds = field.split(' ').next()?;
    let (min, max) = bounds.split_once('-')?;
    Some(Quantity {
        min: min.parse().ok(),
        max: max.parse().ok(),
        unit: if field.ends_with("killed") {
            "killed"
        } else {
            "troops"
        }
        .into(),
        approximate: false,
        text: format!("{min} tentara"),
        currency: None,
        of: None,
    })
}

fn kind(name: &str) -> EntityType {
    match name {
        _ if PLACES.contains(name) && name != "Rusia" => EntityType::Place,
        _ if BODIES.contains(name) => EntityType::Organization,
        _ if STATES.contains(name) => EntityType::State,
        _ if name.starts_with("tentara") => EntityType::Force,
        _ if name.starts_with("Perjanjian") => EntityType::Treaty,
        _ if name.starts_with("Hwasong") => EntityType::Weapon,
        _ => EntityType::Person,
    }
}

fn id(name: &str) -> String {
    format!(
        "{}-{}",
        kind(name).name().to_lowercase(),
        name.to_lowercase().replace(' ', "-")
    )
}

fn entity(name: &str) -> Entity {
    Entity {
        id: id(name),
        kind: kind(name),
        name: name.to_owned(),
        english: (name == "Korea Utara").then(|| "North Korea".to_owned()),
        wikidata: (name == "Korea Utara").then(|| "Q423".to_owned()),
        mentions: vec![Quote {
            start: 3,
            end: 3 + name.chars().count(),
            text: name.to_owned(),
        }],
    }
}
