//! The JSON-LD of a page → what it says of the article.
//!
//! Not obvious: pages hold several scripts, each an object, an array or a `@graph`, and an article may
//! refer by `@id` to a publisher in another script; a script that is no JSON is passed over.

use dom_query::Document;
use serde_json::Value;

/// Bytes of one script that is looked at.
const LONGEST: usize = 1 << 20;
/// Objects of one page that are looked at.
const MOST: usize = 2_000;
/// Authors of one article that are looked at.
const MOST_AUTHORS: usize = 10;

/// All objects of all scripts, in order.
pub(super) struct Linked {
    objects: Vec<Value>,
}

/// What the article's object says, each value as written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) date: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) section: Option<String>,
    /// Names of people and of whoever else signs.
    pub(super) authors: Vec<String>,
    /// The names of the breadcrumbs, from the front page down.
    pub(super) trail: Vec<String>,
}

impl Linked {
    pub(super) fn read(document: &Document) -> Self {
        let mut objects = Vec::new();
        for script in &document.select("script") {
            let kind = script.attr("type").unwrap_or_default().to_lowercase();
            if !kind.contains("ld+json") {
                continue;
            }
            let text = script.text();
            if let Some(value) = json(&text).filter(|_| objects.len() < MOST) {
                flatten(value, &mut objects);
            }
        }
        Self { objects }
    }

    /// What is said of the article whose headline or address is among `known`, else of the first one.
    pub(super) fn article(&self, known: &[&str]) -> Told {
        let articles = || self.objects.iter().filter(|object| is_article(object));
        let is_known = |object: &&Value| {
            let told = [string(&object["headline"]), Self::url(object)];
            told.iter()
                .flatten()
                .any(|told| known.contains(&told.as_str()))
        };
        let page = || {
            self.objects
                .iter()
                .find(|object| has_type(object, |kind| kind == "WebPage"))
        };
        let Some(object) = articles()
            .find(is_known)
            .or_else(|| articles().next())
            .or_else(page)
        else {
            return Told {
                trail: self.trail(),
                ..Told::default()
            };
        };
        let headline = string(&object["headline"]).or_else(|| string(&object["name"]));
        let outlet = ["publisher", "sourceOrganization"];
        Told {
            title: headline,
            url: Self::url(object),
            outlet: outlet.iter().find_map(|key| self.name(&object[*key])),
            date: ["datePublished", "dateCreated"]
                .iter()
                .find_map(|key| string(&object[*key])),
            modified: string(&object["dateModified"]),
            section: string(&object["articleSection"]),
            authors: self.authors(object),
            trail: self.trail(),
            language: string(&object["inLanguage"])
                .or_else(|| string(&object["inLanguage"]["alternateName"])),
        }
    }

