//! What holds for every page: well-formed, nothing inline, nothing from elsewhere, usable without sight or mouse.

use std::collections::BTreeSet;

use super::client::Page;

/// Fails the test where a page is not sound.
pub(super) fn check(page: &Page, language: &str) {
    let dom = page.dom();
    let path = &page.path;
    let count = |selector: &str| dom.select(selector).iter().count();
    let errors = dom.errors.borrow();
    assert!(errors.is_empty(), "{path}: {errors:?}");

    // The policy of the server forbids what is inline; nothing is fetched from elsewhere.
    assert_eq!(
        count("style, [style], iframe, object, embed, base, form[action^='http']"),
        0,
        "{path}"
    );
    let scripts = dom.select("script");
    let sources: Vec<_> = scripts
        .iter()
        .map(|script| script.attr("src").unwrap().to_string())
        .collect();
    assert!(
        sources.iter().all(|source| source.starts_with("/assets/")),
        "{path}: {sources:?}"
    );
    for element in &dom.select("*") {
        for attribute in element.attrs() {
            let (name, value): (&str, &str) = (&attribute.name.local, &attribute.value);
            assert!(!name.starts_with("on"), "{path}: {name}");
            let fetches = ["src", "srcset", "poster", "data", "action"].contains(&name);
            assert!(!fetches || value.starts_with('/'), "{path}: {name}={value}");
        }
    }
    for link in &dom.select("a[href]") {
        let href = link.attr("href").unwrap();
        let own = href.starts_with('/') || href.starts_with('#') || href.starts_with('?');
        let web = href.starts_with("https://") || href.starts_with("http://");
        let hidden = link
            .attr("rel")
            .is_some_and(|rel| rel.contains("noreferrer"));
        assert!(
            (own && !href.starts_with("//")) || (web && hidden),
            "{path}: {href}"
        );
    }

    // For a reader who does not see the page.
    assert_eq!(
        dom.select("html").attr("lang").as_deref(),
        Some(language),
        "{path}"
    );
    assert_eq!(
        (count("h1"), count("main"), count("head > title")),
        (1, 1, 1),
        "{path}"
    );
    assert_eq!(count("th:not([scope])"), 0, "{path}");
    let ids: Vec<_> = dom
        .select("[id]")
        .iter()
        .map(|one| one.attr("id").unwrap())
        .collect();
    assert_eq!(
        ids.len(),
        ids.iter().collect::<BTreeSet<_>>().len(),
        "{path}: an id stands twice"
    );
    for input in &dom.select("input, textarea, select") {
        let id = input.attr("id").unwrap();
        let labelled =
            count(&format!("label[for='{id}']")) == 1 || input.attr("aria-label").is_some();
        assert!(labelled, "{path}: {id} has no label");
    }
    for picture in &dom.select("svg") {
        let told = picture.attr("aria-label").is_some() || picture.attr("aria-hidden").is_some();
        let told = told
            || picture
                .ancestors(None)
                .iter()
                .any(|around| around.attr("aria-label").is_some());
        assert!(told, "{path}: a picture without words");
    }
    for words in &dom.select("a") {
        let told = words.attr("aria-label").is_some() || !words.text().trim().is_empty();
        assert!(told, "{path}: a link without words");
    }
}
