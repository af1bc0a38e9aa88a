//! Persons of small records, with and without decisions.

use super::*;
use crate::record::{Modality, Polarity, Quote, Stretch};

/// A document, the day it was published, and its persons: id, name, title, body; each person with a title has a `hasRole`.
fn told(
    document: &str,
    day: &str,
    persons: &[(&str, &str, &str, &str)],
    others: &[&str],
) -> Record {
    let base = crate::graph::fixtures::record(document, "x", vec![]);
    let entity = |id: &str, kind, name: &str| Entity {
        id: id.to_owned(),
        kind,
        name: name.to_owned(),
        english: None,
        wikidata: None,
        mentions: vec![Quote {
            start: 0,
            end: 1,
            text: name.to_owned(),
        }],
    };
    let persons_of = persons
        .iter()
        .map(|(id, name, ..)| entity(id, EntityType::Person, name));
    let bodies = persons
        .iter()
        .map(|(.., body)| *body)
        .filter(|b| !b.is_empty());
    let bodies = bodies.chain(others.iter().copied());
    let bodies: BTreeSet<&str> = bodies.collect();
    let bodies = bodies
        .into_iter()
        .map(|b| entity(b, EntityType::Organization, b));
    let roles = persons.iter().filter(|(_, _, title, _)| !title.is_empty());
    let roles = roles.map(|(id, _, title, body)| Statement {
        role: Some((*title).to_owned()),
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        trigger: Stretch { start: 0, end: 1 },
        ..crate::graph::fixtures::statement(id, "hasRole", body)
    });
    Record {
        published: Some(day.to_owned()),
        entities: persons_of.chain(bodies).collect(),
        statements: roles.collect(),
        ..base
    }
}

/// The id across documents of the first person of each record.
fn ids(records: &[Record], decisions: &str) -> Vec<String> {
    let decisions = Decisions::parse("d.tsv", decisions).unwrap();
    let refs: Vec<&Record> = records.iter().collect();
    let same = unify(&refs, &decisions);
    records
        .iter()
        .map(|r| same.of(r, &r.entities[0]).0)
        .collect()
}

const BUDI: (&str, &str) = ("person-budi-setiawan", "Budi Setiawan");

fn budi(document: &str, title: &str, body: &str) -> Record {
    told(
        document,
        "2024-09-02",
        &[(BUDI.0, BUDI.1, title, body)],
        &[],
    )
}

#[test]
fn one_full_name_is_one_person() {
    let found = ids(
        &[
            budi("a", "hakim", ""),
            budi("b", "hakim", ""),
            budi("c", "", ""),
        ],
        "",
    );
    assert_eq!(found, [BUDI.0; 3]);
}

#[test]
fn other_titles_and_no_common_company_are_other_persons() {
    let found = ids(
        &[
            budi("a", "hakim", ""),
            budi("b", "pemain", ""),
            budi("c", "", ""),
        ],
        "",
    );
    assert_eq!(found[0], "person-budi-setiawan-hakim");
    assert_eq!(found[1], "person-budi-setiawan-pemain");
    // Of the third nothing is told: it fits both and joins neither.
    assert!(found[2] != found[0] && found[2] != found[1]);
}

#[test]
fn another_title_of_the_same_body_is_the_same_person() {
    let body = "organization-kpk";
    let found = ids(
        &[budi("a", "juru bicara", body), budi("b", "ketua", body)],
        "",
    );
    assert_eq!(found, [BUDI.0; 2]);
}

#[test]
fn company_joins_only_where_two_are_shared() {
    let with = |document: &str, title: &str, others: &[&str]| {
        told(
            document,
            "2024-09-02",
            &[(BUDI.0, BUDI.1, title, "")],
            others,
        )
    };
    let one = ["organization-a"];
    let two = ["organization-a", "organization-b"];
    let joined = ids(&[with("a", "hakim", &two), with("b", "dosen", &two)], "");
    assert_eq!(joined, [BUDI.0; 2]);
    let found = ids(&[with("a", "hakim", &one), with("b", "dosen", &one)], "");
    assert_ne!(found[0], found[1]);
}

#[test]
fn spellings_of_a_full_name_are_one_and_the_commonest_names_it() {
    let person = |document: &str, id: &str, name: &str| {
        told(document, "2025-02-04", &[(id, name, "", "")], &[])
    };
    let found = ids(
        &[
            person("a", "person-mohammad-rifai", "Mohammad Rifai"),
            person("b", "person-muhammad-rifai", "Muhammad Rifai"),
            person("c", "person-muhammad-rifai", "Muhammad Rifai"),
        ],
        "",
    );
    assert_eq!(found, ["person-muhammad-rifai"; 3]);
}

