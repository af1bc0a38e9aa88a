//! Articles that mean harm: every field of a record holds markup, controls or too much; no page gives way.

use std::net::SocketAddr;
use std::sync::LazyLock;

use simpul::read::Origin;
use simpul::record::{
    Details, Entity, EntityType, Modality, Polarity, Quantity, Quote, Record, Refusal, Speech,
    Statement, Stretch,
};
use simpul::store::Stored;

use super::client::{Page, serve};
use super::{links, sound};

const SCRIPT: &str =
    "</title></textarea></svg><script>alert(1)</script><img src=x onerror=alert(1)>";
const HANDLER: &str = "\" autofocus onfocus=alert(1) x='y";
const TURN: &str = "Rusia\u{202e}aisuR\u{2066}\u{200b}\0\u{7}";

static HOSTILE: LazyLock<SocketAddr> = LazyLock::new(|| {
    let documents = ["a", "b"].map(|name| Ok(stored(name)));
    serve(documents.into_iter())
});

/// A text whose parts are named by their words.
fn text() -> String {
    let long = "w".repeat(4000);
    format!("{SCRIPT}\n{HANDLER} {TURN}\n{long}\n\n   \n{SCRIPT}")
}

fn quote(text: &str, start: usize, end: usize) -> Quote {
    let words = text.chars().skip(start).take(end - start).collect();
    Quote {
        start,
        end,
        text: words,
    }
}

fn entity(id: &str, kind: EntityType, name: &str, mentions: Vec<Quote>) -> Entity {
    Entity {
        id: id.to_owned(),
        kind,
        name: name.to_owned(),
        english: Some(format!("{name}\u{202d}")),
        wikidata: Some(HANDLER.to_owned()),
        mentions,
    }
}

/// A document in which nothing is as it should be: nested and crossing spans, spans beyond the end, ids with spaces.
fn stored(name: &str) -> Stored {
    let text = text();
    let length = text.chars().count();
    let figure = Quantity {
        min: Some(if name == "a" { 3.0 } else { 1e300 }),
        max: Some(if name == "a" { 4.0 } else { f64::MAX }),
        unit: SCRIPT.to_owned(),
        approximate: true,
        text: SCRIPT.to_owned(),
        currency: None,
        of: None,
    };
    let statement = |predicate: &str, start: usize, end: usize| Statement {
        subject: Some(format!("person-{SCRIPT}")),
        predicate: predicate.to_owned(),
        object: Some("state-rusia \"x\"".to_owned()),
        place: Some(format!("person-{SCRIPT}")),
        item: None,
        about: Some("state-rusia \"x\"".to_owned()),
        role: Some(TURN.to_owned()),
        time: Some("2024-10-24".to_owned()),
        quantity: Some(figure.clone()),
        polarity: if name == "a" {
            Polarity::Affirmed
        } else {
            Polarity::Denied
        },
        modality: Modality::Actual,
        sources: vec![format!("person-{SCRIPT}")],
        reporting: Some(SCRIPT.to_owned()),
        confidence: f64::NAN,
        evidence: quote(&text, start, end),
        trigger: Stretch {
            start: start + 2,
            end: end + 5,
        },
    };
    let record = Record {
        document: format!("{name}/../{SCRIPT}?#"),
        published: Some(if name == "a" { "2024-10-24" } else { SCRIPT }.to_owned()),
        outlet: Some(SCRIPT.to_owned()),
        url: Some(format!("javascript:alert(1)//https://{name}")),
        title: Some(format!("{SCRIPT}{TURN}")),
        language: HANDLER.to_owned(),
        details: Details {
            authors: vec![SCRIPT.to_owned()],
            dateline: Some(HANDLER.to_owned()),
            ..Details::default()
        },
        sha256: String::new(),
        fingerprint: None,
        entities: vec![
            entity(
                &format!("person-{SCRIPT}"),
                EntityType::Person,
                SCRIPT,
                vec![quote(&text, 0, 40), quote(&text, 10, 20)],
            ),
            entity(
                "state-rusia \"x\"",
                EntityType::State,
                TURN,
                vec![quote(&text, 15, 60), quote(&text, length - 3, length + 9)],
            ),
        ],
        speech: vec![Speech {
            speaker: None,
            cue: quote(&text, 3, 5),
            content: Stretch {
                start: 30,
                end: length + 100,
            },
            direct: true,
        }],
        statements: vec![
            statement("met", 5, 50),
            statement("estimated", 5, 50),
            statement("<b>", 20, 90),
        ],
        refusals: vec![Refusal {
            trigger: quote(&text, 1, 30),
            predicate: SCRIPT.to_owned(),
            reason: HANDLER.to_owned(),
        }],
    };
    Stored::new(text, Origin::default(), record)
}

/// A page on which nothing of the articles has become markup, and no control turns its text around.
fn harmless(path: &str) -> Page {
    let page = Page::get(*HOSTILE, path, "Accept-Language: en\r\n");
    assert_eq!(page.status, 200, "{path}");
    sound::check(&page, "en");
    assert_eq!(
        page.texts("img, [onerror], [autofocus]"),
        Vec::<String>::new(),
        "{path}"
    );
    let turning =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\0' | '\u{7}');
    assert!(!page.body.contains(turning), "{path}");
    page
}

#[test]
fn hostile_articles_stay_text_on_every_page() {
    let mut waiting: Vec<String> = [
        "/",
        "/disagreements",
        "/search?q=script",
        "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ]
    .map(str::to_owned)
    .into();
    let mut seen = waiting.clone();
    while let Some(path) = waiting.pop() {
        let page = harmless(&path);
        let more = links(&page, "/id/")
            .into_iter()
            .chain(links(&page, "?refusals"));
        for link in more.map(|link| page.resolve(link.split('#').next().unwrap())) {
            if !link.contains("lang=") && !seen.contains(&link) {
                seen.push(link.clone());
                waiting.push(link);
            }
        }
    }
    for kind in [
        "/id/person-",
        "/id/state-",
        "/id/claim-",
        "/id/proposition-",
        "/id/document-",
    ] {
        assert!(
            seen.iter().any(|path| path.starts_with(kind)),
            "{kind}: {seen:?}"
        );
    }
    assert!(
        seen.iter().any(|path| path.ends_with("?refusals=1")),
        "{seen:?}"
    );
}

#[test]
fn the_words_of_a_hostile_article_are_all_there() {
    let front = harmless("/search?q=rusia");
    let entity = links(&front, "/id/state-").into_iter().next().unwrap();
    let document = links(&harmless(&entity), "/id/document-")
        .into_iter()
        .next()
        .unwrap();
    let article = harmless(document.split('#').next().unwrap());
    let shown: String = article.texts("article.text").join(" ");
    assert!(shown.contains("<script>alert(1)</script>"), "{shown}");
    assert!(shown.contains("[U+202E]") && shown.contains('␀'), "{shown}");
    assert!(shown.contains(&"w".repeat(4000)));
    assert!(
        !article
            .links()
            .iter()
            .any(|link| link.contains("javascript"))
    );
}

#[test]
fn suggestions_are_data() {
    let found = Page::get(*HOSTILE, "/suggest?q=script", "");
    assert!(found.kind.starts_with("application/json"));
    let found: serde_json::Value = serde_json::from_str(&found.body).unwrap();
    assert!(
        found[0]["href"]
            .as_str()
            .unwrap()
            .starts_with("/id/person-")
    );
}
