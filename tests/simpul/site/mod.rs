//! The pages of the server, fetched as a browser fetches them: what stands on them, where their links lead, and that
//! nothing of an article becomes markup.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

mod client;
mod hostile;
mod sound;
mod views;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::process::Command;
use std::sync::LazyLock;

use client::{Page, serve};
use simpul::store::Store;

/// A server on some of the sample articles, which lives as long as the test process.
static SAMPLE: LazyLock<SocketAddr> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let root = env!("CARGO_MANIFEST_DIR");
    let articles = [
        "02-nis-3000-tentara",
        "03-hur-12000-kremlin",
        "04-kozlov-pyongyang",
    ];
    let built = Command::new(env!("CARGO_BIN_EXE_simpul"))
        .current_dir(root)
        .arg("build")
        .args(articles.map(|name| format!("seeds/articles/{name}.txt")))
        .arg("--store")
        .arg(&store)
        .arg("--out")
        .arg(folder.path().join("out"))
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    serve(Store::open(&store).unwrap().documents().unwrap())
});

/// A page of the sample in a language.
fn page(path: &str, language: &str) -> Page {
    Page::get(*SAMPLE, path, &format!("Accept-Language: {language}\r\n"))
}

/// The addresses of links on a page that begin so, in order, each once.
fn links(page: &Page, start: &str) -> Vec<String> {
    let mut found = Vec::new();
    for link in page
        .links()
        .into_iter()
        .filter(|link| link.starts_with(start))
    {
        if !found.contains(&link) {
            found.push(link);
        }
    }
    found
}

#[test]
fn every_link_of_every_page_leads_to_a_sound_page() {
    for language in ["id", "en"] {
        let mut waiting = VecDeque::from(["/".to_owned()]);
        let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut anchors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut wanted = BTreeSet::new();
        while let Some(path) = waiting.pop_front() {
            let page = page(&path, language);
            assert_eq!(page.status, 200, "{path}");
            if page.kind.starts_with("text/html") {
                sound::check(&page, language);
            }
            anchors.insert(path.clone(), page.ids());
            for link in page
                .links()
                .into_iter()
                .filter(|link| !link.contains("lang="))
            {
                let (target, anchor) = link.split_once('#').unwrap_or((&link, ""));
                let target = page.resolve(target);
                if !target.starts_with('/') {
                    continue;
                }
                if !anchor.is_empty() {
                    wanted.insert((path.clone(), target.clone(), anchor.to_owned()));
                }
                if seen.insert(target.clone()) {
                    waiting.push_back(target);
                }
            }
        }
        assert!(seen.len() > 60, "{}", seen.len());
        for (from, to, anchor) in wanted {
            assert!(
                anchors[&to].contains(&anchor),
                "{from} links to {to}#{anchor}"
            );
        }
    }
}

#[test]
fn the_overview_tells_what_is_in_the_store() {
    let english = page("/", "en");
    for part in [
        "<dt>Articles</dt><dd>3</dd>",
        "Most connected actors",
        "Latest events",
        "Disagreements",
        "North Korea forces",
        "<time datetime=\"2024-10-24\">",
        "Search a name",
        "aria-current=\"page\"",
    ] {
        assert!(english.body.contains(part), "{part}");
    }
    let indonesian = page("/", "id-ID,id;q=0.9,en;q=0.5");
    for part in [
        "<html lang=\"id\">",
        "Aktor paling terhubung",
        "Korea Utara</bdi>",
        "Cari nama",
    ] {
        assert!(indonesian.body.contains(part), "{part}");
    }
}

#[test]
fn the_language_is_kept_by_a_cookie() {
    let chosen = Page::get(*SAMPLE, "/?lang=id", "Accept-Language: en\r\n");
    assert!(
        chosen.head.contains("set-cookie: lang=id; Path=/;"),
        "{}",
        chosen.head
    );
    assert!(chosen.head.contains("content-language: id"));
    let next = Page::get(
        *SAMPLE,
        "/search?q=korea",
        "Accept-Language: en\r\nCookie: lang=id\r\n",
    );
    assert!(next.body.contains("<h1>Pencarian"));
    assert!(next.body.contains("href=\"/search?q=korea&amp;lang=en\""));
    assert!(!next.head.contains("set-cookie"));
}