#[test]
fn lone_names_stay_apart_unless_title_body_and_year_agree() {
    let (state, title) = ("state-south-korea", "Presiden");
    let park = |document: &str, day: &str, id: &str, name: &str| {
        told(document, day, &[(id, name, title, state)], &[])
    };
    let found = ids(
        &[
            park("a", "1975-08-16", "person-park-chung-hee", "Park Chung Hee"),
            park("b", "2015-08-16", "person-park-geun-hye", "Park Geun-hye"),
            park("c", "2015-08-18", "person-park-aaaaaaaa", "Park"),
            told(
                "d",
                "2015-08-18",
                &[("person-park-bbbbbbbb", "Park", "", "")],
                &[],
            ),
        ],
        "",
    );
    assert_eq!(found[2], "person-park-geun-hye");
    assert_eq!(found[3], "person-park-bbbbbbbb");
}

#[test]
fn a_decision_joins_and_taking_it_out_undoes_it() {
    let records = [budi("a", "hakim", ""), budi("b", "pemain", "")];
    let decision =
        "same\tperson-budi-setiawan-hakim\tperson-budi-setiawan-pemain\tRina\tadik ipar\n";
    let joined = ids(&records, decision);
    assert_eq!(joined[0], joined[1]);
    let undone = ids(&records, "");
    assert_ne!(undone[0], undone[1]);
}

#[test]
fn a_decision_keeps_apart_what_rules_join() {
    let records = [budi("a", "", ""), budi("b", "", "")];
    let decision = "different\tperson-budi-setiawan@a\tperson-budi-setiawan@b\tRina\tdua orang\n";
    let found = ids(&records, decision);
    assert_ne!(found[0], found[1]);
    let three = [budi("a", "", ""), budi("b", "", ""), budi("c", "", "")];
    let found = ids(&three, decision);
    assert!(found[0] == found[2] && found[0] != found[1], "{found:?}");
    let spelled = [
        told(
            "a",
            "2025-02-04",
            &[("person-mohammad-rifai", "Mohammad Rifai", "", "")],
            &[],
        ),
        told(
            "b",
            "2025-02-04",
            &[("person-muhammad-rifai", "Muhammad Rifai", "", "")],
            &[],
        ),
    ];
    let decision = "different\tperson-mohammad-rifai\tperson-muhammad-rifai\tRina\tdua orang\n";
    assert_eq!(
        ids(&spelled, decision),
        ["person-mohammad-rifai", "person-muhammad-rifai"]
    );
    assert_eq!(ids(&spelled, "")[0], ids(&spelled, "")[1]);
}

#[test]
fn a_decision_about_nobody_is_reported() {
    let records = [budi("a", "", "")];
    let refs: Vec<&Record> = records.iter().collect();
    let text = "same\tperson-budi-setiawan\tperson-nobody\tRina\t-\n";
    let same = unify(&refs, &Decisions::parse("d.tsv", text).unwrap());
    assert_eq!(
        same.unused.into_iter().collect::<Vec<_>>(),
        [(1, "person-nobody".to_owned())]
    );
}

#[test]
fn what_becomes_its_own_object_is_left_out() {
    let mut record = budi("a", "", "");
    record.entities.push(Entity {
        id: "person-b".to_owned(),
        ..record.entities[0].clone()
    });
    record.statements = vec![crate::graph::fixtures::statement(BUDI.0, "met", "person-b")];
    let text = "same\tperson-budi-setiawan\tperson-b\tRina\t-\n";
    let same = unify(&[&record], &Decisions::parse("d.tsv", text).unwrap());
    same.rewrite(&mut record);
    assert!(record.statements.is_empty());
}

mod order {
    use proptest::prelude::*;

    use super::*;

    /// Documents about a few persons with the same and with like names, and what is told of each.
    fn any_record() -> impl Strategy<Value = Record> {
        let names = [
            "Mohammad Rifai",
            "Muhammad Rifai",
            "Budi Setiawan",
            "Budi",
            "Rifai",
        ];
        let titles = ["", "hakim", "Gubernur", "gubernur"];
        let bodies = ["", "organization-a", "organization-b"];
        let days = ["2015-08-16", "2015-08-18", "1975-08-16"];
        (0..5usize, 0..4usize, 0..3usize, 0..3usize, 0..4usize).prop_map(
            move |(name, title, body, day, company)| {
                let id = format!("person-{}", names[name].to_lowercase().replace(' ', "-"));
                let company = ["organization-c", "organization-d", "organization-e"]
                    .get(..company)
                    .unwrap_or(&[]);
                told(
                    "x",
                    days[day],
                    &[(&id, names[name], titles[title], bodies[body])],
                    company,
                )
            },
        )
    }

    proptest! {
        #[test]
        fn the_order_of_documents_does_not_show(
            records in proptest::collection::vec(any_record(), 1..12),
            turn in 0usize..12,
        ) {
            let mut records: Vec<Record> = records
                .into_iter()
                .enumerate()
                .map(|(at, r)| Record { document: format!("{at:02}"), sha256: format!("{at:08}"), ..r })
                .collect();
            let straight = identities(&records);
            records.reverse();
            let middle = turn.min(records.len());
            records.rotate_left(middle);
            prop_assert_eq!(straight, identities(&records));
        }
    }
}
