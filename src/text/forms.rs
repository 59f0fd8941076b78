//! Arabic presentation forms: which glyph a letter takes in which place of its word.
//!
//! The table is `UnicodeData`'s `<isolated>`, `<final>`, `<initial>` and `<medial>` decompositions of single
//! letters, turned round. Ligatures are not in it, but for the mandatory lam-alef: the others are one cell
//! wide and unreadable in a terminal. It knows nothing of neighbours: that is [`super::joining`].
//!
//! *Invariant:* rows are sorted by letter.

/// The forms of a letter: isolated, final, initial, medial; `\0` where there is none. The index is
/// [`super::joining::Form`]'s bits: 1 = joined to the letter before, 2 = joined to the letter after.
type Forms = [char; 4];

/// The glyph of a letter in the place said by `joined` (see [`Forms`]); the letter itself where it has none.
pub(super) fn glyph(letter: char, joined: u8) -> char {
    let Ok(row) = FORMS.binary_search_by_key(&letter, |&(letter, _)| letter) else { return letter };
    match FORMS[row].1[usize::from(joined & 3)] {
        '\0' => letter,
        form => form,
    }
}

/// The ligature of lam and this alef; `joined` says whether the lam is joined to the letter before.
pub(super) fn lam_alef(alef: char, joined: bool) -> Option<char> {
    let (isolated, joined_form) = match alef {
        'آ' => ('\u{FEF5}', '\u{FEF6}'),
        'أ' => ('\u{FEF7}', '\u{FEF8}'),
        'إ' => ('\u{FEF9}', '\u{FEFA}'),
        'ا' => ('\u{FEFB}', '\u{FEFC}'),
        _ => return None,
    };
    Some(if joined { joined_form } else { isolated })
}

/// On which sides something joins, in reading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joins {
    /// To what stands before it.
    pub before: bool,
    /// To what stands after it.
    pub after: bool,
}

/// How a presentation form is joined, and how its letter can be. None for what is no form.
pub fn joins(form: char) -> Option<(Joins, Joins)> {
    let able = |before, after| Joins { before, after };
    if matches!(form, '\u{FEF5}'..='\u{FEFC}') {
        // Lam-alef: the final forms are the even code points.
        return Some((able((form as u32).is_multiple_of(2), false), able(true, false)));
    }
    let place = place(form)?;
    let (forms, joined) = (FORMS[place / 4].1, place % 4);
    Some((able(joined & 1 != 0, joined & 2 != 0), able(forms[1] != '\0', forms[2] != '\0')))
}

/// The letter of which this is the isolated form.
pub fn isolated(form: char) -> Option<char> {
    let place = place(form)?;
    place.is_multiple_of(4).then_some(FORMS[place / 4].0)
}

/// Where a form stands in `FORMS`, four to a row.
fn place(form: char) -> Option<usize> {
    usize::from(*PLACES.get((form as usize).checked_sub(FIRST_FORM)?)?).checked_sub(1)
}

/// Whether it is a letter that may join, Arabic or Syriac, or a form of one.
pub fn is_joining_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6FA}'..='\u{77F}' | '\u{8A0}'..='\u{8C9}')
        || matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

const FIRST_FORM: usize = 0xFB50;

/// For every code point from U+FB50 to U+FEFC one more than its place in `FORMS`, four to a row; 0 for none.
const PLACES: [u16; 0xFEFD - FIRST_FORM] = {
    let mut places = [0; 0xFEFD - FIRST_FORM];
    let mut place = 0;
    while place < FORMS.len() * 4 {
        let form = FORMS[place / 4].1[place % 4] as usize;
        if form >= FIRST_FORM {
            places[form - FIRST_FORM] = place as u16 + 1;
        }
        place += 1;
    }
    places
};

