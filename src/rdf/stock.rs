//! The stock queries of `ontology/queries/`, compiled in: questions that most readers have.
//!
//! A query is a file that begins with the question it answers, once in each language:
//! `# en: …` and `# id: …`. To add one, add the file and its line below.

use oxigraph::model::Literal;

/// A query that comes with Simpul.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// Its name on the command line, the file's name without `.rq`.
    pub name: &'static str,
    /// SPARQL.
    pub text: &'static str,
}

impl Stock {
    /// The question in English.
    #[must_use]
    pub fn english(&self) -> &'static str {
        self.question("# en: ")
    }

    /// The question in Indonesian.
    #[must_use]
    pub fn indonesian(&self) -> &'static str {
        self.question("# id: ")
    }

    /// The query about these names instead of the one that stands in it; `None` where it asks about no name.
    ///
    /// ```
    /// let about = simpul::rdf::stock::get("everything-about").unwrap();
    /// assert!(about.naming(&["Kim Jong Un".to_owned()]).unwrap().contains("{ \"kim jong un\" }"));
    /// assert!(simpul::rdf::stock::get("timeline").unwrap().naming(&[]).is_none());
    /// ```
    #[must_use]
    pub fn naming(&self, names: &[String]) -> Option<String> {
        const BEFORE: &str = "VALUES ?name {";
        let (head, rest) = self.text.split_once(BEFORE)?;
        let (_, tail) = rest.split_once('}')?;
        // As the query compares: the label's form in lower case. `Literal` writes the escapes of SPARQL.
        let names = names.iter().map(|name| Literal::from(name.to_lowercase()));
        let names: Vec<String> = names.map(|name| name.to_string()).collect();
        Some(format!("{head}{BEFORE} {} }}{tail}", names.join(" ")))
    }

    fn question(&self, tag: &str) -> &'static str {
        let mut head = self.text.lines().take(2);
        head.find_map(|line| line.strip_prefix(tag))
            .unwrap_or_default()
    }
}

/// One entry a file, sorted by name.
macro_rules! stock {
    ($($name:literal)*) => {
        &[$(Stock {
            name: $name,
            text: include_str!(concat!("../../ontology/queries/", $name, ".rq")),
        }),*]
    };
}

const STOCK: &[Stock] = stock![
    "denials"
    "disagreements"
    "documents"
    "estimates"
    "everything-about"
    "most-corroborated"
    "near-duplicates"
    "outlet-alone"
    "place-timeline"
    "planned"
    "plans"
    "roles"
    "single-source"
    "speaker-chains"
    "timeline"
    "treaties"
    "who-met-whom"
    "who-says-what"
    "who-sent-what-where"
    "without-date"
];

/// All stock queries, sorted by name.
#[must_use]
pub fn list() -> &'static [Stock] {
    STOCK
}

/// The stock query of that name.
///
/// ```
/// let query = simpul::rdf::stock::get("who-met-whom").map(|query| query.english());
/// assert_eq!(query, Some("Who met whom, where and when, and who says so?"));
/// ```
#[must_use]
pub fn get(name: &str) -> Option<&'static Stock> {
    STOCK.iter().find(|query| query.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_query_begins_with_its_question_in_both_languages() {
        for query in list() {
            assert!(query.english().ends_with('?'), "{}", query.name);
            assert!(query.indonesian().ends_with('?'), "{}", query.name);
        }
        assert!(list().is_sorted_by_key(|query| query.name));
    }
}
