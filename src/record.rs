//! The public record: what extraction says of one document, as one JSON object a line.
//!
//! Every later stage reads only this, so that reading (a stateless map over documents) can run
//! anywhere and the graph (a reduce) can be built from records of many runs. Offsets count Unicode
//! scalar values of the document's text as given, from 0, `end` exclusive. Where that text was damaged, quotes show
//! the damage, while names, roles and the words of quantities are repaired.

use serde::{Deserialize, Serialize};

pub mod fingerprint;

pub use fingerprint::Fingerprint;

/// Version of the record format; a store of a newer one is refused.
pub const VERSION: u32 = 1;

/// What is said of one document. Written as one line of JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Path or URL of the input, or the document's own `id` where one file holds many.
    pub document: String,
    /// Day of publication, `YYYY-MM-DD`; `None` where the text does not tell.
    pub published: Option<String>,
    /// Name of the outlet as the page gives it.
    pub outlet: Option<String>,
    /// Address of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// BCP 47 tag, `id` for Indonesian.
    pub language: String,
    /// What else the page tells of itself.
    #[serde(flatten)]
    pub details: Details,
    /// SHA-256 of the document's text as given, lower-case hexadecimal.
    pub sha256: String,
    /// What copies of its news are known by; `None` for a text of a few words and in older records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<Fingerprint>,
    /// Who and what the document names, in order of first mention.
    pub entities: Vec<Entity>,
    /// Stretches of text that somebody is reported to have said, in order.
    pub speech: Vec<Speech>,
    /// The statements read from it, in order of evidence.
    pub statements: Vec<Statement>,
    /// Triggers that gave nothing, each with the reason.
    #[serde(default)]
    pub refusals: Vec<Refusal>,
}

/// What a page tells of itself beyond title, outlet and day; nothing of it becomes an entity or a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Who wrote it, in order; editors are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The moment of publication, `2024-10-28T19:04:00+07:00`, without the zone where the page names none;
    /// `None` where it gives no time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
    /// When it was last changed, a day or a moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The section of the outlet, as the page names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The place that the dateline names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
}

/// The coarse kinds of thing that news is about (GUIDELINES of the evaluation).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityType {
    /// A named individual.
    Person,
    /// A sovereign state or its government acting.
    State,
    /// Ministry, agency, party, company, medium, international body, armed group.
    Organization,
    /// A body of troops or personnel not named as an institution.
    Force,
    /// City, region, sea, base, building as a location.
    Place,
    /// An agreement, pact, law, resolution, plan as an instrument.
    Treaty,
    /// A named or definite occasion that others take part in.
    Event,
    /// Weapon, munition, military system.
    Weapon,
}

impl EntityType {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::State,
        Self::Organization,
        Self::Force,
        Self::Place,
        Self::Treaty,
        Self::Event,
        Self::Weapon,
    ];

    /// The term as records and the ontology write it, `"Person"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::State => "State",
            Self::Organization => "Organization",
            Self::Force => "Force",
            Self::Place => "Place",
            Self::Treaty => "Treaty",
            Self::Event => "Event",
            Self::Weapon => "Weapon",
        }
    }

    /// Whether it can act: Person, State, Organization, Force.
    #[must_use]
    pub fn is_actor(self) -> bool {
        matches!(
            self,
            Self::Person | Self::State | Self::Organization | Self::Force
        )
    }
}

impl std::fmt::Display for EntityType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A stretch of the document with its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The text between, copied exactly.
    pub text: String,
}

/// One thing that the document names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// `{type}-{slug}`, the same in every document where the names file knows it.
    pub id: String,
    /// What kind of thing.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Canonical name of the names file, else the fullest form in the text.
    pub name: String,
    /// English name, where the names file has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
    /// Confirmed Wikidata identifier, `Q884`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Where the text names it, in order.
    pub mentions: Vec<Quote>,
}

/// A stretch that somebody is reported to have said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Speech {
    /// Entity id of the speaker; `None` where the text gives none.
    pub speaker: Option<String>,
    /// The word or words that attribute it.
    pub cue: Quote,
    /// What was said; `text` is left out of the JSON.
    pub content: Stretch,
    /// Quoted (`true`) or reported in the writer's words.
    pub direct: bool,
}

/// A stretch of the document without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stretch {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// One statement: who did what to whom, where, when, how many, and who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Entity id; `None` only where the predicate allows it.
    pub subject: Option<String>,
    /// A term of `ontology/predicates.tsv`, `deployedTo`.
    pub predicate: String,
    /// Entity id.
    pub object: Option<String>,
    /// Entity id of where it happened.
    pub place: Option<String>,
    /// Entity id of what was supplied.
    pub item: Option<String>,
    /// Entity id of what a figure counts.
    pub about: Option<String>,
    /// The post as written, `Menteri Luar Negeri`.
    pub role: Option<String>,
    /// EDTF of when it happened.
    pub time: Option<String>,
    /// How many.
    pub quantity: Option<Quantity>,
    /// Whether the text says it is so or not so.
    pub polarity: Polarity,
    /// Whether it happened, is planned, is possible, is asked for.
    pub modality: Modality,
    /// Entity ids of those who vouch for it; empty where the article itself asserts it.
    pub sources: Vec<String>,
    /// The act by which the source vouches: `said`, `denied`, `estimated` …
    pub reporting: Option<String>,
    /// How sure the rules are, 0 to 1: the share of such statements that proved right.
    pub confidence: f64,
    /// The sentence or clause it stands on.
    pub evidence: Quote,
    /// The word that gave it.
    pub trigger: Stretch,
}

/// Affirmed or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// The text says it is so.
    Affirmed,
    /// The text says it is not so, or someone denies it.
    Denied,
}

/// How real it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Happened, is so.
    Actual,
    /// Announced, intended.
    Planned,
    /// Held possible, feared, believed.
    Possible,
    /// Asked for, ordered.
    Requested,
}

impl Polarity {
    /// `"affirmed"` or `"denied"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Denied => "denied",
        }
    }
}

impl Modality {
    /// `"actual"`, `"planned"`, `"possible"` or `"requested"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Requested => "requested",
        }
    }
}

/// A number with its bounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Lower bound, `None` where there is none.
    pub min: Option<f64>,
    /// Upper bound, `None` where there is none.
    pub max: Option<f64>,
    /// What it counts: `troops`, `killed`, `money` …
    pub unit: String,
    /// Said to be rough (`sekitar`, `ribuan`).
    pub approximate: bool,
    /// The words, `lebih dari 11.000 tentara`.
    pub text: String,
    /// ISO 4217 code, with the unit `money`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The noun counted, with the unit `count`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// A trigger that gave no statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The word that promised one.
    pub trigger: Quote,
    /// The predicate that it would have given.
    pub predicate: String,
    /// Reason code: `no-subject`, `no-object`, `wrong-type`, `unresolved-pronoun`, `question` …
    pub reason: String,
}
