//! The words and signs of currencies and of units of measure.
//!
//! *Invariant:* words are in folded form.

/// Currency words (folded) and their codes; where a nationality decides, the word's own name.
pub(super) const CURRENCIES: [(&str, &str); 79] = [
    ("دولار", "usd"),
    ("دولارا", "usd"),
    ("دولارات", "usd"),
    ("سنت", "cent"),
    ("سنتا", "cent"),
    ("سنتات", "cent"),
    ("يورو", "eur"),
    ("اورو", "eur"),
    ("دينار", "dinar"),
    ("دينارا", "dinar"),
    ("دنانير", "dinar"),
    ("دينارات", "dinar"),
    ("فلس", "fils"),
    ("فلسا", "fils"),
    ("درهم", "dirham"),
    ("درهما", "dirham"),
    ("دراهم", "dirham"),
    ("ريال", "riyal"),
    ("ريالا", "riyal"),
    ("ريالات", "riyal"),
    ("جنيه", "pound"),
    ("جنيها", "pound"),
    ("جنيهات", "pound"),
    ("استرليني", "gbp"),
    ("ليره", "lira"),
    ("ليرات", "lira"),
    ("يوان", "cny"),
    ("يوانا", "cny"),
    ("ين", "jpy"),
    ("روبل", "rub"),
    ("روبلا", "rub"),
    ("روبيه", "rupee"),
    ("فرنك", "franc"),
    ("فرنكا", "franc"),
    ("فرانك", "franc"),
    ("وون", "krw"),
    ("شيكل", "ils"),
    ("شيكلا", "ils"),
    ("كرونه", "krone"),
    ("بيزو", "peso"),
    ("بيتكوين", "btc"),
    ("مليما", "millime"),
    ("مليمات", "millime"),
    ("شواكل", "ils"),
    ("شيقل", "ils"),
    ("روبلات", "rub"),
    ("تومان", "toman"),
    ("قرشا", "piastre"),
    ("مليم", "millime"),
    ("دج", "dzd"),
    ("شكيل", "ils"),
    ("شيقلا", "ils"),
    ("ليرا", "lira"),
    ("كرونا", "krone"),
    ("روبيات", "rupee"),
    ("يوانات", "cny"),
    ("راند", "zar"),
    ("زلوتي", "pln"),
    ("زلوطي", "pln"),
    ("رينغيت", "myr"),
    ("رينجيت", "myr"),
    ("نايرا", "ngn"),
    ("فورنت", "huf"),
    ("هريفنيا", "uah"),
    ("غريفنا", "uah"),
    ("بوليفار", "ves"),
    ("مانات", "azn"),
    ("شلن", "shilling"),
    ("شلنا", "shilling"),
    ("سنتيم", "centime"),
    ("سنتيما", "centime"),
    ("سنتيمات", "centime"),
    ("قرش", "piastre"),
    ("قروش", "piastre"),
    ("كرونات", "krone"),
    ("فرنكات", "franc"),
    ("تاكا", "bdt"),
    ("دونغ", "vnd"),
    ("ينا", "jpy"),
];

