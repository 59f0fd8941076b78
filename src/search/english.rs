//! Words of English that are no names: what they sound like in Arabic is nothing that anybody meant.
//!
//! The small words (but `us`, the country), and the usual ones of news that Arabic has not borrowed. Words that are also names of people
//! or places (`will`, `may`, `long`) are not among them, nor are those that stand in names (`united`, `bank`).

const WORDS: &str = "am an as at be by do go he if in is it me my no of on or so to up we \
    about above after again against agreement almost also although always among and another any are army \
    around article attack because been before behind being below between both building business but \
    century child children church city climate company conflict could country crisis daily death defence \
    defense development director disease does during each east eastern economic economy education either \
    election elections else employees energy enough environment even events ever every exports family \
    father few fighting first floods food football for forces foreign freedom from future game goals \
    government growth had has have having health here him history hospital house how human hundreds \
    imports industry inflation international interview into island issue its judge just killed language \
    last leader leaders least less local many match meeting member members migrants million minister \
    ministers ministry money more morning most mother mountain movie much national negotiations neither \
    never next night nor north northern not now number off official officials often once only opinion \
    opposition other our out over own parliament peace people percent person place players police policy \
    power president press price prices problem protest protests public question refugees region \
    relations report reports rights river same school schools science security sentence services she \
    should since sister society soldiers some south southern speech state statement still street strike \
    students success such summit support teacher teachers technology than that the their them then there \
    these they this those thousands through title today tomorrow trade travel treaty trial troops truth \
    under university until upon very victory village violence vote war was water weapons weather week \
    weekend were west western what when where whether which while who whom whose why winner with within \
    without woman women workers world would writer year years yesterday yet you your";

/// Whether a folded Latin word is no name.
pub(super) fn is_no_name(word: &str) -> bool {
    WORDS.split_ascii_whitespace().any(|known| known == word)
}
