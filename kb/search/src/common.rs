//! Words that every text of a language is full of.
//!
//! In a large library counting shows which words tell nothing; among five answers `do I … my`
//! looks as rare as `address`. So these words count as common from the first answer on.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::language::Language;
use crate::words::Words;

const COMMON: [(&str, &str); 4] = [
    (
        "en",
        "a about all also am an and any are aren't as at be been being but by can can't could \
         couldn't did didn't do does doesn't doing don't for from get got had has hasn't have \
         haven't having he hello her here hey hi him his how i i'd i'll i'm i've if in into is \
         isn't it it's its just let like me more most my of on or our please she should so some \
         still than thank thanks that that's the their them then there these they this those to \
         too u us very want was wasn't we were what what's which will with won't would you your",
    ),
    (
        "de",
        "aber alle als also am an auch auf aus bei bin bis bist bitte da danke dann das dass dem \
         den der des die dies diese diesem diesen dieser dieses doch du durch ein eine einem einen \
         einer eines er es euch euer für habe haben hallo hat hatte hier ich ihr ihre ihren im in \
         ist ja jetzt kann kein keine können man mein meine meinem meinen meiner mich mir mit muss \
         nach nicht noch nur oder ohne schon sehr sein sich sie sind so um und uns unser vom von \
         was wenn werden wie wieder wir wird zu zum zur",
    ),
    (
        "es",
        "a al algo como con cual de del desde el ella en es esta estar este esto estoy favor \
         gracias ha hay he hola la las le les lo los mas me mi mis muy necesito no nos o para pero \
         por porque puede puedo que quiero se si sin sobre son su sus también te tengo tiene tu un \
         una unos y ya yo",
    ),
    (
        "fr",
        "a ai alors au aussi aux avec avez avoir bonjour ce ces cette comment dans de des du elle \
         en est et être eu fait il ils j je la le les leur lui ma mais me merci mes moi mon ne nos \
         notre nous on ont ou par pas peut peux plus pour qu que qui sa sans se ses si son sont \
         sur ta te tes toi ton tu un une vos votre vous y",
    ),
];

/// The stems of the common words, by language.
static STEMS: LazyLock<Vec<(Language, HashSet<String>)>> = LazyLock::new(|| {
    let stems = |language: Language, words: &str| -> HashSet<String> {
        Words::stemmed(language).of(words).into_iter().map(|word| word.term).collect()
    };
    COMMON
        .into_iter()
        .map(|(code, words)| (Language::by_code(code), stems(Language::by_code(code), words)))
        .collect()
});

/// Whether a stem is that of a common word of the language.
pub(crate) fn is_common(language: Language, stem: &str) -> bool {
    STEMS.iter().any(|(known, stems)| *known == language && stems.contains(stem))
}