/// The code of a currency, its word's own name, and the nationality that decides, as one man has it: a row each,
/// in one text, which is a third of the size of a table.
const NATIONAL: &str = "\
usd usd اميركي
usd usd امريكي
cad usd كندي
aud usd استرالي
nzd usd نيوزيلندي
nzd usd نيوزلندي
sgd usd سنغافوري
twd usd تايواني
nad usd ناميبي
jmd usd جامايكي
lrd usd ليبيري
hkd usd هونغ كونغ
hkd usd هونج كونج
tnd dinar تونسي
dzd dinar جزايري
lyd dinar ليبي
iqd dinar عراقي
jod dinar اردني
kwd dinar كويتي
bhd dinar بحريني
rsd dinar صربي
mkd dinar مقدوني
mad dirham مغربي
aed dirham اماراتي
sar riyal سعودي
qar riyal قطري
omr riyal عماني
yer riyal يمني
irr riyal ايراني
brl riyal برازيلي
khr riyal كمبودي
egp pound مصري
sdg pound سوداني
ssp pound جنوب سوداني
gbp pound استرليني
gbp pound بريطاني
gbp pound انجليزي
gbp pound اسكتلندي
lbp pound لبناني
syp pound سوري
try lira تركي
syp lira سوري
lbp lira لبناني
inr rupee هندي
pkr rupee باكستاني
lkr rupee سريلانكي
npr rupee نيبالي
idr rupee اندونيسي
mur rupee موريشيوسي
chf franc سويسري
xof franc افريقي
gnf franc غيني
rwf franc رواندي
bif franc بوروندي
djf franc جيبوتي
cdf franc كونغولي
mxn peso مكسيكي
ars peso ارجنتيني
cop peso كولومبي
clp peso تشيلي
php peso فلبيني
php peso فيليبيني
cup peso كوبي
sek krone سويدي
nok krone نرويجي
dkk krone دنماركي
dkk krone دانماركي
isk krone ايسلندي
czk krone تشيكي
kes shilling كيني
ugx shilling اوغندي
tzs shilling تنزاني
sos shilling صومالي
eur eur اوروبي
cny cny صيني
jpy jpy ياباني
rub rub روسي
byn rub بيلاروسي
ils ils اسراييلي
krw krw كوري جنوبي
krw krw جنوبي
kpw krw كوري شمالي
krw krw كوري
zar zar جنوب افريقي
pln pln بولندي
uah uah اوكراني
toman toman ايراني
huf huf مجري
myr myr ماليزي
ngn ngn نيجيري
ves ves فنزويلي
bdt bdt بنغلاديشي
vnd vnd فيتنامي
";

/// The rows of currencies with a nationality: code, the word's own name, nationality in one or two words.
pub(super) fn national() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    NATIONAL.lines().filter_map(|row| {
        let mut columns = row.splitn(3, ' ');
        Some((columns.next()?, columns.next()?, columns.next()?))
    })
}

/// Small coins: of which currencies, and how many make one.
pub(super) const MINOR: [(&str, &str, u128); 12] = [
    ("cent", "usd", 100),
    ("cent", "eur", 100),
    ("cent", "zar", 100),
    ("fils", "dinar", 1000),
    ("fils", "dirham", 100),
    ("millime", "dinar", 1000),
    ("millime", "pound", 1000),
    ("piastre", "pound", 100),
    ("piastre", "lira", 100),
    ("centime", "dinar", 100),
    ("centime", "dirham", 100),
    ("centime", "franc", 100),
];

/// Signs of currencies.
pub(super) const SIGNS: [(&str, &str); 10] = [
    ("$", "usd"),
    ("€", "eur"),
    ("£", "gbp"),
    ("¥", "jpy"),
    ("₪", "ils"),
    ("₺", "try"),
    ("₹", "inr"),
    ("₽", "rub"),
    ("₩", "krw"),
    ("₴", "uah"),
];

/// What before a dollar's sign tells whose it is: `US$`, `HK$`.
pub(super) const DOLLARS: [(&str, &str); 9] = [
    ("us", "usd"),
    ("a", "aud"),
    ("au", "aud"),
    ("c", "cad"),
    ("ca", "cad"),
    ("nz", "nzd"),
    ("hk", "hkd"),
    ("s", "sgd"),
    ("r", "brl"),
];

