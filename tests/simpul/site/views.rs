//! Network, map, timeline and SPARQL as a browser gets them.

use super::client::Page;
use super::{SAMPLE, page};

/// Encoded, `SELECT ?s ?p { ?s ?p ?o } LIMIT 3`.
const QUERY: &str = "query=SELECT%20%3Fs%20%3Fp%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%203";

#[test]
fn the_network_shows_what_is_asked_for_and_its_names_are_links() {
    let all = page("/graph", "en");
    let names = all.texts("svg.network a.node title");
    assert!(
        names.iter().any(|name| name == "Russia (State)"),
        "{names:?}"
    );
    let lines = all.texts("svg.network path.edge title");
    assert!(
        lines.iter().any(|line| line.contains("visited")),
        "{lines:?}"
    );
    assert_eq!(lines.len(), all.texts("details.told tbody tr").len());

    let visits = page("/graph?predicate=visited&n=20", "id");
    let lines = visits.texts("svg.network path.edge title");
    assert!(!lines.is_empty());
    assert!(
        lines.iter().all(|line| line.contains("mengunjungi")),
        "{lines:?}"
    );
    let nothing = page("/graph?predicate=visited&until=1950", "en");
    assert!(nothing.texts("svg.network").is_empty());
    assert_eq!(nothing.texts("p.notice").len(), 1);
}

#[test]
fn the_same_network_is_had_as_files() {
    let csv = page("/graph.csv?predicate=visited", "en");
    assert!(csv.kind.starts_with("text/csv"));
    assert!(csv.head.contains("attachment; filename=\"simpul.csv\""));
    assert!(csv.body.lines().count() > 1);
    assert!(
        csv.body.lines().skip(1).all(|row| row.contains("visited")),
        "{}",
        csv.body
    );
    for (path, start) in [
        ("/graph.gexf", "<?xml"),
        ("/graph.graphml?min=2", "<?xml"),
        ("/graph.nodes.csv", "id,"),
    ] {
        let file = page(path, "en");
        assert_eq!(file.status, 200, "{path}");
        assert!(file.body.starts_with(start), "{path}: {}", file.body);
    }
    assert_eq!(page("/graph.exe", "en").status, 404);
}

#[test]
fn an_unknown_name_and_a_day_that_is_none_are_told_and_escaped() {
    let wrong = page("/timeline?entity=%3Cscript%3Ex&since=kemarin", "en");
    assert_eq!(wrong.status, 200);
    assert_eq!(
        wrong.texts("p.fault"),
        [
            "Nothing in the store bears the name <script>x",
            "This is no day, month or year: kemarin"
        ]
    );
    assert!(wrong.body.contains("&lt;script&gt;x"));
    assert!(!wrong.body.contains("<script>x"));
}

#[test]
fn the_map_says_in_a_table_what_its_circles_show() {
    let map = page("/map", "en");
    let mut circles = map.texts("svg a.spot title");
    let rows = map.texts("table tbody tr th");
    assert!(rows.contains(&"Pyongyang".to_owned()), "{rows:?}");
    assert_eq!(circles.len(), rows.len());
    circles.sort();
    let mut rows = rows;
    rows.sort();
    for (circle, row) in circles.iter().zip(&rows) {
        assert!(circle.starts_with(&format!("{row}: ")), "{circle} {row}");
    }
    assert!(map.body.contains("/assets/land.svg#land"));
    let land = page("/assets/land.svg", "en");
    assert_eq!(land.kind, "image/svg+xml");
    assert!(land.body.contains("id=\"land\"") && land.body.contains("Natural Earth"));
}

#[test]
fn the_timeline_goes_both_ways_and_filters() {
    // What has a time stands before what has none, in both orders.
    let told = |path: &str| {
        let page = page(path, "en");
        let times = page.texts("ol.occasions li .when");
        let dated = times.iter().filter(|time| *time != "–").count();
        (dated, page.texts("ol.occasions li"))
    };
    let (dated, mut newest) = told("/timeline");
    let (_, oldest) = told("/timeline?order=oldest");
    assert!(dated >= 1 && newest.len() > dated + 2, "{newest:?}");
    assert_ne!(newest, oldest);
    newest[..dated].reverse();
    newest[dated..].reverse();
    assert_eq!(newest, oldest);
    let met = page("/timeline?predicate=met", "en");
    let told = met.texts("ol.occasions p.told");
    assert!(
        !told.is_empty() && told.iter().all(|line| line.contains("met")),
        "{told:?}"
    );
    let there = page("/timeline?place=place-pyongyang", "en");
    let told = there.texts("ol.occasions p.told");
    assert!(
        !told.is_empty() && told.iter().all(|line| line.contains("Pyongyang")),
        "{told:?}"
    );
    assert!(there.body.contains("value=\"Pyongyang\""));
    assert_eq!(page("/timeline?page=99", "en").status, 200);
}

#[test]
fn an_answer_is_a_table_with_links_to_files() {
    let answer = page(&format!("/sparql?{QUERY}"), "en");
    assert_eq!(answer.texts("main table tbody tr").len(), 3);
    assert_eq!(
        answer.texts("textarea"),
        ["SELECT ?s ?p { ?s ?p ?o } LIMIT 3"]
    );
    for (format, kind) in [
        ("csv", "text/csv"),
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
    ] {
        let link = format!("&format={format}");
        assert!(
            answer.links().iter().any(|href| href.ends_with(&link)),
            "{format}"
        );
        let file = page(&format!("/sparql?{QUERY}{link}"), "en");
        assert!(file.kind.starts_with(kind), "{}", file.kind);
        assert!(file.head.contains("attachment"), "{}", file.head);
    }
}

#[test]
fn an_error_in_a_query_is_shown_at_its_place_to_people_and_told_in_a_line_to_programs() {
    let path = "/sparql?query=SELECT%20%3Fs%0AWHERE%20%7B%20%3Fs%20%3C%20%7D";
    let shown = page(path, "en");
    assert_eq!(shown.status, 400);
    assert_eq!(shown.texts("pre.source mark").len(), 1);
    assert!(shown.body.contains("data-line=\"2\""), "{}", shown.body);
    let told = Page::get(*SAMPLE, path, "Accept: text/csv\r\n");
    assert_eq!(told.status, 400);
    assert!(told.kind.starts_with("text/plain"));
    assert!(told.body.contains("line 2"));
}
