//! Dataset → what breaks the shapes of `ontology/`: one [`Violation`] a rule and node.

use std::fmt;

use oxigraph::model::Term;

use super::query::{Answer, QueryOptions};
use super::shapes::{self, Rule};
use super::{Dataset, RdfError};

/// A node that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: &'static Rule,
    /// The node that the rule is about.
    pub node: Term,
    /// The value at fault, where the rule can point at one.
    pub value: Option<Term>,
}

/// `Claim-confidence maxInclusive <node>: needs one confidence from 0 to 1 (2.5)`.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rule {
            shape,
            construct,
            message,
            ..
        } = self.rule;
        write!(f, "{shape} {construct} {}: {message}", self.node)?;
        match &self.value {
            Some(value) => write!(f, " ({value})"),
            None => Ok(()),
        }
    }
}

impl Dataset {
    /// Everything that breaks a rule, sorted by rule and node; nothing where all is sound.
    ///
    /// ```
    /// use simpul::{graph::Graph, rdf};
    ///
    /// let data = rdf::Dataset::new(&Graph::default(), &rdf::Base::default())?;
    /// data.load("a.ttl", "<a:b> a <https://simpul.dev/ontology#Claim> .".as_bytes())?;
    /// let found = data.validate()?;
    /// assert!(found.iter().any(|v| v.rule.shape == "Claim-evidence"));
    /// # Ok::<(), rdf::RdfError>(())
    /// ```
    pub fn validate(&self) -> Result<Vec<Violation>, RdfError> {
        let found: Result<Vec<_>, _> = shapes::rules()
            .iter()
            .map(|rule| self.check(rule))
            .collect();
        Ok(found?.concat())
    }

    /// What breaks one rule, sorted by node.
    pub fn check(&self, rule: &'static Rule) -> Result<Vec<Violation>, RdfError> {
        let Answer::Solutions { rows, .. } = self.query(&rule.query, &QueryOptions::default())?
        else {
            return Ok(Vec::new());
        };
        let violation = |row: Vec<Option<Term>>| {
            let mut cells = row.into_iter();
            let node = cells.next().flatten()?;
            Some(Violation {
                rule,
                node,
                value: cells.next().flatten(),
            })
        };
        let mut found: Vec<Violation> = rows.into_iter().filter_map(violation).collect();
        found.sort_by_cached_key(ToString::to_string);
        Ok(found)
    }
}
