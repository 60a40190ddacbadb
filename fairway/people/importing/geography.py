"""Countries, states and the time zones that follow from them.

Countries and their zones come from tzdata; what it leaves open is written down here.
"""

from __future__ import annotations

import importlib.resources
from functools import cache
from zoneinfo import available_timezones

from fairway.people.countries import countries
from fairway.people.importing.spelling import fold, squash

# Countries of several zones in which nearly everybody lives by one.
_MAIN_ZONE = {
    "AR": "America/Argentina/Buenos_Aires", "CL": "America/Santiago", "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia", "DE": "Europe/Berlin", "EC": "America/Guayaquil", "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent", "VN": "Asia/Ho_Chi_Minh", "PS": "Asia/Gaza",
    "KZ": "Asia/Almaty", "MN": "Asia/Ulaanbaatar", "PG": "Pacific/Port_Moresby",
    "GL": "America/Nuuk", "FM": "Pacific/Pohnpei", "KI": "Pacific/Tarawa", "MH": "Pacific/Majuro",
    "PF": "Pacific/Tahiti", "UM": "Pacific/Wake",
}  # fmt: skip

_E, _C, _M, _P = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
_STATES = {
    "US": f"""
        AL Alabama {_C}|AK Alaska America/Anchorage|AZ Arizona America/Phoenix|AR Arkansas {_C}|
        CA California {_P}|CO Colorado {_M}|CT Connecticut {_E}|DE Delaware {_E}|
        DC District_of_Columbia {_E}|FL Florida {_E}|GA Georgia {_E}|HI Hawaii Pacific/Honolulu|
        ID Idaho America/Boise|IL Illinois {_C}|IN Indiana America/Indiana/Indianapolis|IA Iowa {_C}|
        KS Kansas {_C}|KY Kentucky {_E}|LA Louisiana {_C}|ME Maine {_E}|MD Maryland {_E}|
        MA Massachusetts {_E}|MI Michigan America/Detroit|MN Minnesota {_C}|MS Mississippi {_C}|
        MO Missouri {_C}|MT Montana {_M}|NE Nebraska {_C}|NV Nevada {_P}|NH New_Hampshire {_E}|
        NJ New_Jersey {_E}|NM New_Mexico {_M}|NY New_York {_E}|NC North_Carolina {_E}|
        ND North_Dakota {_C}|OH Ohio {_E}|OK Oklahoma {_C}|OR Oregon {_P}|PA Pennsylvania {_E}|
        RI Rhode_Island {_E}|SC South_Carolina {_E}|SD South_Dakota {_C}|TN Tennessee {_C}|
        TX Texas {_C}|UT Utah {_M}|VT Vermont {_E}|VA Virginia {_E}|WA Washington {_P}|
        WV West_Virginia {_E}|WI Wisconsin {_C}|WY Wyoming {_M}|PR Puerto_Rico America/Puerto_Rico""",
    "CA": """
        AB Alberta America/Edmonton|BC British_Columbia America/Vancouver|
        MB Manitoba America/Winnipeg|NB New_Brunswick America/Moncton|
        NL Newfoundland_and_Labrador America/St_Johns|NS Nova_Scotia America/Halifax|
        NT Northwest_Territories America/Yellowknife|NU Nunavut America/Iqaluit|
        ON Ontario America/Toronto|PE Prince_Edward_Island America/Halifax|
        QC Quebec America/Toronto|SK Saskatchewan America/Regina|YT Yukon America/Whitehorse""",
    "AU": """
        ACT Australian_Capital_Territory Australia/Sydney|NSW New_South_Wales Australia/Sydney|
        NT Northern_Territory Australia/Darwin|QLD Queensland Australia/Brisbane|
        SA South_Australia Australia/Adelaide|TAS Tasmania Australia/Hobart|
        VIC Victoria Australia/Melbourne|WA Western_Australia Australia/Perth""",
    "BR": """
        SP São_Paulo America/Sao_Paulo|RJ Rio_de_Janeiro America/Sao_Paulo|
        MG Minas_Gerais America/Sao_Paulo|ES Espírito_Santo America/Sao_Paulo|
        PR Paraná America/Sao_Paulo|SC Santa_Catarina America/Sao_Paulo|
        RS Rio_Grande_do_Sul America/Sao_Paulo|DF Distrito_Federal America/Sao_Paulo|
        GO Goiás America/Sao_Paulo|BA Bahia America/Bahia|SE Sergipe America/Maceio|
        AL Alagoas America/Maceio|PE Pernambuco America/Recife|PB Paraíba America/Fortaleza|
        RN Rio_Grande_do_Norte America/Fortaleza|CE Ceará America/Fortaleza|
        PI Piauí America/Fortaleza|MA Maranhão America/Fortaleza|PA Pará America/Belem|
        AP Amapá America/Belem|TO Tocantins America/Araguaina|MT Mato_Grosso America/Cuiaba|
        MS Mato_Grosso_do_Sul America/Campo_Grande|RO Rondônia America/Porto_Velho|
        AM Amazonas America/Manaus|RR Roraima America/Boa_Vista|AC Acre America/Rio_Branco""",
}
_COUNTRY_NAMES = {
    "US": "usa united states of america america etatsunis estadosunidos vereinigtestaaten"
    " statiuniti verenigdestaten eeuu stanyzjednoczone 美国 アメリカ",
    "GB": "uk greatbritain england scotland wales northernireland unitedkingdom grossbritannien"
    " royaumeuni reinounido regnounito vereinigteskonigreich verenigdkoninkrijk wielkabrytania 英国",
    "DE": "deutschland allemagne alemania alemanha germania duitsland niemcy tyskland saksa 德国 ドイツ",
    "FR": "frankreich francia franca frankrijk francja frankrike frankrig ranska 法国 フランス",
    "ES": "espana spanien espagne espanha spagna spanje hiszpania",
    "PT": "portugalia portogallo",
    "IT": "italia italien italie wlochy italie",
    "NL": "niederlande paysbas paisesbajos paisesbaixos paesibassi nederland holland holandia"
    " thenetherlands",
    "BE": "belgien belgique belgica belgio belgie belgia",
    "CH": "schweiz suisse suiza suica svizzera zwitserland szwajcaria",
    "AT": "osterreich autriche austria oostenrijk",
    "PL": "polen pologne polonia polska",
    "CZ": "czechia czechrepublic tschechien cesko ceskarepublika republiquetcheque",
    "SE": "schweden suede suecia sverige svezia zweden szwecja",
    "NO": "norwegen norvege noruega norge norvegia noorwegen norwegia",
    "DK": "danemark dinamarca danmark danimarca denemarken dania",
    "FI": "finnland finlande finlandia suomi",
    "IE": "irland irlande irlanda eire republicofireland ierland irlandia",
    "RO": "rumanien roumanie rumania romania",
    "HU": "ungarn hongrie hungria magyarorszag",
    "GR": "griechenland grece grecia hellas ellada",
    "TR": "turkey turkei turquie turquia turkiye",
    "RU": "russia russland russie rusia rossiya россия",
    "UA": "ukraine ucrania ukraina",
    "IN": "indien inde bharat 印度",
    "CN": "china chine kina prc mainlandchina 中国",
    "HK": "hongkong",
    "TW": "taiwan",
    "JP": "japan japon giappone 日本",
    "KR": "korea southkorea republicofkorea coreadelsur 한국 대한민국",
    "PH": "thephilippines philippinen filipinas pilipinas",
    "VN": "vietnam",
    "BR": "brasilien bresil brasil brasile brazilie",
    "MX": "mexique mexiko messico",
    "ZA": "rsa sudafrika afriquedusud",
    "AE": "uae emirates",
    "NZ": "neuseeland aotearoa",
    "AU": "australien australie",
    "CA": "kanada",
    "CI": "ivorycoast cotedivoire",
    "MK": "macedonia northmacedonia",
    "CD": "drc drcongo",
    "BO": "bolivia", "VE": "venezuela", "TZ": "tanzania", "IR": "iran", "SY": "syria", "LA": "laos",
    "MD": "moldova", "PS": "palestine", "BN": "brunei",
}  # fmt: skip
# Cities that are no zone's name, but where many offices are.
_CITIES = {
    "bangalore": "Asia/Kolkata", "bengaluru": "Asia/Kolkata", "mumbai": "Asia/Kolkata",
    "delhi": "Asia/Kolkata", "newdelhi": "Asia/Kolkata", "hyderabad": "Asia/Kolkata",
    "pune": "Asia/Kolkata", "chennai": "Asia/Kolkata", "gurgaon": "Asia/Kolkata",
    "munich": "Europe/Berlin", "munchen": "Europe/Berlin", "hamburg": "Europe/Berlin",
    "frankfurt": "Europe/Berlin", "koln": "Europe/Berlin", "cologne": "Europe/Berlin",
    "stuttgart": "Europe/Berlin", "leipzig": "Europe/Berlin",
    "barcelona": "Europe/Madrid", "valencia": "Europe/Madrid", "sevilla": "Europe/Madrid",
    "porto": "Europe/Lisbon", "braga": "Europe/Lisbon", "lisboa": "Europe/Lisbon",
    "milan": "Europe/Rome", "milano": "Europe/Rome", "roma": "Europe/Rome", "turin": "Europe/Rome",
    "lyon": "Europe/Paris", "marseille": "Europe/Paris", "toulouse": "Europe/Paris",
    "lille": "Europe/Paris", "nantes": "Europe/Paris", "bordeaux": "Europe/Paris",
    "manchester": "Europe/London", "birmingham": "Europe/London", "leeds": "Europe/London",
    "bristol": "Europe/London", "edinburgh": "Europe/London", "glasgow": "Europe/London",
    "rotterdam": "Europe/Amsterdam", "utrecht": "Europe/Amsterdam", "eindhoven": "Europe/Amsterdam",
    "geneva": "Europe/Zurich", "geneve": "Europe/Zurich", "basel": "Europe/Zurich",
    "krakow": "Europe/Warsaw", "wroclaw": "Europe/Warsaw", "gdansk": "Europe/Warsaw",
    "cork": "Europe/Dublin", "gothenburg": "Europe/Stockholm", "goteborg": "Europe/Stockholm",
    "beijing": "Asia/Shanghai", "shenzhen": "Asia/Shanghai", "guangzhou": "Asia/Shanghai",
    "osaka": "Asia/Tokyo", "cebu": "Asia/Manila", "makati": "Asia/Manila", "quezoncity": "Asia/Manila",
    "hanoi": "Asia/Ho_Chi_Minh", "haiphong": "Asia/Ho_Chi_Minh", "telaviv": "Asia/Jerusalem",
    "capetown": "Africa/Johannesburg", "durban": "Africa/Johannesburg", "abuja": "Africa/Lagos",
    "rio": "America/Sao_Paulo", "riodejaneiro": "America/Sao_Paulo", "medellin": "America/Bogota",
    "guadalajara": "America/Mexico_City", "boston": _E, "atlanta": _E, "miami": _E,
    "washington": _E, "washingtondc": _E, "philadelphia": _E, "newyorkcity": _E, "nyc": _E,
    "charlotte": _E, "austin": _C, "dallas": _C, "houston": _C, "minneapolis": _C, "nashville": _C,
    "saltlakecity": _M, "seattle": _P, "sanfrancisco": _P, "portland": _P, "sandiego": _P,
    "sanjose": _P, "lasvegas": _P, "montreal": "America/Toronto", "ottawa": "America/Toronto",
    "calgary": "America/Edmonton", "wellington": "Pacific/Auckland", "canberra": "Australia/Sydney",
}  # fmt: skip
# What people write for a zone: abbreviations that mean one thing in a list of staff, and Windows'.
_ZONE_WORDS = {
    "Europe/London": "gmtstandardtime ukt london",
    "Europe/Paris": "romancestandardtime",
    "Europe/Berlin": "weuropestandardtime cet cest mez mesz",
    "Europe/Warsaw": "centraleuropeanstandardtime",
    "Europe/Budapest": "centraleuropestandardtime",
    "Europe/Helsinki": "flestandardtime eet eest",
    "Europe/Bucharest": "gtbstandardtime",
    "Europe/Lisbon": "wet west",
    "Europe/Istanbul": "turkeystandardtime",
    "Europe/Moscow": "russianstandardtime msk",
    _E: "easternstandardtime easterntime useastern et est edt eastern",
    _C: "centralstandardtime centraltime uscentral ct cdt central",
    _M: "mountainstandardtime mountaintime usmountain mt mst mdt mountain",
    _P: "pacificstandardtime pacifictime uspacific pt pst pdt pacific",
    "America/Phoenix": "usmountainstandardtime",
    "America/Anchorage": "alaskanstandardtime akst akdt",
    "Pacific/Honolulu": "hawaiianstandardtime hst",
    "America/Sao_Paulo": "esouthamericastandardtime brt",
    "America/Mexico_City": "centralstandardtimemexico",
    "America/Bogota": "sapacificstandardtime",
    "Asia/Kolkata": "indiastandardtime",
    "Asia/Shanghai": "chinastandardtime",
    "Asia/Tokyo": "tokyostandardtime jst",
    "Asia/Seoul": "koreastandardtime kst",
    "Asia/Singapore": "singaporestandardtime sgt",
    "Asia/Manila": "pht",
    "Asia/Dubai": "arabianstandardtime",
    "Australia/Sydney": "auseasternstandardtime aest aedt",
    "Australia/Perth": "waustraliastandardtime awst",
    "Pacific/Auckland": "newzealandstandardtime nzst nzdt",
    "Africa/Johannesburg": "southafricastandardtime sast",
    "UTC": "utc gmt z zulu coordinateduniversaltime etcutc",
}


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _zones_of() -> dict[str, list[str]]:
    table = (importlib.resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    zones: dict[str, list[str]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _place, zone, *_comment = line.split("\t")
            zones.setdefault(code, []).append(zone)
    return zones


@cache
def _countries() -> dict[str, str]:
    known = {squash(name): code for code, name in countries().items()}
    known |= {code.casefold(): code for code in countries()}
    for code, names in _COUNTRY_NAMES.items():
        known |= dict.fromkeys(names.split(), code)
    known["unitedstatesofamerica"] = "US"
    return known


def country_of(text: str) -> str:
    """The two-letter code, or nothing."""
    return _countries().get(squash(text), "") or _three_letters().get(text.upper(), "")


@cache
def _three_letters() -> dict[str, str]:
    return {
        "USA": "US", "GBR": "GB", "DEU": "DE", "FRA": "FR", "ESP": "ES", "PRT": "PT", "ITA": "IT",
        "NLD": "NL", "BEL": "BE", "CHE": "CH", "AUT": "AT", "POL": "PL", "CZE": "CZ", "SWE": "SE",
        "NOR": "NO", "DNK": "DK", "FIN": "FI", "IRL": "IE", "ROU": "RO", "HUN": "HU", "GRC": "GR",
        "TUR": "TR", "RUS": "RU", "UKR": "UA", "IND": "IN", "CHN": "CN", "HKG": "HK", "TWN": "TW",
        "JPN": "JP", "KOR": "KR", "PHL": "PH", "VNM": "VN", "BRA": "BR", "MEX": "MX", "ARG": "AR",
        "CHL": "CL", "COL": "CO", "PER": "PE", "ZAF": "ZA", "NGA": "NG", "KEN": "KE", "EGY": "EG",
        "ARE": "AE", "SAU": "SA", "ISR": "IL", "SGP": "SG", "MYS": "MY", "IDN": "ID", "THA": "TH",
        "AUS": "AU", "NZL": "NZ", "CAN": "CA",
    }  # fmt: skip


@cache
def states(country: str) -> dict[str, tuple[str, str, str]]:
    """Squashed code and name of each state to (code, name, zone)."""
    known: dict[str, tuple[str, str, str]] = {}
    for line in _STATES.get(country, "").split("|"):
        if line.strip():
            code, name, zone = line.split()
            entry = (code, name.replace("_", " "), zone)
            known[code.casefold()] = known[squash(entry[1])] = entry
    return known


@cache
def _city_zones() -> dict[str, list[str]]:
    cities: dict[str, list[str]] = {}
    for code, zones in _zones_of().items():
        for zone in zones:
            cities.setdefault(squash(zone.rpartition("/")[2]), []).append(f"{code} {zone}")
    return cities


def zone_of_city(city: str, country: str = "") -> str:
    key = squash(city)
    found = [entry.split() for entry in _city_zones().get(key, ())]
    found = [entry for entry in found if not country or entry[0] == country]
    if len(found) == 1:
        return found[0][1]
    zone = _CITIES.get(key, "")
    return zone if zone and (not country or zone in zones_in(country)) else ""


def zones_in(country: str) -> list[str]:
    return _zones_of().get(country, [])


def zone_of(country: str, state: str = "", city: str = "") -> str:
    """The zone of a place, or nothing where that would be a guess."""
    if state and (entry := states(country).get(squash(state))):
        return entry[2]
    if city and (zone := zone_of_city(city, country)):
        return zone
    zones = zones_in(country)
    if len(zones) == 1:
        return zones[0]
    return _MAIN_ZONE.get(country, "")


@cache
def _zone_words() -> dict[str, str]:
    known = {squash(zone.replace("/", "")): zone for zone in zone_names()}
    return known | {word: zone for zone, text in _ZONE_WORDS.items() for word in text.split()}


def read_zone(text: str) -> str:
    """An IANA zone from its name, an abbreviation or Windows' name for it, or nothing."""
    text = text.strip()
    # "EST" is a zone too, but a fixed one without summer time: nobody's list of staff means that.
    if "/" in text and text in zone_names():
        return text
    known = _zone_words()
    for part in (text, text.partition("(")[0], text.partition(" - ")[0], text.rpartition(") ")[2]):
        if part and (zone := known.get(squash(part.replace("/", " ")))):
            return zone
    return zone_of_city(text) if fold(text) and text[:1].isupper() and len(text) > 3 else ""