/// Letters with presentation forms.
#[rustfmt::skip]
const FORMS: [(char, Forms); 76] = [
    ('\u{621}', ['\u{FE80}', '\0', '\0', '\0']), // ء
    ('\u{622}', ['\u{FE81}', '\u{FE82}', '\0', '\0']), // آ
    ('\u{623}', ['\u{FE83}', '\u{FE84}', '\0', '\0']), // أ
    ('\u{624}', ['\u{FE85}', '\u{FE86}', '\0', '\0']), // ؤ
    ('\u{625}', ['\u{FE87}', '\u{FE88}', '\0', '\0']), // إ
    ('\u{626}', ['\u{FE89}', '\u{FE8A}', '\u{FE8B}', '\u{FE8C}']), // ئ
    ('\u{627}', ['\u{FE8D}', '\u{FE8E}', '\0', '\0']), // ا
    ('\u{628}', ['\u{FE8F}', '\u{FE90}', '\u{FE91}', '\u{FE92}']), // ب
    ('\u{629}', ['\u{FE93}', '\u{FE94}', '\0', '\0']), // ة
    ('\u{62A}', ['\u{FE95}', '\u{FE96}', '\u{FE97}', '\u{FE98}']), // ت
    ('\u{62B}', ['\u{FE99}', '\u{FE9A}', '\u{FE9B}', '\u{FE9C}']), // ث
    ('\u{62C}', ['\u{FE9D}', '\u{FE9E}', '\u{FE9F}', '\u{FEA0}']), // ج
    ('\u{62D}', ['\u{FEA1}', '\u{FEA2}', '\u{FEA3}', '\u{FEA4}']), // ح
    ('\u{62E}', ['\u{FEA5}', '\u{FEA6}', '\u{FEA7}', '\u{FEA8}']), // خ
    ('\u{62F}', ['\u{FEA9}', '\u{FEAA}', '\0', '\0']), // د
    ('\u{630}', ['\u{FEAB}', '\u{FEAC}', '\0', '\0']), // ذ
    ('\u{631}', ['\u{FEAD}', '\u{FEAE}', '\0', '\0']), // ر
    ('\u{632}', ['\u{FEAF}', '\u{FEB0}', '\0', '\0']), // ز
    ('\u{633}', ['\u{FEB1}', '\u{FEB2}', '\u{FEB3}', '\u{FEB4}']), // س
    ('\u{634}', ['\u{FEB5}', '\u{FEB6}', '\u{FEB7}', '\u{FEB8}']), // ش
    ('\u{635}', ['\u{FEB9}', '\u{FEBA}', '\u{FEBB}', '\u{FEBC}']), // ص
    ('\u{636}', ['\u{FEBD}', '\u{FEBE}', '\u{FEBF}', '\u{FEC0}']), // ض
    ('\u{637}', ['\u{FEC1}', '\u{FEC2}', '\u{FEC3}', '\u{FEC4}']), // ط
    ('\u{638}', ['\u{FEC5}', '\u{FEC6}', '\u{FEC7}', '\u{FEC8}']), // ظ
    ('\u{639}', ['\u{FEC9}', '\u{FECA}', '\u{FECB}', '\u{FECC}']), // ع
    ('\u{63A}', ['\u{FECD}', '\u{FECE}', '\u{FECF}', '\u{FED0}']), // غ
    ('\u{641}', ['\u{FED1}', '\u{FED2}', '\u{FED3}', '\u{FED4}']), // ف
    ('\u{642}', ['\u{FED5}', '\u{FED6}', '\u{FED7}', '\u{FED8}']), // ق
    ('\u{643}', ['\u{FED9}', '\u{FEDA}', '\u{FEDB}', '\u{FEDC}']), // ك
    ('\u{644}', ['\u{FEDD}', '\u{FEDE}', '\u{FEDF}', '\u{FEE0}']), // ل
    ('\u{645}', ['\u{FEE1}', '\u{FEE2}', '\u{FEE3}', '\u{FEE4}']), // م
    ('\u{646}', ['\u{FEE5}', '\u{FEE6}', '\u{FEE7}', '\u{FEE8}']), // ن
    ('\u{647}', ['\u{FEE9}', '\u{FEEA}', '\u{FEEB}', '\u{FEEC}']), // ه
    ('\u{648}', ['\u{FEED}', '\u{FEEE}', '\0', '\0']), // و
    ('\u{649}', ['\u{FEEF}', '\u{FEF0}', '\u{FBE8}', '\u{FBE9}']), // ى
    ('\u{64A}', ['\u{FEF1}', '\u{FEF2}', '\u{FEF3}', '\u{FEF4}']), // ي
    ('\u{671}', ['\u{FB50}', '\u{FB51}', '\0', '\0']), // ٱ
    ('\u{677}', ['\u{FBDD}', '\0', '\0', '\0']), // ٷ
    ('\u{679}', ['\u{FB66}', '\u{FB67}', '\u{FB68}', '\u{FB69}']), // ٹ
    ('\u{67A}', ['\u{FB5E}', '\u{FB5F}', '\u{FB60}', '\u{FB61}']), // ٺ
    ('\u{67B}', ['\u{FB52}', '\u{FB53}', '\u{FB54}', '\u{FB55}']), // ٻ
    ('\u{67E}', ['\u{FB56}', '\u{FB57}', '\u{FB58}', '\u{FB59}']), // پ
    ('\u{67F}', ['\u{FB62}', '\u{FB63}', '\u{FB64}', '\u{FB65}']), // ٿ
    ('\u{680}', ['\u{FB5A}', '\u{FB5B}', '\u{FB5C}', '\u{FB5D}']), // ڀ
    ('\u{683}', ['\u{FB76}', '\u{FB77}', '\u{FB78}', '\u{FB79}']), // ڃ
    ('\u{684}', ['\u{FB72}', '\u{FB73}', '\u{FB74}', '\u{FB75}']), // ڄ
    ('\u{686}', ['\u{FB7A}', '\u{FB7B}', '\u{FB7C}', '\u{FB7D}']), // چ
    ('\u{687}', ['\u{FB7E}', '\u{FB7F}', '\u{FB80}', '\u{FB81}']), // ڇ
    ('\u{688}', ['\u{FB88}', '\u{FB89}', '\0', '\0']), // ڈ
    ('\u{68C}', ['\u{FB84}', '\u{FB85}', '\0', '\0']), // ڌ
    ('\u{68D}', ['\u{FB82}', '\u{FB83}', '\0', '\0']), // ڍ
    ('\u{68E}', ['\u{FB86}', '\u{FB87}', '\0', '\0']), // ڎ
    ('\u{691}', ['\u{FB8C}', '\u{FB8D}', '\0', '\0']), // ڑ
    ('\u{698}', ['\u{FB8A}', '\u{FB8B}', '\0', '\0']), // ژ
    ('\u{6A4}', ['\u{FB6A}', '\u{FB6B}', '\u{FB6C}', '\u{FB6D}']), // ڤ
    ('\u{6A6}', ['\u{FB6E}', '\u{FB6F}', '\u{FB70}', '\u{FB71}']), // ڦ
    ('\u{6A9}', ['\u{FB8E}', '\u{FB8F}', '\u{FB90}', '\u{FB91}']), // ک
    ('\u{6AD}', ['\u{FBD3}', '\u{FBD4}', '\u{FBD5}', '\u{FBD6}']), // ڭ
    ('\u{6AF}', ['\u{FB92}', '\u{FB93}', '\u{FB94}', '\u{FB95}']), // گ
    ('\u{6B1}', ['\u{FB9A}', '\u{FB9B}', '\u{FB9C}', '\u{FB9D}']), // ڱ
    ('\u{6B3}', ['\u{FB96}', '\u{FB97}', '\u{FB98}', '\u{FB99}']), // ڳ
    ('\u{6BA}', ['\u{FB9E}', '\u{FB9F}', '\u{FBE8}', '\u{FBE9}']), // ں: joined on it is the same dotless tooth as ى
    ('\u{6BB}', ['\u{FBA0}', '\u{FBA1}', '\u{FBA2}', '\u{FBA3}']), // ڻ
    ('\u{6BE}', ['\u{FBAA}', '\u{FBAB}', '\u{FBAC}', '\u{FBAD}']), // ھ
    ('\u{6C0}', ['\u{FBA4}', '\u{FBA5}', '\0', '\0']), // ۀ
    ('\u{6C1}', ['\u{FBA6}', '\u{FBA7}', '\u{FBA8}', '\u{FBA9}']), // ہ
    ('\u{6C5}', ['\u{FBE0}', '\u{FBE1}', '\0', '\0']), // ۅ
    ('\u{6C6}', ['\u{FBD9}', '\u{FBDA}', '\0', '\0']), // ۆ
    ('\u{6C7}', ['\u{FBD7}', '\u{FBD8}', '\0', '\0']), // ۇ
    ('\u{6C8}', ['\u{FBDB}', '\u{FBDC}', '\0', '\0']), // ۈ
    ('\u{6C9}', ['\u{FBE2}', '\u{FBE3}', '\0', '\0']), // ۉ
    ('\u{6CB}', ['\u{FBDE}', '\u{FBDF}', '\0', '\0']), // ۋ
    ('\u{6CC}', ['\u{FBFC}', '\u{FBFD}', '\u{FBFE}', '\u{FBFF}']), // ی
    ('\u{6D0}', ['\u{FBE4}', '\u{FBE5}', '\u{FBE6}', '\u{FBE7}']), // ې
    ('\u{6D2}', ['\u{FBAE}', '\u{FBAF}', '\0', '\0']), // ے
    ('\u{6D3}', ['\u{FBB0}', '\u{FBB1}', '\0', '\0']), // ۓ
];