#[test]
fn things_are_found_by_any_word_of_their_names() {
    let found = page("/search?q=utara", "id");
    assert!(found.links().contains(&"/id/state-north-korea".to_owned()));
    let suggested = page("/suggest?q=korea+u", "id");
    assert!(suggested.kind.starts_with("application/json"));
    let suggested: serde_json::Value = serde_json::from_str(&suggested.body).unwrap();
    assert_eq!(suggested[0]["href"], "/id/state-north-korea");
    assert_eq!(suggested[0]["kind"], "Negara");
    assert_eq!(page("/suggest", "en").body, "[]");
    assert!(
        page("/search?q=xyzzy", "en")
            .body
            .contains("Nothing in the store")
    );
    assert!(
        page("/search?q=klaim+12.000", "en")
            .links()
            .iter()
            .any(|link| link.starts_with("/id/document-"))
    );
}

#[test]
fn an_entity_stands_with_its_names_relations_pictures_and_sentences() {
    let english = page("/id/state-north-korea", "en");
    let h1 = english.texts("h1");
    assert_eq!(h1, ["North Korea"]);
    let relations = english.texts(".group h3");
    assert!(
        relations.contains(&"deployed to".to_owned()),
        "{relations:?}"
    );
    assert!(
        relations.contains(&"visited by".to_owned()),
        "{relations:?}"
    );
    assert!(
        english
            .texts(".group li")
            .iter()
            .any(|row| row.contains("Alexander Kozlov"))
    );
    assert!(
        english
            .texts("a.count")
            .iter()
            .all(|words| words.contains("source"))
    );
    assert!(!english.texts(".ego svg a").is_empty());
    assert!(
        english
            .texts("blockquote .self")
            .iter()
            .any(|name| name == "Korea Utara")
    );
    assert!(
        english
            .body
            .contains("<code>https://simpul.dev/id/state-north-korea</code>")
    );
    let indonesian = page("/id/state-north-korea", "id");
    assert_eq!(indonesian.texts("h1"), ["Korea Utara"]);
    assert!(
        indonesian
            .texts(".group h3")
            .contains(&"dikunjungi oleh".to_owned())
    );
}

#[test]
fn a_claim_card_sets_all_figures_side_by_side() {
    let front = page("/disagreements", "en");
    let card = links(&front, "/id/claim-").into_iter().next().unwrap();
    let english = page(&card, "en");
    assert_eq!(
        english
            .texts("tr[aria-current] td")
            .iter()
            .filter(|cell| *cell == "this claim")
            .count(),
        1
    );
    let figures = english.texts("table.versions tbody tr");
    assert!(figures.len() >= 3, "{figures:?}");
    assert!(
        figures
            .iter()
            .any(|row| row.contains("3.000") && row.contains("National Intelligence Service"))
    );
    assert!(
        figures.iter().any(|row| row.contains("conflicts")),
        "{figures:?}"
    );
    assert!(
        english
            .texts("figure.chart svg text")
            .iter()
            .any(|words| words.contains("3.000"))
    );
    assert!(
        page(&card, "id")
            .texts(".badge")
            .contains(&"bertentangan".to_owned())
    );
    let rdf = Page::get(*SAMPLE, &card, "Accept: text/turtle\r\n");
    assert!(rdf.kind.starts_with("text/turtle") && rdf.body.contains("simpul:Claim"));
}

#[test]
fn an_article_shows_names_speech_claims_and_on_demand_what_was_refused() {
    let entity = page("/id/person-alexander-kozlov", "en");
    let article = links(&entity, "/id/document-").into_iter().next().unwrap();
    let article = article.split('#').next().unwrap().to_owned();
    let english = page(&article, "en");
    assert!(english.texts(".text a.m").contains(&"Pyongyang".to_owned()));
    assert!(!english.texts(".text .trigger").is_empty());
    let (notes, claims) = (english.texts(".text sup"), english.texts("ol.notes > li"));
    assert!(
        !notes.is_empty() && notes.len() == claims.len(),
        "{notes:?} {claims:?}"
    );
    assert!(english.texts(".refused").is_empty());
    let refused = page(&format!("{article}?refusals=1"), "id");
    assert!(!refused.texts(".text .refused").is_empty());
    assert!(refused.body.contains("Mengapa tidak") && refused.body.contains("disebut"));
}

#[test]
fn what_is_not_there_is_a_page_too() {
    let missing = page("/id/state-nowhere", "id");
    assert_eq!(missing.status, 404);
    assert_eq!(missing.texts("h1"), ["Tidak ditemukan"]);
    sound::check(&missing, "id");
    assert_eq!(page("/assets/..%2f..%2fCargo.toml", "en").status, 404);
}
