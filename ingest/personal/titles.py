"""Words that stand before names: titles of persons and public offices, as lemmas or as they are written."""

from __future__ import annotations

# Offices that nobody holds outside of public authorities.
OFFICES = frozenset(
    "wójt burmistrz wiceburmistrz starosta wicestarosta starościna marszałek wicemarszałek wojewoda wicewojewoda minister "
    "wiceminister premier wicepremier radny radna poseł posłanka senator senatorka ministra wójcina burmistrzyni sołtys "
    "sołtyska eurodeputowany europoseł europosłanka wiceprezydent prezydent prezydentka".split()
)
# Offices and posts that count with a public unit named after them.
POSTS = frozenset(
    "dyrektor dyrektorka wicedyrektor wicedyrektorka kierownik kierowniczka przewodniczący przewodnicząca wiceprzewodniczący "
    "wiceprzewodnicząca sekretarz skarbnik komendant naczelnik naczelniczka pełnomocnik pełnomocniczka kurator rzecznik "
    "rzeczniczka zastępca zastępczyni członek członkini".split()
)
TITLES = frozenset(
    "pan pani pana panu panem panie panią p państwo państwa państwu mgr dr inż prof hab ks ksiądz księdza księdzu "
    "księdzem lek adw mec druh druhna druha druhny s o".split()
)
# "Święty Marcin" is no Mr Święty.
SAINTLY = frozenset({"święty", "błogosławiony"})
# Titles that are common words too: what follows must look like a name.
WEAK_TITLES = frozenset("s o p".split())

# Offices that clubs have too.
ALSO_ELSEWHERE = frozenset({"prezydent", "prezydentka", "wiceprezydent"})
# Beginnings of words that tell a public unit, and of those that tell another.
PUBLIC = """
    gmin miast miejsk powiat wojewód wojewod marszałk urzę urzą sejm senat rady radzie sołect wójt burmistrz
    prezydent starost szkoł szkół przedszkol żłob bibliote wydział referat departament ministerstw ministr polic
    straż oświat samorządow państwow szpital muze skarbow sanitarn opieki pomocy kultury rodzinie
"""
PUBLIC_ABBREVIATIONS = (
    "[mgw]{0,3}(?:ops|okis|ok|bp|opr|osir) pcpr pup rops dps cus wtz śds sp lo zs podr wup wfośigw rp"
)
NOT_PUBLIC = """
    stowarzyszen fundac klub spół projekt zadani program firm parafi związ towarzyst drużyn koła koło osp lgd kgw
    chór hufc federac forum komitet honorow
"""
# Before an office these tell that its holder is another one, or no longer or not yet in office.
NOT_IN_OFFICE = frozenset(
    """
    były była byłego byłej byłemu byłym byłą byli dawny dawna dawnego dawnej ówczesny ówczesna ówczesnego ówczesnej
    ex eks emerytowany emerytowana niedoszły poprzedni poprzednia poprzedniego poprzedniej nieżyjący zmarły zmarła
    kandydat kandydatka kandydata kandydatki kandydatem kandydatką kandydatowi kandydatce na żona żony żonie żonę
    żoną mąż męża mężem syn syna synem córka córki córką brat brata bratem siostra siostry siostrą ojciec ojca matka
    matki wnuk wnuczka asystent asystentka asystenta asystentki sekretarka sekretarki kierowca kierowcy doradca
    doradcy pracownik pracownica pracownika pracownicy sąsiad sąsiadka
    """.split()
)
# Lemmas that may stand between an office and its holder, apart from names: the rest of the title.
BETWEEN = frozenset(
    """
    gmina miasto miejski powiat powiatowy województwo wojewódzki wiejski rada sejmik urząd sprawa polityka społeczny
    zdrowie kultura oświata edukacja sejm senat komisja wydział referat departament szkoła podstawowy przedszkole
    biblioteka ośrodek pomoc sport rekreacja rodzina praca centrum dom zespół policja straż gminny publiczny
    środowisko rozwój promocja organizacja pozarządowy współpraca stan państwo rzeczpospolita polski krajowy
    samorząd samorządowy terytorialny finanse infrastruktura rolnictwo wieś nauka wyższy klimat sprawiedliwość
    region regionalny fundusz cyfryzacja obrona narodowy wewnętrzny administracja zagraniczny kadencja sołectwo
    dzielnica osiedle zarząd usługa liceum ogólnokształcący technikum opieka żłobek biuro
    """.split()
)
SMALL = frozenset(
    "i oraz ds do w z na m st woj pow gm rp im nr p o pan pani pana panu panią panem mgr dr inż prof hab lek".split()
)
# Right before the name these part it from the office: "wójt i Anna Nowak".
NEVER_BESIDE = frozenset("i oraz lub a z ze dla od do przez o na w wraz u przy że".split())
SKIPPED_AFTER = frozenset("obecny obecna obecnie pełniący pełniąca funkcję będący będąca który jest pan pani".split())