    fn authors(&self, object: &Value) -> Vec<String> {
        let told = ["author", "creator"]
            .iter()
            .map(|key| &object[*key])
            .find(|value| !value.is_null());
        match told {
            Some(Value::Array(authors)) => {
                let few = authors.iter().take(MOST_AUTHORS);
                few.filter_map(|author| self.name(author)).collect()
            }
            Some(author) => self.name(author).into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn trail(&self) -> Vec<String> {
        let list = |object: &&Value| has_type(object, |kind| kind == "BreadcrumbList");
        let items = self
            .objects
            .iter()
            .find(list)
            .and_then(|list| list["itemListElement"].as_array());
        let name = |item: &Value| string(&item["name"]).or_else(|| string(&item["item"]["name"]));
        items
            .map(|items| items.iter().filter_map(name).collect())
            .unwrap_or_default()
    }

    fn url(object: &Value) -> Option<String> {
        let page = &object["mainEntityOfPage"];
        let told = [&page["@id"], page, &object["url"]];
        told.into_iter()
            .filter_map(string)
            .find(|url| url.starts_with("http"))
    }

    /// The name of an organisation, given in place, by its identifier, or as a mere string.
    fn name(&self, value: &Value) -> Option<String> {
        let value = value.get(0).unwrap_or(value);
        let id = &value["@id"];
        let same =
            |object: &&Value| !id.is_null() && object["@id"] == *id && object["name"].is_string();
        let referred = || {
            self.objects
                .iter()
                .find(same)
                .and_then(|object| string(&object["name"]))
        };
        string(value)
            .or_else(|| string(&value["name"]))
            .or_else(referred)
    }
}

fn string(value: &Value) -> Option<String> {
    let value = value.get(0).unwrap_or(value);
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn is_article(object: &Value) -> bool {
    has_type(object, |kind| {
        kind.ends_with("Article") || kind.ends_with("BlogPosting")
    })
}

fn has_type(object: &Value, fits: impl Fn(&str) -> bool) -> bool {
    let fits = |value: &Value| value.as_str().is_some_and(&fits);
    match &object["@type"] {
        Value::Array(kinds) => kinds.iter().any(fits),
        kind => fits(kind),
    }
}

/// Arrays and graphs opened; the parser bounds how deep they can be.
fn flatten(value: Value, objects: &mut Vec<Value>) {
    if objects.len() >= MOST {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| flatten(value, objects)),
        Value::Object(mut object) => {
            let graph = object.remove("@graph");
            objects.push(Value::Object(object));
            if let Some(graph) = graph {
                flatten(graph, objects);
            }
        }
        _ => {}
    }
}

/// The script as JSON; where it is none, with its commonest faults mended.
fn json(script: &str) -> Option<Value> {
    let script = unwrapped(script).trim_end_matches(';');
    if script.len() > LONGEST {
        return None;
    }
    serde_json::from_str(script)
        .ok()
        .or_else(|| serde_json::from_str(&mended(script)).ok())
}

/// The script without the comment signs that hide it from other readers, `//<![CDATA[` and `<!--`.
fn unwrapped(script: &str) -> &str {
    let mut script = script.trim();
    for (open, close) in [
        ("//<![CDATA[", "//]]>"),
        ("<![CDATA[", "]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("<!--", "-->"),
    ] {
        if let Some(inner) = script.strip_prefix(open) {
            script = inner.trim();
            script = script.strip_suffix(close).unwrap_or(script).trim();
        }
    }
    script
}

/// Line breaks within strings as spaces, and no comma before a closing bracket.
fn mended(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in script.chars() {
        let c = if c.is_control() { ' ' } else { c };
        if !quoted && matches!(c, '}' | ']') {
            out.truncate(out.trim_end_matches([' ', ',']).len());
        }
        out.push(c);
        quoted ^= c == '"' && !escaped;
        escaped = quoted && c == '\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(html: &str, known: &[&str]) -> Told {
        Linked::read(&Document::from(html)).article(known)
    }

    fn script(json: &str) -> String {
        format!("<script type='application/ld+json'>{json}</script>")
    }

    #[test]
    fn an_array_a_graph_and_a_reference() {
        let html = script(
            r#"[{"@type": "WebSite", "name": "x"}, {"@type": ["Thing", "NewsArticle"], "headline": "Kapal", "publisher": {"name": "Suara"}}]"#,
        );
        assert_eq!(told(&html, &[]).outlet.as_deref(), Some("Suara"));
        let html = script(
            r##"{"@graph": [{"@type": "NewsArticle", "headline": "Kapal", "mainEntityOfPage": {"@id": "https://a.id/1"}, "publisher": {"@id": "#o"}}]}"##,
        ) + &script(r##"{"@type": "Organization", "@id": "#o", "name": "Suara"}"##);
        let told = told(&html, &[]);
        assert_eq!(
            (told.outlet.as_deref(), told.url.as_deref()),
            (Some("Suara"), Some("https://a.id/1"))
        );
    }

    #[test]
    fn broken_scripts_are_mended_or_passed_over() {
        let html = script("{\"@type\": oops}")
            + &script("{\"@type\": \"NewsArticle\", \"headline\": \"Kapal\n\\\"Satu\\\"\",\n}");
        assert_eq!(told(&html, &[]).title.as_deref(), Some("Kapal \"Satu\""));
        let html =
            script("//<![CDATA[\n{\"@type\": \"NewsArticle\", \"headline\": \"Kapal\"}\n//]]>");
        assert_eq!(told(&html, &[]).title.as_deref(), Some("Kapal"));
        assert_eq!(told(&script(&"[".repeat(100_000)), &[]), Told::default());
    }

    #[test]
    fn the_known_headline_chooses() {
        let html = script(
            r#"[{"@type": "NewsArticle", "headline": "Lain"}, {"@type": "NewsArticle", "headline": "Kapal", "datePublished": "2024-10-28"}]"#,
        );
        assert_eq!(told(&html, &["Kapal"]).date.as_deref(), Some("2024-10-28"));
        assert_eq!(told(&html, &[]).title.as_deref(), Some("Lain"));
    }
}
