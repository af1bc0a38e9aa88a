//! The terms that quads are made of, one constant each.
//!
//! Only the terms that Rust itself writes stand here. Predicates (`met`, `deployedTo`) and classes
//! of occurrences are data: they come from records and from `ontology/simpul.ttl`. A test keeps
//! this file and that one in step.

use oxigraph::model::NamedNodeRef;

/// Namespace of the Simpul ontology.
pub const SIMPUL: &str = "https://simpul.dev/ontology#";

/// Prefixes that every Turtle file and every query begins with, sorted.
pub const PREFIXES: [(&str, &str); 10] = [
    ("oa", "http://www.w3.org/ns/oa#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("simpul", SIMPUL),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Declares a module of constants in one namespace, and the list of them all.
macro_rules! terms {
    ($(#[$about:meta])* $module:ident in $namespace:literal {
        $($(#[$doc:meta])* $constant:ident = $local:literal;)*
    }) => {
        $(#[$about])*
        pub mod $module {
            use super::NamedNodeRef;

            $($(#[$doc])*
            pub const $constant: NamedNodeRef<'_> =
                NamedNodeRef::new_unchecked(concat!($namespace, $local));)*

            /// Every term of this module, in order.
            pub const ALL: &[NamedNodeRef<'_>] = &[$($constant),*];
        }
    };
}

terms! {
/// Classes of the Simpul ontology.
class in "https://simpul.dev/ontology#" {
    /// Anything that the news names and that claims can be about.
    ENTITY = "Entity";
    /// An entity that can act: a person, a state, an organisation or a force.
    ACTOR = "Actor";
    /// A named individual.
    PERSON = "Person";
    /// A sovereign state, or its government acting.
    STATE = "State";
    /// A ministry, agency, party, company, medium, international body or armed group.
    ORGANIZATION = "Organization";
    /// A body of troops or personnel that is not named as an institution.
    FORCE = "Force";
    /// A city, region, sea, base or building, taken as a location.
    PLACE = "Place";
    /// An agreement, pact, law, resolution or plan, taken as an instrument.
    TREATY = "Treaty";
    /// A definite occasion that others take part in, such as a war, a summit or an election.
    EVENT = "Event";
    /// A weapon, a munition or a military system.
    WEAPON = "Weapon";
    /// The medium that publishes a document.
    OUTLET = "Outlet";
    /// One article as it was read; its text is fixed by a hash.
    DOCUMENT = "Document";
    /// A stretch of a document on which a claim stands, with its words and its place in the text.
    EVIDENCE = "Evidence";
    /// One statement of one document: who did what to whom, where, when, how many, and who
    /// vouches for it.
    CLAIM = "Claim";
    /// What several claims say in common, whoever says it.
    PROPOSITION = "Proposition";
    /// A stretch of a document that somebody is reported to have said.
    SPEECH = "Speech";
    /// Something that asserted and actual claims say has happened; its kind follows from the
    /// predicate.
    OCCURRENCE = "Occurrence";
    /// Whether a claim says that something is so or is not so.
    POLARITY = "Polarity";
    /// How real a claim takes its content to be.
    MODALITY = "Modality";
    /// The act by which a claimant vouches for a claim.
    SPEECH_ACT = "SpeechAct";
    /// What a figure counts.
    UNIT = "Unit";
}}

terms! {
/// Properties of the Simpul ontology that are no predicates of claims.
property in "https://simpul.dev/ontology#" {
    /// The broadest relation between two entities; every predicate of claims is narrower. As a
    /// plain triple between entities it is projected from claims that are affirmed and actual.
    RELATED_TO = "relatedTo";
    /// The class of what happened when a claim with this predicate is affirmed and actual.
    EVENT_CLASS = "eventClass";
    /// Whether it is said to be so or not so.
    POLARITY = "polarity";
    /// Whether it happened, is planned, is possible or is asked for.
    MODALITY = "modality";
    /// The act by which the claimant vouches for the claim.
    SPEECH_ACT = "speechAct";
    /// Who vouches for the claim; absent where the article itself asserts it.
    CLAIMANT = "claimant";
    /// The outlet whose document carries the claim.
    REPORTED_BY = "reportedBy";
    /// The document in which it stands.
    IN_DOCUMENT = "inDocument";
    /// The day on which the document was published.
    PUBLISHED_ON = "publishedOn";
    /// Lower bound of the figure; absent where there is none.
    QUANTITY_MIN = "quantityMin";
    /// Upper bound of the figure; absent where there is none.
    QUANTITY_MAX = "quantityMax";
    /// What the figure counts, as a unit.
    QUANTITY_UNIT = "quantityUnit";
    /// Whether the text says that the figure is rough.
    APPROXIMATE = "approximate";
    /// The words that give the figure.
    QUANTITY_TEXT = "quantityText";
    /// ISO 4217 code of an amount of money.
    QUANTITY_CURRENCY = "quantityCurrency";
    /// The noun that the figure counts where no unit fits.
    QUANTITY_OF = "quantityOf";
    /// Where it happened, as the claim has it.
    PLACE = "place";
    /// When it happened, in Extended Date/Time Format.
    TIME = "time";
    /// The post, as written.
    ROLE = "role";
    /// What was supplied.
    ITEM = "item";
    /// What a figure counts, as an entity.
    ABOUT = "about";
    /// The occurrence that the claim or proposition reports.
    ABOUT_EVENT = "aboutEvent";
    /// Share of such readings that proved right, from 0 to 1.
    CONFIDENCE = "confidence";
    /// The stretch of text on which the claim stands.
    EVIDENCE = "evidence";
    /// First code point, in the document, of the word that gave the claim.
    TRIGGER_START = "triggerStart";
    /// One past the last code point of the word that gave the claim.
    TRIGGER_END = "triggerEnd";
    /// What the claim says in common with others.
    PROPOSITION = "proposition";
    /// How many claimants, or outlets where the article itself asserts it, stand behind the
    /// proposition; repeats of one source count once.
    INDEPENDENT_SOURCES = "independentSources";
    /// This claim says the same as the other, from another source.
    CONFIRMS = "confirms";
    /// One of the two claims affirms what the other denies.
    DISPUTES = "disputes";
    /// The two claims give figures for the same measure, or places or days of the same occasion,
    /// that cannot both hold, from different claimants.
    CONFLICTS_WITH = "conflictsWith";
    /// This claim is a later figure of the same claimant for the same measure.
    REVISES = "revises";
    /// The text tells the same story in the same words as the other document, which is the first of
    /// all that do.
    NEAR_DUPLICATE_OF = "nearDuplicateOf";
    /// This proposition tells what became of the plan or request that the other tells of.
    OUTCOME_OF = "outcomeOf";
    /// Hash of the document's text as given, in lower-case hexadecimal.
    SHA256 = "sha256";
    /// A document that names the entity.
    MENTIONED_IN = "mentionedIn";
    /// Who is reported to have said it; absent where the text does not tell.
    SPEAKER = "speaker";
    /// The word or words that attribute the speech.
    CUE = "cue";
    /// Whether it is quoted, or told in the writer's words.
    DIRECT = "direct";
    /// The actor from whom the occurrence comes.
    INITIATOR = "initiator";
    /// What or whom the occurrence is directed at.
    TARGET = "target";
    /// Where the occurrence took place.
    LOCATION = "location";
    /// An actor that takes part on equal terms.
    PARTICIPANT = "participant";
}}

terms! {
/// Web Annotation vocabulary: where evidence stands.
oa in "http://www.w3.org/ns/oa#" {
    /// A part of a source, picked out by selectors.
    SPECIFIC_RESOURCE = "SpecificResource";
    /// A selector by first and last position.
    TEXT_POSITION_SELECTOR = "TextPositionSelector";
    /// A selector by the words themselves.
    TEXT_QUOTE_SELECTOR = "TextQuoteSelector";
    /// What the part is of.
    HAS_SOURCE = "hasSource";
    /// How it is picked out.
    HAS_SELECTOR = "hasSelector";
    /// First code point, from 0.
    START = "start";
    /// One past the last code point.
    END = "end";
    /// The words.
    EXACT = "exact";
}}

terms! {
/// Simple Event Model: bounds of vague times.
sem in "http://semanticweb.cs.vu.nl/2009/11/sem/" {
    /// First day on which it may have begun.
    EARLIEST_BEGIN = "hasEarliestBeginTimeStamp";
    /// Last day on which it may have begun.
    LATEST_BEGIN = "hasLatestBeginTimeStamp";
    /// First day on which it may have ended.
    EARLIEST_END = "hasEarliestEndTimeStamp";
    /// Last day on which it may have ended.
    LATEST_END = "hasLatestEndTimeStamp";
}}

terms! {
/// schema.org: what a document is.
schema in "https://schema.org/" {
    /// A piece of news.
    NEWS_ARTICLE = "NewsArticle";
    /// A medium.
    NEWS_MEDIA_ORGANIZATION = "NewsMediaOrganization";
    /// Its title.
    HEADLINE = "headline";
    /// The name under which it was read: a path, an address or an identifier.
    IDENTIFIER = "identifier";
    /// Its address.
    URL = "url";
    /// Its outlet.
    PUBLISHER = "publisher";
    /// Its day.
    DATE_PUBLISHED = "datePublished";
    /// Its last change.
    DATE_MODIFIED = "dateModified";
    /// Who wrote it, a name.
    AUTHOR = "author";
    /// Its section.
    ARTICLE_SECTION = "articleSection";
    /// The place of its dateline, a name.
    LOCATION_CREATED = "locationCreated";
    /// Its language, a BCP 47 tag.
    IN_LANGUAGE = "inLanguage";
}}

terms! {
/// SKOS: names, and what is the same elsewhere.
skos in "http://www.w3.org/2004/02/skos/core#" {
    /// The name to show.
    PREF_LABEL = "prefLabel";
    /// Another form.
    ALT_LABEL = "altLabel";
    /// The same thing elsewhere.
    EXACT_MATCH = "exactMatch";
}}