/// Units of measure (folded) and their names in ids.
pub(super) const UNITS: [(&str, &str); 97] = [
    ("فدانا", "feddan"),
    ("افدنه", "feddan"),
    ("دونمات", "dunam"),
    ("كيلومتر", "km"),
    ("كيلومترا", "km"),
    ("كيلومترات", "km"),
    ("كلم", "km"),
    ("كم", "km"),
    ("متر", "m"),
    ("مترا", "m"),
    ("امتار", "m"),
    ("سنتيمتر", "cm"),
    ("سنتيمترا", "cm"),
    ("سنتيمترات", "cm"),
    ("صم", "cm"),
    ("سم", "cm"),
    ("مليمتر", "mm"),
    ("ملم", "mm"),
    ("مم", "mm"),
    ("ميل", "mile"),
    ("ميلا", "mile"),
    ("اميال", "mile"),
    ("قدم", "foot"),
    ("قدما", "foot"),
    ("بوصه", "inch"),
    ("هكتار", "hectare"),
    ("هكتارا", "hectare"),
    ("هكتارات", "hectare"),
    ("فدان", "feddan"),
    ("طن", "tonne"),
    ("طنا", "tonne"),
    ("اطنان", "tonne"),
    ("قنطار", "quintal"),
    ("قنطارا", "quintal"),
    ("كيلوغرام", "kg"),
    ("كيلوغراما", "kg"),
    ("كيلوغرامات", "kg"),
    ("كيلوجرام", "kg"),
    ("كغ", "kg"),
    ("كلغ", "kg"),
    ("كغم", "kg"),
    ("كيلو", "kg"),
    ("غرام", "g"),
    ("غراما", "g"),
    ("جرام", "g"),
    ("لتر", "litre"),
    ("لترا", "litre"),
    ("برميل", "barrel"),
    ("برميلا", "barrel"),
    ("براميل", "barrel"),
    ("ميغاواط", "megawatt"),
    ("ميجاوات", "megawatt"),
    ("غيغاواط", "gigawatt"),
    ("كيلوواط", "kilowatt"),
    ("ميغاوات", "megawatt"),
    ("ميجاواط", "megawatt"),
    ("غيغاوات", "gigawatt"),
    ("جيجاواط", "gigawatt"),
    ("كيلووات", "kilowatt"),
    ("كيلومترين", "km"),
    ("مترين", "m"),
    ("دونم", "dunam"),
    ("دونما", "dunam"),
    ("يارده", "yard"),
    ("لترات", "litre"),
    ("غرامات", "g"),
    ("جراما", "g"),
    ("كيلوجراما", "kg"),
    ("اوقيه", "ounce"),
    ("سنتيميتر", "cm"),
    ("سنتيميترا", "cm"),
    ("ميليمتر", "mm"),
    ("مليمترا", "mm"),
    ("ميكرون", "micron"),
    ("درجه", "degree"),
    ("درجات", "degree"),
    ("غيغابايت", "gigabyte"),
    ("جيجابايت", "gigabyte"),
    ("ميغابايت", "megabyte"),
    ("ميجابايت", "megabyte"),
    ("تيرابايت", "terabyte"),
    ("ميغابيكسل", "megapixel"),
    ("ميجابكسل", "megapixel"),
    ("قيراط", "carat"),
    ("عقده", "knot"),
    ("فولت", "volt"),
    ("قناطير", "quintal"),
    ("هك", "hectare"),
    ("اقدام", "foot"),
    ("رطل", "pound"),
    ("رطلا", "pound"),
    ("ليتر", "litre"),
    ("ليترا", "litre"),
    ("سنتمتر", "cm"),
    ("سنتمترا", "cm"),
    ("تيراواط", "terawatt"),
    ("ميغاطن", "megaton"),
];

/// Currencies as banks abbreviate them. Of `د.إ` and `د.أ` folding leaves no difference: they are not here.
pub(super) const DOTTED: [(&str, &str, &str); 15] = [
    ("د", "ت", "tnd"),
    ("د", "ج", "dzd"),
    ("د", "ك", "kwd"),
    ("د", "ل", "lyd"),
    ("د", "ع", "iqd"),
    ("د", "ب", "bhd"),
    ("د", "م", "mad"),
    ("ر", "س", "sar"),
    ("ر", "ق", "qar"),
    ("ر", "ع", "omr"),
    ("ر", "ي", "yer"),
    ("ج", "م", "egp"),
    ("ج", "س", "sdg"),
    ("ل", "ل", "lbp"),
    ("ل", "س", "syp"),
];
